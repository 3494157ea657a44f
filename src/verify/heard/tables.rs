//! Tables: how large they are, and each cell with its heads and its place.

use std::ops::Range;
use std::rc::Rc;

use super::super::cell::{Cell, Scope};
use super::super::structure::{Child, Element};
use super::speaker::Speaker;
use super::{Around, clipped, say_all, say_within};

/// The most characters of a head that are said with each cell.
const MAX_HEAD: usize = 200;

/// The most columns that are told apart.
const MAX_COLUMNS: usize = 512;

/// The most heads that hold for one row.
const MAX_ROW_HEADS: usize = 16;

/// How often columns may be given heads, each that a head spans counted.
const MAX_GIVEN: usize = 2_000_000;

/// Something in a table.
enum Part<'a> {
    /// A row, and whether it is one of the table's head.
    Row(&'a Element, bool),
    /// Anything else, with the language around it.
    Other(&'a Child, Around<'a>),
}

/// A cell, and the column in which it begins.
type Placed<'a> = (usize, &'a Element);

/// Says a table.
pub(super) fn say<'a>(speaker: &mut Speaker, table: &'a Element, around: Around<'a>) {
    let mut parts = Vec::new();
    collect(table, around, false, &mut parts);
    let rows = place(&parts);
    let ends =
        rows.iter().flatten().map(|(column, cell)| column + usize::from(cell_of(cell).columns));
    let columns = count(ends.max().unwrap_or(0).min(MAX_COLUMNS), "column");
    speaker.alone(&format!("table with {columns} and {}", count(rows.len(), "row")));
    let mut heads = Heads::default();
    let mut rows = rows.iter().enumerate();
    for part in &parts {
        match part {
            Part::Other(child, around) => say_all(speaker, std::slice::from_ref(child), *around),
            Part::Row(row, in_head) => {
                let (at, cells) = rows.next().expect("each row was placed");
                let language = row.language.as_deref().or(around.language);
                heads.enter(at, cells, *in_head);
                say_row(speaker, row, Around { language, ..around }, (at, cells, &heads));
            }
        }
        speaker.end();
    }
    speaker.alone("out of table");
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// The parts of a table, out of the groups of its rows.
fn collect<'a>(group: &'a Element, around: Around<'a>, in_head: bool, parts: &mut Vec<Part<'a>>) {
    for child in &group.children {
        match child {
            Child::Element(row) if row.kind() == "TR" => parts.push(Part::Row(row, in_head)),
            Child::Element(inner) if matches!(inner.kind(), "THead" | "TBody" | "TFoot") => {
                let language = inner.language.as_deref().or(around.language);
                let around = Around { language, ..around };
                collect(inner, around, inner.kind() == "THead", parts);
            }
            other => parts.push(Part::Other(other, around)),
        }
    }
}

fn cell_of(element: &Element) -> Cell {
    element.cell.unwrap_or_default()
}

/// The cells of each row with their columns; those of rows above may reach down.
fn place<'a>(parts: &[Part<'a>]) -> Vec<Vec<Placed<'a>>> {
    // For each column, how many rows more a cell from above takes.
    let mut taken: Vec<usize> = Vec::new();
    let rows = parts.iter().filter_map(|part| match part {
        Part::Row(row, _) => Some(row),
        Part::Other(..) => None,
    });
    let placed = rows.map(|row| {
        let mut column = 0;
        let mut cells = Vec::new();
        let mut reach = Vec::new();
        for element in row.elements().filter(|it| it.cell.is_some()) {
            while taken.get(column).is_some_and(|&rows| rows > 0) {
                column += 1;
            }
            cells.push((column, element));
            let cell = cell_of(element);
            if column < MAX_COLUMNS && cell.rows > 1 {
                reach.push((column, cell));
            }
            column += usize::from(cell.columns);
        }
        taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        for (column, cell) in reach {
            let end = column + usize::from(cell.columns);
            taken.resize(taken.len().max(end), 0);
            taken[column..end].fill(usize::from(cell.rows) - 1);
        }
        cells
    });
    placed.collect()
}

