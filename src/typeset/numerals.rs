//! Finds numbers with all that belongs to them: signs, ranges, dates, units, and amounts that arrows
//! and signs of sums join.
//!
//! Two dates with a dash between them are two numbers, in the order of the words around them: the
//! plain algorithm, CLDR's intervals and word processors all set them so.
//!
//! What is found here must be read as it is written, whatever direction the words around it have.

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use super::arrows;
use super::atoms::{self, AtomKind, is_digit};
use super::dates;
use crate::words::{is_any_spelled_unit, is_latin_unit, trim_end};

/// A number with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) kind: NumeralKind,
}

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumeralKind {
    /// A telephone number.
    Phone,
    /// A web or email address.
    Address,
    /// A number with a unit in Latin letters.
    Measure,
    /// A name that begins with a number: "5-FU", "12-B".
    Name,
    /// Any other number.
    Number,
}

/// All numbers and addresses of a text, in order; none overlap.
pub(super) fn find(text: &str) -> Vec<Numeral> {
    if !text.contains(|c| is_digit(c) || is_fraction(c) || c == '.' || c == '@') {
        return Vec::new();
    }
    let mut found: Vec<Numeral> = Vec::new();
    let atoms = atoms::find(text).into_iter().filter_map(|atom| {
        let kind = match atom.kind {
            AtomKind::Phone => NumeralKind::Phone,
            AtomKind::Address => NumeralKind::Address,
            AtomKind::Measure => return None,
        };
        // A part of two dates looks like a number that is dialled.
        if kind == NumeralKind::Phone && dates::touches(text, &atom.range) {
            return None;
        }
        // Brackets around the whole of it are not the number's.
        let range = match is_bracketed(&text[atom.range.clone()]) {
            true => atom.range.start + 1..atom.range.end - 1,
            false => atom.range,
        };
        Some(Numeral { range, kind })
    });
    let mut at = 0;
    for atom in atoms {
        find_between(text, at..atom.range.start, &mut found);
        at = atom.range.end;
        found.push(atom);
    }
    find_between(text, at..text.len(), &mut found);
    joined(text, found)
}

/// The numbers with those as one that an arrow or a sign of sums joins, or the last digits of another
/// telephone.
fn joined(text: &str, found: Vec<Numeral>) -> Vec<Numeral> {
    let mut joined: Vec<Numeral> = Vec::with_capacity(found.len());
    for numeral in found {
        let last = joined.last_mut().filter(|last| {
            let between = &text[last.range.end..numeral.range.start];
            let lines = between.contains('\n');
            let sum = || is_sum(between, &text[numeral.range.clone()]);
            let native = text[last.range.clone()].contains(is_native_digit);
            !lines && (arrows::is_arrow(between.trim()) || !native && sum())
                || last.kind == NumeralKind::Phone && between == "/"
        });
        match last {
            Some(last) => {
                last.range.end = numeral.range.end;
                if numeral.kind == NumeralKind::Name || last.kind == NumeralKind::Number {
                    last.kind = numeral.kind;
                }
            }
            None => joined.push(numeral),
        }
    }
    joined
}

/// Whether what stands between two numbers, or before the second as a part of it, makes one
/// expression of them: 10 mg ± 2 mg, 10 mg × 2, 5 < 10.
fn is_sum(between: &str, second: &str) -> bool {
    let sign = between.trim_matches(is_gap);
    match sign {
        "" => between.chars().all(is_gap) && second.starts_with(['±', '<', '≤', '>', '≥']),
        "±" | "+/-" | "+/−" | "×" | "÷" | "·" | "≤" | "≥" | "<" | ">" => true,
        _ => false,
    }
}

/// Whether brackets stand around the whole of a number, and not around its beginning.
fn is_bracketed(number: &str) -> bool {
    number.starts_with('(') && number.find(')') == Some(number.len() - 1)
}

/// Numbers of a part of the text that are neither dialled nor addresses.
fn find_between(text: &str, part: Range<usize>, found: &mut Vec<Numeral>) {
    let mut from = part.start;
    let begins = |c: char| is_digit(c) || is_fraction(c);
    while let Some(at) = text[from..part.end].find(begins).map(|at| from + at) {
        let start = at - sign_before(&text[..at], from);
        let (end, kind) = NumeralReader { text: &text[..part.end], at }.number();
        found.push(Numeral { range: start..end, kind });
        from = end;
    }
}

