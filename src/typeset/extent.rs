//! How much room a paragraph needs, without setting it.

use super::breaks::{self, Break, Reason};
use super::text::Text;
use super::{Fonts, Paragraph};
use crate::geometry::Pt;

/// The places where a paragraph's lines may end, measured.
#[derive(Debug)]
pub struct Extent {
    breaks: Vec<Break>,
    /// The narrowest column in which no word is parted, in points.
    word: Pt,
    /// The same where addresses are parted at their signs.
    parted: Pt,
    /// Its widest letter, in points.
    letter: Pt,
}

impl Extent {
    /// Measures a paragraph.
    #[must_use]
    pub fn of(fonts: &Fonts, paragraph: &Paragraph) -> Self {
        let mut text = Text::new(fonts, paragraph);
        let breaks = breaks::find(&mut text);
        let mut places: Vec<_> = breaks.iter().map(|place| (place.at, place.reason)).collect();
        let held = breaks::held(&text, &(0..paragraph.text.len()));
        let free = held.into_iter().filter(|at| text.atom_around(*at).is_none());
        places.extend(free.map(|at| (at, Reason::Held)));
        let words = if places.len() == breaks.len() {
            breaks.clone()
        } else {
            breaks::measured(&mut text, places)
        };
        let parted = widest(&breaks::with_parted_addresses(&mut text, &words));
        let letter = Pt(text.widest_letter().next_up());
        Self { breaks, word: widest(&words), parted, letter }
    }

    /// The width of a paragraph whose lines end only where its author ended them.
    #[must_use]
    pub fn most(&self) -> Pt {
        let forced = self.breaks.iter().filter(|place| place.reason == Reason::Forced);
        widest(&forced.copied().collect::<Vec<_>>())
    }

    /// The narrowest column in which nothing of a paragraph is parted that should hold together.
    #[must_use]
    pub fn least(&self) -> Pt {
        widest(&self.breaks)
    }

    /// The narrowest column in which no word, number or address is parted, though words that should
    /// hold together may be.
    #[must_use]
    pub fn word(&self) -> Pt {
        self.word
    }

    /// The narrowest column in which no letter goes over its edge.
    #[must_use]
    pub fn letter(&self) -> Pt {
        self.letter
    }

    /// The same as [`Self::word`] where addresses may be parted at their signs.
    #[must_use]
    pub fn least_parted(&self) -> Pt {
        self.parted
    }

    /// Lines in a column that is at least as wide as [`Self::least`], when each takes as much as it
    /// can.
    #[must_use]
    pub fn count(&self, width: Pt) -> usize {
        let column = f64::from(width.0);
        let mut lines = 0;
        let mut from = 0;
        for end in 1..self.breaks.len() {
            if from + 1 < end && self.breaks[from].width_to(&self.breaks[end]) > column {
                lines += 1;
                from = end - 1;
            }
            if self.breaks[end].reason == Reason::Forced {
                lines += 1;
                from = end;
            }
        }
        lines
    }
}

/// The greatest distance between two breaks, rounded up to what a column of points can hold.
fn widest(breaks: &[Break]) -> Pt {
    let widths = breaks.windows(2).map(|pair| pair[0].width_to(&pair[1]));
    Pt((widths.fold(0.0, f64::max) as f32).next_up())
}
