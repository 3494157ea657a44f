//! Two versions of one file put together.

use chapbook::desk::document::{Clash, Document, Edit, Merge, Piece, Side, Value, apply, merge};
use proptest::prelude::*;

use super::support::{edited, json, path, set};

const CHAPTER: &str = "# c\ntitle = \"T\"\n\n# first\n[[block]]\nid = \"a\"\nbullets = [\n  \"one\",\n  \"two\",\n  \"three\",\n]\n\n\
                       [[block]]\ntext = \"two\"\n\n[[block]]\n[block.callout]\ntitle = \"C\"\ntext = \"three\"\n";

fn clean(text: &str) -> Merge {
    Merge::Clean { text: text.to_owned(), beside: 0 }
}

fn clashes(merged: &Merge) -> Vec<&Clash> {
    let Merge::Conflict { pieces, .. } = merged else { return Vec::new() };
    let clashes = pieces.iter().filter_map(|piece| match piece {
        Piece::Clash(clash) => Some(clash),
        Piece::Agreed { .. } => None,
    });
    clashes.collect()
}

/// Both edits together, whichever was made where.
fn both(mine: Edit, theirs: Edit) -> String {
    for text in [CHAPTER.to_owned(), format!("\u{FEFF}{}", CHAPTER.replace('\n', "\r\n"))] {
        let (one, two) = (edited(&text, mine.clone()), edited(&text, theirs.clone()));
        let expected = apply(&text, &[mine.clone(), theirs.clone()]).unwrap().text;
        let merged = merge(&text, &one, &two);
        assert_eq!(merged, clean(&expected));
        assert_eq!(merge(&text, &two, &one), merged);
        if !text.starts_with('\u{FEFF}') {
            continue;
        }
        return expected;
    }
    unreachable!()
}

/// Both edits, of which a person has to choose one: nothing of the other is woven into it.
fn one_of(mine: Edit, theirs: Edit) {
    let (one, two) = (edited(CHAPTER, mine), edited(CHAPTER, theirs));
    let merged = merge(CHAPTER, &one, &two);
    assert_eq!(clashes(&merged).len(), 1, "{merged:#?}");
    assert_eq!(merged.resolve(&[Side::Mine]).as_deref(), Some(&*one));
    assert_eq!(merged.resolve(&[Side::Theirs]).as_deref(), Some(&*two));
    let turned = merge(CHAPTER, &two, &one);
    assert_eq!(turned.resolve(&[Side::Mine]).as_deref(), Some(&*two));
}

#[test]
fn edits_of_different_blocks_and_keys_of_the_top_are_both_made() {
    both(set("block.1.text", "zwei"), set("block.2.callout.text", "drei"));
    both(set("title", "A"), set("block.0.bullets.0", "eins"));
    both(set("title", "A"), set("id", "x"));
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
    both(
        set("block.1.text", "zwei"),
        Edit::InsertBlock {
            at: 1,
            kind: "text".into(),
            value: Value::words("before it"),
            beside: json("{}"),
        },
    );
    both(set("block.0.language", "cy"), Edit::RemoveBlock { at: 2 });
}

#[test]
fn edits_of_one_block_are_one_clash() {
    one_of(set("block.2.callout.title", "D"), set("block.2.callout.text", "drei"));
    one_of(set("block.0.id", "b"), set("block.0.bullets.1", "zwei"));
    one_of(set("block.0.bullets.0", "eins"), set("block.0.bullets.2", "drei"));
    one_of(
        set("block.0.bullets.0", "eins"),
        Edit::InsertItem { path: path("block.0.bullets"), at: 3, value: Value::words("vier") },
    );
}

/// Each of the two is right by itself. Together they would say 5 mg of B.
#[test]
fn a_dose_never_comes_to_stand_beside_another_medicine() {
    let table = "[[block]]\n[block.table]\nheader = [\"Medicine\", \"Dose\"]\nrows = [\n  \
                 [\"A\", \"5 mg\"],\n  [\"C\", \"7 mg\"],\n]\n";
    let mine = table.replace("[\"A\", \"5 mg\"]", "[\"A\", \"10 mg\"]");
    let theirs = table.replace("[\"A\", \"5 mg\"],\n", "[\"B\", \"5 mg\"],\n");
    let merged = merge(table, &mine, &theirs);
    let [clash] = clashes(&merged)[..] else { panic!("{merged:#?}") };
    assert_eq!((&*clash.mine, &*clash.theirs), (&*mine, &*theirs));
    assert!(clash.both);
    let rows = table.replace("  [\"C\", \"7 mg\"],\n", "");
    assert_eq!(clashes(&merge(table, &mine, &rows)).len(), 1, "a row less");
}

