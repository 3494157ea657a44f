//! Booklets in `tests/cases/check/CODE.txt`, each with what `check` says of it.
//!
//! The form is that of `content.rs`. A case of a rule that must speak up is called
//! `fires: …`, one in which it must not `quiet: …`. Without a `booklet.toml` there is one in which
//! nothing is wrong, and `booklet` stands for lines that are added to it. `today` is the day of
//! the check. What is merely good to know is left out, but for the rule whose file it is.

use crate::support::content;

use std::path::{Path, PathBuf};

use crate::support::booklets::{self, booklets};
use chapbook::check::{self, LaidOut, RULES, Subject};
use chapbook::content::{Options, load};
use chapbook::diagnostic::Severity;
use chapbook::layout::Layout;
use chapbook::make;
use chapbook::words::Date;
use content::cases::{self, Case};
use content::{files, report};
use proptest::prelude::*;

const SOUND: &str = r#"
publisher = "Ovacome"
version = "1"
reviewed = 2026-01-01
review_by = 2028-01-01
[imprint]
feedback = "Tell us what you think."
formats = "We have it in large print."
references = "Ask us where the facts come from."
"#;

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// A sound booklet with these chapters; keys that it shall not have are those that are added.
fn booklet(chapters: &str, added: &str) -> String {
    let title = "title = \"T\"\nlanguage = \"en-GB\"\n";
    let contact = "[contact]\nheading = \"Help\"\n[[contact.point]]\nname = \"Support line\"\n\
                   phone = \"0808 008 7054\"\n";
    let key = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
    let taken: Vec<String> = added.lines().filter_map(key).collect();
    let (top, tables) = match added.find("\n[") {
        _ if added.starts_with('[') => ("", added),
        Some(at) => added.split_at(at + 1),
        None => (added, ""),
    };
    let own = SOUND
        .lines()
        .chain(title.lines())
        .filter(|line| !key(line).is_some_and(|key| taken.contains(&key)));
    let (imprint, keys): (Vec<&str>, Vec<&str>) = own.partition(|line| {
        ["[imprint]", "feedback", "formats", "references"].iter().any(|it| line.starts_with(it))
    });
    let imprint = if tables.contains("[imprint]") { String::new() } else { imprint.join("\n") };
    let contact = if tables.contains("[contact]") { "" } else { contact };
    let keys = keys.join("\n");
    format!("chapters = [{chapters}]\n{keys}\n{top}\n{tables}\n{imprint}\n{contact}")
}

fn day(text: &str) -> Date {
    let parts: Vec<u16> = text.trim().split('-').map(|part| part.parse().unwrap()).collect();
    Date { year: parts[0], month: parts[1] as u8, day: parts[2] as u8 }
}

fn run(path: &Path, case: &Case) -> String {
    let folder = files::Folder::new();
    let (mut chapters, mut added, mut today) = (Vec::new(), "", TODAY);
    let mut whole = None;
    for (path, text) in &case.files {
        let (path, text) = match path.as_str() {
            "block" => ("chapters/a.toml", format!("title = \"A\"\n[[block]]\n{text}")),
            "booklet" => {
                added = text;
                continue;
            }
            "today" => {
                today = day(text);
                continue;
            }
            path => (path, text.clone()),
        };
        if path.starts_with("chapters/") {
            chapters.push(format!("\"{path}\""));
        }
        if path.ends_with("booklet.toml") {
            whole = Some(path.to_owned());
        }
        folder.write(path, text.as_bytes());
    }
    if chapters.is_empty() && whole.is_none() {
        let plain = "title = \"A\"\n[[block]]\ntext = \"Drink water.\"\n";
        folder.write("chapters/a.toml", plain.as_bytes());
        chapters.push("\"chapters/a.toml\"".to_owned());
    }
    if whole.is_none() {
        folder.write("booklet.toml", booklet(&chapters.join(", "), added).as_bytes());
    }
    let booklet = folder.path(whole.as_deref().unwrap_or("booklet.toml"));
    let code = path.file_stem().unwrap().to_string_lossy();
    said(&booklet, today, &code).replace(&format!("{}/", folder.shown()), "")
}

