//! Whether a page looks as it did before: a number that stands for all that is drawn on it.
//!
//! `watch` says by it which pages changed. Finished files cannot be compared for that: a letter
//! that is new to the booklet renumbers the glyphs on every page of the file.

use std::fmt::{self, Debug, Write as _};

use super::{PageSource, Publication};
use crate::layout::{Ink, Item, Page};
use crate::typeset::GlyphRun;

/// A number for each page in the order of reading, filler pages included.
#[must_use]
pub fn looks(publication: &Publication<'_>) -> Vec<u64> {
    let shared = shared(publication);
    publication.pages().map(|page| look_of(publication.page(page), shared)).collect()
}

/// The number of one page.
#[must_use]
pub fn look(publication: &Publication<'_>, page: PageSource) -> u64 {
    look_of(publication.page(page), shared(publication))
}

/// What every page of an edition shares: inks, paper, marks.
fn shared(publication: &Publication<'_>) -> u64 {
    let mut look = Look::default();
    look.debug(&(&publication.inks, publication.layout.page, publication.duplex));
    // The outermost sheet and the one within it: the others follow from these.
    for sheet in publication.sheets.iter().take(3).step_by(2) {
        look.debug(&(sheet.size, sheet.trim, sheet.bleed, sheet.turned, sheet.crop_marks.len()));
        sheet.placements.iter().for_each(|placement| look.debug(&placement.at));
    }
    look.0
}

fn look_of(page: &Page, shared: u64) -> u64 {
    let mut look = Look(shared);
    page.items.iter().for_each(|item| look.item(item));
    look.0
}

/// What was seen so far. Whose a thing is and on which line of the layout is not seen: both are
/// counted through the whole booklet.
#[derive(Default)]
struct Look(u64);

impl Look {
    fn number(&mut self, number: u64) {
        // FNV-1a's step on whole numbers, and a turn that brings high bits down.
        self.0 = (self.0 ^ number).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(29);
    }

    fn pair(&mut self, one: f32, other: f32) {
        self.number(u64::from(one.to_bits()) << 32 | u64::from(other.to_bits()));
    }

    fn debug(&mut self, value: &dyn Debug) {
        // Numbers take anything.
        let _ = write!(self, "{value:?}");
    }

    fn item(&mut self, item: &Item) {
        self.pair(item.at.x.0, item.at.y.0);
        match &item.ink {
            Ink::Glyphs(run, tone) => {
                self.number(*tone as u64);
                self.glyphs(run);
            }
            Ink::Picture(picture, size) => self.debug(&(&picture.id, size)),
            Ink::Fills(areas, tone) => self.debug(&(areas, tone)),
            ink @ (Ink::Fill { .. } | Ink::Outline { .. } | Ink::Leader { .. }) => self.debug(ink),
        }
    }

    fn glyphs(&mut self, run: &GlyphRun) {
        self.debug(&run.font);
        self.pair(run.size.0, run.x.0);
        for glyph in &run.glyphs {
            self.number(u64::from(glyph.id));
            self.pair(glyph.advance, glyph.x_offset + glyph.y_offset);
        }
    }
}

impl fmt::Write for Look {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(|byte| self.number(byte.into()));
        Ok(())
    }
}
