//! Several changes of a file as one.

use crate::source::{SourceId, Span};

/// A stretch of a file, and what should stand there instead.
pub(super) type Edit = (std::ops::Range<usize>, String);

/// One change for all of these, which stand in order and do not overlap: what lies between them stays.
pub(super) fn as_one(source: SourceId, text: &str, edits: &[Edit]) -> Option<(Span, String)> {
    let (first, last) = (edits.first()?, edits.last()?);
    let mut whole = String::new();
    let mut from = first.0.start;
    for (range, with) in edits {
        whole.push_str(text.get(from..range.start)?);
        whole.push_str(with);
        from = range.end;
    }
    Some((Span::new(source, first.0.start, last.0.end), whole))
}
