//! Cells that may reach over columns and rows, as a table of our own, or as what it is instead.

use super::draft::{Block, Draft, Grid, Mark, Placed, Run, all_bold, append_line, text_of};

/// So many columns a table may have: as many as browsers give one.
pub(super) const MOST_COLUMNS: usize = 1_000;

/// So many rows a table of a booklet may have (`docs/format.md`, section 9), its heads not counted.
const MOST_ROWS: usize = 5_000;

/// So many places a table may have that only merged cells fill.
const MOST_PLACES: usize = 2_000_000;

/// So many bytes are said again where cells reach over several places.
const MOST_REPEATED: usize = 4 * 1024 * 1024;

/// A cell of the source.
#[derive(Clone, Debug, Default)]
pub(super) struct Area {
    pub blocks: Vec<Placed>,
    /// How many columns and rows it takes.
    pub columns: usize,
    pub rows: usize,
    /// Whether it goes on with the cell above.
    pub goes_on: bool,
    pub head: bool,
}

/// A place of the grid.
#[derive(Clone, Debug)]
enum Slot {
    Own(Area),
    /// Covered by the cell of this row and column.
    Covered(usize, usize),
}

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub caption: Vec<Run>,
    rows: usize,
    pub headed: bool,
    slots: Vec<Vec<Option<Slot>>>,
    /// Cells that reach into rows that were not begun.
    open: Vec<Reach>,
    places: usize,
    /// The first column of the row that may be free.
    next: usize,
}

/// A cell that reaches down.
#[derive(Clone, Debug)]
struct Reach {
    row: usize,
    column: usize,
    columns: usize,
    /// The row behind its last one.
    end: usize,
}

impl Plan {
    pub(super) fn new(headed: bool) -> Self {
        Self { headed, ..Self::default() }
    }

    /// Whether no row was begun.
    pub(super) fn is_empty(&self) -> bool {
        self.rows == 0
    }

    pub(super) fn begin_row(&mut self) {
        let row = self.rows;
        self.rows += 1;
        self.grow(row);
        self.next = 0;
        self.open.retain(|it| it.end > row);
        for reach in self.open.clone() {
            for at in reach.column..reach.column + reach.columns {
                self.cover(row, at, (reach.row, reach.column));
            }
        }
    }

    /// Takes out columns in which no cell begins, as browsers do.
    fn narrow(&mut self) {
        let width = self.slots.iter().map(Vec::len).max().unwrap_or(0);
        let mut begins = vec![false; width];
        for (at, slot) in self.slots.iter().flat_map(|row| row.iter().enumerate()) {
            begins[at] |= matches!(slot, Some(Slot::Own(_)));
        }
        let mut kept = 0;
        let places: Vec<usize> = begins
            .iter()
            .map(|begins| {
                kept += usize::from(*begins);
                kept.saturating_sub(1)
            })
            .collect();
        for row in &mut self.slots {
            let mut at = 0;
            row.retain(|_| {
                at += 1;
                begins[at - 1]
            });
            for slot in row.iter_mut().flatten() {
                if let Slot::Covered(_, column) = slot {
                    *column = places.get(*column).copied().unwrap_or(0);
                }
            }
        }
    }

    fn cover(&mut self, row: usize, column: usize, origin: (usize, usize)) {
        if self.places >= MOST_PLACES {
            return;
        }
        self.places += 1;
        let line = &mut self.slots[row];
        line.resize(line.len().max(column + 1), None);
        if line[column].is_none() {
            line[column] = Some(Slot::Covered(origin.0, origin.1));
        }
    }

    /// Takes in the next cell of the row that was begun last.
    pub(super) fn add(&mut self, area: Area) {
        self.rows = self.rows.max(1);
        let row = self.rows - 1;
        self.grow(row);
        let mut free = self.slots[row].iter().enumerate().skip(self.next);
        let column = free.find(|(_, slot)| slot.is_none()).map(|(at, _)| at);
        let column = column.unwrap_or(self.slots[row].len());
        self.next = column;
        let columns = area.columns.clamp(1, MOST_COLUMNS.saturating_sub(column).max(1));
        // No rows are all that follow.
        let end = if area.rows == 0 { usize::MAX } else { row.saturating_add(area.rows) };
        let above = row.checked_sub(1).and_then(|up| self.slots[up].get(column)?.clone());
        let origin = match above {
            Some(Slot::Covered(row, column)) if area.goes_on => Some((row, column)),
            Some(Slot::Own(_)) if area.goes_on => Some((row - 1, column)),
            _ => None,
        };
        for at in column..column + columns {
            self.cover(row, at, origin.unwrap_or((row, column)));
        }
        let width = self.slots[row].len().max(column + 1);
        self.slots[row].resize(width, None);
        if end > row + 1 {
            let (row, column) = origin.unwrap_or((row, column));
            self.open.push(Reach { row, column, columns, end });
        }
        if origin.is_none() {
            self.slots[row][column] = Some(Slot::Own(area));
        }
    }

