//! Files to try, and what they say.

use std::path::{Path, PathBuf};

use chapbook::desk::document::{Applied, Edit, Step, Value, apply};

/// Every TOML file of the repository whose text is UTF-8, with its path.
pub(super) fn every_file() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["booklet", "tests", "docs"] {
        tomls(&root.join(folder), &mut paths);
    }
    paths.sort();
    let read = |path: PathBuf| std::fs::read_to_string(&path).ok().map(|text| (path, text));
    paths.into_iter().filter_map(read).collect()
}

fn tomls(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tomls(&path, found);
        } else if path.extension().is_some_and(|it| it == "toml") {
            found.push(path);
        }
    }
}

/// What the parser of the program reads in a file, where it can.
pub(super) fn parsed(text: &str) -> Option<toml::Table> {
    text.strip_prefix('\u{FEFF}').unwrap_or(text).parse().ok()
}

/// A value as the parser has it. The line end before closing quotes of several lines is no part of
/// the words of a [`Value`]: of two texts the same is left out in `same`.
pub(super) fn same(value: &Value, parsed: &toml::Value) -> bool {
    match (value, parsed) {
        (Value::Words(words), toml::Value::String(text)) => {
            let text = text.replace("\r\n", "\n");
            *words == text || format!("{words}\n") == text
        }
        (Value::Bare(bare), other) => {
            let table: toml::Table = format!("value = {bare}").parse().unwrap();
            table["value"].to_string() == other.to_string()
        }
        (Value::List(one), toml::Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
        }
        (Value::Table(one), toml::Value::Table(two)) => {
            let found =
                |(key, value): &(String, Value)| two.get(key).is_some_and(|two| same(value, two));
            one.len() == two.len() && one.iter().all(found)
        }
        _ => false,
    }
}

/// A path such as `block.2.text`.
pub(super) fn path(path: &str) -> Vec<Step> {
    let step = |step: &str| match step.parse() {
        Ok(number) => Step::Item(number),
        Err(_) => Step::Key(step.to_owned()),
    };
    path.split('.').map(step).collect()
}

pub(super) fn set(at: &str, words: &str) -> Edit {
    Edit::Set { path: path(at), value: Value::words(words) }
}

/// The file with an edit.
pub(super) fn edited(text: &str, edit: Edit) -> String {
    made(text, &edit).text
}

pub(super) fn made(text: &str, edit: &Edit) -> Applied {
    let applied = apply(text, std::slice::from_ref(edit));
    applied.unwrap_or_else(|refused| panic!("{refused}: {edit:?} in\n{text}"))
}

/// A value from JSON.
pub(super) fn json(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}
