//! A book to its structure and to the pieces of its flow, before any page exists.

mod addresses;
mod back;
mod blocks;
mod columns;
mod contents;
mod continued;
mod cover;
mod draft;
mod figure;
mod front;
mod grid;
mod illustrated;
mod inline;
mod lines;
mod list;
mod look;
mod panel;
mod records;
mod reference;
mod remarks;
mod side_by_side;
mod strips;
mod table;

use std::collections::HashSet;

use super::flow::{self, Break, Flow, Frame, HeadId, Panel, Parting, Piece};
use super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::places::Places;
use super::structure::{Anchor, NodeId, Role, Structure};
use super::style::Style;
use crate::content::{Block, BlockKind, Book, Chapter, ChapterStart, CoverStyle, Place, Urgency};
use crate::diagnostic::Diagnostic;
use crate::geometry::{Point, Pt, Size};
use crate::language::{Direction, Language};
use crate::source::Span;
use crate::typeset::Fonts;
use crate::words::Phrases;

use lines::keep_together;
use reference::WidestDigits;
pub use reference::{Pending, Redrawn};

/// An entry of the outline (bookmarks).
#[derive(Clone, Debug)]
pub struct OutlineEntry {
    /// 1 to 4.
    pub level: u8,
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub anchor: Anchor,
}

/// An address that is wider than its column, so that it goes on on the next line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartedAddress {
    /// The address as it is printed.
    pub address: String,
    /// Where it comes from.
    pub span: Span,
    /// The line on which it begins, as [`Item::line`] counts.
    pub line: u32,
}

/// A book that was composed: everything but pages.
#[derive(Debug)]
pub struct Composition {
    /// The logical structure.
    pub structure: Structure,
    /// The cover, where it has a page of its own.
    pub cover: Option<Vec<Item>>,
    /// Contents, chapters, glossary, about.
    pub flow: Flow,
    /// The back page.
    pub back: Flow,
    /// The imprint at its foot.
    pub imprint: Flow,
    /// Bookmarks.
    pub outline: Vec<OutlineEntry>,
    /// Paragraphs with page numbers to be filled in.
    pub pending: Vec<Pending>,
    /// The heads of tables, drawn as artifacts over later pages.
    pub heads: Vec<Piece>,
    /// Addresses that had to be parted.
    pub parted_addresses: Vec<PartedAddress>,
    /// Where words stand in the source.
    pub places: Places,
    /// Warnings, and errors about glyphs.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a composition needs to know beside the book.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The values of the edition.
    pub style: &'a Style,
    /// Its name, for warnings.
    pub edition: &'a str,
    /// The faces.
    pub fonts: &'a Fonts,
    /// Whether the imprint is a chapter of its own.
    pub about_chapter: bool,
    /// How many digits the widest page number has.
    pub digits: usize,
    /// Whether the contact section goes on over several pages, which have numbers.
    pub long_contact: bool,
}

impl<'a> Settings<'a> {
    /// For a back page or a filler page alone.
    #[must_use]
    pub fn of_back(style: &'a Style, fonts: &'a Fonts, about_chapter: bool) -> Self {
        Self { style, edition: "", fonts, about_chapter, digits: 2, long_contact: false }
    }
}

/// A chapter's title rather stands over so many lines.
const LINES_UNDER_TITLE: usize = 4;

/// Composes a whole book.
#[must_use]
pub fn compose(book: &Book, settings: Settings<'_>) -> Composition {
    let mut composer = Composer::new(book, settings);
    let cover = composer.cover();
    let mut flow = Flow::default();
    composer.heading_cover(&mut flow);
    composer.contents(&mut flow);
    for index in 0..book.chapters.len() {
        composer.chapter(&mut flow, index);
    }
    composer.glossary(&mut flow);
    composer.about(&mut flow);
    flow.settle_anchors();
    let (mut back, imprint) = composer.back_page();
    keep_headings(&mut flow.pieces);
    keep_headings(&mut back.pieces);
    keep_last_lines(&mut flow.pieces);
    Composition {
        structure: composer.structure,
        cover,
        flow,
        back,
        imprint,
        outline: composer.outline,
        pending: composer.pending,
        heads: composer.heads,
        parted_addresses: composer.parted_addresses,
        places: composer.places,
        diagnostics: composer.diagnostics,
    }
}