    fn grow(&mut self, row: usize) {
        while self.slots.len() <= row {
            self.slots.push(Vec::new());
        }
    }

    /// The blocks that it is.
    pub(super) fn finish(mut self, place: &str, draft: &mut Draft) -> Vec<Placed> {
        self.slots.truncate(self.rows);
        self.narrow();
        let width = self.slots.iter().map(Vec::len).max().unwrap_or(0);
        let said = |row: &Vec<Option<Slot>>| row.iter().flatten().any(is_said);
        let full = self.slots.iter().filter(|row| said(row)).count();
        if width == 0 || full == 0 {
            return self.in_a_row(place, draft);
        }
        if width == 1 && full == 1 {
            let inner = Block::Box(self.in_a_row(place, draft));
            return vec![draft.placed(place, inner)];
        }
        if width == 1 || full == 1 || self.is_layout() {
            draft.notice(
                "a table that only arranges its words was taken apart: they stand one after the other",
                place,
            );
            return self.in_a_row(place, draft);
        }
        let (grid, behind) = self.grid(width, place, draft);
        let mut blocks = Vec::new();
        for grid in parted(grid, place, draft) {
            blocks.push(draft.placed(place, Block::Table(grid)));
        }
        blocks.extend(behind);
        blocks
    }

    /// Whether most cells hold more than a table's cell can.
    fn is_layout(&self) -> bool {
        let cells = self.slots.iter().flatten().flatten().filter_map(|slot| match slot {
            Slot::Own(area) if is_said(slot) => Some(area),
            _ => None,
        });
        let (mut all, mut rich) = (0, 0);
        for area in cells {
            all += 1;
            let items = area.blocks.iter().filter(|it| matches!(it.block, Block::Item(_))).count();
            let large = |it: &Placed| {
                matches!(
                    it.block,
                    Block::Heading(..) | Block::Box(_) | Block::Table(_) | Block::Picture(_)
                )
            };
            rich += usize::from(items > 1 || area.blocks.iter().any(large));
        }
        rich * 2 > all
    }

    fn in_a_row(self, place: &str, draft: &mut Draft) -> Vec<Placed> {
        let mut blocks = Vec::new();
        if !text_of(&self.caption).is_empty() {
            blocks.push(draft.placed(place, Block::Paragraph(self.caption)));
        }
        for slot in self.slots.into_iter().flatten().flatten() {
            if let Slot::Own(mut area) = slot {
                // An item of one cell does not go on with that of another.
                if let Some(Placed { block: Block::Item(item), .. }) = area.blocks.first_mut() {
                    item.fresh = true;
                }
                blocks.append(&mut area.blocks);
            }
        }
        blocks
    }

    fn grid(self, width: usize, place: &str, draft: &mut Draft) -> (Grid, Vec<Placed>) {
        let mut behind = Vec::new();
        let mut repeated = 0;
        let mut cells: Vec<Vec<(Vec<Run>, bool)>> = Vec::new();
        for row in self.slots {
            let mut line = Vec::with_capacity(width);
            for slot in row {
                line.push(match slot {
                    Some(Slot::Own(area)) => {
                        let head = area.head;
                        (flat(area.blocks, draft, &mut behind), head)
                    }
                    Some(Slot::Covered(row, column)) => {
                        let words = cells.get(row).and_then(|it| it.get(column)).cloned();
                        let words = words.or_else(|| line.get(column).cloned()).unwrap_or_default();
                        repeated += spoken(&words.0).len();
                        let words = match repeated > MOST_REPEATED {
                            true => (Vec::new(), words.1),
                            false => words,
                        };
                        if repeated > MOST_REPEATED {
                            let what = "a cell reaches over so many others that it is said in the first \
                                        of them alone";
                            draft.notice(what, place);
                        }
                        if !text_of(&words.0).is_empty() {
                            draft.notice(
                                "a cell over several columns or rows: its words stand in each of them",
                                place,
                            );
                            draft.added.push(spoken(&words.0));
                        }
                        words
                    }
                    None => (Vec::new(), false),
                });
            }
            line.resize(width, (Vec::new(), false));
            cells.push(line);
        }
        cells.retain(|row| row.iter().any(|(runs, _)| !text_of(runs).is_empty()));
        (headed(cells, self.headed, self.caption, place, draft), behind)
    }
}

