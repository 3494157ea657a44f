//! Terms of the glossary that no text uses.

use std::cell::LazyCell;
use std::collections::HashSet;

use crate::check::{Subject, prose};
use crate::content::Target;
use crate::diagnostic::Diagnostic;

rule! {
    /// A term of the glossary is used nowhere.
    ///
    /// Looks at the terms that booklet.toml defines itself. A term is used where a link leads to it
    /// or where a chapter holds its words. Terms of the house file are printed only where they are
    /// used.
    ///
    /// ## Who is affected
    ///
    /// Readers, who wonder where they have missed the word; and the paper that it takes.
    ///
    /// ## How to mend it
    ///
    /// Link to it where the word first stands, or take it out.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [[glossary]]
    /// term = "Biopsy"
    /// meaning = "A small piece of your body that is looked at closely."
    /// ```
    ///
    /// After, in a chapter:
    ///
    /// ```toml
    /// text = "You may need a [biopsy](term:biopsy)."
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 3.1.3 Unusual Words: a reader gets from the word to its meaning.
    "unused-term": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let linked = linked(subject);
    // Most terms are linked, and the words of the whole booklet are not asked for.
    let said = LazyCell::new(|| said(subject));
    let is_said = |term: &str| {
        let term = format!(" {}", prose::fold(term));
        said.iter().any(|passage| passage.contains(&term))
    };
    let entries = subject.book.glossary.iter().enumerate();
    entries
        .filter(|(index, entry)| entry.own && !linked.contains(index) && !is_said(&entry.term.text))
        .map(|(_, entry)| {
            let term = &entry.term.text;
            RULE.at(entry.term.span, format!("the term “{term}” is used nowhere"))
                .note("readers wonder where they have missed the word")
                .help(format!(
                    "link to it where the word first stands, [{term}](term:{term}), or take it out"
                ))
        })
        .collect()
}

/// The entries that a link leads to.
fn linked(subject: &Subject<'_>) -> HashSet<usize> {
    let segments = subject.passages.iter().flat_map(|passage| &passage.segments);
    let links = segments.filter_map(|segment| segment.link);
    links
        .filter_map(|link| match link.target {
            Target::Term(index) => Some(index),
            _ => None,
        })
        .collect()
}

/// The words of the chapters, a space before each.
fn said(subject: &Subject<'_>) -> Vec<String> {
    if subject.book.glossary.is_empty() {
        return Vec::new();
    }
    let passages = subject.passages.iter().filter(|passage| passage.chapter.is_some());
    passages.map(|passage| format!(" {}", prose::fold(&passage.text))).collect()
}
