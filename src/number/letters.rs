//! Letters among the digits of a number: those of the keys, those that look like digits, and those
//! that stand for digits to come.

use super::Number;
use super::home::{Home, american};
use crate::language::Telephone;

/// The digit on whose key a letter stands (ITU-T E.161).
fn key(letter: char) -> Option<char> {
    let key = match letter {
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        _ => return None,
    };
    Some(key)
}

/// A number that ends in capitals: 0800 REVERSE, 1-800-4-CANCER; and whether it is one of North
/// America, which rings nowhere from home as it stands.
pub(super) fn on_keys(text: &str, home: &Home) -> Option<(Number, bool)> {
    let start = text.find(|c: char| c.is_ascii_digit() || c == '+')?;
    let (mut dialled, mut count) = (String::new(), 0);
    // Letters beyond the last digit of a number are dialled in vain: 1800 RESPECT.
    let mut enough: Option<(String, String)> = None;
    for (at, c) in text[start..].char_indices() {
        match c {
            '+' if dialled.is_empty() => dialled.push('+'),
            '0'..='9' => dialled.push(c),
            ' ' | '\u{A0}' | '-' | '\u{2011}' | '.' | '(' | ')' => {}
            _ => {
                dialled.push(key(meant(&text[start..], at, c, home)?)?);
                count += 1;
            }
        }
        let end = start + at + c.len_utf8();
        let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric());
        if count < 3 || !c.is_ascii_alphabetic() {
            continue;
        }
        let at_home = home.place(&dialled).filter(|placed| !placed.short);
        if let Some(placed) = at_home.as_ref().filter(|_| home.has_long_words()) {
            enough = Some((dialled.clone(), placed.key.clone()));
        }
        if goes_on {
            continue;
        }
        if at_home.is_none()
            && let Some((dialled, key)) = enough.take()
            && are_meant(&text[start..end])
        {
            return Some((Number { range: start..end, dialled, key }, false));
        }
        let foreign = at_home.is_none() && !home.is_american();
        if let Some(placed) = at_home.or_else(|| american(&dialled))
            && !placed.short
            && are_meant(&text[start..end])
        {
            return Some((Number { range: start..end, dialled, key: placed.key }, foreign));
        }
    }
    None
}

/// The capital that a letter of a number stands for: in North America words behind a hyphen are
/// letters of the keys in small letters too, as in 1-800-Quit-Now.
fn meant(text: &str, at: usize, c: char, home: &Home) -> Option<char> {
    if c.is_ascii_uppercase() {
        return Some(c);
    }
    let from = text[..at].rfind(|c: char| !c.is_ascii_alphabetic())?;
    let hyphen = text[from..].starts_with(['-', '\u{2011}']);
    (c.is_ascii_lowercase() && hyphen && home.is_american()).then(|| c.to_ascii_uppercase())
}

/// Whether the capitals of a number are a word to be dialled.
fn are_meant(written: &str) -> bool {
    let written = &written.to_ascii_uppercase();
    let words = written.split(|c: char| !c.is_alphanumeric());
    let mut words = words.filter(|word| word.contains(|c: char| c.is_ascii_uppercase()));
    words.all(|word| {
        !Telephone::all().beside_numbers.contains(&word)
            && !is_placeholder(word)
            && !word.chars().all(|c| "OIL".contains(c))
    })
}

/// A text with digits in place of the letters that look like them, each in its place; `None` where
/// there are none. A word of such letters alone has digits before it: 01632 96O OOO.
pub(super) fn as_digits(text: &str) -> Option<String> {
    let (mut meant, mut after_digits) = (String::with_capacity(text.len()), false);
    for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            meant.push_str(part);
            continue;
        }
        let like = word.chars().all(|c| c.is_ascii_digit() || "OolI".contains(c));
        let digits = like && word.contains(|c: char| c.is_ascii_digit());
        if digits || like && after_digits && word.len() >= 2 {
            meant.push_str(&to_digits(word));
            meant.push_str(&part[word.len()..]);
        } else {
            meant.push_str(part);
        }
        after_digits = digits;
    }
    (meant != text).then_some(meant)
}

