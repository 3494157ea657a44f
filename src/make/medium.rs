//! What editions are made of: a layout that some share, or the book itself.

use std::sync::Arc;

use crate::content::{Book, EditionName};
use crate::layout::{LargePrint, Layout};

/// A layout and how long it took.
pub(super) struct Timed {
    pub layout: Arc<Layout>,
    pub milliseconds: f64,
}

/// The layouts that the wanted editions need.
pub(super) struct Layouts {
    /// That of `screen`, `booklet` and `press`, made once for all three.
    pub pocket: Option<Timed>,
    /// Those of `large-print`, one for each size.
    pub large_print: Vec<Timed>,
}

/// What an edition is made of.
#[derive(Clone, Copy)]
pub(super) enum Medium<'l> {
    /// Pages one by one, to be read on a screen.
    Screen(&'l Timed),
    /// Pages one by one, to be read on a screen or printed.
    LargePrint(&'l Timed),
    /// Pages on sheets of paper.
    Sheets(&'l Timed),
    /// The book itself, as a page of the web.
    Web,
    /// The book itself, as plain text.
    Text,
}

impl Medium<'_> {
    /// What its readers are told of large print.
    pub(super) fn large_print(self) -> Option<LargePrint> {
        match self {
            Self::LargePrint(timed) => timed.layout.style.large_print,
            Self::Screen(_) | Self::Sheets(_) | Self::Web | Self::Text => None,
        }
    }

    /// How long its layout took.
    pub(super) fn milliseconds(self) -> f64 {
        match self {
            Self::Screen(timed) | Self::LargePrint(timed) | Self::Sheets(timed) => {
                timed.milliseconds
            }
            Self::Web | Self::Text => 0.0,
        }
    }
}

impl Layouts {
    /// What is to be made: edition, name of the file, and what it is made of.
    pub(super) fn files(
        &self,
        slug: &str,
        sizes: &[f32],
        wanted: &[EditionName],
    ) -> Vec<(EditionName, String, Medium<'_>)> {
        let files = wanted.iter().flat_map(|edition| {
            let named = edition.file_names(slug, sizes).into_iter().zip(self.media(*edition));
            named.map(|(name, medium)| (*edition, name, medium))
        });
        files.collect()
    }

    /// The layouts alone: pocket, and each size of large print.
    pub(super) fn untimed(self) -> (Option<Arc<Layout>>, Vec<Arc<Layout>>) {
        let large_print = self.large_print.into_iter().map(|it| it.layout);
        (self.pocket.map(|it| it.layout), large_print.collect())
    }

    /// The same where nobody else was shown them.
    pub(super) fn own(self) -> (Option<Layout>, Vec<Layout>) {
        let own = |layout| Arc::try_unwrap(layout).expect("nobody else was shown it");
        let (pocket, large_print) = self.untimed();
        (pocket.map(own), large_print.into_iter().map(own).collect())
    }

    /// What the files of an edition are made of, in their order; none where it has no layout.
    pub(super) fn media(&self, edition: EditionName) -> Vec<Medium<'_>> {
        let pocket = self.pocket.iter();
        match edition {
            EditionName::Screen => pocket.map(Medium::Screen).collect(),
            EditionName::LargePrint => self.large_print.iter().map(Medium::LargePrint).collect(),
            EditionName::Booklet | EditionName::Press => pocket.map(Medium::Sheets).collect(),
            EditionName::Html => vec![Medium::Web],
            EditionName::Text => vec![Medium::Text],
        }
    }
}

/// The names of the files that will be made.
#[must_use]
pub fn file_names(book: &Book, editions: &[EditionName]) -> Vec<String> {
    let names = |edition: &EditionName| edition.file_names(&book.slug, &book.theme.large_sizes);
    editions.iter().flat_map(names).collect()
}
