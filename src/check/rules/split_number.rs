//! Soft hyphens within numbers.

use std::ops::Range;

use crate::check::{Passage, Subject};
use crate::content::Reach;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

const SOFT: char = '\u{AD}';

/// A number is told with no more than so many signs on either side of a soft hyphen.
const REACH: usize = 40;

rule! {
    /// A soft hyphen stands within a number.
    ///
    /// Looks in all languages for the invisible sign U+00AD between digits, or between digits and the
    /// comma, point, blank or hyphen that parts them, also in the telephone numbers of contact points.
    ///
    /// ## Who is affected
    ///
    /// Everybody who reads the number: where a line ends there, 1,000,000 units come out as "1,000,-"
    /// with "000 units" on the next line, and a telephone number as two.
    ///
    /// ## How to mend it
    ///
    /// Take the soft hyphen out. Where the number is too wide for its column, give it more room: fewer
    /// or wider columns, or a list in place of the table.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Inject 1,000,\u00AD000 units."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Inject 1,000,000 units."
    /// ```
    ///
    /// ## Source
    ///
    /// The Unicode Standard, on U+00AD soft hyphen (it marks where a word may be hyphenated); NHS
    /// Common User Interface, Medication Line, on numbers.
    "split-number": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let passages = subject.passages.iter().flat_map(|passage| in_passage(passage, subject.sources));
    let points = subject.book.contact.points.iter().filter(|point| point.own);
    let numbers = points.flat_map(|it| [&it.phone, &it.sms, &it.textphone]).flatten();
    passages.chain(numbers.flat_map(|reach| in_reach(reach, subject.sources))).collect()
}

fn in_passage(passage: &Passage<'_>, sources: &Sources) -> Vec<Diagnostic> {
    let found = split(&passage.text).into_iter();
    let found = found.map(|(at, number)| {
        let sign = passage.place(at..at + SOFT.len_utf8());
        complaint(&passage.text[number.clone()], passage.place(number), sign, sources)
    });
    found.collect()
}

fn in_reach(reach: &Reach, sources: &Sources) -> Vec<Diagnostic> {
    let words = &reach.shown;
    let found = split(&words.text).into_iter();
    let found = found.map(|(at, number)| {
        let sign = words.place(at..at + SOFT.len_utf8());
        complaint(&words.text[number.clone()], words.place(number), sign, sources)
    });
    found.collect()
}

fn complaint(number: &str, place: Span, sign: Span, sources: &Sources) -> Diagnostic {
    let number = number.replace(SOFT, "");
    let finding = RULE
        .at(place, format!("a soft hyphen stands within the number “{number}”"))
        .note("where a line ends there, it is read as two numbers with a hyphen between them");
    let words = "take it out; if the number is too wide for its column, give it more room";
    // A value's use is no place to change.
    let written = sources.file(sign.source).text.get(sign.range());
    match written {
        Some("\u{AD}" | "\\u00AD" | "\\u00ad" | "\\u00Ad" | "\\u00aD") => {
            finding.fix(words, sign, "")
        }
        _ => finding.help(words),
    }
}

/// The first soft hyphen of each number that has one, with the number.
fn split(text: &str) -> Vec<(usize, Range<usize>)> {
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, _) in text.match_indices(SOFT) {
        if found.last().is_some_and(|(_, last)| at < last.end) {
            continue;
        }
        let start = at - part(text[..at].chars().rev());
        let end = at + SOFT.len_utf8() + part(text[at + SOFT.len_utf8()..].chars());
        let (before, after) = (&text[start..at], &text[at + SOFT.len_utf8()..end]);
        // A unit or a word may follow: "24-stündig".
        if before.contains(char::is_numeric) && after.contains(char::is_numeric) {
            found.push((at, start..end));
        }
    }
    found
}

/// How many bytes belong to a number: digits, and single signs between them.
fn part(signs: impl Iterator<Item = char>) -> usize {
    let (mut bytes, mut length, mut parted) = (0, 0, false);
    for c in signs.take(REACH) {
        bytes += c.len_utf8();
        if c.is_numeric() {
            (length, parted) = (bytes, false);
        } else if c != SOFT {
            if parted || !is_separator(c) {
                break;
            }
            parted = true;
        }
    }
    length
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '·' | ':' | '/' | '-' | '\'' | '’' | ' ' | '\u{A0}' | '\u{202F}')
        || matches!(c, '\u{2009}' | '\u{2010}'..='\u{2013}' | '٫' | '٬')
}
