//! Edits taken back and made again.

use chapbook::desk::document::{Edit, History, apply};
use proptest::prelude::*;

use super::support::{made, set};

const CHAPTER: &str = "title = \"T\"\n\n[[block]]\ntext = \"one\"\n\n[[block]]\ntext = \"two\"\n\n[[block]]\ntext = \"three\"\n";

/// The chapter with edits, each state of it, and their history.
fn edited(edits: &[Edit]) -> (Vec<String>, History) {
    let mut states = vec![CHAPTER.to_owned()];
    let mut history = History::of(CHAPTER);
    for (number, edit) in edits.iter().enumerate() {
        let applied = made(&states[number], edit);
        history.record(&format!("edit {number}"), &applied);
        states.push(applied.text);
    }
    (states, history)
}

#[test]
fn undo_gives_the_bytes_of_before_and_redo_those_of_after() {
    let edits = [
        set("title", "A"),
        Edit::MoveBlock { from: 0, to: 2 },
        set("block.1.id", "x"),
        Edit::RemoveBlock { at: 0 },
    ];
    let (states, mut history) = edited(&edits);
    assert_eq!(history.done().collect::<Vec<_>>(), ["edit 3", "edit 2", "edit 1", "edit 0"]);
    let mut text = states[4].clone();
    for state in states[..4].iter().rev() {
        text = history.undo(&text).unwrap().text;
        assert_eq!(&text, state);
    }
    assert_eq!(history.undo(&text), None);
    for state in &states[1..] {
        text = history.redo(&text).unwrap().text;
        assert_eq!(&text, state);
    }
    assert_eq!(history.redo(&text), None);
    history.undo(&text).unwrap();
    history.record("another", &made(&states[3], &set("title", "B")));
    assert_eq!(history.undone().count(), 0);
}

#[test]
fn another_file_is_not_touched() {
    let (states, mut history) = edited(&[set("title", "A")]);
    assert_eq!(history.undo(&format!("{}\n# more", states[1])), None);
    assert!(history.is_of(&states[1]) && history.undo(&states[1]).is_some());
}

#[test]
fn edits_of_other_places_can_be_taken_back_after_another_program_wrote() {
    let (states, mut history) = edited(&[set("block.2.text", "drei"), set("title", "A title")]);
    let new = states[2].replace("\"one\"", "\"one and a half\"").replace("\"two\"", "\"2\"");
    assert_eq!(history.follow(&states[2], &new), 0);
    let first = history.undo(&new).unwrap().text;
    assert_eq!(first, new.replace("A title", "T"));
    let second = history.undo(&first).unwrap().text;
    assert_eq!(second, first.replace("drei", "three"));
    assert_eq!(history.redo(&second).unwrap().text, first);
}

#[test]
fn what_another_program_changed_is_not_taken_back() {
    let edits = [set("title", "A"), set("block.1.text", "zwei"), set("block.0.text", "eins")];
    let (states, mut history) = edited(&edits);
    let new = states[3].replace("zwei", "deux");
    assert_eq!(history.follow(&states[3], &new), 2);
    let back = history.undo(&new).unwrap().text;
    assert_eq!(back, new.replace("eins", "one"));
    assert_eq!(history.undo(&back), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_another_program_changes_is_still_there_after_undo(
        own in prop::collection::vec((0..3_usize, "[a-d]{1,6}( [a-d]{1,3})?"), 1..6),
        foreign in (0..3_usize, "[x-z]{1,6}"),
        undone in 0..4_usize,
    ) {
        let words = |(at, words): &(usize, String)| set(&format!("block.{at}.text"), words);
        let (states, mut history) = edited(&own.iter().map(words).collect::<Vec<_>>());
        let mut text = states.last().unwrap().clone();
        for _ in 0..undone {
            if let Some(applied) = history.undo(&text) {
                text = applied.text;
            }
        }
        let new = apply(&text, &[words(&foreign)]).unwrap().text;
        history.follow(&text, &new);
        let mut back = new.clone();
        while let Some(applied) = history.undo(&back) {
            back = applied.text;
            prop_assert!(back.contains(&format!("\"{}\"", foreign.1)), "{back}");
            prop_assert!(back.parse::<toml::Table>().is_ok(), "{back}");
        }
        while let Some(applied) = history.redo(&back) {
            back = applied.text;
            prop_assert!(back.contains(&format!("\"{}\"", foreign.1)), "{back}");
        }
    }
}
