//! Files that two booklets of one run would write.

use std::collections::BTreeMap;

use crate::content::EditionName;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// What a booklet would write.
pub(super) struct Outputs<'a> {
    /// The booklet, as the user gave it.
    pub path: &'a str,
    /// Stem of its files' names.
    pub slug: &'a str,
    /// Where that comes from.
    pub slug_span: Span,
    /// What is made of it.
    pub editions: &'a [EditionName],
}

/// What is wrong where two booklets would write one file, each with the booklet that it is said
/// of; booklets of which nothing is known are `None`.
pub(super) fn clashes(booklets: &[Option<Outputs<'_>>]) -> Vec<(usize, Diagnostic)> {
    let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, outputs) in booklets.iter().enumerate() {
        let Some(outputs) = outputs else { continue };
        for edition in outputs.editions {
            owners.entry(edition.file_name(outputs.slug)).or_default().push(index);
        }
    }
    owners.retain(|_, owners| owners.len() > 1);
    let known = |at: usize| booklets[at].as_ref();
    let path = |at: usize| known(at).map_or("", |outputs| outputs.path);
    let mut found = Vec::new();
    for (name, owners) in &owners {
        for &at in owners {
            let others = owners.iter().map(|&other| path(other)).filter(|other| *other != path(at));
            let others: Vec<&str> = others.collect();
            let span = known(at).map(|outputs| outputs.slug_span);
            let words = format!("`{name}` would also be written by {}", others.join(" and "));
            let clash = Diagnostic::new("same-output", Severity::Error, span, words)
                .note("one of the two would be lost, so nothing was built")
                .help("give one of the booklets a `slug` of its own in its booklet.toml");
            found.push((at, clash));
        }
    }
    found
}
