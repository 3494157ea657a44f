//! How alike two stretches of words are.

use std::collections::HashMap;

use super::state::{Class, Passage};

/// Words with a number for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Words<'a>(HashMap<&'a str, u32>);

impl<'a> Words<'a> {
    fn number(&mut self, word: &'a str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(word).or_insert(next)
    }
}

/// The words of some passages by their numbers, counted; signs do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bag {
    /// Each word and how often it is there, in the order of the numbers.
    counts: Vec<(u32, u32)>,
    total: u32,
}

impl Bag {
    /// The words of a passage.
    pub(super) fn of<'a>(passage: &'a Passage, words: &mut Words<'a>) -> Self {
        let own = passage.words.iter().filter(|word| word.class != Class::Sign);
        Self::counted(own.map(|word| (words.number(&word.text), 1)).collect())
    }

    /// The words of several.
    pub(super) fn sum<'b>(bags: impl IntoIterator<Item = &'b Self>) -> Self {
        Self::counted(bags.into_iter().flat_map(|bag| bag.counts.iter().copied()).collect())
    }

    fn counted(mut words: Vec<(u32, u32)>) -> Self {
        words.sort_unstable();
        let mut counts: Vec<(u32, u32)> = Vec::with_capacity(words.len());
        for (word, count) in words {
            match counts.last_mut() {
                Some((last, sum)) if *last == word => *sum += count,
                _ => counts.push((word, count)),
            }
        }
        let total = counts.iter().map(|(_, count)| count).sum();
        Self { counts, total }
    }

    /// Its words, each once.
    pub(super) fn words(&self) -> impl Iterator<Item = u32> {
        self.counts.iter().map(|(word, _)| *word)
    }
}

/// The share of the words of the longer one that both have, 0 to 1.
pub(super) fn likeness(one: &Bag, two: &Bag) -> f32 {
    let longer = one.total.max(two.total);
    if longer == 0 {
        return 0.0;
    }
    let (mut shared, mut rest) = (0, two.counts.as_slice());
    for (word, count) in &one.counts {
        while let [(other, _), after @ ..] = rest
            && other < word
        {
            rest = after;
        }
        if let [(other, number), ..] = rest
            && other == word
        {
            shared += count.min(number);
        }
    }
    shared as f32 / longer as f32
}