struct Composer<'a> {
    book: &'a Book,
    settings: Settings<'a>,
    style: &'a Style,
    words: &'static Phrases,
    /// The language of these words: English for a booklet whose own has none.
    spoken: Language,
    direction: Direction,
    /// The language of what is being composed.
    language: Language,
    structure: Structure,
    outline: Vec<OutlineEntry>,
    pending: Vec<Pending>,
    widest_digits: WidestDigits,
    heads: Vec<Piece>,
    parted_addresses: Vec<PartedAddress>,
    places: Places,
    diagnostics: Vec<Diagnostic>,
    /// Where characters stand that no font has, so that none is told of twice.
    missing: HashSet<(Span, char)>,
    /// Addresses that were shown in brackets in this chapter.
    shown_addresses: HashSet<String>,
    lines: u32,
    panels: u32,
    /// The level of a heading right under that which the block stands under.
    level: u8,
}

impl<'a> Composer<'a> {
    fn new(book: &'a Book, settings: Settings<'a>) -> Self {
        Self {
            book,
            settings,
            style: settings.style,
            words: Phrases::of(&book.language),
            spoken: match Phrases::exact(&book.language) {
                Some(_) => book.language.clone(),
                None => Language::english(),
            },
            direction: book.language.direction(),
            language: book.language.clone(),
            structure: Structure::new(book.language.clone()),
            outline: Vec::new(),
            pending: Vec::new(),
            widest_digits: WidestDigits::new(),
            heads: Vec::new(),
            parted_addresses: Vec::new(),
            places: Places::default(),
            diagnostics: Vec::new(),
            missing: HashSet::new(),
            shown_addresses: HashSet::new(),
            lines: 0,
            panels: 0,
            level: 2,
        }
    }

    fn right_to_left(&self) -> bool {
        self.direction == Direction::RightToLeft
    }

    fn column(&self) -> Frame {
        Frame { x: Pt::ZERO, width: self.style.measure() }
    }

    fn node(&mut self, parent: Option<NodeId>, role: Role, span: Span) -> NodeId {
        let language = self.language.clone();
        self.structure.add(parent, role, &language, span)
    }

    /// Composes with another language for a while.
    fn in_language<T>(
        &mut self,
        language: Option<&Language>,
        compose: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let Some(language) = language else { return compose(self) };
        let outer = std::mem::replace(&mut self.language, language.clone());
        let direction = std::mem::replace(&mut self.direction, language.direction());
        let result = compose(self);
        self.language = outer;
        self.direction = direction;
        result
    }

    fn next_panel(&mut self, urgency: Option<Urgency>) -> Panel {
        self.panels += 1;
        Panel { number: self.panels, urgency }
    }

    fn next_line(&mut self) -> u32 {
        self.lines += 1;
        self.lines
    }

    /// Begins a large part: a section with a heading of level 1.
    fn open_section(&mut self, flow: &mut Flow, place: Place, span: Span) -> NodeId {
        self.shown_addresses.clear();
        let section = self.node(None, Role::Section, span);
        flow.anchor(Anchor::Place(place));
        self.structure.places.insert(Anchor::Place(place), section);
        section
    }

    fn chapter(&mut self, flow: &mut Flow, index: usize) {
        let book = self.book;
        let chapter: &Chapter = &book.chapters[index];
        let start = flow.pieces.len();
        self.start_chapter(flow);
        self.in_language(chapter.language.as_ref(), |composer| {
            let section = composer.open_section(flow, Place::Chapter(index), chapter.span);
            composer.heading(flow, section, 1, &chapter.title);
            for (at, (level, block)) in chapter.leveled().enumerate() {
                composer.level = level;
                composer.block(flow, section, Place::Block(index, at), block);
                let next = chapter.blocks.get(at + 1);
                if block.keep && goes_on(block, next) || leads_to_code(block, next) {
                    flow.keep_last();
                }
            }
        });
        keep_title(&mut flow.pieces[start..]);
        for piece in &mut flow.pieces[start..] {
            piece.chapter = Some(index);
        }
        flow.space(self.style.end_space());
    }

