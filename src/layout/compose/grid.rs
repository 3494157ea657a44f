//! How the cells of a table stand: in columns that are as wide as their words need, or as records.

use super::super::flow::Frame;
use super::super::page::{Item, Tone};
use super::super::style::THIN_RULE;
use super::Composer;
use super::columns;
use super::strips::CellDraft;
use crate::content::Table;
use crate::geometry::Pt;
use crate::typeset::{Alignment, Extent};

/// Columns that are narrower than so many ems cannot be read.
const NARROWEST: f32 = 2.0;

/// The most of its frame that heads take beside their cells.
const MOST_LABEL: f32 = 0.42;
/// Cells narrower than so many ems stand under their heads and not beside them.
const LEAST_VALUE: f32 = 7.0;

/// Where heads and cells of records stand.
#[derive(Clone, Copy)]
pub(super) struct Records {
    pub(super) label: Frame,
    pub(super) value: Frame,
    /// Whether they stand beside each other.
    pub(super) beside: bool,
}

/// How the cells of a row stand.
pub(super) enum Stand {
    /// Side by side, each in its column.
    Columns(Vec<Frame>),
    /// One under the other, each beside the head of its column: the page is too narrow for columns.
    Records(Records),
}

/// The cells' places and the room around their words.
pub(super) struct Grid {
    pub(super) stand: Stand,
    pub(super) padding: Pt,
    pub(super) whole: Frame,
    /// Whether a column is to be filled in by hand: all of its cells are empty.
    pub(super) fill_in: bool,
    /// Which columns are.
    pub(super) filled_in: Vec<bool>,
    right_to_left: bool,
}

impl Grid {
    /// Room over and under the words of a row.
    pub(super) fn room(&self) -> Pt {
        self.padding * 0.75
    }

    /// The columns; none where the cells stand as records.
    pub(super) fn columns(&self) -> &[Frame] {
        match &self.stand {
            Stand::Columns(columns) => columns,
            Stand::Records(_) => &[],
        }
    }

    /// Lines between the columns of a strip.
    pub(super) fn column_lines(&self, height: Pt) -> Vec<Item> {
        let columns = self.columns();
        let between = columns.iter().take(columns.len().saturating_sub(1));
        let line = |column: &Frame| {
            let x = match self.right_to_left {
                true => column.x - self.padding,
                false => column.x + column.width + self.padding,
            };
            let frame = Frame { x: x - THIN_RULE / 2.0, width: THIN_RULE };
            Composer::rule(frame, Pt::ZERO, height, Tone::Rule)
        };
        between.map(line).collect()
    }
}

