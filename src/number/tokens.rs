//! The words that a number stands among: groups of digits, and what has digits and is no number.

use super::pieces::{Piece, Token};
use super::signs::{digit, is_blank, is_dash};
use super::{codes, extensions, prices};
use crate::language::{Everywhere, Telephone};
use crate::words::{is_any_spelled_unit, trim_end};

/// Takes a text apart.
pub(super) fn split(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut at, mut grouped) = (0, false);
    while let Some(c) = text[at..].chars().next() {
        // "24-hour line: 0808 …" has its number behind the word, and no extension.
        let (token, end) = next(text, at, c, if grouped { &pieces } else { &[] });
        grouped |= matches!(token, Token::Group(_));
        pieces.push(Piece { token, range: at..end });
        at = end;
    }
    pieces
}

fn next(text: &str, at: usize, c: char, before: &[Piece]) -> (Token, usize) {
    if digit(c).is_some() {
        if extensions::follows(text, before) || extensions::goes_on(text, at, before) {
            return (Token::Aside, run_end(text, at, |c| digit(c).is_some()));
        }
        let grouped = matches!(
            before,
            [.., Piece { token: Token::Group(_), .. }, Piece { token: Token::Blank, .. }]
        );
        if let Some(end) = prices::end(text, at, grouped).or_else(|| aside(text, at)) {
            return (Token::Aside, end);
        }
        return digits(text, at);
    }
    if is_blank(c) {
        return (Token::Blank, run_end(text, at, is_blank));
    }
    if is_letter(c) {
        let latin = is_latin_or_digit(c);
        let goes_on =
            |c| if latin { is_latin_or_digit(c) } else { is_letter(c) && !is_latin_or_digit(c) };
        return (Token::Word, run_end(text, at, goes_on));
    }
    if let Some(end) = codes::end(text, at).filter(|_| !is_aside(text, at + c.len_utf8())) {
        return (Token::Code(codes::dialled(&text[at..end])), end);
    }
    let end = at + c.len_utf8();
    let plus = matches!(c, '+' | '\u{FF0B}') && text[end..].starts_with(|c| digit(c).is_some());
    (if plus { Token::Plus } else { Token::Sign(c) }, end)
}

/// Digits, or a word that begins with digits.
fn digits(text: &str, at: usize) -> (Token, usize) {
    let end = run_end(text, at, |c| digit(c).is_some());
    let whole = run_end(text, at, is_latin_or_digit);
    let rest = &text[end..whole];
    let letters = rest.trim_end_matches(|c| digit(c).is_some()).to_ascii_lowercase();
    // "960000x12" and "960000ext".
    if whole > end && !Telephone::all().extensions_at_digits.contains(&&*letters) {
        return (Token::Word, whole);
    }
    (Token::Group(text[at..end].chars().filter_map(digit).collect()), end)
}

/// Whether digits behind the star of a note are no number: *24 hours.
fn is_aside(text: &str, at: usize) -> bool {
    text[at..].starts_with(|c| digit(c).is_some()) && aside(text, at).is_some()
}

/// Where what has digits and is no part of a number ends: 9am, 8.30 pm, 14:00, 24/7, 24 hours, 7-day.
fn aside(text: &str, at: usize) -> Option<usize> {
    let end = run_end(text, at, |c| digit(c).is_some());
    let count = text[at..end].chars().count();
    let value: u16 = text[at..end].chars().filter_map(digit).collect::<String>().parse().ok()?;
    if count > 3 {
        return None;
    }
    let rest = &text[end..];
    if value == 24 && rest.starts_with("/7") {
        return Some(end + run_end(rest, 0, |c| c == '/' || digit(c).is_some()));
    }
    let clock = |sign: char| {
        let minutes = rest.strip_prefix(sign)?;
        let two = minutes.chars().take(2).filter_map(digit).count() == 2;
        let only = minutes.chars().nth(2).is_none_or(|c| digit(c).is_none());
        (count <= 2 && two && only).then_some(end + sign.len_utf8() + 2)
    };
    let hour = value <= 24 && count <= 2;
    if hour && let Some(minutes) = clock(':') {
        return Some(half_day(text, minutes).unwrap_or(minutes));
    }
    if hour && let Some(minutes) = clock('.').and_then(|minutes| half_day(text, minutes)) {
        return Some(minutes);
    }
    if hour && let Some(end) = half_day(text, end) {
        return Some(end);
    }
    quantity(text, end, value)
}

