//! Tables: widths from what the cells hold, rows that do not split, heads that are said again.

use super::super::flow::{Flow, Frame, HeadId, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::super::structure::{NodeId, Role, Scope};
use super::super::style::TextStyle;
use super::inline::{Draft, strong};
use super::lines::keep_together;
use super::{Composer, columns};
use crate::content::{Paragraph, Table};
use crate::geometry::{Point, Pt, Size};
use crate::source::Span;
use crate::typeset::{Alignment, Extent};

/// A cell that was read but not yet broken into lines.
struct CellDraft {
    draft: Draft,
    style: TextStyle,
}

/// The columns' places and the room around the words.
struct Grid {
    columns: Vec<Frame>,
    padding: Pt,
    whole: Frame,
}

impl Grid {
    /// Room over and under the words of a row.
    fn room(&self) -> Pt {
        self.padding * 0.75
    }
}

impl Composer<'_> {
    pub(super) fn table(&mut self, flow: &mut Flow, section: NodeId, table: &Table, span: Span) {
        let frame = self.column();
        flow.space(self.style.paragraph_space);
        self.table_caption(flow, frame, section, table);
        let node = self.node(Some(section), Role::Table, span);
        let head = self.head_drafts(node, table, span);
        let rows = self.row_drafts(node, table, span);
        let grid = self.grid(frame, &head, &rows);
        let mut top = self.row(&grid, &head);
        keep_together(&mut top);
        let mut top = join(top);
        decorate_head(&mut top, &grid);
        let repeated = self.head(as_artifact(&top));
        top.keep_with_next = true;
        flow.push(top);
        let page = self.style.height();
        for (number, cells) in rows.iter().enumerate() {
            let strips = self.row(&grid, cells);
            let height: Pt = strips.iter().map(|piece| piece.height).sum();
            // A row does not split, unless no page could hold it.
            let mut pieces = if height * 1.5 <= page {
                vec![join(strips)]
            } else {
                self.split_row(&grid, strips, repeated)
            };
            let whole = pieces.len() == 1;
            // No row stands alone under its head, nor alone on the next page.
            let accompanied = (number == 0 && whole) || number + 2 == rows.len();
            let last = pieces.last_mut().expect("a row has a strip");
            let y = last.height - Pt(0.75);
            last.items.push(Self::rule(grid.whole, y, Pt(0.75), Tone::Rule));
            last.keep_with_next = accompanied && number + 1 < rows.len();
            pieces[0].head = Some(repeated);
            for piece in pieces {
                flow.push(piece);
            }
        }
        flow.set_space(self.style.paragraph_space * 1.25);
    }

    fn table_caption(&mut self, flow: &mut Flow, frame: Frame, section: NodeId, table: &Table) {
        let Some(caption) = &table.caption else { return };
        let node = self.node(Some(section), Role::Caption, caption.span);
        let mut lines = Flow::default();
        self.paragraph(&mut lines, frame, node, caption, strong(self.style.body));
        for piece in &mut lines.pieces {
            piece.keep_with_next = true;
        }
        flow.append(lines);
        flow.set_space(self.style.item_space * 0.75);
    }

    fn head_drafts(&mut self, table_node: NodeId, table: &Table, span: Span) -> Vec<CellDraft> {
        let head = self.node(Some(table_node), Role::TableHead, span);
        let row = self.node(Some(head), Role::TableRow, span);
        let style = strong(self.style.body).tone(Tone::Accent);
        table
            .columns
            .iter()
            .map(|column| match column {
                Some(words) => self.cell(row, Role::HeaderCell(Scope::Column), words, style),
                None => {
                    // The corner over row heads is empty and no head of anything.
                    self.node(Some(row), Role::Cell, span);
                    CellDraft { draft: Draft::default(), style }
                }
            })
            .collect()
    }

    fn row_drafts(&mut self, table_node: NodeId, table: &Table, span: Span) -> Vec<Vec<CellDraft>> {
        let body = self.node(Some(table_node), Role::TableBody, span);
        let mut rows = Vec::with_capacity(table.rows.len());
        for cells in &table.rows {
            let place = cells.first().map_or(span, |cell| cell.span);
            let row = self.node(Some(body), Role::TableRow, place);
            let mut drafts = Vec::with_capacity(cells.len());
            for (index, cell) in cells.iter().enumerate() {
                drafts.push(if index == 0 && table.row_headers {
                    let style = strong(self.style.body);
                    self.cell(row, Role::HeaderCell(Scope::Row), cell, style)
                } else {
                    self.cell(row, Role::Cell, cell, self.style.body)
                });
            }
            rows.push(drafts);
        }
        rows
    }

    fn cell(&mut self, row: NodeId, role: Role, words: &Paragraph, style: TextStyle) -> CellDraft {
        let node = self.node(Some(row), role, words.span);
        CellDraft { draft: self.draft(node, words, style, false), style }
    }

    fn grid(&self, frame: Frame, head: &[CellDraft], rows: &[Vec<CellDraft>]) -> Grid {
        let padding = self.style.body.size * 0.4;
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
        let widths = columns::widths(room, &extents);
        let mut columns = Vec::with_capacity(count);
        let mut x = frame.x;
        for width in widths {
            columns.push(Frame { x: x + padding, width });
            x += width + padding * 2.0;
        }
        if self.right_to_left() {
            let (left, right) = (frame.x, frame.x + frame.width);
            for column in &mut columns {
                column.x = right - (column.x - left) - column.width;
            }
        }
        Grid { columns, padding, whole: frame }
    }

    /// A row as strips: the first line of every cell, the second of every cell, and so on.
    fn row(&mut self, grid: &Grid, cells: &[CellDraft]) -> Vec<Piece> {
        let mut strips: Vec<Piece> = Vec::new();
        for (cell, column) in cells.iter().zip(&grid.columns) {
            let lines = self.set(&cell.draft, *column, cell.style, self.cell_alignment());
            for (index, mut line) in lines.into_iter().enumerate() {
                match strips.get_mut(index) {
                    Some(strip) => {
                        strip.items.append(&mut line.items);
                        strip.height = strip.height.max(line.height);
                    }
                    None => strips.push(line),
                }
            }
        }
        if strips.is_empty() {
            strips.push(Piece { height: self.style.body.leading, ..Piece::default() });
        }
        let room = grid.room();
        strips.first_mut().expect("a row has a strip").pad(room, Pt::ZERO);
        strips.last_mut().expect("a row has a strip").pad(Pt::ZERO, room);
        strips
    }

    /// The strips of a row that may go on on the next page: at least two of them stay on either
    /// side, and between the head that is said again and the words there is room.
    fn split_row(&mut self, grid: &Grid, mut strips: Vec<Piece>, head: HeadId) -> Vec<Piece> {
        let mut spaced = self.heads[head.0 as usize].clone();
        spaced.height += grid.room();
        let spaced = self.head(spaced);
        let count = strips.len();
        for (index, strip) in strips.iter_mut().enumerate() {
            strip.head = Some(spaced);
            strip.keep_with_next = index == 0 || index + 2 == count;
        }
        strips
    }

    /// Narrow columns are never justified.
    fn cell_alignment(&self) -> Alignment {
        Alignment::Start
    }
}

