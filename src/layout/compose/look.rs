//! How words look beside their face and size.

use super::super::page::Tone;
use super::super::style::TextStyle;

/// How a leaf looks beside its face and size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) tone: Tone,
    /// Whether a broken line stands under it.
    pub(super) stressed: bool,
}

impl Look {
    pub(super) fn of(style: TextStyle) -> Self {
        Self { tone: style.tone, stressed: style.stressed }
    }
}
