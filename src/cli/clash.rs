//! Files that two booklets of one run would write.

use std::collections::BTreeMap;

use crate::codes;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// What a booklet would write.
pub(super) struct Outputs<'a> {
    /// The booklet, as the user gave it.
    pub path: &'a str,
    /// Where the stem of its files' names comes from.
    pub slug_span: Span,
    /// Their names.
    pub file_names: &'a [String],
}

/// What is wrong where two booklets would write one file, each with the booklet that it is said
/// of, once for all files that it shares with the same others; booklets of which nothing is known
/// are `None`.
pub(super) fn clashes(booklets: &[Option<Outputs<'_>>]) -> Vec<(usize, Diagnostic)> {
    let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, outputs) in booklets.iter().enumerate() {
        let Some(outputs) = outputs else { continue };
        for name in outputs.file_names {
            owners.entry(name.clone()).or_default().push(index);
        }
    }
    let mut shared: BTreeMap<Vec<usize>, Vec<String>> = BTreeMap::new();
    for (name, owners) in owners {
        if owners.len() > 1 {
            shared.entry(owners).or_default().push(name);
        }
    }
    let known = |at: usize| booklets[at].as_ref();
    let path = |at: usize| known(at).map_or("", |outputs| outputs.path);
    let mut found = Vec::new();
    for (owners, names) in &shared {
        for &at in owners {
            let others = owners.iter().filter(|other| **other != at).map(|&other| path(other));
            let others = others.collect::<Vec<_>>().join(" and ");
            let span = known(at).map(|outputs| outputs.slug_span);
            let words = format!("{} would also be written by {others}", files(names));
            let clash = Diagnostic::new(codes::SAME_OUTPUT, Severity::Error, span, words)
                .note("only one of them would be left, so nothing was built")
                .help("change the `title` of one of them in its booklet.toml, or give it a `slug` of its own");
            found.push((at, clash));
        }
    }
    found
}

/// Names of files in a sentence, the shortest first and the others counted.
fn files(names: &[String]) -> String {
    let first = names.iter().min_by_key(|name| name.len()).map_or("", String::as_str);
    match names.len() - 1 {
        0 => format!("`{first}`"),
        1 => format!("`{first}` and 1 more file"),
        more => format!("`{first}` and {more} more files"),
    }
}