fn said(booklet: &Path, today: Date, code: &str) -> String {
    let loaded = load(booklet, &Options { root: None, picture_fonts: Some(booklets::fonts) });
    let mut findings = loaded.diagnostics;
    if let Some(book) = &loaded.book {
        let proof = make::proof(book, &make::Request::default());
        findings.extend(proof.diagnostics);
        let layouts: Vec<_> = proof.pocket.iter().chain(&proof.large_print).collect();
        let name = |layout: &&Layout| match layout.style.large_print {
            None => "screen".to_owned(),
            Some(large) => large.edition(),
        };
        let names: Vec<String> = layouts.iter().map(name).collect();
        let layouts = names.iter().zip(layouts).map(|(edition, layout)| LaidOut {
            edition,
            layout,
            palette: layout.style.palette,
        });
        let subject = Subject::new(book, &loaded.sources, layouts.collect(), today);
        findings = check::run(&subject, findings);
    }
    let mut out = String::new();
    for finding in &findings {
        if finding.severity > Severity::Info || finding.code.as_str() == code {
            report::diagnostic(finding, &loaded.sources, &mut out);
        }
    }
    out
}

fn paths() -> Vec<PathBuf> {
    cases::paths("check")
}

#[test]
fn every_case_says_what_is_expected() {
    cases::hold(&paths(), run);
}

#[test]
fn every_rule_has_cases_in_which_it_fires_and_in_which_it_is_quiet() {
    for rule in RULES {
        let path = paths().into_iter().find(|path| path.file_stem().unwrap() == rule.code.as_str());
        let path =
            path.unwrap_or_else(|| panic!("there is no tests/cases/check/{}.txt", rule.code));
        let all = cases::parse(&std::fs::read_to_string(path).unwrap());
        let mark = format!("[{}]", rule.code);
        for (kind, fires) in [("fires: ", true), ("quiet: ", false)] {
            let of_kind: Vec<&Case> = all.iter().filter(|it| it.name.starts_with(kind)).collect();
            assert!(!of_kind.is_empty(), "{} has no case \"{kind}…\"", rule.code);
            for case in of_kind {
                assert_eq!(case.expected.contains(&mark), fires, "{}: {}", rule.code, case.name);
            }
        }
    }
}

#[test]
fn the_sample_checks_clean() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("booklet/booklet.toml");
    assert_eq!(said(&sample, TODAY, ""), "");
}

#[test]
fn the_examples_of_every_manual_are_toml() {
    for manual in check::manuals() {
        let examples = manual.text.split("```toml\n").skip(1);
        let examples: Vec<&str> =
            examples.map(|example| example.split("```").next().unwrap()).collect();
        assert_eq!(examples.len(), 2, "{}: before and after", manual.code);
        for example in examples {
            let read = example.parse::<toml::Table>();
            assert!(read.is_ok(), "{}: {read:?}", manual.code);
        }
    }
}

#[test]
fn booklets_in_many_languages_raise_no_false_alarm() {
    // What these booklets lack indeed: lines of the imprint, and links around a number.
    let right = ["missing-feedback", "missing-references", "missing-formats", "bare-address"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/booklets/languages");
    let mut checked = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (_, findings) = read(&path.join("booklet.toml"));
        let wrong: Vec<&str> = findings
            .iter()
            .filter(|finding| {
                finding.severity > Severity::Info && !right.contains(&finding.code.as_str())
            })
            .map(|finding| finding.message.as_str())
            .collect();
        assert_eq!(wrong, [""; 0], "{}", path.display());
        checked += 1;
    }
    assert!(checked > 30);
}

/// The rules of doses, dates and times.
const OF_DOSES: [&str; 15] = [
    "garbled-dose",
    "decimal-comma",
    "abbreviated-unit",
    "unit-capitals",
    "split-number",
    "trailing-nought",
    "missing-nought",
    "unparted-number",
    "glued-dose",
    "dose-signs",
    "prescription-shorthand",
    "conflicting-frequency",
    "ambiguous-date",
    "twenty-four-hour-clock",
    "empty-dose",
];

