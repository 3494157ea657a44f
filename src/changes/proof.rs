//! The proof that the old state with the changes gives the new one: nothing is left out of a report.

use super::change::{Change, Fate};
use super::keys::Sides;
use super::state::{Kind, Passage, State, Word, line};

/// The old passages with the changes, in the order of the new ones; `None` where the changes are not
/// about each of the old passages just once, or not about its words.
#[must_use]
pub fn apply(old: &State, changes: &[Change]) -> Option<Vec<(Kind, String)>> {
    let old = old.passages();
    let count = changes.iter().map(|change| change.new.len()).sum();
    let mut new: Vec<Option<(Kind, String)>> = vec![None; count];
    let mut used = vec![false; old.len()];
    for change in changes {
        for at in &change.old {
            if std::mem::replace(used.get_mut(*at)?, true) {
                return None;
            }
        }
        let words = change.old.iter().flat_map(|at| &old[*at].1.words);
        let rebuilt = rebuild(words.collect(), change)?;
        let mut rest = rebuilt.as_slice();
        for (at, (kind, count)) in change.new.iter().zip(&change.new_kinds) {
            let (own, others) = rest.split_at_checked(*count)?;
            rest = others;
            if new.get_mut(*at)?.replace((*kind, line(own))).is_some() {
                return None;
            }
        }
        if !rest.is_empty() {
            return None;
        }
    }
    used.into_iter().all(|it| it).then(|| new.into_iter().collect::<Option<Vec<_>>>())?
}

/// The old words with what goes and comes; `None` where they are others.
fn rebuild(old: Vec<&Word>, change: &Change) -> Option<Vec<Word>> {
    let mut old = old.into_iter();
    let mut new = Vec::new();
    for run in &change.runs {
        for word in &run.words {
            if run.fate == Fate::Inserted {
                new.push(word.clone());
                continue;
            }
            let next = old.next()?;
            if next.text != word.text || next.spaced != word.spaced {
                return None;
            }
            if run.fate == Fate::Kept {
                new.push(next.clone());
            }
        }
    }
    old.next().is_none().then_some(new)
}

/// Whether the old state with the changes gives the new one, and all of which nothing is told is
/// shown in the new one as in the old.
pub(super) fn holds(old: &State, sides: &Sides<'_>, changes: &[Change]) -> bool {
    let new: Vec<(Kind, String)> =
        sides.new.passages.iter().map(|it| (it.kind, it.text())).collect();
    let untold = changes.iter().filter(|change| change.is_none());
    let pairs = untold.filter_map(|change| change.old.first().zip(change.new.first()));
    let mut pairs = pairs.map(|(old, new)| (sides.old.passages[*old], sides.new.passages[*new]));
    pairs.all(|(old, new)| is_shown_alike(old, new))
        && apply(old, changes).is_some_and(|rebuilt| rebuilt == new)
}

/// Whether two passages are shown alike, but for what they stand beside.
fn is_shown_alike(old: &Passage, new: &Passage) -> bool {
    let marks = |it: &Passage| it.words.iter().map(|it| it.marks.clone()).collect::<Vec<_>>();
    old.kind == new.kind
        && old.setting.within == new.setting.within
        && !new.setting.is_renumbered(old.setting)
        && marks(old) == marks(new)
}
