//! How alike two stretches of words are.

use std::collections::HashMap;

use super::state::{Class, Passage};

/// The words of some passages, counted; signs do not count.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag<'a> {
    counts: HashMap<&'a str, u32>,
    total: u32,
}

impl<'a> Bag<'a> {
    /// The words of a passage.
    pub(super) fn of(passage: &'a Passage) -> Self {
        Self::of_all([passage])
    }

    /// The words of several.
    pub(super) fn of_all(passages: impl IntoIterator<Item = &'a Passage>) -> Self {
        let mut bag = Self::default();
        for word in passages.into_iter().flat_map(|it| &it.words) {
            if word.class != Class::Sign {
                *bag.counts.entry(&word.text).or_default() += 1;
                bag.total += 1;
            }
        }
        bag
    }
}

/// The share of the words of the longer one that both have, 0 to 1.
pub(super) fn likeness(one: &Bag<'_>, two: &Bag<'_>) -> f32 {
    let longer = one.total.max(two.total);
    if longer == 0 {
        return 0.0;
    }
    let (few, many) = if one.counts.len() < two.counts.len() { (one, two) } else { (two, one) };
    let shared = few
        .counts
        .iter()
        .map(|(word, count)| many.counts.get(word).map_or(0, |other| (*count).min(*other)));
    shared.sum::<u32>() as f32 / longer as f32
}
