//! Which part of a file is which part of the file that it comes from.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::ops::Range;

use super::parts::Part;
use crate::desk::document::diff::{self, Hunk};
use crate::desk::document::{Document, Value};

/// So much of their words two versions of a part have in common.
const ALIKE: f64 = 0.5;

/// So many pairs of parts are compared.
const MOST_PAIRS: usize = 100_000;

/// The pairs of a row and the one that it comes from.
pub(super) struct Matching {
    /// For each part of the base its number in the other row; none where it was taken out.
    pub of_base: Vec<Option<usize>>,
    /// For each part of the other row its number in the base; none where it is new.
    pub of_side: Vec<Option<usize>>,
    /// Stretches of the base and of the other row of which it cannot be told what became of what.
    pub unsure: Vec<Hunk>,
}

/// What a part is known by: its name, or what it says.
fn face(part: &Part) -> (Option<&str>, &str) {
    let name = part.name.as_deref();
    (name, if name.is_some() { "" } else { part.body() })
}

impl Matching {
    pub(super) fn of(base: &[Part], side: &[Part]) -> Self {
        let faces = [base, side].map(|row| row.iter().map(face).collect::<Vec<_>>());
        let hunks = diff::hunks(&faces[0], &faces[1]);
        let mut matching = Self {
            of_base: vec![None; base.len()],
            of_side: vec![None; side.len()],
            unsure: Vec::new(),
        };
        let mut at = (0, 0);
        let end = (base.len()..base.len(), side.len()..side.len());
        for (one, two) in hunks.iter().chain([&end]) {
            (at.0..one.start).zip(at.1..two.start).for_each(|pair| matching.join(pair));
            at = (one.end, two.end);
        }
        matching.find_moved(&faces);
        matching.find_edited(base, side, &hunks);
        matching
    }

    fn join(&mut self, (base, side): (usize, usize)) {
        self.of_base[base] = Some(side);
        self.of_side[side] = Some(base);
    }

    /// Parts that stand elsewhere as they were.
    fn find_moved(&mut self, faces: &[Vec<(Option<&str>, &str)>; 2]) {
        let mut free: HashMap<_, VecDeque<usize>> = HashMap::new();
        for (at, face) in faces[1].iter().enumerate().filter(|(at, _)| self.of_side[*at].is_none())
        {
            free.entry(face).or_default().push_back(at);
        }
        for (at, face) in faces[0].iter().enumerate() {
            if self.of_base[at].is_none()
                && let Some(side) = free.get_mut(face).and_then(VecDeque::pop_front)
            {
                self.join((at, side));
            }
        }
    }

    /// Parts that say something else, where they stood or elsewhere: each is of all the one that it is
    /// most like.
    fn find_edited(&mut self, base: &[Part], side: &[Part], hunks: &[Hunk]) {
        let free = |of: &[Option<usize>], range: &Range<usize>| -> Vec<usize> {
            range.clone().filter(|at| of[*at].is_none()).collect()
        };
        let left: Vec<_> = hunks.iter().map(|(one, _)| free(&self.of_base, one)).collect();
        let right: Vec<_> = hunks.iter().map(|(_, two)| free(&self.of_side, two)).collect();
        let (gone, new) = (left.concat(), right.concat());
        if gone.len() * new.len() > MOST_PAIRS {
            self.unsure = vec![(0..base.len(), 0..side.len())];
            return;
        }
        self.find_alike(&gone, &new, [base, side]);
        for ((hunk, left), right) in hunks.iter().zip(&left).zip(&right) {
            // What is left over may be a half of what is paired beside it.
            let own = |other: Option<usize>, range: &Range<usize>| {
                other.is_none_or(|other| range.contains(&other))
            };
            let over = |row: &[usize], of: &[Option<usize>]| row.iter().any(|at| of[*at].is_none());
            let here = |row: &[usize], of: &[Option<usize>], range: &Range<usize>| {
                row.iter().any(|at| own(of[*at], range))
            };
            let torn = over(left, &self.of_base) && here(right, &self.of_side, &hunk.0);
            if torn || (over(right, &self.of_side) && here(left, &self.of_base, &hunk.1)) {
                self.unsure.push(hunk.clone());
            }
        }
    }

    fn find_alike(&mut self, gone: &[usize], new: &[usize], [base, side]: [&[Part]; 2]) {
        let words = |row: &[Part], at: &[usize]| -> BTreeMap<usize, Words> {
            at.iter().map(|at| (*at, Words::of(&row[*at]))).collect()
        };
        let (left, right) = (words(base, gone), words(side, new));
        let pairs = left.iter().flat_map(|(one, words)| {
            right.iter().map(move |(two, others)| (words.share(others), (*one, *two)))
        });
        let mut pairs: Vec<_> = pairs.filter(|(share, _)| *share >= ALIKE).collect();
        pairs.sort_by(|(share, (one, two)), (other, (first, second))| {
            other.total_cmp(share).then(one.abs_diff(*two).cmp(&first.abs_diff(*second)))
        });
        for (_, (one, two)) in pairs {
            if self.of_base[one].is_none() && self.of_side[two].is_none() {
                self.join((one, two));
            }
        }
    }

    /// Whether parts of a stretch of the base stand in another order.
    pub(super) fn is_moved(&self, range: &Range<usize>) -> bool {
        !self.of_base[range.clone()].iter().flatten().is_sorted()
    }

    /// Whether a part of the base stands on another side of a part of the same stretch.
    pub(super) fn has_passed(&self, at: usize, range: &Range<usize>) -> bool {
        let own = self.of_base[at];
        range.clone().any(|other| {
            let place = self.of_base[other];
            own.zip(place).is_some_and(|(own, place)| (at < other) != (own < place) && at != other)
        })
    }
}

/// The words of a part, whatever they stand in.
struct Words {
    id: Option<String>,
    named: bool,
    count: BTreeMap<String, usize>,
}

impl Words {
    fn of(part: &Part) -> Self {
        let value = Document::read(&part.text).value();
        let mut words = Self { id: None, named: part.name.is_some(), count: BTreeMap::new() };
        words.collect(&value);
        words
    }

    fn collect(&mut self, value: &Value) {
        match value {
            Value::Words(text) | Value::Bare(text) => {
                for word in text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()) {
                    *self.count.entry(word.to_owned()).or_default() += 1;
                }
            }
            Value::List(items) => items.iter().for_each(|item| self.collect(item)),
            Value::Table(entries) => {
                for (key, value) in entries {
                    match value {
                        Value::Words(id) if key == "id" => self.id = Some(id.clone()),
                        value => self.collect(value),
                    }
                }
            }
        }
    }

    /// How much of all their words two parts have in common, from 0 to 1.
    fn share(&self, other: &Self) -> f64 {
        if self.named || other.named {
            return 0.0;
        }
        if self.id.is_some() && self.id == other.id {
            return 1.0;
        }
        let keys: BTreeSet<&String> = self.count.keys().chain(other.count.keys()).collect();
        let of = |words: &Self, key: &String| words.count.get(key).copied().unwrap_or(0);
        let common: usize = keys.iter().map(|key| of(self, key).min(of(other, key))).sum();
        let all: usize = self.count.values().chain(other.count.values()).sum();
        if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
    }
}
