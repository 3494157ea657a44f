//! The rows of a spreadsheet, written as a block with a table.

use super::Written;
use crate::content::pasted;

/// Fewest rows that say that a file is a spreadsheet's.
const ROWS: usize = 3;

/// The rows, where all lines have as many cells as the first.
pub(super) fn rows(text: &str) -> Option<Vec<Vec<String>>> {
    ['\t', ';', ','].into_iter().find_map(|sign| {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let rows: Vec<Vec<String>> = lines.map(|line| cells(line, sign)).collect();
        let columns = rows.first()?.len();
        // A sentence may have a comma, and a line of TOML has a sign of its own.
        let fewest = if sign == ',' && !is_tight(text) { 3 } else { 2 };
        let alike = rows.iter().all(|row| row.len() == columns);
        let toml = text.lines().any(|line| line.contains(" = ") || line.starts_with('['));
        (alike && columns >= fewest && rows.len() >= ROWS && !toml).then_some(rows)
    })
}

/// Whether no blank follows a comma, and no line ends as a sentence does: no prose is written so.
fn is_tight(text: &str) -> bool {
    let commas = text.match_indices(',');
    let mut after = commas.map(|(at, _)| &text[at + 1..]);
    let sentence = |line: &str| line.trim_end().ends_with(['.', '!', '?', ':']);
    after.all(|rest| !rest.starts_with([' ', '\u{A0}'])) && !text.lines().any(sentence)
}

/// The table as a chapter that lacks its title.
pub(super) fn written(text: &str) -> Option<Written> {
    let table = pasted::table(rows(text)?);
    Some(Written { toml: format!("[[block]]\n{table}\n"), sure: false })
}

/// The cells of a line; quotes around a cell hold signs that part none, and quotes in two are one.
fn cells(line: &str, sign: char) -> Vec<String> {
    let (mut cells, mut cell, mut within) = (Vec::new(), String::new(), false);
    let mut letters = line.trim_end_matches('\r').chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if within && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if within || cell.trim().is_empty() => within = !within,
            c if c == sign && !within => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells.push(cell);
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_spreadsheet_are_told_from_prose() {
        let csv = "Medicine,How much,When\n\"Paracetamol, \"\"soluble\"\"\",2,8 am\nIbuprofen,1,\n";
        let found = rows(csv).unwrap();
        assert_eq!(found[1], ["Paracetamol, \"soluble\"", "2", "8 am"]);
        assert_eq!(found[2], ["Ibuprofen", "1", ""]);
        assert!(rows("Day,Dose\nMon,5 mg\nTue,10 mg\n").is_some());
        assert!(rows("Rest, and drink\nCall us, or come\nGo home, then\n").is_none());
        assert!(rows("Day\tPain\n1\t5\n2\t4\n").is_some());
        assert!(rows("Rest, and drink.\nCall us, or come.\nGo home, then.\n").is_none());
        assert!(rows("a = [1, 2, 3]\nb = [1, 2, 3]\nc = [1, 2, 3]\n").is_none());
    }
}
