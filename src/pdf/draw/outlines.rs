//! Glyphs as plain shapes: ink that says nothing to those who take the text out of a file.

use std::collections::HashMap;
use std::rc::Rc;

use krilla::geom::{Path, PathBuilder};

use crate::typeset::{FontId, Fonts, Stroke};

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
    let mut path = PathBuilder::new();
    let point = |(x, y): (f32, f32)| (x.round(), -y.round());
    for stroke in fonts.outline(font, glyph, UNITS)? {
        match stroke {
            Stroke::Move(to) => path.move_to(point(to).0, point(to).1),
            Stroke::Line(to) => path.line_to(point(to).0, point(to).1),
            Stroke::Quad(by, to) => {
                let [(cx, cy), (x, y)] = [by, to].map(point);
                path.quad_to(cx, cy, x, y);
            }
            Stroke::Cubic(first, second, to) => {
                let [(ax, ay), (bx, by), (x, y)] = [first, second, to].map(point);
                path.cubic_to(ax, ay, bx, by, x, y);
            }
            Stroke::Close => path.close(),
        }
    }
    path.finish().map(Rc::new)
}

/// Units of the em in which shapes are written: whole numbers of them are fine enough.
pub(super) const UNITS: f32 = 1000.0;