    fn start_chapter(&mut self, flow: &mut Flow) {
        let first = flow.pieces.is_empty();
        match self.style.chapter_start {
            ChapterStart::RunOn if !first => flow.space(self.style.chapter_space()),
            ChapterStart::RunOn => {}
            ChapterStart::Page => flow.break_page(Break::Page),
            ChapterStart::Recto => flow.break_page(Break::Recto),
        }
    }

    fn glossary(&mut self, flow: &mut Flow) {
        let book = self.book;
        if book.glossary.is_empty() {
            return;
        }
        self.start_chapter(flow);
        let section = self.open_section(flow, Place::Glossary, book.span);
        self.plain_heading(flow, section, self.words.glossary, book.span);
        let list = self.node(Some(section), Role::List(super::Numbering::Term), book.span);
        for (index, entry) in book.glossary.iter().enumerate() {
            let start = flow.pieces.len();
            flow.anchor(Anchor::Term(index));
            let first = self.structure.node_count();
            self.definition(flow, list, &entry.term, &entry.meaning);
            self.structure.settle(Anchor::Term(index), first, list);
            if index == 1
                && let Some(second) = flow.pieces.get_mut(start)
            {
                // No heading stands with one term alone at the foot of a page.
                second.parting = Parting::FewItems;
            }
        }
        flow.space(self.style.end_space());
    }

    fn about(&mut self, flow: &mut Flow) {
        if !self.settings.about_chapter {
            return;
        }
        self.start_chapter(flow);
        let book = self.book;
        let section = self.open_section(flow, Place::About, book.span);
        let first = flow.pieces.len();
        self.plain_heading(flow, section, self.words.about, book.span);
        let style = self.style.imprint;
        self.imprint_texts(flow, section, style, style.leading * 0.5);
        // One block to the eye, wherever a page can hold it.
        let block = &mut flow.pieces[first..];
        if flow::height(block) <= self.style.height() {
            keep_together(block);
        }
    }

    /// Whether the title heads the first page.
    fn has_heading_cover(&self) -> bool {
        self.book.cover.style == CoverStyle::Heading
    }

    /// A thin line across a frame.
    fn rule(frame: Frame, y: Pt, thickness: Pt, tone: Tone) -> Item {
        let size = Size { width: frame.width, height: thickness };
        Item {
            at: Point::new(frame.x, y),
            owner: Owner::Artifact(ArtifactKind::Layout),
            ink: Ink::Fill { size, radius: Pt::ZERO, tone },
            line: 0,
        }
    }

    fn head(&mut self, piece: Piece) -> HeadId {
        self.heads.push(piece);
        HeadId(self.heads.len() as u32 - 1)
    }
}

/// Whether what follows a block belongs to it: the list, table or picture that words lead to.
fn goes_on(block: &Block, next: Option<&Block>) -> bool {
    let words = matches!(block.kind, BlockKind::Text(_));
    let follows = |next: &Block| match next.kind {
        BlockKind::List(_)
        | BlockKind::Figures(_)
        | BlockKind::Illustrated(_)
        | BlockKind::Table(_)
        | BlockKind::Definitions(_)
        | BlockKind::WritingLines(_)
        | BlockKind::Qr(_) => true,
        BlockKind::Text(_)
        | BlockKind::Heading(_)
        | BlockKind::Subheading(_)
        | BlockKind::Callout(_)
        | BlockKind::Quote(_)
        | BlockKind::ContactPoint(_)
        | BlockKind::PageBreak => false,
    };
    words && next.is_some_and(follows)
}

/// Whether words say what to do with a code that follows.
fn leads_to_code(block: &Block, next: Option<&Block>) -> bool {
    matches!(block.kind, BlockKind::Text(_))
        && next.is_some_and(|next| matches!(next.kind, BlockKind::Qr(_)))
}

