//! Runs of groups of digits, as a number is written: "(01632) 960 000", "+44 (0)20 7946 0000".

use std::ops::Range;

use super::home::{Home, Placed, american};
use super::pieces::{Piece, Token};
use super::signs::is_dash;
use crate::language::Telephone;

/// A group of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub digits: String,
    pub range: Range<usize>,
    /// Whether it stands in brackets.
    pub bracketed: bool,
    /// Whether a stroke parts it from the group before.
    pub stroke: bool,
    /// Whether a hyphen joins it to the group before, without a blank.
    pub joined: bool,
}

/// Groups that may be one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub groups: Vec<Group>,
    /// Whether a plus stands before it.
    pub plus: bool,
    /// Where it begins, its plus and its bracket included.
    pub start: usize,
    /// The piece after its last group.
    pub next: usize,
    /// The piece that it begins with.
    pub first: usize,
    /// What comes next.
    pub after: After,
}

/// What stands behind a run, after blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// A word, or a time of the day.
    Words,
    /// A dash and a time of the day: the end of a span.
    Until,
    /// Anything else, or nothing.
    Other,
}

/// What the plan of numbers makes of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// How many groups belong to the number.
    pub count: usize,
    /// What is dialled.
    pub dialled: String,
    pub placed: Placed,
    /// What would be dialled without its last digits, where these may belong to the words after them.
    pub shorter: Option<String>,
}

/// Codes of countries in which a number keeps its nought when it is called from abroad.
const NOUGHT_STAYS: [&str; 3] = ["39", "378", "225"];

/// The most digits that are tried as one number. The longest of any plan have 15 (E.164), before
/// which stand the digits that lead abroad or to a relay; a longer row of figures is read in
/// proportion to its length.
const MOST_DIGITS: usize = 30;

/// The most groups that hours may have, two times of day with minutes and seconds and some to spare.
const MOST_OF_HOURS: usize = 8;

/// The runs of a text, in order.
pub(super) fn find(pieces: &[Piece]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match run(pieces, at) {
            Some(run) => {
                at = run.next;
                runs.push(run);
            }
            None => at += 1,
        }
    }
    runs
}

/// The runs of a text, with the figure of a name apart from the number behind it: Ward 7 0800 ….
pub(super) fn find_in(text: &str, pieces: &[Piece], home: &Home) -> Vec<Run> {
    let mut runs = Vec::new();
    for run in find(pieces) {
        match run.named(text, pieces, home) {
            Some((name, number)) => runs.extend([name, number]),
            None => runs.push(run),
        }
    }
    runs
}

/// The run that begins with a piece.
fn run(pieces: &[Piece], first: usize) -> Option<Run> {
    let token = |at: usize| pieces.get(at).map(|piece| &piece.token);
    let mut at = first;
    let mut open = token(at) == Some(&Token::Sign('('));
    at += usize::from(open);
    let plus = token(at) == Some(&Token::Plus);
    at += usize::from(plus);
    if !matches!(token(at), Some(Token::Group(_))) {
        return None;
    }
    let start = pieces[first].range.start;
    let mut run = Run { groups: Vec::new(), plus, start, next: at, first, after: After::Other };
    let (mut stroke, mut joined) = (false, false);
    loop {
        match token(at) {
            Some(Token::Group(digits)) => {
                let range = pieces[at].range.clone();
                let digits = digits.clone();
                run.groups.push(Group { digits, range, bracketed: open, stroke, joined });
                run.next = at + 1;
                (stroke, joined) = (false, false);
            }
            Some(Token::Sign('(')) if !open => open = true,
            Some(Token::Sign(')')) if open => open = false,
            Some(Token::Sign('/')) => stroke = true,
            Some(Token::Blank | Token::Sign('.' | '·')) => {}
            Some(Token::Sign(dash)) if is_dash(*dash) => {
                joined = token(at - 1) != Some(&Token::Blank)
            }
            _ => break,
        }
        joined &= token(at) != Some(&Token::Blank);
        at += 1;
    }
    run.after = after(&pieces[run.next..]);
    // A bracket around the whole of it is not the number's.
    if token(first) == Some(&Token::Sign('(')) && run.groups.iter().all(|group| group.bracketed) {
        run.start = pieces[first + 1].range.start;
    }
    Some(run)
}

/// What pieces behind a run are.
fn after(pieces: &[Piece]) -> After {
    let pieces = behind_blanks(pieces);
    match pieces.first().map(|piece| &piece.token) {
        Some(Token::Word | Token::Aside) => After::Words,
        Some(Token::Sign(sign)) if is_dash(*sign) => match behind_blanks(&pieces[1..]).first() {
            Some(Piece { token: Token::Aside, .. }) => After::Until,
            _ => After::Other,
        },
        _ => After::Other,
    }
}

fn behind_blanks(pieces: &[Piece]) -> &[Piece] {
    let blanks = pieces.iter().take_while(|piece| piece.token == Token::Blank).count();
    &pieces[blanks..]
}

