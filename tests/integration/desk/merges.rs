//! Two versions of one file put together.

use chapbook::desk::document::{Clash, Document, Edit, Merge, Piece, Side, Value, apply, merge};
use proptest::prelude::*;

use super::support::{edited, json, path, set};

const CHAPTER: &str = "# c\ntitle = \"T\"\n\n# first\n[[block]]\nid = \"a\"\nbullets = [\n  \"one\",\n  \"two\",\n  \"three\",\n]\n\n\
                       [[block]]\ntext = \"two\"\n\n[[block]]\n[block.callout]\ntitle = \"C\"\ntext = \"three\"\n";

/// Both edits together, whichever was made where.
fn both(mine: Edit, theirs: Edit) -> String {
    for text in [CHAPTER.to_owned(), format!("\u{FEFF}{}", CHAPTER.replace('\n', "\r\n"))] {
        let (one, two) = (edited(&text, mine.clone()), edited(&text, theirs.clone()));
        let expected = apply(&text, &[mine.clone(), theirs.clone()]).unwrap().text;
        let merged = merge(&text, &one, &two);
        assert_eq!(merged, Merge::Clean { text: expected.clone() });
        assert_eq!(merge(&text, &two, &one), merged);
        if !text.starts_with('\u{FEFF}') {
            continue;
        }
        return expected;
    }
    unreachable!()
}

#[test]
fn edits_of_different_blocks_keys_and_items_are_both_made() {
    both(set("block.1.text", "zwei"), set("block.2.callout.text", "drei"));
    both(set("title", "A"), set("block.0.bullets.0", "eins"));
    both(set("block.2.callout.title", "D"), set("block.2.callout.text", "drei"));
    both(set("block.0.id", "b"), set("block.0.bullets.1", "zwei"));
    both(set("block.0.bullets.0", "eins"), set("block.0.bullets.2", "drei"));
    both(
        set("block.0.bullets.0", "eins"),
        Edit::InsertItem { path: path("block.0.bullets"), at: 3, value: Value::words("vier") },
    );
    both(set("block.2.callout.text", "drei"), Edit::RemoveBlock { at: 1 });
    both(
        set("block.0.bullets.0", "eins"),
        Edit::InsertBlock {
            at: 3,
            kind: "text".into(),
            value: Value::words("end"),
            beside: json("{}"),
        },
    );
    both(set("block.0.language", "cy"), Edit::RemoveBlock { at: 2 });
}

#[test]
fn the_same_edit_twice_is_made_once() {
    let one = edited(CHAPTER, set("block.1.text", "zwei"));
    assert_eq!(merge(CHAPTER, &one, &one), Merge::Clean { text: one.clone() });
    assert_eq!(merge(CHAPTER, CHAPTER, &one), Merge::Clean { text: one.clone() });
    assert_eq!(merge(CHAPTER, &one, CHAPTER), Merge::Clean { text: one });
}

#[test]
fn new_blocks_at_one_place_are_both_kept() {
    let insert = |words: &str| Edit::InsertBlock {
        at: 3,
        kind: "text".into(),
        value: Value::words(words),
        beside: json("{}"),
    };
    let (mine, theirs) = (edited(CHAPTER, insert("mine")), edited(CHAPTER, insert("theirs")));
    let expected =
        format!("{CHAPTER}\n[[block]]\ntext = \"theirs\"\n\n[[block]]\ntext = \"mine\"\n");
    assert_eq!(merge(CHAPTER, &mine, &theirs), Merge::Clean { text: expected });
}

#[test]
fn what_both_changed_is_shown_with_both_versions_and_the_rest_is_merged() {
    let mine = edited(&edited(CHAPTER, set("block.1.text", "20 mg")), set("title", "Mine"));
    let theirs = edited(&edited(CHAPTER, set("block.1.text", "200 mg")), set("block.0.id", "b"));
    let merged = merge(CHAPTER, &mine, &theirs);
    let Merge::Conflict { pieces } = &merged else { panic!("{merged:?}") };
    let clashes: Vec<&Clash> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Clash(clash) => Some(clash),
            Piece::Agreed { .. } => None,
        })
        .collect();
    let [clash] = clashes[..] else { panic!("{clashes:?}") };
    assert_eq!(
        [&clash.base, &clash.mine, &clash.theirs].map(|it| it.trim()),
        ["text = \"two\"", "text = \"20 mg\"", "text = \"200 mg\""]
    );
    let chosen = merged.resolve(&[Side::Theirs]).unwrap();
    assert_eq!(chosen, edited(&theirs, set("title", "Mine")));
    assert_eq!(merged.resolve(&[Side::Mine]).unwrap(), edited(&mine, set("block.0.id", "b")));
    assert_eq!(merged.resolve(&[]), None);
}

#[test]
fn a_block_that_one_took_out_and_the_other_changed_is_asked_about() {
    let mine = edited(CHAPTER, Edit::RemoveBlock { at: 1 });
    let theirs = edited(CHAPTER, set("block.1.text", "zwei"));
    let merged = merge(CHAPTER, &mine, &theirs);
    assert_eq!(merged.resolve(&[Side::Mine]).as_deref(), Some(&*mine));
    assert_eq!(merged.resolve(&[Side::Theirs]).as_deref(), Some(&*theirs));
}

#[test]
fn keys_that_would_stand_there_twice_are_asked_about() {
    let mine = edited(CHAPTER, set("id", "mine"));
    let theirs = edited(CHAPTER, set("id", "theirs"));
    let merged = merge(CHAPTER, &mine, &theirs);
    assert!(matches!(merged, Merge::Conflict { .. }), "{merged:?}");
    assert_eq!(merged.resolve(&[Side::Mine]).as_deref(), Some(&*mine));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nothing_is_lost_whatever_both_do(
        mine in prop::collection::vec((0..6_usize, "[b-d]{1,4}"), 1..4),
        theirs in prop::collection::vec((0..6_usize, "[w-z]{1,4}"), 1..4),
    ) {
        let places = ["title", "block.0.id", "block.0.bullets.1", "block.1.text", "block.2.callout.title", "block.2.id"];
        let made = |edits: &[(usize, String)]| {
            edits.iter().fold(CHAPTER.to_owned(), |text, (at, words)| edited(&text, set(places[*at], words)))
        };
        let (one, two) = (made(&mine), made(&theirs));
        let merged = merge(CHAPTER, &one, &two);
        let clashes = match &merged {
            Merge::Clean { .. } => 0,
            Merge::Conflict { pieces } => pieces.iter().filter(|piece| matches!(piece, Piece::Clash(_))).count(),
        };
        for (side, own) in [(Side::Mine, &mine), (Side::Theirs, &theirs)] {
            let text = merged.resolve(&vec![side; clashes]).unwrap();
            let document = Document::read(&text);
            prop_assert!(document.unread().is_empty(), "{}", text);
            let last: std::collections::BTreeMap<usize, &String> = own.iter().map(|(at, words)| (*at, words)).collect();
            for (at, words) in last {
                prop_assert!(text.contains(&format!("\"{words}\"")), "{} {}\n{}", at, words, text);
            }
        }
        let disjoint = mine.iter().all(|(at, _)| theirs.iter().all(|(other, _)| at != other));
        if disjoint {
            prop_assert_eq!(clashes, 0);
        }
    }
}
