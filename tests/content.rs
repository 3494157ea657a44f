//! Booklets in `tests/cases/content/*.txt`, each with what is said about it or made of it.
//!
//! A case begins with `===== name`. Files follow, each after a line `--- path`; a file `block`
//! stands for a chapter with a title and `[[block]]` before it; without a `booklet.toml` there is
//! a plain one. `--- expected` ends the case; `BLESS=1 cargo test` writes it anew.

mod content {
    pub mod dump;
    pub mod files;
}

use std::fs;
use std::path::Path;

use chapbook::content::{Options, load};
use content::{dump, files};

struct Case {
    name: String,
    files: Vec<(String, String)>,
    expected: String,
}

fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut current: Option<String> = None;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("===== ") {
            cases.push(Case { name: name.into(), files: Vec::new(), expected: String::new() });
            current = None;
        } else if let Some(path) = line.strip_prefix("--- ") {
            current = Some(path.to_owned());
            if path != "expected" {
                let case = cases.last_mut().expect("a case begins before its files");
                case.files.push((path.to_owned(), String::new()));
            }
        } else if let (Some(path), Some(case)) = (&current, cases.last_mut()) {
            let into = match path.as_str() {
                "expected" => &mut case.expected,
                _ => &mut case.files.last_mut().expect("a file was begun").1,
            };
            into.push_str(line);
            into.push('\n');
        }
    }
    cases
}

fn run(case: &Case) -> String {
    let folder = files::Folder::new();
    let mut chapters = Vec::new();
    for (path, text) in &case.files {
        let (path, text) = if path == "block" {
            ("chapters/a.toml", format!("title = \"A\"\n[[block]]\n{text}"))
        } else {
            (path.as_str(), text.clone())
        };
        if path.starts_with("chapters/") {
            chapters.push(format!("\"{path}\""));
        }
        folder.write(path, text.as_bytes());
    }
    let booklet =
        case.files.iter().map(|(path, _)| path).find(|path| path.ends_with("booklet.toml"));
    if booklet.is_none() {
        folder.write("booklet.toml", files::booklet(&chapters.join(", ")).as_bytes());
    }
    let booklet = booklet.map_or("booklet.toml", String::as_str);
    let loaded = load(&folder.path(booklet), &Options::default());
    dump::loaded(&loaded).replace(&format!("{}/", folder.shown()), "")
}

#[test]
fn every_case_says_what_is_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/content");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let mut blessed = String::new();
        for case in parse(&text) {
            let found = run(&case);
            if found.trim_end() != case.expected.trim_end() {
                wrong.push(format!(
                    "{} in {}:\n--- expected\n{}--- found\n{found}",
                    case.name,
                    path.display(),
                    case.expected
                ));
            }
            blessed.push_str(&format!("===== {}\n", case.name));
            for (path, text) in &case.files {
                blessed.push_str(&format!("--- {path}\n{text}"));
            }
            blessed.push_str(&format!("--- expected\n{}\n\n", found.trim_end()));
        }
        if bless {
            fs::write(&path, format!("{}\n", blessed.trim_end())).unwrap();
        }
    }
    assert!(bless || wrong.is_empty(), "{}", wrong.join("\n\n"));
}
