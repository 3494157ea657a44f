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
        if let Some(found) = contents(subject.sources.snippet(span), span) {
            return Some(found);
        }
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

/// Lines that end with the numbers of pages below the word Contents, or with dots before these.
fn contents(snippet: &str, span: Span) -> Option<Diagnostic> {
    const WORDS: [&str; 8] = [
        "contents",
        "table of contents",
        "contents page",
        "in this booklet",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "cynnwys",
    ];
    let number = |line: &str| {
        let words = line.trim_end_matches(|c: char| c.is_ascii_digit());
        let dots = words.trim_end().ends_with(['.', '…']);
        let page: u32 = line[words.len()..].parse().ok().filter(|page| *page < 1_000)?;
        (words.ends_with('\t') || dots && words.contains(char::is_alphabetic))
            .then_some((page, dots))
    };
    let mut at = span.start as usize;
    let (mut first, mut pages, mut headed, mut dotted, mut end) =
        (None, Vec::new(), None, true, at);
    for line in snippet.split_inclusive('\n') {
        let words = line.trim();
        let bare = words.trim_matches(['*', '"', '\'', ':', ' ']).to_lowercase();
        if let Some((page, dots)) = number(words) {
            first = first.or(Some(at));
            (dotted, end) = (dotted && dots, at + line.trim_end().len());
            pages.push(page);
        } else if first.is_none() && WORDS.contains(&&*bare) {
            headed = Some(at);
        } else if !words.is_empty() && first.is_some() {
            break;
        }
        at += line.len();
    }
    let counted = pages.len() > 1 && pages.is_sorted() && (headed.is_some() || dotted);
    let place = Span::new(span.source, headed.or(first).filter(|_| counted)?, end);
    let finding =
        RULE.at(place, "these lines are a list of contents with the pages of another file");
    Some(
        finding
            .note("the program makes the contents, and its pages are others")
            .help("take these lines out"),
    )
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
