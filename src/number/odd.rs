//! Numbers of a text that are not digits alone: codes with a star, letters of the keys, and digits
//! that were typed as letters.

use super::home::Home;
use super::letters;
use super::pieces::{Piece, Token};
use super::prose::{self, Found};
use super::runs::{self, Run};
use super::tokens;

/// Beginnings of numbers that are often given in letters.
const GIVEN_IN_LETTERS: [&str; 14] = [
    "0800", "0808", "0844", "0845", "0300", "0330", "1300", "1800", "1833", "1844", "1855", "1866",
    "1877", "1888",
];

/// Fewer digits are no number as long as they hold letters: O2, I10.
const FEWEST: usize = 9;

/// Adds them to the numbers that were found.
pub(super) fn add(text: &str, pieces: &[Piece], home: &Home, found: &mut Vec<Found>) {
    let odd = codes(text, pieces, home).into_iter().chain(with_letters(text, pieces, home));
    for one in odd.chain(look_alikes(text, home)) {
        let overlaps =
            |it: &Found| it.range.start < one.range.end && one.range.start < it.range.end;
        if !found.iter().any(|it| it.number.is_some() && overlaps(it)) {
            found.retain(|it| !overlaps(it));
            found.push(one);
        }
    }
}

/// Codes behind a word such as "call"; in Israel, everybody knows what a star before four digits is.
fn codes(text: &str, pieces: &[Piece], home: &Home) -> Vec<Found> {
    let code = |piece: &Piece| {
        let Token::Code(code) = &piece.token else { return None };
        let calling = prose::calling_before(text, piece.range.start);
        let known = code.starts_with('*') && code.ends_with('#')
            || home.has_star_numbers() && code.len() == "*5400".len();
        (calling.is_some() || known).then(|| Found::code(piece.range.clone(), code, calling))
    };
    pieces.iter().filter_map(code).collect()
}

/// Numbers that end in capitals, behind beginnings that are often given so: 0800 REVERSE.
fn with_letters(text: &str, pieces: &[Piece], home: &Home) -> Vec<Found> {
    let number = |run: &Run| {
        let digits = run.dialled(0..run.groups.len());
        let head = GIVEN_IN_LETTERS.iter().find(|head| digits.starts_with(**head))?;
        let end = run.groups.last()?.range.end;
        let capitals = text[end..].trim_start_matches([' ', '\u{A0}', '-', '\u{2011}']);
        if digits.len() > head.len() + 3
            || !capitals.starts_with(|c: char| c.is_ascii_uppercase())
            || text[..run.start].ends_with(char::is_alphanumeric)
        {
            return None;
        }
        let (number, _) = letters::on_keys(&text[run.start..], home)?;
        let range = run.start + number.range.start..run.start + number.range.end;
        (range.end > end).then(|| Found::in_doubt(range))
    };
    runs::find(pieces).iter().filter_map(number).map(|it| it.read(text, home)).collect()
}

/// What would be a number if its letters were the digits that they look like: 0808 l57 0142.
fn look_alikes(text: &str, home: &Home) -> Vec<Found> {
    let Some(meant) = letters::as_digits(text) else { return Vec::new() };
    let fits = |it: &Found| {
        let long = it.number.as_ref().is_some_and(|number| number.dialled.len() >= FEWEST);
        long && text[it.range.clone()] != meant[it.range.clone()]
    };
    let found = prose::in_digits(&meant, &tokens::split(&meant), home);
    found.into_iter().filter(fits).map(|it| Found::in_doubt(it.range)).collect()
}
