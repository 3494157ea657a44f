//! Tables that are too wide for their page, as records: the cells of a row one under the other, each
//! beside the head of its column.

use super::super::flow::{Frame, HeadId, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::super::style::{THIN_RULE, TextStyle};
use super::Composer;
use super::grid::{Grid, Records};
use super::inline::strong;
use super::strips::{CELLS, CellDraft, as_artifact, join, split, stays_whole};
use crate::geometry::{Point, Pt, Size};
use crate::typeset::Extent;

/// The shortest line to write on beside its head, in ems.
const LEAST_TO_WRITE: f32 = 4.5;

impl Composer<'_> {
    /// The pairs of head and cell of every row, each as strips. The heads are read out once: beside the
    /// cells of the first row, on whichever page these stand.
    pub(super) fn records(
        &mut self,
        grid: &Grid,
        records: Records,
        heads: &[CellDraft],
        rows: &[Vec<CellDraft>],
    ) -> Vec<Vec<Vec<Piece>>> {
        let set = |composer: &mut Self, frame: Frame| -> Vec<Vec<Piece>> {
            let lines = |head: &CellDraft| composer.set(&head.draft, frame, head.style, CELLS);
            heads.iter().map(lines).collect()
        };
        let labels = set(self, records.label);
        let halves = self.halves(grid, heads);
        let abreast: Option<Vec<Vec<Vec<Piece>>>> =
            halves.map(|halves| halves.map(|half| set(self, half.label)).into());
        let mut pairs = Vec::with_capacity(rows.len());
        for (index, cells) in rows.iter().enumerate() {
            let own = |lines: &[Vec<Piece>]| -> Vec<Vec<Piece>> {
                match index {
                    0 => lines.to_vec(),
                    _ => lines.iter().map(|it| it.iter().map(as_artifact).collect()).collect(),
                }
            };
            let mut record = self.record(grid, records, &own(&labels), cells);
            if let (Some(halves), Some(labels)) = (halves, &abreast) {
                let labels: Vec<_> = labels.iter().map(|half| own(half)).collect();
                self.set_abreast(grid, halves, &labels, &mut record);
            }
            pairs.push(record);
        }
        pairs
    }

    /// The two halves that cells to be filled in stand in, where the longest word of their heads leaves
    /// room for that.
    fn halves(&self, grid: &Grid, heads: &[CellDraft]) -> Option<[Records; 2]> {
        let inner = grid.whole.inset(grid.padding);
        let gap = self.style.body.size;
        let half = (inner.width - gap) / 2.0;
        let filled: Vec<&CellDraft> = heads
            .iter()
            .zip(&grid.filled_in)
            .skip(1)
            .filter(|(_, filled)| **filled)
            .map(|it| it.0)
            .collect();
        if filled.len() < 2 {
            return None;
        }
        let extent = |cell: &&CellDraft| {
            let text = cell.draft.paragraph(self.direction, CELLS, false);
            Extent::of(self.settings.fonts, &text)
        };
        let extents: Vec<Extent> = filled.iter().map(extent).collect();
        let most = |of: fn(&Extent) -> Pt| extents.iter().map(of).fold(Pt::ZERO, Pt::max);
        if most(Extent::word) > half {
            return None;
        }
        let label = most(Extent::most);
        let beside = half - label - gap / 2.0 >= self.style.body.size * LEAST_TO_WRITE;
        let right = Frame { x: inner.x + half + gap, width: half };
        let left = Frame { width: half, ..inner };
        let order = if self.right_to_left() { [right, left] } else { [left, right] };
        Some(order.map(|frame| {
            if !beside {
                return Records { label: frame, value: frame, beside };
            }
            let value = frame.indent(label + gap / 2.0, self.right_to_left());
            Records { label: frame, value, beside }
        }))
    }

    /// Sets cells to be filled in two by two side by side: a page of them alone is half empty.
    fn set_abreast(
        &self,
        grid: &Grid,
        halves: [Records; 2],
        labels: &[Vec<Vec<Piece>>],
        record: &mut Vec<Vec<Piece>>,
    ) {
        let mut set: Vec<Vec<Piece>> = Vec::new();
        let mut side = 0;
        for (index, pair) in std::mem::take(record).into_iter().enumerate() {
            if index == 0 || !grid.filled_in[index] {
                set.push(pair);
                side = 0;
                continue;
            }
            let mut cell = labels[side][index].clone();
            self.room_to_write(&mut cell, halves[side], grid.room());
            let mut cell = join(self.with_room(grid, cell));
            match set.last_mut().and_then(|row| row.last_mut()).filter(|_| side == 1) {
                Some(row) => {
                    // Lines to write on stand on one level.
                    let height = row.height.max(cell.height);
                    row.shift(Point::new(Pt::ZERO, height - row.height));
                    cell.shift(Point::new(Pt::ZERO, height - cell.height));
                    row.height = height;
                    row.items.append(&mut cell.items);
                }
                None => set.push(vec![cell]),
            }
            side = 1 - side;
        }
        *record = set;
    }

    /// One row: its first cell on a ground, so that a new record is seen.
    fn record(
        &mut self,
        grid: &Grid,
        records: Records,
        labels: &[Vec<Piece>],
        cells: &[CellDraft],
    ) -> Vec<Vec<Piece>> {
        let mut pairs: Vec<Vec<Piece>> = Vec::new();
        for (index, (cell, label)) in cells.iter().zip(labels).enumerate() {
            let value = self.set(&cell.draft, records.value, cell.style, CELLS);
            let empty = value.is_empty();
            let mut pair = match records.beside {
                true => beside(label, value),
                false => label.iter().cloned().chain(value).collect(),
            };
            // A head is not parted from what it is the head of.
            let over = label.len() + usize::from(!records.beside);
            pair.iter_mut().take(over).for_each(|strip| strip.keep_with_next = true);
            if pair.is_empty() || empty && grid.filled_in[index] {
                self.room_to_write(&mut pair, records, grid.room());
            }
            let mut pair = self.with_room(grid, pair);
            if index == 0 {
                pair.iter_mut().for_each(|strip| lay_ground(strip, grid.whole));
            }
            pairs.push(pair);
        }
        pairs
    }

    /// A record that goes on on the next page: its name stays with what comes after it and stands again
    /// over the rest, and no head is parted from its cell.
    pub(super) fn part_record(
        &mut self,
        grid: &Grid,
        pairs: Vec<Vec<Piece>>,
        (head, name): (&CellDraft, &CellDraft),
    ) -> Vec<Piece> {
        let again = self.name_again(grid, head, name);
        let page = self.style.height();
        let mut pieces: Vec<Piece> = Vec::new();
        for (index, strips) in pairs.into_iter().enumerate() {
            let height: Pt = strips.iter().map(|strip| strip.height).sum();
            let mut pair =
                if stays_whole(height, page) { vec![join(strips)] } else { split(strips) };
            match index {
                0 => pair.iter_mut().skip(1).for_each(|piece| piece.head = Some(again)),
                _ => pair.iter_mut().for_each(|piece| piece.head = Some(again)),
            }
            if index == 0
                && let Some(last) = pair.last_mut()
            {
                last.keep_with_next = true;
            }
            pieces.append(&mut pair);
        }
        pieces
    }

    /// The name of a record on its ground, as it is said again on a later page.
    fn name_again(&mut self, grid: &Grid, head: &CellDraft, name: &CellDraft) -> HeadId {
        let mut said = name.draft.clone();
        if !said.text.is_empty() && !said.text.contains(char::is_alphabetic) {
            // A number alone says too little: `Week 2`.
            said = head.draft.clone();
            said.join(" ", &name.draft);
        }
        let style = TextStyle { tone: Tone::Text, ..strong(name.style) };
        let lines = self.continued(&said, style, grid.whole.inset(grid.padding));
        if lines.is_empty() {
            return self.said_again(Vec::new());
        }
        let mut piece = join(self.with_room(grid, lines));
        lay_ground(&mut piece, grid.whole);
        self.said_again(vec![piece])
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
