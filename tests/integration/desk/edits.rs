//! Each edit: the bytes that it changes, and what the file says then.

use chapbook::desk::document::{Applied, Document, Edit, Refused, Step, Value, apply};
use proptest::prelude::*;

use super::support::{edited, every_file, json, made, path, set};

/// A chapter in which everything that can be lost is there.
const CHAPTER: &str = "# Chapter one\ntitle = 'A' # its title\n\n# about one\n[[block]]\ntext = \"\"\"\nOne \\\"two\\\" three.\n\
                       \nFour. // \n\"\"\"\n\n[[block]]\nid = \"list\"\nbullets = [\n    \"a\", # first\n    # above b\n    \"b\",\n    \
                       { text = \"c\", bullets = [\"d\"] }\n]\n\n# --- part two ---\n\n[[block]]\n[block.callout]\ntitle = \"T\"\n\
                       text = 'it''\n\n[[block]]\npage_break = true\n\n# end of file\n";

fn chapter() -> String {
    CHAPTER.replace("'it''", "'it'")
}

/// The chapter with an edit is the chapter with `from` as `to`, with line ends of Windows too.
fn differs(edit: Edit, from: &str, to: &str) {
    let text = chapter();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    let expected = text.replace(from, to);
    assert_eq!(edited(&text, edit.clone()), expected, "{edit:?}");
    let windows = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    assert_eq!(edited(&windows(&text), edit), windows(&expected));
}

