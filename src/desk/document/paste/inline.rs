//! Words with bold, stress and links, written with the marks of a booklet.

use crate::uri;

/// A stretch of words that look alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Run {
    pub text: String,
    pub look: Look,
}

/// How words look, and where they lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: bool,
    pub stress: bool,
    pub href: Option<String>,
    /// Raised or lowered.
    pub level: Level,
    /// Hidden or struck out.
    pub unsaid: bool,
}

/// The height of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Level {
    #[default]
    Line,
    Raised,
    Lowered,
}

/// A line break within a paragraph, as it stands in runs.
pub(super) const BREAK: char = '\u{2028}';

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋";

/// A sign of a power or an index in Unicode, since 10 with a raised 6 is not 106.
pub(super) fn at_level(c: char, level: Level) -> char {
    let signs = match level {
        Level::Line => return c,
        Level::Raised => RAISED,
        Level::Lowered => LOWERED,
    };
    let c = if c == '−' { '-' } else { c };
    let place = "0123456789+-".chars().position(|sign| sign == c);
    place.and_then(|at| signs.chars().nth(at)).unwrap_or(c)
}

/// Runs as a text of one paragraph; `marked`: with bold, stress and links.
pub(super) fn written(runs: &[Run], marked: bool) -> String {
    let mut out = String::new();
    for run in &joined(runs) {
        let words = run.text.trim_matches(|c: char| c == ' ' || c == BREAK);
        let start = run.text.len() - run.text.trim_start_matches([' ', BREAK]).len();
        let (before, after) = match words.is_empty() {
            true => (run.text.as_str(), ""),
            false => (&run.text[..start], &run.text[start + words.len()..]),
        };
        out.push_str(before);
        if !words.is_empty() {
            out.push_str(&if marked { with_marks(words, &run.look) } else { escaped(words) });
        }
        out.push_str(after);
    }
    let mut lines: Vec<String> = Vec::new();
    for line in out.split(BREAK) {
        let line = line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            lines.push(line);
        }
    }
    if marked { lines.join(" //\n") } else { lines.join(" ") }
}

/// Runs of one look as one, blanks between with those before them.
fn joined(runs: &[Run]) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs.iter().filter(|run| !run.text.is_empty()) {
        let blank = run.text.chars().all(|c| c == ' ');
        match joined.last_mut() {
            Some(last) if last.look == run.look || blank => last.text.push_str(&run.text),
            _ => joined.push(run.clone()),
        }
    }
    joined
}

fn with_marks(words: &str, look: &Look) -> String {
    let shown = escaped(words);
    let target = look.href.as_deref().and_then(target);
    let linked = match target {
        Some(target) if target == words => return format!("<{target}>"),
        Some(target) => format!("[{shown}]({target})"),
        None => shown,
    };
    match look {
        Look { bold: true, .. } => format!("**{linked}**"),
        Look { stress: true, .. } => format!("*{linked}*"),
        _ => linked,
    }
}

/// An address that a booklet can link to.
fn target(href: &str) -> Option<String> {
    let href = href.trim();
    let known = ["https://", "http://", "mailto:", "tel:", "sms:"];
    let lower = href.to_ascii_lowercase();
    let sound = known.iter().any(|scheme| lower.starts_with(scheme)) && !href.contains(['<', '>']);
    sound.then(|| uri::within_mark(href))
}

/// Words of which nothing is a mark.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek();
        let mark = match c {
            '*' | '{' | '}' | '\\' => true,
            ']' => next == Some(&'('),
            '<' => next.is_some_and(|c| c.is_alphabetic() || *c == '/' || *c == '!'),
            _ => false,
        };
        if mark {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
