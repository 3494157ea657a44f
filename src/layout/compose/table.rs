//! Tables: widths from what the cells hold, rows that do not split, heads that are said again.

use super::super::flow::{Flow, Frame, HeadId, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::super::structure::{NodeId, Role, Scope};
use super::super::style::{HEAD_RULE, THIN_RULE, TextStyle};
use super::Composer;
use super::draft::Draft;
use super::grid::{Grid, Stand};
use super::inline::strong;
use super::strips::{CELLS, CellDraft, as_artifact, join, kept_height, split, stays_whole};
use crate::content::{Paragraph, Table};
use crate::geometry::{Point, Pt, Size};
use crate::source::Span;

/// What is said again of a table's head.
struct Said {
    /// Over the rows of a later page.
    repeated: HeadId,
    /// How high that is; zero where it is left out.
    height: Pt,
}

impl Composer<'_> {
    pub(super) fn table(&mut self, flow: &mut Flow, section: NodeId, table: &Table, span: Span) {
        let frame = self.column();
        flow.space(self.style.paragraph_space);
        self.table_caption(flow, frame, section, table);
        let node = self.node(Some(section), Role::Table, span);
        let head = self.head_drafts(node, table, span);
        let rows = self.row_drafts(node, table, span);
        let grid = self.grid(frame, table, &head, &rows);
        let page = self.style.height();
        let (said, strips): (_, Vec<Vec<Vec<Piece>>>) = match &grid.stand {
            Stand::Columns(_) => {
                let said = self.table_head(flow, &grid, &head);
                (said, rows.iter().map(|cells| vec![self.row(&grid, cells)]).collect())
            }
            Stand::Records(records) => {
                // No head stands over records: each has the heads beside its cells.
                let never = self.head(Piece { height: page, ..Piece::default() });
                let said = Said { repeated: never, height: Pt::ZERO };
                (said, self.records(&grid, *records, &head, &rows))
            }
        };
        let heights: Vec<Pt> =
            strips.iter().map(|row| row.iter().flatten().map(|it| it.height).sum()).collect();
        let count = strips.len();
        // Of three rows none stands alone, so that they all stay together.
        let first_rows: Pt = heights.iter().take(if count == 3 { 3 } else { 2 }).copied().sum();
        for (number, strips) in strips.into_iter().enumerate() {
            let height = heights[number];
            // What the row stands under on its page: the head, and what keeps with that.
            let over = if number == 0 { kept_height(&flow.pieces) } else { said.height };
            // A row does not split, unless no page could hold it.
            let mut pieces = if stays_whole(height, page) && over + height <= page {
                vec![join(strips.into_iter().flatten().collect())]
            } else {
                self.part_row(&grid, strips, (&head, &rows[number]), said.repeated)
            };
            let whole = pieces.len() == 1;
            // No row stands alone under its head, nor alone on the next page; but no head stands
            // alone either because the rows under it are too high together.
            let accompanied = match number {
                0 => (whole || count == 2) && over + first_rows <= page,
                _ => number + 2 == count,
            };
            let last = pieces.last_mut().expect("a row has a strip");
            // A line to write on ends a record already.
            if !grid.columns().is_empty() || grid.filled_in.last() != Some(&true) {
                let y = last.height - THIN_RULE;
                last.items.push(Self::rule(grid.whole, y, THIN_RULE, Tone::Rule));
            }
            last.keep_with_next = accompanied && number + 1 < count;
            pieces[0].head = Some(said.repeated);
            for piece in pieces {
                flow.push(piece);
            }
        }
        flow.set_space(self.style.display_space());
    }

    /// The head of a table. Where it is high, it is not said again; where no page could hold it, it
    /// splits.
    fn table_head(&mut self, flow: &mut Flow, grid: &Grid, cells: &[CellDraft]) -> Said {
        let strips = self.row(grid, cells);
        let height: Pt = strips.iter().map(|piece| piece.height).sum();
        let page = self.style.height();
        let mut pieces = if stays_whole(height, page) { vec![join(strips)] } else { split(strips) };
        decorate_head(&mut pieces, grid);
        let again = if pieces.len() > 1 {
            // As high as the page, it is never said again.
            Piece { height: page, ..Piece::default() }
        } else {
            as_artifact(&pieces[0])
        };
        let height = if again.repeats_on(page) { again.height } else { Pt::ZERO };
        let repeated = self.head(again);
        if let Some(last) = pieces.last_mut() {
            last.keep_with_next = true;
        }
        for piece in pieces {
            flow.push(piece);
        }
        Said { repeated, height }
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
        flow.set_space(self.style.caption_space());
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

    /// The lines of every cell.
    fn cells(&mut self, grid: &Grid, cells: &[CellDraft]) -> Vec<Vec<Piece>> {
        let columns = grid.columns();
        let mut set = Vec::with_capacity(cells.len());
        for (cell, column) in cells.iter().zip(columns) {
            set.push(self.set(&cell.draft, *column, cell.style, CELLS));
        }
        set
    }

    /// A row as strips: the first line of every cell, the second of every cell, and so on.
    fn row(&mut self, grid: &Grid, cells: &[CellDraft]) -> Vec<Piece> {
        let mut strips: Vec<Piece> = Vec::new();
        for lines in self.cells(grid, cells) {
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
        let mut strips = self.with_room(grid, strips);
        self.make_room_to_write(grid, &mut strips);
        strips
    }

    /// Lets a row of a table that is to be filled in be high enough to write in, with lines between its
    /// columns: nobody should have to guess which box is Thursday's.
    fn make_room_to_write(&self, grid: &Grid, strips: &mut [Piece]) {
        if !grid.fill_in {
            return;
        }
        let height: Pt = strips.iter().map(|strip| strip.height).sum();
        if let Some(last) = strips.last_mut() {
            last.height += (self.style.ruling - height).max(Pt::ZERO);
        }
        for strip in strips {
            strip.items.extend(grid.column_lines(strip.height));
        }
    }

    /// The strips of a row with room over and under its words.
    pub(super) fn with_room(&self, grid: &Grid, mut strips: Vec<Piece>) -> Vec<Piece> {
        if strips.is_empty() {
            strips.push(Piece { height: self.style.body.leading, ..Piece::default() });
        }
        let room = grid.room();
        strips.first_mut().expect("a row has a strip").pad(room, Pt::ZERO);
        strips.last_mut().expect("a row has a strip").pad(Pt::ZERO, room);
        strips
    }

    /// The strips of a row that may go on on the next page: at least two of them stay on either
    /// side, and what it is a row of is said again.
    fn part_row(
        &mut self,
        grid: &Grid,
        mut strips: Vec<Vec<Piece>>,
        (heads, cells): (&[CellDraft], &[CellDraft]),
        head: HeadId,
    ) -> Vec<Piece> {
        let (Some(label), Some(name)) = (heads.first(), cells.first()) else { return Vec::new() };
        if grid.columns().is_empty() {
            return self.part_record(grid, strips, (label, name));
        }
        let again = self.head_and_name(grid, head, name);
        let mut strips = split(strips.pop().unwrap_or_default());
        strips.iter_mut().for_each(|strip| strip.head = Some(again));
        strips
    }

    /// A table's head and under it the name of a row that goes on: without its name a dose is nobody's.
    fn head_and_name(&mut self, grid: &Grid, head: HeadId, name: &CellDraft) -> HeadId {
        let mut head = self.heads[head.0 as usize].clone();
        head.height += grid.room();
        let name = self.continued(&name.draft, name.style, grid.whole.inset(grid.padding));
        if name.is_empty() {
            return self.said_again(vec![head]);
        }
        let name = self.with_room(grid, name);
        let both = join(std::iter::once(head.clone()).chain(name.clone()).collect());
        self.said_again(vec![both, join(name), head])
    }
}

/// Puts the ground behind a head, and the rule under its last strip.
fn decorate_head(strips: &mut [Piece], grid: &Grid) {
    for strip in strips.iter_mut() {
        let size = Size { width: grid.whole.width, height: strip.height };
        let ground = Item {
            at: Point::new(grid.whole.x, Pt::ZERO),
            owner: Owner::Artifact(ArtifactKind::Background),
            ink: Ink::Fill { size, radius: Pt::ZERO, tone: Tone::Panel },
            line: 0,
        };
        strip.items.insert(0, ground);
    }
    if let Some(last) = strips.last_mut() {
        let y = last.height - HEAD_RULE;
        last.items.push(Composer::rule(grid.whole, y, HEAD_RULE, Tone::Accent));
    }
}
