//! A string as a row of signs, each with its way back to the source.

use crate::content::{Origin, Words};
use crate::source::{SourceId, Span};

/// One character of a string, after escapes and values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub c: char,
    /// First byte in the source of what wrote it.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Which [`Use`] of a value it came by, counted from 1; 0 for none.
    pub used: u32,
    /// Whether it stands in the source as it is.
    pub exact: bool,
    /// Whether it stands for itself and is never a mark.
    pub literal: bool,
}

/// A `{name}` in a string.
#[derive(Clone, Debug)]
pub(super) struct Use {
    pub name: String,
    pub definition: Span,
    /// Whether the value's text has marks.
    pub marked: bool,
}

/// A string's signs.
#[derive(Clone, Debug)]
pub(super) struct Signs {
    /// The string with its quotes.
    pub span: Span,
    pub signs: Vec<Sign>,
    pub uses: Vec<Use>,
}

impl Sign {
    /// Its place.
    pub(super) fn span(self, source: SourceId) -> Span {
        Span { source, start: self.start, end: self.end }
    }

    /// Whether it is this mark, and meant as one.
    pub(super) fn is(self, mark: char) -> bool {
        self.c == mark && !self.literal
    }

    /// Whether it is a space of some sort.
    pub(super) fn is_space(self) -> bool {
        self.c.is_whitespace()
    }
}

/// The place of a stretch of signs.
pub(super) fn place(source: SourceId, signs: &[Sign]) -> Option<Span> {
    let (first, last) = (signs.first()?, signs.last()?);
    Some(Span { source, start: first.start, end: last.end.max(first.end) })
}

/// A stretch without the spaces at its ends.
pub(super) fn trim(signs: &[Sign]) -> &[Sign] {
    let start = signs.iter().position(|sign| !sign.is_space()).unwrap_or(signs.len());
    let end = signs.iter().rposition(|sign| !sign.is_space()).map_or(start, |at| at + 1);
    &signs[start..end]
}

/// The characters of a stretch.
pub(super) fn text(signs: &[Sign]) -> String {
    signs.iter().map(|sign| sign.c).collect()
}

/// Builds [`Words`] sign by sign.
#[derive(Debug)]
pub(super) struct Writer {
    source: SourceId,
    text: String,
    origins: Vec<Origin>,
}

impl Writer {
    /// Nothing yet.
    pub(super) fn new(source: SourceId) -> Self {
        Self { source, text: String::new(), origins: Vec::new() }
    }

    /// Whether nothing was written.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Writes a sign as it is.
    pub(super) fn sign(&mut self, sign: Sign) {
        let at = self.text.len();
        self.text.push(sign.c);
        let span = sign.span(self.source);
        if let Some(last) = self.origins.last_mut() {
            if last.verbatim && sign.exact && last.span.end == span.start {
                last.span.end = span.end;
                return;
            }
            if !last.verbatim && !sign.exact && last.span == span {
                return;
            }
        }
        self.origins.push(Origin { at: at as u32, span, verbatim: sign.exact });
    }

    /// Writes other characters than stand there: a typographic sign.
    pub(super) fn instead(&mut self, first: Sign, last: Sign, text: &str) {
        if text.is_empty() {
            return;
        }
        let end = last.end.max(first.end);
        let span = Span { source: self.source, start: first.start, end };
        self.origins.push(Origin { at: self.text.len() as u32, span, verbatim: false });
        self.text.push_str(text);
    }

    /// The words; `whole` is their place where none were written.
    pub(super) fn finish(self, whole: Span) -> Words {
        let span = match (self.origins.first(), self.origins.last()) {
            (Some(first), Some(last)) => Span {
                source: self.source,
                start: first.span.start,
                end: last.span.end.max(first.span.end),
            },
            _ => whole,
        };
        let mut words = Words::new(self.text, span);
        if !self.origins.is_empty() {
            words.origins = self.origins;
        }
        words
    }
}
