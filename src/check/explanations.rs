//! Where a booklet says what the short form of a unit means.

use std::collections::HashMap;

use super::{Kind, Passage, Subject, amounts};

/// The short forms that are explained, each with the passage and the byte from which on it is known.
#[derive(Debug, Default)]
pub(super) struct Explanations(HashMap<String, (usize, usize)>);

/// The units in full, in small letters, by what a short form stands for.
const FULL: [(&str, &[&str]); 4] = [
    ("micrograms", &["micrograms", "microgram", "microgrammes", "microgramme"]),
    ("nanograms", &["nanograms", "nanogram", "nanogrammes", "nanogramme"]),
    ("units", &["units", "unit"]),
    ("ml", &["millilitres", "millilitre", "milliliters", "milliliter", "ml"]),
];

/// What the passages explain.
pub(super) fn find(subject: &Subject<'_>) -> Explanations {
    let mut found = Explanations::default();
    for (index, passage) in subject.passages.iter().enumerate() {
        // Terms of the glossary and of definitions are explained wherever they stand.
        let term = passage.text.trim();
        if passage.kind == Kind::Plain && amounts::full(term).is_some() {
            found.0.insert(key(term), (0, 0));
        } else if passage.kind != Kind::Citation {
            found.read(index, passage);
        }
    }
    found
}

impl Explanations {
    /// Whether a short form is explained before a byte of a passage, or there. A single letter is a
    /// digit to whoever does not see it well, whatever it means.
    pub(super) fn is_before(&self, short: &str, index: usize, at: usize) -> bool {
        short.len() > 1 && self.0.get(&key(short)).is_some_and(|told| *told <= (index, at))
    }

    fn read(&mut self, index: usize, passage: &Passage<'_>) {
        let text = &*passage.text;
        let mut at = 0;
        for word in text.split(|c: char| !c.is_alphabetic()) {
            let (start, end) = (at, at + word.len());
            at = end + text[end..].chars().next().map_or(0, char::len_utf8);
            let Some(full) = amounts::full(word) else { continue };
            if is_led(&text[..start], full) || is_followed(&text[end..], full) {
                self.0.entry(key(word)).or_insert((index, start));
            }
        }
    }
}

/// One form for both signs of micro, and for capitals.
fn key(short: &str) -> String {
    short.replace(['µ', '\u{3BC}'], "µ").to_lowercase()
}

/// Whether a unit in full leads to its short form: "micrograms (", "50 micrograms (50 ", "micrograms,
/// or ".
fn is_led(before: &str, full: &str) -> bool {
    const LINKS: [&str; 6] =
        ["(", ", or", " or", " written as", " shortened to", " abbreviated to"];
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(80))..];
    let near = near.trim_end_matches(|c: char| {
        c.is_whitespace() || c.is_ascii_digit() || matches!(c, '.' | '“' | '‘' | '"' | '\'')
    });
    let link = LINKS.into_iter().find_map(|link| near.strip_suffix(link));
    link.is_some_and(|near| {
        let near = near.trim_end().trim_end_matches([',', ')']).to_lowercase();
        let near = ["also", "often", "sometimes", "is", "are"]
            .into_iter()
            .fold(&*near, |near, word| near.strip_suffix(word).map_or(near, str::trim_end));
        let near = near.trim_end_matches(|c: char| !c.is_alphabetic());
        let last = near.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        is_full(last, full)
    })
}

/// Whether it follows: "mcg (micrograms)", "mcg means micrograms", "mcg = micrograms".
fn is_followed(after: &str, full: &str) -> bool {
    const LINKS: [&str; 5] = ["(", "means ", "stands for ", "is short for ", "="];
    let near = &after[..after.ceil_char_boundary(80.min(after.len()))];
    let near = near.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '”' | '’' | '"' | '\'' | '.')
    });
    let link = LINKS.into_iter().find_map(|link| near.strip_prefix(link));
    link.is_some_and(|near| {
        let near = near.trim_start_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_digit() || matches!(c, '“' | '‘' | '"' | '.')
        });
        let small = near.to_lowercase();
        let small = small.strip_prefix("international ").unwrap_or(&small);
        let first = small.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        is_full(first, full)
    })
}

fn is_full(word: &str, full: &str) -> bool {
    FULL.iter().any(|(known, names)| *known == full && names.contains(&word))
}