impl Run {
    /// What is dialled for some of its groups: behind a country's code the nought that is dialled at
    /// home alone, in brackets, is left out: +44 (0)20, +353 (01).
    pub(super) fn dialled(&self, groups: Range<usize>) -> String {
        let first = groups.start == 0;
        let code = self.groups[0].digits.as_str();
        let abroad = first && (self.plus || code.starts_with("00"));
        let stays = NOUGHT_STAYS.contains(&code.trim_start_matches('0'));
        let mut dialled = if self.plus && first { "+".to_owned() } else { String::new() };
        for (at, group) in self.groups[groups].iter().enumerate() {
            let digits = group.digits.as_str();
            let at_home = abroad && at > 0 && group.bracketed && !stays;
            let at_home = at_home && (at == 1 || digits == "0");
            dialled.push_str(digits.strip_prefix('0').filter(|_| at_home).unwrap_or(digits));
        }
        dialled
    }

    /// The word right before it, in lower case.
    fn word_before(&self, text: &str, pieces: &[Piece]) -> Option<String> {
        let mut back = pieces[..self.first].iter().rev();
        let skipped = |token: &Token| matches!(token, Token::Blank | Token::Sign('.'));
        let last = back.find(|piece| !skipped(&piece.token))?;
        (last.token == Token::Word).then(|| text[last.range.clone()].to_lowercase())
    }

    /// Whether it is the figure in the name of a place: Room 101.
    pub(super) fn is_place(&self, text: &str, pieces: &[Piece]) -> bool {
        self.word_before(text, pieces).is_some_and(|word| Telephone::all().places.contains(&&*word))
    }

    /// The figure in a name and the whole number behind it, where no number begins with the figure.
    fn named(&self, text: &str, pieces: &[Piece], home: &Home) -> Option<(Self, Self)> {
        let [figure, number, ..] = &self.groups[..] else { return None };
        let fits = figure.digits.len() <= 3 && !figure.bracketed && !number.stroke && !self.plus;
        let begins = number.digits.starts_with('0') && !figure.digits.starts_with('0');
        let word = || self.word_before(text, pieces);
        let named =
            begins || word().is_some_and(|word| !Telephone::all().telephones.contains(&&*word));
        if !fits || number.joined || !named {
            return None;
        }
        let whole = |from| self.read_from(from, text, home).is_some_and(|it| !it.placed.short);
        // A part of these groups is a number of some country only by chance: 7 0800 12345.
        let name = begins || self.is_place(text, pieces) || !whole(0);
        if !name || !whole(1) {
            return None;
        }
        let next = pieces.iter().position(|piece| piece.range == figure.range)? + 1;
        let first = pieces.iter().position(|piece| piece.range == number.range)?;
        let (figures, groups) = (vec![figure.clone()], self.groups[1..].to_vec());
        let name = Self { groups: figures, next, after: After::Words, ..self.clone() };
        let (first, start) = match first.checked_sub(1) {
            Some(open)
                if number.bracketed
                    && groups.iter().any(|group| !group.bracketed)
                    && pieces[open].token == Token::Sign('(') =>
            {
                (open, pieces[open].range.start)
            }
            _ => (first, number.range.start),
        };
        Some((name, Self { groups, first, start, ..self.clone() }))
    }

    /// What its first groups are by the plan: as many of them as make a number.
    pub(super) fn read(&self, text: &str, home: &Home) -> Option<Reading> {
        self.read_from(0, text, home)
    }

    /// What its groups from `from` on are by the plan. In some countries numbers have no fixed
    /// length, and figures that belong to the words behind a number would make another one with it.
    pub(super) fn read_from(&self, from: usize, text: &str, home: &Home) -> Option<Reading> {
        let longest = self.longest(from, home)?;
        let shorter = (from + 1..longest.count).filter_map(|end| self.ending(from..end, home));
        let mut last = None;
        for reading in shorter {
            let rest = reading.count;
            if self.opens_bracket(rest) || self.is_hours(rest, text) {
                return Some(reading);
            }
            last = Some(reading);
        }
        if let Some(reading) = last
            && reading.count + 1 == longest.count
            && self.may_be_words(reading.count)
        {
            return Some(Reading { shorter: Some(reading.dialled), ..longest });
        }
        Some(longest)
    }

    /// Whether a bracket begins before a group, in which none of the groups before it stands.
    pub(super) fn opens_bracket(&self, at: usize) -> bool {
        self.groups[at].bracketed && !(at > 0 && self.groups[at - 1].bracketed)
    }

    /// Whether a bracket opens or closes right behind it.
    pub(super) fn after_bracket(&self, pieces: &[Piece]) -> bool {
        let next = behind_blanks(&pieces[self.next..]).first();
        next.is_some_and(|piece| matches!(piece.token, Token::Sign('(' | ')' | '[' | ']')))
    }