#[test]
fn words_are_changed_within_their_quotes() {
    differs(set("title", "An"), "'A'", "'An'");
    differs(set("block.0.text", "One \"two\" five.\n\nFour. // "), "three", "five");
    differs(set("block.0.text", "One \"two\" three.\n\nNew.\n\nFour. // "), "Four", "New.\n\nFour");
    differs(set("block.0.text", "One \"twenty\" three.\n\nFour. // "), "\"two", "\"twenty");
    differs(set("block.0.text", "One 'two' three.\n\nFour. // "), "\\\"two\\\"", "'two'");
    differs(set("block.1.bullets.2.bullets.0", "d \"e\" \\*"), "[\"d\"]", r#"["d \"e\" \\*"]"#);
    differs(set("block.2.callout.text", "it's"), "'it'", "\"it's\"");
    differs(set("block.2.callout.text", "it\n\nhas"), "'it'", "\"\"\"\nit\n\nhas\n\"\"\"");
}

#[test]
fn keys_are_put_in_and_taken_out_where_a_hand_would() {
    differs(set("id", "one"), "# its title\n", "# its title\nid = \"one\"\n");
    differs(set("block.0.id", "x"), "text = \"\"\"", "id = \"x\"\ntext = \"\"\"");
    differs(set("block.2.id", "x"), "\n[block.callout]", "\nid = \"x\"\n[block.callout]");
    differs(set("block.2.callout.urgency", "urgent"), "'it'", "'it'\nurgency = \"urgent\"");
    differs(set("block.1.bullets.2.language", "cy"), "[\"d\"]", "[\"d\"], language = \"cy\"");
    differs(Edit::Remove { path: path("block.1.id") }, "id = \"list\"\n", "");
    differs(Edit::Remove { path: path("block.2.callout.text") }, "text = 'it'\n", "");
    differs(Edit::Remove { path: path("block.1.bullets.2.bullets") }, ", bullets = [\"d\"]", "");
    differs(Edit::Remove { path: path("block.1.bullets.2.text") }, "text = \"c\", ", "");
}

#[test]
fn items_have_the_commas_and_lines_of_those_beside_them() {
    let insert =
        |at| Edit::InsertItem { path: path("block.1.bullets"), at, value: Value::words("n") };
    differs(insert(0), "    \"a\"", "    \"n\",\n    \"a\"");
    differs(insert(1), "    # above b", "    \"n\",\n    # above b");
    differs(insert(3), "[\"d\"] }", "[\"d\"] },\n    \"n\"");
    let remove = |at| Edit::RemoveItem { path: path("block.1.bullets"), at };
    differs(remove(0), "    \"a\", # first\n", "");
    differs(remove(1), "    # above b\n    \"b\",\n", "");
    differs(remove(2), "\"b\",\n    { text = \"c\", bullets = [\"d\"] }", "\"b\"");
    let new = edited(&chapter(), Edit::MoveItem { path: path("block.1.bullets"), from: 0, to: 2 });
    assert!(new.contains("= [\n    # above b\n    \"b\",\n    { text = \"c\", bullets = [\"d\"] },\n    \"a\" # first\n]\n"), "{new}");
    for (list, at, item, expected) in [
        ("[]", 0, "x", "[\"x\"]"),
        ("[ \"a\", \"b\" ]", 2, "x", "[ \"a\", \"b\", \"x\" ]"),
        ("[\"a\", \"b\",]", 2, "x", "[\"a\", \"b\", \"x\",]"),
        ("[\"a\", \"b\"]", 1, "x", "[\"a\", \"x\", \"b\"]"),
        ("[\n]", 0, "x", "[\n  \"x\",\n]"),
        ("[\n  \"a\"\n]", 1, "x", "[\n  \"a\",\n  \"x\"\n]"),
        ("[\n  \"a\" # why\n]", 1, "x", "[\n  \"a\", # why\n  \"x\"\n]"),
        ("[\n\t\"a\",\n]", 1, "x", "[\n\t\"a\",\n\t\"x\",\n]"),
        ("[\n  \"a\",\n  \"b\"]", 2, "x", "[\n  \"a\",\n  \"b\",\n  \"x\"]"),
    ] {
        let text = format!("title = \"T\"\n[[block]]\nbullets = {list}\n");
        let edit =
            Edit::InsertItem { path: path("block.0.bullets"), at, value: Value::words(item) };
        assert_eq!(edited(&text, edit), text.replace(list, expected));
    }
    for (list, at, expected) in [
        ("[\"a\", \"b\"]", 0, "[\"b\"]"),
        ("[\"a\", \"b\"]", 1, "[\"a\"]"),
        ("[\"a\", \"b\",]", 1, "[\"a\",]"),
        ("[\"a\"]", 0, "[]"),
        ("[\n  \"a\",\n]", 0, "[\n]"),
        ("[\n  \"a\", \"b\",\n  \"c\",\n]", 1, "[\n  \"a\",\n  \"c\",\n]"),
        ("[\n  \"a\", \"b\",\n  \"c\",\n]", 2, "[\n  \"a\", \"b\",\n]"),
    ] {
        let text = format!("title = \"T\"\n[[block]]\nbullets = {list}\n");
        let edit = Edit::RemoveItem { path: path("block.0.bullets"), at };
        assert_eq!(edited(&text, edit), text.replace(list, expected), "{list}");
    }
}

#[test]
fn blocks_take_their_comments_with_them() {
    differs(Edit::RemoveBlock { at: 3 }, "[[block]]\npage_break = true\n\n# end", "# end");
    let removed = edited(&chapter(), Edit::RemoveBlock { at: 0 });
    assert!(
        removed.starts_with("# Chapter one\ntitle = 'A' # its title\n\n[[block]]\nid"),
        "{removed}"
    );
    let removed = edited(&chapter(), Edit::RemoveBlock { at: 2 });
    assert!(
        removed
            .contains("]\n\n# --- part two ---\n\n[[block]]\npage_break = true\n\n# end of file\n"),
        "{removed}"
    );
    let moved = edited(&chapter(), Edit::MoveBlock { from: 0, to: 3 });
    assert!(
        moved.contains("page_break = true\n\n# about one\n[[block]]\ntext = \"\"\"\nOne"),
        "{moved}"
    );
    assert!(
        moved.ends_with("\"\"\"\n\n# end of file\n")
            && moved.starts_with("# Chapter one\ntitle = 'A' # its title\n\n[[block]]\nid")
    );
    assert_eq!(edited(&moved, Edit::MoveBlock { from: 3, to: 0 }), chapter());
    let short = "title = \"T\"\n\n[[block]]\ntext = \"a\"\n\n[[block]]\ntext = \"b\"";
    assert_eq!(
        edited(short, Edit::MoveBlock { from: 1, to: 0 }),
        "title = \"T\"\n\n[[block]]\ntext = \"b\"\n\n[[block]]\ntext = \"a\""
    );
    assert_eq!(
        edited(short, Edit::RemoveBlock { at: 1 }),
        "title = \"T\"\n\n[[block]]\ntext = \"a\""
    );
    let one = "title = \"T\"\n\n[[block]]\ntext = \"a\"\n";
    assert_eq!(edited(one, Edit::RemoveBlock { at: 0 }), "title = \"T\"\n");
}

#[test]
fn new_blocks_are_written_as_by_hand() {
    let insert = |at, kind: &str, value: &str| Edit::InsertBlock {
        at,
        kind: kind.into(),
        value: json(value),
        beside: json("{}"),
    };
    let text = "title = \"T\"\n";
    let steps: [(Edit, &str); 6] = [
        (insert(0, "text", r#""Words.""#), "[[block]]\ntext = \"Words.\"\n"),
        (
            insert(1, "text", r#""One.\n\nTwo \\*.""#),
            "[[block]]\ntext = '''\nOne.\n\nTwo \\*.\n'''\n",
        ),
        (insert(2, "bullets", r#"["one", "two"]"#), "[[block]]\nbullets = [\"one\", \"two\"]\n"),
        (
            insert(
                3,
                "steps",
                r#"["Take one tablet in the morning.", { "bullets": ["eat", "drink"], "text": "Then, at noon:" }]"#,
            ),
            "[[block]]\nsteps = [\n  \"Take one tablet in the morning.\",\n  { text = \"Then, at noon:\", bullets = [\"eat\", \"drink\"] },\n]\n",
        ),
        (
            insert(
                4,
                "table",
                r#"{ "columns": ["Who", "What"], "rows": [["a", "b"], ["c", ""]] }"#,
            ),
            "[[block]]\n[block.table]\ncolumns = [\"Who\", \"What\"]\nrows = [\n  [\"a\", \"b\"],\n  [\"c\", \"\"],\n]\n",
        ),
        (
            insert(
                5,
                "figure",
                r#"{ "image": "../pictures/a.svg", "alt": "A \"sign\"", "width": 60 }"#,
            ),
            "[[block]]\nfigure = { image = \"../pictures/a.svg\", alt = 'A \"sign\"', width = 60 }\n",
        ),
    ];
    let (mut text, mut expected) = (text.to_owned(), text.to_owned());
    for (edit, written) in steps {
        text = edited(&text, edit);
        expected = format!("{expected}\n{written}");
        assert_eq!(text, expected);
    }
    let beside = Edit::InsertBlock {
        at: 0,
        kind: "heading".into(),
        value: Value::words("H"),
        beside: json(r#"{ "id": "h" }"#),
    };
    let first = edited(&text, beside);
    assert_eq!(
        first,
        text.replacen("[[block]]\n", "[[block]]\nid = \"h\"\nheading = \"H\"\n\n[[block]]\n", 1)
    );
    let long =
        "A callout with rather many words, that would not fit into the one line that it has.";
    let callout = edited(
        "title = \"T\"\n",
        insert(0, "callout", &format!("{{ \"title\": \"{long}\", \"text\": \"One.\\n\\nTwo.\" }}")),
    );
    assert_eq!(
        callout,
        format!(
            "title = \"T\"\n\n[[block]]\n[block.callout]\ntitle = \"{long}\"\ntext = \"\"\"\nOne.\n\nTwo.\n\"\"\"\n"
        )
    );
}

#[test]
fn a_block_may_become_another_and_keeps_what_stays() {
    let text = "title = \"T\"\n\n[[block]]\nid = \"x\" # linked\ntext = \"a\"\n\n[[block]]\nheading = \"H\"\n";
    let value = json(r#"{ "id": "x", "bullets": ["a", "b"] }"#);
    let new = edited(text, Edit::Set { path: path("block.0"), value });
    assert_eq!(new, text.replace("text = \"a\"", "bullets = [\"a\", \"b\"]"));
    let value = json(r#"{ "id": "x", "table": { "columns": ["a"], "rows": [["b"]] } }"#);
    let new = edited(&new, Edit::Set { path: path("block.0"), value });
    assert!(
        new.contains(
            "id = \"x\" # linked\n[block.table]\ncolumns = [\"a\"]\nrows = [[\"b\"]]\n\n[[block]]"
        ),
        "{new}"
    );
}

#[test]
fn a_booklet_is_edited_in_all_its_tables() {
    let text = "title = \"T\" # t\nchapters = [\"a.toml\"]\nreviewed = 2026-10-01\n\n[values]\nphone = \"1\"\n\n\
                [[contact.point]]\nname = \"Line\"\nphone = \"{phone}\"\n\n[[glossary]]\nterm = \"A\"\nmeaning = \"B\"\n\n# the end\n";
    let contact = edited(text, set("contact.heading", "Help"));
    assert_eq!(contact, text.replace("[[contact", "[contact]\nheading = \"Help\"\n\n[[contact"));
    assert_eq!(edited(text, set("reviewed", "2027-10-01")), text.replace("2026", "2027"));
    assert_eq!(
        edited(text, set("review_by", "2028-10-01")),
        text.replace("2026-10-01\n", "2026-10-01\nreview_by = 2028-10-01\n")
    );
    assert_eq!(
        edited(text, set("imprint.copyright", "© T")),
        text.replace("\"B\"\n", "\"B\"\n\n[imprint]\ncopyright = \"© T\"\n")
    );
    assert_eq!(
        edited(text, set("values.new-one", "2")),
        text.replace("\"1\"\n", "\"1\"\nnew-one = \"2\"\n")
    );
    let point = Edit::InsertItem {
        path: path("contact.point"),
        at: 1,
        value: json(r#"{ "name": "Web", "web": "example.org" }"#),
    };
    assert_eq!(
        edited(text, point),
        text.replace(
            "{phone}\"\n",
            "{phone}\"\n\n[[contact.point]]\nname = \"Web\"\nweb = \"example.org\"\n"
        )
    );
    let first = Edit::InsertItem {
        path: path("imprint.credit"),
        at: 0,
        value: json(r#"{ "label": "By", "names": "X" }"#),
    };
    assert_eq!(
        edited(text, first),
        text.replace("\"B\"\n", "\"B\"\n\n[[imprint.credit]]\nlabel = \"By\"\nnames = \"X\"\n")
    );
    assert_eq!(
        edited(text, Edit::Remove { path: path("contact") }),
        text.replace("[[contact.point]]\nname = \"Line\"\nphone = \"{phone}\"\n\n", "")
    );
    assert_eq!(
        edited(text, Edit::Remove { path: path("values.phone") }),
        text.replace("phone = \"1\"\n", "")
    );
    let dotted = "title = \"T\"\ncontact.heading = \"H\"\ncover = { style.x = 1 }\n";
    assert_eq!(
        edited(dotted, set("contact.text", "W")),
        dotted.replace("\"H\"\n", "\"H\"\ncontact.text = \"W\"\n")
    );
    assert_eq!(
        edited(dotted, Edit::Remove { path: path("contact") }),
        "title = \"T\"\ncover = { style.x = 1 }\n"
    );
}

#[test]
fn what_cannot_be_written_is_refused_and_nothing_is_changed() {
    let refused = |edit: Edit| apply(&chapter(), &[set("title", "B"), edit]).unwrap_err();
    assert_eq!(refused(set("title", "a\u{1}b")), Refused::Character { code: 1 });
    assert_eq!(refused(set("block.9.text", "x")), Refused::NoPlace);
    assert_eq!(refused(Edit::MoveBlock { from: 0, to: 4 }), Refused::NoPlace);
    assert_eq!(refused(Edit::RemoveBlock { at: 4 }), Refused::NoPlace);
    let bare = Edit::Set { path: path("block.3.keep"), value: Value::Bare("maybe".into()) };
    assert_eq!(refused(bare), Refused::Value { words: "maybe".into() });
    let at = chapter().find("'A'").unwrap();
    let broken = Edit::Replace { from: at, to: at + 3, text: "'A".into() };
    assert!(matches!(refused(broken), Refused::Syntax { .. }));
    let raw = Edit::Replace { from: at, to: at + 3, text: "\"B\"".into() };
    assert_eq!(edited(&chapter(), raw), chapter().replace("'A'", "\"B\""));
}

#[test]
fn what_cannot_be_read_is_mended_in_its_place() {
    let text = "title = \"T\"\n\n[[block]]\ntext = \"x\n\n[[block]]\nheading = \"H\"\n";
    let unread = Document::read(text).unread()[0].clone();
    let edit = Edit::Replace { from: unread.start, to: unread.end, text: "text = \"x\"".into() };
    assert_eq!(edited(text, edit), text.replace("\"x\n", "\"x\"\n"));
    let moved = edited(text, Edit::MoveBlock { from: 1, to: 0 });
    assert_eq!(moved, "title = \"T\"\n\n[[block]]\nheading = \"H\"\n\n[[block]]\ntext = \"x\n");
}

/// Words that a hand may type or paste.
fn typed() -> impl Strategy<Value = String> {
    "([a-c\"'\\\\ é漢#*=\\[\\]{}]|\n|\t|\"\"\"|''')"
        .prop_flat_map(|_| "[a-c\"'\\\\ é漢#*=\n\t{}]{0,24}")
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        typed().prop_map(Value::Words),
        Just(Value::Bare("true".into())),
        Just(Value::Bare("60".into()))
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::btree_map("[a-d]|é x", inner, 0..4)
                .prop_map(|map| Value::Table(map.into_iter().collect())),
        ]
    })
}

/// Every place of a value.
fn places(value: &Value, own: Vec<Step>, found: &mut Vec<Vec<Step>>) {
    found.push(own.clone());
    let deeper = |step: Step| own.iter().cloned().chain([step]).collect::<Vec<_>>();
    match value {
        Value::List(items) => items
            .iter()
            .enumerate()
            .for_each(|(at, item)| places(item, deeper(Step::Item(at)), found)),
        Value::Table(entries) => entries
            .iter()
            .for_each(|(key, item)| places(item, deeper(Step::Key(key.clone())), found)),
        Value::Words(_) | Value::Bare(_) => {}
    }
}

fn at<'a>(value: &'a Value, path: &[Step]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, step| match (step, value) {
        (Step::Key(key), value) => value.get(key),
        (Step::Item(at), Value::List(items)) => items.get(*at),
        _ => None,
    })
}

/// A file to try, an edit of a place in it by number, and new words.
fn random(files: usize) -> impl Strategy<Value = (usize, usize, usize, usize, usize, Value)> {
    (0..files, 0..5_usize, any::<usize>(), any::<usize>(), any::<usize>(), value())
}

fn edit_of(
    document: &Document,
    (kind, place, from, to): (usize, usize, usize, usize),
    value: Value,
) -> Edit {
    let whole = document.value();
    let mut found = Vec::new();
    places(&whole, Vec::new(), &mut found);
    let lists: Vec<_> = found
        .iter()
        .filter(|path| matches!(at(&whole, path), Some(Value::List(items)) if !items.is_empty()))
        .collect();
    let list = (!lists.is_empty()).then(|| lists[place % lists.len()].clone());
    let count = |path: &[Step]| match at(&whole, path) {
        Some(Value::List(items)) => items.len(),
        _ => 0,
    };
    let path = found[1 + place % (found.len() - 1)].clone();
    match (kind, list) {
        (1, Some(path)) => Edit::RemoveItem { at: from % count(&path), path },
        (2, Some(path)) => {
            Edit::MoveItem { from: from % count(&path), to: to % count(&path), path }
        }
        (3, Some(path)) => {
            let Some(Value::List(items)) = at(&whole, &path) else { unreachable!() };
            let table = matches!(items[0], Value::Table(_));
            let value = if table { Value::Table(vec![("a".into(), value)]) } else { value };
            Edit::InsertItem { at: from % (count(&path) + 1), path, value }
        }
        (4, _) => Edit::Remove { path },
        _ => {
            let value = of_same_form(at(&whole, &path).unwrap(), value);
            Edit::Set { path, value }
        }
    }
}

/// A table stays one, since one under a line in brackets cannot become anything else in its place.
fn of_same_form(old: &Value, new: Value) -> Value {
    let table = |new: Value| match new {
        Value::Table(entries) => Value::Table(entries),
        other => Value::Table(vec![("a".into(), other)]),
    };
    match (old, new) {
        (Value::Table(_), new) => table(new),
        (Value::List(items), Value::List(new))
            if matches!(items.first(), Some(Value::Table(_))) =>
        {
            Value::List(new.into_iter().map(table).collect())
        }
        (Value::List(items), new) if matches!(items.first(), Some(Value::Table(_))) => {
            Value::List(vec![table(new)])
        }
        (_, new) => new,
    }
}

#[test]
fn any_edit_of_any_file_says_that_and_nothing_else_and_can_be_taken_back() {
    let files: Vec<String> = every_file()
        .into_iter()
        .map(|(_, text)| text)
        .filter(|text| {
            text.len() < 6_000
                && Document::read(text).unread().is_empty()
                && !text.trim().is_empty()
        })
        .collect();
    let config =
        ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |((file, kind, place, from, to, value) in random(files.len()), windows: bool)| {
        let text = if windows { format!("\u{FEFF}{}", files[file].replace('\n', "\r\n")) } else { files[file].clone() };
        let document = Document::read(&text);
        let edit = edit_of(&document, (kind, place, from, to), value);
        let made = apply(&text, std::slice::from_ref(&edit));
        let applied = match made {
            Ok(applied) => applied,
            Err(refused) => { prop_assert!(false, "{refused}: {edit:?} in\n{text}"); unreachable!() }
        };
        prop_assert_eq!(windows, applied.text.starts_with('\u{FEFF}'));
        prop_assert!(super::support::parsed(&applied.text).is_some(), "{:?}\n{:?}", edit, applied.text);
        if windows {
            prop_assert!(!applied.text.replace("\r\n", "").contains(['\r', '\n']), "{:?}\n{:?}", edit, applied.text);
        }
        let Applied { text: mut back, patches } = applied;
        for patch in patches.iter().rev() {
            prop_assert_eq!(&back[patch.from..patch.from + patch.text.len()], &patch.text);
            back.replace_range(patch.from..patch.from + patch.text.len(), &patch.was);
        }
        prop_assert_eq!(back, text);
    });
}

#[test]
fn several_edits_are_all_made_or_none() {
    let text = chapter();
    let edits = [set("title", "B"), Edit::RemoveBlock { at: 0 }, set("block.0.id", "z")];
    let applied = apply(&text, &edits).unwrap();
    assert!(
        applied.text.contains("id = \"z\"") && applied.text.contains("title = 'B' # its title")
    );
    assert_eq!(applied.patches.len(), 3);
    let _ = made(&text, &edits[0]);
}
