//! Both states as a change is looked at: the part that it belongs to, the language of its words, its
//! pages.

use super::change::Change;
use super::keys::Sides;
use super::matter::Place;
use super::notes;
use super::state::{Kind, Part, State};

/// Both states, and which parts of them are the same one.
pub(super) struct View<'a> {
    pub old: &'a State,
    pub new: &'a State,
    pub sides: &'a Sides<'a>,
    /// For each new part the old one.
    pub parts: &'a [Option<usize>],
    /// For each old part the new one.
    pub became: Vec<Option<usize>>,
}

impl<'a> View<'a> {
    pub(super) fn of(
        old: &'a State,
        new: &'a State,
        sides: &'a Sides<'a>,
        parts: &'a [Option<usize>],
    ) -> Self {
        let mut became = vec![None; old.parts.len()];
        for (new, old) in parts.iter().enumerate() {
            if let Some(old) = old {
                became[*old] = Some(new);
            }
        }
        Self { old, new, sides, parts, became }
    }

    /// The part of a change: of the new state, or else of the old one.
    pub(super) fn part(&self, change: &Change) -> Result<usize, usize> {
        match (change.new.first(), change.old.first()) {
            (Some(new), _) => Ok(self.sides.new.parts[*new]),
            (None, Some(old)) => {
                let gone = self.sides.old.parts[*old];
                self.became[gone].ok_or(gone)
            }
            (None, None) => Ok(0),
        }
    }

    pub(super) fn part_of(&self, change: &Change) -> &'a Part {
        match self.part(change) {
            Ok(new) => &self.new.parts[new],
            Err(old) => &self.old.parts[old],
        }
    }

    /// The row and column of a cell, the cell before one that has none, and whose a number of a
    /// contact is.
    pub(super) fn beside(&self, change: &Change) -> Option<String> {
        let (side, at) = match (change.new.first(), change.old.first()) {
            (Some(new), _) => (&self.sides.new, *new),
            (None, old) => (&self.sides.old, *old?),
        };
        let passage = *side.passages.get(at)?;
        if passage.setting.row.is_some() || passage.setting.column.is_some() {
            return Some(notes::place(side, at));
        }
        let before = at.checked_sub(1).filter(|_| passage.kind == Kind::Cell)?;
        let before = side.passages.get(before).filter(|it| it.kind == Kind::Cell)?;
        Some(format!("after “{}”", notes::quoted(&before.words)))
    }

    /// Where a change is.
    pub(super) fn place(&self, change: &Change, kind: Kind) -> Place {
        let [old_page, new_page] = self.pages(change);
        let part = self.part_of(change).title.clone();
        Place { part, kind: kind.name(), beside: self.beside(change), old_page, new_page }
    }

    /// The language of a change's words.
    pub(super) fn language(&self, change: &Change) -> String {
        let (side, at) = match (change.new.first(), change.old.first()) {
            (Some(new), _) => (&self.sides.new, *new),
            (None, old) => (&self.sides.old, old.copied().unwrap_or_default()),
        };
        side.passages.get(at).map_or(String::new(), |it| it.language.to_string())
    }

    /// The pages on which a change begins in the old state and in the new one.
    pub(super) fn pages(&self, change: &Change) -> [Option<usize>; 2] {
        let old = change.old.first().and_then(|at| self.sides.old.passages[*at].page);
        let new = change.new.first().and_then(|at| self.sides.new.passages[*at].page);
        [old, new]
    }
}
