//! Words that tell a reader to do something at once, or not to.

use std::ops::Range;

use super::prose;

/// The most words that may stand where a pattern has "…".
const GAP: usize = 10;

/// Words between a number to call and the word that tells to call it or not.
const PASSED: [&str; 13] = [
    "call",
    "ring",
    "phone",
    "dial",
    "to",
    "need",
    "have",
    "nhs",
    "ambulance",
    "an",
    "the",
    "for",
    "also",
];

/// The word before those that lead to a number at the end of a text, in small letters: "not" of "you do
/// not need to call".
pub(super) fn said_before(text: &str) -> Option<String> {
    let words: Vec<String> = prose::words(text).map(|(_, word)| plain(word)).collect();
    words.into_iter().rev().find(|word| !PASSED.contains(&word.as_str()))
}

/// Whether a word tells not to.
pub(super) fn is_no(word: &str) -> bool {
    matches!(word, "not" | "never" | "don't" | "needn't" | "cannot" | "can't")
}

/// A word in small letters, with a straight apostrophe.
pub(super) fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// Where a pattern stands among the words of a sentence.
pub(super) fn find(pattern: &str, words: &[(Range<usize>, String)]) -> Option<Range<usize>> {
    // Most sentences lack its first word.
    let opening = pattern.split_ascii_whitespace().next()?;
    if !words.iter().any(|(_, word)| word == opening) {
        return None;
    }
    let parts: Vec<Vec<&str>> =
        pattern.split('…').map(|part| part.split_whitespace().collect()).collect();
    let is_at = |part: &[&str], at: usize| {
        let here = words.get(at..at + part.len());
        here.is_some_and(|here| here.iter().zip(part).all(|((_, word), wanted)| word == wanted))
    };
    let (first, rest) = parts.split_first()?;
    (0..words.len()).find_map(|start| {
        let forbidden = (1..=3).any(|back| {
            let before = start.checked_sub(back).map(|at| words[at].1.as_str());
            let passed = words[start.saturating_sub(back - 1)..start].iter();
            before.is_some_and(is_no)
                && passed.clone().all(|(_, word)| matches!(word.as_str(), "need" | "have" | "to"))
        });
        if forbidden || !is_at(first, start) {
            return None;
        }
        let mut end = start + first.len();
        for part in rest {
            let at = (end..=end + GAP).find(|at| is_at(part, *at))?;
            end = at + part.len();
        }
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, text: &str) -> bool {
        let words: Vec<_> = prose::words(text).map(|(range, word)| (range, plain(word))).collect();
        find(pattern, &words).is_some()
    }

    #[test]
    fn what_is_said_before_a_number_is_the_word_that_counts() {
        for (text, word) in [
            ("You do not need to call", Some("not")),
            ("Never also ring the NHS", Some("never")),
            ("Please call", Some("please")),
            ("Call", None),
        ] {
            assert_eq!(said_before(text).as_deref(), word, "{text}");
        }
    }

    #[test]
    fn a_gap_holds_a_few_words_and_no_part_may_be_missing() {
        assert!(found("call … ambulance", "Call for an ambulance"));
        assert!(found("call … ambulance", "Please call ambulance"));
        assert!(!found("call … ambulance", "The ambulance will call"));
        assert!(!found("call … ambulance", "call a b c d e f g h i j k ambulance"));
        assert!(!found("go … a&e", "Do not go to A&E"));
        assert!(!found("call … ambulance", "You do not need to call an ambulance"));
        assert!(found("call … ambulance", "Do not wait: call an ambulance"));
    }
}
