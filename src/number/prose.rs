//! Telephone numbers within running text.

use std::ops::Range;

use super::calling::{self, Calling, is_registration, words};
use super::ends::Row;
use super::home::Home;
use super::pieces::{Piece, Token};
use super::runs::{self, Reading, Run};
use super::signs::{is_blank, is_dash};
use super::{Doubt, Number, reading};
use crate::language::Telephone;

/// A number that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What is dialled by a link with just these words; `None` where that is in doubt.
    pub number: Option<Number>,
    /// Why it is in doubt, where it is.
    pub doubt: Option<Doubt>,
    /// Whether the words before say to send a message to it.
    pub texted: bool,
}

/// How far back words say what a number is for, in bytes: a long text has a great many numbers.
const NEAR: usize = 300;

impl Found {
    /// What looks like a number, and has not been read yet.
    pub(super) fn in_doubt(range: Range<usize>) -> Self {
        Self { range, number: None, doubt: None, texted: false }
    }

    /// A code with stars and hashes.
    pub(super) fn code(range: Range<usize>, code: &str, calling: Option<Calling>) -> Self {
        let key = code.to_owned();
        let number = Number { range: range.clone(), dialled: code.to_owned(), key };
        let texted = calling == Some(Calling::Text);
        Self { range, number: Some(number), doubt: None, texted }
    }

    /// The same, with the number as a link with its words reads it.
    pub(super) fn read(self, text: &str, home: &Home) -> Self {
        let read = reading::read(&text[self.range.clone()], home).ok();
        let start = self.range.start;
        let number =
            read.map(|it| Number { range: start + it.range.start..start + it.range.end, ..it });
        Self { number, ..self }
    }

    /// The same, in doubt where a link with its words, or with the digits that are to be dialled,
    /// would dial anything else.
    pub(super) fn judged(self, text: &str, home: &Home) -> Self {
        let dials = |words: &str| reading::read(words, home);
        let doubt = match (&self.number, dials(&text[self.range.clone()])) {
            (Some(number), Ok(read)) => {
                let same = |it: &Number| it.dialled == number.dialled;
                if same(&read) && dials(&number.dialled).is_ok_and(|it| same(&it)) {
                    return self;
                }
                Doubt::None
            }
            (_, Err(doubt)) => doubt,
            (None, Ok(_)) => Doubt::None,
        };
        Self { number: None, doubt: Some(doubt), ..self }
    }
}

/// Those that are digits alone, before it was looked whether they are in doubt.
pub(super) fn in_digits(text: &str, pieces: &[Piece], home: &Home) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let runs = runs::find_in(text, pieces, home);
    for (at, run) in runs.iter().enumerate() {
        let mut from = 0;
        let times = |run: &&Run| run.is_times(0..run.groups.len(), text);
        let next = runs[at + 1..].iter().find(|run| !times(run));
        if at > 0 && found.last().is_some_and(|last| last.range.end > run.start) {
            continue;
        }
        // Two numbers may stand in one run, with a stroke or a blank between them.
        while from < run.groups.len() && !(from > 0 && run.is_hours(from, text)) {
            let listed =
                found.last().is_some_and(|last| is_listed(text, last, start_of(run, from)));
            let stretch = Stretch { text, pieces, run, from, listed };
            let reading = run.read_from(from, text, home);
            if let Some(row) = stretch.judge_row(reading.as_ref(), found.last(), home) {
                found.push(row);
                break;
            }
            let one = reading.as_ref().and_then(|it| stretch.judge(it, found.last(), home));
            let (one, end) = match (one, &reading) {
                (Some(one), Some(reading)) => {
                    (stretch.judge_next(one, reading, next, home), reading.count)
                }
                _ => match stretch
                    .judge_short(found.last(), home)
                    .or_else(|| stretch.judge_doubtful(found.last()))
                {
                    Some(one) => (one, run.groups.len()),
                    None => break,
                },
            };
            let unsure = reading.as_ref().is_some_and(|it| it.shorter.is_some());
            found.push(if unsure { Found { number: None, ..one } } else { one });
            from = end;
        }
    }
    found
}

fn start_of(run: &Run, from: usize) -> usize {
    if from == 0 { run.start } else { run.groups[from].range.start }
}

/// Whether a number follows another one of a row: "call 101, 105 or 111".
fn is_listed(text: &str, last: &Found, start: usize) -> bool {
    let between = &text[last.range.end..start];
    let words = between.split(|c: char| is_blank(c) || c == ',').filter(|word| !word.is_empty());
    between.len() <= 16
        && !between.is_empty()
        && words.into_iter().all(|word| {
            let known = Telephone::all();
            known.or.contains(&word) || known.articles.contains(&word) || matches!(word, "/" | "&")
        })
}

/// A number in its text.
struct Stretch<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    run: &'a Run,
    from: usize,
    /// Whether it follows another one in a row.
    listed: bool,
}

