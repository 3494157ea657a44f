//! A book and a style to pages plus the logical structure.
//!
//! Three steps, each of which could be read alone: [`compose`] makes the structure and the flow
//! of pieces, [`paginate`] puts the pieces on pages, [`assemble`] finishes the pages. The structure
//! is complete before the first page exists; nothing after `compose` adds to it.

pub mod assemble;
pub mod compose;
mod estimate;
pub mod flow;
mod overflow;
pub mod page;
pub mod paginate;
mod panels;
mod places;
pub mod structure;
pub mod style;

use std::collections::HashMap;

use crate::codes;
use crate::content::Book;
use crate::diagnostic::Diagnostic;
use crate::geometry::{Point, Size};
use crate::language::Direction;
use crate::typeset::Fonts;

use assemble::{Anchors, Assembler};
pub use compose::PartedAddress;
use compose::{Composition, OutlineEntry, Settings};
use flow::Piece;
pub use overflow::contact_fits;
pub use page::{ArtifactKind, Ink, Item, Owner, Page, PageLabel, Tone};
pub use places::{Places, joined};
pub use structure::{Anchor, Child, LeafId, LinkTarget, NodeId, Numbering, Role, Scope, Structure};
pub use style::{LargePrint, PageMargins, Palette, Style, TextStyle};

/// A booklet laid out for one size of page.
#[derive(Debug)]
pub struct Layout {
    /// The logical structure, whose leaves the pages' items belong to.
    pub structure: Structure,
    /// Cover to back page, without filler pages.
    pub pages: Vec<Page>,
    /// Size of every page.
    pub page: Size,
    /// Bookmarks.
    pub outline: Vec<OutlineEntry>,
    /// Where everything that is pointed to stands.
    pub anchors: Anchors,
    /// Direction of the booklet: where the binding is.
    pub direction: Direction,
    /// The values that it was laid out with.
    pub style: Style,
    /// Addresses that are wider than their columns.
    pub parted_addresses: Vec<PartedAddress>,
    /// The flow without its ink, to try what a few lines less would do.
    pub skeleton: Skeleton,
    /// How full the pages between cover and back page are.
    pub fill: Vec<paginate::Fill>,
    /// How often the book was composed: once, where the digits of its page numbers were guessed.
    pub composed: usize,
    /// Where its words stand in the source.
    pub places: Places,
}

/// A flow without its ink.
#[derive(Debug, Default)]
pub struct Skeleton {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// The heads of tables.
    pub heads: Vec<Piece>,
    /// Number of the first page of the flow.
    pub first: usize,
}

impl Skeleton {
    fn of(composition: &Composition, first: usize) -> Self {
        let bare =
            |piece: &Piece| Piece { items: Vec::new(), anchors: Vec::new(), ..piece.clone() };
        Self {
            pieces: composition.flow.pieces.iter().map(bare).collect(),
            heads: composition.heads.iter().map(bare).collect(),
            first,
        }
    }
}

/// Lays a book out; a problem that is an error means that the layout must not be used.
#[must_use]
pub fn lay_out(
    book: &Book,
    style: &Style,
    fonts: &Fonts,
    edition: &str,
    about_chapter: bool,
) -> (Layout, Vec<Diagnostic>) {
    let mut digits = estimate::digits(book, style);
    let long_contact = overflow::goes_on(book, style, fonts);
    let mut composed = 0;
    loop {
        composed += 1;
        let settings = Settings { style, edition, fonts, about_chapter, digits, long_contact };
        let mut composition = compose::compose(book, settings);
        let first = usize::from(composition.cover.is_some()) + 1;
        let height = style.height();
        let placed =
            paginate::paginate(&composition.flow.pieces, &composition.heads, height, first);
        let back = overflow::place(&composition, settings, first + placed.len());
        let needed = (placed.len() + back.len() + first - 1).to_string().len();
        if needed > digits {
            // The widest page number was underestimated: once more with room for it.
            digits = needed;
            continue;
        }
        let mut diagnostics = std::mem::take(&mut composition.diagnostics);
        diagnostics.extend(overflow::judge(book, settings, &composition.back));
        // The back page comes after the flow.
        diagnostics.extend(too_many_pages(book, first - 1 + placed.len() + back.len(), edition));
        let layout = assembled(book, settings, composition, (&placed, &back), composed);
        return (layout, diagnostics);
    }
}

/// The layout whose pieces stand on pages as they are placed.
fn assembled(
    book: &Book,
    settings: Settings<'_>,
    mut composition: Composition,
    (placed, back): (&[Vec<paginate::Placed>], &[Vec<paginate::Placed>]),
    composed: usize,
) -> Layout {
    let style = settings.style;
    let first = usize::from(composition.cover.is_some()) + 1;
    let skeleton = Skeleton::of(&composition, first);
    let fill = paginate::fill(&composition.flow.pieces, style.height(), placed);
    let places = std::mem::take(&mut composition.places);
    let mut assembler = Assembler {
        book,
        settings,
        composition: &mut composition,
        anchors: Anchors::new(),
        redrawn: HashMap::new(),
        places,
    };
    let pages = assembler.assemble(placed, back);
    let (anchors, places) = (assembler.anchors, assembler.places);
    Layout {
        structure: composition.structure,
        pages,
        page: style.page,
        outline: composition.outline,
        anchors,
        direction: book.language.direction(),
        style: style.clone(),
        parted_addresses: composition.parted_addresses,
        skeleton,
        fill,
        composed,
        places,
    }
}

/// Whether contact section and imprint fit one page together.
#[must_use]
pub fn imprint_fits(book: &Book, style: &Style, fonts: &Fonts) -> bool {
    let settings = Settings::of_back(style, fonts, false);
    let (back, imprint) = compose::compose_back(book, settings);
    imprint.pieces.is_empty()
        || back.height() + style.imprint_gap() + imprint.height() <= style.height()
}

/// `docs/format.md`, section 9: a booklet has 10,000 pages at most.
fn too_many_pages(book: &Book, pages: usize, edition: &str) -> Option<Diagnostic> {
    const MOST: usize = 10_000;
    (pages > MOST).then(|| {
        let message =
            format!("the booklet has {pages} pages in the {edition} edition, more than 10,000");
        Diagnostic::error(codes::TOO_LARGE, book.span, message).help("make several booklets of it")
    })
}

/// A page to write on, or a blank one, to fill up a sheet.
#[must_use]
pub fn filler_page(book: &Book, style: &Style, fonts: &Fonts, index: usize) -> Page {
    let settings = Settings::of_back(style, fonts, false);
    let items = compose::compose_filler(book, settings);
    let right_to_left = book.language.direction() == Direction::RightToLeft;
    let margins = style.margins;
    let x = if index.is_multiple_of(2) != right_to_left { margins.inner } else { margins.outer };
    let origin = Point::new(x, margins.top);
    let items = items
        .into_iter()
        .map(|item| Item {
            at: Point::new(item.at.x + origin.x, item.at.y + origin.y),
            owner: Owner::Artifact(ArtifactKind::Layout),
            ..item
        })
        .collect();
    let label = PageLabel::Word(crate::words::Phrases::of(&book.language).notes.into());
    Page { items, label }
}