/// Where "am" or "p.m." behind a time ends, with one blank before it.
fn half_day(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let gap = rest.chars().next().filter(|c| is_blank(*c)).map_or(0, char::len_utf8);
    let halves = Everywhere::all().half_days.iter();
    let half =
        halves.filter(|half| rest[gap..].starts_with(**half)).max_by_key(|half| half.len())?;
    let end = at + gap + half.len();
    (!text[end..].starts_with(is_latin_or_digit)).then_some(end)
}

/// More characters than this are no unit in any language.
const LONGEST_UNIT: usize = 60;

/// Where a span of time ends: "24 hours", "7-day", "24hr".
fn quantity(text: &str, at: usize, value: u16) -> Option<usize> {
    let rest = &text[at..];
    let gap = rest.chars().next().filter(|c| is_blank(*c) || is_dash(*c));
    let start = at + gap.map_or(0, char::len_utf8);
    let near = text[start..].char_indices().nth(LONGEST_UNIT).map_or(text.len(), |it| start + it.0);
    let word = &text[start..near];
    let end = word.find(|c: char| is_blank(c) || is_dash(c));
    let end = end.or((near == text.len()).then_some(word.len()))?;
    let word = trim_end(&word[..end]);
    let lower = word.to_lowercase();
    let known = Telephone::all();
    let is_one_of = |list: &[&str]| list.contains(&&*lower);
    let fits = match value {
        // "Rufen Sie 112 an" has no years in it.
        100.. if lower == "an" => false,
        _ if is_one_of(&known.hours) => matches!(value, 12 | 24),
        _ if is_one_of(&known.days) => matches!(value, 1 | 5 | 6 | 7),
        _ if is_one_of(&known.counted) => true,
        _ => is_any_spelled_unit(word) && (value != 1 || gap.is_none()),
    };
    (fits && !word.is_empty()).then_some(start + word.len())
}

fn run_end(text: &str, at: usize, fits: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !fits(c)).map_or(text.len(), |end| at + end)
}

/// A letter that a number is not read through. Marks over letters belong to them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

/// What makes one word with the digits that it touches. Chinese, Thai and Ethiopic letters, and the
/// prefixes of Hebrew and Arabic, stand directly at numbers.
fn is_latin_or_digit(c: char) -> bool {
    digit(c).is_some() || c.is_alphabetic() && c < '\u{590}'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups as they are, words as `w`, what is no number as `a`, signs as they are.
    fn dump(text: &str) -> String {
        let piece = |piece: Piece| match piece.token {
            Token::Group(digits) => digits,
            Token::Plus => "+".to_owned(),
            Token::Word => "w".to_owned(),
            Token::Aside => "a".to_owned(),
            Token::Code(code) => code,
            Token::Blank => " ".to_owned(),
            Token::Sign(sign) => sign.to_string(),
        };
        split(text).into_iter().map(piece).collect()
    }

    #[test]
    fn times_and_spans_of_time_are_no_groups() {
        for (text, tokens) in [
            ("0300 123 4567 24 hours", "0300 123 4567 a"),
            ("0300 123 4567 9am to 5.30 pm", "0300 123 4567 a w a"),
            ("0300 08:30-17:00", "0300 a-a"),
            ("960 000 – 24/7", "960 000 – a"),
            ("0800 11 11 day or night", "0800 11 11 w w w"),
            ("a 24-hour line, 7 days", "w a w, a"),
            ("030 123456 24 Stunden", "030 123456 a"),
            ("01 23 45 67 89", "01 23 45 67 89"),
            ("12 am Bahnhof", "a w"),
        ] {
            assert_eq!(dump(text), tokens, "{text}");
        }
    }

    #[test]
    fn extensions_are_no_groups() {
        for (text, tokens) in [
            ("960000x12", "960000w"),
            ("960000 ext. 123456", "960000 w. a"),
            ("4567#2", "4567#a"),
            ("Line 0300 123", "w 0300 123"),
            ("960 000;12", "960 000;a"),
            ("111, option 2", "111, w a"),
            ("960 000;ext=12", "960 000;w=a"),
        ] {
            assert_eq!(dump(text), tokens, "{text}");
        }
    }

    #[test]
    fn digits_of_all_scripts_are_groups() {
        assert_eq!(dump("٠٨٠٨ ٠٠٨"), "0808 008");
        assert_eq!(dump("拨打01632 960。"), "w01632 960。");
        assert_eq!(dump("+44 B12 ＋१२"), "+44 w +12");
    }
}
