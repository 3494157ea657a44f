//! Both states as a change is looked at: the part that it belongs to, the language of its words.

use super::change::Change;
use super::state::{Kind, Part, Passage, State, line};

/// So many words are quoted of what a change stands beside.
const MOST_BESIDE: usize = 6;

/// Both states, and which parts of them are the same one.
pub(super) struct View<'a> {
    pub old: &'a State,
    pub new: &'a State,
    /// For each new part the old one.
    pub parts: &'a [Option<usize>],
    /// Every passage of the old state with the index of its part, in order.
    pub before: Vec<(usize, &'a Passage)>,
    /// The same of the new state.
    pub after: Vec<(usize, &'a Passage)>,
}

impl View<'_> {
    /// The part of a change: of the new state, or else of the old one.
    pub(super) fn part(&self, change: &Change) -> Result<usize, usize> {
        let part = |state: &State, at: usize| {
            let mut from = 0;
            let ends = state.parts.iter().map(|part| {
                from += part.passages.len();
                from
            });
            ends.take_while(|end| *end <= at).count()
        };
        match (change.new.first(), change.old.first()) {
            (Some(new), _) => Ok(part(self.new, *new)),
            (None, Some(old)) => {
                let gone = part(self.old, *old);
                self.parts.iter().position(|it| *it == Some(gone)).ok_or(gone)
            }
            (None, None) => Ok(0),
        }
    }

    pub(super) fn part_of(&self, change: &Change) -> &Part {
        match self.part(change) {
            Ok(new) => &self.new.parts[new],
            Err(old) => &self.old.parts[old],
        }
    }

    /// The cell before a cell, and whose a number of a contact is.
    pub(super) fn beside(&self, change: &Change) -> Option<String> {
        let (passages, at) = match (change.new.first(), change.old.first()) {
            (Some(new), _) => (&self.after, *new),
            (None, old) => (&self.before, *old?),
        };
        let (part, passage) = *passages.get(at)?;
        let before = passages[..at].iter().rev().take_while(|(it, _)| *it == part);
        let found = match passage.kind {
            Kind::Cell => before.take(1).find(|(_, it)| it.kind == Kind::Cell),
            Kind::Phone | Kind::Sms | Kind::Textphone | Kind::Email | Kind::Web | Kind::Hours => {
                before.into_iter().find(|(_, it)| matches!(it.kind, Kind::Name | Kind::Point))
            }
            _ => None,
        };
        found.map(|(_, it)| line(&it.words[..it.words.len().min(MOST_BESIDE)]))
    }

    /// The language of a change's words.
    pub(super) fn language(&self, change: &Change) -> String {
        let (passages, at) = match (change.new.first(), change.old.first()) {
            (Some(new), _) => (&self.after, *new),
            (None, old) => (&self.before, old.copied().unwrap_or_default()),
        };
        passages.get(at).map_or(String::new(), |(_, it)| it.language.to_string())
    }
}
