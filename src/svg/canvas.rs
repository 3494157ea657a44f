//! Items of a page as elements of an SVG.

use std::collections::HashSet;
use std::sync::Arc;

use super::groups::groups;
use super::shapes::UNITS;
use super::{Artist, write};
use crate::editions::{Inks, PageSource, bled};
use crate::geometry::{Color, Point, Pt, Rect, Size};
use crate::layout::{Ink, Item, Tone};
use crate::picture::{Picture, PictureId, PictureKind};
use crate::source::Span;
use crate::typeset::{FontId, GlyphRun};

/// One document that is being drawn.
pub(super) struct Canvas<'c, 'a> {
    artist: &'c Artist<'a>,
    /// What all identifiers begin with, so that several documents can stand in one page of the web.
    prefix: String,
    defs: String,
    body: String,
    glyphs: HashSet<(FontId, u16)>,
    drawings: Vec<PictureId>,
}

/// How far what touches the edges of a page goes over them.
#[derive(Clone, Copy)]
pub(super) struct Bleed(pub(super) Pt);

impl<'c, 'a> Canvas<'c, 'a> {
    pub(super) fn new(artist: &'c Artist<'a>, look: u64) -> Self {
        let letter = |digit: u32| char::from(b'a' + (look >> (digit * 8) & 0xFF) as u8 % 26);
        Self {
            artist,
            prefix: (0..3).map(letter).collect(),
            defs: String::new(),
            body: String::with_capacity(1 << 16),
            glyphs: HashSet::new(),
            drawings: Vec::new(),
        }
    }

