//! Drawings in the accent's colour are printed in the accent's inks, as the headings beside them are.

use krilla::color::cmyk;

use crate::editions::AccentInks;
use crate::geometry::Color;

/// Inks of 0 to 100 per cent each for the PDF writer.
pub(in crate::pdf::draw) fn inked(inks: [f32; 4]) -> cmyk::Color {
    let [c, m, y, k] = inks.map(|ink| (ink.clamp(0.0, 100.0) * 2.55).round() as u8);
    cmyk::Color::new(c, m, y, k)
}

/// The inks of a colour that is the accent or a tint of it.
pub(super) fn of(accent: Option<AccentInks>, color: usvg::Color) -> Option<cmyk::Color> {
    accent?.of(plain(color)).map(inked)
}

/// The same of a stop of a gradient, which may be white too.
pub(super) fn of_stop(accent: Option<AccentInks>, color: usvg::Color) -> Option<cmyk::Color> {
    accent?.of_stop(plain(color)).map(inked)
}

fn plain(usvg::Color { red, green, blue }: usvg::Color) -> Color {
    Color { red, green, blue }
}
