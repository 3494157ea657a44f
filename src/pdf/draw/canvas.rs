//! Items of a page onto a surface, in the inks of the edition.

use krilla::color::luma;
use krilla::color::separation::{Color as Spot, SeparationColorant, SeparationSpace};
use krilla::geom::{Path, PathBuilder, Point as KPoint, Rect as KRect, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, Paint, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::KrillaGlyph;

use super::drawing::inked;
use super::faces::Faces;
use super::outlines;
use super::picture::Pictures;
use super::prepared::{GlyphStretch, Mark};
use crate::editions::{Inks, bled, process, seen};
use crate::geometry::{Color, Point, Pt, Rect, Size};
use crate::layout::{Ink, Item, Owner, Tone};
use crate::typeset::GlyphRun;

/// A mark in its place on the sheet.
pub(super) struct PlacedMark {
    mark: Mark,
    at: Point,
    size: Pt,
    tone: Tone,
}

/// Where and how items are drawn.
pub(super) struct Canvas<'c, 'f> {
    /// The faces of the document.
    pub(super) faces: &'c mut Faces<'f>,
    /// The pictures of the document.
    pub(super) pictures: &'c Pictures,
    /// The inks of the edition.
    pub(super) inks: &'c Inks,
    /// The ink of marks, to be drawn when the letters are.
    pub(super) marks: Vec<PlacedMark>,
    /// Size of the page, and how far what touches its edges goes over them.
    pub(super) bleed: Option<(Size, Pt)>,
}

impl Canvas<'_, '_> {
    /// Draws an item with the page's corner at `origin`.
    pub(super) fn draw(&mut self, surface: &mut Surface<'_>, origin: Point, item: &Item) {
        let at = Point::new(item.at.x + origin.x, item.at.y + origin.y);
        match &item.ink {
            Ink::Glyphs(run, tone) => {
                let artifact = matches!(item.owner, Owner::Artifact(_));
                self.glyphs(surface, at, (run, *tone), artifact);
            }
            Ink::Fill { size, radius, tone } => {
                let rect = Rect::new(item.at.x, item.at.y, size.width, size.height);
                let rect = self.bleed.map_or(rect, |(page, bleed)| bled(rect, page, bleed));
                let rect = rect.translate(origin);
                self.fill(surface, rectangle(rect, *radius), *tone);
            }
            Ink::Outline { size, thickness, tone } => {
                self.outline(surface, at, *size, *thickness, *tone);
            }
            Ink::Fills(rects, tone) => {
                let mut path = PathBuilder::new();
                for rect in rects.iter() {
                    push_rectangle(&mut path, rect.translate(at));
                }
                self.fill(surface, path.finish(), *tone);
            }
            Ink::Leader { width, tone } => self.leader(surface, at, *width, *tone),
            Ink::Picture(picture, size) => {
                let area = Rect::new(at.x, at.y, size.width, size.height);
                self.pictures.draw(surface, picture, area);
            }
        }
    }

    /// Glyphs at the left end of their baseline.
    fn glyphs(
        &mut self,
        surface: &mut Surface<'_>,
        at: Point,
        (run, tone): (&GlyphRun, Tone),
        artifact: bool,
    ) {
        surface.set_stroke(None);
        surface.set_fill(Some(self.paint(tone)));
        let prepared = self.faces.prepare(run, artifact);
        let (size, text) = (run.size.0, &prepared.text);
        for stretch in prepared.stretches {
            if let Some(text) = stretch.primes {
                prime(surface, &stretch, text);
            }
            let start = KPoint::from_xy(at.x.0 + stretch.x * size, at.y.0);
            surface.draw_glyphs(start, &stretch.glyphs, stretch.font, text, size, false);
        }
        for mark in prepared.marks {
            let place = Point::new(at.x + run.size * mark.x, at.y - run.size * mark.y);
            self.marks.push(PlacedMark { mark, at: place, size: run.size, tone });
        }
    }

    /// Draws the ink of marks that was held back while letters were drawn.
    pub(super) fn draw_marks(&self, surface: &mut Surface<'_>, marks: Vec<PlacedMark>) {
        surface.set_stroke(None);
        for PlacedMark { mark, at, size, tone } in marks {
            surface.set_fill(Some(self.paint(tone)));
            let scale = size.0 / outlines::UNITS;
            surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, at.x.0, at.y.0));
            surface.draw_path(&mark.shape);
            surface.pop();
        }
    }

    pub(super) fn fill(&self, surface: &mut Surface<'_>, path: Option<Path>, tone: Tone) {
        let Some(path) = path else { return };
        surface.set_stroke(None);
        surface.set_fill(Some(self.paint(tone)));
        surface.draw_path(&path);
    }

    fn outline(&self, surface: &mut Surface<'_>, at: Point, size: Size, thickness: Pt, tone: Tone) {
        let half = thickness / 2.0;
        let rect =
            Rect::new(at.x + half, at.y + half, size.width - thickness, size.height - thickness);
        let Some(path) = rectangle(rect, Pt(1.0)) else { return };
        surface.set_fill(None);
        surface.set_stroke(Some(self.stroke(tone, thickness)));
        surface.draw_path(&path);
        surface.set_stroke(None);
    }

    /// Dots at fixed places of the page, so that those of several lines stand under each other.
    fn leader(&self, surface: &mut Surface<'_>, at: Point, width: Pt, tone: Tone) {
        const GAP: f32 = 5.0;
        let first = (at.x.0 / GAP).ceil() * GAP;
        let end = at.x.0 + width.0;
        if first >= end {
            return;
        }
        let mut path = PathBuilder::new();
        path.move_to(first, at.y.0 - 0.6);
        path.line_to(end, at.y.0 - 0.6);
        let Some(path) = path.finish() else { return };
        let dash = StrokeDash { array: vec![0.0, GAP], offset: 0.0 };
        let stroke = self.stroke(tone, Pt(1.2));
        surface.set_fill(None);
        let stroke = Stroke { line_cap: LineCap::Round, dash: Some(dash), ..stroke };
        surface.set_stroke(Some(stroke));
        surface.draw_path(&path);
        surface.set_stroke(None);
    }

    /// A crop mark between two points, on every plate.
    pub(super) fn mark(&self, surface: &mut Surface<'_>, from: Point, to: Point) {
        let mut path = PathBuilder::new();
        path.move_to(from.x.0, from.y.0);
        path.line_to(to.x.0, to.y.0);
        let Some(path) = path.finish() else { return };
        surface.set_fill(None);
        let width = Pt(0.25).0;
        surface.set_stroke(Some(Stroke { paint: registration(), width, ..Stroke::default() }));
        surface.draw_path(&path);
        surface.set_stroke(None);
    }

    fn stroke(&self, tone: Tone, thickness: Pt) -> Stroke {
        Stroke { paint: self.paint(tone).paint, width: thickness.0, ..Stroke::default() }
    }

    fn paint(&self, tone: Tone) -> Fill {
        let paint = match self.inks {
            Inks::Screen(palette) => light(seen(tone, palette)).into(),
            Inks::Office(palette) => match tone {
                Tone::Link => luma::Color::new(0).into(),
                _ => match seen(tone, palette) {
                    Color { red, green, blue } if red == green && green == blue => {
                        luma::Color::new(red).into()
                    }
                    color => light(color).into(),
                },
            },
            Inks::Process { accent } => inked(process(tone, *accent)).into(),
        };
        Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
    }
}

