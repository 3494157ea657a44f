//! A layout at the desk: its pages and sheets told apart by how they look, and drawn.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::content::{Book, EditionName};
use crate::editions::{self, Generation, PageSource, Publication};
use crate::language::Direction;
use crate::layout::{Layout, Page, PageLabel};
use crate::make;
use crate::source::{Sources, Span};
use crate::svg::{Artist, Rasters};
use crate::typeset::Fonts;

/// A layout and all that its pages are drawn with.
pub(super) struct Set {
    /// The reading that it comes from.
    pub round: u64,
    /// [`POCKET`], or the name of a size of large print.
    pub name: String,
    book: Arc<Book>,
    sources: Arc<Sources>,
    layout: Arc<Layout>,
    fonts: Arc<Fonts>,
    /// Pages that fill up the last sheet.
    fillers: OnceLock<Vec<Page>>,
    /// What was told of its pages, by [`Form`].
    told: [OnceLock<Vec<PageFacts>>; 3],
}

/// How the pages of a layout are arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One by one.
    Single,
    /// Two to a side, in folding order.
    Booklet,
    /// One by one, with what is cut off.
    Press,
}

/// What a window is told of a page or of a side of a sheet.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PageFacts {
    /// Counted from 1.
    pub number: usize,
    /// What it is called.
    pub label: String,
    /// The same where it looks the same.
    pub hash: String,
    /// The same where its words also stand where they stood.
    pub places: String,
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// The pages of the layout that are on it, counted from 1; a filler page is none.
    pub pages: Vec<usize>,
}

/// The name of the layout that `screen`, `booklet` and `press` share.
pub(super) const POCKET: &str = "pocket";

impl Set {
    /// A layout that was just made.
    pub(super) fn new(
        round: u64,
        (book, sources): (&Arc<Book>, &Arc<Sources>),
        layout: &Arc<Layout>,
        fonts: &Arc<Fonts>,
    ) -> Self {
        let large = layout.style.large_print;
        Self {
            round,
            name: large.map_or_else(|| POCKET.to_owned(), |large| large.edition()),
            book: Arc::clone(book),
            sources: Arc::clone(sources),
            layout: Arc::clone(layout),
            fonts: Arc::clone(fonts),
            fillers: OnceLock::new(),
            told: Default::default(),
        }
    }

    /// The size of its words, where it is large print.
    pub(super) fn size(&self) -> Option<f32> {
        self.layout.style.large_print.and_then(|large| large.size())
    }

    /// By size, the pocket layout first.
    pub(super) fn order(&self) -> f32 {
        if self.name == POCKET { -1.0 } else { self.size().unwrap_or(0.0) }
    }

