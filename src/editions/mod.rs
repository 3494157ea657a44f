//! The values of each edition's style, and its pages arranged on sheets.

pub mod advice;
pub mod imposition;
mod inks;
mod looks;
mod paper;
pub mod style;

use crate::content::{Book, EditionName};
use crate::geometry::{Point, Rect, Size};
use crate::language::{Direction, Language};
use crate::layout::{Layout, Page, PageLabel, Palette};
use crate::words::{Date, Phrases};

pub use inks::{AccentInks, Inks, process, seen};
pub use looks::{look, looks};
pub use paper::{SheetError, bled, booklet, press};

/// What a PDF says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// Title, shown in the window.
    pub title: String,
    /// What it is about.
    pub subject: Option<String>,
    /// Search words, the English title among them.
    pub keywords: Vec<String>,
    /// The publisher.
    pub author: Option<String>,
    /// The booklet's language.
    pub language: Language,
    /// The last review.
    pub date: Option<Date>,
}

/// Which page is put on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageSource {
    /// A page of the layout, by index.
    Layout(usize),
    /// A filler page, by index.
    Filler(usize),
}

/// A page in its place on a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// Which page.
    pub page: PageSource,
    /// Where its top left corner comes to lie, before the whole side is turned.
    pub at: Point,
    /// The part of the sheet that it may draw on.
    pub clip: Option<Rect>,
}

/// One page of the PDF file.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its size: the MediaBox.
    pub size: Size,
    /// The page after trimming, where that is less.
    pub trim: Option<Rect>,
    /// How far ink goes over the trimmed edge.
    pub bleed: Option<Rect>,
    /// Pages on it.
    pub placements: Vec<Placement>,
    /// Whether it is printed upside down.
    pub turned: bool,
    /// Lines that show where to cut, 0.25 pt thick.
    pub crop_marks: Vec<(Point, Point)>,
    /// What it is called.
    pub label: Option<PageLabel>,
}

/// What a printer is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplex {
    /// Both sides, turned over the short edge.
    ShortEdge,
    /// Both sides, turned over the long edge.
    LongEdge,
}

/// The generation of standards that tagged editions are written for, of accessibility and of archiving:
/// one file cannot declare both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Generation {
    /// PDF/UA-1 and PDF/A-2a, as PDF 1.7.
    #[default]
    Ua1,
    /// PDF/UA-2, PDF/A-4 and Well-Tagged PDF 1.0, as PDF 2.0.
    Ua2,
}

/// Everything that `pdf` writes.
#[derive(Debug)]
pub struct Publication<'a> {
    /// The pages and their structure.
    pub layout: &'a Layout,
    /// Pages that fill up a sheet.
    pub fillers: Vec<Page>,
    /// The pages of the file.
    pub sheets: Vec<Sheet>,
    /// The standards for which the structure is written, with links, bookmarks and page labels; none
    /// where it is not written.
    pub generation: Option<Generation>,
    /// What it says of itself.
    pub metadata: Metadata,
    /// The inks.
    pub inks: Inks,
    /// What a printer is asked for.
    pub duplex: Option<Duplex>,
    /// Direction of reading.
    pub direction: Direction,
}

impl Publication<'_> {
    /// A page.
    ///
    /// # Panics
    ///
    /// Where there is no such page.
    #[must_use]
    pub fn page(&self, page: PageSource) -> &Page {
        match page {
            PageSource::Layout(index) => &self.layout.pages[index],
            PageSource::Filler(index) => &self.fillers[index],
        }
    }

    /// Its pages in the order of reading: fillers stand before the last.
    pub fn pages(&self) -> impl Iterator<Item = PageSource> + use<> {
        let (count, fillers) = (self.layout.pages.len(), self.fillers.len());
        let last = count.saturating_sub(1);
        let before = (0..last).map(PageSource::Layout);
        let rest = (last..count).map(PageSource::Layout);
        before.chain((0..fillers).map(PageSource::Filler)).chain(rest)
    }

    /// Whether the structure is written.
    #[must_use]
    pub fn tagged(&self) -> bool {
        self.generation.is_some()
    }
}

/// What a booklet's PDFs say of themselves.
#[must_use]
pub fn metadata(book: &Book) -> Metadata {
    let text = |words: &crate::content::Words| words.text.to_string();
    let mut keywords: Vec<String> = book.keywords.iter().map(text).collect();
    if let Some(english) = &book.title_en {
        keywords.insert(0, text(english));
    }
    Metadata {
        title: text(&book.title),
        subject: book.description.as_ref().or(book.subtitle.as_ref()).map(text),
        keywords,
        author: book.publisher.as_ref().map(text),
        language: book.language.clone(),
        date: book.reviewed.as_ref().map(|date| date.value),
    }
}

/// The tagged editions: the layout's pages one by one.
#[must_use]
pub fn single_pages<'a>(
    book: &Book,
    layout: &'a Layout,
    palette: Palette,
    generation: Generation,
) -> Publication<'a> {
    let sheets = layout.pages.iter().enumerate().map(|(index, page)| Sheet {
        size: layout.page,
        trim: None,
        bleed: None,
        placements: vec![Placement {
            page: PageSource::Layout(index),
            at: Point::default(),
            clip: None,
        }],
        turned: false,
        crop_marks: Vec::new(),
        label: Some(page.label.clone()),
    });
    Publication {
        layout,
        fillers: Vec::new(),
        sheets: sheets.collect(),
        generation: Some(generation),
        metadata: titled(book, layout),
        inks: Inks::Screen(palette),
        duplex: None,
        direction: layout.direction,
    }
}

/// What a tagged edition says of itself: two windows or attachments of one title can be told apart.
fn titled(book: &Book, layout: &Layout) -> Metadata {
    let metadata = metadata(book);
    let Some(large) = layout.style.large_print else { return metadata };
    let words = Phrases::of(&book.language).in_large_print(large.size());
    Metadata { title: format!("{} ({words})", metadata.title), ..metadata }
}

/// The palette of the `screen` edition, which may have a paper of its own.
#[must_use]
pub fn screen_palette(book: &Book, layout: &Layout) -> Palette {
    let palette = layout.style.palette;
    match &book.theme.screen.paper {
        Some(paper) => Palette { paper: paper.value, ..palette },
        None => palette,
    }
}

/// The standards that an edition conforms to.
#[must_use]
pub fn standards(edition: EditionName, generation: Generation) -> &'static [&'static str] {
    match (edition, generation) {
        (EditionName::Screen | EditionName::LargePrint, Generation::Ua1) => {
            &["PDF/UA-1", "PDF/A-2a"]
        }
        (EditionName::Screen | EditionName::LargePrint, Generation::Ua2) => {
            &["PDF/UA-2", "PDF/A-4", "WTPDF 1.0"]
        }
        (
            EditionName::Booklet | EditionName::Press | EditionName::Html | EditionName::Text,
            Generation::Ua1 | Generation::Ua2,
        ) => &[],
    }
}
