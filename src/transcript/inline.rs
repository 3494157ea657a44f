//! Marked-up words as plain ones: the address after a link, and numbers kept in order among
//! letters that run from right to left.

use std::collections::HashSet;

use crate::content::{Inline, Link, Target};
use crate::language::Direction;
use crate::words::{is_latin_unit, trim_end};

/// U+2066 and U+2069: what stands between them runs from left to right, whatever is around it
/// (UAX 9). Without them "0808 157 0127" in an Arabic sentence reads "0127 157 0808".
const ISOLATE: [char; 2] = ['\u{2066}', '\u{2069}'];

/// Turns marked-up words into plain ones.
#[derive(Debug)]
pub(super) struct Speller {
    shows_addresses: bool,
    shown: HashSet<String>,
}

impl Speller {
    pub(super) fn new(shows_addresses: bool) -> Self {
        Self { shows_addresses, shown: HashSet::new() }
    }

    /// Begins a chapter: each address is shown once more.
    pub(super) fn forget_addresses(&mut self) {
        self.shown.clear();
    }

    /// The words alone, with the addresses of links; a line end is one that the author asked for.
    pub(super) fn spell(&mut self, inlines: &[Inline], direction: Direction) -> String {
        let mut text = String::new();
        self.collect(inlines, direction, &mut text);
        text
    }

    fn collect(&mut self, inlines: &[Inline], direction: Direction, into: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Words(words) => into.push_str(&plain(&words.text, direction)),
                Inline::LineBreak(_) => into.push('\n'),
                Inline::Strong(inner) | Inline::Em(inner) => self.collect(inner, direction, into),
                Inline::Language(language, inner) => {
                    self.collect(inner, language.direction(), into);
                }
                Inline::Link(link) => self.link(link, direction, into),
            }
        }
    }

    fn link(&mut self, link: &Link, direction: Direction, into: &mut String) {
        let mut words = String::new();
        self.collect(&link.words, Direction::LeftToRight, &mut words);
        let outward = matches!(link.target, Target::Address(_));
        if direction == Direction::RightToLeft && outward && words.is_ascii() {
            into.push_str(&isolated(&words));
        } else {
            self.collect(&link.words, direction, into);
        }
        let Some(address) = &link.address else { return };
        if self.shows_addresses && self.shown.insert(address.clone()) {
            into.push_str(&format!(" ({})", latin(address, direction)));
        }
    }
}

/// Words without marks. Soft hyphens are left out: no line ends at one here.
pub(super) fn plain(text: &str, direction: Direction) -> String {
    let text = text.replace('\u{AD}', "");
    match direction {
        Direction::LeftToRight => text,
        Direction::RightToLeft => isolate_numbers(&text),
    }
}

/// An address or number that is written from left to right in every language.
pub(super) fn latin(text: &str, direction: Direction) -> String {
    match direction {
        Direction::LeftToRight => text.to_owned(),
        Direction::RightToLeft => isolated(text),
    }
}

fn isolated(text: &str) -> String {
    let [open, close] = ISOLATE;
    format!("{open}{text}{close}")
}

/// Puts numbers of several groups of digits, such as telephone numbers, between isolates.
fn isolate_numbers(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|sign: char| sign.is_ascii_digit() || sign == '+') {
        let number = number_at(&rest[at..]);
        let number = with_unit(&rest[at..], number);
        result.push_str(&rest[..at]);
        if number.len() > 1 && number.contains([' ', '+', '\u{A0}', '\u{202F}']) {
            result.push_str(&isolated(number));
        } else {
            result.push_str(number);
        }
        rest = &rest[at + number.len()..];
    }
    result.push_str(rest);
    result
}

/// A number with the unit after it, if that is written from left to right: "5 mg".
fn with_unit<'t>(text: &'t str, number: &'t str) -> &'t str {
    let after = &text[number.len()..];
    // The rest of "2.5" or "10–20", then a blank.
    let inner = after.find(|c: char| !c.is_ascii_digit() && !".,-–/×".contains(c));
    let Some(at) = inner else { return number };
    let blank = after[at..].chars().next().filter(|c| " \u{A0}\u{202F}".contains(*c));
    let Some(blank) = blank else { return number };
    let start = number.len() + at + blank.len_utf8();
    let word = text[start..]
        .split_whitespace()
        .next()
        .filter(|_| text[start..].starts_with(|c: char| !c.is_whitespace()));
    let unit = word.map_or("", trim_end);
    if is_latin_unit(unit) { &text[..start + unit.len()] } else { number }
}

/// The digits at the start of a text, with the signs that telephone numbers hold between them.
fn number_at(text: &str) -> &str {
    let end = text
        .find(|sign: char| !sign.is_ascii_digit() && !"+ ()-".contains(sign))
        .unwrap_or(text.len());
    let digits = text[..end].trim_end_matches(|sign: char| !sign.is_ascii_digit());
    // A plus that begins no number is a sign like any other.
    if digits.is_empty() { &text[..1] } else { digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_keep_their_order_in_arabic() {
        let spelt = plain("اتصل على 0808 157 0127 من 9 إلى 5", Direction::RightToLeft);
        assert_eq!(spelt, "اتصل على \u{2066}0808 157 0127\u{2069} من 9 إلى 5");
        let spelt = plain("(+44 20 7946 0321)", Direction::RightToLeft);
        assert_eq!(spelt, "(\u{2066}+44 20 7946 0321\u{2069})");
    }

    #[test]
    fn a_number_and_its_unit_keep_their_order_in_arabic() {
        let spelt = plain("خذ 2.5 mg، أو 38 °C.", Direction::RightToLeft);
        assert_eq!(spelt, "خذ \u{2066}2.5 mg\u{2069}، أو \u{2066}38 °C\u{2069}.");
    }

    #[test]
    fn english_has_no_isolates() {
        assert_eq!(plain("call 0808 157 0127", Direction::LeftToRight), "call 0808 157 0127");
    }

    #[test]
    fn a_lone_plus_is_kept() {
        assert_eq!(plain("أ + ب", Direction::RightToLeft), "أ + ب");
    }

    #[test]
    fn soft_hyphens_are_left_out() {
        assert_eq!(plain("chemo\u{AD}therapy", Direction::LeftToRight), "chemotherapy");
    }
}
