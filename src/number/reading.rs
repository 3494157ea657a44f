//! Reads the one number of a text that should be one: of a contact point, of a link.

use std::iter;
use std::ops::Range;

use super::doubt::{Listed, Way};
use super::home::Home;
use super::letters;
use super::listed;
use super::runs::{self, Reading, Run};
use super::tokens::{self, Piece, Token, is_dash};
use super::{Doubt, Number};
use crate::language::Everywhere;

/// As many digits outside a number may be the beginning of another one.
const ANOTHER: usize = 5;

/// A short number with a star, of the usual length.
const STAR: &str = "*5400";

/// Digits of a number of North America without its country's code.
const TEN: usize = 10;

/// The number of a text.
///
/// # Errors
///
/// What is not sure about it.
pub fn read(text: &str, home: &Home) -> Result<Number, Doubt> {
    let pieces = tokens::split(text);
    let runs = runs::find(&pieces);
    judge_letters(text)?;
    let text = Text { text, pieces: &pieces, runs: &runs, home };
    let readings: Vec<Option<Reading>> = runs.iter().map(|run| run.read(text.text, home)).collect();
    let read = |short: bool| {
        let fits =
            |reading: &Option<Reading>| reading.as_ref().is_some_and(|it| it.placed.short == short);
        readings.iter().position(fits)
    };
    let with_letters = || letters::on_keys(text.text, home).is_some();
    let whole = read(false);
    if let Some(code) = text.code(whole.is_some()) {
        return code;
    }
    let Some(at) = whole.or_else(|| read(true).filter(|_| !with_letters())) else {
        return text.with_letters();
    };
    let reading = readings[at].clone().expect("it was found by what it reads");
    if letters::are_made_up(&reading.dialled) {
        return Err(Doubt::Placeholder(runs[at].written(0..reading.count, text.text).to_owned()));
    }
    text.judge(at, &reading, &readings)?;
    if let Some(shorter) = &reading.shorter {
        return Err(Doubt::Ends { shorter: shorter.clone(), longer: reading.dialled });
    }
    if reading.placed.foreign {
        return Err(text.doubt_of(&runs[at], 0..reading.count));
    }
    let mut number = Number {
        range: runs[at].start..runs[at].groups[reading.count - 1].range.end,
        dialled: reading.dialled,
        key: reading.placed.key,
    };
    if let Some(relay) = text.relay_before(at) {
        number.dialled.insert_str(0, &relay);
    }
    Ok(number)
}

/// Whether letters stand where digits should.
fn judge_letters(text: &str) -> Result<(), Doubt> {
    if let Some((part, meant)) = letters::look_alike(text) {
        return Err(Doubt::LookAlike { part, meant });
    }
    match letters::placeholder(text) {
        Some(part) => Err(Doubt::Placeholder(part.to_owned())),
        None => Ok(()),
    }
}

/// A text with what was found in it.
struct Text<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    runs: &'a [Run],
    home: &'a Home,
}