    /// Whether its pages are turned from left to right.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.layout.direction == Direction::RightToLeft
    }

    /// What is told of the pages, in the order of reading or of printing; nothing where no sheets
    /// can be made.
    pub(super) fn facts(&self, form: Form) -> &[PageFacts] {
        self.told[form as usize].get_or_init(|| self.told_anew(form))
    }

    fn told_anew(&self, form: Form) -> Vec<PageFacts> {
        let Some(publication) = self.publication(form) else { return Vec::new() };
        let artist = self.artist(&publication, Rasters::Inside);
        let sides = publication.sheets.iter().enumerate();
        sides
            .map(|(at, side)| {
                let pages = side.placements.iter().map(|placed| placed.page);
                PageFacts {
                    number: at + 1,
                    label: label(&publication, form, at),
                    hash: format!("{:016x}", look(&artist, form, at)),
                    places: format!("{:016x}", self.hash(&places(&artist, &publication, at))),
                    width: side.size.width.0,
                    height: side.size.height.0,
                    pages: pages.filter_map(number).collect(),
                }
            })
            .collect()
    }

    /// The drawing that is told of under this hash; pictures of pixels are at this address.
    pub(super) fn draw(&self, form: Form, hash: &str, pictures: String) -> Option<String> {
        let at = self.facts(form).iter().position(|page| page.hash == hash)?;
        let publication = self.publication(form)?;
        let artist = self.artist(&publication, Rasters::Linked(pictures));
        Some(match form {
            Form::Single => artist.page(PageSource::Layout(at)),
            Form::Booklet | Form::Press => artist.sheet(at),
        })
    }

    /// The places of a page's groups, in their order: file, first byte, one past the last.
    pub(super) fn places(&self, form: Form, number: usize) -> Vec<(&str, u32, u32)> {
        let Some(publication) = self.publication(form) else { return Vec::new() };
        let artist = self.artist(&publication, Rasters::Inside);
        let at = number.wrapping_sub(1);
        if at >= publication.sheets.len() {
            return Vec::new();
        }
        let places = places(&artist, &publication, at).into_iter();
        places.map(|span| (&*self.sources.file(span.source).path, span.start, span.end)).collect()
    }

    /// The number of the page or side on which a place in a file is shown: where the narrowest
    /// words are that hold its beginning.
    pub(super) fn showing(&self, form: Form, file: &str, from: u32, to: u32) -> Option<usize> {
        let publication = self.publication(form)?;
        let artist = self.artist(&publication, Rasters::Inside);
        let mut best: Option<(bool, u32, usize)> = None;
        for at in 0..publication.sheets.len() {
            for span in places(&artist, &publication, at) {
                let meets = span.start < to.max(from + 1) && span.end > from;
                if meets && *self.sources.file(span.source).path == *file {
                    let ahead = span.start > from;
                    let rank = (ahead, span.end - span.start, at);
                    best = Some(best.map_or(rank, |best| best.min(rank)));
                }
            }
        }
        best.map(|(_, _, at)| at + 1)
    }

    /// A picture of pixels, by its number: its media type and bytes.
    pub(super) fn picture(&self, id: &str) -> Option<(&'static str, Arc<[u8]>)> {
        let publication = self.publication(Form::Single)?;
        let artist = self.artist(&publication, Rasters::Inside);
        let mut pictures = artist.pictures();
        pictures.find(|picture| picture.id.to_string() == id).map(|picture| picture.for_web())
    }

    fn publication(&self, form: Form) -> Option<Publication<'_>> {
        let (book, layout) = (&*self.book, &*self.layout);
        let fill = || make::filler_pages(book, layout, &self.fonts);
        let fillers = || self.fillers.get_or_init(fill).clone();
        match form {
            Form::Single => {
                let palette = match layout.style.large_print {
                    None => editions::screen_palette(book, layout),
                    Some(_) => layout.style.palette,
                };
                Some(editions::single_pages(book, layout, palette, Generation::default()))
            }
            Form::Booklet => editions::booklet(book, layout, fillers()).ok(),
            Form::Press => Some(editions::press(book, layout, fillers())),
        }
    }

    fn artist<'a>(&'a self, publication: &'a Publication<'a>, rasters: Rasters) -> Artist<'a> {
        Artist::new(publication, &self.fonts, &self.sources, rasters)
    }

    fn hash(&self, places: &[Span]) -> u64 {
        let mut hasher = DefaultHasher::new();
        for span in places {
            let file = &*self.sources.file(span.source).path;
            (file, span.start, span.end).hash(&mut hasher);
        }
        hasher.finish()
    }
}

impl Form {
    /// That of an edition.
    pub(super) fn of(edition: EditionName) -> Self {
        match edition {
            EditionName::Booklet => Self::Booklet,
            EditionName::Press => Self::Press,
            EditionName::Screen
            | EditionName::LargePrint
            | EditionName::Html
            | EditionName::Text => Self::Single,
        }
    }
}

fn look(artist: &Artist<'_>, form: Form, at: usize) -> u64 {
    match form {
        Form::Single => artist.look(PageSource::Layout(at)),
        Form::Booklet | Form::Press => artist.sheet_look(at),
    }
}

/// The places of all pages of a side, in the order in which they are drawn.
fn places(artist: &Artist<'_>, publication: &Publication<'_>, at: usize) -> Vec<Span> {
    let placements = &publication.sheets[at].placements;
    placements.iter().flat_map(|placed| artist.places(placed.page)).collect()
}

fn number(page: PageSource) -> Option<usize> {
    match page {
        PageSource::Layout(at) => Some(at + 1),
        PageSource::Filler(_) => None,
    }
}

/// What people call a page or a side.
fn label(publication: &Publication<'_>, form: Form, at: usize) -> String {
    let called = |page| match &publication.page(page).label {
        PageLabel::Number(number) => format!("Page {number}"),
        PageLabel::Word(word) => word.to_string(),
    };
    let placed: Vec<String> =
        publication.sheets[at].placements.iter().map(|placed| called(placed.page)).collect();
    let side = if at.is_multiple_of(2) { "front" } else { "back" };
    match form {
        Form::Single | Form::Press => placed.concat(),
        Form::Booklet => format!("Sheet {}, {side}: {}", at / 2 + 1, placed.join(", ")),
    }
}
