//! Finds telephone numbers, addresses and measures in text: what must stay in order and in one
//! piece.

use std::ops::Range;

use super::addresses;
use crate::words::{is_latin_unit, trim_end as trim_word};

/// A stretch of text with rules of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: AtomKind,
}

/// What must stay in order and in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtomKind {
    /// A number that is dialled.
    Phone,
    /// A web or email address.
    Address,
    /// A number with a unit in Latin letters.
    Measure,
}

/// Telephone numbers, addresses and measures, in order.
#[must_use]
pub fn find(text: &str) -> Vec<Atom> {
    let mut atoms = Vec::new();
    // Nothing to find without a digit, a full stop or an at sign.
    if !text.bytes().any(|b| b.is_ascii_digit() || b == b'.' || b == b'@' || b >= 0xD9) {
        return atoms;
    }
    let (mut end, mut before, mut second_before) = (0, None, None);
    for (start, c) in text.char_indices() {
        let (last, second_last) = (before, second_before);
        (before, second_before) = (Some(c), before);
        if start < end || last.is_some_and(goes_on_with) {
            continue;
        }
        // A row of numbers that was too long from its beginning is not dialled from its middle.
        let goes_on = last == Some(' ') && second_last.is_some_and(is_digit);
        let begins = addresses::may_begin(last, c);
        let address = if begins { addresses::end(text, start) } else { None };
        let found = address.map(|end| (end, AtomKind::Address));
        let found = found.or_else(|| {
            let dialled = c == '+' || !goes_on && (is_digit(c) || c == '(');
            let phone = if dialled { phone(text, start) } else { None };
            phone.map(|end| (end, AtomKind::Phone))
        });
        let starts_token = last.is_none_or(|last| last.is_whitespace() || opens(last));
        let found = found.or_else(|| {
            let measure = if starts_token && is_digit(c) { measure(text, start) } else { None };
            measure.map(|end| (end, AtomKind::Measure))
        });
        if let Some((found, kind)) = found {
            atoms.push(Atom { range: start..found, kind });
            end = found;
        }
    }
    atoms
}

/// The same, where some stretches of the text are known to be addresses: those of links, which need
/// not look like any.
pub(super) fn find_beside(text: &str, known: &[Range<usize>]) -> Vec<Atom> {
    let mut atoms = find(text);
    if known.is_empty() {
        return atoms;
    }
    let apart = |atom: &Range<usize>| {
        let next = known.partition_point(|range| range.end <= atom.start);
        known.get(next).is_none_or(|range| atom.end <= range.start)
    };
    atoms.retain(|atom| apart(&atom.range));
    let known = known.iter().filter(|range| !range.is_empty());
    atoms.extend(known.map(|range| Atom { range: range.clone(), kind: AtomKind::Address }));
    atoms.sort_by_key(|atom| atom.range.start);
    atoms
}

/// No number that is dialled has more digits.
const MOST_DIGITS: usize = 20;

/// Where the telephone number that begins at `start` ends: groups of digits, some in brackets,
/// parted by single spaces, hyphens or full stops, 6 to 20 digits in all and no more than 7
/// groups.
fn phone(text: &str, start: usize) -> Option<usize> {
    let (mut digits, mut groups, mut open) = (0, 0, false);
    let mut end = start;
    let mut separated = true;
    for (at, c) in text[start..].char_indices() {
        let next = start + at + c.len_utf8();
        match c {
            '+' if at == 0 => {}
            '(' if !open && separated => open = true,
            ')' if open => {
                (open, separated) = (false, false);
                end = next;
                continue;
            }
            _ if is_digit(c) => {
                groups += usize::from(separated);
                digits += 1;
                if digits > MOST_DIGITS {
                    return None;
                }
                separated = false;
                if !open {
                    end = next;
                }
                continue;
            }
            ' ' | '\u{A0}' | '\u{202F}' | '-' | '\u{2010}' | '\u{2011}' | '.' if !separated => {}
            _ => break,
        }
        separated = true;
    }
    let international = text[start..].starts_with('+');
    let after = text[end..].chars().next();
    // "10 000 mg", "2026" and "3.141592" are left to the rules for numbers.
    let dialled = (6..=MOST_DIGITS).contains(&digits) && (2..=7).contains(&groups)
        || international && (6..=MOST_DIGITS).contains(&digits)
        || groups == 1 && (9..=15).contains(&digits);
    // A bracket that is not closed holds nothing of a number.
    (dialled && end > start && !after.is_some_and(goes_on_with)).then_some(end)
}

