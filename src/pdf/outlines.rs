//! Glyphs as plain shapes: ink that says nothing to those who take the text out of a file.

use std::collections::HashMap;
use std::rc::Rc;

use krilla::geom::{Path, PathBuilder};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::typeset::{FontId, Fonts};

/// The shapes of glyphs that were asked for.
#[derive(Default)]
pub(super) struct Outlines(HashMap<(FontId, u16), Option<Rc<Path>>>);

impl Outlines {
    /// A glyph's shape, its em 1000 units wide, with the baseline's left end at 0 and heights above
    /// it negative; nothing where the glyph is blank.
    pub(super) fn get(&mut self, fonts: &Fonts, font: FontId, glyph: u16) -> Option<Rc<Path>> {
        self.0.entry((font, glyph)).or_insert_with(|| shape(fonts, font, glyph)).clone()
    }
}

fn shape(fonts: &Fonts, font: FontId, glyph: u16) -> Option<Rc<Path>> {
    let (bytes, index) = fonts.data(font);
    let face = FontRef::from_index((*bytes).as_ref(), index).ok()?;
    let outline = face.outline_glyphs().get(GlyphId::new(u32::from(glyph)))?;
    let settings = DrawSettings::unhinted(Size::new(UNITS), LocationRef::default());
    let mut pen = Pen(PathBuilder::new());
    outline.draw(settings, &mut pen).ok()?;
    pen.0.finish().map(Rc::new)
}

/// Units of the em in which shapes are written: whole numbers of them are fine enough.
pub(super) const UNITS: f32 = 1000.0;

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x.round(), -y.round());
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x.round(), -y.round());
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx.round(), -cy.round(), x.round(), -y.round());
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let [cx0, cy0, cx1, cy1, x, y] = [cx0, -cy0, cx1, -cy1, x, -y].map(f32::round);
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
