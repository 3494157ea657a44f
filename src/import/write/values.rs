//! Telephone numbers and addresses that stand in several places, as values: one place to change them.

use std::collections::HashMap;

use super::pieces::Piece;
use crate::number::{self, Home};

/// So many signs a number has that is no short one.
const SHORTEST: usize = 6;

/// So many lines with numbers are looked at in one block; what stands in later ones stays as it is.
const MOST_LINES: usize = 500;

/// So many values a person can keep in view.
const MOST: usize = 40;

/// The values of a booklet, as TOML; where their words stand, in the pieces and in `contact`, are
/// their names.
pub(super) fn take_out(pieces: &mut [&mut Piece], contact: &mut String, home: &Home) -> String {
    let mut found: Vec<(&'static str, String)> = Vec::new();
    for piece in pieces.iter() {
        for (line, number) in numbers(&piece.toml, home) {
            let shown = line.get(number.range.clone()).unwrap_or_default();
            let digits = shown.chars().filter(char::is_ascii_digit).count();
            let plain = shown.chars().all(|c| c.is_ascii_digit() || " ()+-\u{2011}".contains(c));
            if plain && digits >= SHORTEST && number::read(shown, home).is_ok() {
                found.push(("phone", shown.to_owned()));
            }
        }
        for word in piece.toml.split(|c: char| !(c.is_ascii_alphanumeric() || "@.-_+".contains(c)))
        {
            let word = word.trim_matches(['.', '-', '+']);
            if super::contact::is_email(word) {
                found.push(("email", word.to_owned()));
            }
        }
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    found.iter().for_each(|(_, shown)| *counts.entry(shown.as_str()).or_default() += 1);
    let mut values: Vec<(String, String)> = Vec::new();
    for (kind, shown) in &found {
        let several = counts.get(shown.as_str()).is_some_and(|count| *count > 1);
        if several && values.len() < MOST && !values.iter().any(|(_, it)| it == shown) {
            let same = values.iter().filter(|(name, _)| name.starts_with(kind)).count();
            let name = if same == 0 { (*kind).to_owned() } else { format!("{kind}_{}", same + 1) };
            values.push((name, shown.clone()));
        }
    }
    // The longest first: one may be a part of another.
    values.sort_by_key(|(_, shown)| std::cmp::Reverse(shown.len()));
    for (name, shown) in &values {
        for text in pieces.iter_mut().map(|it| &mut it.toml).chain([&mut *contact]) {
            put(text, shown, name);
        }
    }
    values.sort();
    if values.is_empty() {
        return String::new();
    }
    let lines = values.iter().map(|(name, shown)| format!("{name} = \"{shown}\"\n"));
    let head = "# What stands in several places; whoever changes it here changes it everywhere.\n";
    format!("{head}[values]\n{}\n", lines.collect::<String>())
}

/// The telephone numbers of a text, each with the line that it stands in.
fn numbers<'a>(text: &'a str, home: &Home) -> Vec<(&'a str, number::Found)> {
    let long = |line: &&str| line.bytes().filter(u8::is_ascii_digit).count() >= SHORTEST;
    let found = |line: &'a str| number::find(line, home).into_iter().map(move |it| (line, it));
    text.lines().filter(long).take(MOST_LINES).flat_map(found).collect()
}

/// Where some words stand in a text, and not as a part of others.
fn places(text: &str, shown: &str) -> Vec<usize> {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "@+_-{}".contains(c));
    let found = text.match_indices(shown).map(|(at, _)| at);
    let whole = |at: &usize| {
        let (before, after) = (&text[..*at], &text[at + shown.len()..]);
        // A full stop after it ends a sentence, or goes on with an address.
        let goes_on = after.strip_prefix('.').is_some_and(|it| part(it.chars().next()));
        !part(before.chars().next_back())
            && !before.ends_with('.')
            && !part(after.chars().next())
            && !goes_on
            && !before.ends_with("](tel:+")
    };
    found.filter(whole).collect()
}

fn put(text: &mut String, shown: &str, name: &str) {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for at in places(text, shown) {
        let (before, after) = (&text[done..at], &text[at + shown.len()..]);
        // What stands in < and > is an address, and a value is none.
        let bare = before.ends_with('<') && after.starts_with('>');
        if bare {
            out.push_str(&before[..before.len() - 1]);
            out.push_str(&format!("[{{{name}}}](mailto:{{{name}}})"));
        } else {
            out.push_str(before);
            out.push_str(&format!("{{{name}}}"));
        }
        done = at + shown.len() + usize::from(bare);
    }
    out.push_str(&text[done..]);
    *text = out;
}
