//! The table of modules: who may import whom, and where foreign crates are at home.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The vocabulary, from the bottom up: each may import those before it.
const VOCABULARY: &[&str] = &[
    "keys",
    "source",
    "codes",
    "diagnostic",
    "geometry",
    "language",
    "words",
    "number",
    "picture",
    "qr",
    "uri",
    "unseen",
    "symbols",
];

/// What a module imports beside the vocabulary, no more and no less.
const MODULES: &[(&str, &[&str])] = &[
    ("content", &[]),
    ("typeset", &[]),
    ("layout", &["content", "typeset"]),
    ("editions", &["content", "typeset", "layout"]),
    ("pdf", &["typeset", "layout", "editions"]),
    ("svg", &["typeset", "layout", "editions"]),
    ("html", &["content", "typeset"]),
    ("transcript", &["content", "typeset"]),
    ("check", &["content", "layout"]),
    ("verify", &[]),
    ("changes", &["content", "verify"]),
    ("explain", &[]),
    ("schema", &[]),
    ("starter", &[]),
    ("import", &["content"]),
    ("make", &["content", "typeset", "layout", "editions", "pdf", "html", "transcript", "verify"]),
    ("desk", &["content", "typeset", "layout", "editions", "svg", "verify", "make"]),
    (
        "cli",
        &[
            "content", "typeset", "layout", "editions", "check", "verify", "changes", "explain",
            "schema", "starter", "import", "make", "desk",
        ],
    ),
];