/// Strips as one piece that does not split. Cells stay in the order of reading: what is drawn of
/// a leaf is collected by the leaf.
fn join(strips: Vec<Piece>) -> Piece {
    let mut whole = Piece::default();
    for mut strip in strips {
        strip.shift(Point::new(Pt::ZERO, whole.height));
        whole.height += strip.height;
        whole.items.append(&mut strip.items);
    }
    whole
}

fn decorate_head(head: &mut Piece, grid: &Grid) {
    let size = Size { width: grid.whole.width, height: head.height };
    let ground = Item {
        at: Point::new(grid.whole.x, Pt::ZERO),
        owner: Owner::Artifact(ArtifactKind::Background),
        ink: Ink::Fill { size, radius: Pt::ZERO, tone: Tone::Panel },
        line: 0,
    };
    head.items.insert(0, ground);
    let y = head.height - Pt(1.5);
    head.items.push(Composer::rule(grid.whole, y, Pt(1.5), Tone::Accent));
}

/// The same head as it is drawn over the rows of a later page.
fn as_artifact(head: &Piece) -> Piece {
    let mut copy = head.clone();
    for item in &mut copy.items {
        if matches!(item.owner, Owner::Leaf(_)) {
            item.owner = Owner::Artifact(ArtifactKind::Pagination);
        }
    }
    copy
}