const BOOKLET: &str = "title = \"T\"\nversion = \"1\"\n\n[contact]\nheading = \"Help\"\n\n\
                       [[contact.point]]\nname = \"Ward\"\nphone = \"0808 008 7054\"\n\n\
                       [[contact.point]]\nname = \"Desk\"\nphone = \"0808 008 7055\"\n\n\
                       [imprint]\ncopyright = \"Us\"\nfunding = \"Them\"\n";

#[test]
fn a_contact_point_is_one_thing_and_keys_of_the_imprint_are_several() {
    let changed = |from: &str, to: &str| BOOKLET.replace(from, to);
    let name = changed("Ward", "Ward 7");
    let phone = changed("7054", "7056");
    let merged = merge(BOOKLET, &name, &phone);
    let [clash] = clashes(&merged)[..] else { panic!("{merged:#?}") };
    assert!(clash.mine.contains("Ward 7") && clash.mine.contains("7054"), "{clash:?}");
    assert_eq!(merged.resolve(&[Side::Mine]).as_deref(), Some(&*name));
    let other = changed("7055", "7057");
    assert_eq!(merge(BOOKLET, &name, &other), clean(&name.replace("7055", "7057")));
    let (copyright, funding) = (changed("Us", "We"), changed("Them", "They"));
    assert_eq!(merge(BOOKLET, &copyright, &funding), clean(&copyright.replace("Them", "They")));
    let (title, version) = (changed("\"T\"", "\"U\""), changed("\"1\"", "\"2\""));
    assert_eq!(merge(BOOKLET, &title, &version), clean(&title.replace("\"1\"", "\"2\"")));
    let merged = merge(BOOKLET, &title, &changed("\"T\"", "\"V\""));
    let [clash] = clashes(&merged)[..] else { panic!("{merged:#?}") };
    assert!(!clash.both, "a key stands there once");
    assert_eq!(merged.resolve(&[Side::Both]), None);
}

#[test]
fn a_block_that_one_moved_and_the_other_changed_stands_in_its_new_place_once() {
    let moved = edited(CHAPTER, Edit::MoveBlock { from: 2, to: 0 });
    let changed = edited(CHAPTER, set("block.2.callout.text", "drei"));
    let expected = edited(&moved, set("block.0.callout.text", "drei"));
    assert_eq!(merge(CHAPTER, &moved, &changed), clean(&expected));
    assert_eq!(merge(CHAPTER, &changed, &moved), clean(&expected));
    // Nothing is left of it that tells which block it was: a person chooses.
    let moved = edited(CHAPTER, Edit::MoveBlock { from: 1, to: 0 });
    let changed = edited(CHAPTER, set("block.1.text", "zwei"));
    let merged = merge(CHAPTER, &moved, &changed);
    assert_eq!(clashes(&merged).len(), 1, "{merged:#?}");
    assert_eq!(merged.resolve(&[Side::Mine]).as_deref(), Some(&*moved));
    assert_eq!(merged.resolve(&[Side::Theirs]).as_deref(), Some(&*changed));
    assert_eq!(merged.resolve(&[Side::Both]), None);
}

#[test]
fn what_one_moved_and_the_other_took_out_and_two_moves_are_asked_about() {
    let moved = edited(CHAPTER, Edit::MoveBlock { from: 1, to: 0 });
    let gone = edited(CHAPTER, Edit::RemoveBlock { at: 1 });
    let elsewhere = edited(CHAPTER, Edit::MoveBlock { from: 1, to: 2 });
    for other in [&gone, &elsewhere] {
        let merged = merge(CHAPTER, &moved, other);
        assert_eq!(clashes(&merged).len(), 1, "{merged:#?}");
        assert_eq!(merged.resolve(&[Side::Mine]).as_deref(), Some(&*moved));
        assert_eq!(merged.resolve(&[Side::Theirs]).as_deref(), Some(&**other));
    }
}

