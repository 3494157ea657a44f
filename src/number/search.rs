//! All numbers of a text, however they are written.

use super::home::Home;
use super::prose::{Found, in_digits};
use super::{odd, signs, tokens};

/// The numbers of a text, in order: those that begin as numbers at home or abroad do, and short ones
/// behind a word such as "call".
#[must_use]
pub fn find(text: &str, home: &Home) -> Vec<Found> {
    if !text.chars().any(|c| signs::digit(c).is_some()) {
        return Vec::new();
    }
    let pieces = tokens::split(text);
    let mut found = in_digits(text, &pieces, home);
    odd::add(text, &pieces, home, &mut found);
    found.sort_by_key(|it| it.range.start);
    found.into_iter().map(|it| it.judged(text, home)).collect()
}
