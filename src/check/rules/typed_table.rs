//! Tables that are typed or pasted into a text.

use crate::check::strings;
use crate::check::{Kind, Subject};
use crate::content::pasted;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

rule! {
    /// A table is typed into a text.
    ///
    /// Looks for two or more lines in a row with tabs between the words, as Word and web pages give
    /// tables, with upright strokes (|), with wide gaps, as PDFs give them, or with commas or
    /// semicolons between three or more short cells, as spreadsheets give them; and for a tab within a
    /// cell of a table. `check --fix` writes
    /// the table where it is sure which line heads the columns.
    ///
    /// ## Who is affected
    ///
    /// Everybody: the lines run on as one, and nobody can tell which dose belongs to which medicine.
    ///
    /// ## How to mend it
    ///
    /// Write a table. Its first row heads the columns.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Medicine | Tablets\nParacetamol | 2\nIbuprofen | 1"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// table = { columns = ["Medicine", "Tablets"], rows = [["Paracetamol", "2"], ["Ibuprofen", "1"]] }
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 1.3.1 Info and Relationships.
    "typed-table": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let texts = strings::of(subject).into_iter().filter(|string| {
        matches!(string.passages[0].kind, Kind::Paragraph | Kind::Item | Kind::Cell)
    });
    let found = texts.filter_map(|string| {
        let span = string.span?;
        let pasted = pasted::find(subject.sources, span);
        let table = pasted.as_ref().and_then(|it| Some((it, it.tables().next()?)));
        let Some((pasted, place)) = table else {
            let is_cell = string.passages[0].kind == Kind::Cell;
            return in_a_cell(subject.sources.snippet(span), span).filter(|_| is_cell);
        };
        let finding = RULE.at(place, "these lines look like a table").note(
            "as text they run on in one line, and nobody can tell which word belongs to which",
        );
        Some(pasted.advise(finding, subject.sources))
    });
    found.collect()
}

/// A tab between the words of a cell, where the next cell begins.
fn in_a_cell(snippet: &str, span: Span) -> Option<Diagnostic> {
    let quote = snippet.chars().next()?;
    // A backslash before another is no sign of a tab: "C:\\\\temp".
    let read = match quote {
        '"' => snippet.replace("\\\\", "\u{0}").replace("\\t", "\t").replace('\u{0}', "\\\\"),
        _ => snippet.to_owned(),
    };
    let words = read.trim_matches(quote).trim();
    if !words.contains('\t') {
        return None;
    }
    let cells = words.split('\t').map(|cell| format!("{quote}{}{quote}", cell.trim()));
    let cells = cells.collect::<Vec<_>>().join(", ");
    let finding = RULE
        .at(span, "a tab stands in this cell")
        .note("it is printed as a space, and nobody can tell where the next cell begins");
    Some(finding.help(format!("where several cells are meant, write {cells}")))
}