/// How many bytes directly before a number, from a place on, belong to it: "−", "≥ ", "£", the point
/// of ".5".
fn sign_before(before: &str, from: usize) -> usize {
    let mut start = before.len();
    while start > from {
        let rest = &before[..start];
        let Some(sign) = rest.chars().next_back() else { break };
        let further = &rest[..rest.len() - sign.len_utf8()];
        let begins = further
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || "([{“‘«\"'/".contains(c) || is_sign(c));
        let own = match sign {
            '>' if arrows::ends_typed(rest) => false,
            _ if is_sign(sign) => true,
            '-' | '\u{2010}' | '\u{2011}' | '−' | '–' | '.' | '%' | '#' => begins,
            ' ' | '\u{A0}' => further.ends_with(is_comparison) && !arrows::ends_typed(further),
            _ => false,
        };
        if !own {
            break;
        }
        start = further.len();
    }
    before.len() - start
}

/// Signs that belong to the number after them whatever is before.
fn is_sign(c: char) -> bool {
    is_comparison(c) || "+£€$".contains(c)
}

fn is_comparison(c: char) -> bool {
    "<>≤≥≈~±".contains(c)
}

/// Reads a number from its first digit on.
struct NumeralReader<'t> {
    text: &'t str,
    at: usize,
}

