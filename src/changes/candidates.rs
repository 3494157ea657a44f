//! What may be the same thing, without a look at every pair: what shares words that few have.

use std::collections::HashMap;

use super::likeness::Bag;

/// A word that more have tells nothing.
const MOST_WITH_A_WORD: usize = 24;

/// So many are looked at for each.
const MOST: usize = 6;

/// Bags, found by their words.
#[derive(Debug, Default)]
pub(super) struct Candidates(HashMap<u32, Vec<usize>>);

impl Candidates {
    /// Bags, each under a number, in the order of the numbers.
    pub(super) fn of<'a>(bags: impl IntoIterator<Item = (usize, &'a Bag)>) -> Self {
        let mut by_word: HashMap<u32, Vec<usize>> = HashMap::new();
        for (at, bag) in bags {
            bag.words().for_each(|word| by_word.entry(word).or_default().push(at));
        }
        by_word.retain(|_, with| with.len() <= MOST_WITH_A_WORD);
        Self(by_word)
    }

    /// Those that share most of such words with a bag, the likeliest first.
    pub(super) fn like(&self, bag: &Bag) -> Vec<usize> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for with in bag.words().filter_map(|word| self.0.get(&word)) {
            with.iter().for_each(|at| *counts.entry(*at).or_default() += 1);
        }
        let mut found: Vec<(usize, usize)> = counts.into_iter().collect();
        found.sort_unstable_by_key(|(at, count)| (std::cmp::Reverse(*count), *at));
        found.into_iter().take(MOST).map(|(at, _)| at).collect()
    }
}
