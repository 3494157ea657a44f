//! Drawings in the accent's colour are printed in the accent's inks, as the headings beside them are.

use krilla::color::cmyk;

use crate::geometry::Color;

/// How far a channel of a tint may be from the accent mixed with white, in steps of 255: tints are
/// rounded, and often mixed by eye.
const NEAR: f32 = 6.0;

/// The accent as drawings have it, and what it is printed in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AccentInks {
    /// On a screen.
    pub seen: Color,
    /// Cyan, magenta, yellow and black, from 0 to 100.
    pub inks: [f32; 4],
}

impl AccentInks {
    /// The inks of a colour that is the accent or a tint of it; greys stay what they are.
    pub(super) fn of(&self, color: usvg::Color) -> Option<cmyk::Color> {
        let share = self.share(color)?;
        let ink = |ink: f32| ((ink * share).clamp(0.0, 100.0) * 2.55).round() as u8;
        let [c, m, y, k] = self.inks.map(ink);
        Some(cmyk::Color::new(c, m, y, k))
    }

    /// The same of a stop of a gradient, which may be white too.
    pub(super) fn of_stop(&self, color: usvg::Color) -> Option<cmyk::Color> {
        let pale = [color.red, color.green, color.blue].iter().all(|it| *it > 250);
        self.of(color).or_else(|| pale.then(|| cmyk::Color::new(0, 0, 0, 0)))
    }

    /// How much of a colour is accent, where the rest is white.
    fn share(&self, color: usvg::Color) -> Option<f32> {
        let channels = |color: [u8; 3]| color.map(|it| 255.0 - f32::from(it));
        let color = channels([color.red, color.green, color.blue]);
        let accent = channels([self.seen.red, self.seen.green, self.seen.blue]);
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
        let share = inks.share(usvg::Color::new_rgb(color.0, color.1, color.2));
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
}
