//! Which passages of the two states are the same one: by structure first, then by their words.
//!
//! Passages that are the same and stand once in both parts are found first, again between those,
//! and so on; what lies between is compared pair by pair where that is little, and else by the words
//! that few have, so that twice as long a booklet takes about twice as long.

use std::collections::HashMap;
use std::ops::Range;

use super::candidates::Candidates;
use super::chain::{Link, heaviest};
use super::keys::{Key, Side, Sides};
use super::state::Kind;

/// Passages as alike as this are one that was changed.
pub(super) const ALIKE: f32 = 0.5;

/// The most pairs of a gap that are compared one by one.
const MOST_PAIRS: usize = 10_000;

/// How often gaps are looked at again.
const MOST_ROUNDS: usize = 24;

/// So many of what is worth nothing else than a place make what is worth 1.
const STEPS: f32 = 1024.0;

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
pub(super) fn pair(sides: &Sides<'_>, parts: &[Option<usize>]) -> Vec<Pair> {
    let (old, new) = (sides.old.passages.len(), sides.new.passages.len());
    let mut aligner = Aligner {
        sides,
        partner: vec![None; new],
        taken: vec![false; old],
        moved: vec![false; new],
    };
    for (at, part) in parts.iter().enumerate() {
        if let Some(part) = part {
            aligner.stretch(sides.old.of_part(*part), sides.new.of_part(at), 0);
        }
    }
    aligner.by_heads();
    aligner.elsewhere_the_same();
    let mut pairs = aligner.split_and_joined();
    aligner.elsewhere_alike();
    aligner.finish(&mut pairs);
    pairs
}

pub(super) struct Aligner<'a> {
    pub(super) sides: &'a Sides<'a>,
    /// For each new passage the old one.
    pub(super) partner: Vec<Option<usize>>,
    /// For each old passage whether it has a partner.
    pub(super) taken: Vec<bool>,
    /// For each new passage whether it stands elsewhere.
    moved: Vec<bool>,
}

