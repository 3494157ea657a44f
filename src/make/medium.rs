//! What editions are made of: a layout that some share, or the book itself.

use crate::content::EditionName;
use crate::layout::Layout;

/// A layout and how long it took.
pub(super) struct Timed {
    pub layout: Layout,
    pub milliseconds: f64,
}

/// The layouts that the wanted editions need.
pub(super) struct Layouts {
    /// That of `screen`, `booklet` and `press`, made once for all three.
    pub pocket: Option<Timed>,
    pub large_print: Option<Timed>,
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
    /// What an edition is made of; `None` where its layout is none.
    pub(super) fn medium(&self, edition: EditionName) -> Option<Medium<'_>> {
        match edition {
            EditionName::Screen => self.pocket.as_ref().map(Medium::Screen),
            EditionName::LargePrint => self.large_print.as_ref().map(Medium::LargePrint),
            EditionName::Booklet | EditionName::Press => self.pocket.as_ref().map(Medium::Sheets),
            EditionName::Html => Some(Medium::Web),
            EditionName::Text => Some(Medium::Text),
        }
    }
}
