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
    /// Its widest letter, in points.
    letter: Pt,
}

/// What a paragraph comes to in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Lines, when each takes as much as it can.
    pub lines: usize,
    /// How many of them end within an address.
    pub parted: usize,
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
        let word = if places.len() == breaks.len() {
            widest(&breaks)
        } else {
            widest(&breaks::measured(&mut text, places))
        };
        Self { breaks, word, letter: Pt(text.widest_letter().next_up()) }
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

    /// What the paragraph comes to in a column that is at least as wide as [`Self::least`].
    #[must_use]
    pub fn count(&self, width: Pt) -> Count {
        let column = f64::from(width.0);
        let mut count = Count { lines: 0, parted: 0 };
        let mut from = 0;
        for end in 1..self.breaks.len() {
            if from + 1 < end && self.breaks[from].width_to(&self.breaks[end]) > column {
                count.lines += 1;
                count.parted += usize::from(self.breaks[end - 1].reason == Reason::Address);
                from = end - 1;
            }
            if self.breaks[end].reason == Reason::Forced {
                count.lines += 1;
                from = end;
            }
        }
        count
    }
}

/// The greatest distance between two breaks, rounded up to what a column of points can hold.
fn widest(breaks: &[Break]) -> Pt {
    let widths = breaks.windows(2).map(|pair| pair[0].width_to(&pair[1]));
    Pt((widths.fold(0.0, f64::max) as f32).next_up())
}
