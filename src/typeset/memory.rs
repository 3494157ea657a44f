//! Words that were shaped, kept from one paragraph to the next.

use std::sync::Arc;

use foldhash::HashMap;
use harfrust::{Buffer, ShapePlan};
use unicode_script::Script;

use super::{FontId, Glyph};
use crate::language::Language;

/// All that shaping depends on besides the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShapeSetting {
    pub(super) font: FontId,
    pub(super) script: Script,
    pub(super) language: Language,
    pub(super) right_to_left: bool,
}

/// Index of a [`ShapeSetting`] in a [`Memory`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SettingId(pub(super) u32);

/// A shaped stretch. Clusters count from its first byte.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    /// From left to right.
    pub(super) glyphs: Vec<Glyph>,
    /// Sum of the advances, in ems.
    pub(super) advance: f32,
    /// First bytes of clusters before which the glyphs may be parted without shaping anew,
    /// in ascending order.
    pub(super) seams: Vec<u32>,
}

impl Shaped {
    /// Sum of the advances of the clusters that begin before a seam, in ems.
    pub(super) fn advance_before(&self, seam: u32) -> f32 {
        self.glyphs.iter().filter(|glyph| glyph.start < seam).map(|glyph| glyph.advance).sum()
    }
}

/// What was learnt while shaping; kept from one paragraph to the next.
#[derive(Default)]
pub(super) struct Memory {
    pub(super) known: Vec<KnownWords>,
    pub(super) buffer: Buffer,
}

/// The words that were shaped in one setting.
pub(super) struct KnownWords {
    pub(super) setting: ShapeSetting,
    pub(super) plan: ShapePlan,
    pub(super) words: HashMap<Box<str>, Arc<Shaped>>,
}

/// So many settings are kept, through which each stretch looks for its own; a booklet has a dozen.
const MOST_SETTINGS: usize = 100;

impl Memory {
    /// Whether looking things up in it takes longer than learning them anew.
    pub(super) fn is_crowded(&self) -> bool {
        self.known.len() > MOST_SETTINGS
    }
}