/// Beside the new words of the one the other's second half would still hold the old ones.
#[test]
fn a_block_that_one_parted_or_joined_and_the_other_changed_is_asked_about_as_a_whole() {
    let block = |words: &str| format!("[[block]]\ntext = \"{words}\"\n\n");
    let (first, second) =
        ("Take 5 mg in the morning with food.", "Take 10 mg at night with water.");
    let whole = block(&format!("{first} {second}"));
    let halves = [block(first), block(second)].concat();
    let head = "title = \"T\"\n\n";
    let [one, two] = [whole, halves].map(|blocks| format!("{head}{blocks}{}", block("The end.")));
    for (base, mine) in [(&one, &two), (&two, &one)] {
        let theirs = base.replace("10 mg", "15 mg");
        let merged = merge(base, mine, &theirs);
        let [clash] = clashes(&merged)[..] else { panic!("{merged:#?}") };
        assert!(clash.mine.contains("5 mg") && clash.mine.contains("10 mg"), "{clash:?}");
        assert!(!clash.both);
        assert_eq!(merged.resolve(&[Side::Theirs]).as_deref(), Some(&*theirs));
        assert_eq!(merged.resolve(&[Side::Mine]).as_deref(), Some(&**mine));
    }
}

#[test]
fn line_ends_and_a_mark_that_another_program_changed_are_no_change_of_a_block() {
    let mine = edited(CHAPTER, set("block.1.text", "zwei"));
    let theirs = format!("\u{FEFF}{}", CHAPTER.replace('\n', "\r\n"));
    let (from, to) = ("\"three\",", "\"drei\",");
    let theirs = theirs.replace(from, to);
    let expected = format!("\u{FEFF}{}", mine.replace('\n', "\r\n")).replace(from, to);
    assert_eq!(merge(CHAPTER, &mine, &theirs), clean(&expected));
    assert_eq!(merge(CHAPTER, &theirs, &mine), clean(&expected));
}

#[test]
fn the_same_edit_twice_is_made_once() {
    let one = edited(CHAPTER, set("block.1.text", "zwei"));
    for (mine, theirs) in [(&*one, &*one), (CHAPTER, &one), (&one, CHAPTER)] {
        assert_eq!(merge(CHAPTER, mine, theirs), clean(&one));
    }
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
    assert_eq!(merge(CHAPTER, &mine, &theirs), Merge::Clean { text: expected, beside: 1 });
}

#[test]
fn what_both_changed_is_shown_with_both_versions_and_the_rest_is_merged() {
    let mine = edited(&edited(CHAPTER, set("block.1.text", "20 mg")), set("title", "Mine"));
    let theirs = edited(&edited(CHAPTER, set("block.1.text", "200 mg")), set("id", "b"));
    let merged = merge(CHAPTER, &mine, &theirs);
    let [clash] = clashes(&merged)[..] else { panic!("{merged:#?}") };
    assert_eq!(
        [&clash.base, &clash.mine, &clash.theirs].map(|it| it.trim()),
        ["two", "20 mg", "200 mg"].map(|words| format!("[[block]]\ntext = \"{words}\""))
    );
    let chosen = merged.resolve(&[Side::Theirs]).unwrap();
    assert_eq!(chosen, edited(&theirs, set("title", "Mine")));
    assert_eq!(merged.resolve(&[Side::Mine]).unwrap(), edited(&mine, set("id", "b")));
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

/// What somebody does to a row of blocks.
#[derive(Clone, Debug)]
enum Deed {
    Change(usize),
    Insert(usize),
    Remove(usize),
    Move(usize, usize),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        3 => (0..7_usize).prop_map(Deed::Change),
        1 => (0..7_usize).prop_map(Deed::Insert),
        1 => (0..7_usize).prop_map(Deed::Remove),
        1 => (0..7_usize, 0..7_usize).prop_map(|(from, to)| Deed::Move(from, to)),
    ];
    prop::collection::vec(deed, 0..4)
}

/// A block of the base by its number, or a new one; and its words.
type Block = (Option<usize>, String);

