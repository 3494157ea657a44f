//! Lines that are rows of a table: with tabs between the cells, or with upright strokes.

use super::lists::is_whole;
use super::{Line, trimmed};

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The cells of each row; the first row heads the columns.
    pub rows: Vec<Vec<String>>,
    /// Its first line.
    pub first: usize,
    /// Whether it cannot be meant in another way.
    pub sure: bool,
}

/// Takes a line apart into cells, where it is a row of its form.
type Form = fn(&str) -> Option<Vec<String>>;

/// What stands between the cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// What stands in no sentence.
    Sure,
    Gaps,
    Commas,
}

/// The table that begins at a line, and the line after it.
pub(super) fn at(lines: &[Line], first: usize) -> Option<(Table, usize)> {
    let forms: [(Form, Sort); 4] = [
        (with_tabs, Sort::Sure),
        (with_strokes, Sort::Sure),
        (with_gaps, Sort::Gaps),
        (with_commas, Sort::Commas),
    ];
    for (cells, sort) in forms {
        let Some(head) = cells(&lines[first].text) else { continue };
        // A sign and a tab begin an item.
        if head.len() == 2 && lines[first].opening.is_some_and(|opening| opening.tab) {
            continue;
        }
        let mut end = first;
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut ruled = false;
        for line in &lines[first..] {
            if is_rule(&line.text) {
                ruled = true;
                end += 1;
                continue;
            }
            let Some(row) = cells(&line.text).filter(|row| row.len() == head.len()) else { break };
            rows.push(row);
            end += 1;
        }
        if rows.len() < 2 || (sort == Sort::Commas && !is_plainly_a_table(&rows)) {
            continue;
        }
        let sure = sort != Sort::Gaps && is_sure(&rows, ruled);
        return Some((Table { rows, first, sure }, end));
    }
    None
}

/// Whether the first row can be nothing but the heads of the columns.
fn is_sure(rows: &[Vec<String>], ruled: bool) -> bool {
    let whole = rows.iter().flatten().all(|cell| is_whole(cell));
    let (head, rest) = (&rows[0], &rows[1..]);
    let digits = |cell: &String| cell.contains(|c: char| c.is_ascii_digit());
    let named = head.iter().all(|cell| !cell.is_empty());
    let first =
        head[1..].iter().all(|cell| !cell.is_empty()) && rest.iter().all(|row| !row[0].is_empty());
    let differs = rest.iter().flatten().any(digits) && !head.iter().any(digits);
    whole && (named || first) && (ruled || differs || (named && rows.len() > 2))
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
