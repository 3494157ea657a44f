//! A report: what matters first, then every change by chapter.

use std::collections::HashMap;

use serde::Serialize;

use super::change::{Change, Fate};
use super::keys::Sides;
use super::matter::Matter;
use super::state::{State, line};
use super::view::View;
use super::weigh;

/// What changed between two states, proved to be all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The title of the new state, or of the old one where that has none.
    pub title: String,
    /// The title of the old state, where it is another one.
    pub old_title: Option<String>,
    /// How many passages are in the new state.
    pub passages: usize,
    /// What matters, the gravest first.
    pub matters: Vec<Matter>,
    /// The parts in which anything changed, in the order of the new state, then those that are gone.
    pub parts: Vec<PartChanges>,
}

/// What changed in a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartChanges {
    /// Its title, that of the new state where it is there.
    pub title: String,
    /// What became of the part itself.
    pub note: Option<String>,
    /// What became of its passages, in order.
    pub changes: Vec<PassageChange>,
}

/// What became of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PassageChange {
    /// What it is.
    pub kind: &'static str,
    /// Beside what it stands: its row and column, or whose number it is.
    pub beside: Option<String>,
    /// What became of it.
    pub fate: String,
    /// The page that it stood on, counted from 1, where there are pages.
    pub old_page: Option<usize>,
    /// The page that it stands on.
    pub new_page: Option<usize>,
    /// The language of the words.
    pub language: String,
    /// The words, in order.
    pub words: Vec<Stretch>,
}

/// Words with the same fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// What became of them: `kept`, `deleted` or `inserted`.
    pub fate: &'static str,
    /// Whether a space stands before them.
    pub spaced: bool,
    /// Themselves.
    pub text: String,
}

impl Report {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.matters.is_empty() && self.parts.is_empty()
    }

    /// How many passages changed in any way.
    #[must_use]
    pub fn changed(&self) -> usize {
        self.parts.iter().map(|part| part.changes.len()).sum()
    }

    /// Whether a number, dose, date, telephone number or address changed.
    #[must_use]
    pub fn changes_numbers(&self) -> bool {
        self.matters.iter().any(|matter| matter.weight.is_number())
    }

    pub(super) fn of(
        (old, new): (&State, &State),
        sides: &Sides<'_>,
        parts: &[Option<usize>],
        changes: &[Change],
    ) -> Self {
        let view = View::of(old, new, sides, parts);
        let title = |state: &State| (!state.title.is_empty()).then(|| state.title.clone());
        Self {
            title: title(new).or_else(|| title(old)).unwrap_or_default(),
            old_title: title(old).filter(|it| *it != new.title && !new.title.is_empty()),
            passages: sides.new.passages.len(),
            matters: weigh::matters(&view, changes),
            parts: view.parts(changes),
        }
    }
}

impl View<'_> {
    fn parts(&self, changes: &[Change]) -> Vec<PartChanges> {
        let moved = super::parts::moved(self.parts);
        let mut own: HashMap<Result<usize, usize>, Vec<PassageChange>> = HashMap::new();
        for change in changes.iter().filter(|it| !it.is_none()) {
            own.entry(self.part(change)).or_default().push(self.shown(change));
        }
        let news = self
            .new
            .parts
            .iter()
            .enumerate()
            .map(|(at, part)| (Ok(at), part, weigh::fate_of_part(self, at, moved[at])));
        let gone = self.old.parts.iter().enumerate();
        let gone = gone.filter(|(at, _)| self.became[*at].is_none());
        let gone = gone.map(|(at, part)| (Err(at), part, Some("deleted".to_owned())));
        let mut rows: Vec<PartChanges> = Vec::new();
        for (place, part, note) in news.chain(gone) {
            let changes = own.remove(&place).unwrap_or_default();
            if note.is_some() || !changes.is_empty() {
                rows.push(PartChanges { title: part.title.clone(), note, changes });
            }
        }
        rows
    }

    fn shown(&self, change: &Change) -> PassageChange {
        let kind = change.new_kinds.first().map(|(kind, _)| *kind);
        let kind = kind.or(change.old_kinds.first().copied());
        let stretch = |run: &super::change::Run| Stretch {
            fate: match run.fate {
                Fate::Kept => "kept",
                Fate::Deleted => "deleted",
                Fate::Inserted => "inserted",
            },
            spaced: run.words.first().is_some_and(|word| word.spaced),
            text: line(&run.words),
        };
        let [old_page, new_page] = self.pages(change);
        PassageChange {
            kind: kind.map_or("", super::state::Kind::name),
            beside: self.beside(change),
            fate: match change.runs.is_empty() {
                true => format!("{}, empty", change.name()),
                false => change.name(),
            },
            old_page,
            new_page,
            language: self.language(change),
            words: change.runs.iter().map(stretch).collect(),
        }
    }
}
