//! The table of modules in the design: who may import whom, and where foreign crates are at home.

use std::collections::BTreeSet;
use std::path::Path;

/// The vocabulary, from the bottom up: each may import those before it.
const VOCABULARY: &[&str] =
    &["source", "diagnostic", "geometry", "language", "words", "number", "picture", "qr", "uri"];

/// What a module may import beside the vocabulary.
const MODULES: &[(&str, &[&str])] = &[
    ("content", &[]),
    ("typeset", &[]),
    ("layout", &["content", "typeset"]),
    ("editions", &["layout", "content", "typeset"]),
    ("pdf", &["editions", "layout", "typeset"]),
    ("html", &["content", "typeset"]),
    ("transcript", &["content", "typeset"]),
    ("check", &["content", "layout"]),
    ("verify", &[]),
    ("explain", &[]),
    ("schema", &[]),
    ("starter", &[]),
    (
        "make",
        &[
            "content",
            "typeset",
            "layout",
            "editions",
            "pdf",
            "html",
            "transcript",
            "check",
            "verify",
        ],
    ),
    (
        "cli",
        &[
            "content",
            "typeset",
            "layout",
            "editions",
            "pdf",
            "html",
            "transcript",
            "check",
            "verify",
            "explain",
            "schema",
            "starter",
            "make",
        ],
    ),
];

/// The module in which a foreign crate is at home.
const HOMES: &[(&str, &str)] = &[
    ("krilla", "pdf"),
    ("skrifa", "typeset"),
    ("write_fonts", "typeset"),
    ("kurbo", "typeset"),
    ("color", "picture"),
    ("jpeg_encoder", "picture"),
    ("toml", "content"),
    ("idna", "content"),
    ("harfrust", "typeset"),
    ("hyphenation", "typeset"),
    ("page_validation", "verify"),
    ("lopdf", "verify"),
    ("roxmltree", "verify"),
    ("annotate_snippets", "cli"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("indicatif", "cli"),
    ("notify_debouncer_full", "cli"),
    ("signal_hook", "cli"),
    ("jiff", "cli"),
    ("whatlang", "check"),
];

/// An import that the design does not allow.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    module: String,
    imports: String,
}

