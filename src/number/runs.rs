//! Runs of groups of digits, as a number is written: "(01632) 960 000", "+44 (0)20 7946 0000".

use std::ops::Range;

use super::home::{Home, Placed, american};
use super::tokens::{Piece, Token, is_dash};

/// A group of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub digits: String,
    pub range: Range<usize>,
    /// Whether it stands in brackets.
    pub bracketed: bool,
    /// Whether a stroke parts it from the group before.
    pub stroke: bool,
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
}

/// What the plan of numbers makes of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// How many groups belong to the number.
    pub count: usize,
    /// What is dialled.
    pub dialled: String,
    pub placed: Placed,
}

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
    let mut run =
        Run { groups: Vec::new(), plus, start: pieces[first].range.start, next: at, first };
    let mut stroke = false;
    loop {
        match token(at) {
            Some(Token::Group(digits)) => {
                let range = pieces[at].range.clone();
                run.groups.push(Group { digits: digits.clone(), range, bracketed: open, stroke });
                run.next = at + 1;
                stroke = false;
            }
            Some(Token::Sign('(')) if !open => open = true,
            Some(Token::Sign(')')) if open => open = false,
            Some(Token::Sign('/')) => stroke = true,
            Some(Token::Blank | Token::Sign('.' | '·')) => {}
            Some(Token::Sign(dash)) if is_dash(*dash) => {}
            _ => break,
        }
        at += 1;
    }
    // A bracket around the whole of it is not the number's.
    if token(first) == Some(&Token::Sign('(')) && run.groups.iter().all(|group| group.bracketed) {
        run.start = pieces[first + 1].range.start;
    }
    Some(run)
}

impl Run {
    /// What is dialled for some of its groups: "(0)" is not dialled behind a country's code.
    pub fn dialled(&self, groups: Range<usize>) -> String {
        let first = groups.start == 0;
        let abroad = self.plus || self.groups[0].digits.starts_with("00");
        let plus = if self.plus && first { "+" } else { "" };
        let dialled = self.groups[groups].iter().enumerate().filter(|(at, group)| {
            !(first && abroad && *at > 0 && group.bracketed && group.digits == "0")
        });
        plus.chars().chain(dialled.flat_map(|(_, group)| group.digits.chars())).collect()
    }

    /// What its first groups are by the plan: as many of them as make a number.
    pub fn read(&self, home: &Home) -> Option<Reading> {
        self.read_from(0, home)
    }

    /// What its groups from `from` on are by the plan.
    pub fn read_from(&self, from: usize, home: &Home) -> Option<Reading> {
        let readings = (from + 1..=self.groups.len()).rev().filter_map(|end| {
            // Behind a stroke another number begins where one was whole before it.
            let whole = |at: usize| self.place(from..at, home).is_some();
            let parted = (from + 1..end).any(|at| self.groups[at].stroke && whole(at));
            if parted {
                return None;
            }
            let placed = self.place(from..end, home)?;
            let written = self.dialled(from..end);
            // A nought that is dialled at home alone is left out behind a country's code.
            let dialled = match ["+", "00"].into_iter().find(|it| written.starts_with(it)) {
                Some(abroad) if !placed.short => format!("{abroad}{}", placed.key),
                _ => written,
            };
            Some(Reading { count: end, dialled, placed })
        });
        let mut short = None;
        for reading in readings {
            if !reading.placed.short {
                return Some(reading);
            }
            short.get_or_insert(reading);
        }
        short
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
    pub fn is_american(&self, groups: Range<usize>) -> bool {
        let counts: Vec<usize> = self.groups[groups].iter().map(|it| it.digits.len()).collect();
        !self.plus && matches!(counts[..], [3, 3, 4] | [1, 3, 3, 4] | [1, 10] | [1, 3, 7])
    }

    /// How many digits some of its groups have.
    pub fn digits(&self, groups: Range<usize>) -> usize {
        self.groups[groups].iter().map(|group| group.digits.len()).sum()
    }

    /// Whether groups are times of the day with a dash between: 9-5, 9.00–17.00, 0900-1700.
    pub fn is_times(&self, groups: Range<usize>, text: &str) -> bool {
        let (first, last) = (&self.groups[groups.start], &self.groups[groups.end - 1]);
        let written = &text[first.range.start..last.range.end];
        let times: Vec<&str> = written.split(is_dash).map(str::trim).collect();
        times.len() > 1 && times.into_iter().all(is_time)
    }

    /// Whether its groups are dates, one or several: 31/12/2026, 31.12.26.
    pub fn is_date(&self) -> bool {
        let counts: Vec<usize> = self.groups.iter().map(|it| it.digits.len()).collect();
        let mut dates = counts.chunks(3);
        dates.all(|date| matches!(date, [1 | 2, 1 | 2, 2 | 4] | [4, 2, 2]))
    }

    /// Some of its groups as they are written.
    pub fn written<'t>(&self, groups: Range<usize>, text: &'t str) -> &'t str {
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
