//! Text that is being put together from the words of a paragraph.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::super::places::Sourced;
use super::super::structure::{Anchor, LeafId};
use super::super::style::TextStyle;
use super::look::Look;
use crate::language::{Direction, Language};
use crate::source::Span;
use crate::typeset::isolates::{TURN_BACK, turn_to};
use crate::typeset::{self, Alignment, Run, RunStyle};

/// A stretch that is known to be an address.
#[derive(Clone)]
pub(super) struct KnownAddress {
    pub(super) range: Range<usize>,
    /// Where its link stands in the source.
    span: Span,
}

/// Words of the program's own that say on which page something is.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// Its bytes in the text of the draft.
    pub(super) range: Range<usize>,
    /// The link that it follows.
    pub(super) span: Span,
}

/// A number that stands in a text as wide as it can get.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// What it points to.
    pub(super) anchor: Anchor,
}

/// Text that is being put together: runs for the typesetter, and the way back to the source.
#[derive(Clone, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    pub(super) looks: HashMap<u32, Look>,
    pub(super) sources: Arc<Sourced>,
    pub(super) references: Vec<Reference>,
    pub(super) numbers: Vec<Number>,
    /// Signs of [`turn_to`] that belong to the words that come next.
    pub(super) turns: String,
    pub(super) addresses: Vec<KnownAddress>,
}

impl Draft {
    pub(super) fn push(&mut self, text: &str, leaf: LeafId, look: Look, style: RunStyle) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(&std::mem::take(&mut self.turns));
        let same = self.runs.last().is_some_and(|run| run.tag == leaf.0 && run.style == style);
        if !same {
            self.runs.push(Run { start, style, tag: leaf.0 });
            self.looks.entry(leaf.0).or_insert(look);
        }
        self.text.push_str(text);
    }

    /// What comes next runs in another direction than what is around it.
    pub(super) fn turn(&mut self, direction: Direction) {
        self.turns.push(turn_to(direction));
    }

    /// Ends what [`Self::turn`] began.
    pub(super) fn turn_back(&mut self) {
        if self.turns.pop().is_none() {
            self.text.push(TURN_BACK);
        }
    }

    /// Adds a number that is filled in later.
    pub(super) fn push_number(
        &mut self,
        (text, anchor): (&str, Anchor),
        leaf: LeafId,
        look: Look,
        style: RunStyle,
    ) {
        let start = self.text.len() + self.turns.len();
        self.push(text, leaf, look, style);
        self.numbers.push(Number { range: start..self.text.len(), anchor });
    }

    /// Goes on with the words of another draft, which are all of the look of its first ones.
    pub(super) fn join(&mut self, between: &str, other: &Self) {
        let Some(run) = other.runs.first() else { return };
        self.text.push_str(between);
        self.runs.push(Run { start: self.text.len(), ..run.clone() });
        self.looks.extend(other.looks.get(&run.tag).map(|look| (run.tag, *look)));
        self.text.push_str(&other.text);
    }

    /// Ends with a space, so that what follows in the structure is a word of its own.
    pub(super) fn end_with_space(&mut self, leaf: LeafId, style: TextStyle, language: &Language) {
        self.push(" ", leaf, Look::of(style), style.run(style.weight, language, true));
    }

    /// Never breaks a word of it.
    pub(super) fn keep_words_whole(&mut self) {
        for run in &mut self.runs {
            run.style.whole_words = true;
        }
    }

    /// The text as a paragraph for the typesetter.
    pub(super) fn paragraph(
        &self,
        direction: Direction,
        alignment: Alignment,
        hyphenate: bool,
    ) -> typeset::Paragraph {
        typeset::Paragraph {
            text: Arc::from(self.text.as_str()),
            runs: self.runs.clone(),
            direction,
            alignment,
            hyphenate,
            addresses: self.addresses.iter().map(|known| known.range.clone()).collect(),
        }
    }

    /// The reference that a byte of the text belongs to.
    pub(super) fn reference(&self, at: usize) -> Option<&Reference> {
        self.references.iter().find(|reference| reference.range.contains(&at))
    }

    /// The place in the source of a range of the text's bytes.
    pub(super) fn place(&self, range: Range<usize>) -> Option<Span> {
        let at = self.sources.partition_point(|(start, _)| *start <= range.start).checked_sub(1)?;
        let (start, words) = &self.sources[at];
        let end = (range.end - start).min(words.text.len());
        (range.start - start < end).then(|| words.place(range.start - start..end))
    }

    /// Says that the text from `start` on is an address but for the blanks around it, in brackets
    /// or not.
    pub(super) fn know_address(&mut self, start: usize, span: Span) {
        let text = &self.text[start..];
        let blank = |c: char| c.is_whitespace();
        let from = start + text.len() - text.trim_start_matches(blank).len();
        let end = start + text.trim_end_matches(blank).len();
        let bracketed =
            self.text[from..end].starts_with('(') && self.text[from..end].ends_with(')');
        let range = if bracketed { from + 1..end - 1 } else { from..end };
        if !range.is_empty() {
            self.addresses.push(KnownAddress { range, span });
        }
    }

    /// The place in the source of an address that begins at a byte of the text.
    pub(super) fn place_of_address(&self, range: Range<usize>) -> Option<Span> {
        let known = self.addresses.iter().find(|known| known.range == range);
        known.map(|known| known.span).or_else(|| self.place(range))
    }
}