/// Every module of the crate that `code` names: `crate::a::b`, `crate::{a, b::c}`.
fn imported(code: &str) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` and `krate::crate::` are not paths of ours.
        if code[..at].ends_with(|before: char| before.is_alphanumeric() || "_:$".contains(before)) {
            continue;
        }
        let path = &code[at + "crate::".len()..];
        match path.strip_prefix('{') {
            Some(group) => modules.extend(group_heads(group)),
            None => modules.extend(identifier(path)),
        }
    }
    modules
}

/// The first names within braces, which may nest.
fn group_heads(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut at_head = true;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_head = true,
            _ if at_head && !character.is_whitespace() => {
                heads.extend(identifier(&group[at..]));
                at_head = false;
            }
            _ => {}
        }
    }
    heads
}

fn identifier(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

/// Code without its comments, so that a path in prose is no import.
fn without_comments(code: &str) -> String {
    let lines = code.lines().map(|line| match line.find("//") {
        Some(at) if line[..at].trim().is_empty() => "",
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn may_import(module: &str, other: &str) -> bool {
    if module == other {
        return true;
    }
    let rank = |name| VOCABULARY.iter().position(|word| *word == name);
    match (rank(module), rank(other)) {
        (Some(own), Some(theirs)) => theirs < own,
        (Some(_), None) => false,
        (None, Some(_)) => true,
        (None, None) => {
            let row = MODULES.iter().find(|(name, _)| *name == module);
            row.is_some_and(|(_, allowed)| allowed.contains(&other))
        }
    }
}

/// What a file of `module` imports against the design.
fn violations(module: &str, code: &str) -> Vec<Violation> {
    let code = without_comments(code);
    let mut imports: Vec<String> =
        imported(&code).into_iter().filter(|other| !may_import(module, other)).collect();
    for (name, home) in HOMES {
        if *home != module && names_crate(&code, name) {
            imports.push((*name).to_owned());
        }
    }
    let violation = |imports| Violation { module: module.to_owned(), imports };
    imports.into_iter().map(violation).collect()
}

fn names_crate(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| {
        !code[..at].ends_with(|before: char| before.is_alphanumeric() || "_:".contains(before))
    })
}

/// Every file of `src/` below the modules, with the module that it belongs to.
fn files(folder: &Path, module: Option<&str>, found: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            files(&path, Some(module.unwrap_or(&stem)), found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let owner = module.unwrap_or(&stem);
            if !(module.is_none() && ["lib", "main"].contains(&owner)) {
                found.push((owner.to_owned(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
}

#[test]
fn every_module_imports_only_what_the_design_allows() {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), None, &mut found);
    assert!(found.len() > 10, "only {} files were looked at", found.len());
    let all: Vec<Violation> =
        found.iter().flat_map(|(module, code)| violations(module, code)).collect();
    assert_eq!(all, []);
}

#[test]
fn every_module_stands_in_the_table() {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), None, &mut found);
    let known = |module: &str| {
        VOCABULARY.contains(&module) || MODULES.iter().any(|(name, _)| *name == module)
    };
    let strangers: BTreeSet<&String> =
        found.iter().map(|(module, _)| module).filter(|module| !known(module)).collect();
    assert_eq!(strangers, BTreeSet::new());
}

#[test]
fn a_forbidden_import_is_found_in_each_spelling() {
    let imports = |code| {
        let found = violations("pdf", code);
        found.into_iter().map(|violation| violation.imports).collect::<Vec<_>>()
    };
    assert_eq!(imports("use crate::content::Book;"), ["content"]);
    assert_eq!(imports("use crate::{layout::{Page, Item}, content, words::Words};"), ["content"]);
    assert_eq!(imports("fn f() { crate::cli::run() }"), ["cli"]);
    assert_eq!(imports("use toml::Value;"), ["toml"]);
    assert_eq!(
        imports("use crate::layout::Layout;\n/// Not crate::content::Book.\nuse krilla::Document;"),
        [""; 0]
    );
}

#[test]
fn the_vocabulary_imports_downwards_only() {
    assert_eq!(violations("diagnostic", "use crate::source::Span;"), []);
    assert_eq!(violations("source", "use crate::diagnostic::Diagnostic;").len(), 1);
    assert_eq!(violations("words", "use crate::content::Book;").len(), 1);
}

#[test]
fn the_clauses_of_pdf_ua_name_tests_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tests = std::fs::read_to_string(root.join("tests/booklets.rs")).unwrap();
    for (file, least) in [("PDF_UA1.md", 5), ("PDF_UA2.md", 3)] {
        let clauses = std::fs::read_to_string(root.join("src/pdf").join(file)).unwrap();
        let mut named = 0;
        for line in clauses.lines().filter(|line| line.contains("| enforced: ")) {
            let name = line.split("| enforced: `").nth(1).unwrap().split('`').next().unwrap();
            assert!(tests.contains(&format!("fn {name}()")), "{name}");
            named += 1;
        }
        assert!(named >= least, "{file}: clauses are enforced by tests");
    }
}

#[test]
fn every_clause_that_is_called_checked_is_looked_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pdf");
    let clauses = std::fs::read_to_string(root.join("PDF_UA2.md")).unwrap();
    let code = ["ua2/clauses.rs", "ua2/elements.rs"]
        .map(|file| std::fs::read_to_string(root.join(file)).unwrap())
        .concat();
    let checked = clauses.lines().filter(|line| line.contains("| checked"));
    let numbers: Vec<&str> = checked.map(|line| line.split('|').nth(1).unwrap().trim()).collect();
    assert!(numbers.len() >= 10, "{numbers:?}");
    for number in numbers {
        let looked_for =
            code.contains(&format!("\"{number}: ")) || code.contains(&format!("{number}:"));
        let found_by_place = number == "8.2.5.2";
        assert!(looked_for || found_by_place, "{number}");
    }
}