    /// Whether all groups from one on are hours: 9-5, 8.00–16.00, and 7 before "-9pm".
    pub(super) fn is_hours(&self, from: usize, text: &str) -> bool {
        let rest = from..self.groups.len();
        if rest.len() > MOST_OF_HOURS {
            return false;
        }
        let begins = || self.after == After::Until && is_time(self.written(rest.clone(), text));
        self.is_times(rest.clone(), text) || begins()
    }

    /// Whether the last group may belong to the words behind it: one or two digits after a longer
    /// group, as in "1111 24 hours", and not "12 34 56" or "12345-0".
    fn may_be_words(&self, last: usize) -> bool {
        let length = |at: usize| self.groups[at].digits.len();
        last + 1 == self.groups.len()
            && self.after == After::Words
            && length(last) <= 2
            && length(last) < length(last - 1)
            && !self.groups[last].joined
    }

    /// The number of as many groups from `from` on as make one.
    fn longest(&self, from: usize, home: &Home) -> Option<Reading> {
        let mut digits = 0;
        let fits = self.groups[from..].iter().take_while(|group| {
            digits += group.digits.len();
            digits <= MOST_DIGITS
        });
        let ends = (from + 1..=from + fits.count()).rev();
        let readings = ends.filter_map(|end| self.ending(from..end, home));
        let mut short = None;
        for reading in readings {
            if !reading.placed.short {
                return Some(reading);
            }
            short.get_or_insert(reading);
        }
        short
    }

    /// The number that some groups are.
    fn ending(&self, groups: Range<usize>, home: &Home) -> Option<Reading> {
        let Range { start: from, end } = groups;
        // Behind a stroke another number begins where one was whole before it.
        let whole = |at: usize| self.place(from..at, home).is_some();
        if (from + 1..end).any(|at| self.groups[at].stroke && whole(at)) {
            return None;
        }
        let placed = self.place(from..end, home)?;
        let written = self.dialled(from..end);
        // A nought that is dialled at home alone is left out behind a country's code.
        let dialled = match ["+", "00"].into_iter().find(|it| written.starts_with(it)) {
            Some(abroad) if !placed.short => format!("{abroad}{}", placed.key),
            _ => written,
        };
        Some(Reading { count: end, dialled, placed, shorter: None })
    }

    fn place(&self, groups: Range<usize>, home: &Home) -> Option<Placed> {
        let digits = self.dialled(groups.clone());
        home.place(&digits).or_else(|| {
            // Who puts its area code into brackets writes a number that is meant to be dialled.
            let bracketed = self.groups[groups.start].bracketed;
            let placed = self.is_american(groups).then(|| american(&digits)).flatten()?;
            Some(Placed { foreign: !home.is_american() && !bracketed, ..placed })
        })
    }

    /// Whether groups are those of North America, which nobody else has: 800-555-0100, 1-800-555-0100.
    pub(super) fn is_american(&self, groups: Range<usize>) -> bool {
        let counts: Vec<usize> = self.groups[groups].iter().map(|it| it.digits.len()).collect();
        !self.plus && matches!(counts[..], [3, 3, 4] | [1, 3, 3, 4] | [1, 10] | [1, 3, 7])
    }

    /// How many digits some of its groups have.
    pub(super) fn digits(&self, groups: Range<usize>) -> usize {
        self.groups[groups].iter().map(|group| group.digits.len()).sum()
    }

    /// Whether groups are times of the day with a dash between: 9-5, 9.00–17.00, 0900-1700.
    pub(super) fn is_times(&self, groups: Range<usize>, text: &str) -> bool {
        let (first, last) = (&self.groups[groups.start], &self.groups[groups.end - 1]);
        let written = &text[first.range.start..last.range.end];
        let times: Vec<&str> = written.split(is_dash).map(str::trim).collect();
        times.len() > 1 && times.into_iter().all(is_time)
    }

    /// Whether its groups are dates, one or several: 31/12/2026, 31.12.26.
    pub(super) fn is_date(&self) -> bool {
        let counts: Vec<usize> = self.groups.iter().map(|it| it.digits.len()).collect();
        let mut dates = counts.chunks(3);
        dates.all(|date| matches!(date, [1 | 2, 1 | 2, 2 | 4] | [4, 2, 2]))
    }

    /// Some of its groups as they are written.
    pub(super) fn written<'t>(&self, groups: Range<usize>, text: &'t str) -> &'t str {
        let start =
            if groups.start == 0 { self.start } else { self.groups[groups.start].range.start };
        &text[start..self.groups[groups.end - 1].range.end]
    }
}

/// `9`, `17`, `9.30`, `0900`.
fn is_time(text: &str) -> bool {
    let (hours, minutes) = match text.split_once(['.', ':']) {
        Some(parts) => parts,
        None if text.len() == 4 && text.is_ascii() => text.split_at(2),
        None => (text, "00"),
    };
    let below =
        |text: &str, most: u8| text.len() <= 2 && text.parse::<u8>().is_ok_and(|it| it <= most);
    below(hours, 24) && minutes.len() == 2 && below(minutes, 59)
}
