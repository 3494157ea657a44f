//! Glyphs as plain shapes.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::{FontId, Fonts};

/// A step of a pen that draws a glyph, in units of the size asked for, heights upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stroke {
    /// Begins anew at a point.
    Move((f32, f32)),
    /// A straight line.
    Line((f32, f32)),
    /// A curve by a point to another.
    Quad((f32, f32), (f32, f32)),
    /// A curve by two points to a third.
    Cubic((f32, f32), (f32, f32), (f32, f32)),
    /// Back to where it began.
    Close,
}

impl Fonts {
    /// A glyph's outline, its em this large; `None` where it cannot be read.
    #[must_use]
    pub fn outline(&self, font: FontId, glyph: u16, em: f32) -> Option<Vec<Stroke>> {
        let (bytes, index) = self.data(font);
        let face = FontRef::from_index((*bytes).as_ref(), index).ok()?;
        let outline = face.outline_glyphs().get(GlyphId::new(u32::from(glyph)))?;
        let settings = DrawSettings::unhinted(Size::new(em), LocationRef::default());
        let mut pen = Pen(Vec::new());
        outline.draw(settings, &mut pen).ok()?;
        Some(pen.0)
    }
}

struct Pen(Vec<Stroke>);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Stroke::Move((x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Stroke::Line((x, y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.push(Stroke::Quad((cx, cy), (x, y)));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.push(Stroke::Cubic((ax, ay), (bx, by), (x, y)));
    }

    fn close(&mut self) {
        self.0.push(Stroke::Close);
    }
}
