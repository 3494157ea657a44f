//! Every example of a file is put into the starter booklet and built.

use std::path::Path;

use chapbook::content::{Options, load};
use chapbook::diagnostic::Severity;

use super::{chapbook, folder, start, texts};
use crate::support::booklets::fonts;

/// The errors of a booklet; its warnings are not about examples.
fn errors(folder: &Path) -> Vec<String> {
    let options = Options { root: None, picture_fonts: Some(fonts) };
    let loaded = load(&folder.join("booklet.toml"), &options);
    let errors = loaded.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    let errors: Vec<String> = errors.map(|it| it.message.clone()).collect();
    assert_eq!(errors.is_empty(), loaded.book.is_some());
    errors
}

/// Keys that an example gives take the place of the starter's.
fn merge(booklet: &mut toml::Table, example: toml::Table) {
    for (key, value) in example {
        match (booklet.get_mut(&key), value) {
            (Some(toml::Value::Table(there)), toml::Value::Table(given)) => merge(there, given),
            (Some(toml::Value::Array(there)), toml::Value::Array(given)) if key == "point" => {
                there.extend(given);
            }
            (Some(toml::Value::Array(there)), toml::Value::Array(given)) if key == "glossary" => {
                there.extend(given);
            }
            (_, value) => _ = booklet.insert(key, value),
        }
    }
}

/// A starter booklet with another text in one of its files.
fn with(path: &str, change: impl FnOnce(String) -> String) -> Vec<String> {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("b");
    start(&folder);
    std::fs::write(root.path().join("house.toml"), "publisher = \"Example Health\"\n").unwrap();
    let path = folder.join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    std::fs::write(&path, change(text)).unwrap();
    errors(&folder)
}

/// What `chapbook check` warns of in a starter booklet whose first chapter holds these blocks, but
/// for what their places taken from it leave without a use, and for the starter's own facts.
fn warnings(blocks: &str, values: &str) -> Vec<String> {
    let root = tempfile::tempdir().unwrap();
    start(root.path());
    let chapter = root.path().join("chapters/01-what-it-is.toml");
    std::fs::write(chapter, format!("title = \"A chapter\"\n\n{blocks}")).unwrap();
    let booklet = root.path().join("booklet.toml");
    let text = std::fs::read_to_string(&booklet).unwrap();
    std::fs::write(booklet, text.replace("\n[values]\n", &format!("\n[values]\n{values}")))
        .unwrap();
    let checked =
        chapbook(root.path(), &["check", "--today", "2026-12-01", "--format", "json", "."]);
    let document: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    let found = document["booklets"][0]["diagnostics"].as_array().unwrap().iter();
    let found = found.filter(|it| it["severity"] != "info");
    let unused = ["unused-term", "unused-picture", "untouched-example"];
    let found = found.filter(|it| !unused.contains(&it["code"].as_str().unwrap()));
    found.map(|it| format!("{}: {}", it["code"], it["message"])).collect()
}

/// Who copies an example is not told off for it.
#[test]
fn no_example_of_a_chapter_earns_a_warning() {
    for (name, example) in texts("examples").iter().filter(|it| it.0.starts_with("chapter-")) {
        assert_eq!(warnings(example, ""), [""; 0], "{name}");
    }
    assert_eq!(warnings("[[block]]\nchecklist = [\"My letter\"]\n", "").len(), 1);
}

#[test]
fn a_number_is_used_as_it_is_told() {
    let told = said("09-whole-booklet.toml", "Now write **", "** in any text");
    let typed = told.replace("\\\\", "").replace("{{", "{").replace("}}", "}");
    assert_eq!(typed, "[{help_line}](tel:{help_line})");
    let value = "help_line = \"01632 960 000\"\n";
    let block = |words: &str| format!("[[block]]\ntext = \"Call {words} for help.\"\n");
    assert_eq!(warnings(&block(&typed), value), [""; 0]);
    assert!(!warnings(&block("{help_line}"), value).is_empty());
}

#[test]
fn a_star_is_typed_as_it_is_told() {
    let told = said("06-writing.toml", "before it: **", "** gives");
    // Between quotes that leave it alone, each backslash that is shown stands twice, as marks do.
    let typed = told.replace("\\\\", "\u{0}").replace('\\', "").replace('\u{0}', "\\");
    assert_eq!(typed, r"5\\*4");
    assert_eq!(warnings(&format!("[[block]]\ntext = \"The sum {typed} is 20.\"\n"), ""), [""; 0]);
    assert_eq!(warnings("[[block]]\ntext = 'The sum 5\\*4 is 20.'\n", ""), [""; 0]);
    assert!(!warnings("[[block]]\ntext = \"The sum 5\\*4 is 20.\"\n", "").is_empty());
}

/// What a chapter's file says between some words and others.
fn said(name: &str, from: &str, to: &str) -> String {
    let text = std::fs::read_to_string(folder().join("chapters").join(name)).unwrap();
    text.split_once(from).unwrap().1.split_once(to).unwrap().0.to_owned()
}

#[test]
fn every_example_builds() {
    let mut seen = 0;
    for (name, example) in texts("examples").iter().filter(|it| it.0.ends_with(".toml")) {
        let found = match name.split_once('-').unwrap().0 {
            "booklet" => with("booklet.toml", |text| {
                let mut booklet: toml::Table = text.parse().unwrap();
                merge(&mut booklet, example.parse().unwrap());
                toml::to_string(&booklet).unwrap()
            }),
            "chapter" => with("chapters/01-what-it-is.toml", |_| {
                format!("title = \"A chapter\"\n\n{example}")
            }),
            other => panic!("{other}: which file is it of?"),
        };
        assert!(found.is_empty(), "{name}: {found:?}");
        seen += 1;
    }
    assert!(seen >= 20, "{seen}");
}

#[test]
fn an_example_that_is_wrong_is_found_out() {
    let wrong = "title = \"A chapter\"\n\n[[block]]\nheeding = \"Before\"\n";
    assert_eq!(with("chapters/01-what-it-is.toml", |_| wrong.to_owned()).len(), 1);
}

/// What stands on the left of the table of signs, with its backslashes taken away, is what the
/// reader types.
#[test]
fn the_signs_of_the_table_mean_something() {
    let chapter = std::fs::read_to_string(folder().join("chapters/06-writing.toml")).unwrap();
    let chapter: toml::Table = chapter.parse().unwrap();
    let blocks = chapter["block"].as_array().unwrap();
    let table = blocks.iter().find_map(|block| block.get("table")).unwrap();
    let rows = table["rows"].as_array().unwrap().iter();
    let typed: Vec<String> = rows.map(|row| row[0].as_str().unwrap().replace('\\', "")).collect();
    assert!(typed.contains(&"[scan](term:scan)".to_owned()), "{typed:?}");
    let text = typed.join("\n\n");
    let glossary = "\n[[glossary]]\nterm = \"Scan\"\nmeaning = \"A picture.\"\n";
    let block = format!("\n[[block]]\nid = \"what-to-bring\"\ntext = '''\n{text}\n'''\n");
    let root = tempfile::tempdir().unwrap();
    start(root.path());
    for (path, more) in [("booklet.toml", glossary), ("chapters/03-after-the-test.toml", &block)] {
        let path = root.path().join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, text + more).unwrap();
    }
    assert_eq!(errors(root.path()), [""; 0]);
}
