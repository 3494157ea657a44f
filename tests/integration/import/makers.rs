//! Files of several makers (`tests/cases/import`), each with the booklet that it becomes.
//!
//! `BLESS=1 cargo test --test integration -- import::makers` writes what comes out now.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chapbook::codes;
use chapbook::content::{self, Options};
use chapbook::import::{Format, Imported, import_beside};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/import")
}

fn files() -> Vec<(String, Format)> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut names: Vec<(String, Format)> = entries
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| Some((name.clone(), Format::of_name(&name)?)))
        .collect();
    names.sort_by(|(one, _), (other, _)| one.cmp(other));
    names
}

/// The booklet, and what is said of it.
fn shown(imported: &Imported, name: &str) -> String {
    let mut out = String::new();
    let mut files: Vec<_> = imported.files.iter().collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    for file in files {
        let text = String::from_utf8(file.bytes.clone());
        let _ = writeln!(out, "===== {}\n{}", file.path, text.as_deref().unwrap_or("(a picture)"));
    }
    out.push_str("===== left out\n");
    imported.left_out.iter().for_each(|it| {
        let _ = writeln!(out, "{} ({}): {}", it.what, it.place, it.words);
    });
    out.push_str("===== to be looked at\n");
    imported.notices.iter().for_each(|it| {
        let _ = writeln!(out, "{} ({})", it.words, it.place);
    });
    assert!(!out.contains("fault of chapbook"), "{name}");
    out
}

#[test]
fn each_file_becomes_the_booklet_that_it_should() {
    let files = files();
    assert!(files.len() >= 20, "{files:?}");
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for (name, format) in files {
        let bytes = std::fs::read(folder().join(&name)).unwrap();
        let beside = |path: &str| std::fs::read(folder().join(path)).ok();
        let stem = name.rsplit_once('.').unwrap().0;
        let imported = import_beside(&bytes, format, None, stem, &beside).unwrap();
        let made = shown(&imported, &name);
        let errors = errors(&imported, &name);
        assert_eq!(errors, [""; 0], "{name}");
        let path = folder().join("expected").join(format!("{name}.txt"));
        if bless {
            std::fs::write(path, made).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != made {
            wrong.push(format!("{name} became\n{made}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What keeps the booklet from being built, and words that the proof misses.
fn errors(imported: &Imported, name: &str) -> Vec<String> {
    let load = |files: &[chapbook::import::File]| {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.bytes).unwrap();
        }
        content::load(&folder.path().join("booklet.toml"), &Options::default())
    };
    let trial = load(&imported.trial);
    let book = trial.book.as_ref().unwrap_or_else(|| panic!("{name}: {:#?}", trial.diagnostics));
    let count = imported.count(book);
    let real = load(&imported.files).diagnostics;
    let real = real.iter().filter(|it| it.is_error() && it.code != codes::MISSING_ALT);
    let mut errors: Vec<String> = real.map(|it| it.message.to_string()).collect();
    if !count.is_sound() {
        errors.push(format!("{count:?}"));
    }
    errors
}
