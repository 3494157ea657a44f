//! Rows of a table as programs copy them: lines of cells with tabs, semicolons or strokes between them.

use super::quotes::{is_quote, text_of};
use super::{Fault, lines};
use crate::content::written;

/// So many lines are read as rows at once.
const MOST: usize = 5_000;

/// The cells of lines, where all have as many. A comma may stand within a cell, so that it parts cells
/// only where `width` says how many there are.
pub(in crate::content) fn cells(text: &str, width: Option<usize>) -> Option<Vec<Vec<String>>> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty() && !is_rule(line));
    if lines().count() > MOST {
        return None;
    }
    ['\t', ';', '|', ','].into_iter().find_map(|sign| {
        let row = |line: &str| -> Vec<String> {
            let line = line.trim_matches([' ', '\r']);
            let line = line.trim_end_matches(|c| c == ',' && sign != ',');
            let bare = |it: &str| it.trim().trim_matches(is_quote).trim().to_owned();
            let line = match sign {
                '|' => line.strip_prefix('|').unwrap_or(line),
                _ => line,
            };
            let line = if sign == '|' { line.strip_suffix('|').unwrap_or(line) } else { line };
            line.split(sign).map(bare).collect()
        };
        let rows: Vec<Vec<String>> = lines().map(row).collect();
        let columns = rows.first()?.len();
        let even = rows.iter().all(|row| row.len() == columns);
        let fits = width.is_none_or(|width| width == columns);
        let known = sign != ',' || (width.is_some() && !written::has_comma_in_number(text));
        (columns > 1 && even && fits && known).then_some(rows)
    })
}

/// The cells of lines with tabs, of which some may have fewer: what they lack is told of each row.
fn tabbed(text: &str) -> Option<Vec<Vec<String>>> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let plain = !text.contains(['"', '[', ']', '{', '}']);
    let most = lines().filter(|line| line.trim().contains('\t')).count();
    let row = |line: &str| line.split('\t').map(|cell| cell.trim().to_owned()).collect();
    (plain && most > 1 && 2 * most > lines().count()).then(|| lines().map(row).collect())
}

/// `|---|---|` of Markdown.
fn is_rule(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| "|-:+ =\t\r".contains(c))
}

/// Rows as they stand within the brackets of `rows`, each on a line of its own.
pub(in crate::content) fn lines_of(rows: &[Vec<String>]) -> String {
    let rows = rows.iter().map(|row| format!("  {},\n", written::bracketed(row)));
    rows.collect()
}

/// Lines of cells without quotes in the brackets of `rows`, the first of them at `start`.
pub(super) fn within(text: &str, start: usize) -> Option<Fault> {
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[from..start].trim();
    if !(before.is_empty() || before.ends_with("= [") || before.ends_with("=[")) {
        return None;
    }
    let end = end_of_rows(text, start);
    let rows = cells(&text[start..end], None).or_else(|| tabbed(&text[start..end]))?;
    let first = (start, start + text[start..end].lines().next()?.trim_end().len());
    let fault = Fault::new(
        first,
        "the cells of these rows stand in no quotes and brackets",
        "write each row in brackets, and its cells in quotes with commas between them: [\"…\", \"…\"],",
    );
    let rows = lines_of(&rows);
    let rows = if before.is_empty() { rows.trim().to_owned() } else { format!("\n{rows}") };
    Some(fault.patch((start, end), rows))
}

/// `rows = [[Monday, 5 mg], [Tuesday, 10 mg]]`: rows in their brackets, of which cells stand in no
/// quotes; all of them at once. The first such cell is at `range`.
pub(super) fn unquoted(text: &str, statement: usize, range: (usize, usize)) -> Option<Fault> {
    let start = statement + text[statement..].find('=')? + 1;
    let start = text.len() - text[start..].trim_start().len();
    let (rows, end) = in_brackets(text, start)?;
    if rows.iter().all(|row| row.len() < 2) || has_comma_in_cell(&rows) {
        return None;
    }
    let bare = rows.iter().flatten().filter(|cell| !is_in_quotes(cell)).count();
    let cell = |cell: &String| if is_in_quotes(cell) { cell.clone() } else { text_of(cell) };
    let row = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(cell).collect();
        format!("[{}]", cells.join(", "))
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    let whole = match text[start..end].contains('\n') {
        true => format!("[\n  {},\n]", rows.join(",\n  ")),
        false => format!("[{}]", rows.join(", ")),
    };
    let fault = Fault::new(
        range,
        "cells of these rows stand in no quotes",
        "write each cell in quotes, with commas between them",
    );
    (bare > 1).then(|| fault.patch((start, end), whole))
}

