//! The stretches that a text is taken apart into.

use std::ops::Range;

/// What a stretch of a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits alone, whatever their script, as ASCII digits.
    Group(String),
    /// A plus directly before a group.
    Plus,
    /// Letters, or letters and digits.
    Word,
    /// A time, a span of time, an extension: its digits are dialled by nobody.
    Aside,
    /// A short number that begins with a star or a hash, as it is dialled: *5400.
    Code(String),
    /// One or more blanks.
    Blank,
    /// Any other sign.
    Sign(char),
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub token: Token,
    /// Bytes of the text.
    pub range: Range<usize>,
}
