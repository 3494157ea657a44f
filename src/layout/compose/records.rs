//! Tables that are too wide for their page, as records: the cells of a row one under the other, each
//! beside the head of its column.

use super::super::flow::{Flow, Frame, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::super::style::THIN_RULE;
use super::Composer;
use super::grid::{Grid, Records};
use super::strips::{CELLS, CellDraft, as_artifact};
use crate::geometry::{Point, Pt, Size};

impl Composer<'_> {
    /// The strips of every row. The heads are read out once, beside the cells of the first row; where
    /// there is none, they stand alone.
    pub(super) fn records(
        &mut self,
        flow: &mut Flow,
        grid: &Grid,
        records: Records,
        heads: &[CellDraft],
        rows: &[Vec<CellDraft>],
    ) -> Vec<Vec<Piece>> {
        let set = |composer: &mut Self, frame: Frame| -> Vec<Vec<Piece>> {
            let lines = |head: &CellDraft| composer.set(&head.draft, frame, head.style, CELLS);
            heads.iter().map(lines).collect()
        };
        let labels = set(self, records.label);
        let said: Vec<Vec<Piece>> =
            labels.iter().map(|lines| lines.iter().map(as_artifact).collect()).collect();
        let mut strips = Vec::with_capacity(rows.len());
        for (index, cells) in rows.iter().enumerate() {
            let labels = if index == 0 { &labels } else { &said };
            strips.push(self.record(grid, records, labels, cells));
        }
        if rows.is_empty() {
            let heads: Vec<Piece> = labels.into_iter().flatten().collect();
            for mut strip in self.with_room(grid, heads) {
                strip.keep_with_next = true;
                flow.push(strip);
            }
        }
        strips
    }

    /// One row: its first cell on a ground, so that a new record is seen.
    fn record(
        &mut self,
        grid: &Grid,
        records: Records,
        labels: &[Vec<Piece>],
        cells: &[CellDraft],
    ) -> Vec<Piece> {
        let mut strips: Vec<Piece> = Vec::new();
        for (index, (cell, label)) in cells.iter().zip(labels).enumerate() {
            let value = self.set(&cell.draft, records.value, cell.style, CELLS);
            let empty = value.is_empty();
            let mut pair = match records.beside {
                true => beside(label, value),
                // A head does not stand at the foot of a page without its cell.
                false => label.iter().cloned().map(kept).chain(value).collect(),
            };
            if pair.is_empty() || empty && grid.fill_in {
                self.room_to_write(&mut pair, records, grid.room());
            }
            let mut pair = self.with_room(grid, pair);
            if index == 0 {
                pair.iter_mut().for_each(|strip| lay_ground(strip, grid.whole));
            }
            strips.append(&mut pair);
        }
        strips
    }

    /// A line to write on in the place of an empty cell, which has room over and under it.
    fn room_to_write(&self, pair: &mut Vec<Piece>, records: Records, room: Pt) {
        if pair.is_empty() || !records.beside {
            pair.push(Piece::default());
        }
        let height: Pt = pair.iter().map(|strip| strip.height).sum();
        if let Some(last) = pair.last_mut() {
            let beside = if records.beside { height } else { Pt::ZERO };
            last.height += (self.style.ruling - room * 2.0 - beside).max(Pt::ZERO);
            let y = last.height - THIN_RULE;
            last.items.push(Self::rule(records.value, y, THIN_RULE, Tone::Rule));
        }
    }
}

fn kept(line: Piece) -> Piece {
    Piece { keep_with_next: true, ..line }
}

/// Lines of a head and of its cell as strips.
fn beside(label: &[Piece], value: Vec<Piece>) -> Vec<Piece> {
    let mut strips: Vec<Piece> = label.to_vec();
    for (index, mut line) in value.into_iter().enumerate() {
        match strips.get_mut(index) {
            Some(strip) => {
                strip.items.append(&mut line.items);
                strip.height = strip.height.max(line.height);
                strip.baseline = strip.baseline.max(line.baseline);
            }
            None => strips.push(line),
        }
    }
    strips
}

/// Puts a ground behind a strip.
fn lay_ground(strip: &mut Piece, frame: Frame) {
    let size = Size { width: frame.width, height: strip.height };
    let ground = Item {
        at: Point::new(frame.x, Pt::ZERO),
        owner: Owner::Artifact(ArtifactKind::Background),
        ink: Ink::Fill { size, radius: Pt::ZERO, tone: Tone::Panel },
        line: 0,
    };
    strip.items.insert(0, ground);
}