fn made(deeds: &[Deed], who: &str, base: &[Block]) -> Vec<Block> {
    let mut row = base.to_vec();
    for (number, deed) in deeds.iter().enumerate() {
        let length = row.len();
        match *deed {
            Deed::Insert(at) => {
                row.insert(
                    at.min(length),
                    (None, format!("{who} puts in {number} of its own {who}{number}")),
                );
            }
            _ if row.is_empty() => {}
            Deed::Change(at) => row[at % length].1.push_str(&format!(" {who}{number}")),
            Deed::Remove(at) => drop(row.remove(at % length)),
            Deed::Move(from, to) => {
                let block = row.remove(from % length);
                row.insert(to % length, block);
            }
        }
    }
    row
}

fn file(row: &[Block]) -> String {
    let block = |(_, words): &Block| format!("\n[[block]]\ntext = \"{words}\"\n");
    std::iter::once("title = \"T\"\n".to_owned()).chain(row.iter().map(block)).collect()
}

fn words(text: &str) -> Vec<String> {
    let document = Document::read(text);
    assert!(document.unread().is_empty(), "{text}");
    let Some(Value::List(blocks)) = document.value().get("block").cloned() else {
        return Vec::new();
    };
    let of = |block: &Value| match block.get("text") {
        Some(Value::Words(words)) => words.clone(),
        _ => panic!("{text}"),
    };
    blocks.iter().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]
    #[test]
    fn every_block_is_one_that_somebody_wrote_and_stands_there_once(
        mine in deeds(),
        theirs in deeds(),
        similar in any::<bool>(),
    ) {
        let base: Vec<Block> = (0..7_usize)
            .map(|at| {
                let unlike = ["one", "zwei", "trois", "cuatro", "cinque", "seks", "saith"][at];
                let words = format!("Take {at} mg of {unlike} twice a day with some water");
                let parted = ["a", "b", "c", "d"].map(|one| format!("{unlike}{one}")).join(" ");
                (Some(at), if similar { words } else { parted })
            })
            .collect();
        let rows = [base.clone(), made(&mine, "mine", &base), made(&theirs, "theirs", &base)];
        let texts = rows.each_ref().map(|row| file(row));
        let merged = merge(&texts[0], &texts[1], &texts[2]);
        let version = |row: usize, at: usize| rows[row].iter().find(|it| it.0 == Some(at)).map(|it| &it.1);
        let asked = clashes(&merged);
        let sides: Vec<Side> = asked.iter().map(|_| Side::Mine).collect();
        let others: Vec<Side> = asked.iter().map(|_| Side::Theirs).collect();
        for (side, choices) in [(1, sides), (2, others)] {
            let text = merged.resolve(&choices).unwrap();
            let found = words(&text);
            let written = |words: &String| rows.iter().flatten().any(|(_, one)| one == words);
            prop_assert!(found.iter().all(written), "{}", text);
            // No block twice, in no version.
            for at in 0..7 {
                let all = [version(0, at), version(1, at), version(2, at)];
                let count = found.iter().filter(|words| all.contains(&Some(*words))).count();
                prop_assert!(count <= 1, "{} of {}: {}", count, at, text);
                let [base, mine, theirs] = all;
                let told = asked.iter().any(|clash| {
                    let inside = |text: &String, words: Option<&String>| {
                        words.is_some_and(|words| text.contains(&format!("\"{words}\"")))
                    };
                    inside(&clash.base, base) || inside(&clash.mine, mine) || inside(&clash.theirs, theirs)
                });
                let wanted = if mine == base { theirs } else { mine };
                let both = mine != base && theirs != base && mine != theirs;
                if told {
                    prop_assert!(found.iter().all(|words| !all.contains(&Some(words)) || Some(words) == all[side] || !both));
                } else {
                    prop_assert!(!both, "nobody is asked about {}: {:#?}", at, merged);
                    prop_assert_eq!(count == 1, wanted.is_some(), "{}: {}", at, text);
                    prop_assert!(wanted.is_none_or(|wanted| found.contains(wanted)), "{}: {}", at, text);
                }
            }
            // What is new is there, once, unless a person chose against it.
            for (row, who) in [(1, "mine"), (2, "theirs")] {
                for (_, new) in rows[row].iter().filter(|it| it.0.is_none()) {
                    let count = found.iter().filter(|words| *words == new).count();
                    let shown = asked.iter().any(|clash| {
                        let text = if row == 1 { &clash.mine } else { &clash.theirs };
                        text.contains(&**new)
                    });
                    prop_assert!(count == 1 || (shown && row != side && count == 0), "{}: {}\n{}", who, new, text);
                }
            }
        }
    }
}
