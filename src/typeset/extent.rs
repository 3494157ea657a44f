//! How much room a paragraph needs, without setting it.

use super::atoms::is_digit;
use super::breaks::{self, Break, Reason};
use super::glue;
use super::text::Text;
use super::{Fonts, Paragraph};
use crate::geometry::Pt;

/// The places where a paragraph's lines may end, measured.
#[derive(Debug)]
pub struct Extent {
    breaks: Vec<Break>,
    /// The same with those at which addresses may be parted, where there are any.
    parting: Option<Vec<Break>>,
    /// The narrowest column in which no word is parted, in points.
    word: Pt,
    /// The same where addresses are parted at their signs.
    parted: Pt,
    /// The narrowest column in which no number is parted, nor from its unit, in points.
    number: Pt,
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
        let free: Vec<usize> =
            held.into_iter().filter(|at| text.atom_around(*at).is_none()).collect();
        let loose = free.iter().filter(|at| {
            let language = &paragraph.runs[text.run_at(**at)].style.language;
            !glue::holds_amount(&paragraph.text, **at, language)
        });
        let loose: Vec<usize> = loose.copied().collect();
        let number = widest_number(&mut text, &breaks, &loose);
        places.extend(free.into_iter().map(|at| (at, Reason::Held)));
        let words = if places.len() == breaks.len() {
            breaks.clone()
        } else {
            breaks::measured(&mut text, places)
        };
        let parting = breaks::with_parted_addresses(&mut text, &words);
        let parted = widest(&parting);
        let parting = (parting.len() > words.len()).then_some(parting);
        let letter = Pt(text.widest_letter().next_up());
        Self { breaks, parting, word: widest(&words), parted, number, letter }
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

    /// The narrowest column in which no number is parted, and none from its unit.
    #[must_use]
    pub fn number(&self) -> Pt {
        self.number
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

    /// Whether it has an address that may be parted.
    #[must_use]
    pub fn has_address(&self) -> bool {
        self.parting.is_some()
    }

    /// Lines in a column that is at least as wide as [`Self::least_parted`], when each takes as much
    /// as it can; addresses are parted where they are wider than the column.
    #[must_use]
    pub fn count(&self, width: Pt) -> usize {
        let column = f64::from(width.0);
        let breaks = match &self.parting {
            Some(parting) if width < self.least() => parting,
            _ => &self.breaks,
        };
        let mut lines = 0;
        let mut from = 0;
        for end in 1..breaks.len() {
            if from + 1 < end && breaks[from].width_to(&breaks[end]) > column {
                lines += 1;
                from = end - 1;
            }
            if breaks[end].reason == Reason::Forced {
                lines += 1;
                from = end;
            }
        }
        lines
    }
}

/// The widest stretch with a digit that is no address, between `breaks` and other places where what
/// is loosely held together may be parted.
fn widest_number(text: &mut Text<'_>, breaks: &[Break], loose: &[usize]) -> Pt {
    if !text.paragraph.text.contains(is_digit) {
        return Pt::ZERO;
    }
    let mut places: Vec<_> = breaks.iter().map(|place| (place.at, place.reason)).collect();
    places.extend(loose.iter().map(|at| (*at, Reason::Held)));
    let measured = breaks::measured(text, places);
    let widths = measured.windows(2).filter_map(|pair| {
        let stretch = pair[0].at..pair[1].at;
        let counts = text.paragraph.text[stretch.clone()].contains(is_digit)
            && text.addresses_in(stretch).next().is_none();
        counts.then(|| pair[0].width_to(&pair[1]))
    });
    Pt((widths.fold(0.0, f64::max) as f32).next_up())
}

/// The greatest distance between two breaks, rounded up to what a column of points can hold.
fn widest(breaks: &[Break]) -> Pt {
    let widths = breaks.windows(2).map(|pair| pair[0].width_to(&pair[1]));
    Pt((widths.fold(0.0, f64::max) as f32).next_up())
}
