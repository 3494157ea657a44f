//! The words of a text that belong to each of its numbers: "Day: 01632 960123, night: 01632 960124".

use std::ops::Range;

use super::doubt::Listed;
use crate::language::Telephone;

/// What is dialled for a number that was written in full.
pub(super) type Dials<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Signs between two numbers with their words, the strongest first.
const SIGNS: [&[char]; 3] = [&[';', '\n', '|'], &['/'], &[',', '،']];

/// Signs that no label begins or ends with.
const EDGES: [char; 9] = [' ', '\u{A0}', ',', ';', '/', '|', '\n', '&', '،'];

/// More bytes between two numbers are not looked through.
const LONGEST: usize = 400;

/// Adds to each number the words that belong to it, where its whole with them still dials what it
/// dials without. `places` are those of the numbers in the text.
pub(super) fn add(text: &str, places: &[Range<usize>], listed: &mut [Listed], dials: Dials<'_>) {
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
    let (lead, tail) = (&text[..first.start], &text[last.end..]);
    // Words before the first number alone: each has its words before it.
    let before = is_wordy(lead) && !is_wordy(tail);
    let mut fronts = vec![lead];
    let mut backs = Vec::new();
    for pair in places.windows(2) {
        let between = text.get(pair[0].end..pair[1].start).unwrap_or_default();
        let (back, front) = parted(between, before);
        backs.push(back);
        fronts.push(front);
    }
    backs.push(tail);
    for ((number, front), back) in listed.iter_mut().zip(fronts).zip(backs) {
        let Some(written) = &number.written else { continue };
        let words = with_words(front, written, back);
        number.words =
            Some(words).filter(|it| dials(it).is_some_and(|it| Some(it) == dials(written)));
    }
}

fn is_wordy(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// What of the words between two numbers belongs to the first and what to the second.
fn parted(between: &str, before: bool) -> (&str, &str) {
    if between.len() > LONGEST {
        return (between, "");
    }
    let within = |at: usize| {
        let count = |signs: [char; 2]| between[..at].matches(signs).count();
        count(['(', '[']) > count([')', ']'])
    };
    for signs in SIGNS {
        let mut outside = between.match_indices(signs).filter(|(at, _)| !within(*at));
        if let Some((at, sign)) = outside.next_back() {
            return (&between[..at], &between[at + sign.len()..]);
        }
    }
    // A bracket that is not closed holds the second number.
    if let Some(at) = between.rfind(['(', '[']).filter(|at| !between[*at..].contains([')', ']'])) {
        return (&between[..at], &between[at + 1..]);
    }
    let mut words = between.split_inclusive(char::is_whitespace);
    let mut at = 0;
    let joint = words.find_map(|word| {
        let start = at;
        at += word.len();
        Telephone::all().or.contains(&&*word.trim().to_lowercase()).then_some((start, at))
    });
    match joint {
        Some((start, end)) => (&between[..start], &between[end..]),
        None if before => ("", between),
        None => (between, ""),
    }
}

/// A number with the words around it, without the signs and brackets that parted it from others.
fn with_words(front: &str, written: &str, back: &str) -> String {
    let front = without_joint(front.trim_start_matches(EDGES));
    let back = without_joint_behind(back.trim_end_matches(EDGES));
    let mut words = format!("{front}{written}{back}").trim().to_owned();
    if let Some(sign) = lone_bracket(&words) {
        words.remove(sign);
    }
    words.trim().to_owned()
}

/// Words without an "or" before them.
fn without_joint(front: &str) -> &str {
    match front.split_once(char::is_whitespace) {
        Some((word, rest))
            if Telephone::all().or.contains(&&*word.to_lowercase()) && word.len() > 1 =>
        {
            rest.trim_start()
        }
        _ if Telephone::all().or.contains(&&*front.trim().to_lowercase()) => "",
        _ => front,
    }
}

/// Words without an "or" or a "to" behind them.
fn without_joint_behind(back: &str) -> &str {
    let joint = |word: &str| {
        let word = word.to_lowercase();
        Telephone::all().or.contains(&&*word) || Telephone::all().to.contains(&&*word)
    };
    match back.rsplit_once(char::is_whitespace) {
        Some((rest, word)) if joint(word) => rest.trim_end_matches(EDGES),
        _ => back,
    }
}

/// Where a bracket stands without its partner.
fn lone_bracket(words: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, c) in words.char_indices() {
        match c {
            '(' | '[' => open.push(at),
            ')' | ']' if open.pop().is_none() => return Some(at),
            _ => {}
        }
    }
    open.pop()
}