    /// The whole document, which shows an area of what was drawn.
    pub(super) fn finish(self, shown: Rect) -> String {
        let mut svg = String::with_capacity(self.body.len() + self.defs.len() + 400);
        svg.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        if self.defs.contains("xlink:") {
            svg.push_str(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
        }
        for (name, length) in [(" width=\"", shown.width), (" height=\"", shown.height)] {
            svg.push_str(name);
            write::number(&mut svg, length.0);
            svg.push_str("pt\"");
        }
        view_box(&mut svg, shown);
        svg.push('>');
        if !self.defs.is_empty() {
            svg.push_str("<defs>");
            svg.push_str(&self.defs);
            svg.push_str("</defs>");
        }
        svg.push_str(&self.body);
        svg.push_str("</svg>");
        svg
    }

    /// Writes as it is.
    pub(super) fn push(&mut self, text: &str) {
        self.body.push_str(text);
    }

    /// Fills an area.
    pub(super) fn paper(&mut self, rect: Rect, color: Color) {
        let paint = Paint::Fill(color);
        self.path(paint, |data| write::rectangle(data, rect));
    }

    /// Opens a part of the drawing that shows nothing outside of an area.
    pub(super) fn open_clip(&mut self, area: Rect) {
        self.push("<svg");
        write::area(&mut self.body, area);
        view_box(&mut self.body, area);
        self.push(">");
    }

    /// Opens a part of the drawing whose origin lies elsewhere.
    pub(super) fn open_moved(&mut self, to: Point) {
        self.push("<g transform=\"translate(");
        write::numbers(&mut self.body, &[to.x.0, to.y.0]);
        self.push(")\">");
    }

    /// Opens a part of the drawing that stands on its head.
    pub(super) fn open_turned(&mut self, size: Size) {
        self.push("<g transform=\"matrix(-1 0 0 -1 ");
        write::numbers(&mut self.body, &[size.width.0, size.height.0]);
        self.push(")\">");
    }

    /// Draws a page with its corner at the origin.
    pub(super) fn page(&mut self, page: PageSource, bleed: Option<Bleed>) {
        let publication = self.artist.publication;
        let size = publication.layout.page;
        if let Inks::Screen(palette) = &publication.inks
            && palette.paper != Color::WHITE
        {
            self.paper(Rect::new(Pt::ZERO, Pt::ZERO, size.width, size.height), palette.paper);
        }
        for group in groups(publication.layout, &publication.page(page).items) {
            self.open_group(group.place);
            for item in group.items {
                self.item(item, bleed.map(|bleed| (size, bleed.0)));
            }
            self.push(if group.place.is_some() { "</g>" } else { "" });
        }
    }

    fn open_group(&mut self, place: Option<Span>) {
        let Some(place) = place else { return };
        self.push("<g data-file=\"");
        write::words(&mut self.body, &self.artist.sources.file(place.source).path);
        for (name, at) in [("\" data-from=\"", place.start), ("\" data-to=\"", place.end)] {
            self.body.push_str(name);
            self.body.push_str(&at.to_string());
        }
        self.push("\">");
    }

    fn item(&mut self, item: &Item, bleed: Option<(Size, Pt)>) {
        let at = item.at;
        match &item.ink {
            Ink::Glyphs(run, tone) => self.glyphs(at, run, *tone),
            Ink::Fill { size, radius, tone } => {
                let rect = Rect::new(at.x, at.y, size.width, size.height);
                let rect = bleed.map_or(rect, |(page, bleed)| bled(rect, page, bleed));
                self.fill(rect, *radius, *tone);
            }
            Ink::Outline { size, thickness, tone } => {
                let half = *thickness / 2.0;
                let (width, height) = (size.width - *thickness, size.height - *thickness);
                let rect = Rect::new(at.x + half, at.y + half, width, height);
                self.outline(rect, *thickness, *tone);
            }
            Ink::Fills(rects, tone) => {
                let paint = Paint::Fill(self.color(*tone));
                self.path(paint, |data| {
                    rects.iter().for_each(|rect| write::rectangle(data, rect.translate(at)));
                });
            }
            Ink::Leader { width, tone } => self.leader(at, *width, *tone),
            Ink::Picture(picture, size) => {
                self.picture(picture, Rect::new(at.x, at.y, size.width, size.height));
            }
        }
    }

    fn color(&self, tone: Tone) -> Color {
        self.artist.publication.inks.color(tone)
    }

    /// Glyphs at the left end of their baseline.
    fn glyphs(&mut self, at: Point, run: &GlyphRun, tone: Tone) {
        let color = self.color(tone);
        let opened = self.body.len();
        let scale = run.size.0 / UNITS;
        self.push("<g transform=\"matrix(");
        // Thousandths of an em are too coarse a measure of themselves.
        self.body.push_str(&scale.to_string());
        self.push(" 0 0 ");
        self.body.push_str(&scale.to_string());
        self.push(" ");
        write::numbers(&mut self.body, &[at.x.0, at.y.0]);
        self.push(")\"");
        self.fill_attribute(color);
        self.push(">");
        let empty = self.body.len();
        let mut pen = 0.0;
        for glyph in &run.glyphs {
            let (x, y) = ((pen + glyph.x_offset) * UNITS, -glyph.y_offset * UNITS);
            pen += glyph.advance;
            self.glyph((run.font, glyph.id), x.round() as i32, y.round() as i32);
        }
        if self.body.len() == empty {
            self.body.truncate(opened);
        } else {
            self.push("</g>");
        }
    }

    fn glyph(&mut self, (font, id): (FontId, u16), x: i32, y: i32) {
        if !self.glyphs.contains(&(font, id)) {
            let Some(shape) = self.artist.shapes.get(self.artist.fonts, font, id) else { return };
            self.define(font, id, &shape);
        }
        self.push("<use href=\"#");
        name(&mut self.body, &self.prefix, font, id);
        for (attribute, value) in [("\" x=\"", x), ("\" y=\"", y)] {
            if value != 0 {
                self.body.push_str(attribute);
                write::integer(&mut self.body, value);
            }
        }
        self.push("\"/>");
    }

    fn define(&mut self, font: FontId, id: u16, shape: &Arc<str>) {
        self.defs.push_str("<path id=\"");
        name(&mut self.defs, &self.prefix, font, id);
        self.defs.push_str("\" d=\"");
        self.defs.push_str(shape);
        self.defs.push_str("\"/>");
        self.glyphs.insert((font, id));
    }

    fn fill_attribute(&mut self, color: Color) {
        if color != Color::BLACK {
            self.push(" fill=\"");
            write::color(&mut self.body, color);
            self.push("\"");
        }
    }

    fn path(&mut self, paint: Paint, data: impl FnOnce(&mut String)) {
        self.push("<path");
        match paint {
            Paint::Fill(color) => self.fill_attribute(color),
            Paint::Stroke(color, width) => {
                self.push(" fill=\"none\" stroke=\"");
                write::color(&mut self.body, color);
                write::measure(&mut self.body, "\" stroke-width=\"", width.0);
            }
            Paint::Dots(color, width, gap) => {
                self.push(" fill=\"none\" stroke=\"");
                write::color(&mut self.body, color);
                write::measure(&mut self.body, "\" stroke-width=\"", width.0);
                self.push(" stroke-linecap=\"round\"");
                write::measure(&mut self.body, " stroke-dasharray=\"0 ", gap);
            }
        }
        self.push(" d=\"");
        data(&mut self.body);
        self.push("\"/>");
    }

    fn fill(&mut self, rect: Rect, radius: Pt, tone: Tone) {
        let color = self.color(tone);
        if radius <= Pt::ZERO {
            return self.path(Paint::Fill(color), |data| write::rectangle(data, rect));
        }
        self.push("<rect");
        write::area(&mut self.body, rect);
        self.corners(rect, radius);
        self.fill_attribute(color);
        self.push("/>");
    }

    fn corners(&mut self, rect: Rect, radius: Pt) {
        let radius = radius.min(rect.width / 2.0).min(rect.height / 2.0);
        write::measure(&mut self.body, " rx=\"", radius.0);
    }

    fn outline(&mut self, rect: Rect, thickness: Pt, tone: Tone) {
        let color = self.color(tone);
        self.push("<rect");
        write::area(&mut self.body, rect);
        self.corners(rect, Pt(1.0));
        self.push(" fill=\"none\" stroke=\"");
        write::color(&mut self.body, color);
        write::measure(&mut self.body, "\" stroke-width=\"", thickness.0);
        self.push("/>");
    }

    /// Dots at fixed places of the page, so that those of several lines stand under each other.
    fn leader(&mut self, at: Point, width: Pt, tone: Tone) {
        const GAP: f32 = 5.0;
        let first = (at.x.0 / GAP).ceil() * GAP;
        let end = at.x + width;
        if first >= end.0 {
            return;
        }
        let y = at.y - Pt(0.6);
        let paint = Paint::Dots(self.color(tone), Pt(1.2), GAP);
        self.path(paint, |data| write::line(data, Point::new(Pt(first), y), Point::new(end, y)));
    }

    /// A line that shows where to cut.
    pub(super) fn crop_mark(&mut self, from: Point, to: Point) {
        let paint = Paint::Stroke(Color::BLACK, Pt(0.25));
        self.path(paint, |data| write::line(data, from, to));
    }

    fn picture(&mut self, picture: &Picture, area: Rect) {
        if let PictureKind::Drawing(_) = picture.kind {
            let number = self.drawing(picture);
            self.push("<use href=\"#");
            self.body.push_str(&self.prefix);
            self.push("-");
            self.body.push_str(&number.to_string());
            self.push("\"");
            write::area(&mut self.body, area);
        } else {
            self.push("<image preserveAspectRatio=\"none\"");
            write::area(&mut self.body, area);
            self.push(" href=\"");
            let link = self.artist.pictures.link(picture);
            self.body.push_str(&link);
            self.push("\"");
        }
        self.push("/>");
    }

    /// The number of a drawing in this document, which has it once however often it is shown.
    fn drawing(&mut self, picture: &Picture) -> usize {
        if let Some(known) = self.drawings.iter().position(|it| *it == picture.id) {
            return known;
        }
        let number = self.drawings.len();
        self.drawings.push(picture.id);
        let symbol = self.artist.pictures.symbol(picture, &format!("{}-{number}", self.prefix));
        self.defs.push_str(&symbol);
        number
    }
}

/// How a path is painted.
enum Paint {
    Fill(Color),
    Stroke(Color, Pt),
    /// Round dots of a thickness, so far apart.
    Dots(Color, Pt, f32),
}

/// The identifier of a glyph.
fn name(into: &mut String, prefix: &str, font: FontId, id: u16) {
    into.push_str(prefix);
    write::name(into, u32::from(font.0) << 16 | u32::from(id));
}

fn view_box(into: &mut String, shown: Rect) {
    into.push_str(" viewBox=\"");
    write::numbers(into, &[shown.x.0, shown.y.0, shown.width.0, shown.height.0]);
    into.push('"');
}
