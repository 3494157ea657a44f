//! Problems that only follow from another one, and would send an author on a wrong track.

use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// What may be wrong with a string because a value of it could not be put in: the words of a link
/// are then empty, its address is half a one, a name is unknown.
const FOLLOWING: [&str; 9] = [
    "bad-link",
    "bad-mark",
    "unknown-link",
    "unknown-term",
    "unknown-contact-point",
    "missing-key",
    "missing-alt",
    "empty-header",
    "unknown-language",
];

/// Takes out what follows from values that could not be put in where they are used.
pub(super) fn take_out(diagnostics: &mut Vec<Diagnostic>, sources: &Sources, unknown: &[Span]) {
    diagnostics.retain(|problem| {
        let follows = FOLLOWING.contains(&problem.code)
            && problem.primary.is_some_and(|span| {
                unknown.iter().any(|value| touches(span, *value))
                    && within_a_string(problem, sources.snippet(span))
            });
        !follows
    });
}

/// Whether one holds the other or stands right beside it: a value that is lacking leaves nothing
/// between what stands before and after it.
fn touches(one: Span, other: Span) -> bool {
    one.source == other.source && one.start <= other.end && other.start <= one.end
}

/// A table that lacks a key encloses its strings too, and lacks it whatever they say.
fn within_a_string(problem: &Diagnostic, snippet: &str) -> bool {
    problem.code != "missing-key" || snippet.starts_with(['"', '\''])
}
