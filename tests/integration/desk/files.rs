//! What a file says, and what it does not change.

use chapbook::desk::document::{Document, Edit, Step, Value, apply};

use super::support::{edited, every_file, parsed, same, set};

#[test]
fn a_file_that_is_opened_and_saved_keeps_every_byte() {
    let mut sound = 0;
    for (path, text) in every_file() {
        for text in [text.clone(), format!("\u{FEFF}{}", text.replace('\n', "\r\n"))] {
            let document = Document::read(&text);
            assert_eq!(document.text(), text, "{}", path.display());
            let all = Edit::Set { path: Vec::new(), value: document.value() };
            let applied = apply(&text, &[all]).unwrap();
            assert!(applied.text == text && applied.patches.is_empty(), "{}", path.display());
            let Some(table) = parsed(&text) else {
                assert!(!document.unread().is_empty(), "{}", path.display());
                continue;
            };
            assert!(document.unread().is_empty(), "{}", path.display());
            assert!(same(&document.value(), &toml::Value::Table(table)), "{}", path.display());
            sound += 1;
        }
    }
    assert!(sound > 200, "{sound}");
}

/// Every string of a value with its path.
fn strings(value: &Value, path: &mut Vec<Step>, found: &mut Vec<(Vec<Step>, String)>) {
    match value {
        Value::Words(words) => found.push((path.clone(), words.clone())),
        Value::Bare(_) => {}
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(Step::Item(at));
                strings(item, path, found);
                path.pop();
            }
        }
        Value::Table(entries) => {
            for (key, item) in entries {
                path.push(Step::Key(key.clone()));
                strings(item, path, found);
                path.pop();
            }
        }
    }
}

#[test]
fn one_word_of_any_string_of_any_file_changes_its_bytes_alone() {
    let mut tried = 0;
    for (path, text) in every_file() {
        if text.len() > 20_000 {
            continue;
        }
        for text in [text.clone(), format!("\u{FEFF}{}", text.replace('\n', "\r\n"))] {
            let document = Document::read(&text);
            let mut found = Vec::new();
            strings(&document.value(), &mut Vec::new(), &mut found);
            let some = (found.len() / 12).max(1);
            for (place, words) in found.into_iter().step_by(some) {
                let Some(word) =
                    words.split_whitespace().find(|it| it.chars().all(char::is_alphabetic))
                else {
                    continue;
                };
                let start = words.find(word).unwrap();
                let new = format!("{}qwxyz{}", &words[..start], &words[start + word.len()..]);
                let edit = Edit::Set { path: place.clone(), value: Value::words(&*new) };
                let applied = apply(&text, &[edit]);
                let applied =
                    applied.unwrap_or_else(|it| panic!("{it}: {place:?} in {}", path.display()));
                let [patch] = &applied.patches[..] else { panic!("{:?}", applied.patches) };
                assert!(word.contains(&patch.was), "{}: {patch:?}", path.display());
                assert!("qwxyz".contains(&patch.text), "{}: {patch:?}", path.display());
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn what_cannot_be_read_is_told_and_kept_and_the_rest_is_there() {
    for (broken, said) in [
        ("title = \"A\"\n\n[[block]]\ntext = \"x\n\n[[block]]\nheading = \"H\"\n", "text = \"x"),
        (
            "title = \"A\"\n\n[[block]]\ntext = \"\"\"\nwords\n\n[[block]]\nheading = \"H\"\n",
            "text = \"\"\"\nwords",
        ),
        (
            "title = \"A\"\n[[block]]\ntext = '''\nwords\n\n[[block]]\nheading = \"H\"",
            "text = '''\nwords",
        ),
        ("title = \"A\"\nlanguage == 1\n[[block]]\nheading = \"H\"\n", "language == 1"),
        (
            "title = \"A\"\n[[block]\ntext = \"x\"\n[[block]]\nheading = \"H\"\n",
            "[[block]\ntext = \"x\"",
        ),
        ("title = \"A\"\nnothing here\n[[block]]\nheading = \"H\"\n", "nothing here"),
        ("title = \"A\"\ntitle = \"B\"\n[[block]]\nheading = \"H\"\n", "title = \"B\""),
    ] {
        let document = Document::read(broken);
        let unread: Vec<&str> = document.unread().iter().map(|it| &broken[it.clone()]).collect();
        assert_eq!(unread, [said]);
        let value = document.value();
        assert_eq!(value.get("title"), Some(&Value::words("A")), "{broken}");
        let Some(Value::List(blocks)) = value.get("block") else { panic!("{broken}") };
        let last = blocks.last().unwrap();
        assert_eq!(last.get("heading"), Some(&Value::words("H")), "{broken}");
        let mended = edited(broken, set(&format!("block.{}.heading", blocks.len() - 1), "Help"));
        assert_eq!(mended, broken.replace("\"H\"", "\"Help\""));
    }
}

#[test]
fn no_text_makes_it_panic() {
    for text in [
        "",
        "\u{FEFF}",
        "\r",
        "[",
        "[[",
        "a",
        "=",
        "a = '''",
        "a = [",
        "\u{0}",
        "a = \"\\",
        "[a]\n[a]\n",
        "é = 1",
        "\u{FEFF}[[block]]",
    ] {
        let document = Document::read(text);
        let _ = (document.value(), document.json());
        let _ = apply(text, &[set("title", "A")]);
        let _ = apply(text, &[Edit::RemoveBlock { at: 0 }]);
    }
}

#[test]
fn a_form_finds_kinds_quotes_comments_and_places() {
    let text = "# top\ntitle = 'A'\n\n# about it\n[[block]]\nid = \"x\" # here\nbullets = [\n  \"one\",\n]\n\n\
                [[block]]\nkeep = true\n[block.table]\ncolumns = [\"a\"]\nrows = []\n";
    let json = Document::read(text).json();
    assert_eq!(json["shape"], "chapter");
    let entries = json["table"]["entries"].as_array().unwrap();
    assert_eq!(entries[0]["value"]["quotes"], "'");
    let blocks = entries[1]["value"]["items"].as_array().unwrap();
    assert_eq!(blocks[0]["kind"], "bullets");
    assert_eq!(blocks[0]["comment"], "# about it");
    assert_eq!(blocks[1]["kind"], "table");
    let (from, to) = (blocks[0]["from"].as_u64().unwrap(), blocks[0]["to"].as_u64().unwrap());
    let chunk = &text[from as usize..to as usize];
    assert!(chunk.starts_with("# about it\n[[block]]") && chunk.ends_with("\"one\",\n]"));
    assert_eq!(json["comments"][2]["text"], "# here");
}

#[test]
fn every_key_of_every_table_is_described_for_forms() {
    let shapes = chapbook::desk::document::shapes();
    let keys = |name: &str| -> Vec<String> {
        let keys = shapes[name]["keys"].as_array().unwrap_or_else(|| panic!("{name}"));
        keys.iter().map(|key| key["name"].as_str().unwrap().to_owned()).collect()
    };
    for (name, shape) in [
        ("booklet", &chapbook::keys::BOOKLET),
        ("chapter", &chapbook::keys::CHAPTER),
        ("house", &chapbook::keys::HOUSE),
        ("block", &chapbook::keys::BLOCK),
        ("callout", &chapbook::keys::CALLOUT),
        ("item", &chapbook::keys::ITEM),
        ("point", &chapbook::keys::POINT),
        ("table", &chapbook::keys::TABLE),
    ] {
        assert_eq!(keys(name), shape.names().collect::<Vec<_>>(), "{name}");
    }
}