/// Lets every heading keep with at least two lines of what follows.
fn keep_headings(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        if !pieces[at].heading {
            continue;
        }
        pieces[at].keep_with_next = true;
        let follower = at + 1;
        let has_second = pieces.get(follower + 1).is_some_and(|next| {
            next.break_before == Break::None
                && next.panel == pieces[follower].panel
                && !next.heading
        });
        if let Some(piece) = pieces.get_mut(follower)
            && !piece.heading
            && !shows_picture(piece)
            && has_second
        {
            piece.keep_with_next = true;
        }
    }
}

/// Lets a chapter's title rather stand over several lines of plain words: more than a heading does.
fn keep_title(pieces: &mut [Piece]) {
    let title = pieces.iter().take_while(|piece| piece.heading).count();
    let lines = pieces[title..].iter().take_while(|piece| is_plain_line(piece) && !piece.heading);
    let lines = lines.count().min(LINES_UNDER_TITLE);
    if title > 0 && lines > 0 {
        let under = &mut pieces[title + 1..title + lines];
        under.iter_mut().for_each(|line| line.parting = Parting::FewItems);
    }
}

/// Whether a piece has a picture in it, which is as good as several lines.
fn shows_picture(piece: &Piece) -> bool {
    piece.items.iter().any(|item| matches!(item.ink, Ink::Picture(..)))
}

/// Lets the line before the last one keep with it where a page ends after it: a paragraph of one
/// line has a page to itself as little as the end of a longer one.
fn keep_last_lines(pieces: &mut [Piece]) {
    for at in 1..pieces.len() {
        let ends = pieces.get(at + 1).is_none_or(|next| next.break_before != Break::None);
        let joined = pieces[at].break_before == Break::None;
        if ends && joined && is_plain_line(&pieces[at]) && is_plain_line(&pieces[at - 1]) {
            pieces[at - 1].keep_with_next = true;
        }
    }
}

/// Whether a piece is a line of words that stands neither on a panel nor in a table.
fn is_plain_line(piece: &Piece) -> bool {
    piece.baseline > Pt::ZERO && piece.panel.is_none() && piece.head.is_none()
}

/// Composes the back page alone, as tight as it may be, to see whether it fits.
#[must_use]
pub fn compose_back(book: &Book, settings: Settings<'_>) -> (Flow, Flow) {
    let (mut back, imprint) = Composer::new(book, settings).back_page();
    let ways = back.pieces.iter_mut().filter(|piece| piece.parting == Parting::Ways);
    ways.for_each(|piece| piece.space_before = Pt::ZERO);
    (back, imprint)
}

/// What stands on a filler page, from the text area's corner.
#[must_use]
pub fn compose_filler(book: &Book, settings: Settings<'_>) -> Vec<Item> {
    if book.blank_pages == crate::content::BlankPages::Blank {
        return Vec::new();
    }
    let mut composer = Composer::new(book, settings);
    let frame = composer.column();
    let node = composer.node(None, Role::Heading(1), book.span);
    let style = composer.style.headings[0];
    let mut pieces = composer.added(frame, node, composer.words.notes, style);
    let mut y: Pt = pieces.iter().map(|piece| piece.height).sum();
    let height = composer.style.height();
    while y + composer.style.ruling <= height {
        pieces.push(composer.ruled_line(frame));
        y += composer.style.ruling;
    }
    let mut top = Pt::ZERO;
    let mut items = Vec::new();
    for mut piece in pieces {
        piece.shift(Point::new(Pt::ZERO, top));
        top += piece.height;
        items.append(&mut piece.items);
    }
    items
}

/// A row of dots between the end of a title's last line and its page number.
#[must_use]
pub fn contents_leader<'i>(
    titles: impl Iterator<Item = &'i Item>,
    (number_x, number_width): (Pt, Pt),
    baseline: Pt,
    right_to_left: bool,
) -> Option<Item> {
    contents::leader_beside(titles, (number_x, number_width), baseline, right_to_left)
}
