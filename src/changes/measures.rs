//! Numbers with their units, dates, and addresses, each found whole in running text.

use std::ops::Range;

use super::state::Class;
use crate::language::{Facts, Language};
use crate::words::{Phrases, is_any_spelled_unit, is_unit, trim_end};

/// What stands before a word and is none of it.
const OPENING: [char; 11] = ['(', '[', '“', '‘', '"', '\'', '„', '«', '‹', '¿', '¡'];

/// A stretch between spaces, and the same without the signs around it.
struct Chunk {
    whole: Range<usize>,
    core: Range<usize>,
}

/// Finds them, in order.
pub(super) fn find(text: &str, language: &Language) -> Vec<(Range<usize>, Class)> {
    let chunks = chunks(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chunks.len() {
        let found_here = address(text, &chunks[at])
            .map(|range| (range, Class::Address, 1))
            .or_else(|| date(text, &chunks[at..], language).map(|(it, n)| (it, Class::Date, n)))
            .or_else(|| amount(text, &chunks[at..], language));
        match found_here {
            Some((range, class, count)) => {
                found.push((range, class));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

fn chunks(text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut at = 0;
    for piece in text.split(' ') {
        let whole = at..at + piece.len();
        at = whole.end + 1;
        let inner = piece.trim_start_matches(OPENING);
        let start = whole.end - inner.len();
        let core = start..start + trim_end(inner).len();
        if !core.is_empty() {
            chunks.push(Chunk { whole, core });
        }
    }
    chunks
}

/// A web or email address: it has a scheme, begins with www, or has an @ or a name with a stroke.
fn address(text: &str, chunk: &Chunk) -> Option<Range<usize>> {
    let word = &text[chunk.core.clone()];
    let lower = word.to_lowercase();
    let name = lower.split('/').next().unwrap_or_default();
    let domain = |name: &str| {
        let (before, last) = name.rsplit_once('.').unwrap_or_default();
        let letters = |c: char| c.is_alphabetic();
        before.chars().any(letters) && last.chars().count() >= 2 && last.chars().all(letters)
    };
    let email = lower.split_once('@').is_some_and(|(own, host)| !own.is_empty() && domain(host));
    let web = lower.contains("://") || lower.starts_with("www.") || domain(name) && word.is_ascii();
    (email || web).then(|| chunk.core.clone())
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| !c.is_numeric());
    let rest = &word[digits.len()..];
    let number = digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    number && ["", "st", "nd", "rd", "th", ".", "er", "º", "°", "ª", "af", "fed"].contains(&rest)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1900..=2199).contains(&year))
}

/// Whether a word is the name of a month, which begins as a name does where others might be meant.
pub(super) fn is_month(word: &str, language: &Language) -> bool {
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    (capital || language.primary() != "en") && word.len() > 3 && names_month(word, language)
}

fn names_month(word: &str, language: &Language) -> bool {
    let lower = word.to_lowercase();
    let whole = [Phrases::of(language), Phrases::of(&Language::english())];
    let named = whole.iter().any(|it| it.months.iter().any(|month| month.to_lowercase() == lower));
    let english = Phrases::of(&Language::english()).months;
    named || english.iter().any(|month| word.len() == 3 && month[..3].eq_ignore_ascii_case(word))
}

/// A date that begins with the first chunk: day, month and year as far as they are there.
fn date(text: &str, chunks: &[Chunk], language: &Language) -> Option<(Range<usize>, usize)> {
    let first = chunks.first()?;
    let core = |at: usize| chunks.get(at).map(|it| &text[it.core.clone()]);
    let reach = |at: usize| (first.core.start..chunks[at].core.end, at + 1);
    let whole = &text[first.core.clone()];
    let numeric: Vec<&str> = whole.split(['/', '.', '-']).collect();
    if numeric.len() == 3
        && numeric.iter().all(|it| (1..=4).contains(&it.len()) && it.parse::<u16>().is_ok())
    {
        return Some(reach(0));
    }
    // The full stop behind a day is no end of a sentence: "3. März".
    let link = Facts::of(language).and_then(|it| it.date_link);
    let linked = |at: usize| {
        let is_link = core(at).is_some_and(|it| link == Some(it) || it == "of");
        if is_link { at + 1 } else { at }
    };
    let month = |at: usize| core(at).is_some_and(|it| names_month(it, language));
    let year = |at: usize| core(at).is_some_and(is_year);
    if is_day(whole) && month(linked(1)) {
        let at = linked(1);
        return Some(if year(linked(at + 1)) { reach(linked(at + 1)) } else { reach(at) });
    }
    if month(0) && whole.chars().next().is_some_and(char::is_uppercase) {
        let ended = first.whole.end != first.core.end;
        return match () {
            () if ended => None,
            () if core(1).is_some_and(is_day) => Some(reach(if year(2) { 2 } else { 1 })),
            () if year(1) => Some(reach(1)),
            () => None,
        };
    }
    None
}

/// A number that begins with the first chunk, with what is behind it as far as it belongs to it.
fn amount(
    text: &str,
    chunks: &[Chunk],
    language: &Language,
) -> Option<(Range<usize>, Class, usize)> {
    let first = chunks.first()?;
    let word = &text[first.core.clone()];
    if !word.chars().any(char::is_numeric) {
        return None;
    }
    let digits = |word: &str| word.chars().all(char::is_numeric);
    // Signs after a number part it from what follows.
    let open = |at: usize| {
        chunks[at].whole.end == chunks[at].core.end
            && chunks.get(at + 1).is_some_and(|next| next.whole.start == next.core.start)
    };
    let mut last = 0;
    if word.chars().count() <= 3 && digits(word) {
        while open(last) {
            let next = &text[chunks[last + 1].core.clone()];
            let thousand = next.split(['.', ',']).next().unwrap_or_default();
            if thousand.len() != 3 || !digits(thousand) {
                break;
            }
            last += 1;
        }
    }
    if open(last) {
        let next = &text[chunks[last + 1].core.clone()];
        let measures = |next: &str| {
            let lower = next.to_lowercase();
            Facts::of(language).is_some_and(|it| it.measures.contains(&&*lower))
        };
        if is_unit(next) || is_any_spelled_unit(next) || measures(next) {
            last += 1;
        }
    }
    Some((first.core.start..chunks[last].core.end, Class::Number, last + 1))
}
