//! Words, sentences and syllables of running text.

use std::ops::Range;

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use crate::language::{Everywhere, Facts, Language};

/// The sentences of a text (Unicode Standard Annex 29), without the spaces around them.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut ends: Vec<usize> = segmenter.segment_str(text).collect();
    ends.extend(after_dots(text));
    ends.sort_unstable();
    ends.dedup();
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for pair in ends.windows(2) {
        let range = trimmed(text, pair[0]..pair[1]);
        // “Is it far?” she asked.
        let small = text[range.clone()].starts_with(char::is_lowercase);
        let carries_on = sentences.last().is_some_and(|last| small || is_open(&text[last.clone()]));
        match sentences.last_mut() {
            Some(last) if carries_on => last.end = range.end,
            _ => sentences.push(range),
        }
    }
    sentences.retain(|range| words(&text[range.clone()]).next().is_some());
    sentences
}

/// Where an ellipsis ends a sentence, which the standard leaves open.
fn after_dots(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices("… ").filter_map(|(at, dots)| {
        let end = at + dots.len();
        text[end..].starts_with(char::is_uppercase).then_some(end)
    })
}

/// Whether a sentence ends with a title or an abbreviation, after which it goes on.
fn is_open(sentence: &str) -> bool {
    let last = sentence.split_whitespace().next_back().unwrap_or_default();
    Everywhere::all().goes_on.contains(&last.trim_start_matches(['(', '“', '‘']))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..(start + inner.trim().len())
}

/// The words of a text and their places, without the signs around them.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let outside = |c: char| !c.is_alphanumeric();
    text.split_whitespace().filter_map(move |token| {
        // Every token is a part of the text itself, so that its place can be told.
        let at = token.as_ptr() as usize - text.as_ptr() as usize;
        let start = token.find(|c| !outside(c))?;
        let word = token.trim_matches(outside);
        Some((at + start..at + start + word.len(), word))
    })
}

/// Whether words of a language are parted by spaces, so that they can be counted.
pub(super) fn has_spaces(language: &Language) -> bool {
    Facts::of(language).is_none_or(|facts| facts.spaces)
}

/// The syllables of an English word, by its groups of vowels.
pub(super) fn syllables(word: &str) -> usize {
    let word: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups =
        (0..word.len()).filter(|&at| vowel(word[at]) && (at == 0 || !vowel(word[at - 1]))).count();
    let text: String = word.iter().collect();
    let silent = (text.ends_with('e') && !text.ends_with("le") && !text.ends_with("ee"))
        || (text.ends_with("es")
            && !["ses", "zes", "ces", "ges", "xes", "shes", "ches"]
                .iter()
                .any(|end| text.ends_with(end)))
        || (text.ends_with("ed") && !text.ends_with("ted") && !text.ends_with("ded"));
    (groups + parted(&text)).saturating_sub(usize::from(silent)).max(1)
}

/// Vowels side by side that are spoken one by one: "area", "video", "giant".
fn parted(word: &str) -> usize {
    let count = |part: &str| word.matches(part).count();
    let less = |all: usize, some: usize| all.saturating_sub(some);
    less(count("ia"), count("tia") + count("cia"))
        + less(count("io"), count("ion") + count("iou"))
        + less(count("eo"), count("people") + count("geo"))
        + count("iu")
}

/// Letters in small, the signs around them left out, for comparing.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for (_, word) in words(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            folded.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            folded.push_str(&word.to_lowercase().replace('’', "'"));
        }
    }
    folded
}

/// Whether the word before says that what follows is to be typed as it stands: "text STOP to
/// 60777".
pub(super) fn is_typed(before: &str) -> bool {
    const TYPING: [&str; 5] = ["text", "txt", "texting", "reply", "type"];
    // From the end: a text may have a thousand words before this one.
    let mut tokens = before.split_whitespace().rev();
    let last = tokens.find(|token| token.contains(char::is_alphanumeric));
    let word = last.map(|token| token.trim_matches(|c: char| !c.is_alphanumeric()));
    word.is_some_and(|word| TYPING.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// A quotation of a text that may be long.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_and_not_after_titles() {
        let text = "Ask Dr. Smith. Then rest, e.g. for a day… “Is it far?” she asked. Well… Yes.";
        let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(
            found,
            [
                "Ask Dr. Smith.",
                "Then rest, e.g. for a day… “Is it far?” she asked.",
                "Well…",
                "Yes."
            ]
        );
    }

    #[test]
    fn words_come_without_the_signs_around_them() {
        let text = "“Don’t wait” – call (0808 008) now.";
        let found: Vec<&str> = words(text).map(|(_, word)| word).collect();
        assert_eq!(found, ["Don’t", "wait", "call", "0808", "008", "now"]);
        assert!(words(text).all(|(range, word)| &text[range.clone()] == word));
    }

    #[test]
    fn syllables_are_those_that_are_spoken() {
        for (word, count) in [
            ("cat", 1),
            ("table", 2),
            ("asked", 1),
            ("wanted", 2),
            ("opinion", 3),
            ("diagnosis", 4),
            ("hospital", 3),
            ("patient", 2),
            ("treatment", 2),
            ("the", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}