/// The cells of rows as they are written, from the bracket around them all on, and where that closes.
fn in_brackets(text: &str, start: usize) -> Option<(Vec<Vec<String>>, usize)> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut cell, mut depth, mut quote) = (String::new(), 0, None);
    for (at, c) in text[start..].char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), '\n' | '\\') | (None, '#' | '{' | '}' | '=') => return None,
            (Some(_), _) => {}
            (None, '"' | '\'') if cell.trim().is_empty() => quote = Some(c),
            (None, '[') if depth < 2 => {
                depth += 1;
                if depth == 2 {
                    rows.push(Vec::new());
                }
                continue;
            }
            (None, ',' | ']') if depth == 2 => {
                let words = std::mem::take(&mut cell).trim().to_owned();
                let after = c == ']' && words.is_empty() && !rows.last()?.is_empty();
                if words.is_empty() && !after {
                    return None;
                }
                if !after {
                    rows.last_mut()?.push(words);
                }
                depth -= usize::from(c == ']');
                continue;
            }
            (None, ']') if depth == 1 => return Some((rows, start + at + 1)),
            (None, ',') if depth == 1 => continue,
            (None, '[' | '\n') if depth == 2 => return None,
            (None, _) if depth == 2 => {}
            (None, _) if c.is_whitespace() => continue,
            (None, _) => return None,
        }
        cell.push(c);
    }
    None
}

/// Whether a cell as it is written stands in quotes.
fn is_in_quotes(cell: &str) -> bool {
    let whole = |quote: char| cell.len() > 1 && cell.starts_with(quote) && cell.ends_with(quote);
    whole('"') || whole('\'')
}

/// Whether a comma may stand within a cell and not between two: `1,5 ml`.
fn has_comma_in_cell(rows: &[Vec<String>]) -> bool {
    rows.iter().any(|row| {
        let bare: Vec<&str> = row.iter().map(String::as_str).collect();
        bare.windows(2).any(|pair| {
            !is_in_quotes(pair[0])
                && !is_in_quotes(pair[1])
                && written::has_comma_in_number(&format!("{},{}", pair[0], pair[1]))
        })
    })
}

/// Lines of cells under `rows =`, of which nothing stands on its own line.
pub(super) fn below(text: &str, at: usize, key: &str) -> Option<Fault> {
    let start = at + text[at..].find('\n')? + 1;
    if key != "rows" || !text[at..start].trim().is_empty() {
        return None;
    }
    let end = end_of_rows(text, start);
    let rows = cells(&text[start..end], None)?;
    let help = "write the rows in brackets: each in brackets of its own, its cells in quotes with commas between them";
    let fault = Fault::new((at, at), "nothing stands after `rows =`", help);
    let lacks_heads = !has_columns(text, at);
    let (heads, rows) = match (lacks_heads, &rows[..]) {
        (true, [heads, rows @ ..]) if !rows.is_empty() => {
            (format!("\ncolumns = {}", written::bracketed(heads)), rows)
        }
        _ => (String::new(), &rows[..]),
    };
    Some(fault.patch((at, end), format!(" [\n{}]{heads}", lines_of(rows))))
}

/// Whether the table of a place has heads, above it or on the lines after it.
fn has_columns(text: &str, at: usize) -> bool {
    let is_head = |line: &str| line.trim_start().starts_with("columns");
    let is_header = |line: &str| line.starts_with('[') && lines::begins(line);
    let above = text[..at].rsplit('\n').take(MOST).take_while(|line| !is_header(line));
    let below = text[at..].lines().skip(1).take(MOST).take_while(|line| !is_header(line));
    above.chain(below).any(is_head)
}

/// Where lines of cells end: before a bracket, a blank line or a line that begins something else.
fn end_of_rows(text: &str, start: usize) -> usize {
    let mut end = start;
    for line in text[start..].split_inclusive('\n').take(MOST) {
        let shown = line.trim();
        if shown.is_empty() || shown.starts_with(['[', ']', '#']) || lines::begins(line) {
            break;
        }
        end += line.len();
    }
    start + text[start..end].trim_end_matches(['\n', '\r', ' ']).len()
}
