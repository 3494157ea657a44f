//! Which passages of the two states are the same one: by structure first, then by their words.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::likeness::{Bag, likeness};
use super::state::{Kind, Passage, State};

/// Passages as alike as this are one that was changed.
const ALIKE: f32 = 0.5;

/// The same where one stands elsewhere, and for one that came apart.
const ALIKE_ELSEWHERE: f32 = 0.65;

/// Words that a passage has at least, where it is looked for elsewhere with other words.
const FEWEST: usize = 5;

/// The most pairs that are compared one by one.
const MOST_PAIRS: usize = 250_000;

/// Old passages and the new ones that stand in their place; one side may be empty, and has several
/// where a passage was split or some were joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pair {
    /// Indexes into the old passages.
    pub old: Vec<usize>,
    /// Indexes into the new ones.
    pub new: Vec<usize>,
    /// Whether it stands elsewhere.
    pub moved: bool,
}

/// Pairs all passages; `parts` has the index of the old part for each new one.
pub(super) fn pair(old: &State, new: &State, parts: &[Option<usize>]) -> Vec<Pair> {
    let (old, new) = (old.passages(), new.passages());
    let mut aligner = Aligner {
        partner: vec![None; new.len()],
        taken: vec![false; old.len()],
        moved: vec![false; new.len()],
        old_bags: old.iter().map(|(_, it)| Bag::of(it)).collect(),
        new_bags: new.iter().map(|(_, it)| Bag::of(it)).collect(),
        old: old.iter().map(|(_, it)| *it).collect(),
        new: new.iter().map(|(_, it)| *it).collect(),
    };
    for (at, part) in parts.iter().enumerate() {
        let of = |passages: &[(usize, &Passage)], part| {
            let start = passages.partition_point(|(it, _)| *it < part);
            start..passages.partition_point(|(it, _)| *it <= part)
        };
        if let Some(part) = part {
            aligner.within(of(&old, *part), of(&new, at));
        }
    }
    aligner.elsewhere_the_same();
    let mut pairs = aligner.split_and_joined();
    aligner.elsewhere_alike();
    aligner.finish(&mut pairs);
    pairs
}

type Range = std::ops::Range<usize>;

struct Aligner<'a> {
    old: Vec<&'a Passage>,
    new: Vec<&'a Passage>,
    old_bags: Vec<Bag<'a>>,
    new_bags: Vec<Bag<'a>>,
    /// For each new passage the old one.
    partner: Vec<Option<usize>>,
    /// For each old passage whether it has a partner.
    taken: Vec<bool>,
    /// For each new passage whether it stands elsewhere.
    moved: Vec<bool>,
}

