//! Tables that are too wide for their page, as records: the cells of a row one under the other, each
//! beside the head of its column.

use super::super::flow::{Flow, Frame, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::super::style::THIN_RULE;
use super::Composer;
use super::grid::{Grid, Records};
use super::strips::{CELLS, CellDraft, as_artifact, kept_height, stays_whole};
use crate::geometry::{Point, Pt, Size};

impl Composer<'_> {
    /// The strips of every row. The heads are read out once: beside the cells of the first row, or in a
    /// strip of their own where a page may part that row.
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
        let page = self.style.height();
        let first: Pt = strips.iter().take(1).flatten().map(|strip| strip.height).sum();
        if rows.is_empty() || !stays_whole(first, page) || kept_height(&flow.pieces) + first > page
        {
            if let Some(cells) = rows.first() {
                strips[0] = self.record(grid, records, &said, cells);
            }
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
                false => label.iter().cloned().chain(value).collect(),
            };
            if pair.is_empty() || empty && grid.fill_in {
                self.room_to_write(&mut pair, records);
            }
            let mut pair = self.with_room(grid, pair);
            if index == 0 {
                pair.iter_mut().for_each(|strip| lay_ground(strip, grid.whole));
            }
            strips.append(&mut pair);
        }
        strips
    }

    /// A line to write on in the place of an empty cell.
    fn room_to_write(&self, pair: &mut Vec<Piece>, records: Records) {
        if pair.is_empty() || !records.beside {
            pair.push(Piece::default());
        }
        let height: Pt = pair.iter().map(|strip| strip.height).sum();
        if let Some(last) = pair.last_mut() {
            let least = if records.beside { self.style.ruling - height } else { self.style.ruling };
            last.height = last.height.max(last.height + least);
            let y = last.height - THIN_RULE;
            last.items.push(Self::rule(records.value, y, THIN_RULE, Tone::Rule));
        }
    }
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