/// Whether a number that touches this character is part of something else, as in "B12". Chinese,
/// Thai and Ethiopic letters, and the prefixes of Hebrew and Arabic, stand directly at numbers.
fn goes_on_with(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_digit(c) || c.is_alphanumeric() && c < '\u{590}'
}

/// The longest number with a unit, in bytes.
const LONGEST_NUMBER: usize = 64;

/// Where the number with its unit that begins at `start` ends: "5 mg", "2.5–5 mg/kg", "38 °C".
fn measure(text: &str, start: usize) -> Option<usize> {
    let inner = |c: char| is_digit(c) || ".,-–/:×".contains(c);
    let rest = &text[start..];
    let near = &rest[..rest.floor_char_boundary(LONGEST_NUMBER)];
    // Where it does not end near by, each of its parts would be read to its end again.
    let end = near.find(|c| !inner(c)).or((near.len() == rest.len()).then_some(rest.len()))?;
    let number = &rest[..end];
    let gap = rest[number.len()..].chars().next().filter(|c| " \u{A0}\u{202F}".contains(*c))?;
    let after = &rest[number.len() + gap.len_utf8()..];
    let unit = trim_word(&after[..after.find(char::is_whitespace).unwrap_or(after.len())]);
    let whole = number.ends_with(is_digit) && is_latin_unit(unit);
    whole.then(|| start + number.len() + gap.len_utf8() + unit.len())
}

/// Digits of the scripts in which booklets are written.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '\u{966}'..='\u{96F}'
            | '\u{9E6}'..='\u{9EF}' | '\u{A66}'..='\u{A6F}' | '\u{AE6}'..='\u{AEF}'
            | '\u{BE6}'..='\u{BEF}' | '\u{E50}'..='\u{E59}')
}

fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '<' | '{' | '"' | '\'' | '“' | '‘' | '«' | '„' | '/' | '|' | '\u{200B}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, AtomKind)> {
        find(text).into_iter().map(|atom| (&text[atom.range], atom.kind)).collect()
    }

    #[test]
    fn telephone_numbers_are_found_in_their_usual_forms() {
        for number in [
            "0808 008 7054",
            "+44 (0)20 7299 6653",
            "(020) 7946 0000",
            "020-7946-0000",
            "18001 0808 008 7054",
            "01632960001",
            "+3531234567",
            "٠٨٠٨ ٠٠٨ ٧٠٥٤",
        ] {
            let text = format!("Call {number}, free.");
            assert_eq!(found(&text), [(number, AtomKind::Phone)]);
        }
        assert_eq!(found("拨打01632 960 115。"), [("01632 960 115", AtomKind::Phone)]);
        assert_eq!(found("በ0808 157 0118ና"), [("0808 157 0118", AtomKind::Phone)]);
        assert_eq!(found("A0808 157 0118"), []);
    }

    #[test]
    fn other_numbers_are_not_dialled() {
        for text in
            ["In 2026 or 1 March 2026, at 10.30.", "1 2 3 4 5 6 7 8 9 10 11 12", "B12 and 5-10"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn measures_hold_a_number_and_its_unit() {
        let measures = |text: &'static str| {
            let found = found(text);
            assert!(found.iter().all(|(_, kind)| *kind == AtomKind::Measure), "{found:?}");
            found.into_iter().map(|(text, _)| text).collect::<Vec<_>>()
        };
        assert_eq!(measures("Take 5 mg, then 10–20 mg/kg."), ["5 mg", "10–20 mg/kg"]);
        assert_eq!(measures("بخار 38 °C سے"), ["38 °C"]);
        assert_eq!(measures("24 NHS beds, 5 мг, 20% and 3"), [""; 0]);
    }

    #[test]
    fn addresses_end_before_the_punctuation_of_their_sentence() {
        let text = "See https://example.org/a_(b), (www.example.org) or help@nhs.example.";
        let expected = [
            ("https://example.org/a_(b)", AtomKind::Address),
            ("www.example.org", AtomKind::Address),
            ("help@nhs.example", AtomKind::Address),
        ];
        assert_eq!(found(text), expected);
        assert_eq!(found("e.g. this, i.e. that… 5.5 a.m. Stop. Go"), []);
    }
}
