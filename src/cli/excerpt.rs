//! The lines of a file that a report shows.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::Snippet;

use super::stream::harmless;
use crate::source::{SourceFile, SourceId, Sources, Span};

/// The lines of a file that are shown. The renderer reads its source from end to end for each
/// diagnostic, so that whole files would make a long report slow.
#[derive(Clone, Copy)]
pub(super) struct Excerpt<'a> {
    file: &'a SourceFile,
    pub(super) text: &'a str,
    start: usize,
    pub(super) first_line: usize,
}

impl<'a> Excerpt<'a> {
    /// The lines around places of a file.
    pub(super) fn around(
        sources: &'a Sources,
        file: SourceId,
        spans: impl IntoIterator<Item = Span>,
    ) -> Self {
        let file = sources.file(file);
        let whole = &*file.text;
        let (mut low, mut high) = (whole.len(), 0);
        for span in spans {
            let range = within(whole, span.range());
            low = low.min(range.start);
            high = high.max(range.end);
        }
        let (first_line, start) = file.line_at(low);
        let end = file.line_end(high.max(low));
        Self { file, text: &whole[start..end], start, first_line }
    }

    /// A place in the file as one in the text.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let range = within(&self.file.text, span.range());
        range.start - self.start..range.end - self.start
    }

    /// What the renderer takes.
    pub(super) fn snippet<T: Clone>(&self) -> Snippet<'a, T> {
        let path: Cow<'a, str> = harmless(&self.file.path, false).into();
        Snippet::source(self.text).line_start(self.first_line).path(path)
    }
}

/// A range made to lie within the text, between characters.
fn within(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.clamp(start, text.len()));
    start..end
}
