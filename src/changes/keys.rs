//! The passages of both states by numbers, which are compared faster than words are.

use std::collections::HashMap;

use super::likeness::{Bag, Words, likeness};
use super::state::{Kind, Part, Passage, State};

/// A passage by numbers: the same number is the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// What it is and says.
    pub said: u32,
    /// What it is and says, and what heads its row and column.
    pub placed: u32,
    /// What heads its row and column, where anything does.
    pub heads: Option<(u32, u32)>,
    /// What it is, and what heads its row and column.
    pub place: Option<u32>,
}

/// One of two states.
pub(super) struct Side<'a> {
    /// Every passage in order.
    pub passages: Vec<&'a Passage>,
    /// The part of each.
    pub parts: Vec<usize>,
    /// Each by its numbers.
    pub keys: Vec<Key>,
    /// The words of each.
    pub bags: Vec<Bag>,
}

/// Both states.
pub(super) struct Sides<'a> {
    pub old: Side<'a>,
    pub new: Side<'a>,
}

/// A kind, the number of a text, and of those of its heads.
type Stands = (Kind, u32, Option<(u32, u32)>);

/// Texts, and what is made of them, with a number for each.
#[derive(Default)]
struct Numbers {
    texts: HashMap<String, u32>,
    all: HashMap<Stands, u32>,
}

impl Numbers {
    fn text(&mut self, text: String) -> u32 {
        let next = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        *self.texts.entry(text).or_insert(next)
    }

    fn number(&mut self, all: Stands) -> u32 {
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        *self.all.entry(all).or_insert(next)
    }

    fn key(&mut self, part: &Part, passage: &Passage) -> Key {
        let text = self.text(passage.text());
        let row = part.row_of(passage.setting);
        let column = part.column_of(passage.setting);
        let heads =
            (passage.setting.row.is_some() || passage.setting.column.is_some()).then(|| {
                let mut number = |head: Option<String>| self.text(head.unwrap_or_default());
                (number(row), number(column))
            });
        Key {
            said: self.number((passage.kind, text, None)),
            placed: self.number((passage.kind, text, heads)),
            heads,
            place: heads.map(|heads| self.number((passage.kind, u32::MAX, Some(heads)))),
        }
    }

    fn side<'a>(&mut self, state: &'a State, words: &mut Words<'a>) -> Side<'a> {
        let mut side =
            Side { passages: Vec::new(), parts: Vec::new(), keys: Vec::new(), bags: Vec::new() };
        for (at, part) in state.parts.iter().enumerate() {
            for passage in &part.passages {
                side.passages.push(passage);
                side.parts.push(at);
                side.keys.push(self.key(part, passage));
                side.bags.push(Bag::of(passage, words));
            }
        }
        side
    }
}

impl<'a> Sides<'a> {
    pub(super) fn of(old: &'a State, new: &'a State) -> Self {
        let (mut numbers, mut words) = (Numbers::default(), Words::default());
        Self { old: numbers.side(old, &mut words), new: numbers.side(new, &mut words) }
    }

    /// How alike the words of two passages are.
    pub(super) fn alike(&self, old: usize, new: usize) -> f32 {
        likeness(&self.old.bags[old], &self.new.bags[new])
    }
}

impl Side<'_> {
    /// The passages of a part.
    pub(super) fn of_part(&self, part: usize) -> std::ops::Range<usize> {
        let start = self.parts.partition_point(|it| *it < part);
        start..self.parts.partition_point(|it| *it <= part)
    }

    /// Whether a passage has a place beside others, or no words: it is no part of another one.
    pub(super) fn is_placed(&self, at: usize) -> bool {
        let passage = self.passages[at];
        self.keys[at].heads.is_some() || passage.kind.is_of_table() || passage.words.is_empty()
    }
}
