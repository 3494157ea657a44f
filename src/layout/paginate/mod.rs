//! Pieces onto pages: all breaks of a part of the book are chosen at once.
//!
//! A part reaches from one break that must be to the next: a chapter where chapters begin pages, the
//! whole book where they run on. [`choose`] weighs every page that a part could have against all
//! others, as a paragraph's lines are chosen; [`cost`] says what a page costs. A page pays with small
//! freedoms for being full: the spaces between its blocks, and the size of a picture whose width its
//! author left open. Keeps are broken in groups alone that no page can hold, and never after
//! a heading. Where even that leaves no choice, [`in_turn`] fills one page after the other.

mod choose;
mod cost;
mod in_turn;
mod measure;
#[cfg(test)]
mod tests;

use super::flow::{Break, Piece};
use crate::geometry::Pt;
use measure::Column;

/// A piece in its place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Index of the piece.
    pub piece: usize,
    /// Top edge, from the top of the text area.
    pub y: Pt,
    /// Whether the table's head is drawn again right over it.
    pub repeats_head: bool,
    /// How large its picture is drawn, 1 for the size that it was composed with.
    pub scale: f32,
}

/// Rounding of sums of lengths.
const TOLERANCE: Pt = Pt(0.01);

/// Places every piece once and in order; returns the pages, some of which may be empty where a
/// chapter begins on a right-hand page.
///
/// `number` is the number of the first page.
#[must_use]
pub fn paginate(pieces: &[Piece], heads: &[Piece], height: Pt, number: usize) -> Vec<Vec<Placed>> {
    let column = Column::new(pieces, heads, height);
    let mut pages: Vec<Vec<Placed>> = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let end = part_end(pieces, start);
        if pieces[start].break_before == Break::Recto && (number + pages.len()).is_multiple_of(2) {
            // The page before stays as it is; an empty one is left, the first page of all included.
            pages.push(Vec::new());
        }
        let first = number + pages.len();
        let chosen = choose::pages(&column, start..end, first);
        pages.extend(chosen.unwrap_or_else(|| in_turn::place(&column, start, end)));
        start = end;
    }
    if pages.is_empty() {
        pages.push(Vec::new());
    }
    pages
}

/// All pieces on one page, whether or not they fit it.
#[must_use]
pub fn on_one_page(pieces: &[Piece]) -> Vec<Placed> {
    let mut y = Pt::ZERO;
    let mut slots = Vec::with_capacity(pieces.len());
    for (piece, it) in pieces.iter().enumerate() {
        y += if piece == 0 { Pt::ZERO } else { it.space_before };
        slots.push(Placed { piece, y, repeats_head: false, scale: 1.0 });
        y += it.height;
    }
    slots
}

/// How full a page of the flow is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Where its words end, as a share of the text area's height.
    pub share: f32,
    /// Whether the next page begins where it must: white under these words is no fault.
    pub ends_part: bool,
}

/// How full each page is.
#[must_use]
pub fn fill(pieces: &[Piece], height: Pt, pages: &[Vec<Placed>]) -> Vec<Fill> {
    let of = |page: &Vec<Placed>| {
        let last = page.last();
        let bottom = last.map_or(Pt::ZERO, |last| last.y + pieces[last.piece].height * last.scale);
        let next = last.and_then(|last| pieces.get(last.piece + 1));
        let ends_part = next.is_none_or(|next| next.break_before != Break::None);
        Fill { share: bottom.0 / height.0, ends_part }
    };
    pages.iter().map(of).collect()
}

/// One past the last piece before the next break that must be.
fn part_end(pieces: &[Piece], start: usize) -> usize {
    let next = pieces[start + 1..].iter().position(|piece| piece.break_before != Break::None);
    next.map_or(pieces.len(), |next| start + 1 + next)
}
