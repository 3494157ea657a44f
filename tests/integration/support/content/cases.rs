//! Literate cases: files of a booklet, and what is expected of them.

use std::fs;
use std::path::{Path, PathBuf};

/// A case: `===== name`, then its files, then what is expected.
pub struct Case {
    pub name: String,
    pub files: Vec<(String, String)>,
    pub expected: String,
}

pub fn parse(text: &str) -> Vec<Case> {
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

/// The files of cases in a folder of `tests/cases`.
pub fn paths(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// Holds every case of the files to what `run` finds; `BLESS=1` writes that down instead.
pub fn hold(paths: &[PathBuf], run: impl Fn(&Path, &Case) -> String) {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path).unwrap();
        let mut blessed = String::new();
        for case in parse(&text) {
            let found = run(path, &case);
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
            fs::write(path, format!("{}\n", blessed.trim_end())).unwrap();
        }
    }
    assert!(bless || wrong.is_empty(), "{}", wrong.join("\n\n"));
}
