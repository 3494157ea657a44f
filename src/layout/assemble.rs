//! Placed pieces to finished pages: panels, page numbers, footers, the back page.

use std::collections::HashMap;
use std::sync::Arc;

use super::compose::{Composition, Redrawn, Settings, contents_leader};
use super::flow::{Flow, Piece};
use super::page::{ArtifactKind, Ink, Item, Owner, Page, PageLabel, Tone};
use super::paginate::{Placed, on_one_page};
use super::panels;
use super::places::Places;
use super::structure::Anchor;
use super::style::{Style, TextStyle};
use crate::content::Book;
use crate::geometry::{Point, Pt, Size};
use crate::language::Direction;
use crate::typeset::{self, Alignment, GlyphRun, Run};
use crate::words::Phrases;

/// Where an anchor came to stand: index of the page, and its distance from the page's top.
pub type Anchors = HashMap<Anchor, (usize, Pt)>;

/// Turns placed pieces into pages.
pub struct Assembler<'a> {
    /// The book, for its title and language.
    pub book: &'a Book,
    /// What it was composed with.
    pub settings: Settings<'a>,
    /// What was composed.
    pub composition: &'a mut Composition,
    /// Where anchors stand.
    pub anchors: Anchors,
    /// Lines with page numbers, by their numbers.
    pub redrawn: HashMap<u32, Redrawn>,
    /// Where words stand in the source.
    pub places: Places,
}

/// What parts the title and the number of a footer at least, in ems of the text.
const FOOTER_GAP: f32 = 1.5;
/// Width of a column in which no line has to end.
const ENDLESS: Pt = Pt(100_000.0);

/// The largest running title.
const MOST_OF_FOOTER: Pt = Pt(20.0);

/// The most characters of a title that are tried in a footer; no page is wide enough for more.
const MOST_OF_TITLE: usize = 300;

