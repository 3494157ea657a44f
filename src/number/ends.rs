//! The ends of second numbers, written without the digits that they share with the first:
//! "020 7946 0018 (day), 0019 (night)", "030 12345-0 oder -12".

use super::home::Home;
use super::listed;
use super::pieces::{Piece, Token};
use super::runs::Run;
use super::signs::is_dash;
use crate::language::Telephone;

/// As many digits are a number of their own.
const MOST: usize = 7;

/// A first number and what may be the end of a second one, among the pieces of their text.
pub(super) struct Row<'a> {
    pub text: &'a str,
    pub pieces: &'a [Piece],
    pub first: &'a Run,
    pub second: &'a Run,
}

/// What parts two numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// A comma, a stroke, a word such as "or".
    Plain,
    /// The same, behind words in brackets.
    Bracketed,
    /// The same, behind words.
    Worded,
}

impl Row<'_> {
    /// Whether nothing but an "or", a comma or the like stands between the two.
    pub(super) fn is_joined(&self) -> bool {
        let joins =
            |piece: &Piece| self.joins(piece) && !self.is_word_of(&Telephone::all().to, piece);
        self.between().iter().all(|piece| joins(piece) || piece.token == Token::Blank)
    }

    /// Whether the second has the end of a number alone, where each of the two should be one.
    pub(super) fn is_shortened(&self) -> bool {
        if self.is_behind_dash() || self.is_labelled() {
            return true;
        }
        let digits = self.digits();
        let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        match self.joint() {
            None => false,
            Some(Joint::Plain) => self.digits().len() >= 2 || self.is_joined(),
            Some(Joint::Worded) if digits.len() < 2 => false,
            _ if self.is_span() => false,
            _ if self.follows_word().is_none() => !year || self.second.after_bracket(self.pieces),
            Some(_) => digits.len() >= 3 && !year,
        }
    }

    /// The same in a running text, where many other numbers follow one that can be called.
    pub(super) fn is_surely_shortened(&self, home: &Home) -> bool {
        if self.is_behind_dash() {
            return true;
        }
        let digits = self.digits();
        let same = self.first.groups.last().is_some_and(|last| last.digits.len() == digits.len());
        let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        let word = self.follows_word();
        let when = word.is_some_and(|word| Telephone::all().when.contains(&&*word.to_lowercase()));
        let ends = when || word.is_none();
        let comma = self.between().iter().any(|piece| piece.token == Token::Sign(','));
        let joint = self.joint();
        let labelled = self.second.after_bracket(self.pieces);
        let fewest = if labelled || joint == Some(Joint::Plain) && !comma { 1 } else { 2 };
        let length = fewest..self.first.digits(0..self.first.groups.len()).min(MOST);
        let known = home.place(&digits).is_some() && (digits.len() <= 3 || !same);
        let times = self.second.is_times(0..self.second.groups.len(), self.text);
        let other = year || !ends || times || known || !length.contains(&digits.len());
        !other
            && match joint {
                _ if self.is_labelled() => true,
                None => false,
                Some(Joint::Plain) => same || !comma || digits.len() >= 3,
                // Each with a label of its own: (day), 19 (night).
                Some(_) => same || when || labelled,
            }
    }

    fn digits(&self) -> String {
        self.second.dialled(0..self.second.groups.len())
    }

    fn between(&self) -> &[Piece] {
        self.pieces.get(self.first.next..self.second.first).unwrap_or_default()
    }

    fn joins(&self, piece: &Piece) -> bool {
        match piece.token {
            Token::Word => {
                self.is_word_of(&Telephone::all().or, piece)
                    || self.is_word_of(&Telephone::all().to, piece)
            }
            Token::Sign(sign) => "/&,|+;(و或、،，".contains(sign),
            _ => false,
        }
    }

    fn is_word_of(&self, list: &[&str], piece: &Piece) -> bool {
        let word = self.text[piece.range.clone()].to_lowercase();
        piece.token == Token::Word && list.contains(&&*word)
    }

    /// What parts the two, where it is nothing else.
    fn joint(&self) -> Option<Joint> {
        let between = self.between();
        let behind =
            between.iter().rev().take_while(|it| self.joins(it) || it.token == Token::Blank);
        let joint = between.len() - behind.count();
        let parts = between[joint..].iter().any(|piece| self.joins(piece));
        let before = &between[..joint];
        let closes = |it: &Piece| matches!(it.token, Token::Sign(')' | ']'));
        let bracketed = before.iter().rev().find(|it| it.token != Token::Blank).is_some_and(closes);
        let opens = |it: &Piece| matches!(it.token, Token::Sign('(' | '['));
        let words = before.iter().all(|piece| {
            matches!(piece.token, Token::Word | Token::Aside | Token::Blank)
                || matches!(piece.token, Token::Sign(sign) if is_dash(sign) || sign == ':')
        });
        match before.iter().find(|piece| piece.token != Token::Blank) {
            // "(day) 0019 (night)" has brackets alone.
            Some(first) if !parts => {
                let both = bracketed && opens(first) && self.second.after_bracket(self.pieces);
                (both && self.digits().len() >= 2).then_some(Joint::Bracketed)
            }
            _ if !parts => None,
            None => Some(Joint::Plain),
            Some(first) if bracketed && opens(first) => Some(Joint::Bracketed),
            // The bracket that the first number stands in.
            Some(first) if bracketed && closes(first) => Some(Joint::Plain),
            _ if words => Some(Joint::Worded),
            _ => None,
        }
    }

    /// Whether a dash stands directly before the second, and a blank or a sign before that.
    fn is_behind_dash(&self) -> bool {
        let mut back = self.between().iter().rev().map(|piece| &piece.token);
        let dash = back.next().is_some_and(|it| matches!(it, Token::Sign(sign) if is_dash(*sign)));
        let apart = matches!(back.next(), Some(Token::Blank | Token::Sign(_)));
        // "8:00 -12" is a span of time.
        dash && apart && !matches!(back.next(), Some(Token::Aside | Token::Group(_)))
    }

    /// Whether a word right before the second says when it is called, or that it is a fax: (night 0019).
    fn is_labelled(&self) -> bool {
        let mut back = self.between().iter().rev();
        let skipped = |piece: &&Piece| matches!(piece.token, Token::Blank | Token::Sign(':' | '.'));
        let label = back.find(|piece| !skipped(piece)).filter(|it| it.token == Token::Word);
        let is_label = label.is_some_and(|piece| {
            let word = self.text[piece.range.clone()].to_lowercase();
            Telephone::all().when.contains(&&*word) || listed::is_way(&word)
        });
        let ends = self.follows_word().is_none();
        is_label && ends && self.digits().len() >= 2 && self.first.next < self.second.first
    }

    /// The word directly behind the second.
    fn follows_word(&self) -> Option<&str> {
        let mut after = self.pieces[self.second.next..].iter();
        let next = after.find(|piece| piece.token != Token::Blank)?;
        (next.token == Token::Word && !self.joins(next)).then(|| &self.text[next.range.clone()])
    }

    /// Whether the second is the beginning of a span of time: 0900 to 1700.
    fn is_span(&self) -> bool {
        let mut after = self.pieces[self.second.next..].iter();
        let mut next = || after.find(|piece| piece.token != Token::Blank);
        next()
            .is_some_and(|it| it.token == Token::Word && !self.is_word_of(&Telephone::all().or, it))
            && next().is_some_and(|it| matches!(it.token, Token::Group(_) | Token::Aside))
    }
}
