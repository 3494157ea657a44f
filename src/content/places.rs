//! The names of a booklet: ids, terms and contact points, known before any text is read.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::content::Place;

/// Ids that the program gives itself.
pub(super) const RESERVED: [(&str, Place); 4] = [
    ("contents", Place::Contents),
    ("glossary", Place::Glossary),
    ("about", Place::About),
    ("contact", Place::Contact),
];

/// What links and blocks can name.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Ids of chapters and blocks, and the reserved ones that this booklet has.
    pub places: HashMap<String, Place>,
    /// Reserved ids that this booklet lacks, and why.
    pub absent: HashMap<&'static str, &'static str>,
    /// Ids in files that could not be read: a link to them is no fault of its own.
    pub pardoned: HashSet<String>,
    /// Terms as shown, by index.
    pub terms: Vec<String>,
    /// Index by folded term.
    pub term_index: HashMap<String, usize>,
    /// Terms that a link leads to.
    pub linked_terms: Vec<usize>,
    /// Contact points by index.
    pub points: Vec<String>,
    /// Whether terms and contact points may be lacking because their file could not be read.
    pub incomplete: bool,
}

/// A term without regard to case, spacing and the form of its quotes.
pub(super) fn fold(term: &str) -> String {
    plain_name(term).to_lowercase()
}

/// A name without regard to spacing and the form of its quotes.
pub(super) fn plain_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words
        .join(" ")
        .nfc()
        .map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '–' | '—' => '-',
            c => c,
        })
        .collect()
}