#[test]
fn what_is_said_of_doses_dates_and_times_is_no_false_alarm_in_any_booklet() {
    // Those in directions hold numbers in every form, those that clinicians stop among them.
    let directions =
        |path: &PathBuf| path.components().any(|part| part.as_os_str() == "directions");
    let mut checked = 0;
    for path in booklets().into_iter().filter(|path| !directions(path)) {
        let (words, findings) = read(&path);
        let alarms = findings.iter().filter(|finding| OF_DOSES.contains(&finding.code.as_str()));
        let alarms: Vec<&str> = alarms.map(|finding| finding.message.as_str()).collect();
        assert_eq!(alarms, [""; 0], "{}", path.display());
        assert!(!words.is_empty(), "{} cannot be read", path.display());
        checked += 1;
    }
    assert!(checked > 40, "{checked} booklets");
}

/// What is read of a booklet, and its findings.
fn read(booklet: &Path) -> (Vec<String>, Vec<chapbook::diagnostic::Diagnostic>) {
    let loaded = load(booklet, &Options::default());
    let Some(book) = &loaded.book else {
        return (Vec::new(), loaded.diagnostics);
    };
    let subject = Subject::new(book, &loaded.sources, Vec::new(), TODAY);
    let words = subject.passages.iter().map(|passage| passage.text.clone()).collect();
    (words, check::run(&subject, loaded.diagnostics))
}

/// How many links are refused, or said to lead elsewhere.
fn refused(findings: &[chapbook::diagnostic::Diagnostic]) -> usize {
    findings.iter().filter(|it| matches!(it.code.as_str(), "bad-link" | "misleading-link")).count()
}

/// Pieces that texts are made of, the awkward ones among them.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "0808 008 7054",
        "+44 (0)20 7299 6653",
        "(212) 555-0123",
        "1-800-555-0199",
        "0800 REVERSE",
        "020 7946 0019/20",
        "0808 l57 0142",
        "\\\\*5400",
        "www.example.org/a_b",
        "https://example.org/é?x=1",
        "help@example.org",
        "{line}",
        "{open}",
        "call 999",
        "text 60777",
        "(",
        ")",
        ". ",
        ", ",
        " ",
        "**",
        "*",
        "[a](#contact)",
        "[",
        "](",
        "<",
        ">",
        "NOT",
        "NHS",
        "é",
        "中",
        "\\\\*",
        "“",
        "’",
        " //\n",
        "\n\n",
        "- ",
        "1) ",
        "{{",
        "https://www.nhs.uk",
        "1.5",
        "£20",
        "\u{AD}",
        "\u{A0}",
    ];
    prop_oneof![
        4 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => "[a-z]{1,8}",
        1 => "\\PC{1,3}".prop_map(|text| text.replace(['"', '\\'], "")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn changes_never_alter_what_is_read(pieces in prop::collection::vec(piece(), 1..14)) {
        let folder = files::Folder::new();
        let chapter = format!("title = \"A\"\n[[block]]\ntext = \"\"\"\n{}\"\"\"\n", pieces.concat());
        let values = "[values]\nline = \"0808 008 7054\"\nopen = \"{line}, all day\"\n";
        folder.write("booklet.toml", booklet("\"a.toml\"", values).as_bytes());
        folder.write("a.toml", chapter.as_bytes());
        let (before, findings) = read(&folder.path("booklet.toml"));
        let before_refused = refused(&findings);
        let mut patches: Vec<_> = findings
            .iter()
            .filter(|finding| finding.code.as_str() == "bare-address")
            .flat_map(|finding| &finding.helps)
            .filter_map(|help| help.patch.clone())
            .collect();
        patches.sort_by_key(|patch| std::cmp::Reverse(patch.span.start));
        let mut changed = chapter.clone();
        for patch in &patches {
            changed.replace_range(patch.span.range(), &patch.replacement);
        }
        folder.write("a.toml", changed.as_bytes());
        let (after, now) = read(&folder.path("booklet.toml"));
        prop_assert_eq!(before, after, "{}", changed);
        // What was changed is not refused, nor said to lead elsewhere.
        prop_assert_eq!(before_refused, refused(&now), "{}", changed);
    }
}

#[test]
fn every_file_of_a_rule_is_in_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    let stem = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.unwrap().path().file_stem().unwrap().to_string_lossy().replace('_', "-")
    };
    let mut files: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(stem).filter(|it| it != "mod").collect();
    files.sort();
    let mut listed: Vec<&str> = RULES.iter().map(|rule| rule.code.as_str()).collect();
    listed.sort_unstable();
    assert_eq!(files, listed);
}