impl Assembler<'_> {
    /// Every page in order: cover, body, back page, before which there may be others of its section.
    pub fn assemble(&mut self, placed: &[Vec<Placed>], placed_back: &[Vec<Placed>]) -> Vec<Page> {
        let mut pages = Vec::with_capacity(placed.len() + 2);
        let words = Phrases::of(&self.book.language);
        if let Some(cover) = self.composition.cover.take() {
            pages.push(Page { items: ordered(cover), label: PageLabel::Word(words.cover.into()) });
        }
        let first = pages.len();
        let mut flow = std::mem::take(&mut self.composition.flow);
        self.find_anchors(&flow.pieces, placed, first);
        let back_index = first + placed.len();
        let mut back = std::mem::take(&mut self.composition.back);
        let imprint = std::mem::take(&mut self.composition.imprint);
        self.find_anchors(&back.pieces, placed_back, back_index);
        let last_index = back_index + placed_back.len() - 1;
        self.find_imprint_anchors(&imprint, last_index);
        self.redrawn = self.redraw();
        for (index, slots) in placed.iter().enumerate() {
            pages.push(self.body_page(&mut flow.pieces, slots, first + index));
        }
        let (last, before) = placed_back.split_last().expect("there is a back page");
        for (index, slots) in before.iter().enumerate() {
            pages.push(self.body_page(&mut back.pieces, slots, back_index + index));
        }
        pages.push(self.back_page(back, last, imprint, last_index));
        pages
    }

    fn find_anchors(&mut self, pieces: &[Piece], placed: &[Vec<Placed>], first: usize) {
        let top = self.settings.style.margins.top;
        for (index, slots) in placed.iter().enumerate() {
            for slot in slots {
                for anchor in &pieces[slot.piece].anchors {
                    self.anchors.insert(*anchor, (first + index, top + slot.y));
                }
            }
        }
    }

    fn find_imprint_anchors(&mut self, imprint: &Flow, index: usize) {
        let top = self.settings.style.margins.top;
        for piece in &imprint.pieces {
            for anchor in &piece.anchors {
                self.anchors.insert(*anchor, (index, top));
            }
        }
    }

    /// Left edge of the text on a page: the inner margin is at the fold.
    fn text_x(&self, index: usize) -> Pt {
        let margins = self.settings.style.margins;
        let recto = index.is_multiple_of(2);
        let right_to_left = self.book.language.direction() == Direction::RightToLeft;
        if recto != right_to_left { margins.inner } else { margins.outer }
    }

    /// A page with the items of the pieces that were placed on it, which are left without.
    fn body_page(&mut self, pieces: &mut [Piece], slots: &[Placed], index: usize) -> Page {
        let origin = Point::new(self.text_x(index), self.settings.style.margins.top);
        let mut items = panels::behind(self.settings.style, pieces, &self.composition.heads, slots);
        for slot in slots {
            let piece = &mut pieces[slot.piece];
            self.fill_references(piece);
            if slot.repeats_head
                && let Some(head) = piece.head
            {
                let mut head = self.composition.heads[head.0 as usize].clone();
                self.fill_references(&mut head);
                head.shift(Point::new(Pt::ZERO, slot.y - head.height));
                items.append(&mut head.items);
            }
            if slot.scale < 1.0 {
                self.draw_smaller(piece, slot.scale);
            }
            piece.shift(Point::new(Pt::ZERO, slot.y));
            items.extend(std::mem::take(&mut piece.items));
        }
        for item in &mut items {
            item.at.x += origin.x;
            item.at.y += origin.y;
        }
        items.extend(self.footer(index));
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        Page { items: ordered(items), label: PageLabel::Number(number) }
    }

    /// Draws the picture of a piece smaller, from the side where reading begins.
    fn draw_smaller(&self, piece: &mut Piece, scale: f32) {
        let lost = piece.height * (1.0 - scale);
        piece.height -= lost;
        let right_to_left = self.book.language.direction() == Direction::RightToLeft;
        let in_row = piece.items.iter().any(|item| !matches!(item.ink, Ink::Picture(..)));
        for item in &mut piece.items {
            if let Ink::Picture(_, size) = &mut item.ink {
                let smaller = Size { width: size.width * scale, height: size.height * scale };
                // Beside words a picture stands in the middle of its place.
                let share = if in_row { 0.5 } else { f32::from(u8::from(right_to_left)) };
                item.at.x += (size.width - smaller.width) * share;
                *size = smaller;
            } else {
                item.at.y -= lost / 2.0;
            }
        }
    }

    /// The last page: what is placed on it of the contact section, and the imprint at its foot.
    fn back_page(
        &mut self,
        back: Flow,
        placed: &[Placed],
        mut imprint: Flow,
        index: usize,
    ) -> Page {
        let style = self.settings.style;
        let mut pieces = back.pieces;
        let bottom = placed.last().map_or(Pt::ZERO, |last| last.y + pieces[last.piece].height);
        loosen(&mut imprint, style, bottom);
        let top = style.height() - imprint.height();
        let mut slots = placed.to_vec();
        for slot in on_one_page(&imprint.pieces) {
            slots.push(Placed { piece: pieces.len() + slot.piece, y: slot.y + top, ..slot });
        }
        pieces.append(&mut imprint.pieces);
        let mut page = self.body_page(&mut pieces, &slots, index);
        page.items.retain(|item| item.owner != Owner::Artifact(ArtifactKind::Footer));
        page.label = PageLabel::Word(Phrases::of(&self.book.language).back_cover.into());
        page
    }

    /// Page number at the outer edge, short title at the inner one.
    fn footer(&self, index: usize) -> Vec<Item> {
        let style = self.settings.style;
        let x = self.text_x(index);
        let measure = style.measure();
        let number_style = style.body;
        let number = (index + 1).to_string();
        let outer_is_right =
            index.is_multiple_of(2) != (self.book.language.direction() == Direction::RightToLeft);
        let baseline = style.page.height - style.margins.bottom * style.footer();
        let mut items = Vec::new();
        let number = self.shape(&number, number_style);
        let number_width: Pt = number.iter().map(|run| run.width).sum();
        let number_x = if outer_is_right { x + measure - number_width } else { x };
        place_runs(&mut items, number, number_x, baseline, Tone::Text);
        // A running title as large as the words over it would be read on as if it were one of them.
        let title_style = TextStyle { size: style.imprint.size.min(MOST_OF_FOOTER), ..style.body };
        let room = measure - number_width - style.body.size * FOOTER_GAP;
        let title = self.short_title(title_style, room);
        let title_width: Pt = title.iter().map(|run| run.width).sum();
        let title_x = if outer_is_right { x } else { x + measure - title_width };
        place_runs(&mut items, title, title_x, baseline, Tone::Text);
        items
    }

    /// The title where there is room for all of it: the beginning of one says little.
    fn short_title(&self, style: TextStyle, room: Pt) -> Vec<GlyphRun> {
        let title = &*self.book.title.text;
        if title.chars().count() > MOST_OF_TITLE {
            return Vec::new();
        }
        let whole = self.shape(title, style);
        let width: Pt = whole.iter().map(|run| run.width).sum();
        if width <= room { whole } else { Vec::new() }
    }

    /// One line of words of no structure.
    fn shape(&self, text: &str, style: TextStyle) -> Vec<GlyphRun> {
        let language = &self.book.language;
        let run = Run { start: 0, style: style.run(style.weight, language, true), tag: 0 };
        let paragraph = typeset::Paragraph {
            text: Arc::from(text),
            runs: vec![run],
            direction: Direction::LeftToRight,
            alignment: Alignment::Start,
            hyphenate: false,
            addresses: Vec::new(),
        };
        let paragraph = typeset::Paragraph { direction: language.direction(), ..paragraph };
        let set = typeset::set(self.settings.fonts, &paragraph, ENDLESS);
        let mut runs: Vec<GlyphRun> = set.lines.into_iter().flat_map(|line| line.runs).collect();
        let left = runs.iter().map(|run| run.x.0).fold(f32::INFINITY, f32::min);
        for run in &mut runs {
            run.x -= Pt(left);
        }
        runs
    }

    /// Draws the lines with page numbers again, now that pages exist.
    fn redraw(&mut self) -> HashMap<u32, Redrawn> {
        let page = |anchor: Anchor| self.anchors.get(&anchor).map(|(page, _)| page + 1);
        let (fonts, places) = (self.settings.fonts, &mut self.places);
        let pending = self.composition.pending.iter();
        pending.flat_map(|pending| pending.redraw(fonts, page, places)).collect()
    }

    /// Puts lines with real page numbers in the place of those with the widest possible ones.
    fn fill_references(&self, piece: &mut Piece) {
        let mut lines: Vec<u32> = piece.items.iter().map(|item| item.line).collect();
        lines.retain(|line| self.redrawn.contains_key(line));
        lines.sort_unstable();
        lines.dedup();
        for line in lines {
            let redrawn = &self.redrawn[&line];
            let Some(baseline) = replace_line(piece, line, &redrawn.items) else { continue };
            if redrawn.bare {
                self.lead_to_number(piece, &redrawn.items, baseline);
            }
        }
    }

    /// Dots between the title of an entry of the contents and its number.
    fn lead_to_number(&self, piece: &mut Piece, number: &[Item], baseline: Pt) {
        let right_to_left = self.book.language.direction() == Direction::RightToLeft;
        let left = number.iter().map(|item| item.at.x.0).fold(f32::INFINITY, f32::min);
        let width: Pt = number.iter().map(width).sum();
        let leader =
            contents_leader(piece.items.iter(), (Pt(left), width), baseline, right_to_left);
        piece.items.extend(leader);
    }
}

