//! A table of a PDF: each cell, empty ones too, in its row and under its column.

use super::state::Kind;
use super::structure::Walker;
use crate::verify::{Element, Scope};

/// The most columns that are told apart.
const MOST_COLUMNS: usize = 1024;

/// What is known of the columns while rows are read.
#[derive(Default)]
struct Columns {
    /// The passage that heads each.
    heads: Vec<Option<usize>>,
    /// How many more rows a cell above takes in each.
    taken: Vec<u16>,
}

impl Columns {
    /// The first column from one on that no cell above takes.
    fn free(&self, mut at: usize) -> usize {
        while self.taken.get(at).is_some_and(|rows| *rows > 0) {
            at += 1;
        }
        at
    }

    fn take(&mut self, at: usize, columns: u16, rows: u16, head: Option<usize>) {
        let end = (at + usize::from(columns)).min(MOST_COLUMNS);
        if end > self.taken.len() {
            self.taken.resize(end, 0);
            self.heads.resize(end, None);
        }
        for column in at..end {
            self.taken[column] = self.taken[column].max(rows);
            if head.is_some() {
                self.heads[column] = head;
            }
        }
    }
}

impl Walker {
    /// The rows of a table, and what stands over or under them.
    pub(super) fn table(&mut self, table: &Element, depth: u8) {
        let outer = self.setting;
        let parts = self.parts();
        let mut columns = Columns::default();
        for child in table.elements() {
            match child.kind() {
                "TR" => self.row(child, &mut columns, depth),
                "THead" | "TBody" | "TFoot" => {
                    let rows = child.elements().filter(|row| row.kind() == "TR");
                    rows.for_each(|row| self.row(row, &mut columns, depth));
                }
                _ => self.element(child, Kind::Paragraph, depth),
            }
        }
        if parts == self.parts() {
            self.setting = outer;
        }
    }

    fn row(&mut self, row: &Element, columns: &mut Columns, depth: u8) {
        let cells = || row.elements().filter(|it| matches!(it.kind(), "TH" | "TD"));
        let all_heads = cells().all(|it| it.kind() == "TH");
        let (parts, mut head, mut at) = (self.parts(), None, 0);
        for cell in cells() {
            let stands = cell.cell.unwrap_or_default();
            let of_column = match stands.scope {
                Some(Scope::Row) => false,
                Some(Scope::Column | Scope::Both) => true,
                None => all_heads,
            };
            let kind = match (cell.kind(), of_column) {
                ("TH", true) => Kind::ColumnHead,
                ("TH", false) => Kind::RowHead,
                _ => Kind::Cell,
            };
            at = columns.free(at);
            let is_head = kind == Kind::ColumnHead;
            let column = columns.heads.get(at).copied().flatten();
            self.setting.column = column.filter(|_| !is_head);
            self.setting.row = head.filter(|_| !is_head);
            let first = self.part.passages.len();
            self.element(cell, kind, depth);
            if parts != self.parts() {
                return;
            }
            if self.part.passages.len() == first {
                self.add_empty(kind);
            }
            head = head.or(Some(first));
            columns.take(at, stands.columns, stands.rows, is_head.then_some(first));
            at += usize::from(stands.columns);
        }
        columns.taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
}