/// The words of runs as the booklet says them.
fn spoken(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// A table in several, where a booklet can have none so long.
fn parted(mut grid: Grid, place: &str, draft: &mut Draft) -> Vec<Grid> {
    if grid.rows.len() <= MOST_ROWS {
        return vec![grid];
    }
    draft.notice("a table of more than 5,000 rows was parted; each part has the heads", place);
    let mut parts = Vec::new();
    while grid.rows.len() > MOST_ROWS {
        let rest = grid.rows.split_off(MOST_ROWS);
        let next = Grid { caption: Vec::new(), rows: rest, ..grid.clone_heads() };
        next.columns.iter().for_each(|it| draft.added.push(spoken(it)));
        parts.push(std::mem::replace(&mut grid, next));
    }
    parts.push(grid);
    parts
}

impl Grid {
    fn clone_heads(&self) -> Self {
        let columns = self.columns.clone();
        Self { columns, row_headers: self.row_headers, ..Self::default() }
    }
}

fn is_said(slot: &Slot) -> bool {
    let Slot::Own(area) = slot else { return false };
    area.blocks.iter().any(|it| match &it.block {
        Block::Paragraph(runs) => !text_of(runs).is_empty(),
        _ => true,
    })
}

/// Rows with their first as heads.
fn headed(
    mut cells: Vec<Vec<(Vec<Run>, bool)>>,
    said: bool,
    caption: Vec<Run>,
    place: &str,
    draft: &mut Draft,
) -> Grid {
    let empty = |cell: &(Vec<Run>, bool)| text_of(&cell.0).is_empty();
    let first = cells.remove(0);
    let bold = first.iter().filter(|it| !empty(it)).all(|(runs, head)| *head || all_bold(runs));
    if !said && !bold {
        draft.notice("the first row of a table was taken for the heads of its columns", place);
    }
    let sides = cells.iter().all(|row| !empty(&row[0]));
    let marked = cells.iter().all(|row| row[0].1);
    let row_headers = !cells.is_empty() && sides && (empty(&first[0]) || marked);
    let mut columns = Vec::with_capacity(first.len());
    for (at, cell) in first.into_iter().enumerate() {
        if empty(&cell) && !(at == 0 && row_headers) {
            draft.notice("a column of a table has no head: write one in place of …", place);
            draft.added.push("…".to_owned());
            columns.push(vec![Run::plain("…")]);
            continue;
        }
        columns.push(without_bold(cell.0));
    }
    let rows = cells.into_iter().map(|row| {
        let row = row.into_iter().map(|(runs, head)| if head { without_bold(runs) } else { runs });
        row.collect()
    });
    Grid { caption, columns, rows: rows.collect(), row_headers }
}

fn without_bold(mut runs: Vec<Run>) -> Vec<Run> {
    runs.iter_mut().for_each(|run| run.look.bold = false);
    runs
}

/// The blocks of a cell as lines; pictures stand behind the table.
pub(super) fn flat(blocks: Vec<Placed>, draft: &mut Draft, behind: &mut Vec<Placed>) -> Vec<Run> {
    let mut runs = Vec::new();
    for placed in blocks {
        let (place, order) = (placed.place, placed.order);
        match placed.block {
            Block::Paragraph(more) if text_of(&more).is_empty() => {}
            Block::Paragraph(more) | Block::Title(more) | Block::Subtitle(more) => {
                append_line(&mut runs, more);
            }
            Block::Heading(_, more) | Block::Quote(more) => append_line(&mut runs, more),
            Block::Definition(term, meaning) => {
                append_line(&mut runs, term);
                append_line(&mut runs, meaning);
            }
            Block::Item(item) => {
                if item.mark != Mark::More {
                    draft.notice("a list within a cell became lines", &place);
                }
                append_line(&mut runs, item.runs);
            }
            Block::Box(inner) => append_line(&mut runs, flat(inner, draft, behind)),
            Block::Table(grid) => {
                draft.notice("a table within a table became lines of its cell", &place);
                append_line(&mut runs, grid.caption);
                for cell in grid.columns.into_iter().chain(grid.rows.into_iter().flatten()) {
                    if !text_of(&cell).is_empty() {
                        append_line(&mut runs, cell);
                    }
                }
            }
            Block::Picture(figure) => {
                draft.notice("a picture of a cell stands behind its table", &place);
                behind.push(Placed { place, order, block: Block::Picture(figure) });
            }
        }
    }
    runs
}