/// Has a stretch's glyph stand for `text` in its font, by drawing it where nothing is kept.
fn prime(surface: &mut Surface<'_>, stretch: &GlyphStretch, text: &str) {
    let [glyph] = stretch.glyphs.as_slice() else { return };
    let glyph = KrillaGlyph { text_range: 0..text.len(), ..glyph.clone() };
    let mut unused = surface.stream_builder();
    let mut nowhere = unused.surface();
    let start = KPoint::from_xy(0.0, 0.0);
    nowhere.draw_glyphs(start, &[glyph], stretch.font.clone(), text, 1.0, false);
    nowhere.finish();
}

fn light(color: Color) -> krilla::color::rgb::Color {
    krilla::color::rgb::Color::new(color.red, color.green, color.blue)
}

/// All that a printing press has, for marks that every plate must have.
fn registration() -> Paint {
    let black = krilla::color::cmyk::Color::new(255, 255, 255, 255);
    let space = SeparationSpace::new(SeparationColorant::AllColorants, black.into());
    krilla::color::Color::from(krilla::color::SpecialColor::from(Spot::new(255, space))).into()
}

/// A rectangle's path, with round corners where `radius` is more than nothing.
pub(super) fn rectangle(rect: Rect, radius: Pt) -> Option<Path> {
    let mut path = PathBuilder::new();
    if radius <= Pt::ZERO {
        push_rectangle(&mut path, rect);
        return path.finish();
    }
    // Distance of control points that make a quarter of a circle: 4/3 (√2 − 1).
    let radius = radius.min(rect.width / 2.0).min(rect.height / 2.0).0;
    let k = radius * (1.0 - 0.552_284_8);
    let (left, top, right, bottom) = (rect.x.0, rect.y.0, rect.right().0, rect.bottom().0);
    path.move_to(left + radius, top);
    path.line_to(right - radius, top);
    path.cubic_to(right - k, top, right, top + k, right, top + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - k, right - k, bottom, right - radius, bottom);
    path.line_to(left + radius, bottom);
    path.cubic_to(left + k, bottom, left, bottom - k, left, bottom - radius);
    path.line_to(left, top + radius);
    path.cubic_to(left, top + k, left + k, top, left + radius, top);
    path.close();
    path.finish()
}

fn push_rectangle(path: &mut PathBuilder, rect: Rect) {
    if let Some(rect) = KRect::from_xywh(rect.x.0, rect.y.0, rect.width.0, rect.height.0) {
        path.push_rect(rect);
    }
}
