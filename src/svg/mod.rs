//! Pages as SVG, drawn from the very layout that the PDF is written from.
//!
//! An [`Artist`] draws single pages and whole sheets of a [`Publication`], each as a document that
//! stands for itself: glyphs are outlines, said once and used wherever they come, since a font of the
//! reader's computer would be another one. What is drawn of a line, and what is drawn of a picture, is
//! a `<g data-file data-from data-to>` where it shows something of the source: the path of a file as
//! [`Sources`] has it, and a range of bytes of its text, in which a byte-order mark does not count.
//!
//! An edit moves the places of all that comes after it in its file and leaves those pages as they
//! look. So [`Artist::look`] does not ask for places, and [`Artist::places`] tells them alone, in the
//! order of the groups, for pages that are at hand already.

mod canvas;
mod groups;
mod pictures;
mod recolor;
mod shapes;
mod write;

use crate::editions::{self, AccentInks, Inks, PageSource, Publication, Sheet};
use crate::geometry::{Color, Pt, Rect, Size};
use crate::layout::Ink;
use crate::picture::Picture;
use crate::source::{Sources, Span};
use crate::typeset::Fonts;

use canvas::{Bleed, Canvas};
use groups::groups;
use pictures::Pictures;
pub use pictures::Rasters;
use shapes::Shapes;

/// Draws the pages and sheets of a publication. Threads may share it.
pub struct Artist<'a> {
    publication: &'a Publication<'a>,
    fonts: &'a Fonts,
    sources: &'a Sources,
    pictures: Pictures,
    shapes: Shapes,
}

impl<'a> Artist<'a> {
    /// For a publication with the fonts that it was laid out with and the files that it was read from.
    #[must_use]
    pub fn new(
        publication: &'a Publication<'a>,
        fonts: &'a Fonts,
        sources: &'a Sources,
        rasters: Rasters,
    ) -> Self {
        let accent = match publication.inks {
            Inks::Screen(_) | Inks::Office(_) => None,
            Inks::Process { accent: inks } => {
                Some(AccentInks { seen: publication.layout.style.palette.accent, inks })
            }
        };
        let pictures = Pictures::new(rasters, accent);
        Self { publication, fonts, sources, pictures, shapes: Shapes::default() }
    }

    /// The size of every page in points.
    #[must_use]
    pub fn page_size(&self) -> Size {
        self.publication.layout.page
    }

    /// How many sheets there are.
    #[must_use]
    pub fn sheet_count(&self) -> usize {
        self.publication.sheets.len()
    }

    /// A page by itself, as it is when it is cut.
    #[must_use]
    pub fn page(&self, page: PageSource) -> String {
        let size = self.page_size();
        let area = Rect::new(Pt::ZERO, Pt::ZERO, size.width, size.height);
        let mut canvas = Canvas::new(self, self.look(page));
        canvas.paper(area, Color::WHITE);
        canvas.page(page, None);
        canvas.finish(area)
    }

    /// A number that stands for all that is drawn of a page, and for the groups that it is drawn in.
    #[must_use]
    pub fn look(&self, page: PageSource) -> u64 {
        let groups = groups(self.publication.layout, &self.publication.page(page).items);
        let groups =
            groups.iter().map(|it| (it.items.len() as u64) << 1 | u64::from(it.place.is_some()));
        groups.fold(editions::look(self.publication, page), mixed)
    }

    /// The places of a page's groups, in their order.
    #[must_use]
    pub fn places(&self, page: PageSource) -> Vec<Span> {
        let groups = groups(self.publication.layout, &self.publication.page(page).items);
        groups.into_iter().filter_map(|group| group.place).collect()
    }

    /// A sheet: the pages on it, turned as it is printed, with its bleed and crop marks.
    ///
    /// # Panics
    ///
    /// Where there is no such sheet.
    #[must_use]
    pub fn sheet(&self, index: usize) -> String {
        let sheet = &self.publication.sheets[index];
        let area = Rect::new(Pt::ZERO, Pt::ZERO, sheet.size.width, sheet.size.height);
        let mut canvas = Canvas::new(self, self.sheet_look(index));
        canvas.paper(area, Color::WHITE);
        if sheet.turned {
            canvas.open_turned(sheet.size);
        }
        let bleed = sheet.trim.zip(sheet.bleed).map(|(trim, bleed)| Bleed(trim.x - bleed.x));
        for placement in &sheet.placements {
            if let Some(clip) = placement.clip {
                canvas.open_clip(clip);
            }
            canvas.open_moved(placement.at);
            canvas.page(placement.page, bleed);
            canvas.push(if placement.clip.is_some() { "</g></svg>" } else { "</g>" });
        }
        if sheet.turned {
            canvas.push("</g>");
        }
        for (from, to) in &sheet.crop_marks {
            canvas.crop_mark(*from, *to);
        }
        canvas.finish(area)
    }

    /// A number that stands for all that is drawn of a sheet.
    ///
    /// # Panics
    ///
    /// Where there is no such sheet.
    #[must_use]
    pub fn sheet_look(&self, index: usize) -> u64 {
        let Sheet { size, placements, turned, crop_marks, .. } = &self.publication.sheets[index];
        let measures = [size.width, size.height].map(|it| u64::from(it.0.to_bits()));
        let marks = [u64::from(*turned), crop_marks.len() as u64];
        let pages = placements.iter().flat_map(|it| {
            let place = [it.at.x, it.at.y].map(|it| u64::from(it.0.to_bits()));
            place.into_iter().chain([self.look(it.page)])
        });
        measures.into_iter().chain(marks).chain(pages).fold(0, mixed)
    }

    /// The pictures of the publication, which [`Rasters::Linked`] asks for by their numbers.
    pub fn pictures(&self) -> impl Iterator<Item = &'a Picture> {
        let publication = self.publication;
        let pages = publication.pages().map(|page| publication.page(page));
        let items = pages.flat_map(|page| &page.items);
        items.filter_map(|item| match &item.ink {
            Ink::Picture(picture, _) => Some(&**picture),
            _ => None,
        })
    }
}

/// FNV-1a's step on whole numbers, and a turn that brings high bits down.
fn mixed(look: u64, number: u64) -> u64 {
    (look ^ number).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(29)
}
