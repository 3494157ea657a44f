//! What changed between two states of a booklet, told so that somebody can say yes to it.
//!
//! A [`State`] is a booklet as its readers read it: parts with passages, and the words of each. It
//! comes from a book ([`of_book`]) or from the structure of a PDF of whatever maker
//! ([`of_structure`]); `words` and `measures` make one word of whatever a patient takes, dials or
//! types as a whole, and `setting` keeps what a passage stands in and beside. [`compare`] gives each
//! passage numbers (`keys`), pairs parts (`parts`), then passages (`align` in their order, by `chain`
//! and `candidates`, then `elsewhere`; by `likeness`), then words (`change`), adds what became of them
//! beside their words (`notes`), proves that the old state with the changes gives the new one
//! (`proof`), and writes the [`Report`]: what matters first (`weigh`, `moved`, `names`), then all by
//! chapter.
//!
//! A report is told on a terminal (`summary`), as a web page (`page`), and as a book that is laid
//! out as any other (`leaflet`).

mod align;
mod book;
mod candidates;
mod chain;
mod change;
mod elsewhere;
mod keys;
mod label;
mod leaflet;
mod likeness;
mod matter;
mod measures;
mod moved;
mod names;
mod notes;
mod page;
mod parts;
mod proof;
mod report;
mod setting;
mod state;
mod structure;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod told;
mod view;
mod weigh;
mod words;

pub use book::{Paged, of_book};
pub use change::{Change, Fate, Run};
pub use leaflet::leaflet;
pub use matter::{Matter, Note, Place, Weight};
pub use page::page;
pub use proof::apply;
pub use report::{PartChanges, PassageChange, Report, Stretch};
pub use setting::{Marks, Setting, Within};
pub use state::{Class, Kind, Part, Passage, Role, State, Word, line};
pub use structure::of_structure;
pub use summary::summary;

use std::fmt;

use keys::Sides;

/// What stands on a report beside the changes.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// What the old state is called by the user.
    pub old: &'a str,
    /// What the new one is called.
    pub new: &'a str,
    /// Whether there is a table to sign.
    pub sign_off: bool,
}

/// The old state with the changes did not give the new one: a fault of the program's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unproved;

impl fmt::Display for Unproved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the changes that were found do not lead from the old state to the new one; this is a \
             fault of chapbook, please report it",
        )
    }
}

impl std::error::Error for Unproved {}

/// The way from one state to the other, in the order of the new one.
///
/// # Errors
///
/// Where it does not lead there.
pub fn compare(mut old: State, mut new: State) -> Result<(Report, Vec<Change>), Unproved> {
    names::mark(&mut old, &mut new);
    let sides = Sides::of(&old, &new);
    let parts = parts::pair(&old, &new, &sides);
    let pairs = align::pair(&sides, &parts);
    let pairs = pairs.iter();
    let mut changes: Vec<Change> =
        pairs.map(|pair| Change::of(pair, &sides.old, &sides.new)).collect();
    let known = notes::Known::of(&changes, &sides);
    for change in &mut changes {
        change.notes = notes::of(change, &sides, &known);
    }
    let order = order(&changes, sides.old.passages.len());
    changes.sort_by_cached_key(|change| order(change));
    if !proof::holds(&old, &sides, &changes) {
        return Err(Unproved);
    }
    let report = Report::of((&old, &new), &sides, &parts, &changes);
    Ok((report, changes))
}

/// Where a change is told: what came or stayed at its place, what went behind what stood before it.
fn order(changes: &[Change], olds: usize) -> impl Fn(&Change) -> (usize, usize) + use<> {
    let mut stays = vec![None; olds];
    for change in changes.iter().filter(|it| !it.moved) {
        if let Some(new) = change.new.last() {
            change.old.iter().for_each(|old| stays[*old] = Some(*new));
        }
    }
    let mut last = 0;
    let behind: Vec<usize> = stays
        .into_iter()
        .map(|new| {
            last = new.unwrap_or(last);
            last
        })
        .collect();
    move |change| match (change.new.first(), change.old.first()) {
        (Some(new), _) => (*new, 0),
        (None, Some(old)) => (behind[*old], *old + 1),
        (None, None) => (0, 0),
    }
}
