//! Runs of glyphs as they are drawn.

use std::ops::Range;
use std::rc::Rc;

use krilla::geom::Path;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::typeset::Glyph;

/// The ink of a mark over or under a letter that stands for it.
pub(super) struct Mark {
    /// Its shape, in thousandths of an em.
    pub(super) shape: Rc<Path>,
    /// How far it stands from the run's left edge, in ems.
    pub(super) x: f32,
    /// How far it stands over the baseline, in ems.
    pub(super) y: f32,
}

/// A run as it is drawn.
pub(super) struct Prepared {
    /// What the glyphs stand for.
    pub(super) text: String,
    /// Glyphs that point into it.
    pub(super) stretches: Vec<GlyphStretch>,
    /// Ink apart from it.
    pub(super) marks: Vec<Mark>,
}

/// Glyphs that are drawn with one instance of a face.
pub(super) struct GlyphStretch {
    /// The instance.
    pub(super) font: Font,
    /// The glyphs, from left to right.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// How far it stands from the run's left edge, in ems.
    pub(super) x: f32,
    /// What its glyph has to stand for in the font before it is drawn for the first time; krilla
    /// says then of each that is drawn what it reads as.
    pub(super) primes: Option<&'static str>,
}

impl GlyphStretch {
    pub(super) fn new(font: Font, x: f32) -> Self {
        Self { font, glyphs: Vec::new(), x, primes: None }
    }
}

pub(super) fn drawn(glyph: &Glyph, range: Range<usize>) -> KrillaGlyph {
    let id = GlyphId::new(u32::from(glyph.id));
    KrillaGlyph::new(id, glyph.advance, glyph.x_offset, glyph.y_offset, 0.0, range, None)
}

/// A glyph that takes up no room.
pub(super) fn bare(id: u16) -> Glyph {
    Glyph { id, advance: 0.0, x_offset: 0.0, y_offset: 0.0, start: 0, end: 0 }
}