/// The heads that hold for the row that is being said.
#[derive(Default)]
struct Heads {
    /// For each column its head, and the row that it stands in.
    columns: Vec<Option<(usize, Rc<str>)>>,
    /// The heads of rows, the rows that they hold for, and their columns.
    rows: Vec<(Range<usize>, usize, Rc<str>)>,
    /// What a head without a scope is the head of, in this row.
    likely: Option<Scope>,
    given: usize,
}

impl Heads {
    /// Takes the heads in a row.
    fn enter(&mut self, row: usize, cells: &[Placed<'_>], in_head: bool) {
        self.rows.retain(|(rows, ..)| rows.contains(&row));
        let is_head = in_head || cells.iter().all(|(_, cell)| cell.kind() == "TH");
        self.likely = Some(if is_head { Scope::Column } else { Scope::Row });
        for (column, element) in cells {
            let Some(scope) = self.scope(element) else { continue };
            let cell = cell_of(element);
            let words: Rc<str> = clipped(element, MAX_HEAD).into();
            if words.is_empty() {
                continue;
            }
            if scope != Scope::Column && self.rows.len() < MAX_ROW_HEADS {
                self.rows.push((row..row + usize::from(cell.rows), *column, words.clone()));
            }
            if scope != Scope::Row {
                for at in *column..(column + usize::from(cell.columns)).min(MAX_COLUMNS) {
                    self.head(at, row, &words);
                }
            }
        }
    }

    /// A head right under another one adds to it; any other begins a new part of the table.
    fn head(&mut self, column: usize, row: usize, words: &Rc<str>) {
        self.given += 1;
        if self.given > MAX_GIVEN {
            return;
        }
        if self.columns.len() <= column {
            self.columns.resize(column + 1, None);
        }
        self.columns[column] = match self.columns[column].take() {
            Some((above, head)) if above + 1 == row && head.len() + words.len() < MAX_HEAD => {
                Some((row, format!("{head}, {words}").into()))
            }
            _ => Some((row, Rc::clone(words))),
        };
    }

    /// The head of a cell's column, unless it is one itself.
    fn of_column(&self, column: usize, row: usize) -> Option<&str> {
        let (at, head) = self.columns.get(column)?.as_ref()?;
        (*at != row).then_some(head)
    }

    /// The head of a cell's row, unless it is one itself.
    fn of_row(&self, column: usize) -> Option<&str> {
        let heads = self.rows.iter().filter(|(_, at, _)| *at != column);
        heads.map(|(.., words)| &**words).next_back()
    }

    /// What a cell is the head of: what it says, else what its place makes likely.
    fn scope(&self, cell: &Element) -> Option<Scope> {
        if cell.kind() == "TH" { cell_of(cell).scope.or(self.likely) } else { None }
    }
}

fn say_row<'a>(
    speaker: &mut Speaker,
    row: &'a Element,
    around: Around<'a>,
    (at, cells, heads): (usize, &[Placed<'a>], &Heads),
) {
    let mut placed = cells.iter();
    for child in &row.children {
        let Child::Element(cell) = child else {
            say_all(speaker, std::slice::from_ref(child), around);
            continue;
        };
        if cell.cell.is_none() {
            say_all(speaker, std::slice::from_ref(child), around);
            continue;
        }
        let (column, _) = placed.next().expect("each cell was placed");
        let language = cell.language.as_deref().or(around.language);
        say_cell(speaker, cell, Around { language, lists: 0 }, (at, *column, heads));
    }
}

fn say_cell<'a>(
    speaker: &mut Speaker,
    cell: &'a Element,
    around: Around<'a>,
    (row, column, heads): (usize, usize, &Heads),
) {
    speaker.end();
    let before = |head: Option<&str>| head.map_or(String::new(), |head| format!("{head}, "));
    let row_head = before(heads.of_row(column));
    let column_head = before(heads.of_column(column, row));
    let kind = match heads.scope(cell) {
        Some(Scope::Row) => ", row header",
        Some(_) => ", column header",
        None => "",
    };
    let place = format!("{row_head}row {}, {column_head}column {}{kind}: ", row + 1, column + 1);
    speaker.announce(&place);
    say_within(speaker, cell, around);
    if speaker.waits() {
        speaker.announce("blank");
    }
    speaker.end();
}
