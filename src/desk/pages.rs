//! A layout at the desk: its pages told apart by how they look and where their words come from.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::drawing;
use super::sheets;
use crate::content::{Book, EditionName};
use crate::editions::{self, Generation};
use crate::language::Direction;
use crate::layout::{Layout, Owner, Page, PageLabel, Palette};
use crate::make;
use crate::source::{Sources, Span};
use crate::typeset::Fonts;

/// A layout and all that its pages are drawn with.
pub(super) struct Set {
    /// The reading that it comes from.
    pub round: u64,
    /// `pocket`, or the name of a size of large print.
    pub edition: String,
    /// The booklet.
    pub book: Arc<Book>,
    /// The files of that reading.
    pub sources: Arc<Sources>,
    /// The pages.
    pub layout: Arc<Layout>,
    /// The faces that they are set in.
    pub fonts: Arc<Fonts>,
    /// The colours of the screen.
    pub palette: Palette,
    /// Pages that fill up the last sheet.
    fillers: OnceLock<Vec<Page>>,
    /// What was told of its pages, by edition.
    told: [OnceLock<Vec<PageFacts>>; 3],
}

/// What a window is told of a page or of a side of a sheet.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PageFacts {
    /// Counted from 1.
    pub number: usize,
    /// What it is called.
    pub label: String,
    /// The same where it looks the same and its words stand where they stood.
    pub hash: String,
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
        let palette = match large {
            None => editions::screen_palette(book, layout),
            Some(_) => layout.style.palette,
        };
        Self {
            round,
            edition: large.map_or_else(|| POCKET.to_owned(), |large| large.edition()),
            book: Arc::clone(book),
            sources: Arc::clone(sources),
            layout: Arc::clone(layout),
            fonts: Arc::clone(fonts),
            palette,
            fillers: OnceLock::new(),
            told: Default::default(),
        }
    }

    /// By size, the pocket layout first.
    pub(super) fn order(&self) -> f32 {
        match self.layout.style.large_print {
            None => -1.0,
            Some(large) => large.size().unwrap_or(0.0),
        }
    }

    /// The pages that fill up the last sheet.
    pub(super) fn fillers(&self) -> &[Page] {
        self.fillers.get_or_init(|| make::filler_pages(&self.book, &self.layout, &self.fonts))
    }

    /// What is told of the pages of an edition, in the order of reading or of printing; none where
    /// its sheets cannot be made.
    pub(super) fn facts(&self, edition: EditionName) -> &[PageFacts] {
        let (at, tell): (_, fn(&Self) -> Vec<PageFacts>) = match edition {
            EditionName::Booklet => (1, |set| sheets::facts(set, EditionName::Booklet)),
            EditionName::Press => (2, |set| sheets::facts(set, EditionName::Press)),
            _ => (0, Self::single),
        };
        self.told[at].get_or_init(|| tell(self))
    }

    /// The drawing of a page that is told of under this hash.
    pub(super) fn draw(&self, edition: EditionName, hash: &str) -> Option<String> {
        let at = self.facts(edition).iter().position(|page| page.hash == hash)?;
        match edition {
            EditionName::Booklet | EditionName::Press => sheets::draw(self, edition, at),
            _ => Some(drawing::page(self, &self.layout.pages[at])),
        }
    }

    fn single(&self) -> Vec<PageFacts> {
        let (layout, book) = (&*self.layout, &*self.book);
        let generation = Generation::default();
        let publication = editions::single_pages(book, layout, self.palette, generation);
        let looks = editions::looks(&publication);
        let pages = layout.pages.iter().zip(looks).enumerate();
        pages
            .map(|(at, (page, look))| PageFacts {
                number: at + 1,
                label: label(&page.label),
                hash: format!("{:016x}", self.hash(look, page)),
                width: layout.page.width.0,
                height: layout.page.height.0,
                pages: vec![at + 1],
            })
            .collect()
    }

    /// A number for how a page looks and where its words come from.
    pub(super) fn hash(&self, look: u64, page: &Page) -> u64 {
        let mut hasher = DefaultHasher::new();
        look.hash(&mut hasher);
        let mut last = None;
        for span in page.items.iter().filter_map(|item| self.place(&item.owner)) {
            if last != Some(span) {
                (self.sources.file(span.source).path.as_ref(), span.start, span.end)
                    .hash(&mut hasher);
            }
            last = Some(span);
        }
        hasher.finish()
    }

    /// Where something drawn stands in the files.
    pub(super) fn place(&self, owner: &Owner) -> Option<Span> {
        match owner {
            Owner::Leaf(leaf) => {
                let structure = &self.layout.structure;
                Some(structure.node(structure.leaf_parent(*leaf)).span)
            }
            Owner::Artifact(_) => None,
        }
    }

    /// The page of the layout, counted from 1, on which most of a place in a file is shown first.
    pub(super) fn page_of(&self, file: &str, from: u32, to: u32) -> Option<usize> {
        let shows = |page: &Page| {
            page.items.iter().filter_map(|item| self.place(&item.owner)).any(|span| {
                let meets = span.start < to.max(from + 1) && span.end > from;
                meets && *self.sources.file(span.source).path == *file
            })
        };
        self.layout.pages.iter().position(shows).map(|at| at + 1)
    }

    /// Whether its pages are turned from left to right.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.layout.direction == Direction::RightToLeft
    }
}

/// What people call a page.
pub(super) fn label(label: &PageLabel) -> String {
    match label {
        PageLabel::Number(number) => number.to_string(),
        PageLabel::Word(word) => word.to_string(),
    }
}
