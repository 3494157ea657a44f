//! Addresses in text that was set: which had to be parted.

use super::draft::Draft;
use super::{Composer, PartedAddress};
use crate::typeset::SetParagraph;

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
