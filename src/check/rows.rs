//! Lines of a text that are rows or points: a medicine with its dose, a question and its answer, a cell
//! of a table a line.

use super::amounts::is_dose_word;
use crate::words::{is_any_spelled_unit, is_unit};

/// The longest line that is one row, and that is one cell, in characters.
const LONGEST: usize = 80;
const LONGEST_CELL: usize = 30;

/// So many words stand before the sign that parts a row, at most.
const MOST_NAMED: usize = 4;

/// Signs between the parts of a row.
const SIGNS: [&str; 5] = [", ", " - ", " – ", " — ", ": "];

/// How lines have to be written, and which of them, by index.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// Each a point of a list.
    Points(std::ops::Range<usize>),
    /// Each a cell, so many to a row.
    Cells(usize),
    /// Questions and answers.
    Answers(std::ops::Range<usize>),
}

/// What the lines of a paragraph are, where they are more than words.
pub(super) fn of(lines: &[&str]) -> Option<Rows> {
    if let Some(width) = cells(lines) {
        return Some(Rows::Cells(width));
    }
    let runs = |fits: fn(&str) -> bool| {
        let mut at = 0;
        let ranges = lines.chunk_by(move |one, two| fits(one) && fits(two)).map(move |run| {
            at += run.len();
            at - run.len()..at
        });
        ranges.max_by_key(std::ops::Range::len).filter(|range| range.len() > 1)
    };
    let asks = |line: &str| line.starts_with("Q:") || line.starts_with("A:");
    if let Some(range) = runs(asks) {
        return Some(Rows::Answers(range));
    }
    let range = runs(is_labelled).or_else(|| {
        let range = runs(is_row)?;
        lines[range.clone()].iter().all(|line| has_amount(line)).then_some(range)
    });
    range.map(Rows::Points)
}

/// `Morning: two tablets`: a few words, a colon and few more.
fn is_labelled(line: &str) -> bool {
    let Some((label, rest)) = line.split_once(": ") else { return false };
    begins_large(line)
        && !super::mail::is_head(line)
        && line.chars().count() <= LONGEST
        && label.split_whitespace().count() < MOST_NAMED
        && !label.contains(['.', ',', '!', '?', '(', '['])
        && !rest.trim().is_empty()
        && !rest.contains(". ")
}

/// `Senna, 15 mg, at night` and `Senna 15 mg at night`.
fn is_row(line: &str) -> bool {
    if !begins_large(line) || line.chars().count() > LONGEST || line.contains(". ") {
        return false;
    }
    let sign = SIGNS.iter().filter_map(|sign| line.find(sign)).min();
    let number = line.find(|c: char| c.is_ascii_digit());
    let Some(end) = sign.into_iter().chain(number).min() else { return false };
    let name = &line[..end];
    (1..=MOST_NAMED).contains(&name.split_whitespace().count())
}

fn begins_large(line: &str) -> bool {
    line.trim_start_matches('*').starts_with(char::is_uppercase)
}

/// Whether a line says how much: 15 mg, two tablets.
fn has_amount(line: &str) -> bool {
    let words =
        || line.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')'));
    let unit = |word: &str| is_unit(word) || is_any_spelled_unit(word) || is_dose_word(word);
    let numbered = words().filter(|word| !word.is_empty()).collect::<Vec<_>>();
    numbered.windows(2).any(|pair| {
        let counted = pair[0].starts_with(|c: char| c.is_ascii_digit())
            || matches!(&*pair[0].to_lowercase(), "one" | "two" | "three" | "four" | "half");
        counted && unit(pair[1])
    }) || numbered.iter().any(|word| {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        rest.len() < word.len() && is_unit(rest)
    })
}

/// How many cells a row has, where every line is a cell and the amounts come as often.
fn cells(lines: &[&str]) -> Option<usize> {
    let short = |line: &&str| {
        line.chars().count() <= LONGEST_CELL
            && !line.ends_with(['.', '!', '?', ':', ';', ',', '/', '\\'])
            && line.starts_with(char::is_alphanumeric)
    };
    if lines.len() < 4 || !lines.iter().all(short) {
        return None;
    }
    let amount = |line: &&str| line.starts_with(|c: char| c.is_ascii_digit()) && has_amount(line);
    let amounts: Vec<usize> = (0..lines.len()).filter(|at| amount(&lines[*at])).collect();
    let width = amounts.get(1)? - amounts[0];
    let even = amounts.windows(2).all(|pair| pair[1] - pair[0] == width);
    let named = |at: &usize| at.checked_sub(1).is_some_and(|at| begins_large(lines[at]));
    let fits = (2..=4).contains(&width) && lines.len().is_multiple_of(width);
    (fits && even && amounts.iter().all(named)).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_from_sentences_that_wrap() {
        let rows = |text: &str| of(&text.split('\n').collect::<Vec<_>>());
        let points = Some(Rows::Points(0..2));
        assert_eq!(rows("Paracetamol, 500 mg, 4 times a day\nSenna, 15 mg, at night"), points);
        assert_eq!(rows("Paracetamol - 500 mg\nSenna - two tablets"), points);
        assert_eq!(rows("Paracetamol 500mg\nSenna 15 mg at night"), points);
        assert_eq!(rows("Morning: two tablets\nNoon: one tablet"), points);
        assert_eq!(rows("Take these:\nSenna, 15 mg\nIron, 200 mg"), Some(Rows::Points(1..3)));
        assert_eq!(rows("Q: Can I drive?\nA: No."), Some(Rows::Answers(0..2)));
        assert_eq!(rows("Medicine\nDose\nSenna\n15 mg\nIron\n200 mg"), Some(Rows::Cells(2)));
        for prose in [
            "Take 15 mg of senna, and\nAsk us if you have pain.",
            "You can take paracetamol, 500 mg, as\noften as four times a day.",
            "Rest at home, drink well and\nCall us, if you bleed",
            "Ward 7\n1 High Street\nLeeds LS1 3EX",
        ] {
            assert_eq!(rows(prose), None, "{prose}");
        }
    }
}
