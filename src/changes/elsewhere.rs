//! What stands in no order: passages of rows whose heads are the same one, those that were moved, and
//! those that came apart or together.

use std::collections::HashMap;
use std::ops::Range;

use super::align::{Aligner, Pair};
use super::candidates::Candidates;
use super::keys::{Key, Side};
use super::likeness::{Bag, likeness};

/// Passages as alike as this are the same one where it stands elsewhere, or came apart.
const ALIKE_ELSEWHERE: f32 = 0.65;

/// Words that a passage has at least, where it is looked for elsewhere with other words.
const FEWEST: usize = 5;

/// Into so many a passage comes apart at most.
const MOST_PARTS: usize = 9;

impl Aligner<'_> {
    /// Pairs what belongs to heads that are the same ones, whatever their words.
    pub(super) fn by_heads(&mut self) {
        let (olds, news) = (&self.sides.old, &self.sides.new);
        let place = |side: &Side<'_>, at: usize| {
            let setting = side.passages[at].setting;
            let start = side.of_part(side.parts[at]).start;
            let (row, column) = (setting.row, setting.column);
            row.map(|row| (start + row, column.map(|column| start + column)))
        };
        let mut left: HashMap<(usize, Option<usize>), Vec<usize>> = HashMap::new();
        for at in (0..olds.passages.len()).rev().filter(|at| !self.taken[*at]) {
            if let Some(place) = place(olds, at) {
                left.entry(place).or_default().push(at);
            }
        }
        if left.is_empty() {
            return;
        }
        for at in 0..news.passages.len() {
            let Some((row, column)) = place(news, at).filter(|_| self.partner[at].is_none()) else {
                continue;
            };
            let row = self.partner[row];
            let column = column.map(|column| self.partner[column]);
            let heads = match (row, column) {
                (Some(row), Some(Some(column))) => (row, Some(column)),
                (Some(row), None) => (row, None),
                _ => continue,
            };
            let kind = news.passages[at].kind;
            let fits = |old: &usize| olds.passages[*old].kind == kind;
            if let Some(old) = left.get_mut(&heads).and_then(|it| it.pop_if(|old| fits(old))) {
                self.join(old, at, false);
            }
        }
    }

    /// Pairs what stands elsewhere as it was: a cell beside the same heads, all else anywhere.
    pub(super) fn elsewhere_the_same(&mut self) {
        let numbers: [fn(&Key) -> u32; 2] = [|key| key.placed, |key| key.said];
        let (olds, news) = (&self.sides.old, &self.sides.new);
        for (round, number) in numbers.into_iter().enumerate() {
            let looked_for = |side: &Side<'_>, at: usize| {
                let passage = side.passages[at];
                !passage.words.is_empty() && (round == 0 || !passage.kind.is_of_table())
            };
            let mut left: HashMap<u32, Vec<usize>> = HashMap::new();
            for at in (0..olds.passages.len()).rev() {
                if !self.taken[at] && looked_for(olds, at) {
                    left.entry(number(&olds.keys[at])).or_default().push(at);
                }
            }
            for at in 0..news.passages.len() {
                if self.partner[at].is_none()
                    && looked_for(news, at)
                    && let Some(old) = left.get_mut(&number(&news.keys[at])).and_then(Vec::pop)
                {
                    self.join(old, at, true);
                }
            }
        }
    }

    /// Pairs what stands elsewhere with other words.
    pub(super) fn elsewhere_alike(&mut self) {
        let (olds, news) = (&self.sides.old, &self.sides.new);
        let long = |side: &Side<'_>, at: usize| {
            side.passages[at].words.len() >= FEWEST && !side.is_placed(at)
        };
        let left = (0..olds.passages.len()).filter(|at| !self.taken[*at] && long(olds, *at));
        let candidates = Candidates::of(left.map(|at| (at, &olds.bags[at])));
        for at in 0..news.passages.len() {
            if self.partner[at].is_some() || !long(news, at) {
                continue;
            }
            let like = candidates.like(&news.bags[at]).into_iter();
            let free = like.filter(|old| !self.taken[*old]);
            let alike = free.map(|old| (self.sides.alike(old, at), old));
            let best = alike.max_by(|one, two| one.0.total_cmp(&two.0).then(two.1.cmp(&one.1)));
            if let Some((alike, old)) = best
                && alike >= ALIKE_ELSEWHERE
            {
                self.join(old, at, true);
            }
        }
    }

    /// Takes out of the pairs those of which one side has several passages.
    pub(super) fn split_and_joined(&mut self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for at in 0..self.partner.len() {
            let Some(old) = self.partner[at].filter(|old| *old < usize::MAX) else { continue };
            let (olds, news) = (&self.sides.old, &self.sides.new);
            if olds.is_placed(old) || news.is_placed(at) {
                continue;
            }
            let alike = self.sides.alike(old, at);
            let free = |it: usize| self.partner[it].is_none();
            if let Some(range) = stretched(news, at, &free, (&olds.bags[old], alike)) {
                range.clone().for_each(|it| self.partner[it] = Some(usize::MAX));
                pairs.push(Pair { old: vec![old], new: range.collect(), moved: false });
                continue;
            }
            let free = |it: usize| !self.taken[it];
            if let Some(range) = stretched(olds, old, &free, (&news.bags[at], alike)) {
                range.clone().for_each(|it| self.taken[it] = true);
                self.partner[at] = Some(usize::MAX);
                pairs.push(Pair { old: range.collect(), new: vec![at], moved: false });
            }
        }
        pairs
    }
}

/// The stretch of free passages around one that together are more like something than it is alone.
fn stretched(
    side: &Side<'_>,
    at: usize,
    free: &dyn Fn(usize) -> bool,
    (bag, alike): (&Bag, f32),
) -> Option<Range<usize>> {
    let part = side.of_part(side.parts[at]);
    let free = |it: &usize| free(*it) && !side.is_placed(*it);
    let after = (at + 1..part.end).take(MOST_PARTS - 1).take_while(free).count();
    let before = (part.start..at).rev().take(1).take_while(free).count();
    let choices = (1..=after).map(|count| at..at + count + 1);
    let choices = choices.chain((before > 0).then(|| at - 1..at + 1));
    let mut best = (alike + 0.1, None);
    for range in choices {
        let together = Bag::sum(&side.bags[range.clone()]);
        let alike = likeness(bag, &together);
        if alike >= ALIKE_ELSEWHERE && alike > best.0 {
            best = (alike, Some(range));
        }
    }
    best.1
}
