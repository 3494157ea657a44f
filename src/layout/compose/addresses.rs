//! Addresses in text that is put together: which are known, and which had to be parted.

use super::inline::Draft;
use super::{Composer, PartedAddress};
use crate::source::Span;
use crate::typeset::SetParagraph;

/// A stretch that is known to be an address.
pub(super) struct Known {
    pub(super) range: std::ops::Range<usize>,
    /// Where its link stands in the source.
    span: Span,
}

impl Draft {
    /// Says that the text from `start` on is an address but for the blanks around it, in brackets
    /// or not.
    pub(super) fn know_address(&mut self, start: usize, span: Span) {
        let text = &self.text[start..];
        let blank = |c: char| c.is_whitespace();
        let from = start + text.len() - text.trim_start_matches(blank).len();
        let end = start + text.trim_end_matches(blank).len();
        let bracketed =
            self.text[from..end].starts_with('(') && self.text[from..end].ends_with(')');
        let range = if bracketed { from + 1..end - 1 } else { from..end };
        if !range.is_empty() {
            self.addresses.push(Known { range, span });
        }
    }

    /// The place in the source of an address that begins at a byte of the text.
    fn place_of_address(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let known = self.addresses.iter().find(|known| known.range == range);
        known.map(|known| known.span).or_else(|| self.place(range))
    }
}

impl Composer<'_> {
    /// Takes down the addresses that had to be parted, for `check`.
    pub(super) fn note_parted(&mut self, draft: &Draft, set: &SetParagraph) {
        for (range, lines) in &set.parted_addresses {
            self.parted_addresses.push(PartedAddress {
                address: draft.text[range.clone()].to_owned(),
                span: draft.place_of_address(range.clone()).unwrap_or(self.book.span),
                // Lines are numbered as they are drawn, directly after this.
                line: self.lines + 1 + lines.start as u32,
            });
        }
    }
}

/// Whether the words of a link of the contact section are its address: those of a number are none.
pub(super) fn shows_address(link: &str) -> bool {
    ["https:", "http:", "mailto:"].iter().any(|scheme| link.starts_with(scheme))
}