impl Aligner<'_> {
    pub(super) fn join(&mut self, old: usize, new: usize, moved: bool) {
        self.partner[new] = Some(old);
        self.taken[old] = true;
        self.moved[new] = moved;
    }

    /// Pairs what stands in the same order in two stretches.
    fn stretch(&mut self, mut old: Range<usize>, mut new: Range<usize>, round: usize) {
        let same = |it: &Self, one: usize, two: usize| {
            it.sides.old.keys[one].placed == it.sides.new.keys[two].placed
        };
        while !old.is_empty() && !new.is_empty() && same(self, old.start, new.start) {
            self.join(old.start, new.start, false);
            (old.start, new.start) = (old.start + 1, new.start + 1);
        }
        while !old.is_empty() && !new.is_empty() && same(self, old.end - 1, new.end - 1) {
            (old.end, new.end) = (old.end - 1, new.end - 1);
            self.join(old.end, new.end, false);
        }
        if old.is_empty() || new.is_empty() {
            return;
        }
        let anchors = if round < MOST_ROUNDS {
            heaviest(self.once_in_both(old.clone(), new.clone()))
        } else {
            Vec::new()
        };
        if anchors.is_empty() {
            return self.gap(old, new);
        }
        for (old, new) in self.joined(&anchors, (old, new)) {
            self.stretch(old, new, round + 1);
        }
    }

    /// Joins links; the stretches between them.
    fn joined(
        &mut self,
        links: &[Link],
        (old, new): (Range<usize>, Range<usize>),
    ) -> Vec<(Range<usize>, Range<usize>)> {
        let mut gaps = Vec::with_capacity(links.len() + 1);
        let (mut old_from, mut new_from) = (old.start, new.start);
        for link in links {
            self.join(link.old, link.new, false);
            gaps.push((old_from..link.old, new_from..link.new));
            (old_from, new_from) = (link.old + 1, link.new + 1);
        }
        gaps.push((old_from..old.end, new_from..new.end));
        gaps
    }

    /// What is the same and stands but once on either side.
    fn once_in_both(&self, old: Range<usize>, new: Range<usize>) -> Vec<Link> {
        let once = |side: &Side<'_>, range: Range<usize>| {
            let mut places: HashMap<u32, Option<usize>> = HashMap::new();
            for at in range {
                let place = places.entry(side.keys[at].placed);
                place.and_modify(|place| *place = None).or_insert(Some(at));
            }
            places
        };
        let olds = once(&self.sides.old, old);
        let news = once(&self.sides.new, new).into_iter();
        let links = news.filter_map(|(key, new)| {
            let (new, old) = (new?, (*olds.get(&key)?)?);
            Some(Link { old, new, weight: 1 })
        });
        links.collect()
    }

    /// Pairs what changed between two passages that did not, so that as many words as can be stay.
    fn gap(&mut self, old: Range<usize>, new: Range<usize>) {
        if old.is_empty() || new.is_empty() {
            return;
        }
        if old.len() * new.len() <= MOST_PAIRS {
            return self.small_gap(old, new);
        }
        let links = heaviest(self.likely(old.clone(), new.clone()));
        for (old, new) in self.joined(&links, (old, new)) {
            if !old.is_empty() && !new.is_empty() && old.len() * new.len() <= MOST_PAIRS {
                self.small_gap(old, new);
            }
        }
    }

    /// Pairs of a large gap that are worth something: of the same words, at the same place, or of
    /// words that few have.
    fn likely(&self, old: Range<usize>, new: Range<usize>) -> Vec<Link> {
        let (olds, news) = (&self.sides.old, &self.sides.new);
        let mut links = Vec::new();
        let kinds: [fn(&Key) -> Option<u32>; 2] = [|key| Some(key.placed), |key| key.place];
        for number in kinds {
            let mut places: HashMap<u32, std::collections::VecDeque<usize>> = HashMap::new();
            for at in old.clone() {
                if let Some(number) = number(&olds.keys[at]) {
                    places.entry(number).or_default().push_back(at);
                }
            }
            for new in new.clone() {
                let places = number(&news.keys[new]).and_then(|number| places.get_mut(&number));
                if let Some(old) = places.and_then(std::collections::VecDeque::pop_front) {
                    links.push((old, new));
                }
            }
        }
        let candidates = Candidates::of(old.map(|at| (at, &olds.bags[at])));
        for new in new {
            let like = candidates.like(&news.bags[new]);
            links.extend(like.into_iter().map(|old| (old, new)));
        }
        let links = links.into_iter().filter_map(|(old, new)| {
            let worth = self.worth(old, new, false);
            (worth > 0.0).then(|| Link { old, new, weight: (worth * STEPS) as u64 + 1 })
        });
        links.collect()
    }

    /// What it is worth to take two passages for the same one, nothing where they are none; `alone`
    /// where no others stand between those beside them.
    fn worth(&self, old: usize, new: usize, alone: bool) -> f32 {
        let (one, two) = (self.sides.old.passages[old], self.sides.new.passages[new]);
        let (old_key, new_key) = (self.sides.old.keys[old], self.sides.new.keys[new]);
        if old_key.placed == new_key.placed {
            return 1.2;
        }
        let alike = self.sides.alike(old, new);
        let same = one.kind == two.kind;
        let of_table = one.kind.is_of_table();
        if of_table != two.kind.is_of_table() && alike < ALIKE {
            return 0.0;
        }
        if let (Some(one), Some(two), true) = (old_key.heads, new_key.heads, of_table || same) {
            return match () {
                () if one == two => 0.4 + alike,
                // The row or the column has another name.
                () if of_table && one.0 != two.0 && one.1 != two.1 => 0.0,
                () if alike >= ALIKE || old_key.said == new_key.said => 0.3 + alike / 2.0,
                () if same && !of_table => 0.2,
                () => 0.0,
            };
        }
        // One telephone number in the place of another has no word in common with it.
        let single = same && one.words.len() == 1 && two.words.len() == 1;
        match () {
            () if alike >= ALIKE => alike + if same { 0.1 } else { 0.0 },
            () if single => 0.2,
            () if same && (one.kind.is_heading() || one.kind == Kind::Urgency || of_table) => 0.2,
            () if alone && same && alike >= ALIKE / 2.0 => alike,
            () => 0.0,
        }
    }

    fn small_gap(&mut self, old: Range<usize>, new: Range<usize>) {
        let width = new.len() + 1;
        let alone = old.len() == 1 && new.len() == 1;
        let mut best = vec![0.0_f32; (old.len() + 1) * width];
        for one in (0..old.len()).rev() {
            for two in (0..new.len()).rev() {
                let skip = best[(one + 1) * width + two].max(best[one * width + two + 1]);
                let worth = self.worth(old.start + one, new.start + two, alone);
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