fn to_digits(word: &str) -> String {
    word.replace(['O', 'o'], "0").replace(['l', 'I'], "1")
}

/// A group in which letters stand that look like digits, as in "0808 157 O142", and the group as it
/// was meant.
pub(super) fn look_alike(text: &str) -> Option<(String, String)> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let like = |part: &str| part.chars().all(|c| c.is_ascii_digit() || "OolI".contains(c));
    let digits = |part: &str| part.contains(|c: char| c.is_ascii_digit());
    let at = (0..parts.len()).find(|&at| {
        let part = parts[at];
        let beside = at > 0 && digits(parts[at - 1]) && like(parts[at - 1]);
        let mixed = digits(part) && part.contains(['O', 'o', 'l', 'I']);
        // Letters alone look like digits behind a group of digits: 01632 96O OOO.
        let alone = beside && part.len() >= 2 && part.chars().all(|c| "OoIl".contains(c));
        like(part) && (mixed || alone)
    })?;
    let part = parts[at];
    Some((part.to_owned(), to_digits(part)))
}

/// What stands for digits to come beside a number: XXX, xxxx, ###, ___, …
pub(super) fn placeholder(text: &str) -> Option<&str> {
    let parts = text.split(char::is_whitespace).flat_map(|part| part.split(['-', '/', '(', ')']));
    parts.map(|part| part.trim_matches([',', ';', ':', '.'])).find(|part| is_placeholder(part))
}

fn is_placeholder(part: &str) -> bool {
    let letters = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut signs = letters.chars();
    let Some(first) = signs.next() else { return false };
    let all_same = signs.all(|c| c == first) && letters.chars().count() >= 2;
    let dots = first == '…' || Telephone::all().placeholders.contains(&part);
    all_same && matches!(first, 'X' | 'x' | 'N' | 'n' | '#' | '_' | '?' | '*' | '•') || dots
}

/// Whether digits were typed for the sake of having some: noughts to the end, or all in their row.
pub(super) fn are_made_up(dialled: &str) -> bool {
    let digits = dialled.trim_start_matches('+');
    let noughts = digits.len() >= 6 && digits.chars().all(|c| c == '0');
    let filled = digits.len() >= 9 && digits.ends_with("000000");
    let row = digits.trim_start_matches("44").trim_start_matches('0');
    noughts || filled || matches!(row, "1234567890" | "123456789" | "12345678" | "1234567")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_the_letters_of_the_keys() {
        let home = Home::britain();
        let read = |text| on_keys(text, &home).map(|(number, _)| number.dialled);
        assert_eq!(read("0800 REVERSE").as_deref(), Some("08007383773"));
        assert_eq!(read("1-800-4-CANCER").as_deref(), Some("18004226237"));
        assert_eq!(read("0800 FLOWERS, free").as_deref(), Some("08003569377"));
        assert_eq!(read("0808 CALL NOW").as_deref(), Some("08082255669"));
        for text in [
            "0800 FREE",
            "01632 XXX XXX",
            "01632 OOO OOO",
            "0800 reverse",
            "Freephone 0800",
            "0800",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn letters_that_look_like_digits_are_found_in_numbers() {
        let found = |text| look_alike(text).map(|(part, meant)| format!("{part} {meant}"));
        assert_eq!(found("0808 157 O142").as_deref(), Some("O142 0142"));
        assert_eq!(found("+44 l632 960999").as_deref(), Some("l632 1632"));
        assert_eq!(found("01632 960 OOO").as_deref(), Some("OOO 000"));
        for text in ["0808 157 0142 ext 12", "01632 960000x12", "0808 CALL NOW", "0808 157 0142 or"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn what_stands_for_digits_to_come_is_no_number() {
        for text in [
            "01632 XXX XXX",
            "0300 xxx xxxx",
            "0800 ### ###",
            "01632 ______",
            "0800 …",
            "01632 96XXXX",
        ] {
            assert!(placeholder(text).is_some(), "{text}");
        }
        assert_eq!(placeholder("0808 157 0142 Mon-Fri"), None);
        assert!(
            are_made_up("00000000000") && are_made_up("01234567890") && !are_made_up("08081570142")
        );
    }
}
