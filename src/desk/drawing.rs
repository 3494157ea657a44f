//! A page as a drawing for the browser.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::pages::Set;
use crate::geometry::{Color, Size};
use crate::layout::{Ink, Item, Page, Tone};
use crate::typeset::{FontId, GlyphRun, Stroke};

/// A page by itself.
pub(super) fn page(set: &Set, page: &Page) -> String {
    document(set.layout.page, &inner(set, page))
}

/// A drawing of this size around what is in it.
pub(super) fn document(size: Size, within: &str) -> String {
    let (width, height) = (size.width.0, size.height.0);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\">{within}</svg>"
    )
}

/// What is on a page.
pub(super) fn inner(set: &Set, page: &Page) -> String {
    let mut defs: BTreeMap<(u16, u16), String> = BTreeMap::new();
    let mut body = String::new();
    for item in &page.items {
        let place = set.place(&item.owner);
        if let Some(span) = place {
            let file = &set.sources.file(span.source).path;
            let file = file.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
            let (from, to) = (span.start, span.end);
            let _ = write!(
                body,
                "<g data-file=\"{file}\" data-from=\"{from}\" data-to=\"{to}\">"
            );
        }
        draw(set, item, &mut defs, &mut body);
        if place.is_some() {
            body += "</g>";
        }
    }
    let defs: String = defs
        .iter()
        .map(|((font, glyph), d)| format!("<path id=\"g{font}-{glyph}\" d=\"{d}\"/>"))
        .collect();
    let Size { width, height } = set.layout.page;
    let paper = colour(Tone::Paper, set);
    format!(
        "<rect width=\"{}\" height=\"{}\" fill=\"{paper}\"/><defs>{defs}</defs>{body}",
        width.0, height.0
    )
}

fn draw(set: &Set, item: &Item, defs: &mut BTreeMap<(u16, u16), String>, body: &mut String) {
    let (x, y) = (item.at.x.0, item.at.y.0);
    let _ = match &item.ink {
        Ink::Glyphs(run, tone) => {
            glyphs(set, (x, y), (run, *tone), defs, body);
            Ok(())
        }
        Ink::Fill { size, radius, tone } => write!(
            body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\"/>",
            size.width.0,
            size.height.0,
            radius.0,
            colour(*tone, set)
        ),
        Ink::Outline { size, thickness, tone } => write!(
            body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"{}\" \
             stroke-width=\"{}\"/>",
            x + thickness.0 / 2.0,
            y + thickness.0 / 2.0,
            size.width.0 - thickness.0,
            size.height.0 - thickness.0,
            colour(*tone, set),
            thickness.0
        ),
        Ink::Fills(rects, tone) => {
            let _ = write!(body, "<path fill=\"{}\" d=\"", colour(*tone, set));
            for rect in rects.iter() {
                let (left, top) = (x + rect.x.0, y + rect.y.0);
                let (width, height) = (rect.width.0, rect.height.0);
                let _ = write!(body, "M{left} {top}h{width}v{height}h-{width}z");
            }
            write!(body, "\"/>")
        }
        Ink::Leader { width, tone } => write!(
            body,
            "<path d=\"M{x} {}h{}\" stroke=\"{}\" stroke-width=\"1.2\" stroke-dasharray=\"0 5\" \
             stroke-linecap=\"round\"/>",
            y - 0.6,
            width.0,
            colour(*tone, set)
        ),
        Ink::Picture(_, size) => write!(
            body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"#ddd\"/>",
            size.width.0, size.height.0
        ),
    };
}

fn glyphs(
    set: &Set,
    (x, y): (f32, f32),
    (run, tone): (&GlyphRun, Tone),
    defs: &mut BTreeMap<(u16, u16), String>,
    body: &mut String,
) {
    let size = run.size.0;
    let _ = write!(
        body,
        "<g fill=\"{}\" transform=\"translate({x} {y}) scale({} {})\">",
        colour(tone, set),
        size / 1000.0,
        -size / 1000.0
    );
    let mut pen = 0.0;
    for glyph in &run.glyphs {
        defs.entry((run.font.0, glyph.id)).or_insert_with(|| outline(set, run.font, glyph.id));
        let (at, up) = (pen + glyph.x_offset, glyph.y_offset);
        let (at, up) = ((at * 1000.0).round(), (up * 1000.0).round());
        let _ = write!(body, "<use href=\"#g{}-{}\" x=\"{at}\" y=\"{up}\"/>", run.font.0, glyph.id);
        pen += glyph.advance;
    }
    *body += "</g>";
}

fn outline(set: &Set, font: FontId, glyph: u16) -> String {
    let mut d = String::new();
    for stroke in set.fonts.outline(font, glyph, 1000.0).unwrap_or_default() {
        let _ = match stroke {
            Stroke::Move((x, y)) => write!(d, "M{x:.0} {y:.0}"),
            Stroke::Line((x, y)) => write!(d, "L{x:.0} {y:.0}"),
            Stroke::Quad((a, b), (x, y)) => write!(d, "Q{a:.0} {b:.0} {x:.0} {y:.0}"),
            Stroke::Cubic((a, b), (e, f), (x, y)) => {
                write!(d, "C{a:.0} {b:.0} {e:.0} {f:.0} {x:.0} {y:.0}")
            }
            Stroke::Close => write!(d, "z"),
        };
    }
    d
}

fn colour(tone: Tone, set: &Set) -> String {
    let palette = &set.palette;
    let Color { red, green, blue } = match tone {
        Tone::Text | Tone::Black => Color::BLACK,
        Tone::Accent => palette.accent,
        Tone::Paper => palette.paper,
        Tone::OnAccent | Tone::LinkOnAccent | Tone::White => Color::WHITE,
        Tone::Link => palette.link,
        Tone::Panel => palette.panel,
        Tone::Rule => palette.rule,
    };
    format!("#{red:02x}{green:02x}{blue:02x}")
}