/// The modules in which a foreign crate is at home.
const HOMES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["cli"]),
    ("base64", &["svg", "html", "desk"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("color", &["picture"]),
    ("fast_qr", &["qr"]),
    ("flate2", &["picture", "pdf", "verify", "cli"]),
    ("foldhash", &["typeset", "pdf"]),
    ("getrandom", &["desk"]),
    ("harfrust", &["typeset"]),
    ("html5ever", &["desk", "import"]),
    ("httparse", &["desk"]),
    ("hyphenation", &["typeset"]),
    ("icu_collator", &["content"]),
    ("icu_locale_core", &["language", "content"]),
    ("icu_properties", &["unseen", "content", "typeset"]),
    ("icu_segmenter", &["content", "typeset", "check", "changes"]),
    ("idna", &["content"]),
    ("indicatif", &["cli"]),
    ("jiff", &["cli"]),
    ("jpeg_encoder", &["picture"]),
    ("krilla", &["pdf"]),
    ("kurbo", &["typeset"]),
    ("lopdf", &["verify"]),
    ("maud", &["html", "changes"]),
    ("memchr", &["verify"]),
    ("moxcms", &["picture"]),
    ("notify", &["cli"]),
    ("open", &["cli"]),
    ("page_validation", &["verify"]),
    ("png", &["picture"]),
    ("pulldown_cmark", &["import"]),
    ("rayon", &["pdf", "verify", "make", "cli"]),
    ("read_fonts", &["picture", "typeset", "html"]),
    ("roxmltree", &["verify", "import"]),
    ("rustybuzz", &["picture"]),
    ("serde", &["language", "number", "content", "changes", "desk", "cli"]),
    ("serde_json", &["content", "schema", "desk", "cli"]),
    ("sha2", &["picture", "desk", "cli"]),
    ("signal_hook", &["cli"]),
    ("similar", &["changes", "import"]),
    ("skrifa", &["typeset"]),
    ("strsim", &["diagnostic", "check"]),
    ("tempfile", &["cli"]),
    ("textwrap", &["cli"]),
    ("toml", &["language", "number", "content", "schema", "import", "desk"]),
    ("toml_parser", &["desk"]),
    ("ttf2woff2", &["html"]),
    ("unicode_bidi", &["picture", "typeset"]),
    ("unicode_normalization", &["content", "typeset", "pdf", "check", "import"]),
    ("unicode_script", &["words", "picture", "content", "typeset"]),
    ("usvg", &["picture", "pdf"]),
    ("whatlang", &["check"]),
    ("write_fonts", &["typeset"]),
    ("zip", &["desk", "import"]),
    ("zune_core", &["picture"]),
    ("zune_jpeg", &["picture"]),
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
    for (name, homes) in HOMES {
        if !homes.contains(&module) && names_crate(&code, name) {
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

/// The code of each module, without comments.
fn modules() -> BTreeMap<String, String> {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), None, &mut found);
    assert!(found.len() > 10, "only {} files were looked at", found.len());
    let mut modules = BTreeMap::new();
    for (module, code) in found {
        let all: &mut String = modules.entry(module).or_default();
        all.push_str(&without_comments(&code));
        all.push('\n');
    }
    modules
}

/// The crates of `[dependencies]` in Cargo.toml, as code names them.
fn dependencies() -> BTreeSet<String> {
    let manifest = include_str!("../../Cargo.toml");
    let table: toml::Table = manifest.parse().unwrap();
    let crates = table["dependencies"].as_table().unwrap();
    crates.keys().map(|name| name.replace('-', "_")).collect()
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
fn the_table_of_modules_names_nothing_that_is_not_used() {
    let modules = modules();
    let vocabulary = |module: &String| VOCABULARY.contains(&module.as_str());
    let used: BTreeMap<&str, BTreeSet<String>> = modules
        .iter()
        .filter(|(module, _)| !vocabulary(module))
        .map(|(module, code)| {
            let others = imported(code).into_iter();
            (module.as_str(), others.filter(|it| it != module && !vocabulary(it)).collect())
        })
        .collect();
    let table: BTreeMap<&str, BTreeSet<String>> = MODULES
        .iter()
        .map(|(module, others)| (*module, others.iter().map(|it| (*it).to_owned()).collect()))
        .collect();
    assert_eq!(used, table);
    for module in VOCABULARY {
        assert!(modules.contains_key(*module), "{module} is no module");
    }
}

#[test]
fn every_crate_is_at_home_where_it_is_used() {
    let modules = modules();
    let used: BTreeMap<String, BTreeSet<&str>> = dependencies()
        .into_iter()
        .map(|name| {
            let at = modules.iter().filter(|(_, code)| names_crate(code, &name));
            let at = at.map(|(module, _)| module.as_str()).collect();
            (name, at)
        })
        .collect();
    let table: BTreeMap<String, BTreeSet<&str>> = HOMES
        .iter()
        .map(|(name, homes)| ((*name).to_owned(), homes.iter().copied().collect()))
        .collect();
    assert_eq!(used, table);
}

#[test]
fn a_forbidden_import_is_found_in_each_spelling() {
    let imports = |code| {
        let found = violations("pdf", code);
        found.into_iter().map(|violation| violation.imports).collect::<Vec<_>>()
    };
    assert_eq!(imports("use crate::content::Book;"), ["content"]);
    assert_eq!(imports("use crate::{layout::{Page, Item}, content, words::Phrases};"), ["content"]);
    assert_eq!(imports("fn f() { crate::cli::run() }"), ["cli"]);
    assert_eq!(imports("use toml::Value;"), ["toml"]);
    assert_eq!(
        imports("use crate::layout::Layout;\n/// Not crate::content::Book.\nuse krilla::Document;"),
        [""; 0]
    );
}

/// What rewrites files knows krilla only by the way in which it writes them.
#[test]
fn krilla_is_at_home_where_pages_are_drawn() {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pdf"), Some("pdf"), &mut found);
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pdf/draw"), Some("draw"), &mut found);
    let naming = |folder: &str| {
        let files = found.iter().filter(|(module, _)| module == folder);
        files.filter(|(_, code)| names_crate(&without_comments(code), "krilla")).count()
    };
    assert!(naming("draw") > 5);
    assert_eq!(naming("pdf"), naming("draw"), "krilla is named outside of pdf/draw");
}

/// What a program listens with, or calls elsewhere with.
const SOCKETS: &[&str] =
    &["TcpListener", "TcpStream", "UdpSocket", "UnixListener", "UnixStream", "UnixDatagram"];

/// `docs/decisions.md`: the desk alone listens, on the loopback address, and nothing connects.
#[test]
fn the_desk_alone_opens_a_socket_and_nothing_connects() {
    let mut sockets = BTreeSet::new();
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), None, &mut found);
    for (module, code) in &found {
        let code = without_comments(code);
        if SOCKETS.iter().any(|word| code.contains(word)) {
            sockets.insert(module.as_str());
        }
        let connects = ["::connect(", "connect_timeout(", ".connect(", "UdpSocket"];
        assert!(!connects.iter().any(|word| code.contains(word)), "{module} calls elsewhere");
    }
    assert_eq!(sockets.into_iter().collect::<Vec<_>>(), ["desk"]);
    let binds: Vec<&str> = found
        .iter()
        .flat_map(|(_, code)| code.lines())
        .filter(|line| line.contains("::bind("))
        .map(str::trim)
        .collect();
    let own = "let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));";
    assert_eq!(binds, [own]);
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
    let tests = std::fs::read_to_string(root.join("tests/integration/booklets.rs")).unwrap();
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
    let code = ["rewrite/ua2/clauses.rs", "rewrite/ua2/elements.rs"]
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