impl NumeralReader<'_> {
    fn number(&mut self) -> (usize, NumeralKind) {
        let mut kind = NumeralKind::Number;
        if let Some(end) = dates::before_another(self.text, self.at) {
            return (end, kind);
        }
        loop {
            let first = self.at;
            self.digits();
            while self.goes_on(first) {
                self.digits();
            }
            match self.name() {
                Some(name) => kind = name,
                None if self.unit() && kind != NumeralKind::Name => kind = NumeralKind::Measure,
                None => {}
            }
            let goes_on = self.range() || kind == NumeralKind::Name && self.amount();
            if !goes_on {
                return (self.at, kind);
            }
        }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes a text that stands next.
    fn take(&mut self, length: usize) -> bool {
        self.at += length;
        length > 0
    }

    fn digits(&mut self) {
        let digit = |c: char| is_digit(c) || is_fraction(c) || is_raised(c);
        let rest = self.rest();
        let length = rest.find(|c| !digit(c)).unwrap_or(rest.len());
        self.take(length);
    }

    /// Whether more digits follow a sign or a blank, which is then taken.
    fn goes_on(&mut self, first: usize) -> bool {
        let rest = self.rest();
        let mut signs = rest.chars();
        let Some(sign) = signs.next() else { return false };
        let digit_after = |at: usize| {
            let after = rest[at..].chars().next();
            after.is_some_and(|c| is_digit(c) || is_fraction(c))
        };
        if is_inner(sign) && digit_after(sign.len_utf8()) {
            return self.take(sign.len_utf8());
        }
        if !is_gap(sign) {
            return false;
        }
        let gap = sign.len_utf8();
        if rest[gap..].starts_with(is_fraction) || self.is_thousand(first, gap) {
            return self.take(gap);
        }
        // "2 – 3", "1 + 0 + 1".
        let mut after = rest[gap..].chars();
        let (Some(operator), Some(blank)) = (after.next(), after.next()) else { return false };
        let length = gap + operator.len_utf8() + blank.len_utf8();
        let joins = (is_dash(operator) || "×+/:=&".contains(operator)) && is_gap(blank);
        joins && digit_after(length) && !self.is_always(length) && self.take(length)
    }

    /// Whether what follows so many bytes is when a number of three digits answers, as in
    /// "112 – 24/7", "999 – 9:00": with it, it is no range.
    fn is_always(&self, ahead: usize) -> bool {
        let number = self.text[..self.at].rsplit(|c| !is_digit(c)).next().unwrap_or_default();
        let joint = self.rest()[..ahead].trim_matches(is_gap);
        if !joint.starts_with(is_dash) || joint.len() == ahead {
            return false;
        }
        let after = &self.rest()[ahead..];
        let digits: String = after.chars().take_while(|c| is_digit(*c)).collect();
        let hour = digits.chars().count() <= 2
            && after[digits.len()..]
                .strip_prefix([':', '.'])
                .is_some_and(|m| m.starts_with(is_digit));
        let whole_day = matches!(&*digits, "24" | "٢٤" | "۲۴");
        let seven =
            after[digits.len()..].strip_prefix('/').is_some_and(|d| d.starts_with(['7', '٧', '۷']));
        whole_day && seven || number.chars().count() == 3 && (hour || whole_day)
    }

    /// Whether three digits follow the blank that is next, as in "10 000".
    fn is_thousand(&self, first: usize, gap: usize) -> bool {
        let before = self.text[first..self.at].chars().rev().take_while(|c| is_digit(*c)).count();
        let after = self.rest()[gap..].chars().take_while(|c| is_digit(*c)).count();
        before <= 3 && after == 3
    }

    /// Takes what makes a number a name or a rate: "-FU", "/B", "/day". Says which of them it is.
    fn name(&mut self) -> Option<NumeralKind> {
        let rest = self.rest();
        let joint = rest.chars().next().filter(|c| is_dash(*c) || *c == '/')?;
        let part = |c: char| is_latin(c) || is_digit(c) || is_dash(c) || c == '/' || c == '\'';
        let after = &rest[joint.len_utf8()..];
        let word = &after[..after.find(|c| !part(c)).unwrap_or(after.len())];
        let word = word.trim_end_matches(|c| !is_latin(c) && !is_digit(c));
        if !word.starts_with(is_latin) {
            return None;
        }
        let kind = match word {
            _ if is_latin_unit(word) => NumeralKind::Measure,
            _ if is_any_spelled_unit(word) => NumeralKind::Number,
            _ if joint == '/' && !word.starts_with(char::is_uppercase) => NumeralKind::Number,
            _ => NumeralKind::Name,
        };
        self.take(joint.len_utf8() + word.len());
        Some(kind)
    }

    /// Whether a number follows a blank, which is then taken: "5-ASA 500 mg".
    fn amount(&mut self) -> bool {
        let mut rest = self.rest().chars();
        let Some(gap) = rest.next().filter(|c| is_gap(*c)) else { return false };
        rest.next().is_some_and(is_digit) && self.take(gap.len_utf8())
    }

    /// Takes the unit after a number: "%", " mg/kg", "mg". Says whether a blank parts the two.
    fn unit(&mut self) -> bool {
        if self.next().is_some_and(is_letter) {
            self.word();
        }
        while let Some(sign) = self.next().filter(|c| "%‰°′″+".contains(*c)) {
            self.take(sign.len_utf8());
            self.word();
        }
        let Some(gap) = self.next().filter(|c| is_gap(*c)).map(char::len_utf8) else {
            return false;
        };
        let word = &self.rest()[gap..];
        let unit = &word[..word
            .find(|c| !is_letter(c) && !is_raised(c) && c != '/' && c != '.')
            .unwrap_or(word.len())];
        let whole = !word[unit.len()..].starts_with(|c: char| c.is_alphabetic() && c < '\u{590}');
        let unit = trim_end(unit).trim_end_matches('/');
        // "mol⁻¹" is a unit with its power.
        let plain: String = unit.chars().filter(|c| !is_raised(*c)).collect();
        let length = gap + unit.len();
        is_latin_unit(&plain) && whole && self.take(length)
    }

    /// Takes letters that touch a number, with their strokes: "mg/kg".
    fn word(&mut self) {
        let rest = self.rest();
        let end = rest.find(|c| !is_letter(c) && c != '/').unwrap_or(rest.len());
        let length = rest[..end].trim_end_matches('/').len();
        self.take(length);
    }

    /// Whether another number follows a dash or a stroke, which is then taken: "9 am – 5 pm",
    /// "30 mg/500 mg".
    fn range(&mut self) -> bool {
        let rest = self.rest();
        let gap = |text: &str| text.chars().next().filter(|c| is_gap(*c)).map_or(0, char::len_utf8);
        let before = gap(rest);
        let Some(joint) = rest[before..].chars().next() else { return false };
        if !is_dash(joint) && joint != '/' {
            return false;
        }
        let length = before + joint.len_utf8();
        let length = length + gap(&rest[length..]);
        rest[length..].starts_with(is_digit) && !self.is_always(length) && self.take(length)
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || "°℃µμ²³%‰".contains(c)
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && bidi_class(c) == BidiClass::L
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '−')
}

