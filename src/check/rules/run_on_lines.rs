//! Lines of an address that run on as one.

use crate::check::strings;
use crate::check::{Kind, Subject};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

rule! {
    /// Lines of an address run on as one line.
    ///
    /// Looks in texts for two or more lines in a row that begin with "Phone:", "Email:" and the like,
    /// and for three or more short lines of which one ends with a British postcode, where no `//` ends
    /// them. `check --fix` writes it.
    ///
    /// ## Who is affected
    ///
    /// Everybody: the end of a line of the file is a space, and nobody copies such an address onto an
    /// envelope without a mistake.
    ///
    /// ## How to mend it
    ///
    /// End each line but the last with `//`. What is on the back page too can be shown with
    /// `contact_point`.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = """
    /// Ward 7
    /// 1 High Street
    /// Leeds LS1 3EX"""
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = """
    /// Ward 7 //
    /// 1 High Street //
    /// Leeds LS1 3EX"""
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own.
    "run-on-lines": Warning, look
}

/// Words before a colon that say what follows, in small letters.
const LABELS: [&str; 24] = [
    "phone",
    "tel",
    "telephone",
    "mobile",
    "fax",
    "text",
    "textphone",
    "sms",
    "email",
    "e-mail",
    "web",
    "website",
    "address",
    "post",
    "open",
    "opening hours",
    "hours",
    "ffôn",
    "e-bost",
    "ebost",
    "gwefan",
    "cyfeiriad",
    "telefon",
    "t",
];

/// The longest line of an address, in characters.
const LONGEST: usize = 45;

/// A line of a file: its first byte and its words.
struct Line<'a> {
    start: usize,
    words: &'a str,
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let texts = strings::of(subject).into_iter();
    let texts = texts.filter(|string| string.passages[0].kind == Kind::Paragraph);
    texts.filter_map(|string| string.span).flat_map(|span| judge(span, subject.sources)).collect()
}

fn judge(span: Span, sources: &Sources) -> Vec<Diagnostic> {
    let written = sources.snippet(span);
    if !written.starts_with("\"\"\"") && !written.starts_with("'''") {
        return Vec::new();
    }
    let inner = &written[3..written.len().saturating_sub(3).max(3)];
    let mut start = span.start as usize + 3;
    let lines = inner.split_inclusive('\n').map(|line| {
        let lead = line.len() - line.trim_start().len();
        let found = Line { start: start + lead.min(line.len()), words: line.trim() };
        start += line.len();
        found
    });
    let lines: Vec<Line<'_>> = lines.collect();
    let paragraphs = lines.split(|line| line.words.is_empty());
    let end = if written.contains("\r\n") { " //\r\n" } else { " //\n" };
    paragraphs.filter_map(|lines| in_paragraph(lines, span, end)).collect()
}

/// The lines of a paragraph that are those of an address; `end` is what each has to end with.
fn in_paragraph(lines: &[Line<'_>], span: Span, end: &str) -> Option<Diagnostic> {
    let rows = lines.chunk_by(|one, two| is_labelled(one) && is_labelled(two));
    let labelled = rows.max_by_key(|rows| rows.len()).filter(|rows| rows.len() > 1);
    let rows = labelled.or_else(|| is_address(lines).then_some(lines))?;
    let (first, last) = (rows.first()?, rows.last()?);
    if rows[..rows.len() - 1].iter().any(|line| line.words.ends_with(['/', '\\'])) {
        return None;
    }
    let place = Span::new(span.source, first.start, last.start + last.words.len());
    let words: Vec<&str> = rows.iter().map(|line| line.words).collect();
    let finding = RULE
        .at(place, "these lines look like those of an address, and run on as one")
        .note("the end of a line of the file is a space");
    Some(finding.fix("end each line but the last with //", place, words.join(end)))
}

/// `Phone: …`
fn is_labelled(line: &Line<'_>) -> bool {
    let label = line.words.split_once(':').map(|(label, _)| label.trim().trim_matches('*'));
    label.is_some_and(|label| LABELS.contains(&&*label.to_lowercase()))
}

/// Short lines without the end of a sentence, one of the last with a postcode.
fn is_address(lines: &[Line<'_>]) -> bool {
    let short = |line: &Line<'_>| {
        let begins = line.words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        begins
            && line.words.chars().count() <= LONGEST
            && !line.words.ends_with(['.', '!', '?', ':', ';'])
    };
    lines.len() > 2
        && lines.iter().all(short)
        && lines.iter().rev().take(2).any(|line| ends_with_postcode(line.words))
}

/// Whether words end with a postcode of the United Kingdom: LS1 3EX.
fn ends_with_postcode(words: &str) -> bool {
    let mut parts = words.rsplit(' ');
    let (Some(inward), Some(outward)) = (parts.next(), parts.next()) else { return false };
    let inward = inward.as_bytes();
    let letters = outward.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = &outward.as_bytes()[letters..];
    inward.len() == 3
        && inward[0].is_ascii_digit()
        && inward[1..].iter().all(u8::is_ascii_uppercase)
        && (1..=2).contains(&letters)
        && (1..=2).contains(&rest.len())
        && rest[0].is_ascii_digit()
}
