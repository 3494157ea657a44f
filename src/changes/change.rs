//! What became of each passage, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::align::Pair;
use super::keys::Side;
use super::matter::Note;
use super::state::{Class, Kind, Word};

/// The most pairs of words that are compared: a passage of any book has far fewer.
const MOST_PAIRS: usize = 25_000_000;

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
    /// What became of them beside their words.
    pub notes: Vec<Note>,
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
    pub(super) fn of(pair: &Pair, old: &Side<'_>, new: &Side<'_>) -> Self {
        let words = |side: &Side<'_>, at: &[usize]| -> Vec<Word> {
            at.iter().flat_map(|it| side.passages[*it].words.clone()).collect()
        };
        let new_kinds = pair.new.iter().map(|at| new.passages[*at]);
        Self {
            old_kinds: pair.old.iter().map(|at| old.passages[*at].kind).collect(),
            new_kinds: new_kinds.map(|it| (it.kind, it.words.len())).collect(),
            moved: pair.moved,
            runs: runs(&words(old, &pair.old), &words(new, &pair.new)),
            old: pair.old.clone(),
            new: pair.new.clone(),
            notes: Vec::new(),
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
        let paired = self.old.len() == 1 && self.new.len() == 1;
        paired && !self.moved && self.keeps_words() && self.notes.is_empty()
    }

    /// What became of them, in words.
    #[must_use]
    pub fn name(&self) -> String {
        let changed = if self.keeps_words() { "" } else { ", changed" };
        let mut said = match (self.old.len(), self.new.len()) {
            (0, _) => "inserted".to_owned(),
            (_, 0) => "deleted".to_owned(),
            (1, 1) => {
                let moved = if self.moved { ", moved" } else { "" };
                format!("{moved}{changed}").trim_start_matches(", ").to_owned()
            }
            (1, count) => format!("split into {count}{changed}"),
            (count, _) => format!("joined from {count}{changed}"),
        };
        for note in &self.notes {
            if !said.is_empty() {
                said.push_str(", ");
            }
            said.push_str(&note.told);
        }
        said
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
    let ops = if old_keys.len().saturating_mul(new_keys.len()) > MOST_PAIRS {
        replaced(&old_keys, &new_keys)
    } else {
        capture_diff_slices(Algorithm::Histogram, &old_keys, &new_keys)
    };
    for op in ops {
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

/// All but what is the same at both ends goes and comes.
fn replaced(old: &[(&str, bool)], new: &[(&str, bool)]) -> Vec<DiffOp> {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(|(old, new)| old == new).count();
    let (old_len, new_len) = (old.len() - start - end, new.len() - start - end);
    let (old_end, new_end) = (start + old_len, start + new_len);
    vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: start },
        DiffOp::Replace { old_index: start, old_len, new_index: start, new_len },
        DiffOp::Equal { old_index: old_end, new_index: new_end, len: end },
    ]
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
