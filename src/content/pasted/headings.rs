//! Lines that head what follows.

use super::{Holder, Line, lines, write};
use crate::source::{Sources, Span};

/// A line that looks like a heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Its place, in bold or not.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// Its words as TOML.
    pub quoted: String,
}

/// A line that begins with #, as in Markdown.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    pub words: String,
    /// Whether it has more than two signs.
    pub low: bool,
    /// Whether it is no remark of the author's.
    pub sure: bool,
}

/// The heading in a line.
pub(super) fn marked(lines: &[Line], at: usize) -> Option<Marked> {
    let text = super::trimmed(&lines[at].text);
    let words = text.trim_start_matches('#');
    let signs = text.len() - words.len();
    let spaced = words.starts_with(char::is_whitespace);
    let words = unmarked(closed(words.trim()));
    let heads = (1..=6).contains(&signs) && spaced && !words.is_empty();
    let heading = Marked { words: words.to_owned(), low: signs > 2, sure: false };
    heads.then(|| Marked { sure: is_sure(lines, &heading, at), ..heading })
}

/// Words that a remark of the author's begins with, and few headings.
const REMARKS: [&str; 22] = [
    "todo", "fixme", "tbc", "ask", "check", "confirm", "note", "nb", "n.b.", "remember", "add",
    "delete", "remove", "update", "insert", "draft", "old", "chase", "query", "waiting", "need",
    "needs",
];

/// Whether a line that begins with # is a heading and no remark of the author's: it stands apart and
/// reads as a title.
fn is_sure(lines: &[Line], heading: &Marked, at: usize) -> bool {
    let alone = at == 0 || lines[at - 1].is_blank();
    let words = heading.words.as_str();
    let first = words.split(|c: char| c.is_whitespace() || c == ':').next().unwrap_or("");
    let small = words.starts_with(char::is_lowercase);
    let remark = REMARKS.contains(&&*first.to_lowercase());
    alone && !small && !remark && words.chars().count() <= LONGEST.0 && !words.ends_with('.')
}

/// Without the signs that end a heading in Markdown: apart from its words, as those of C# are not.
fn closed(words: &str) -> &str {
    let bare = words.trim_end_matches('#');
    let parted = bare.is_empty() || bare.ends_with(char::is_whitespace);
    if parted { bare.trim_end() } else { words }
}

/// Without the stars around all of it; those that begin or end within are marks of some of its words.
fn unmarked(words: &str) -> &str {
    for stars in ["***", "**", "*"] {
        let inner = words.strip_prefix(stars).and_then(|rest| rest.strip_suffix(stars));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains('*')) {
            return inner.trim();
        }
    }
    words
}

/// A heading as a key and its value.
pub(super) fn written(heading: &Marked) -> String {
    let key = if heading.low { "subheading" } else { "heading" };
    format!("{key} = {}", write::quoted(&heading.words))
}

/// Longest heading, in characters and words.
const LONGEST: (usize, usize) = (60, 9);

/// Fewest words of a sentence that it can head.
const SENTENCE: usize = 4;

/// So wide a text must be for the width of its lines to say anything, in characters.
const WIDE: usize = 40;

/// How much of a line's width a line fills at most that was not broken because it was full.
const SHORT: f32 = 0.7;

/// Lines that look like headings in a string that `holder` holds.
#[must_use]
pub fn headings(sources: &Sources, span: Span, holder: Holder) -> Vec<Heading> {
    if Holder::of(&sources.file(span.source).text, span.start as usize) != holder {
        return Vec::new();
    }
    let lines = lines(sources.snippet(span), span);
    let widest = lines.iter().map(|line| line.text.trim().chars().count()).max().unwrap_or(0);
    let heads = |at: &usize| is_heading(&lines, *at, widest);
    (0..lines.len())
        .filter(heads)
        .map(|at| {
            let shown = lines[at].text.trim();
            let words = shown.trim_matches('*').trim();
            let end = (lines[at].start + shown.len() as u32).min(span.end);
            Heading {
                span: Span { source: span.source, start: lines[at].start, end },
                words: words.to_owned(),
                quoted: write::quoted(words),
            }
        })
        .collect()
}

fn is_heading(lines: &[Line], at: usize, widest: usize) -> bool {
    let text = lines[at].text.trim();
    let (bold, words) = match text.strip_prefix("**").and_then(|text| text.strip_suffix("**")) {
        Some(words) => (true, words),
        None => (false, text),
    };
    let alone = at == 0 || lines[at - 1].is_blank();
    let parted = lines.get(at + 1).is_some_and(Line::is_blank);
    let next = lines[at + 1..].iter().find(|line| !line.is_blank());
    let Some(next) = next.map(|line| line.text.trim()) else { return false };
    if !alone || lines[at].opening.is_some() || !is_short(words) || !begins_sentence(next) {
        return false;
    }
    if bold || parted {
        return ends_sentence(lines, at);
    }
    let first = next.split_whitespace().next().unwrap_or("").chars().count();
    let filled = text.chars().count() + 1 + first;
    ends_sentence(lines, at) && widest >= WIDE && filled as f32 <= SHORT * widest as f32
}

/// A few words without the signs that end or part sentences.
fn is_short(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let begins = words.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    begins
        && words.chars().count() <= LONGEST.0
        && (1..=LONGEST.1).contains(&count)
        && words.ends_with(char::is_alphanumeric)
        && !words.contains(['{', '@', '*', '\t', '|', ';', '['])
        && !words.contains("//")
        && words.chars().filter(char::is_ascii_digit).count() <= 2
}

fn begins_sentence(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '[', '“', '"', '¿', '¡']);
    line.starts_with(char::is_uppercase) && !line.ends_with("//")
}

/// Whether the paragraph after a line ends as a sentence does, and is one.
fn ends_sentence(lines: &[Line], at: usize) -> bool {
    let after = lines[at + 1..].iter().skip_while(|line| line.is_blank());
    let paragraph: Vec<&str> =
        after.take_while(|line| !line.is_blank()).map(|line| line.text.trim()).collect();
    let words: usize = paragraph.iter().map(|line| line.split_whitespace().count()).sum();
    let last = paragraph.last().map_or("", |line| line.trim_end_matches(['*', ')', '”', '"']));
    words >= SENTENCE && last.ends_with(['.', '!', '?', ':'])
}
