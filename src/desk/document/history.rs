//! Edits taken back and made again, without limit.

use serde::Serialize;

use super::diff;
use super::{Applied, Document, Patch, hash};

/// What was done to a file, as far as it can be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct History {
    /// The hash of the file that it belongs to.
    hash: String,
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// One edit, as patches that are made one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What the author did.
    pub label: String,
    patches: Vec<Patch>,
}

impl History {
    /// No edits yet of a file.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { hash: hash(text), ..Self::default() }
    }

    /// Whether it belongs to a file as it is.
    #[must_use]
    pub fn is_of(&self, text: &str) -> bool {
        self.hash == hash(text)
    }

    /// What can be taken back, the last first.
    pub fn done(&self) -> impl Iterator<Item = &str> {
        self.done.iter().rev().map(|step| &*step.label)
    }

    /// What can be made again, the next first.
    pub fn undone(&self) -> impl Iterator<Item = &str> {
        self.undone.iter().rev().map(|step| &*step.label)
    }

    /// Takes an edit down; what was taken back before it cannot be made again.
    pub fn record(&mut self, label: &str, applied: &Applied) {
        if applied.patches.is_empty() {
            return;
        }
        self.undone.clear();
        self.done.push(Step { label: label.to_owned(), patches: applied.patches.clone() });
        self.hash = hash(&applied.text);
    }

    /// Takes the last edit back; `None` where there is none, or the file is another than the history's.
    pub fn undo(&mut self, text: &str) -> Option<Applied> {
        if !self.is_of(text) {
            return None;
        }
        let applied = made(text, &inverse(&self.done.last()?.patches))?;
        let step = self.done.pop()?;
        self.undone.push(step);
        self.hash = hash(&applied.text);
        Some(applied)
    }

    /// Makes the edit again that was taken back last.
    pub fn redo(&mut self, text: &str) -> Option<Applied> {
        if !self.is_of(text) {
            return None;
        }
        let applied = made(text, &self.undone.last()?.patches)?;
        let step = self.undone.pop()?;
        self.done.push(step);
        self.hash = hash(&applied.text);
        Some(applied)
    }

    /// Follows a file that another program changed from `old` to `new`: edits of other blocks can still
    /// be taken back. Gives the number of those that cannot any more: that of the first that touches
    /// what was changed, and all before it.
    pub fn follow(&mut self, old: &str, new: &str) -> usize {
        let known = self.is_of(old);
        self.hash = hash(new);
        let count = self.done.len() + self.undone.len();
        if !known {
            self.done.clear();
            self.undone.clear();
            return count;
        }
        let foreign = foreign(old, new);
        self.done = rebased(&self.done, &foreign, |step| inverse(&step.patches), inverse);
        self.undone = rebased(&self.undone, &foreign, |step| step.patches.clone(), <[_]>::to_vec);
        count - self.done.len() - self.undone.len()
    }
}

/// Patches that take others back.
fn inverse(patches: &[Patch]) -> Vec<Patch> {
    let back = |patch: &Patch| Patch {
        from: patch.from,
        to: patch.from + patch.text.len(),
        text: patch.was.clone(),
        was: patch.text.clone(),
    };
    patches.iter().rev().map(back).collect()
}

/// A text with patches made one after the other, where each finds what it takes out.
fn made(text: &str, patches: &[Patch]) -> Option<Applied> {
    let mut text = text.to_owned();
    for patch in patches {
        if text.get(patch.from..patch.to) != Some(&*patch.was) {
            return None;
        }
        text.replace_range(patch.from..patch.to, &patch.text);
    }
    Some(Applied { text, patches: patches.to_vec() })
}

/// A stretch of bytes that another program changed, and the length of what it wrote.
type Foreign = (usize, usize, usize);

/// What another program changed, block by block: a step that changed another word of the same block is
/// no more to be taken back than one that changed the same.
fn foreign(old: &str, new: &str) -> Vec<Foreign> {
    let units = [old, new].map(|text| {
        let units = Document::read(text).units();
        units.into_iter().map(|unit| unit.text).collect::<Vec<String>>()
    });
    let starts = units.each_ref().map(|units| {
        let sums = units.iter().scan(0, |sum, unit| {
            *sum += unit.len();
            Some(*sum)
        });
        std::iter::once(0).chain(sums).collect::<Vec<usize>>()
    });
    let found = diff::hunks(&units[0], &units[1]).into_iter().map(|(one, two)| {
        let range =
            |of: usize, it: std::ops::Range<usize>| starts[of][it.start]..starts[of][it.end];
        let (left, right) = (range(0, one), range(1, two));
        // The blank lines behind a block are of no block.
        let blanks = |text: &str| text.len() - text.trim_end().len();
        let (before, after) = (&old[left.clone()], &new[right.clone()]);
        let most = blanks(before).min(blanks(after));
        let same = before.bytes().rev().zip(after.bytes().rev()).take(most);
        let same = same.take_while(|(one, other)| one == other).count();
        (left.start, left.end - same, right.len() - same)
    });
    found.collect()
}

/// Steps, the last of which is made first on the file as it is, as they are made on the changed file;
/// those from the first on that touches what was changed are left out. `forward` gives the patches of
/// a step that are made on the file, and `kept` the patches that are kept of those.
fn rebased(
    steps: &[Step],
    foreign: &[Foreign],
    forward: impl Fn(&Step) -> Vec<Patch>,
    kept: impl Fn(&[Patch]) -> Vec<Patch>,
) -> Vec<Step> {
    let mut foreign = foreign.to_vec();
    let mut made: Vec<Step> = Vec::new();
    'steps: for step in steps.iter().rev() {
        let mut patches = Vec::new();
        for patch in forward(step) {
            let Some(patch) = shifted(patch, &mut foreign) else { break 'steps };
            patches.push(patch);
        }
        made.push(Step { label: step.label.clone(), patches: kept(&patches) });
    }
    made.reverse();
    made
}

/// A patch as it is made on the changed file, and what was changed as it stands after the patch.
fn shifted(patch: Patch, foreign: &mut [Foreign]) -> Option<Patch> {
    let (mut from, mut to) = (patch.from, patch.to);
    for (start, end, length) in foreign.iter_mut() {
        if *end < patch.from || (*end == patch.from && patch.from < patch.to) {
            from = from + *length - (*end - *start);
            to = to + *length - (*end - *start);
        } else if *start > patch.to || (*start == patch.to && patch.from < patch.to) {
            let moved = |at: usize| at + patch.text.len() - (patch.to - patch.from);
            (*start, *end) = (moved(*start), moved(*end));
        } else {
            return None;
        }
    }
    Some(Patch { from, to, ..patch })
}
