//! Spaces that are printed and that nobody wants.

use std::ops::Range;

use crate::check::strings::{self, AString};
use crate::check::{Passage, Subject};
use crate::content::pasted;
use crate::diagnostic::{Diagnostic, Patch};
use crate::source::{Sources, Span};

rule! {
    /// A space stands before a full stop or comma.
    ///
    /// Looks through all words. Lines that look like a table are left to `typed-table`. `check --fix`
    /// takes the spaces out. Two spaces side by side are no matter: they are printed as one.
    ///
    /// ## Who is affected
    ///
    /// Everybody who reads: a full stop may come to stand at the beginning of a line.
    ///
    /// ## How to mend it
    ///
    /// Type no space before a full stop or comma.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Take your tablets . Rest ,then walk."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Take your tablets. Rest, then walk."
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own: words that change track or are deleted in a word processor leave such gaps.
    "stray-space": Warning, look
}

/// Signs that no space stands before in any language.
const STOPS: &str = ",.،";

/// A stretch of the text, and what it is to be.
type Change = (Range<usize>, &'static str);

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let strings = strings::of(subject);
    strings.iter().filter_map(|string| complaint(string, subject)).collect()
}

/// One finding for all of a string, so that a booklet of such a habit is no page of warnings.
fn complaint(string: &AString<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let found: Vec<(&Passage<'_>, Change)> = string
        .passages
        .iter()
        .flat_map(|passage| changes(&passage.text).into_iter().map(move |it| (*passage, it)))
        .collect();
    let (first, (range, new)) = found.first()?;
    let table = string.span.and_then(|span| pasted::find(subject.sources, span));
    if table.is_some_and(|pasted| pasted.tables().next().is_some()) {
        return None;
    }
    let place = first.place(range.clone());
    let message = match found.len() {
        1 => format!("a space stands before “{}”", new.trim()),
        many => format!("spaces stand before full stops or commas in {many} places here"),
    };
    let finding = RULE.at(place, message).note("they are printed as they are typed");
    let help = "take out the spaces that are too many";
    Some(match patch(&found, subject.sources) {
        Some(patch) => finding.fix(help, patch.span, patch.replacement),
        None => finding.help(help),
    })
}

/// One change of the file for all of them, where they stand there as they are.
fn patch(found: &[(&Passage<'_>, Change)], sources: &Sources) -> Option<Patch> {
    let mut patch: Option<Patch> = None;
    for (passage, (range, new)) in found {
        let span = passage.place(range.clone());
        let old = sources.snippet(span);
        let plain = |c: char| is_gap(c) || c == '\t' || STOPS.contains(c);
        if old.is_empty() || !old.chars().all(plain) {
            return None;
        }
        patch = Some(match patch {
            None => Patch { span, replacement: (*new).to_owned() },
            Some(whole) if whole.span.source == span.source && whole.span.end <= span.start => {
                let between = Span { start: whole.span.end, end: span.start, ..span };
                let between = sources.snippet(between);
                Patch {
                    span: Span { end: span.end, ..whole.span },
                    replacement: format!("{}{between}{new}", whole.replacement),
                }
            }
            Some(_) => return None,
        });
    }
    patch
}

fn is_gap(c: char) -> bool {
    c == ' ' || c == '\u{A0}'
}

fn changes(text: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(is_gap) {
        let start = at + found;
        let rest = &text[start..];
        let after = rest.trim_start_matches(is_gap);
        let end = start + rest.len() - after.len();
        at = end;
        if start == 0 || after.is_empty() || text[..start].ends_with('\n') {
            continue;
        }
        if let Some((stop, new)) = before_stop(&text[..start], after) {
            changes.push((start..end + stop, new));
            at = end + stop;
        }
    }
    changes
}

/// The bytes of a full stop or comma that a space parts from its word, and what it is to be.
fn before_stop(before: &str, after: &str) -> Option<(usize, &'static str)> {
    let mut rest = after.chars();
    let stop = rest.next().filter(|c| STOPS.contains(*c))?;
    let next = rest.next();
    let word = before.ends_with(|c: char| c.is_alphanumeric() || ")]”\"’%".contains(c));
    let ends = next.is_none_or(|c| c.is_whitespace() || ")”\"’".contains(c));
    let dots = stop == '.' && rest.clone().find(|c| !c.is_whitespace()) == Some('.');
    if !word || dots {
        return None;
    }
    match (stop, ends) {
        ('.', true) => Some((1, ".")),
        (',', true) => Some((1, ",")),
        ('،', true) => Some(('،'.len_utf8(), "،")),
        (',', false) if next.is_some_and(char::is_alphabetic) => Some((1, ", ")),
        _ => None,
    }
}
