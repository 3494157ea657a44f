//! Pieces measured: how high any run of them is, and how far it could give.

use super::super::flow::{Break, Piece};
use super::TOLERANCE;
use crate::geometry::Pt;

/// How far the spaces between blocks may be widened, as a share of themselves.
pub(super) const WIDEN: f64 = 0.4;
/// How far they may be narrowed.
pub(super) const NARROW: f64 = 0.2;

/// The flow of pieces as a column of pages of one height.
pub(super) struct Column<'a> {
    /// The pieces.
    pub(super) pieces: &'a [Piece],
    /// The heads of tables.
    heads: &'a [Piece],
    /// Height of the text area.
    pub(super) height: Pt,
    /// What all pieces before an index take up together.
    before: Vec<Sums>,
    /// Pieces after which a page may end although they keep with the next: no page could hold their
    /// group.
    loose: Vec<bool>,
}

/// Lengths in points, summed over the pieces before one; `f64`, so that ten thousand pages lose
/// nothing to rounding.
#[derive(Clone, Copy, Default)]
struct Sums {
    height: f64,
    space: f64,
    /// The spaces that may be made wider or narrower.
    elastic: f64,
    /// What pictures may lose.
    shrinks: f64,
}

/// What a run of pieces takes up on a page of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// Its height as it was composed, with the head of a table that is said again over it.
    pub(super) natural: f64,
    /// The elastic spaces in it.
    pub(super) elastic: f64,
    /// What its pictures may lose.
    pub(super) shrinks: f64,
}

impl Extent {
    /// Its height with everything as small as it may be.
    pub(super) fn least(&self) -> f64 {
        self.natural - self.elastic * NARROW - self.shrinks
    }
}

impl<'a> Column<'a> {
    pub(super) fn new(pieces: &'a [Piece], heads: &'a [Piece], height: Pt) -> Self {
        let mut before = Vec::with_capacity(pieces.len() + 1);
        let mut sums = Sums::default();
        before.push(sums);
        for piece in pieces {
            sums.height += f64::from(piece.height.0);
            sums.space += f64::from(piece.space_before.0);
            sums.elastic += f64::from(elastic(piece).0);
            sums.shrinks += f64::from(piece.shrinks.0);
            before.push(sums);
        }
        let mut column = Self { pieces, heads, height, before, loose: vec![false; pieces.len()] };
        column.loosen();
        column
    }

    /// Lets groups that are taller than a page be parted, but never right after a heading.
    fn loosen(&mut self) {
        let mut start = 0;
        while start < self.pieces.len() {
            let end = self.group_end(start);
            if self.extent(start, end).least() > self.page() {
                for at in start..end - 1 {
                    // Not after a heading, and not between a picture and its caption.
                    let piece = &self.pieces[at];
                    self.loose[at] = !piece.heading && piece.shrinks == Pt::ZERO;
                }
            }
            start = end;
        }
    }

    /// Whether a page may end after a piece that is not the last one.
    pub(super) fn may_end_after(&self, at: usize) -> bool {
        !self.pieces[at].keep_with_next || self.loose[at]
    }

    /// Height of a page.
    pub(super) fn page(&self) -> f64 {
        f64::from((self.height + TOLERANCE).0)
    }

    /// What the pieces `start..end` take up at the top of a page.
    pub(super) fn extent(&self, start: usize, end: usize) -> Extent {
        let (first, second, last) = (self.before[start], self.before[start + 1], self.before[end]);
        Extent {
            natural: last.height - first.height + last.space - second.space
                + f64::from(self.head_height(&self.pieces[start]).0),
            elastic: last.elastic - second.elastic,
            shrinks: last.shrinks - first.shrinks,
        }
    }

    /// Height of the pieces `start..end` with the spaces between them.
    pub(super) fn inner_height(&self, start: usize, end: usize) -> Pt {
        let spaces: Pt = self.pieces[start + 1..end].iter().map(|piece| piece.space_before).sum();
        self.pieces[start..end].iter().map(|piece| piece.height).sum::<Pt>() + spaces
    }

    /// Height of the head that is said again over a piece at the top of a page.
    pub(super) fn head_height(&self, piece: &Piece) -> Pt {
        let head = piece.head.map(|head| &self.heads[head.0 as usize]);
        head.filter(|head| head.repeats_on(self.height)).map_or(Pt::ZERO, |head| head.height)
    }

    /// One past the last piece that has to stay on a page with `start`.
    pub(super) fn group_end(&self, start: usize) -> usize {
        let mut at = start;
        while self.pieces[at].keep_with_next
            && at + 1 < self.pieces.len()
            && self.pieces[at + 1].break_before == Break::None
        {
            at += 1;
        }
        at + 1
    }
}

/// The part of the space over a piece that may be made wider or narrower.
pub(super) fn elastic(piece: &Piece) -> Pt {
    if piece.rigid { Pt::ZERO } else { piece.space_before }
}
