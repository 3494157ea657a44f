//! Tables that are typed or pasted into a text.

use crate::check::strings;
use crate::check::{Kind, Subject};
use crate::content::pasted;
use crate::diagnostic::Diagnostic;

rule! {
    /// A table is typed into a text.
    ///
    /// Looks for two or more lines in a row with tabs between the words, as Word and web pages give
    /// tables, with upright strokes (|), with wide gaps, as PDFs give them, or with commas or
    /// semicolons between three or more short cells, as spreadsheets give them. `check --fix` writes
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
        let pasted = pasted::find(subject.sources, string.span?)?;
        let place = pasted.tables().next()?;
        let finding = RULE.at(place, "these lines look like a table").note(
            "as text they run on in one line, and nobody can tell which word belongs to which",
        );
        Some(pasted.advise(finding, subject.sources))
    });
    found.collect()
}
