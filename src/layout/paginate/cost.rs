//! What a page costs, in points of dislike. The figures are compared with each other alone: they were
//! found by looking at the pages of the sample and of the test booklets in all editions.

use super::measure::{Column, Extent, NARROW, WIDEN};
use crate::layout::flow::{Parting, Piece};

/// Spaces as wide as they may be.
const WIDE: f64 = 20.0;
/// Spaces as narrow as they may be.
const NARROWED: f64 = 30.0;
/// A picture that is drawn smaller at all, and as small as it may be.
const SMALLER: f64 = 15.0;
const SMALLEST: f64 = 30.0;
/// White at a page's foot: for each share of the page, and for its square.
const WHITE: f64 = 150.0;
const WHITE_SQUARED: f64 = 1500.0;
/// A last page with less than this share of words looks forgotten.
const LEAST_OF_LAST: f64 = 0.15;
const FORGOTTEN: f64 = 60.0;
/// Facing pages of unequal depth, for each share of a page.
const UNEQUAL: f64 = 100.0;
/// A group that no page can hold is parted where its keeps say otherwise.
const FORCED: f64 = 60.0;
/// A list that could be seen in one look is parted.
const FEW_ITEMS: f64 = 90.0;
/// Tables of at most so many rows are seen as one thing.
const FEW_ROWS: usize = 8;

/// How a run of pieces would fill a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    /// By which share of themselves the elastic spaces are widened; negative: narrowed.
    pub(super) spaces: f64,
    /// How much the pictures lose, as a share of what they may.
    pub(super) pictures: f64,
    /// Where the words end, as a share of the page.
    pub(super) depth: f64,
    /// What that costs.
    pub(super) cost: f64,
}

/// Fits a run onto a page; `None` where it is too high. The last page of a part ends where it ends.
pub(super) fn fit(extent: Extent, page: f64, last: bool) -> Option<Fit> {
    let room = page - extent.natural;
    if room < 0.0 {
        return squeeze(extent, -room);
    }
    if last {
        let depth = extent.natural / page;
        return Some(Fit { spaces: 0.0, pictures: 0.0, depth, cost: 0.0 });
    }
    let widest = extent.elastic * WIDEN;
    let taken = room.min(widest);
    let white = (room - taken) / page;
    let spaces = if extent.elastic > 0.0 { taken / extent.elastic } else { 0.0 };
    let share = spaces / WIDEN;
    let cost = WIDE * share * share + WHITE * white + WHITE_SQUARED * white * white;
    Some(Fit { spaces, pictures: 0.0, depth: 1.0 - white, cost })
}

/// Narrows spaces, then pictures.
fn squeeze(extent: Extent, over: f64) -> Option<Fit> {
    let most = extent.elastic * NARROW;
    let spaces = over.min(most);
    let rest = over - spaces;
    if rest > extent.shrinks {
        return None;
    }
    let share = if most > 0.0 { spaces / most } else { 0.0 };
    let pictures = if extent.shrinks > 0.0 { rest / extent.shrinks } else { 0.0 };
    let smaller = if rest > 0.0 { SMALLER + SMALLEST * pictures } else { 0.0 };
    let narrowed = if extent.elastic > 0.0 { spaces / extent.elastic } else { 0.0 };
    Some(Fit { spaces: -narrowed, pictures, depth: 1.0, cost: NARROWED * share * share + smaller })
}

/// What it costs to end a page before a piece.
pub(super) fn parting(column: &Column<'_>, at: usize) -> f64 {
    let [before, piece] = [at - 1, at].map(|at| &column.pieces[at]);
    let panel = if piece.panel.is_some() && piece.panel == before.panel { 30.0 } else { 0.0 };
    let forced = if before.keep_with_next { FORCED } else { 0.0 };
    panel
        + forced
        + match piece.parting {
            _ if is_row(before, piece) => rows(column, at),
            Parting::Blocks => 0.0,
            Parting::Lines => 8.0,
            Parting::Items | Parting::Ways => 12.0,
            Parting::FewItems => FEW_ITEMS,
            Parting::Ruled => 20.0,
            Parting::Word => 90.0,
        }
}

/// Whether two pieces are rows of one table.
fn is_row(before: &Piece, piece: &Piece) -> bool {
    piece.head.is_some() && before.head == piece.head && piece.parting == Parting::Blocks
}

/// What it costs to part a table before a row: more where it could be seen in one look.
fn rows(column: &Column<'_>, at: usize) -> f64 {
    let head = column.pieces[at].head;
    let same = |piece: &&Piece| piece.head == head;
    let over = column.pieces[..at].iter().rev().take(FEW_ROWS + 1).take_while(same).count();
    let under = column.pieces[at..].iter().take(FEW_ROWS + 1).take_while(same).count();
    if over + under <= FEW_ROWS { 110.0 } else { 40.0 }
}

/// What the last page of a part costs that has more than one.
pub(super) fn last(fit: &Fit) -> f64 {
    if fit.depth < LEAST_OF_LAST { FORGOTTEN * (1.0 - fit.depth / LEAST_OF_LAST) } else { 0.0 }
}

/// What two facing pages cost.
pub(super) fn facing(left: f64, right: f64) -> f64 {
    UNEQUAL * (left - right).abs()
}