impl Aligner<'_> {
    fn join(&mut self, old: usize, new: usize, moved: bool) {
        self.partner[new] = Some(old);
        self.taken[old] = true;
        self.moved[new] = moved;
    }

    fn alike(&self, old: usize, new: usize) -> f32 {
        likeness(&self.old_bags[old], &self.new_bags[new])
    }

    /// Pairs what stands in the same order in two parts.
    fn within(&mut self, old: Range, new: Range) {
        let keys = |passages: &[&Passage]| -> Vec<(Kind, String)> {
            passages.iter().map(|it| (it.kind, it.text())).collect()
        };
        let (old_keys, new_keys) = (keys(&self.old[old.clone()]), keys(&self.new[new.clone()]));
        for op in capture_diff_slices(Algorithm::Histogram, &old_keys, &new_keys) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                (0..len).for_each(|at| {
                    self.join(old.start + old_index + at, new.start + new_index + at, false);
                });
            }
        }
        let (mut old_from, mut new_from) = (old.start, new.start);
        let pairs = new.clone().filter_map(|at| Some((self.partner[at]?, at)));
        for (old_to, new_to) in pairs.chain([(old.end, new.end)]).collect::<Vec<_>>() {
            self.gap(old_from..old_to, new_from..new_to);
            (old_from, new_from) = (old_to + 1, new_to + 1);
        }
    }

    /// Pairs what changed between two passages that did not, so that as many words as can be stay.
    fn gap(&mut self, old: Range, new: Range) {
        if old.is_empty() || new.is_empty() || old.len() * new.len() > MOST_PAIRS {
            return;
        }
        let width = new.len() + 1;
        let mut best = vec![0.0_f32; (old.len() + 1) * width];
        let worth = |it: &Self, one: usize, two: usize| {
            let (one, two) = (old.start + one, new.start + two);
            let alike = it.alike(one, two);
            let same = it.old[one].kind == it.new[two].kind;
            // One telephone number in the place of another has no word in common with it.
            let single = same && it.old[one].words.len() == 1 && it.new[two].words.len() == 1;
            match () {
                () if alike >= ALIKE => alike + if same { 0.1 } else { 0.0 },
                () if single => 0.2,
                () if same && it.old[one].kind.is_heading() => 0.2,
                () if old.len() == 1 && new.len() == 1 && same && alike >= ALIKE / 2.0 => alike,
                () => 0.0,
            }
        };
        for one in (0..old.len()).rev() {
            for two in (0..new.len()).rev() {
                let skip = best[(one + 1) * width + two].max(best[one * width + two + 1]);
                let worth = worth(self, one, two);
                let both =
                    if worth > 0.0 { worth + best[(one + 1) * width + two + 1] } else { 0.0 };
                best[one * width + two] = skip.max(both);
            }
        }
        let (mut one, mut two) = (0, 0);
        while one < old.len() && two < new.len() {
            let here = best[one * width + two];
            if here <= best[(one + 1) * width + two] {
                one += 1;
            } else if here <= best[one * width + two + 1] {
                two += 1;
            } else {
                self.join(old.start + one, new.start + two, false);
                (one, two) = (one + 1, two + 1);
            }
        }
    }

    /// Pairs what stands elsewhere as it was.
    fn elsewhere_the_same(&mut self) {
        let mut left: HashMap<(Kind, String), Vec<usize>> = HashMap::new();
        for at in (0..self.old.len()).rev().filter(|at| !self.taken[*at]) {
            left.entry((self.old[at].kind, self.old[at].text())).or_default().push(at);
        }
        for at in 0..self.new.len() {
            if self.partner[at].is_none() {
                let key = (self.new[at].kind, self.new[at].text());
                if let Some(old) = left.get_mut(&key).and_then(Vec::pop) {
                    self.join(old, at, true);
                }
            }
        }
    }

    /// Pairs what stands elsewhere with other words.
    fn elsewhere_alike(&mut self) {
        let long = |it: &Passage| it.words.len() >= FEWEST;
        let old: Vec<usize> =
            (0..self.old.len()).filter(|at| !self.taken[*at] && long(self.old[*at])).collect();
        let new: Vec<usize> = (0..self.new.len())
            .filter(|at| self.partner[*at].is_none() && long(self.new[*at]))
            .collect();
        if old.len() * new.len() > MOST_PAIRS {
            return;
        }
        for at in new {
            let free = old.iter().filter(|old| !self.taken[**old]);
            let alike = free.map(|old| (self.alike(*old, at), *old));
            let best = alike.max_by(|one, two| one.0.total_cmp(&two.0).then(two.1.cmp(&one.1)));
            if let Some((alike, old)) = best
                && alike >= ALIKE_ELSEWHERE
            {
                self.join(old, at, true);
            }
        }
    }

    /// Takes out of the pairs those of which one side has several passages.
    fn split_and_joined(&mut self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for at in 0..self.new.len() {
            let Some(old) = self.partner[at].filter(|old| *old < usize::MAX) else { continue };
            let alike = self.alike(old, at);
            let free = |it: &Self, at: usize| it.partner.get(at).is_some_and(Option::is_none);
            let before = (0..at).rev().take_while(|it| free(self, *it)).take(1).count();
            let after = (at + 1..self.new.len()).take_while(|it| free(self, *it)).count();
            let choices = (1..=after.min(8)).map(|it| at..at + it + 1);
            let choices = choices.chain((before > 0).then(|| at - 1..at + 1));
            let mut best = (alike + 0.1, None);
            for range in choices {
                let bag = Bag::of_all(range.clone().map(|it| self.new[it]));
                let alike = likeness(&self.old_bags[old], &bag);
                if alike >= ALIKE_ELSEWHERE && alike > best.0 {
                    best = (alike, Some(range));
                }
            }
            if let Some(range) = best.1 {
                range.clone().for_each(|it| self.partner[it] = Some(usize::MAX));
                pairs.push(Pair { old: vec![old], new: range.collect(), moved: false });
                continue;
            }
            let after = (old + 1..self.old.len()).take_while(|it| !self.taken[*it]).count();
            let before = (0..old).rev().take_while(|it| !self.taken[*it]).take(1).count();
            let choices = (1..=after.min(8)).map(|it| old..old + it + 1);
            let choices = choices.chain((before > 0).then(|| old - 1..old + 1));
            let mut best = (alike + 0.1, None);
            for range in choices {
                let bag = Bag::of_all(range.clone().map(|it| self.old[it]));
                let alike = likeness(&bag, &self.new_bags[at]);
                if alike >= ALIKE_ELSEWHERE && alike > best.0 {
                    best = (alike, Some(range));
                }
            }
            if let Some(range) = best.1 {
                range.clone().for_each(|it| self.taken[it] = true);
                self.partner[at] = Some(usize::MAX);
                pairs.push(Pair { old: range.collect(), new: vec![at], moved: false });
            }
        }
        pairs
    }

    /// All that is left, one by one; `usize::MAX` stands for a partner that was taken out.
    fn finish(self, pairs: &mut Vec<Pair>) {
        for (at, partner) in self.partner.iter().enumerate() {
            match partner {
                Some(usize::MAX) => {}
                Some(old) => {
                    let moved = self.moved[at];
                    pairs.push(Pair { old: vec![*old], new: vec![at], moved });
                }
                None => pairs.push(Pair { new: vec![at], ..Pair::default() }),
            }
        }
        let gone = self.taken.iter().enumerate().filter(|(_, taken)| !**taken);
        pairs.extend(gone.map(|(at, _)| Pair { old: vec![at], ..Pair::default() }));
    }
}
