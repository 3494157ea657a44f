//! Lines of an address, rows and points that run on as one.

use crate::check::rows::{self, Rows};
use crate::check::strings;
use crate::check::{Kind, Subject};
use crate::content::pasted;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

rule! {
    /// Lines of an address, of medicines or of answers run on as one line.
    ///
    /// Looks in texts for two or more lines in a row that begin with "Phone:", "Email:" and the like,
    /// and for three or more short lines of which one ends with a British postcode, where no `//` ends
    /// them, `check --fix` writes it. Looks for lines of medicines with their doses, for those that
    /// begin with a few words and a colon, for questions and answers, and for the cells of a table one
    /// below the other, as PDFs give them; and for line ends that cannot be seen (U+2028, U+2029).
    ///
    /// ## Who is affected
    ///
    /// Everybody: the end of a line of the file is a space. Nobody copies such an address onto an
    /// envelope without a mistake, nor can tell which dose belongs to which medicine.
    ///
    /// ## How to mend it
    ///
    /// End each line but the last with `//`. What is on the back page too can be shown with
    /// `contact_point`. What is a row each is a list or a table.
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
    let spans = texts.filter_map(|string| string.span);
    let found = spans.flat_map(|span| {
        if let Some(found) = unseen(span, subject.sources) {
            return vec![found];
        }
        let found = judge(span, subject.sources);
        // Of lists and tables other rules tell.
        if found.is_empty() || pasted::find(subject.sources, span).is_some() {
            return Vec::new();
        }
        found
    });
    found.collect()
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
    paragraphs
        .filter_map(|lines| in_paragraph(lines, span, end).or_else(|| in_rows(lines, span)))
        .collect()
}

/// A line end that editors show as none.
fn unseen(span: Span, sources: &Sources) -> Option<Diagnostic> {
    const SIGNS: [char; 2] = ['\u{2028}', '\u{2029}'];
    let written = sources.snippet(span);
    let at = written.find(SIGNS)?;
    let three = written.starts_with("\"\"\"") || written.starts_with("'''");
    let (line, paragraph) = match (three, written.starts_with('"')) {
        (true, _) => (" //\n", "\n\n"),
        (false, true) => (" //\\n", "\\n\\n"),
        (false, false) => return None,
    };
    let mut mended = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, after)) = rest.find(SIGNS).map(|at| rest.split_at(at)) {
        let sign = if after.starts_with('\u{2029}') { paragraph } else { line };
        mended.push_str(before.trim_end_matches(' '));
        mended.push_str(sign);
        rest = after.trim_start_matches(|c| SIGNS.contains(&c) || c == ' ');
    }
    mended.push_str(rest);
    let place = Span::new(span.source, span.start as usize + at, span.start as usize + at + 3);
    let finding = RULE
        .at(place, "a line end that cannot be seen (U+2028 or U+2029) stands here, and is a space")
        .note("word processors and web pages give it for a new line");
    Some(finding.fix("end each line but the last with //", span, mended))
}

/// The lines of a paragraph that are rows of medicines, points, answers or cells.
fn in_rows(lines: &[Line<'_>], span: Span) -> Option<Diagnostic> {
    let words: Vec<&str> = lines.iter().map(|line| line.words).collect();
    let found = rows::of(&words)?;
    let range = match &found {
        Rows::Points(range) | Rows::Answers(range) => range.clone(),
        Rows::Cells(_) => 0..lines.len(),
    };
    let ended = |word: &&str| word.ends_with(['/', '\\']) || word.starts_with(['|', '-', '•', '<']);
    if words[range.clone()].iter().any(|word| ended(word) || word.contains('\t')) {
        return None;
    }
    let rows = &words[range.clone()];
    let (first, last) = (&lines[range.start], &lines[range.end - 1]);
    let place = Span::new(span.source, first.start, last.start + last.words.len());
    let quoted = |word: &&str| format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""));
    let list = |rows: &[&str]| rows.iter().map(quoted).collect::<Vec<_>>().join(", ");
    let (what, help) = match found {
        Rows::Answers(_) => (
            "these lines are questions and answers, and run on as one",
            "leave a blank line between them, or make each question a heading: heading = \"…\", and its answer the text of the next [[block]]".to_owned(),
        ),
        Rows::Points(_) => (
            "these lines look like the points of a list or the rows of a table, and run on as one",
            format!("end the text before them, begin a new [[block]] and write bullets = [{}], or a table", list(rows)),
        ),
        Rows::Cells(width) => {
            let mut rows = rows.chunks(width);
            let head = rows.next().map_or(String::new(), list);
            let rows: Vec<String> = rows.map(|row| format!("[{}]", list(row))).collect();
            let table = format!("[block.table]\ncolumns = [{head}]\nrows = [{}]", rows.join(", "));
            ("these lines look like the cells of a table, and run on as one", format!("write in place of text, where the first {width} are what each column holds: {table}"))
        }
    };
    let finding = RULE.at(place, what).note("the end of a line of the file is a space");
    Some(finding.help(help))
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