/// Parts the paragraphs of the imprint by half a line, where there is room for that.
fn loosen(imprint: &mut Flow, style: &Style, back: Pt) {
    let wanted = style.imprint.leading * 0.5;
    let lacking = |piece: &Piece| {
        if piece.space_before > Pt::ZERO { wanted - piece.space_before } else { Pt::ZERO }
    };
    let more: Pt = imprint.pieces.iter().skip(1).map(lacking).sum();
    if back + style.imprint_gap() + imprint.height() + more <= style.height() {
        for piece in imprint.pieces.iter_mut().skip(1) {
            piece.space_before += lacking(piece);
        }
    }
}

/// Replaces what is drawn of a line by other items, and tells where its baseline is. A head that is
/// said again stays nobody's.
fn replace_line(piece: &mut Piece, line: u32, items: &[Item]) -> Option<Pt> {
    let is_ours = |item: &Item| item.line == line;
    let first = piece.items.iter().position(is_ours)?;
    let old: Vec<Item> = piece.items.extract_if(.., |item| is_ours(item)).collect();
    let said = old.iter().find(|item| matches!(item.ink, Ink::Glyphs(..)))?;
    let repeated = said.owner == Owner::Artifact(ArtifactKind::Pagination);
    let items = items.iter().cloned().map(|mut item| {
        item.at.y += said.at.y;
        if repeated && matches!(item.owner, Owner::Leaf(_)) {
            item.owner = said.owner;
        }
        item
    });
    piece.items.splice(first..first, items);
    Some(said.at.y)
}

fn width(item: &Item) -> Pt {
    match &item.ink {
        Ink::Glyphs(run, _) => run.width,
        Ink::Fill { size, .. } | Ink::Outline { size, .. } | Ink::Picture(_, size) => size.width,
        Ink::Leader { width, .. } => *width,
        Ink::Fills(..) => Pt::ZERO,
    }
}

fn place_runs(items: &mut Vec<Item>, runs: Vec<GlyphRun>, x: Pt, baseline: Pt, tone: Tone) {
    for run in runs {
        let at = Point::new(x + run.x, baseline);
        let owner = Owner::Artifact(ArtifactKind::Footer);
        items.push(Item { at, owner, ink: Ink::Glyphs(run, tone), line: 0 });
    }
}

/// Backgrounds first, then content in the order of the structure, then rules and footers. Heads that are
/// said again stand before the cells that they are heads of: programs that go by the file's order, as
/// the viewers of Chrome and Firefox do, would put them all at the page's end.
fn ordered(items: Vec<Item>) -> Vec<Item> {
    let mut next = u32::MAX;
    let mut keyed: Vec<_> = items
        .into_iter()
        .rev()
        .map(|item| {
            let key = match item.owner {
                Owner::Artifact(ArtifactKind::Background) => (0, 0, 0),
                Owner::Artifact(ArtifactKind::Pagination) => (1, next, 0),
                Owner::Leaf(leaf) => (1, leaf.0, 1),
                Owner::Artifact(ArtifactKind::Layout) => (2, 0, 0),
                Owner::Artifact(ArtifactKind::Footer) => (3, 0, 0),
            };
            if let Owner::Leaf(leaf) = item.owner {
                next = leaf.0;
            }
            (key, item)
        })
        .collect();
    keyed.reverse();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, item)| item).collect()
}
