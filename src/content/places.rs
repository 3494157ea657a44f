//! The names of a booklet: ids, terms and contact points, known before any text is read.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::content::Place;
use crate::content::guesses::Guesses;
use crate::source::Span;

/// Ids that the program gives itself.
pub(super) const RESERVED: [(&str, Place); 4] = [
    ("contents", Place::Contents),
    ("glossary", Place::Glossary),
    ("about", Place::About),
    ("contact", Place::Contact),
];

/// Whether the program gives an id itself, so that no chapter or block may have it.
#[must_use]
pub fn is_reserved_id(id: &str) -> bool {
    RESERVED.iter().any(|(reserved, _)| *reserved == id)
}

/// What links and blocks can name.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Ids of chapters and blocks, and the reserved ones that this booklet has.
    pub places: HashMap<String, Place>,
    /// Ids of chapters by what would be made of their titles.
    pub titled: HashMap<String, String>,
    /// Ids of chapters by their files, as booklet.toml names them, and by their numbers.
    pub filed: Vec<(String, String)>,
    /// Headings without an id, by what would be made of their words: where each stands.
    pub headings: HashMap<String, Span>,
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
    /// The first contact point of each name.
    pub point_index: HashMap<String, usize>,
    /// Whether terms and contact points may be lacking because their file could not be read.
    pub incomplete: bool,
    /// Ids that were meant.
    pub guessed_places: Guesses,
    /// Terms that were meant.
    pub guessed_terms: Guesses,
    /// Contact points that were meant.
    pub guessed_points: Guesses,
}

/// A term without regard to case, spacing and the form of its quotes.
pub(super) fn fold(term: &str) -> String {
    let mut folded = String::with_capacity(term.len());
    for c in plain_name(term).chars().flat_map(char::to_lowercase) {
        match c {
            // Turkish capitals are İ and I of i and ı: whichever language it is, a term is found.
            'ı' => folded.push('i'),
            '\u{307}' if folded.ends_with('i') => {}
            // Greek words end in another form of sigma than they have in capitals.
            'ς' => folded.push('σ'),
            other => folded.push(other),
        }
    }
    folded
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

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn terms_are_found_without_regard_to_case_in_turkish_and_greek_too() {
        for (one, other) in [
            ("İkinci görüş", "ikinci görüş"),
            ("IŞIN TEDAVİSİ", "ışın tedavisi"),
            ("ΟΓΚΟΣ", "ογκος"),
            ("Clinical Trial", "clinical  trial"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("trial"), fold("trail"));
    }
}
