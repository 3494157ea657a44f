//! The style sheet: what every booklet shares, after the values that a booklet sets.

use std::fmt::{self, Write};

use super::palette::Palette;
use crate::content::{Align, Book, ChapterStart};
use crate::geometry::Color;

/// Everything that does not depend on the booklet.
const SHARED: &str = include_str!("style.css");

/// How a table stands as records, for tables of the class `records`.
const RECORDS: &str = include_str!("records.css");

/// Tables that stand as records on a screen, and the width under which they do. No query of CSS can
/// choose between the two widths, so that each class has the rules of its own.
const NARROW: [(&str, &str); 2] = [("wider", "48rem"), ("wide", "30rem")];

/// The style sheet of a book, with the rules for its fonts.
pub(super) fn sheet(book: &Book, fonts: &str) -> String {
    let mut sheet = String::new();
    values(book, &mut sheet).expect("writing to a string does not fail");
    sheet += fonts;
    sheet += SHARED;
    for (class, width) in NARROW {
        let rules = RECORDS.replace(".records", &format!(".{class}"));
        sheet += &format!("@media screen and (width < {width}) {{\n{rules}}}\n");
    }
    sheet
}

/// Custom properties: colours by day and by night, and what the theme says of paragraphs.
fn values(book: &Book, sheet: &mut String) -> fmt::Result {
    let key = book.theme.base.clone();
    let justified = key.align.is_some_and(|align| align.value == Align::Justify);
    let hyphenated = key.hyphenate.is_some_and(|hyphenate| hyphenate.value);
    let start = key.chapter_start.map(|start| start.value).unwrap_or_default();
    writeln!(sheet, "\n:root {{")?;
    writeln!(sheet, "  --align: {};", if justified { "justify" } else { "start" })?;
    writeln!(sheet, "  --hyphens: {};", if hyphenated { "auto" } else { "manual" })?;
    writeln!(sheet, "  --chapter-start: {};", page_break(start))?;
    colors(&Palette::day(book), sheet)?;
    writeln!(sheet, "}}")?;
    writeln!(sheet, "@media screen and (prefers-color-scheme: dark) {{\n  :root {{")?;
    colors(&Palette::night(book), sheet)?;
    writeln!(sheet, "  }}\n}}")
}

fn page_break(start: ChapterStart) -> &'static str {
    match start {
        ChapterStart::RunOn => "auto",
        ChapterStart::Page => "page",
        ChapterStart::Recto => "recto",
    }
}

fn colors(palette: &Palette, sheet: &mut String) -> fmt::Result {
    let colors = [
        ("paper", palette.paper),
        ("ink", palette.ink),
        ("accent", palette.accent),
        ("cover", palette.cover),
        ("on-cover", palette.on_cover),
        ("panel", palette.panel),
        ("link", palette.link),
        ("rule", palette.rule),
    ];
    for (name, Color { red, green, blue }) in colors {
        writeln!(sheet, "  --{name}: #{red:02X}{green:02X}{blue:02X};")?;
    }
    Ok(())
}
