//! What was done to the files of a booklet at the desk: their texts of before, and what can be taken back.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard};

use super::document::{Applied, History, Patch, hash};
use super::hold;

/// The most bytes of former texts that are kept of a file.
const MOST_KEPT: usize = 32 * 1024 * 1024;

/// The files that were opened, by their paths. Whoever holds them changes a file alone.
#[derive(Default)]
pub(super) struct Manuscripts(Mutex<BTreeMap<String, Manuscript>>);

impl Manuscripts {
    /// All of them, for one at a time.
    pub(super) fn hold(&self) -> MutexGuard<'_, BTreeMap<String, Manuscript>> {
        hold(&self.0)
    }
}

/// A file that was opened.
#[derive(Default)]
pub(super) struct Manuscript {
    /// As it was when the desk last saw it.
    last: Option<String>,
    history: History,
    /// Whether something cannot be taken back any more, since others changed the same.
    lost: bool,
    /// Texts that windows were given, the last one last.
    given: VecDeque<(String, String)>,
    kept: usize,
}

impl Manuscript {
    /// Takes notice of the file as it stands.
    pub(super) fn see(&mut self, text: &str) {
        match &self.last {
            Some(last) if last == text => {}
            Some(last) => {
                let last = last.clone();
                self.lost |= self.history.follow(&last, text) > 0;
            }
            None => self.history = History::of(text),
        }
        self.last = Some(text.to_owned());
        let name = hash(text);
        if self.given.iter().any(|(known, _)| *known == name) {
            return;
        }
        self.kept += text.len();
        self.given.push_back((name, text.to_owned()));
        while self.kept > MOST_KEPT && self.given.len() > 1 {
            self.kept -= self.given.pop_front().map_or(0, |(_, text)| text.len());
        }
    }

    /// The text that a window was given under this name.
    pub(super) fn given(&self, name: &str) -> Option<&str> {
        self.given.iter().find(|(known, _)| known == name).map(|(_, text)| &**text)
    }

    /// Takes an edit down.
    pub(super) fn record(&mut self, label: &str, applied: &Applied) {
        self.history.record(label, applied);
        self.settle(&applied.text);
    }

    /// What the file says without its last edit, or with the one that was taken back last.
    pub(super) fn step(&self, text: &str, back: bool) -> Option<(Applied, History)> {
        let mut history = self.history.clone();
        let applied = if back { history.undo(text) } else { history.redo(text) };
        applied.map(|applied| (applied, history))
    }

    /// Takes down that such a step was made.
    pub(super) fn stepped(&mut self, applied: &Applied, history: History) {
        self.history = history;
        self.settle(&applied.text);
    }

    /// The label of what can be taken back, and of what can be made again.
    pub(super) fn labels(&self) -> [Option<&str>; 2] {
        [self.history.done().next(), self.history.undone().next()]
    }

    /// Whether something cannot be taken back any more, since others changed the same.
    pub(super) fn has_lost(&self) -> bool {
        self.lost
    }

    fn settle(&mut self, text: &str) {
        self.last = Some(text.to_owned());
        self.see(text);
    }
}

/// A whole new text as the one stretch that differs.
pub(super) fn replaced(old: &str, new: &str) -> Applied {
    let from = common(old.chars(), new.chars());
    let (old_rest, new_rest) = (&old[from..], &new[from..]);
    let end = common(old_rest.chars().rev(), new_rest.chars().rev());
    let patch = Patch {
        from,
        to: old.len() - end,
        text: new_rest[..new_rest.len() - end].to_owned(),
        was: old_rest[..old_rest.len() - end].to_owned(),
    };
    let patches = if old == new { Vec::new() } else { vec![patch] };
    Applied { text: new.to_owned(), patches }
}

/// The bytes of the characters that both begin with.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_text_is_the_stretch_that_differs() {
        let applied = replaced("a = \"één\"\n", "a = \"éen\"\n");
        let patch = &applied.patches[0];
        assert_eq!((&*patch.was, &*patch.text), ("é", "e"));
        assert_eq!((patch.from, patch.to), (7, 9));
        assert!(replaced("same", "same").patches.is_empty());
    }

    #[test]
    fn an_edit_is_taken_back_and_a_text_that_was_given_is_known() {
        let mut file = Manuscript::default();
        file.see("one");
        file.record("typing", &replaced("one", "two"));
        assert_eq!(file.given(&hash("one")), Some("one"));
        let (applied, history) = file.step("two", true).unwrap();
        assert_eq!(applied.text, "one");
        file.stepped(&applied, history);
        assert_eq!(file.labels(), [None, Some("typing")]);
        assert!(file.step("another", false).is_none());
    }
}
