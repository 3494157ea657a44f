//! Lines that are rows of a table: with tabs between the cells, or with upright strokes.

use super::doubts::is_whole;
use super::{Line, trimmed};

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The cells of each row, all lines of the table in their order.
    pub rows: Vec<Vec<String>>,
    /// Whether the first row can be nothing but the heads of the columns.
    pub headed: bool,
    /// Its first line.
    pub first: usize,
    /// Whether it cannot be meant in another way.
    pub sure: bool,
    /// What a person has to decide about it.
    pub doubt: Option<&'static str>,
}

impl Table {
    /// How many cells its longest row has.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// Takes a line apart into cells, where it is a row of its form.
type Form = fn(&str) -> Option<Vec<String>>;

/// What stands between the cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Tabs,
    Strokes,
    Gaps,
    Commas,
}

/// Lines of a table while they are read.
#[derive(Default)]
struct Stretch {
    rows: Vec<Vec<String>>,
    /// The rows before which a rule stands.
    rules: Vec<usize>,
    /// Whether lines that are no rows stand between them.
    broken: bool,
    /// The line after the last row.
    end: usize,
}

/// The table that begins at a line, and the line after it.
pub(super) fn at(lines: &[Line], first: usize) -> Option<(Table, usize)> {
    let forms: [(Form, Sort); 4] = [
        (with_tabs, Sort::Tabs),
        (with_strokes, Sort::Strokes),
        (with_gaps, Sort::Gaps),
        (with_commas, Sort::Commas),
    ];
    for (cells, sort) in forms {
        let Some(head) = row(&lines[first], cells) else { continue };
        let second = lines[first + 1..].iter().find(|line| !is_rule(&line.text));
        if second.and_then(|line| row(line, cells)).is_none() {
            continue;
        }
        let stretch = match sort {
            Sort::Commas => of_one_length(lines, first, head.len()),
            _ => stretch(lines, first, cells, sort),
        };
        let rows = &stretch.rows;
        if rows.len() < 2 || (sort == Sort::Commas && !is_plainly_a_table(rows)) {
            continue;
        }
        let parted = matches!(sort, Sort::Tabs | Sort::Strokes);
        let headed = parted && stretch.is_headed();
        let apart = is_apart(lines, first, &stretch);
        let sure = headed && apart && stretch.is_even();
        let doubt = stretch.doubt(headed, apart);
        return Some((Table { rows: stretch.rows, headed, first, sure, doubt }, stretch.end));
    }
    None
}

/// The cells of a line, where it is a row and no item of a list.
fn row(line: &Line, cells: Form) -> Option<Vec<String>> {
    let row = cells(&line.text)?;
    // A sign and a tab begin an item.
    let item = row.len() == 2 && line.opening.is_some_and(|opening| opening.tab);
    (!item).then_some(row)
}

/// The rows from a line on to the last one of its paragraph, with what stands between them: a cell may
/// go on in a line of its own.
fn stretch(lines: &[Line], first: usize, cells: Form, sort: Sort) -> Stretch {
    let mut stretch = Stretch { end: first, ..Stretch::default() };
    let mut between: Vec<Vec<String>> = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(first) {
        if line.is_blank() {
            break;
        }
        if is_rule(&line.text) {
            stretch.rules.push(stretch.rows.len() + between.len());
            continue;
        }
        match row(line, cells) {
            Some(row) => {
                stretch.broken |= !between.is_empty();
                stretch.rows.append(&mut between);
                stretch.rows.push(row);
                stretch.end = at + 1;
            }
            None if line.opening.is_some() => break,
            None => between.push(part_of_row(&line.text, sort)),
        }
    }
    // Nothing but a few cells at the end is a row that lacks some.
    let more = between.iter().take_while(|cells| cells.len() > 1).count();
    stretch.broken |= more > 0;
    stretch.end += more;
    stretch.rows.extend(between.into_iter().take(more));
    let ruled = lines[stretch.end..].iter().take_while(|line| is_rule(&line.text)).count();
    stretch.end += ruled;
    stretch
}

/// The cells of a line that is no row by itself: a word in the second column alone.
fn part_of_row(line: &str, sort: Sort) -> Vec<String> {
    let sign = if sort == Sort::Strokes { '|' } else { '\t' };
    let line = line.trim_end();
    line.split(sign).map(|cell| trimmed(cell).to_owned()).collect()
}

/// Rows with as many cells as the first, and nothing between them.
fn of_one_length(lines: &[Line], first: usize, length: usize) -> Stretch {
    let rows = lines[first..].iter().map_while(|line| row(line, with_commas));
    let rows: Vec<Vec<String>> = rows.take_while(|row| row.len() == length).collect();
    let end = first + rows.len();
    Stretch { rows, end, ..Stretch::default() }
}

