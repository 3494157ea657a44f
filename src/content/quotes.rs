//! The quotation marks of each language, in pairs.

use crate::language::{Facts, Language};

/// A sign that begins and one that ends a quotation, with the spaces that go with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub open: &'static str,
    pub close: &'static str,
}

/// The quotation marks of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotes {
    /// For what stands in `" "`.
    pub outer: Pair,
    /// For what stands in `' '`, and for `" "` within `" "`.
    pub inner: Pair,
}

impl Quotes {
    /// The quotation marks of a language; English ones where it is not known.
    pub(super) fn of(language: &Language) -> Self {
        let [open, close, inner_open, inner_close] = Facts::quotes(language);
        Self { outer: Pair { open, close }, inner: Pair { open: inner_open, close: inner_close } }
    }
}