impl Text<'_> {
    /// Whether the number is the only one, and whole.
    fn judge(
        &self,
        at: usize,
        reading: &Reading,
        readings: &[Option<Reading>],
    ) -> Result<(), Doubt> {
        let others: Vec<usize> = (0..self.runs.len())
            .filter(|other| *other != at && self.is_another(*other, at, reading, readings))
            .collect();
        if others.is_empty() {
            return self.judge_rest(at, reading);
        }
        let runs = (0..self.runs.len()).filter(|run| *run == at || others.contains(run));
        Err(self.several(runs))
    }

    fn several(&self, runs: impl Iterator<Item = usize>) -> Doubt {
        let runs: Vec<&Run> = runs.map(|run| &self.runs[run]).collect();
        Doubt::Several(listed::list(self.text, &runs, self.home))
    }

    /// What groups of the number's run that do not belong to it are.
    fn judge_rest(&self, at: usize, reading: &Reading) -> Result<(), Doubt> {
        let run = &self.runs[at];
        let rest = reading.count..run.groups.len();
        if rest.is_empty() || run.is_hours(rest.start, self.text) {
            return Ok(());
        }
        let another = run.read_from(rest.start, self.text, self.home);
        let stroke = run.groups[rest.start].stroke;
        let count = run.digits(rest.clone());
        if stroke || count >= ANOTHER || another.is_some_and(|it| !it.placed.short) {
            return Err(self.several(iter::once(at)));
        }
        // "(24)" behind a number, and the 2 of "2 lines", belong to the words.
        let bracketed = run.groups[rest.start].bracketed;
        if bracketed || self.is_followed_by_word(run) {
            return Ok(());
        }
        Err(Doubt::TooLong(run.dialled(0..run.groups.len())))
    }

    fn is_followed_by_word(&self, run: &Run) -> bool {
        let mut after = self.pieces[run.next..].iter().map(|piece| &piece.token);
        after.find(|token| **token != Token::Blank) == Some(&Token::Word)
    }

    /// Whether a run is another number than the one that was read, or the beginning of one.
    fn is_another(
        &self,
        other: usize,
        at: usize,
        reading: &Reading,
        readings: &[Option<Reading>],
    ) -> bool {
        let run = &self.runs[other];
        let all = 0..run.groups.len();
        if self.relay(run).is_some() && other < at
            || run.is_times(all.clone(), self.text)
            || run.is_date()
        {
            return false;
        }
        let is_number = readings[other].as_ref().filter(|it| !it.placed.short);
        if is_number.is_some_and(|it| it.placed.key == reading.placed.key && it.count == all.end) {
            return false;
        }
        // "Ward 7, 01632 …": a few digits before a number are one only where the plan knows them.
        let may_be = other > at || readings[other].is_some();
        is_number.is_some()
            || run.digits(all) >= ANOTHER
            || may_be && self.is_joined(at.min(other), at.max(other))
    }

    /// Whether nothing but an "or", a comma or the like stands between two runs.
    fn is_joined(&self, first: usize, second: usize) -> bool {
        let between = &self.pieces[self.runs[first].next..self.runs[second].first];
        second == first + 1
            && between.iter().all(|piece| match piece.token {
                Token::Blank => true,
                Token::Word => {
                    let word = self.text[piece.range.clone()].to_lowercase();
                    Everywhere::all().or.contains(&&*word)
                }
                Token::Sign(sign) => "/&,|+(و或、，،".contains(sign),
                _ => false,
            })
    }

    /// The prefix of a text relay, where a run is nothing else.
    fn relay(&self, run: &Run) -> Option<String> {
        let digits = run.dialled(0..run.groups.len());
        matches!(&*digits, "18001" | "18002").then_some(digits)
    }

    /// The prefix of a text relay that words before a number say to dial first: 18001 then 0808 ….
    fn relay_before(&self, at: usize) -> Option<String> {
        self.runs[..at].iter().rev().find_map(|run| self.relay(run))
    }

    /// The code that begins with a star or a hash. Beside a whole number, a few digits behind a star
    /// are the mark of a note.
    fn code(&self, beside: bool) -> Option<Result<Number, Doubt>> {
        let counts = |code: &str| !beside || code.ends_with('#') || code.len() >= STAR.len();
        let mut codes = self.pieces.iter().filter_map(|piece| match &piece.token {
            Token::Code(code) if counts(code) => Some((piece.range.clone(), code)),
            _ => None,
        });
        let (range, code) = codes.next()?;
        let mut listed = vec![self.listed(range.clone())];
        listed.extend(codes.map(|(range, _)| self.listed(range)));
        let all = |run: &&Run| run.digits(0..run.groups.len()) >= ANOTHER;
        let runs: Vec<&Run> = self.runs.iter().filter(all).collect();
        listed.extend(listed::list(self.text, &runs, self.home));
        Some(if listed.len() > 1 {
            Err(Doubt::Several(listed))
        } else {
            Ok(Number { range, dialled: code.clone(), key: code.clone() })
        })
    }

    fn listed(&self, range: Range<usize>) -> Listed {
        Listed { written: Some(self.text[range].to_owned()), way: Way::Call }
    }

    /// The number where no digits alone make one.
    fn with_letters(&self) -> Result<Number, Doubt> {
        let Some((number, foreign)) = letters::on_keys(self.text, self.home) else {
            return Err(self.doubt());
        };
        let end = number.range.end;
        let digits = |run: &Run| run.digits(0..run.groups.len());
        let others: Vec<&Run> =
            self.runs.iter().filter(|run| run.start >= end && digits(run) >= ANOTHER).collect();
        if !others.is_empty() {
            let mut listed = vec![self.listed(number.range)];
            listed.extend(listed::list(self.text, &others, self.home));
            return Err(Doubt::Several(listed));
        }
        if foreign {
            let written = self.text[number.range].to_owned();
            return Err(Doubt::Abroad { written, whole: number.dialled.len() > TEN });
        }
        Ok(number)
    }

    fn doubt(&self) -> Doubt {
        let size = |run: &&Run| run.digits(0..run.groups.len());
        let Some(run) = self.runs.iter().rev().max_by_key(size) else {
            return Doubt::None;
        };
        let digits = run.dialled(0..run.groups.len());
        if letters::are_made_up(&digits) {
            return Doubt::Placeholder(run.written(0..run.groups.len(), self.text).to_owned());
        }
        let after = self.pieces[run.next..].iter().find(|piece| piece.token == Token::Word);
        let capitals = after.is_some_and(|piece| {
            let word = &self.text[piece.range.clone()];
            word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase())
        });
        if capitals {
            return Doubt::Letters(digits);
        }
        self.doubt_of(run, 0..run.groups.len())
    }

    /// What groups that no plan of the home knows lack, or have too many.
    fn doubt_of(&self, run: &Run, groups: Range<usize>) -> Doubt {
        let digits = run.dialled(groups.clone());
        if digits.starts_with('+') && self.home.place_code(&digits).is_none() {
            return Doubt::UnknownCode(digits);
        }
        let written = run.written(groups.clone(), self.text);
        // Brackets and hyphens are how such a number is written in North America alone.
        let american = run.is_american(groups) && written.contains(|c| is_dash(c) || c == '(');
        let prefix = self.home.lacking_prefix(&digits).filter(|_| !american);
        if let Some(prefix) = prefix {
            return Doubt::NoPrefix { digits, prefix };
        }
        if let Some(whole) = self.home.abroad(&digits) {
            return Doubt::Abroad { written: written.to_owned(), whole };
        }
        if self.home.is_too_long(&digits) {
            return Doubt::TooLong(digits);
        }
        Doubt::TooShort(digits)
    }
}
