//! Tables: widths from what the cells hold, rows that do not split, heads that are said again.

use super::super::flow::{self, Flow, Frame, HeadId, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::super::structure::{NodeId, Role, Scope};
use super::super::style::{HEAD_RULE, THIN_RULE, TextStyle};
use super::draft::Draft;
use super::inline::strong;
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
    /// Whether the cells of a row stand one under the other, each under the head of its column: the
    /// page is too narrow for columns side by side.
    stacked: bool,
}

/// What is said again of a table's head.
struct Said {
    /// Over the rows of a later page.
    repeated: HeadId,
    /// How high that is; zero where it is left out.
    height: Pt,
    /// Over each cell, where they are stacked.
    labels: Vec<Vec<Piece>>,
}

/// Columns that are narrower than so many ems cannot be read.
const NARROWEST: f32 = 2.0;

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
        let said = self.table_head(flow, &grid, &head);
        let page = self.style.height();
        let rows: Vec<Vec<Piece>> =
            rows.iter().map(|cells| self.body_row(&grid, cells, &said)).collect();
        let heights: Vec<Pt> =
            rows.iter().map(|row| row.iter().map(|it| it.height).sum()).collect();
        let count = rows.len();
        // Of three rows none stands alone, so that they all stay together.
        let first_rows: Pt = heights.iter().take(if count == 3 { 3 } else { 2 }).copied().sum();
        for (number, strips) in rows.into_iter().enumerate() {
            let height = heights[number];
            // What the row stands under on its page: the head, and what keeps with that.
            let over = if number == 0 { kept_height(&flow.pieces) } else { said.height };
            // A row does not split, unless no page could hold it.
            let mut pieces = if stays_whole(height, page) && over + height <= page {
                vec![join(strips)]
            } else {
                self.split_row(&grid, strips, said.repeated)
            };
            let whole = pieces.len() == 1;
            // No row stands alone under its head, nor alone on the next page; but no head stands
            // alone either because the rows under it are too high together.
            let accompanied = match number {
                0 => (whole || count == 2) && over + first_rows <= page,
                _ => number + 2 == count,
            };
            let last = pieces.last_mut().expect("a row has a strip");
            let y = last.height - THIN_RULE;
            last.items.push(Self::rule(grid.whole, y, THIN_RULE, Tone::Rule));
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
        let (strips, labels) = if grid.stacked {
            let lines = self.cells(grid, cells);
            let labels =
                lines.iter().map(|lines| lines.iter().map(as_artifact).collect()).collect();
            (self.with_room(grid, lines.into_iter().flatten().collect()), labels)
        } else {
            (self.row(grid, cells), Vec::new())
        };
        let height: Pt = strips.iter().map(|piece| piece.height).sum();
        let page = self.style.height();
        let mut pieces = if stays_whole(height, page) { vec![join(strips)] } else { split(strips) };
        decorate_head(&mut pieces, grid);
        let again = if grid.stacked || pieces.len() > 1 {
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
        Said { repeated, height, labels }
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

    fn grid(&self, frame: Frame, head: &[CellDraft], rows: &[Vec<CellDraft>]) -> Grid {
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
        let letter = extents.iter().flatten().map(Extent::letter).fold(Pt::ZERO, Pt::max);
        let narrowest = letter.max(self.style.body.size * NARROWEST);
        let wide = room >= narrowest * count as f32;
        let widths = if count == 1 { Some(vec![room]) } else { columns::widths(room, &extents) };
        let Some(widths) = widths.filter(|_| wide || count == 1) else {
            let columns = vec![frame.inset(padding); count];
            return Grid { columns, padding, whole: frame, stacked: true };
        };
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
        Grid { columns, padding, whole: frame, stacked: false }
    }

    /// A row under its head, as strips.
    fn body_row(&mut self, grid: &Grid, cells: &[CellDraft], said: &Said) -> Vec<Piece> {
        if !grid.stacked {
            return self.row(grid, cells);
        }
        let mut strips: Vec<Piece> = Vec::new();
        for (lines, label) in self.cells(grid, cells).into_iter().zip(&said.labels) {
            let mut lines: Vec<Piece> = label.iter().cloned().chain(lines).collect();
            if let Some(first) = lines.first_mut().filter(|_| !strips.is_empty()) {
                first.pad(grid.room(), Pt::ZERO);
            }
            strips.append(&mut lines);
        }
        self.with_room(grid, strips)
    }

    /// The lines of every cell.
    fn cells(&mut self, grid: &Grid, cells: &[CellDraft]) -> Vec<Vec<Piece>> {
        let alignment = self.cell_alignment();
        let mut set = Vec::with_capacity(cells.len());
        for (cell, column) in cells.iter().zip(&grid.columns) {
            set.push(self.set(&cell.draft, *column, cell.style, alignment));
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
        self.with_room(grid, strips)
    }

    /// The strips of a row with room over and under its words.
    fn with_room(&self, grid: &Grid, mut strips: Vec<Piece>) -> Vec<Piece> {
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
        for strip in &mut strips {
            strip.head = Some(spaced);
        }
        split(strips)
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

/// Strips that may go on on the next page: at least two of them stay on either side.
fn split(mut strips: Vec<Piece>) -> Vec<Piece> {
    let count = strips.len();
    for (index, strip) in strips.iter_mut().enumerate() {
        strip.keep_with_next = index == 0 || index + 2 == count;
    }
    strips
}

/// Whether a strip of a table is low enough for a page not to split it.
fn stays_whole(height: Pt, page: Pt) -> bool {
    height * 1.5 <= page
}

/// How high the pieces at the end are that keep with what comes next.
fn kept_height(pieces: &[Piece]) -> Pt {
    let kept = pieces.iter().rev().take_while(|piece| piece.keep_with_next).count();
    flow::height(&pieces[pieces.len() - kept..])
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
