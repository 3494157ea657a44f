//! The colours of the page, by day and by night, with the contrasts that reading needs.

use crate::content::Book;
use crate::content::usual::{ACCENT, LINK, RULE};
use crate::geometry::Color;

/// The colours of one scheme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Palette {
    /// Behind the text.
    pub paper: Color,
    /// The text.
    pub ink: Color,
    /// Headings and rules.
    pub accent: Color,
    /// Behind the title.
    pub cover: Color,
    /// The title.
    pub on_cover: Color,
    /// Behind what stands out.
    pub panel: Color,
    /// Links.
    pub link: Color,
    /// Lines to write on and around cells.
    pub rule: Color,
}

const NIGHT: Color = Color::hex(0x11181A);
const NIGHT_INK: Color = Color::hex(0xECF1F1);

/// Contrast of the author's own colours with the paper, for large and small text (WCAG 2.2, 1.4.3).
const ENOUGH: f32 = 4.5;
/// Contrast of every other text (WCAG 2.2, 1.4.6).
const AMPLE: f32 = 7.0;
/// Contrast of lines (WCAG 2.2, 1.4.11).
const LINES: f32 = 3.0;

impl Palette {
    /// The colours by day: those of the booklet.
    pub(super) fn day(book: &Book) -> Self {
        let paper = set(book, |keys| keys.paper.as_ref().map(|it| it.value));
        Self::by_day(accent(book), paper.unwrap_or(Color::WHITE))
    }

    fn by_day(accent: Color, paper: Color) -> Self {
        let ink = most_readable(paper);
        let panel = mix(accent, paper, 0.1);
        let grounds = [paper, panel];
        let accent = readable(accent, &grounds, ink, ENOUGH);
        Self {
            paper,
            ink,
            accent,
            cover: accent,
            on_cover: most_readable(accent),
            panel,
            link: readable(LINK, &grounds, ink, AMPLE),
            rule: readable(RULE, &grounds, ink, LINES),
        }
    }

    /// The colours by night.
    pub(super) fn night(book: &Book) -> Self {
        Self::by_night(accent(book))
    }

    fn by_night(accent: Color) -> Self {
        let panel = mix(accent, NIGHT, 0.22);
        let grounds = [NIGHT, panel];
        Self {
            paper: NIGHT,
            ink: NIGHT_INK,
            accent: readable(accent, &grounds, Color::WHITE, AMPLE),
            cover: panel,
            on_cover: NIGHT_INK,
            panel,
            link: readable(Color::hex(0x9CC3FF), &grounds, Color::WHITE, AMPLE),
            rule: readable(Color::hex(0x7F8C8F), &grounds, Color::WHITE, LINES),
        }
    }
}

/// A key of `[edition.html]`, else of `[theme]`.
pub(super) fn set<T>(
    book: &Book,
    key: impl Fn(&crate::content::ThemeKeys) -> Option<T>,
) -> Option<T> {
    key(&book.theme.html).or_else(|| key(&book.theme.base))
}

fn accent(book: &Book) -> Color {
    set(book, |keys| keys.accent.as_ref().map(|it| it.value)).unwrap_or(ACCENT)
}

/// Black or white, whichever can be read better on a colour.
fn most_readable(ground: Color) -> Color {
    if Color::BLACK.contrast(ground) >= Color::WHITE.contrast(ground) {
        Color::BLACK
    } else {
        Color::WHITE
    }
}

/// A colour, moved towards another no further than is needed to be read on all the grounds.
fn readable(color: Color, grounds: &[Color], towards: Color, ratio: f32) -> Color {
    const STEPS: u8 = 50;
    (0..=STEPS)
        .map(|step| mix(towards, color, f32::from(step) / f32::from(STEPS)))
        .find(|mixed| grounds.iter().all(|ground| mixed.contrast(*ground) >= ratio))
        .unwrap_or(towards)
}

/// So much of one colour on another: 1 is all of it.
fn mix(color: Color, ground: Color, amount: f32) -> Color {
    let part = |color: u8, ground: u8| {
        (f32::from(ground) + (f32::from(color) - f32::from(ground)) * amount).round() as u8
    };
    Color {
        red: part(color.red, ground.red),
        green: part(color.green, ground.green),
        blue: part(color.blue, ground.blue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(palette: Palette, least: f32) {
        let Palette { paper, ink, accent, cover, on_cover, panel, link, rule } = palette;
        for ground in [paper, panel] {
            assert!(ink.contrast(ground) >= AMPLE, "{palette:?}");
            assert!(accent.contrast(ground) >= least, "{palette:?}");
            assert!(link.contrast(ground) >= AMPLE, "{palette:?}");
            assert!(rule.contrast(ground) >= LINES, "{palette:?}");
        }
        assert!(on_cover.contrast(cover) >= 4.5, "{palette:?}");
    }

    #[test]
    fn every_accent_can_be_read() {
        for step in 0..64 {
            let accent =
                Color { red: step * 4, green: 255 - step * 4, blue: step.wrapping_mul(37) };
            for paper in [Color::WHITE, Color::hex(0xFFF8E7), Color::BLACK] {
                checked(Palette::by_day(accent, paper), ENOUGH);
                checked(Palette::by_night(accent), AMPLE);
            }
        }
    }

    #[test]
    fn an_accent_that_can_be_read_stays_as_it_is() {
        assert_eq!(Palette::by_day(ACCENT, Color::WHITE).accent, ACCENT);
        assert_eq!(Palette::by_day(ACCENT, Color::WHITE).link, LINK);
    }
}