fn is_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '⅐'..='⅞')
}

/// Digits of powers and their signs: 10⁹, 10⁻³.
fn is_raised(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁺' | '⁻')
}

fn is_native_digit(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

/// Signs within a number or between the parts of a date.
fn is_inner(c: char) -> bool {
    is_dash(c) || ".,:/'’×*+٫٬·".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|numeral| &text[numeral.range]).collect()
    }

    #[test]
    fn a_number_holds_what_belongs_to_it() {
        for number in [
            "5",
            "2.5",
            "2–3",
            "10/20",
            "9:30",
            "9:30–17:00",
            "12/03/2026",
            "2026-03-12",
            "50%",
            "−5 °C",
            "-5",
            "≥ 38 °C",
            "<5",
            "£5",
            "10 000",
            "1 ½",
            "½ → 1",
            "2 × 500 mg",
            "1 + 0 + 1",
            "30 mg",
            "30mg",
            "2.5–5 mg/kg",
            "30 mg/500 mg",
            "9 am – 5 pm",
            "9am",
            "65+",
            ".5 mg",
            "120/80 mmHg",
            "0808 157 0127",
            "+44 (0)20 7946 0000",
            "(020) 7946 0000",
            "www.example.org/a",
            "٣٠ mg",
            "5-FU",
            "12-B",
            "3/B",
            "5-ASA 500 mg",
            "17-β-estradiol",
            "7-day",
            "10-mg",
            "5/day",
            "3 & 4",
            "2.5 mg → 5 mg",
            "20 mg → 10 mg → 5 mg",
            "2.5 mg -> 5 mg",
            "5 mg ← 10 mg",
            "£5 => £10",
            "0808 157 0127 → 0808 157 0128",
            "07700 900 123/124",
            "10 mg ± 2 mg",
            "10 mg +/- 2 mg",
            "5 mg × 2",
            "5 < 10",
            "4.5 × 10⁹/L",
            "10⁻³ mol/L",
            "5 mol⁻¹",
        ] {
            for text in [format!("قبل {number} بعد"), format!("({number}), x"), number.to_owned()]
            {
                assert_eq!(found(&text), [number], "{text}");
            }
        }
    }

    #[test]
    fn numbers_that_are_not_one_are_apart() {
        assert_eq!(found("30 mg, 5 mg"), ["30 mg", "5 mg"]);
        assert_eq!(found("30 mg + 500 mg"), ["30 mg", "500 mg"]);
        assert_eq!(found("ב-5 ימים"), ["5"]);
        assert_eq!(found("30 mgs in 5 NHS beds"), ["30", "5"]);
        assert_eq!(found("30 mg/يوم"), ["30 mg"]);
        assert_eq!(found("5 - "), ["5"]);
        assert_eq!(found("1 2 3"), ["1", "2", "3"]);
        assert_eq!(found("قبل -> 5 mg"), ["5 mg"]);
        assert_eq!(found("5 mg →\n10 mg"), ["5 mg", "10 mg"]);
        for hours in ["24/7", "9:00"] {
            assert_eq!(found(&format!("112 – {hours}")), ["112", hours]);
        }
        assert_eq!(found("100 – 120"), ["100 – 120"]);
        assert_eq!(found("12/03/2026-14/03/2026"), ["12/03/2026", "14/03/2026"]);
        assert_eq!(found("12.3.2026 – 14.3.2026"), ["12.3.2026", "14.3.2026"]);
        assert_eq!(found("10 mg ± 2 mg, 5 mg"), ["10 mg ± 2 mg", "5 mg"]);
        assert_eq!(found("no digits. At all"), [""; 0]);
    }

    #[test]
    fn kinds_are_told_apart() {
        let kinds: Vec<_> =
            find("0808 157 0127, 30 mg, 2–3, a@b.org").into_iter().map(|n| n.kind).collect();
        assert_eq!(
            kinds,
            [NumeralKind::Phone, NumeralKind::Measure, NumeralKind::Number, NumeralKind::Address]
        );
    }
}
