//! What had better stand on one line although lines may end within it: ranges of numbers, and short
//! words in brackets. A line that would be ruined for their sake parts them all the same.

use super::atoms::is_digit;
use super::characters::{Drawn, drawn, is_blank};
use super::glue::{is_before_number, word_after, word_before};
use crate::language::{Facts, Language};
use crate::words::{is_spelled_unit, is_unit};

/// What the end of a line tears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tear {
    /// Numbers that are read together: `10 to 14 days`.
    Range,
    /// A few words in brackets.
    Bracket,
}

/// The most characters that brackets hold together, themselves included: half a line of a narrow
/// page.
const SHORT: usize = 28;

/// What a line that ends at the blank before `at` tears.
pub(super) fn tear(text: &str, at: usize, language: &Language) -> Option<Tear> {
    if is_in_range(text, at, language) {
        return Some(Tear::Range);
    }
    is_in_short_bracket(text, at).then_some(Tear::Bracket)
}

/// Whether the blank before `at` stands between two numbers and the word that joins them.
#[must_use]
pub fn is_in_range(text: &str, at: usize, language: &Language) -> bool {
    let Some((before, gap)) = word_before(text, at) else { return false };
    let after = word_after(text, at);
    if joins(after, language) {
        let rest = text[at + after.len()..].trim_start_matches(is_blank);
        return ends_number(text, at, language) && begins_number(rest);
    }
    joins(before, language)
        && begins_number(after)
        && ends_number(text, gap - before.len(), language)
}

/// Whether a word makes one thing of the numbers around it.
fn joins(word: &str, language: &Language) -> bool {
    let between = |facts: &Facts| facts.between_numbers.contains(&word);
    matches!(word, "–" | "—" | "-" | "‐" | "−" | "×") || Facts::of(language).is_some_and(between)
}

/// Whether the word before a place ends a number, or is the unit of one.
fn ends_number(text: &str, at: usize, language: &Language) -> bool {
    let Some((word, gap)) = word_before(text, at) else { return false };
    if is_amount(word) {
        return true;
    }
    let number = word_before(text, gap - word.len()).is_some_and(|(number, _)| is_amount(number));
    number && (is_unit(word) || is_spelled_unit(word, language))
}

/// Whether a word begins with a digit and no sentence or clause ends with it: `10`, `£5`, `10am`.
fn is_amount(word: &str) -> bool {
    begins_number(word) && !word.ends_with([',', ';', ':', '.', '!', '?', ')', ']', '،', '؛', '؟'])
}

fn begins_number(text: &str) -> bool {
    let text = text.trim_start_matches(is_before_number);
    text.trim_start_matches(['€', '£', '$', '−', '-', '+']).starts_with(is_digit)
}

/// Whether a place is between brackets that hold a few words.
fn is_in_short_bracket(text: &str, at: usize) -> bool {
    let ends = |c: char| drawn(c) == Drawn::LineEnd;
    let mut length = 0;
    let mut open = None;
    for (start, c) in text[..at].char_indices().rev().take(SHORT) {
        length += 1;
        match c {
            '(' | '[' => {
                open = Some(start);
                break;
            }
            ')' | ']' => return false,
            c if ends(c) => return false,
            _ => {}
        }
    }
    let rest = || text[at..].chars().take(SHORT - length.min(SHORT));
    let close = rest().position(|c| "()[]".contains(c) || ends(c));
    open.is_some() && close.is_some_and(|at| rest().nth(at).is_some_and(|c| ")]".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `_` for every blank in a range, and `~` for those in brackets.
    fn joined(text: &str, language: &str) -> String {
        let language = Language::parse(language).unwrap();
        let blank = |(at, c): (usize, char)| match c {
            ' ' => match tear(text, at + 1, &language) {
                Some(Tear::Range) => '_',
                Some(Tear::Bracket) => '~',
                None => c,
            },
            _ => c,
        };
        text.char_indices().map(blank).collect()
    }

    #[test]
    fn numbers_and_the_word_between_them_are_one() {
        for (language, text) in [
            ("en-GB", "off, 10_to_14 days later, or 5 mg_to_10 mg. Open 9am_to_5pm"),
            ("en-GB", "between 2_and_3 hours, £5_or_£6 each, 1_–_2 tablets, 2_×_500 mg"),
            ("en-GB", "take 5 to the nurse, 10, to 14 people, go to 5 of them, room 5. To 6"),
            ("en-GB", "10 bis 14 Tage"),
            ("cy", "o 10_i_14 diwrnod"),
            ("de", "10_bis_14 Tage, 1_oder_2 Tabletten"),
            ("fr", "10_à_14 jours"),
            ("es", "de 10_a_14 días"),
            ("pl", "od 10_do_14 dni"),
            ("ar", "من 10_إلى_14 يومًا، ١٠_إلى_١٤"),
            ("he", "10_עד_14 ימים"),
            ("ur", "10_سے_14 دن"),
            ("sq", "10 a 14"),
        ] {
            assert_eq!(joined(&text.replace('_', " "), language), text, "{language}");
        }
    }

    #[test]
    fn a_few_words_in_brackets_are_one() {
        for text in [
            "a clot (this~may~be~a~DVT) in it",
            "(the words in these brackets are too many)",
            "x (a~b) and (c [d~e] f) no (end of it",
            "an end) of none (begun",
            "of (one\nof two) lines",
        ] {
            assert_eq!(joined(&text.replace('~', " "), "en-GB"), text);
        }
    }
}