impl Stretch<'_> {
    /// The number that the plan knows.
    fn judge(&self, reading: &Reading, last: Option<&Found>, home: &Home) -> Option<Found> {
        let range = start_of(self.run, self.from)..self.run.groups[reading.count - 1].range.end;
        let calling = self.calling(&range, reading.count, last)?;
        let whole = reading.count == self.run.groups.len();
        let is_number = if reading.placed.short {
            // 18001 and 18002 are dialled before another number (Relay UK).
            let relay = reading::is_relay(&reading.dialled);
            let said = calling.is_some() && !self.is_of_month(&reading.dialled);
            whole && !relay && (said || self.is_harmonised())
        } else {
            let bare = || calling.is_some() || home.is_bare() && self.is_grouped(reading);
            (self.stands_out(reading) || bare()) && (whole || self.rest_is_words(reading.count))
        };
        let number = Number {
            range: range.clone(),
            dialled: reading.dialled.clone(),
            key: reading.placed.key.clone(),
        };
        let texted = calling == Some(Calling::Text);
        is_number.then_some(Found { range, number: Some(number), doubt: None, texted })
    }

    /// A number with the end of another one behind a stroke, which nobody could tap: 020 7946 0019/20.
    fn judge_row(
        &self,
        first: Option<&Reading>,
        last: Option<&Found>,
        home: &Home,
    ) -> Option<Found> {
        let first = first.filter(|it| !it.placed.short && it.count < self.run.groups.len())?;
        let rest = first.count..self.run.groups.len();
        let another =
            self.run.read_from(rest.start, self.text, home).is_some_and(|it| !it.placed.short);
        let one = self.judge(first, last, home)?;
        // "01632 960000 / 12 High Street" has a number of another kind.
        let glued = self.text[..self.run.groups[rest.start].range.start].ends_with('/');
        let row = self.run.groups[rest.start].stroke
            && !another
            && (glued || !self.is_followed_by_word())
            && !self.run.is_times(rest, self.text);
        let end = self.run.groups.last()?.range.end;
        row.then_some(Found { number: None, range: one.range.start..end, ..one })
    }

    /// A short number that only those know who speak the booklet's language, or who need it.
    fn judge_short(&self, last: Option<&Found>, home: &Home) -> Option<Found> {
        let count = self.run.groups.len();
        let range = start_of(self.run, self.from)..self.run.groups[count - 1].range.end;
        let dialled = self.run.dialled(self.from..count);
        let calling = self.calling(&range, count, last)??;
        let other = self.is_of_month(&dialled) || reading::is_relay(&dialled);
        let placed = home.short(&dialled).filter(|_| !other)?;
        let number = Number { range: range.clone(), dialled, key: placed.key };
        let texted = calling == Calling::Text;
        Some(Found { range, number: Some(number), doubt: None, texted })
    }

    /// The same with the end of another number that stands behind it, which nobody could tap.
    fn judge_next(&self, one: Found, reading: &Reading, next: Option<&Run>, home: &Home) -> Found {
        let whole = !reading.placed.short && reading.count == self.run.groups.len();
        let Some(second) = next.filter(|_| whole) else { return one };
        let row = Row { text: self.text, pieces: self.pieces, first: self.run, second };
        if !row.is_surely_shortened(home) {
            return one;
        }
        let end = second.groups[second.groups.len() - 1].range.end;
        Found { number: None, range: one.range.start..end, ..one }
    }

    /// Whether one or two digits are a day of the month that follows: appelez le 15 mars.
    fn is_of_month(&self, dialled: &str) -> bool {
        let next = self.pieces[self.run.next..].iter().find(|it| it.token != Token::Blank);
        let word = next.filter(|it| it.token == Token::Word);
        dialled.len() <= 2
            && word.is_some_and(|it| {
                let word = self.text[it.range.clone()].to_lowercase();
                // A word that goes on the sentence, and none that is counted or names a month.
                !Telephone::all().after_short.contains(&&*word)
            })
    }

    /// Whether a number is written in groups as one of eight or nine digits is, none of them noughts.
    fn is_grouped(&self, reading: &Reading) -> bool {
        let groups = &self.run.groups[self.from..reading.count];
        let counts: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
        let fits = matches!(
            counts[..],
            [3, 3, 3] | [2, 3, 2, 2] | [3, 2, 2, 2] | [2, 2, 2, 2] | [3, 2, 3]
        );
        fits && groups.iter().all(|group| group.digits.contains(|c| c != '0'))
    }

    /// What begins as a number does and has a digit too few or too many.
    fn judge_doubtful(&self, last: Option<&Found>) -> Option<Found> {
        let count = self.run.groups.len();
        let range = start_of(self.run, self.from)..self.run.groups[count - 1].range.end;
        let calling = self.calling(&range, count, last)?;
        let digits = self.run.dialled(self.from..count);
        let fewest = if calling.is_some() { 5 } else { 9 };
        let begins = digits.starts_with(['+', '0']) && (fewest..=16).contains(&digits.len());
        let is_time = self.run.is_times(self.from..count, self.text);
        let texted = calling == Some(Calling::Text);
        let found = begins && !is_time && !self.run.is_date();
        found.then(|| Found { texted, ..Found::in_doubt(range) })
    }

    /// What the words around a number say that it is for; `None` where they say that it is none.
    fn calling(
        &self,
        range: &Range<usize>,
        count: usize,
        last: Option<&Found>,
    ) -> Option<Option<Calling>> {
        let before = near(self.text, range.start);
        let other = self.is_part_of_something(range, count)
            || is_registration(before)
            || self.is_fax(before, range.end);
        let listed = || {
            // Four digits or more behind a whole number are its end: 01632 960 000 & 960 001.
            let whole = self.run.groups[self.from].digits.starts_with('0');
            let few = whole || self.run.digits(self.from..count) <= 3;
            let long = |it: &Found| it.number.as_ref().is_none_or(|it| it.dialled.len() > 6);
            let last = last.filter(|it| self.listed && (few || !long(it)))?;
            Some(if last.texted { Calling::Text } else { Calling::Call })
        };
        let called = || {
            let behind = &self.text[range.end..];
            let behind = &behind[..behind.floor_char_boundary(NEAR)];
            calling::behind(behind).then_some(Calling::Call)
        };
        (!other).then(|| calling::before(before).or_else(listed).or_else(called))
    }

    /// Whether a number is none of the many others in a text: it begins with a plus or a nought, or has
    /// the groups of North America.
    fn stands_out(&self, reading: &Reading) -> bool {
        let groups = &self.run.groups[self.from..reading.count];
        let counts: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
        let written = self.run.written(self.from..reading.count, self.text);
        let hyphens = written.contains(|c: char| is_dash(c) || c == '(');
        let american = hyphens && matches!(counts[..], [3, 3, 4] | [1, 3, 3, 4]);
        let begins = reading.dialled.starts_with(['+', '0']) && reading.dialled.len() >= 8
            || reading.dialled.starts_with("1800") && reading.dialled.len() > 10;
        begins || american
    }

    /// Whether the groups behind a number belong to the words around it.
    fn rest_is_words(&self, count: usize) -> bool {
        let rest = count..self.run.groups.len();
        let another = self.run.groups[count].stroke || self.run.digits(rest.clone()) >= 9;
        another
            || self.is_followed_by_word()
            || self.run.is_times(rest, self.text)
            || self.run.groups[count].bracketed
    }

    fn is_followed_by_word(&self) -> bool {
        let mut after = self.pieces[self.run.next..].iter().map(|piece| &piece.token);
        after.find(|token| **token != Token::Blank) == Some(&Token::Word)
    }

    /// Harmonised European numbers, such as that of the Samaritans.
    fn is_harmonised(&self) -> bool {
        let groups = &self.run.groups[self.from..];
        matches!(groups, [first, last] if first.digits == "116" && last.digits.len() == 3)
    }

    /// Whether signs beside a number say that it is an amount, a decimal or a part of a code.
    fn is_part_of_something(&self, range: &Range<usize>, count: usize) -> bool {
        let before = self.text[..range.start].chars().next_back();
        let after = self.text[range.end..].chars().next();
        // Chinese, Japanese and Thai have no space between words and numbers.
        // Hebrew and Arabic prefixes touch a number too.
        let hebrew = |c: char| matches!(c, '\u{590}'..='\u{8FF}');
        let letter = |c: char| c.is_alphanumeric() && c < '\u{E00}' && !hebrew(c);
        let glued = |c: Option<char>| {
            c.is_some_and(|c| letter(c) || matches!(c, '£' | '$' | '€' | '#' | '_' | '='))
        };
        let prefixed = self.text[..range.start].trim_end_matches(is_dash).ends_with(hebrew);
        let ends_run = count == self.run.groups.len();
        let decimal = matches!(before, Some('.' | ','))
            || before.is_some_and(|c| is_dash(c) && self.from == 0) && !prefixed
            || after == Some('%')
            || ends_run
                && matches!(after, Some('.' | ',' | '/' | ':'))
                && self.text[range.end + 1..].starts_with(|c: char| c.is_ascii_digit());
        let slash = before == Some('/') && self.from == 0;
        glued(before) || glued(after) || decimal || slash
    }

    /// Whether a number is that of a fax machine, which nobody calls.
    fn is_fax(&self, before: &str, end: usize) -> bool {
        let is_fax = |word: &str| matches!(&*word.to_lowercase(), "fax" | "facsimile");
        words(before).rev().take(3).any(is_fax)
            // "…, fax …" says so of the next number.
            || !self.text[end..].starts_with([',', ';', '.'])
                && words(&self.text[end..]).next().is_some_and(is_fax)
    }
}

/// The words right before a place.
fn near(text: &str, at: usize) -> &str {
    &text[text.floor_char_boundary(at.saturating_sub(NEAR))..at]
}

/// What the words before a place say that a number there is for.
pub(super) fn calling_before(text: &str, at: usize) -> Option<Calling> {
    calling::before(near(text, at))
}
