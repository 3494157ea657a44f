//! Words that hardly any text holds, looked for without going through it for each of them.

use std::ops::Range;

/// The signs of ASCII that a text has, a bit for each.
#[derive(Clone, Copy)]
pub(super) struct Signs(u128);

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        Self(text.bytes().filter(u8::is_ascii).fold(0, |signs, sign| signs | 1 << sign))
    }

    /// Whether the text may hold some words: none that lacks one of their signs does.
    pub(super) fn may_hold(self, words: &str) -> bool {
        words.bytes().all(|sign| !sign.is_ascii() || self.0 >> sign & 1 == 1)
    }
}

/// All places of some words in a text, those of the first words first.
pub(super) fn every<'a>(
    text: &'a str,
    words: &'a [&'a str],
) -> impl Iterator<Item = Range<usize>> + 'a {
    let signs = Signs::of(text);
    let words = words.iter().filter(move |words| signs.may_hold(words));
    words.flat_map(|words| text.match_indices(*words)).map(|(at, words)| at..at + words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_a_text_has_their_signs() {
        let places = |text: &str, words: &[&str]| every(text, words).collect::<Vec<_>>();
        assert_eq!(places("b é a b", &["b", "x", "é "]), [0..1, 7..8, 2..5]);
        assert_eq!(places("ab", &["ba", "abc"]), [0..0; 0]);
    }
}
