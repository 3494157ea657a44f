//! Pages and what is drawn on them.

use std::sync::Arc;

use super::structure::LeafId;
use crate::geometry::{Point, Pt, Rect, Size};
use crate::picture::Picture;
use crate::typeset::GlyphRun;

/// A colour by what it is for; each edition says which ink that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Body text.
    Text,
    /// Headings, bands.
    Accent,
    /// Text on the accent or on a dark band.
    OnAccent,
    /// Words of a link.
    Link,
    /// The same on the accent or on a dark band.
    LinkOnAccent,
    /// The background of a panel.
    Panel,
    /// Thin lines.
    Rule,
    /// The page itself, on screen.
    Paper,
    /// White, whatever the paper: behind a QR code.
    White,
    /// Black, whatever the text: a QR code.
    Black,
}

impl Tone {
    /// That of a link among words of this tone.
    #[must_use]
    pub fn of_link(self) -> Self {
        if self == Self::OnAccent { Self::LinkOnAccent } else { Self::Link }
    }

    /// Whether it is that of a link, which is underlined.
    #[must_use]
    pub fn is_link(self) -> bool {
        matches!(self, Self::Link | Self::LinkOnAccent)
    }
}

/// Why something drawn is no part of the structure (ISO 32000-1, 14.8.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArtifactKind {
    /// Running footer and page number.
    Footer,
    /// The head of a table, said again on a later page.
    Pagination,
    /// Panels.
    Background,
    /// Rules, underlines, leaders, ruled lines.
    Layout,
}

/// Who a drawn thing belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A leaf of the structure.
    Leaf(LeafId),
    /// Nobody.
    Artifact(ArtifactKind),
}

/// What is drawn.
#[derive(Clone, Debug)]
pub enum Ink {
    /// Glyphs; the item stands at the left end of the baseline.
    Glyphs(GlyphRun, Tone),
    /// A filled rectangle; the item stands at its top left corner, as in all that follow.
    Fill {
        /// Its size.
        size: Size,
        /// Radius of its corners.
        radius: Pt,
        /// Its colour.
        tone: Tone,
    },
    /// A rectangle's outline, drawn inside its size.
    Outline {
        /// Its size.
        size: Size,
        /// Thickness of the line.
        thickness: Pt,
        /// Its colour.
        tone: Tone,
    },
    /// Many filled rectangles of one colour, such as a QR code's modules.
    Fills(Arc<[Rect]>, Tone),
    /// A row of dots between two points of one baseline.
    Leader {
        /// Length.
        width: Pt,
        /// Its colour.
        tone: Tone,
    },
    /// A picture.
    Picture(Arc<Picture>, Size),
}

/// Something drawn, in its place.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where; see [`Ink`].
    pub at: Point,
    /// Whose it is.
    pub owner: Owner,
    /// What it is.
    pub ink: Ink,
    /// The line of text that it belongs to, unique in the layout; 0 is none.
    pub line: u32,
}

/// What a page is called in a reader's page list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageLabel {
    /// Its printed number.
    Number(u32),
    /// A word: the cover, notes, the back cover.
    Word(Arc<str>),
}

/// One page.
#[derive(Clone, Debug)]
pub struct Page {
    /// In the order of drawing: backgrounds, then content in the order of reading, then rules.
    pub items: Vec<Item>,
    /// What it is called.
    pub label: PageLabel,
}
