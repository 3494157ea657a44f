//! Rows of a table as programs copy them: lines of cells with tabs, semicolons or strokes between them.

use super::quotes::is_quote;
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
    let rows = cells(&text[start..end], None)?;
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
