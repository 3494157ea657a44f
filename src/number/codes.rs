//! Short numbers that begin with a star or a hash: *5400 in Israel, *120# in South Africa.

use super::signs::{digit, is_blank};

/// More digits behind a single star are a number with the mark of a note before it.
const LONGEST: usize = 6;
/// As many digits as may be dialled at all.
const MOST: usize = 20;

/// Where a code ends that begins at a place of a text.
pub(super) fn end(text: &str, at: usize) -> Option<usize> {
    let is_sign = |c: char| matches!(c, '*' | '#');
    let is_part = |c: char| is_sign(c) || digit(c).is_some();
    let parted = |c: char| c.is_alphanumeric() || is_sign(c);
    if !text[at..].starts_with(is_sign) || text[..at].ends_with(parted) {
        return None;
    }
    let length = text[at..].find(|c| !is_part(c)).unwrap_or(text.len() - at);
    let (code, rest) = (&text[at..at + length], &text[at + length..]);
    let digits = code.chars().filter(|c| digit(*c).is_some()).count();
    let hash = code.ends_with('#');
    let plain = code.strip_prefix('*').is_some_and(|rest| !rest.contains(is_sign));
    // A star behind the digits too marks words: *5400*.
    let ends = hash || code.starts_with('*') && !code.ends_with('*');
    // "#2" is a choice in a menu, "*0808 157 0142" a number with a note.
    let whole = hash || !plain || digits <= LONGEST && !goes_on(rest);
    let fits = (2..=MOST).contains(&digits) && ends && whole;
    (fits && !rest.starts_with(char::is_alphanumeric)).then_some(at + length)
}

/// Whether further digits follow behind a blank or a dash, as those of a number in groups do.
fn goes_on(rest: &str) -> bool {
    let mut signs = rest.chars();
    signs.next().is_some_and(|c| is_blank(c) || c == '-') && signs.next().and_then(digit).is_some()
}

/// What is dialled for a code: its signs as they are, and its digits as ASCII digits.
pub(super) fn dialled(code: &str) -> String {
    code.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// What is dialled where a text is a code and nothing else.
pub(super) fn whole(text: &str) -> Option<String> {
    let text = text.trim();
    (end(text, 0)? == text.len()).then(|| dialled(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_notes_choices_and_marks() {
        for text in ["*5400", "*67", "*120#", "*#06#", "*134*550#", "#31#", "*100*1", "*٥٤٠٠"] {
            assert!(whole(text).is_some(), "{text}");
        }
        assert_eq!(whole("*٥٤٠٠").as_deref(), Some("*5400"));
        for text in ["*", "*1", "#2", "#22", "**", "5400", "*08081570142", "*5400*", "*24h"] {
            assert_eq!(whole(text), None, "{text}");
        }
        assert_eq!(end("*0808 157 0142", 0), None);
        assert_eq!(end("4567*12", 4), None);
        assert_eq!(end("(*5400)", 1), Some(6));
    }
}