impl Stretch {
    /// Whether the first row heads the columns: a rule stands under it and nowhere else, or it has no
    /// words over the first column and no numbers.
    fn is_headed(&self) -> bool {
        let (head, rest) = (&self.rows[0], &self.rows[1..]);
        let digits = |cell: &String| cell.contains(char::is_numeric);
        let named = head[1..].iter().all(|cell| !cell.is_empty());
        let first = head[0].is_empty();
        let sides = !first || rest.iter().all(|row| !row[0].is_empty());
        let ruled = self.rules == [1];
        let plain = self.rules.is_empty() && first && !head.iter().any(digits);
        named && sides && (ruled || plain)
    }

    /// Whether every line is a row of as many cells, and no mark begins in one and ends in another.
    fn is_even(&self) -> bool {
        let length = self.rows[0].len();
        let whole = self.rows.iter().flatten().all(|cell| is_whole(cell));
        whole && !self.broken && self.rows.iter().all(|row| row.len() == length)
    }
}

impl Stretch {
    fn doubt(&self, headed: bool, apart: bool) -> Option<&'static str> {
        if self.rows.iter().any(|row| row.len() != self.rows[0].len()) {
            return Some(
                "the rows have not all as many cells: look at the original, and give each row one for every column, \"\" where it is empty; over the columns, in place of …, stands what they hold",
            );
        }
        if !headed {
            return Some(
                "write what each column holds in place of …; where the first row says that, write its words there and take the row out",
            );
        }
        (!apart).then_some(
            "look at the original whether the line beside the table belongs to one of its cells",
        )
    }
}

/// Whether no line that touches a table may belong to one of its cells. Over a rule no more than a
/// sentence can stand.
fn is_apart(lines: &[Line], first: usize, stretch: &Stretch) -> bool {
    let ended = |line: &Line| trimmed(&line.text).ends_with(['.', ':', '!', '?']);
    let before = first.checked_sub(1).map(|at| &lines[at]);
    let led_in = |line: &Line| !stretch.rules.is_empty() && ended(line);
    before.is_none_or(|line| line.is_blank() || led_in(line))
        && lines.get(stretch.end).is_none_or(Line::is_blank)
}

fn with_tabs(line: &str) -> Option<Vec<String>> {
    let line = line.trim_matches(|c: char| c == ' ' || c == '\u{A0}');
    let row: Vec<String> = line.split('\t').map(|cell| trimmed(cell).to_owned()).collect();
    let filled = row.iter().filter(|cell| !cell.is_empty()).count();
    (row.len() >= 2 && filled >= 2).then_some(row)
}

fn with_strokes(line: &str) -> Option<Vec<String>> {
    let line = trimmed(line);
    if is_rule(line) {
        return None;
    }
    let bare = line.strip_prefix('|').unwrap_or(line);
    let bare = bare.strip_suffix('|').unwrap_or(bare);
    let row: Vec<String> = bare.split('|').map(|cell| trimmed(cell).to_owned()).collect();
    let filled = row.iter().any(|cell| !cell.is_empty());
    (row.len() >= 2 && filled).then_some(row)
}

/// Columns that a PDF gives as three spaces or more.
fn with_gaps(line: &str) -> Option<Vec<String>> {
    let line = trimmed(line);
    let cells = line.split("   ").map(str::trim).filter(|cell| !cell.is_empty());
    let row: Vec<String> = cells.map(str::to_owned).collect();
    (row.len() >= 2).then_some(row)
}

/// Cells of a file of a spreadsheet (CSV): short words, three of them or more.
fn with_commas(line: &str) -> Option<Vec<String>> {
    const LONGEST: usize = 40;
    let line = trimmed(line);
    let sign = if line.contains(';') { ';' } else { ',' };
    let row: Vec<String> = line.split(sign).map(|cell| cell.trim().to_owned()).collect();
    let ended = line.ends_with(['.', '!', '?', ':', ';', ',']);
    let joined = |cell: &String| cell.starts_with("and ") || cell.starts_with("or ");
    let cells = row.iter().all(|cell| !cell.is_empty() && cell.len() <= LONGEST && !joined(cell));
    (row.len() >= 3 && cells && !ended).then_some(row)
}

/// Of lines with commas: heads without digits, and digits in every row under them.
fn is_plainly_a_table(rows: &[Vec<String>]) -> bool {
    let digits =
        |row: &Vec<String>| row.iter().any(|cell| cell.contains(|c: char| c.is_ascii_digit()));
    rows.len() >= 3 && !digits(&rows[0]) && rows[1..].iter().all(digits)
}

/// `|---|:--:|`, which parts the heads from the rows.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains("--")
        && line.contains(['|', '+'])
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | '+' | ' ' | '\t' | '='))
}
