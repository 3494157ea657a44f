//! Inks: what each tone of a page is drawn in.

use crate::geometry::Color;
use crate::layout::{Palette, Tone};

/// The inks of an edition.
#[derive(Clone, Debug, PartialEq)]
pub enum Inks {
    /// sRGB, for screens.
    Screen(Palette),
    /// For office printers, which charge a page as coloured that has any colour on it: black and
    /// greys as such, links like the text around them, all else in sRGB.
    Office(Palette),
    /// Text in black alone, the accent and its tints in the four process colours (0 to 100 per
    /// cent each).
    Process {
        /// Cyan, magenta, yellow and black of headings and bands.
        accent: [f32; 4],
    },
}

impl Inks {
    /// A tone as a screen shows it.
    #[must_use]
    pub fn color(&self, tone: Tone) -> Color {
        match self {
            Self::Screen(palette) => seen(tone, palette),
            Self::Office(_) if tone == Tone::Link => Color::BLACK,
            Self::Office(palette) => seen(tone, palette),
            Self::Process { accent } => light(process(tone, *accent)),
        }
    }
}

/// A tone as it is seen on a screen.
#[must_use]
pub fn seen(tone: Tone, palette: &Palette) -> Color {
    match tone {
        Tone::Text | Tone::Black => Color::BLACK,
        Tone::Accent => palette.accent,
        Tone::Paper => palette.paper,
        Tone::OnAccent | Tone::LinkOnAccent | Tone::White => Color::WHITE,
        Tone::Link => palette.link,
        Tone::Panel => palette.panel,
        Tone::Rule => palette.rule,
    }
}

/// A tone in cyan, magenta, yellow and black, 0 to 100 per cent each: text in black alone, so that no
/// plate can be out of register.
#[must_use]
pub fn process(tone: Tone, accent: [f32; 4]) -> [f32; 4] {
    match tone {
        Tone::Text | Tone::Black | Tone::Link => [0.0, 0.0, 0.0, 100.0],
        Tone::OnAccent | Tone::LinkOnAccent | Tone::White | Tone::Paper => [0.0; 4],
        Tone::Accent => accent,
        Tone::Panel => accent.map(|share| share * 0.1),
        // A thin grey line would be a row of dots.
        Tone::Rule => [0.0, 0.0, 0.0, 100.0],
    }
}

/// What four inks look like, about: each takes away its own light, as in pictures without a profile.
fn light([cyan, magenta, yellow, black]: [f32; 4]) -> Color {
    let left = |ink: f32| 1.0 - (ink / 100.0).clamp(0.0, 1.0);
    let channel = |ink: f32| (left(ink) * left(black) * 255.0).round() as u8;
    Color { red: channel(cyan), green: channel(magenta), blue: channel(yellow) }
}

/// How far a channel of a tint may be from the accent mixed with white, in steps of 255: tints are
/// rounded, and often mixed by eye.
const NEAR: f32 = 6.0;

/// The accent as drawings have it, and what it is printed in: drawings in the accent's colour are
/// printed in its inks, as the headings beside them are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AccentInks {
    /// On a screen.
    pub seen: Color,
    /// Cyan, magenta, yellow and black, from 0 to 100.
    pub inks: [f32; 4],
}

impl AccentInks {
    /// The inks of a colour that is the accent or a tint of it; greys stay what they are.
    #[must_use]
    pub fn of(&self, color: Color) -> Option<[f32; 4]> {
        let share = self.share(color)?;
        Some(self.inks.map(|ink| (ink * share).clamp(0.0, 100.0)))
    }

    /// The same of a stop of a gradient, which may be white too.
    #[must_use]
    pub fn of_stop(&self, color: Color) -> Option<[f32; 4]> {
        let pale = [color.red, color.green, color.blue].iter().all(|it| *it > 250);
        self.of(color).or_else(|| pale.then_some([0.0; 4]))
    }

    /// What a screen shows of the inks of a colour.
    #[must_use]
    pub fn color(&self, color: Color) -> Option<Color> {
        self.of(color).map(light)
    }

    /// The same of a stop of a gradient.
    #[must_use]
    pub fn color_of_stop(&self, color: Color) -> Option<Color> {
        self.of_stop(color).map(light)
    }

    /// How much of a colour is accent, where the rest is white.
    fn share(&self, color: Color) -> Option<f32> {
        let channels = |it: Color| [it.red, it.green, it.blue].map(|it| 255.0 - f32::from(it));
        let (color, accent) = (channels(color), channels(self.seen));
        if color == accent && color != [255.0; 3] {
            return Some(1.0);
        }
        let is_grey = color[0] == color[1] && color[1] == color[2];
        let length: f32 = accent.iter().map(|it| it * it).sum();
        let along: f32 = color.iter().zip(accent).map(|(color, accent)| color * accent).sum();
        let share = along / length;
        let mixed = color.iter().zip(accent).all(|(it, full)| (it - full * share).abs() <= NEAR);
        (!is_grey && mixed && (0.02..=1.02).contains(&share)).then(|| share.min(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(accent: u32, color: (u8, u8, u8)) -> Option<f32> {
        let inks = AccentInks { seen: Color::hex(accent), inks: [0.0, 0.0, 0.0, 100.0] };
        let share = inks.share(Color { red: color.0, green: color.1, blue: color.2 });
        share.map(|share| (share * 100.0).round() / 100.0)
    }

    #[test]
    fn the_accent_and_its_tints_follow_it_and_nothing_else() {
        assert_eq!(share(0x00505C, (0x00, 0x50, 0x5C)), Some(1.0));
        assert_eq!(share(0x00505C, (0xE6, 0xF1, 0xF2)), Some(0.09));
        assert_eq!(share(0x00505C, (0x80, 0xA8, 0xAE)), Some(0.5));
        for other in [(0xB0, 0x00, 0x20), (0, 0, 0), (255, 255, 255), (0x80, 0x80, 0x80)] {
            assert_eq!(share(0x00505C, other), None, "{other:?}");
        }
        assert_eq!(share(0x333333, (0x33, 0x33, 0x33)), Some(1.0));
        assert_eq!(share(0x333333, (0x99, 0x99, 0x99)), None);
        assert_eq!(share(0x000000, (0, 0, 0)), None);
        assert_eq!(share(0xFFFFFF, (0x10, 0x20, 0x30)), None);
    }

    #[test]
    fn inks_take_their_light_away() {
        assert_eq!(light([0.0, 0.0, 0.0, 100.0]), Color::BLACK);
        assert_eq!(light([0.0; 4]), Color::WHITE);
        assert_eq!(light([100.0, 0.0, 0.0, 50.0]), Color { red: 0, green: 128, blue: 128 });
    }
}
