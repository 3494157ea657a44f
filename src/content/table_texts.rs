//! Rows of a table that were pasted into one text.

use crate::codes;
use crate::content::reader::{Keys, Reader};
use crate::content::syntax::{cells, lines_of};
use crate::content::tree::{Node, Value};
use crate::content::written;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

impl Reader<'_> {
    /// Tells of `rows` that are one text with lines of cells; whether they are.
    pub(super) fn rows_in_text(&mut self, keys: &Keys<'_>) -> bool {
        let Some(entry) = keys.table.entry("rows") else { return false };
        let Some(words) = entry.node.text() else { return false };
        let columns = keys.get("columns").and_then(Node::array);
        let Some(rows) = cells(words, columns.map(<[Node]>::len)) else { return false };
        let lacks_heads = keys.table.get("columns").is_none();
        if rows.len() < 2 && (lacks_heads || !words.contains('\t')) {
            return false;
        }
        let (place, with) = match (&rows[..], lacks_heads) {
            ([heads, rows @ ..], true) => {
                let heads = written::bracketed(heads);
                let whole = Span { end: entry.node.span.end, ..entry.key.span };
                (whole, format!("columns = {heads}\nrows = [\n{}]", lines_of(rows)))
            }
            (rows, _) => (entry.node.span, format!("[\n{}]", lines_of(rows))),
        };
        let help = match lacks_heads {
            true => {
                "write the first row as columns = [\"…\", \"…\"], and each other row in brackets under rows = [ ]"
            }
            false => "write each row in brackets, and its cells in quotes with commas between them",
        };
        let message = "`rows` is text where a list in [ ] is expected";
        let problem = Diagnostic::error(codes::WRONG_TYPE, entry.node.span, message);
        // Between braces a line of its own is no key.
        let braces = self.sources.snippet(keys.table.header).starts_with('{');
        self.report(match braces && lacks_heads {
            true => problem.help(help),
            false => problem.fix(help, place, with),
        });
        true
    }

    /// The cells of a row that were written as one text, where they are as many as the columns.
    pub(super) fn parted_cells(&self, cells_of_row: &[Node], columns: usize) -> Option<String> {
        let [Node { value: Value::Text(words), .. }] = cells_of_row else { return None };
        let rows = cells(words, Some(columns))?;
        let [row] = &rows[..] else { return None };
        Some(written::bracketed(row))
    }
}
