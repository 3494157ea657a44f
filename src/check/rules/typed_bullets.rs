//! Bullets and numbers that are typed into a text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::{Kind, Passage, Subject};
use crate::diagnostic::Diagnostic;

rule! {
    /// Bullets or numbers are typed into a text.
    ///
    /// Looks for lines and paragraphs that begin with a bullet such as •, and for two or more that
    /// begin with hyphens, letters or numbers in a row; also for items of a list that have a bullet
    /// or a number typed before them. Rows of `- ` and `1. ` on lines of their own are an error of
    /// `build` already (`block-in-text`).
    ///
    /// ## Who is affected
    ///
    /// People who listen to the booklet. They hear "bullet" in the middle of a sentence, are not
    /// told how long the list is, and cannot go from item to item.
    ///
    /// ## How to mend it
    ///
    /// Use `bullets` or `steps`: the program sets the signs.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "• your scans //\n• your test results"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// bullets = ["your scans", "your test results"]
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 1.3.1 Info and Relationships.
    "typed-bullets": Warning, look
}

/// Signs that are bullets wherever they begin a line.
const BULLETS: [char; 14] =
    ['•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '◆', '➤', '►', '☐', '✓'];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut texts: BTreeMap<usize, Vec<&Passage<'_>>> = BTreeMap::new();
    let mut findings = Vec::new();
    for passage in &subject.passages {
        match passage.kind {
            Kind::Paragraph => texts.entry(passage.group).or_default().push(passage),
            Kind::Item | Kind::Cell => findings.extend(in_item(passage)),
            _ => {}
        }
    }
    findings.extend(texts.values().filter_map(|text| in_text(text)));
    findings
}

/// What begins a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    Bullet,
    Dash,
    Number(u32),
}

/// The sign at the beginning of a line, with a space after it.
fn opening(line: &str) -> Option<(Opening, usize)> {
    let line = line.trim_start();
    let first = line.chars().next()?;
    let (head, _) = line.split_once(char::is_whitespace)?;
    if BULLETS.contains(&first) {
        return Some((Opening::Bullet, first.len_utf8()));
    }
    if matches!(head, "-" | "–" | "—" | "*" | "·" | "+") {
        return Some((Opening::Dash, head.len()));
    }
    let inner = head.trim_start_matches('(').trim_end_matches(['.', ')']);
    if inner.len() == head.len() || inner.is_empty() {
        return None;
    }
    let letter = |c: char| c.is_ascii_lowercase().then(|| u32::from(c) - u32::from('a') + 1);
    let number = match inner.parse::<u32>() {
        Ok(number) if inner.len() <= 2 => Some(number),
        _ if inner.len() == 1 && head.ends_with(')') => inner.chars().next().and_then(letter),
        _ => None,
    };
    number.map(|number| (Opening::Number(number), head.len()))
}

fn in_text(text: &[&Passage<'_>]) -> Option<Diagnostic> {
    let lines: Vec<(&Passage<'_>, Range<usize>, Opening)> = text
        .iter()
        .flat_map(|passage| lines(&passage.text).map(move |range| (*passage, range)))
        .filter_map(|(passage, range)| {
            let (opening, length) = opening(&passage.text[range.clone()])?;
            Some((passage, range.start..range.start + length, opening))
        })
        .collect();
    let bullet = lines.iter().find(|(_, _, opening)| *opening == Opening::Bullet);
    let dashes = lines.iter().filter(|(_, _, opening)| *opening == Opening::Dash).count();
    let (passage, range, opening) = match bullet {
        Some(line) => line,
        None if dashes >= 2 => lines.iter().find(|(_, _, opening)| *opening == Opening::Dash)?,
        None => lines.windows(2).find_map(|pair| match (pair[0].2, pair[1].2) {
            (Opening::Number(one), Opening::Number(two)) if two == one + 1 => Some(&pair[0]),
            _ => None,
        })?,
    };
    let (what, kind) = match opening {
        Opening::Number(_) => ("numbers", "steps"),
        _ => ("bullets", "bullets"),
    };
    Some(complaint(passage, range.clone(), format!("{what} are typed into this text"), kind))
}

/// An item with a second bullet or number before it.
fn in_item(passage: &Passage<'_>) -> Option<Diagnostic> {
    let (opening, length) = opening(&passage.text)?;
    let list = match opening {
        Opening::Bullet => true,
        Opening::Dash | Opening::Number(_) => passage.kind == Kind::Item,
    };
    let (what, kind) = match opening {
        Opening::Number(_) => ("a number is", "steps"),
        _ => ("a bullet is", "bullets"),
    };
    list.then(|| complaint(passage, 0..length, format!("{what} typed before the words"), kind))
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end + 1;
        range
    })
}

fn complaint(
    passage: &Passage<'_>,
    range: Range<usize>,
    message: String,
    kind: &str,
) -> Diagnostic {
    RULE.at(passage.place(range), message)
        .note("people who listen are not told that it is a list, nor how long")
        .help(format!("use a block `{kind}` without the signs: the program sets them"))
}
