//! Strips of tables: what a row is before it is a piece or several.

use super::super::flow::{self, Piece};
use super::super::page::{ArtifactKind, Owner};
use super::super::style::TextStyle;
use super::draft::Draft;
use crate::geometry::{Point, Pt};
use crate::typeset::Alignment;

/// Narrow columns are never justified.
pub(super) const CELLS: Alignment = Alignment::Start;

/// A cell that was read but not yet broken into lines.
pub(super) struct CellDraft {
    pub(super) draft: Draft,
    pub(super) style: TextStyle,
}

/// Strips as one piece that does not split. Cells stay in the order of reading: what is drawn of
/// a leaf is collected by the leaf.
pub(super) fn join(strips: Vec<Piece>) -> Piece {
    let mut whole = Piece::default();
    for mut strip in strips {
        strip.shift(Point::new(Pt::ZERO, whole.height));
        whole.height += strip.height;
        whole.items.append(&mut strip.items);
    }
    whole
}

/// Strips that may go on on the next page: at least two of them stay on either side.
pub(super) fn split(mut strips: Vec<Piece>) -> Vec<Piece> {
    let count = strips.len();
    for (index, strip) in strips.iter_mut().enumerate() {
        strip.keep_with_next |= index == 0 || index + 2 == count;
    }
    strips
}

/// Whether a strip of a table is low enough for a page not to split it.
pub(super) fn stays_whole(height: Pt, page: Pt) -> bool {
    height * 1.5 <= page
}

/// How high the pieces at the end are that keep with what comes next.
pub(super) fn kept_height(pieces: &[Piece]) -> Pt {
    let kept = pieces.iter().rev().take_while(|piece| piece.keep_with_next).count();
    flow::height(&pieces[pieces.len() - kept..])
}

/// The same head as it is drawn over the rows of a later page.
pub(super) fn as_artifact(head: &Piece) -> Piece {
    let mut copy = head.clone();
    for item in &mut copy.items {
        if matches!(item.owner, Owner::Leaf(_)) {
            item.owner = Owner::Artifact(ArtifactKind::Pagination);
        }
    }
    copy
}
