//! Telephone numbers: what is one, where it ends among words, what is dialled, what is in doubt.
//!
//! What is dialled is what a careful person would dial who reads the printed words: the number
//! without its punctuation, `(0)` behind a country's code left out, letters that stand for digits
//! turned into them (ITU-T E.161), and nothing of the words, hours and extensions around it. Where
//! that is not sure, it is a [`Doubt`], and the author is asked.

mod calling;
mod codes;
mod countries;
mod doubt;
mod emergencies;
mod ends;
mod extensions;
mod home;
mod labels;
mod letters;
mod listed;
mod odd;
mod pieces;
mod plan;
mod prices;
mod prose;
mod reading;
mod runs;
mod search;
mod signs;
mod tokens;

pub use doubt::{Doubt, Listed, Way};
pub use emergencies::Help;
pub use home::Home;
pub use listed::is_way as says_way;
pub use prose::Found;
pub use reading::{read, read_as};
pub use search::find;

use std::ops::Range;

/// A telephone number that was read out of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands in the words, in bytes.
    pub range: Range<usize>,
    /// What is dialled: digits, and a plus before them where one was written; of a code that begins
    /// with a star, its stars and hashes too.
    pub dialled: String,
    /// Its country's code and the digits behind it.
    key: String,
}

impl Number {
    /// Whether both reach the same telephone: with or without a country's code or a prefix of the
    /// text relay.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.key == other.key
    }

    /// The digits behind the country's code with the code before them, to be compared.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// The digits of a number that is to be called in place of the one that is shown, or of a link:
/// written in digits, with a plus before a country's code. The author has settled what is meant, so
/// that the plan of numbers is not asked.
#[must_use]
pub fn settled(text: &str) -> Option<String> {
    if let Some(code) = codes::whole(text) {
        return Some(code);
    }
    let mut dialled = String::new();
    for c in text.trim().chars() {
        match signs::digit(c) {
            Some(digit) => dialled.push(digit),
            None if c == '+' && dialled.is_empty() => dialled.push('+'),
            None if signs::is_blank(c) || signs::is_dash(c) || c == '.' => {}
            None => return None,
        }
    }
    // The shortest numbers there are have two digits (15 in France); ITU-T E.164 allows 15, to which
    // the prefix of a text relay comes.
    (2..=20).contains(&dialled.trim_start_matches('+').len()).then_some(dialled)
}

#[cfg(test)]
mod tests;
