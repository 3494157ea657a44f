//! Reads the one number of a text that should be one: of a contact point, of a link.

use std::iter;
use std::ops::Range;

use super::doubt::{Listed, Way};
use super::ends::Row;
use super::home::Home;
use super::letters;
use super::listed;
use super::pieces::{Piece, Token};
use super::runs::{self, Reading, Run};
use super::signs::is_dash;
use super::tokens;
use super::{Doubt, Number};

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
    read_as(text, home, Way::Call)
}

/// The number of a text that is for something: a textphone's has the prefix of a text relay before
/// it wherever the words name one.
///
/// # Errors
///
/// What is not sure about it.
pub fn read_as(text: &str, home: &Home, way: Way) -> Result<Number, Doubt> {
    look(text, home, way, true)
}

/// The number of a text; `labelled`: of several each is told with its words, for which parts of the
/// text are read anew.
fn look(text: &str, home: &Home, way: Way, labelled: bool) -> Result<Number, Doubt> {
    let pieces = tokens::split(text);
    let runs = runs::find_in(text, &pieces, home);
    judge_letters(text)?;
    let text = Text { text, pieces: &pieces, runs: &runs, home, labelled };
    let readings: Vec<Option<Reading>> = runs.iter().map(|run| run.read(text.text, home)).collect();
    let read = |short: bool| {
        let fits = |reading: &Option<Reading>| {
            let whole = |it: &Reading| it.placed.short == short && !is_relay(&it.dialled);
            reading.as_ref().is_some_and(whole)
        };
        readings.iter().position(fits)
    };
    let with_letters = || letters::on_keys(text.text, home).is_some();
    let whole = read(false);
    if let Some(code) = text.code(whole.is_some()) {
        return code;
    }
    let Some(at) = whole.or_else(|| read(true).filter(|_| !with_letters())) else {
        let short = text.plain_short().filter(|_| !with_letters());
        return short.map_or_else(|| text.with_letters(), Ok);
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
    if let Some(relay) = text.relay_before(at).or_else(|| text.relay_behind(at, way)) {
        number.dialled.insert_str(0, &relay);
    }
    Ok(number)
}

/// Whether digits are dialled before a number, and are none (Relay UK).
pub(super) fn is_relay(digits: &str) -> bool {
    matches!(digits, "18001" | "18002")
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
    labelled: bool,
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
        let others = self.with_further(others);
        if others.is_empty() {
            return self.judge_rest(at, reading);
        }
        let runs = (0..self.runs.len()).filter(|run| *run == at || others.contains(run));
        Err(self.several(runs))
    }

    /// The same with the ends of further numbers behind them: 01632 960123, 124, 125.
    fn with_further(&self, mut others: Vec<usize>) -> Vec<usize> {
        let Some(&last) = others.last() else { return others };
        for next in last + 1..self.runs.len() {
            if !self.row(next - 1, next).is_joined() {
                break;
            }
            others.push(next);
        }
        others
    }

    fn several(&self, runs: impl Iterator<Item = usize>) -> Doubt {
        let runs: Vec<&Run> = runs.map(|run| &self.runs[run]).collect();
        Doubt::Several(self.list(&runs))
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
        // "(24 hours)" behind a number, and the 2 of "2 lines", belong to the words; "960123(4)" is the end
        // of a second number.
        let bracketed = run.groups[rest.start].bracketed;
        let glued = run.groups[rest.start - 1].range.end + 1 == run.groups[rest.start].range.start;
        if bracketed && glued && !self.is_followed_by_word(run) {
            return Err(Doubt::TooLong(run.dialled(0..run.groups.len())));
        }
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
        if self.relay(run).is_some()
            || other < at && run.is_place(self.text, self.pieces)
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
            || other > at && self.are_times(at + 1..other) && self.row(at, other).is_shortened()
            || other > at && self.are_short(reading, readings[other].as_ref(), run)
    }

    /// Whether a whole run behind a short number is another one: "15, le 17", "15 ou au 112".
    fn are_short(&self, first: &Reading, second: Option<&Reading>, run: &Run) -> bool {
        let whole = |it: &Reading| it.placed.short && it.count == run.groups.len();
        first.placed.short
            && second.is_some_and(|it| whole(it) && it.placed.key != first.placed.key)
            && !self.is_followed_by_word(run)
    }

    fn are_times(&self, mut runs: Range<usize>) -> bool {
        runs.all(|at| self.runs[at].is_times(0..self.runs[at].groups.len(), self.text))
    }

    fn row(&self, first: usize, second: usize) -> Row<'_> {
        let (first, second) = (&self.runs[first], &self.runs[second]);
        Row { text: self.text, pieces: self.pieces, first, second }
    }

    /// Whether nothing but an "or", a comma or the like stands between two runs.
    fn is_joined(&self, first: usize, second: usize) -> bool {
        second == first + 1 && self.row(first, second).is_joined()
    }

    /// The prefix of a text relay, where a run is nothing else.
    fn relay(&self, run: &Run) -> Option<String> {
        let digits = run.dialled(0..run.groups.len());
        is_relay(&digits).then_some(digits)
    }

    /// The prefix of a text relay that words before a number say to dial first: 18001 then 0808 ….
    fn relay_before(&self, at: usize) -> Option<String> {
        self.runs[..at].iter().rev().find_map(|run| self.relay(run))
    }

    /// The prefix of a text relay that words behind a number say to dial first, (prefix 18001). Where
    /// they say whom it is for, all others dial the number alone.
    fn relay_behind(&self, at: usize, way: Way) -> Option<String> {
        let relay = self.runs[at + 1..].iter().find_map(|run| self.relay(run))?;
        let behind = &self.text[self.runs[at].groups.last()?.range.end..];
        let mut words = behind.split(|c: char| !c.is_alphanumeric());
        let named = words.any(|word| listed::is_way(&word.to_lowercase()));
        (way == Way::Textphone || !named).then_some(relay)
    }

    /// The short number that is the only one of the text, where its country is the reader's own.
    fn plain_short(&self) -> Option<Number> {
        let counts = |run: &&Run| {
            let all = 0..run.groups.len();
            !run.is_times(all, self.text) && !run.is_date()
        };
        let mut runs = self.runs.iter().filter(counts);
        let (run, None) = (runs.next()?, runs.next()) else { return None };
        let dialled = run.dialled(0..run.groups.len());
        let placed = self.home.short(&dialled).filter(|_| self.relay(run).is_none())?;
        let range = run.start..run.groups.last()?.range.end;
        Some(Number { range, dialled, key: placed.key })
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
        listed.extend(self.list(&runs));
        Some(if listed.len() > 1 {
            Err(Doubt::Several(listed))
        } else {
            Ok(Number { range, dialled: code.clone(), key: code.clone() })
        })
    }

    /// The numbers of runs, each by itself.
    fn list(&self, runs: &[&Run]) -> Vec<Listed> {
        let dials = |whole: &str| {
            let read = look(whole, self.home, Way::Call, false);
            read.ok().map(|number| number.dialled)
        };
        listed::list(self.text, runs, self.home, (&dials, self.labelled))
    }

    fn listed(&self, range: Range<usize>) -> Listed {
        Listed { written: Some(self.text[range].to_owned()), words: None, way: Way::Call }
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
            listed.extend(self.list(&others));
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
            let name = digits.len() <= 4 && digits.starts_with('0');
            word.len() > 1
                && (word.chars().all(|c| c.is_ascii_uppercase())
                    || name && word.starts_with(|c: char| c.is_ascii_uppercase()))
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
