//! What makes a list unsure: lines and numbers that may be meant in another way.

use super::Line;
use super::openings::{Mark, Style};
use crate::language::Facts;
use crate::words::{is_any_spelled_unit, is_unit};

/// What a person has to decide where signs may mean something.
pub(super) const SIGNS: &str = "each sign may say something, as ticks and crosses say what to do and what not to: say it in words, before each list or with two callouts, and then take the signs out";

/// The same where boxes are ticked and others are not.
pub(super) const BOXES: &str = "a checklist has an empty box before each line, for readers to tick: where a box that is ticked already says something, say it in words";

/// What the words before the two lists of ticks and of crosses have to say.
pub(super) const OPPOSITES: &str = "ticks and crosses are opposites, and each list needs words before it that say which it is: in place of the first … write what the ticks say, as in Do:, and in place of the second what the crosses say, as in Do not:";

/// The same where a number or dash may stand in a sentence.
pub(super) const SENTENCE: &str = "where the number or dash belongs to a sentence, let no line begin with it: a line of the file may end anywhere";

/// Where a number may belong to the words after it.
pub(super) const COUNTED: &str = "where the numbers belong to the words, as in 1 tablet or a date, write bullets, and the number before the words of each";

/// Where a line after the list may be the rest of the last item.
pub(super) const TOUCHED: &str = "where the line after the list belongs to its last item, write it there; else leave a blank line between them";

/// Where some lines stand further in than others.
pub(super) const STEPPED: &str = "where the lines that stand further in belong to the one before them, write that as { text = \"…\", bullets = [\"…\"] }";

/// Whether words end as a sentence does: not with an abbreviation.
pub(super) fn ends_sentence(text: &str) -> bool {
    const SHORTEST: usize = 4;
    let Some(words) = text.strip_suffix(['.', '!', '?', '。', '।', '؟']) else { return false };
    let last = words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    last.chars().count() >= SHORTEST && last.chars().all(char::is_alphabetic)
        || text.ends_with('。')
}

/// Whether the numbers of a list may be no numbers of a list: `1. May`, `(2) tablets`, `1⇥tablet`.
pub(super) fn belong_to_words(mark: Mark, items: &[&str]) -> bool {
    let Mark::Number(_, style) = mark else { return false };
    let first = |item: &&str| {
        let word = item.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        word.to_lowercase()
    };
    let words: Vec<String> = items.iter().map(first).collect();
    let small = |item: &&str| item.starts_with(char::is_lowercase);
    match style {
        Style::Step | Style::Circle => false,
        Style::Tab => true,
        Style::Brackets if items.iter().any(small) => true,
        Style::Stop | Style::Bracket | Style::Brackets => {
            let alike = words.windows(2).any(|pair| are_forms(&pair[0], &pair[1]));
            alike || words.iter().any(|word| is_counted(word))
        }
    }
}

/// Whether two words are one, or its singular and plural.
fn are_forms(one: &str, other: &str) -> bool {
    const ENDING: usize = 2;
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let longer = one.chars().count().max(other.chars().count());
    shared >= 3 && longer - shared <= ENDING || one == other && shared > 0
}

/// Whether a word in small letters is a unit, or a month in any language.
fn is_counted(word: &str) -> bool {
    let mut months =
        Facts::all().filter_map(|facts| facts.words.as_ref()).flat_map(|it| it.months.iter());
    is_unit(word) || is_any_spelled_unit(word) || months.any(|month| month.to_lowercase() == word)
}

/// Whether somebody seems to speak.
pub(super) fn is_spoken(line: &Line) -> bool {
    let text = line.text.trim();
    let words = line.opening.map_or("", |opening| &line.text[opening.words..]);
    text.ends_with(['?', '!', '…'])
        || words.contains(" – ")
        || words.contains(" — ")
        || words.contains("? ")
        || words.contains("! ")
        || words.contains(", –")
}

/// Whether no mark begins in one part and ends in another.
pub(super) fn is_whole(text: &str) -> bool {
    let count = |sign| text.matches(sign).count();
    // A pair of stars is a mark of its own.
    let (mut single, mut double) = (0, 0);
    for run in text.split(|c| c != '*').filter(|run| !run.is_empty()) {
        match run.len() {
            1 => single += 1,
            2 => double += 1,
            _ => (single, double) = (single + 1, double + 1),
        }
    }
    single % 2 == 0
        && double % 2 == 0
        && count('[') == count(']')
        && count('{') == count('}')
        && !text.ends_with('\\')
}
