//! What became of each passage, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::align::Pair;
use super::state::{Class, Kind, Passage, Word};

/// What became of some passages that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Indexes of the old passages.
    pub old: Vec<usize>,
    /// Indexes of the new ones.
    pub new: Vec<usize>,
    /// What the old ones are.
    pub old_kinds: Vec<Kind>,
    /// What each new one is, and how many of the words that stay or come are its.
    pub new_kinds: Vec<(Kind, usize)>,
    /// Whether they stand elsewhere.
    pub moved: bool,
    /// The words, in order.
    pub runs: Vec<Run>,
}

/// Words that have the same fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What became of them.
    pub fate: Fate,
    /// Themselves.
    pub words: Vec<Word>,
}

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They stand in both.
    Kept,
    /// They stand in the old one alone.
    Deleted,
    /// They stand in the new one alone.
    Inserted,
}

impl Change {
    pub(super) fn of(pair: &Pair, old: &[(usize, &Passage)], new: &[(usize, &Passage)]) -> Self {
        let words = |passages: &[(usize, &Passage)], at: &[usize]| -> Vec<Word> {
            at.iter().flat_map(|it| passages[*it].1.words.clone()).collect()
        };
        Self {
            old_kinds: pair.old.iter().map(|at| old[*at].1.kind).collect(),
            new_kinds: pair
                .new
                .iter()
                .map(|at| (new[*at].1.kind, new[*at].1.words.len()))
                .collect(),
            moved: pair.moved,
            runs: runs(&words(old, &pair.old), &words(new, &pair.new)),
            old: pair.old.clone(),
            new: pair.new.clone(),
        }
    }

    /// Whether all words stay.
    #[must_use]
    pub fn keeps_words(&self) -> bool {
        self.runs.iter().all(|run| run.fate == Fate::Kept)
    }

    /// Whether nothing became of them.
    #[must_use]
    pub fn is_none(&self) -> bool {
        let kinds = self.new_kinds.iter().map(|(kind, _)| kind);
        !self.moved && self.keeps_words() && self.old_kinds.iter().eq(kinds)
    }

    /// What became of them, in words.
    #[must_use]
    pub fn name(&self) -> String {
        let changed = !self.keeps_words();
        let kinds = (self.old_kinds.first(), self.new_kinds.first());
        match (self.old.len(), self.new.len()) {
            (0, _) => "inserted".to_owned(),
            (_, 0) => "deleted".to_owned(),
            (1, 1) => {
                let mut said = Vec::new();
                if self.moved {
                    said.push("moved".to_owned());
                }
                if changed {
                    said.push("changed".to_owned());
                }
                if let (Some(old), Some((new, _))) = kinds
                    && old != new
                {
                    said.push(if old.name() == new.name() {
                        "at another level".to_owned()
                    } else {
                        format!("was {}", old.name())
                    });
                }
                said.join(", ")
            }
            (1, count) => format!("split into {count}{}", if changed { ", changed" } else { "" }),
            (count, _) => format!("joined from {count}{}", if changed { ", changed" } else { "" }),
        }
    }
}

/// The way from the old words to the new ones.
fn runs(old: &[Word], new: &[Word]) -> Vec<Run> {
    fn keys(words: &[Word]) -> Vec<(&str, bool)> {
        words.iter().map(|it| (&*it.text, it.spaced)).collect()
    }
    let (old_keys, new_keys) = (keys(old), keys(new));
    let mut hunks: Vec<Run> = Vec::new();
    let mut add = |fate, words: &[Word]| match hunks.last_mut() {
        _ if words.is_empty() => {}
        Some(last) if last.fate == fate => last.words.extend_from_slice(words),
        _ => hunks.push(Run { fate, words: words.to_vec() }),
    };
    for op in capture_diff_slices(Algorithm::Histogram, &old_keys, &new_keys) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                add(Fate::Kept, &old[old_index..old_index + len]);
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                add(Fate::Deleted, &old[old_index..old_index + old_len]);
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                add(Fate::Inserted, &new[new_index..new_index + new_len]);
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                add(Fate::Deleted, &old[old_index..old_index + old_len]);
                add(Fate::Inserted, &new[new_index..new_index + new_len]);
            }
        }
    }
    legible(&hunks)
}

/// The same with a lone sign between two changes taken into both, and what goes before what comes.
fn legible(runs: &[Run]) -> Vec<Run> {
    let mut done: Vec<Run> = Vec::new();
    let (mut deleted, mut inserted) = (Vec::new(), Vec::new());
    for (at, run) in runs.iter().enumerate() {
        let within = at > 0 && at + 1 < runs.len();
        let lone = run.words.len() == 1 && run.words[0].class == Class::Sign;
        match run.fate {
            Fate::Deleted => deleted.extend(run.words.iter().cloned()),
            Fate::Inserted => inserted.extend(run.words.iter().cloned()),
            Fate::Kept if within && lone => {
                deleted.extend(run.words.iter().cloned());
                inserted.extend(run.words.iter().cloned());
            }
            Fate::Kept => {
                settle(&mut done, &mut deleted, &mut inserted);
                done.push(run.clone());
            }
        }
    }
    settle(&mut done, &mut deleted, &mut inserted);
    done
}

fn settle(done: &mut Vec<Run>, deleted: &mut Vec<Word>, inserted: &mut Vec<Word>) {
    for (fate, words) in [(Fate::Deleted, deleted), (Fate::Inserted, inserted)] {
        if !words.is_empty() {
            done.push(Run { fate, words: std::mem::take(words) });
        }
    }
}
