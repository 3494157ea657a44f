//! `*` and `**`: which belong together, and which stand alone.

use super::{MarkFault, Piece};
use crate::codes;
use crate::content::signs::Sign;

/// A run of stars in the order of the paragraph.
#[derive(Clone, Copy)]
struct Run {
    from: usize,
    len: usize,
    /// Whether spaces or the paragraph's edges stand at both sides.
    spaced: bool,
}

/// Pairs the stars of a paragraph: paired ones mark the signs between them, others stay signs.
pub(super) fn pair(signs: &[Sign], pieces: Vec<Piece>, faults: &mut Vec<MarkFault>) -> Vec<Piece> {
    let mut runs = Vec::new();
    collect(signs, &pieces, &mut runs);
    let em = pair_kind(signs, &runs, 1, faults);
    let strong = pair_kind(signs, &runs, 2, faults);
    State { paired: [em, strong], em: false, strong: false }.apply(pieces)
}

fn collect(signs: &[Sign], pieces: &[Piece], runs: &mut Vec<Run>) {
    for piece in pieces {
        match piece {
            Piece::Stars { from, len } => {
                let before = from.checked_sub(1).and_then(|at| signs.get(at));
                let space = |sign: Option<&Sign>| sign.is_none_or(|sign| sign.is_space());
                let spaced = space(before) && space(signs.get(from + len));
                runs.push(Run { from: *from, len: *len, spaced });
            }
            Piece::Bracket(bracket) => collect(signs, &bracket.words, runs),
            _ => {}
        }
    }
}

/// Pairs the runs that hold a `*` (`bit` 1) or a `**` (`bit` 2); gives where paired ones stand.
fn pair_kind(signs: &[Sign], runs: &[Run], bit: usize, faults: &mut Vec<MarkFault>) -> Vec<usize> {
    let mut alone: Vec<Run> = Vec::new();
    let mut paired = Vec::new();
    let mut waiting: Option<Run> = None;
    let mut since: Vec<Run> = Vec::new();
    for run in runs {
        if run.len > 3 {
            if bit == 1 && touches_word(signs, *run) {
                faults.push(too_many(*run));
            }
            continue;
        }
        if run.len & bit == 0 {
            continue;
        }
        // "2 * 3 * 4" is a sum and no stress: its signs must not get lost.
        let spaced = |run: Run| run.spaced && run.len == 1;
        match waiting.take() {
            None => waiting = Some(*run),
            Some(first) if spaced(first) && spaced(*run) => {
                alone.push(first);
                waiting = Some(*run);
            }
            Some(first) => {
                paired.extend([first.from, run.from]);
                since.extend([first, *run]);
            }
        }
    }
    if let Some(last) = waiting {
        if touches_word(signs, last) {
            faults.push(unpaired(signs, culprit(signs, &since, last), bit));
        }
        alone.push(last);
    }
    paired
}

/// Of an odd number of stars, the one that the author most likely forgot to pair: taking it away
/// leaves each opening star before a word and each closing star after one.
fn culprit(signs: &[Sign], paired: &[Run], last: Run) -> Run {
    const MOST: usize = 41;
    let all: Vec<Run> = paired.iter().copied().chain([last]).collect();
    if all.len() > MOST {
        return last;
    }
    let space =
        |at: Option<usize>| at.and_then(|at| signs.get(at)).is_none_or(|sign| sign.is_space());
    let misfits = |skipped: usize| {
        let rest = all.iter().enumerate().filter(|(index, _)| *index != skipped);
        rest.enumerate()
            .filter(|(order, (_, run))| {
                if order % 2 == 0 {
                    space(Some(run.from + run.len))
                } else {
                    space(run.from.checked_sub(1))
                }
            })
            .count()
    };
    let best = (0..all.len()).rev().min_by_key(|index| misfits(*index));
    best.map_or(last, |index| all[index])
}

fn touches_word(signs: &[Sign], run: Run) -> bool {
    let before = run.from.checked_sub(1).and_then(|at| signs.get(at));
    let after = signs.get(run.from + run.len);
    [before, after].into_iter().flatten().any(|sign| {
        let wordlike = sign.c.is_alphanumeric() || (!sign.c.is_ascii() && !sign.is_space());
        wordlike || (run.len > 1 && !sign.is_space()) || matches!(sign.c, '"' | '\'' | '{' | '%')
    })
}

fn unpaired(signs: &[Sign], run: Run, bit: usize) -> MarkFault {
    let star = &"**"[..bit];
    let end = run.from + run.len;
    // Of *** the part that pairs with nothing is the one nearest to the other mark's outside.
    let range = if run.len == 3 { (end - bit, end) } else { (run.from, end) };
    let escaped = "\\*".repeat(bit);
    let what = if bit == 1 { "*stress* or **bold**" } else { "**bold**" };
    let fault =
        MarkFault::new(codes::BAD_MARK, range, format!("{star} has no partner in this paragraph"))
            .note(format!("{star} begins or ends marked words: {what}"))
            .help(format!(
                "add the other {star}, or write {escaped} where the sign itself is meant"
            ));
    // After a word and before none it is the sign of a footnote, or of a hotel.
    let letter = |at: Option<usize>| {
        at.and_then(|at| signs.get(at)).is_some_and(|sign| sign.c.is_alphanumeric())
    };
    let footnote = bit == 1 && letter(range.0.checked_sub(1)) && !letter(Some(range.1));
    if footnote { fault.replace(escaped) } else { fault }
}

fn too_many(run: Run) -> MarkFault {
    let message = format!("{} stars in a row mean nothing", run.len);
    MarkFault::new(codes::BAD_MARK, (run.from, run.from + run.len), message)
        .help("write **words** for bold; where the signs are meant, write \\* for each")
        .replace("\\*".repeat(run.len))
}

/// What is marked while a paragraph is walked through.
struct State {
    /// Where paired runs of `*` and of `**` stand, in order.
    paired: [Vec<usize>; 2],
    em: bool,
    strong: bool,
}

impl State {
    fn apply(&mut self, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut applied = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                Piece::Sign { at, .. } => applied.push(self.sign(at)),
                Piece::Address { from, to, .. } => {
                    let (strong, em) = (self.strong, self.em);
                    applied.push(Piece::Address { from, to, strong, em });
                }
                Piece::Bracket(mut bracket) => {
                    bracket.words = self.apply(bracket.words);
                    applied.push(Piece::Bracket(bracket));
                }
                Piece::Stars { from, len } => {
                    let [em, strong] =
                        [0, 1].map(|kind| self.paired[kind].binary_search(&from).is_ok());
                    let left = len - usize::from(em) - 2 * usize::from(strong);
                    applied.extend((from..from + left).map(|at| self.sign(at)));
                    self.em ^= em;
                    self.strong ^= strong;
                }
            }
        }
        applied
    }

    fn sign(&self, at: usize) -> Piece {
        Piece::Sign { at, strong: self.strong, em: self.em }
    }
}
