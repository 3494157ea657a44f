//! Tables: widths from what the cells hold, rows that do not split, heads that are said again.

use super::super::flow::{Flow, Frame, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::super::structure::{NodeId, Role, Scope};
use super::super::style::TextStyle;
use super::Composer;
use super::inline::{Draft, strong};
use super::lines::keep_together;
use crate::content::{Paragraph, Table};
use crate::geometry::{Point, Pt, Size};
use crate::source::Span;
use crate::typeset::{self, Alignment};

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
            // No row stands alone under its head, nor alone on the next page.
            let accompanied = number + 1 < rows.len() && (number == 0 || number + 2 == rows.len());
            let strips = self.row(&grid, cells);
            let height: Pt = strips.iter().map(|piece| piece.height).sum();
            // A row does not split, unless no page could hold it.
            let pieces = if height * 1.5 <= page { vec![join(strips)] } else { strips };
            let last = pieces.len().saturating_sub(1);
            for (index, mut piece) in pieces.into_iter().enumerate() {
                if index == last {
                    let y = piece.height - Pt(0.75);
                    piece.items.push(Self::rule(grid.whole, y, Pt(0.75), Tone::Rule));
                }
                piece.head = Some(repeated);
                piece.keep_with_next = accompanied && index == last;
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
        let mut least = vec![Pt::ZERO; count];
        let mut most = vec![Pt::ZERO; count];
        for cells in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
            for (column, cell) in cells.iter().enumerate() {
                let text = cell.draft.paragraph(self.direction, Alignment::Start, false);
                least[column] = least[column].max(typeset::min_width(self.settings.fonts, &text));
                most[column] = most[column].max(typeset::measure(self.settings.fonts, &text));
            }
        }
        let widths = share(room, &least, &most);
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
        let room = grid.padding * 0.75;
        strips.first_mut().expect("a row has a strip").pad(room, Pt::ZERO);
        strips.last_mut().expect("a row has a strip").pad(Pt::ZERO, room);
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

/// Widths of columns: each as wide as its longest word, what is left in proportion to what each
/// could use; where not even the longest words fit, in proportion to these.
fn share(room: Pt, least: &[Pt], most: &[Pt]) -> Vec<Pt> {
    let sum = |widths: &[Pt]| widths.iter().copied().sum::<Pt>();
    let (all_least, all_most) = (sum(least), sum(most));
    let even = room / least.len().max(1) as f32;
    if all_most <= Pt::ZERO {
        return vec![even; least.len()];
    }
    if all_least > room {
        return least.iter().map(|width| room * (width.0 / all_least.0)).collect();
    }
    if all_most <= room {
        return most
            .iter()
            .map(|width| *width + (room - all_most) * (width.0 / all_most.0))
            .collect();
    }
    let (spare, wanted) = (room - all_least, all_most - all_least);
    least
        .iter()
        .zip(most)
        .map(|(least, most)| *least + spare * ((*most - *least).0 / wanted.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(room: f32, least: &[f32], most: &[f32]) -> Vec<f32> {
        let points = |widths: &[f32]| widths.iter().map(|width| Pt(*width)).collect::<Vec<_>>();
        share(Pt(room), &points(least), &points(most)).into_iter().map(|width| width.0).collect()
    }

    #[test]
    fn columns_never_get_narrower_than_their_longest_word_while_there_is_room() {
        assert_eq!(widths(100.0, &[20.0, 40.0], &[20.0, 200.0]), [20.0, 80.0]);
        assert_eq!(widths(100.0, &[20.0, 20.0], &[25.0, 25.0]), [50.0, 50.0]);
        assert_eq!(widths(100.0, &[150.0, 50.0], &[150.0, 50.0]), [75.0, 25.0]);
    }
}
