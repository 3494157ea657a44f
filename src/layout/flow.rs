//! Pieces: unbreakable strips of a column, each with its keeps, and the flow that they form.

use super::page::Item;
use super::structure::Anchor;
use crate::content::Urgency;
use crate::geometry::{Point, Pt};

/// Where a piece must begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Break {
    /// Wherever there is room.
    #[default]
    None,
    /// At the top of a page.
    Page,
    /// At the top of a right-hand page (left-hand in right-to-left booklets).
    Recto,
}

/// What the end of a page before a piece would part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parting {
    /// One block from the next.
    #[default]
    Blocks,
    /// A paragraph between two lines.
    Lines,
    /// A word at its hyphen.
    Word,
    /// A list between two items.
    Items,
    /// What is rather seen in one look: a short list, its last item and those before, a few lines to write
    /// on, a title and its first lines, pictures of one group.
    FewItems,
    /// A contact point between two ways to get in touch.
    Ways,
    /// Lines to write on.
    Ruled,
}

/// Which panel a piece lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Panel {
    /// Its number, from 1.
    pub number: u32,
    /// How urgent it says to be, which it shows by its border.
    pub urgency: Option<Urgency>,
}

/// Which head of a table is said again over a piece that begins a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HeadId(pub u32);

/// An unbreakable strip of the column: a line, a row of a table, a picture.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Height.
    pub height: Pt,
    /// Baseline of its first line, from its top; zero where it has none.
    pub baseline: Pt,
    /// Space over it, dropped at the top of a page.
    pub space_before: Pt,
    /// Whether that space stays as it is, while others become wider or narrower to fill a page.
    pub rigid: bool,
    /// What the end of a page right before it would part.
    pub parting: Parting,
    /// How much lower it may become by drawing its picture smaller.
    pub shrinks: Pt,
    /// Whether it stays on a page with the next piece.
    pub keep_with_next: bool,
    /// Whether it is a line of a heading or term, which keeps with the next two lines.
    pub heading: bool,
    /// Where it must begin.
    pub break_before: Break,
    /// What is drawn, from the column's left edge and the piece's top.
    pub items: Vec<Item>,
    /// The panel behind it.
    pub panel: Option<Panel>,
    /// The table's head to be said again over it at the top of a page.
    pub head: Option<HeadId>,
    /// Places that begin here.
    pub anchors: Vec<Anchor>,
    /// The chapter that it belongs to, from 0.
    pub chapter: Option<usize>,
    /// Width of the words, where it is the last line of a paragraph of several.
    pub last_line: Option<Pt>,
}

/// A column's place within the text area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub x: Pt,
    /// Width.
    pub width: Pt,
}

impl Frame {
    /// Narrower by `by` on the side where reading begins, or on both.
    #[must_use]
    pub fn indent(self, by: Pt, right_to_left: bool) -> Self {
        let x = if right_to_left { self.x } else { self.x + by };
        Self { x, width: (self.width - by).max(Pt(1.0)) }
    }

    /// Narrower by `by` on both sides.
    #[must_use]
    pub fn inset(self, by: Pt) -> Self {
        Self { x: self.x + by, width: (self.width - by * 2.0).max(Pt(1.0)) }
    }
}

/// Pieces from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// Space that the last piece wants under it.
    after: Pt,
    /// Places that begin with the next piece.
    anchors: Vec<Anchor>,
    /// A break that the next piece begins with.
    next_break: Break,
}

impl Flow {
    /// Adds a piece; of the space under the last one and over this one the larger stays.
    pub fn push(&mut self, mut piece: Piece) {
        piece.space_before = piece.space_before.max(self.after);
        // A heading stands as near to its text on every page.
        piece.rigid |= self.pieces.last().is_some_and(|before| before.heading);
        piece.anchors.append(&mut self.anchors);
        if self.next_break != Break::None {
            piece.break_before = std::mem::take(&mut self.next_break);
        }
        self.after = Pt::ZERO;
        self.pieces.push(piece);
    }

    /// Asks for space under the last piece.
    pub fn space(&mut self, space: Pt) {
        self.after = self.after.max(space);
    }

    /// Asks for exactly this space under the last piece.
    pub fn set_space(&mut self, space: Pt) {
        self.after = space;
    }

    /// Marks the next piece as a place that is pointed to.
    pub fn anchor(&mut self, anchor: Anchor) {
        self.anchors.push(anchor);
    }

    /// Lets places that nothing comes after be those of the last piece.
    pub fn settle_anchors(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            last.anchors.append(&mut self.anchors);
        }
    }

    /// Lets the last piece stay on a page with the next.
    pub fn keep_last(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            last.keep_with_next = true;
        }
    }

    /// Begins the next piece on a new page.
    pub fn break_page(&mut self, kind: Break) {
        self.next_break = kind;
    }

    /// Begins a new page with the next piece, or with the headings right before it: none stands alone
    /// at the foot of a page.
    pub fn break_page_before_headings(&mut self) {
        let before = self.pieces.iter().rposition(|piece| !piece.heading);
        let first = before.map_or(0, |before| before + 1);
        match self.pieces.get_mut(first) {
            Some(heading) if heading.break_before == Break::None => {
                heading.break_before = Break::Page;
            }
            // It begins a page already.
            Some(_) => {}
            None => self.break_page(Break::Page),
        }
    }

    /// Adds the pieces of another flow.
    pub fn append(&mut self, other: Self) {
        let after = other.after;
        let mut rest = other.anchors;
        for piece in other.pieces {
            self.push(piece);
        }
        self.anchors.append(&mut rest);
        self.after = after;
    }

    /// All pieces as one that no page parts.
    #[must_use]
    pub fn merged(self) -> Piece {
        let mut whole = Piece::default();
        for (index, mut piece) in self.pieces.into_iter().enumerate() {
            if index == 0 {
                whole.baseline = piece.baseline;
            } else {
                whole.height += piece.space_before;
            }
            piece.shift(Point::new(Pt::ZERO, whole.height));
            whole.height += piece.height;
            whole.items.append(&mut piece.items);
            whole.anchors.append(&mut piece.anchors);
        }
        whole
    }

    /// Height of all pieces with the spaces between them.
    #[must_use]
    pub fn height(&self) -> Pt {
        height(&self.pieces)
    }
}

/// Height of pieces on one page: the first one's space is dropped.
#[must_use]
pub fn height(pieces: &[Piece]) -> Pt {
    let spaces: Pt = pieces.iter().skip(1).map(|piece| piece.space_before).sum();
    pieces.iter().map(|piece| piece.height).sum::<Pt>() + spaces
}

impl Piece {
    /// Moves everything that is drawn.
    pub fn shift(&mut self, by: Point) {
        for item in &mut self.items {
            item.at.x += by.x;
            item.at.y += by.y;
        }
    }

    /// Whether it is said again over the rows on a later page, as a table's head that leaves room
    /// for them: a row that no page splits is two thirds of one at most.
    #[must_use]
    pub fn repeats_on(&self, page: Pt) -> bool {
        self.height * 3.0 <= page
    }

    /// Makes room over and under what is drawn.
    pub fn pad(&mut self, over: Pt, under: Pt) {
        self.shift(Point::new(Pt::ZERO, over));
        self.baseline += over;
        self.height += over + under;
    }
}