impl Composer<'_> {
    /// How the cells of a table stand in a frame.
    pub(super) fn grid(
        &self,
        frame: Frame,
        table: &Table,
        head: &[CellDraft],
        rows: &[Vec<CellDraft>],
    ) -> Grid {
        let padding = self.style.cell_padding();
        let count = head.len().max(1);
        let room = (frame.width - padding * (2 * count) as f32).max(Pt(count as f32));
        let extent = |cell: &CellDraft| {
            let text = cell.draft.paragraph(self.direction, Alignment::Start, false);
            Extent::of(self.settings.fonts, &text)
        };
        let extents: Vec<Vec<Extent>> = std::iter::once(head)
            .chain(rows.iter().map(Vec::as_slice))
            .map(|cells| cells.iter().map(extent).collect())
            .collect();
        let inner = frame.inset(padding).width;
        let widths = self.widths(room, table, &extents);
        let stand = match widths.filter(|it| holds_addresses(table, (room, inner), &extents, it)) {
            Some(widths) => Stand::Columns(self.place_columns(frame, padding, &widths)),
            None => Stand::Records(self.record_frames(frame, padding, &extents)),
        };
        let right_to_left = self.right_to_left();
        let filled_in = filled_in(table);
        let fill_in = filled_in.contains(&true);
        Grid { stand, padding, whole: frame, fill_in, filled_in, right_to_left }
    }

    /// The widths of the columns: those that the author asked for, where no word is parted in them, or
    /// those that the words need; nothing where that cannot be.
    fn widths(&self, room: Pt, table: &Table, extents: &[Vec<Extent>]) -> Option<Vec<Pt>> {
        let count = table.columns.len();
        if count == 1 {
            return Some(vec![room]);
        }
        if let Some(shares) = &table.widths {
            let wanted: Vec<Pt> = shares.iter().map(|share| room * *share).collect();
            let holds = |cells: &Vec<Extent>| {
                cells
                    .iter()
                    .zip(&wanted)
                    .all(|(cell, width)| cell.word() <= *width && cell.number() <= *width)
            };
            if extents.iter().all(holds) {
                return Some(wanted);
            }
        }
        let letter = extents.iter().flatten().map(Extent::letter).fold(Pt::ZERO, Pt::max);
        let narrowest = letter.max(self.style.body.size * NARROWEST);
        let widths = columns::widths(room, extents)?;
        (room >= narrowest * count as f32).then(|| even_out(table, extents, widths))
    }

    /// Where heads and cells stand: beside each other, where no word of either is parted so.
    fn record_frames(&self, frame: Frame, padding: Pt, extents: &[Vec<Extent>]) -> Records {
        let inner = frame.inset(padding);
        let under = Records { label: inner, value: inner, beside: false };
        let Some((heads, cells)) = extents.split_first() else { return under };
        let most =
            |of: fn(&Extent) -> Pt, cells: &[Extent]| cells.iter().map(of).fold(Pt::ZERO, Pt::max);
        let label = most(Extent::most, heads).min(inner.width * MOST_LABEL);
        let value = inner.width - label - padding * 2.0;
        let word = cells.iter().map(|cells| most(Extent::word, cells)).fold(Pt::ZERO, Pt::max);
        let least = word.max(self.style.body.size * LEAST_VALUE);
        if most(Extent::word, heads) > label || value < least {
            return under;
        }
        let (start, end) = (inner.x, inner.x + inner.width);
        let (label_x, value_x) = match self.right_to_left() {
            true => (end - label, start),
            false => (start, end - value),
        };
        Records {
            label: Frame { x: label_x, width: label },
            value: Frame { x: value_x, width: value },
            beside: true,
        }
    }

    fn place_columns(&self, frame: Frame, padding: Pt, widths: &[Pt]) -> Vec<Frame> {
        let mut columns = Vec::with_capacity(widths.len());
        let mut x = frame.x;
        for width in widths {
            columns.push(Frame { x: x + padding, width: *width });
            x += *width + padding * 2.0;
        }
        if self.right_to_left() {
            let (left, right) = (frame.x, frame.x + frame.width);
            for column in &mut columns {
                column.x = right - (column.x - left) - column.width;
            }
        }
        columns
    }
}

/// Which columns of a table people are to write into: those whose cells are all empty.
fn filled_in(table: &Table) -> Vec<bool> {
    let empty = |column: usize| table.rows.iter().all(|row| row[column].inlines.is_empty());
    (0..table.columns.len()).map(|column| !table.rows.is_empty() && empty(column)).collect()
}

/// Whether addresses are at ease in columns of these widths: none is parted that is whole as wide as
/// the page, and none is whole at the cost of all that stands beside it.
fn holds_addresses(
    table: &Table,
    (room, inner): (Pt, Pt),
    extents: &[Vec<Extent>],
    widths: &[Pt],
) -> bool {
    let parted = |cells: &Vec<Extent>| {
        cells.iter().zip(widths).any(|(cell, width)| *width < cell.word() && cell.word() <= inner)
    };
    let addresses = extents.iter().flatten().any(Extent::has_address);
    let squeezed = || table.widths.is_none() && columns::squeezed(room, extents, widths);
    !addresses || !extents.iter().any(parted) && !squeezed()
}

/// Columns that are to be filled in share their room evenly, if their heads let them.
fn even_out(table: &Table, extents: &[Vec<Extent>], mut widths: Vec<Pt>) -> Vec<Pt> {
    let filled_in = filled_in(table);
    let columns: Vec<usize> = (0..filled_in.len()).filter(|at| filled_in[*at]).collect();
    let all: Pt = columns.iter().map(|at| widths[*at]).sum();
    let even = all / columns.len().max(1) as f32;
    if extents.iter().all(|cells| columns.iter().all(|at| cells[*at].word() <= even)) {
        columns.into_iter().for_each(|at| widths[at] = even);
    }
    widths
}
