//! The pages of `explain`, against the codes in the source and against their own form.

use std::collections::BTreeSet;
use std::path::Path;

use chapbook::codes;
use chapbook::explain::{PAGES, find};

const SECTIONS: [&str; 4] = ["## Who is affected", "## How to mend it", "## Example", "## Source"];

/// The code of the crate without comments, tests and the pages themselves.
fn source() -> String {
    let mut source = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            // The rules of `check` are their own pages.
            if path.is_dir() && !["explain", "check", "tests"].contains(&name.as_str()) {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") && name != "tests" {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
                let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                lines.for_each(|line| source.extend([line.trim(), "\n"]));
            }
        }
    }
    source
}

#[test]
fn every_file_of_a_page_is_a_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/explain/pages");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let codes: BTreeSet<String> =
        codes::ALL.iter().map(|(code, _)| code.as_str().to_owned()).collect();
    assert_eq!(files, codes);
    assert!(PAGES.iter().map(|page| page.code).eq(codes::ALL.iter().map(|(code, _)| *code)));
    assert!(codes::ALL.is_sorted());
}

#[test]
fn every_code_is_used() {
    let source = source();
    for (code, _) in codes::ALL {
        let name = code.as_str().to_uppercase().replace('-', "_");
        assert!(source.contains(&format!("codes::{name}")), "{code}");
    }
}

#[test]
fn every_page_has_all_sections_in_order() {
    for page in PAGES {
        assert!(page.summary().ends_with('.'), "{}: {}", page.code, page.summary());
        assert!(!page.body().starts_with('#'), "{}: it does not say what it means", page.code);
        let mut parts = Vec::new();
        let mut rest = &*page.text;
        for section in SECTIONS {
            let (before, after) = rest
                .split_once(&format!("\n{section}\n"))
                .unwrap_or_else(|| panic!("{}: no {section} in its place", page.code));
            parts.push(before);
            rest = after;
        }
        parts.push(rest);
        for part in parts {
            assert!(part.trim().len() > 20, "{}: a part is empty", page.code);
        }
    }
}

#[test]
fn examples_are_toml_that_can_be_copied() {
    for page in PAGES {
        let fences: Vec<&str> = page.text.split("```").collect();
        assert_eq!(fences.len(), 5, "{}: one example before and one after", page.code);
        let toml = [fences[1], fences[3]].into_iter().filter_map(|it| it.strip_prefix("toml\n"));
        let toml: Vec<&str> = toml.collect();
        for example in &toml {
            let read = example.parse::<toml::Table>();
            assert!(read.is_ok(), "{}: {example}\n{:?}", page.code, read.err());
        }
        // What is wrong with one example is that it is no TOML.
        let expected = if page.code.as_str() == "toml-syntax" { 1 } else { 2 };
        assert_eq!(toml.len(), expected, "{}", page.code);
    }
}

#[test]
fn a_misspelt_code_is_answered_with_the_nearest() {
    assert_eq!(find(PAGES, "missing-al").unwrap_err(), Some("missing-alt"));
    assert_eq!(find(PAGES, "sonnet").unwrap_err(), None);
    assert_eq!(find(PAGES, "missing-alt").unwrap().code.as_str(), "missing-alt");
}
