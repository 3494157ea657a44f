//! Tables of a web page, Word or Excel as rows and columns.

use super::NewBlock;
use crate::desk::document::Value;

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<Cell>>,
    reaching: Vec<Reaching>,
    caption: String,
}

/// A cell that reaches into rows below, by the number of rows that there are then.
#[derive(Clone, Debug)]
struct Reaching {
    column: usize,
    from: usize,
    to: usize,
    cell: Cell,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub words: String,
    /// Whether it heads its column or row.
    pub heads: bool,
    /// Whether all its words are bold.
    pub bold: bool,
    /// How many columns and rows it takes.
    pub span: (usize, usize),
}

/// So many columns or rows a cell may take.
const WIDEST: usize = 50;

impl Grid {
    pub(super) fn caption(&mut self, words: &str) {
        self.caption = words.to_owned();
    }

    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
        self.fill();
    }

    /// Takes in a cell; one of several columns or rows says the same in each.
    pub(super) fn add(&mut self, cell: Cell) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        let (columns, rows) = (cell.span.0.clamp(1, WIDEST), cell.span.1.clamp(1, WIDEST));
        let number = self.rows.len();
        let row = self.rows.last_mut().expect("a row was begun");
        for _ in 0..columns {
            let (from, to) = (number + 1, number + rows - 1);
            self.reaching.push(Reaching { column: row.len(), from, to, cell: cell.clone() });
            row.push(cell.clone());
        }
        self.fill();
    }

    /// Takes over the cells from above that reach into the next places of the row.
    fn fill(&mut self) {
        let number = self.rows.len();
        let Some(row) = self.rows.last_mut() else { return };
        let next = |row: &Vec<Cell>, reaching: &[Reaching]| {
            reaching
                .iter()
                .find(|it| it.column == row.len() && (it.from..=it.to).contains(&number))
                .cloned()
        };
        while let Some(found) = next(row, &self.reaching) {
            row.push(found.cell);
        }
        self.reaching.retain(|it| it.to >= number);
    }

    /// The blocks that it is: a table, or the words of one that only parts the page.
    pub(super) fn finish(self) -> Result<NewBlock, Vec<String>> {
        let rows: Vec<Vec<Cell>> = self
            .rows
            .into_iter()
            .filter(|row| row.iter().any(|cell| !cell.words.is_empty()))
            .collect();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width < 2 || rows.len() < 2 {
            let cells = rows.into_iter().flatten().map(|cell| cell.words);
            return Err(cells.filter(|words| !words.is_empty()).collect());
        }
        let rows: Vec<Vec<Cell>> = rows
            .into_iter()
            .map(|mut row| {
                row.resize(width, Cell::default());
                row
            })
            .collect();
        let head = |cell: &Cell| cell.heads || cell.bold;
        let named = rows[0][1..].iter().all(|cell| !cell.words.is_empty() && head(cell));
        let corner = rows[0][0].words.is_empty();
        let headed = named && (corner || head(&rows[0][0]));
        let body = &rows[usize::from(headed)..];
        let sides = body.iter().all(|row| !row[0].words.is_empty())
            && (headed && corner || body.iter().all(|row| row[0].heads));
        let words = |cell: &Cell| Value::words(&*cell.words);
        let columns = match headed && (sides || !corner) {
            true => rows[0].iter().map(words).collect(),
            false => vec![Value::words("…"); width],
        };
        let body = if headed && corner && !sides { &rows[..] } else { body };
        let body = body.iter().map(|row| Value::List(row.iter().map(words).collect()));
        let mut entries = Vec::new();
        if !self.caption.is_empty() {
            entries.push(("caption".to_owned(), Value::Words(self.caption)));
        }
        entries.push(("columns".to_owned(), Value::List(columns)));
        entries.push(("rows".to_owned(), Value::List(body.collect())));
        if sides {
            entries.push(("row_headers".to_owned(), Value::Bare("true".to_owned())));
        }
        Ok(NewBlock::new("table", Value::Table(entries)))
    }
}
