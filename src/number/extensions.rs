//! Extensions behind a number, whose digits nobody dials: "ext 45", "x45/46", "extension 45 or 46".

use super::pieces::{Piece, Token};
use super::signs::{digit, is_blank, is_dash};
use crate::language::Telephone;

/// The most digits of an extension that is one of several.
const LONGEST: usize = 5;

/// How far the next extension is from the last, where it has more digits: "ext 9 or 10".
const NEAR: u32 = 20;

/// The most extensions in a row that are followed back to the word before them.
const MOST: usize = 8;

/// Whether the words right before say that an extension or a choice in a menu follows; `before` is
/// empty where no digits stand before.
pub(super) fn follows(text: &str, before: &[Piece]) -> bool {
    let mut back = before.iter().rev();
    let mut last = back.next();
    let Some(first) = last else { return false };
    if matches!(first.token, Token::Sign('#' | ';')) {
        return true;
    }
    while matches!(
        last.map(|it| &it.token),
        Some(Token::Blank | Token::Sign('.' | ':' | '=' | '#'))
    ) {
        last = back.next();
    }
    last.is_some_and(|it| {
        let word = text[it.range.clone()].to_lowercase();
        it.token == Token::Word && Telephone::all().extensions.contains(&&*word)
    })
}

/// Whether words before a place name an extension behind a number.
pub(super) fn are_named(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(is_word)
}

fn is_word(word: &str) -> bool {
    Telephone::all().extensions.contains(&&*word.to_lowercase())
}

/// Whether digits at a place are a further extension behind one.
pub(super) fn goes_on(text: &str, at: usize, before: &[Piece]) -> bool {
    let digits: &str = digits_at(text, at);
    // Another group behind it makes a number of its own.
    let behind = text[at + digits.len()..].trim_start_matches(is_blank);
    if digits.chars().count() > LONGEST || behind.starts_with(|c| digit(c).is_some()) {
        return false;
    }
    let (mut next, mut rest) = (digits, before);
    for _ in 0..MOST {
        let Some(earlier) = before_joint(text, rest) else { return false };
        let Some((last, others)) = earlier.split_last() else { return false };
        let word = &text[last.range.clone()];
        let own = word.trim_start_matches(|c| digit(c).is_none());
        if !is_next(own, next) {
            return false;
        }
        match last.token {
            // x45
            Token::Word => return is_word(&word[..word.len() - own.len()]),
            Token::Aside if own.len() < word.len() => return false,
            Token::Aside if follows(text, others) => return true,
            Token::Aside => (next, rest) = (own, others),
            _ => return false,
        }
    }
    false
}

fn digits_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find(|c| digit(c).is_none()).unwrap_or(rest.len())]
}

/// Whether an extension may follow another one: it has as many digits, or is a little higher.
fn is_next(one: &str, two: &str) -> bool {
    let near = match (one.parse::<u32>(), two.parse::<u32>()) {
        (Ok(one), Ok(two)) => two > one && two - one <= NEAR,
        _ => false,
    };
    !one.is_empty() && (one.len() == two.len() || near)
}

/// What stands before a stroke, a comma or an "or" at the end.
fn before_joint<'p>(text: &str, pieces: &'p [Piece]) -> Option<&'p [Piece]> {
    let without_blanks = |pieces: &'p [Piece]| {
        let blanks = pieces.iter().rev().take_while(|it| it.token == Token::Blank).count();
        &pieces[..pieces.len() - blanks]
    };
    let joins = |piece: &Piece| match piece.token {
        Token::Sign(sign) => "/&,;+".contains(sign) || is_dash(sign),
        Token::Word => {
            let word = text[piece.range.clone()].to_lowercase();
            Telephone::all().or.contains(&&*word) || Telephone::all().to.contains(&&*word)
        }
        _ => false,
    };
    let whole = without_blanks(pieces);
    let mut rest = whole;
    // ", or"
    for _ in 0..2 {
        if let Some((_, before)) = rest.split_last().filter(|(last, _)| joins(last)) {
            rest = without_blanks(before);
        }
    }
    (rest.len() < whole.len()).then_some(rest)
}
