//! Reads the one number of a text that should be one: of a contact point, of a link.

use super::home::Home;
use super::letters;
use super::runs::{self, Reading, Run};
use super::tokens::{self, Piece, Token};
use super::{Doubt, Number};

/// Words between two numbers of which each may be called.
const OR: [&str; 32] = [
    "or", "and", "then", "neu", "ac", "a", "oder", "und", "ou", "et", "o", "u", "y", "e", "lub",
    "i", "nebo", "alebo", "vagy", "és", "sau", "și", "arba", "ir", "или", "и", "або", "та", "ή",
    "أو", "او", "یا",
];

/// As many digits outside a number may be the beginning of another one.
const ANOTHER: usize = 5;

/// The number of a text.
///
/// # Errors
///
/// What is not sure about it.
pub fn read(text: &str, home: &Home) -> Result<Number, Doubt> {
    let pieces = tokens::split(text);
    let runs = runs::find(&pieces);
    if let Some((part, meant)) = letters::look_alike(text) {
        return Err(Doubt::LookAlike { part, meant });
    }
    if let Some(part) = letters::placeholder(text) {
        return Err(Doubt::Placeholder(part.to_owned()));
    }
    let text = Text { text, pieces: &pieces, runs: &runs, home };
    let readings: Vec<Option<Reading>> = runs.iter().map(|run| run.read(home)).collect();
    let read = |short: bool| {
        let fits =
            |reading: &Option<Reading>| reading.as_ref().is_some_and(|it| it.placed.short == short);
        readings.iter().position(fits)
    };
    let with_letters = || letters::on_keys(text.text, home).is_some();
    let Some(at) = read(false).or_else(|| read(true).filter(|_| !with_letters())) else {
        return text.with_letters();
    };
    let reading = readings[at].clone().expect("it was found by what it reads");
    if letters::are_made_up(&reading.dialled) {
        return Err(Doubt::Placeholder(runs[at].written(0..reading.count, text.text).to_owned()));
    }
    text.judge_rest(at, &reading)?;
    text.judge_others(at, &reading, &readings)?;
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

/// A text with what was found in it.
struct Text<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    runs: &'a [Run],
    home: &'a Home,
}

impl Text<'_> {
    /// What groups of the number's run that do not belong to it are.
    fn judge_rest(&self, at: usize, reading: &Reading) -> Result<(), Doubt> {
        let run = &self.runs[at];
        let rest = reading.count..run.groups.len();
        if rest.is_empty() || run.is_times(rest.clone(), self.text) {
            return Ok(());
        }
        let another = run.read_from(rest.start, self.home);
        let stroke = run.groups[rest.start].stroke;
        let count = run.digits(rest.clone());
        if stroke || count >= ANOTHER || another.is_some_and(|it| !it.placed.short) {
            return Err(Doubt::Two {
                first: run.written(0..reading.count, self.text).to_owned(),
                second: run.written(rest, self.text).to_owned(),
            });
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

    /// What the other runs of the text are.
    fn judge_others(
        &self,
        at: usize,
        reading: &Reading,
        readings: &[Option<Reading>],
    ) -> Result<(), Doubt> {
        for (other, run) in self.runs.iter().enumerate().filter(|(other, _)| *other != at) {
            let all = 0..run.groups.len();
            if self.relay(run).is_some() && other < at
                || run.is_times(all.clone(), self.text)
                || run.is_date()
            {
                continue;
            }
            let same = |it: &Reading| it.placed.key == reading.placed.key && it.count == all.end;
            let is_number = readings[other].as_ref().filter(|it| !it.placed.short);
            if is_number.is_some_and(same) {
                continue;
            }
            // "Ward 7, 01632 …": a few digits before a number are one only where the plan knows them.
            let may_be = other > at || readings[other].is_some();
            if is_number.is_some()
                || run.digits(all.clone()) >= ANOTHER
                || may_be && self.is_joined(at.min(other), at.max(other))
            {
                let (first, second) = (&self.runs[at.min(other)], &self.runs[at.max(other)]);
                return Err(Doubt::Two {
                    first: first.written(0..first.groups.len(), self.text).to_owned(),
                    second: second.written(0..second.groups.len(), self.text).to_owned(),
                });
            }
        }
        Ok(())
    }

    /// Whether nothing but an "or", a comma or the like stands between two runs.
    fn is_joined(&self, first: usize, second: usize) -> bool {
        let between = &self.pieces[self.runs[first].next..self.runs[second].first];
        second == first + 1
            && between.iter().all(|piece| match piece.token {
                Token::Blank => true,
                Token::Word => OR.contains(&&*self.text[piece.range.clone()].to_lowercase()),
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

    /// The number where no digits alone make one.
    fn with_letters(&self) -> Result<Number, Doubt> {
        if let Some(number) = letters::on_keys(self.text, self.home) {
            let end = number.range.end;
            let after = self.runs.iter().find(|run| run.start >= end);
            let other = after.filter(|run| run.digits(0..run.groups.len()) >= ANOTHER);
            return match other {
                Some(run) => Err(Doubt::Two {
                    first: self.text[number.range].to_owned(),
                    second: run.written(0..run.groups.len(), self.text).to_owned(),
                }),
                None => Ok(number),
            };
        }
        Err(self.doubt())
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
        if digits.starts_with('+') && self.home.place_code(&digits).is_none() {
            return Doubt::UnknownCode(digits);
        }
        if self.home.lacks_prefix(&digits) {
            return Doubt::NoPrefix(digits);
        }
        if self.home.is_too_long(&digits) {
            return Doubt::TooLong(digits);
        }
        Doubt::TooShort(digits)
    }
}
