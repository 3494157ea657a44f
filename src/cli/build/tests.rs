//! `build` with booklets whose file says what becomes of them.

use std::path::PathBuf;

use clap::Parser as _;

use super::super::arguments::{Arguments, Command};
use super::super::pipeline::Planned;
use super::super::pipeline::{LoadedBooklet, MadeBooklet, Output};
use super::*;
use crate::codes;
use crate::source::{SourceId, Span};

/// A folder of booklets, each a file of words: `slug=NAME`, `error`, `warning`, `panic`, `fail`,
/// `late-error`, `wrong-pdf`.
struct Shelf(tempfile::TempDir);

impl Shelf {
    fn new(booklets: &[(&str, &str)]) -> Self {
        let shelf = Self(tempfile::tempdir().unwrap());
        for (name, words) in booklets {
            std::fs::create_dir_all(shelf.path(name)).unwrap();
            std::fs::write(shelf.path(name).join("booklet.toml"), words).unwrap();
        }
        shelf
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn options(&self, arguments: &[&str]) -> BuildOptions {
        let out = self.path("out");
        let mut line: Vec<String> = vec!["chapbook".into(), "build".into()];
        line.extend(["--out".into(), out.display().to_string()]);
        line.extend(arguments.iter().map(|argument| (*argument).to_owned()));
        let Command::Build(mut options) = Arguments::parse_from(line).command else {
            unreachable!("a line that begins with build")
        };
        options.paths = vec![self.0.path().to_owned()];
        options
    }

    /// Builds, and gives the document and how it ended.
    fn build(&self, arguments: &[&str]) -> (serde_json::Value, Exit) {
        let options = self.options(arguments);
        let exit = run(&options, &load);
        let (booklets, _) = find(&options.paths);
        let options = BuildOptions { format: Format::Json, ..options };
        let jobs = pool(options.jobs).unwrap().install(|| build(booklets, &options, &load));
        (serde_json::to_value(document(jobs, &[])).unwrap(), exit)
    }

    fn written(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.path("out")) else { return Vec::new() };
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            // What chapbook keeps for itself.
            .filter(|name| name != ".chapbook.json")
            .collect();
        names.sort();
        names
    }
}

fn load(request: &BookletRequest) -> Result<LoadedBooklet, Failure> {
    let words = std::fs::read_to_string(&request.file).unwrap();
    let mut sources = Sources::new();
    let id = sources.add(request.file.as_str(), &words);
    let has = |word: &str| words.split_whitespace().any(|it| it == word);
    assert!(!has("panic"), "asked to");
    if has("fail") {
        return Err(Failure(format!("cannot read {}: disk on fire", request.file)));
    }
    let mut diagnostics = Vec::new();
    if has("error") {
        diagnostics.push(Diagnostic::error(codes::MISSING_KEY, Span::top(id), "no `title`"));
    }
    if has("warning") {
        diagnostics.push(Diagnostic::warning(codes::WORD_TOO_WIDE, Span::top(id), "too wide"));
    }
    let slug = words.split_whitespace().find_map(|it| it.strip_prefix("slug="));
    let slug = slug.unwrap_or("untitled").to_owned();
    let editions = request.editions.clone().unwrap_or(vec![EditionName::Screen, EditionName::Text]);
    let plan = (id, slug.clone(), editions.clone(), has("late-error"), has("wrong-pdf"));
    let panics = has("late-panic");
    let make = Box::new(move || {
        assert!(!panics, "asked to, late");
        Ok(make(plan))
    });
    let file_names: Vec<String> = editions.iter().map(|edition| edition.file_name(&slug)).collect();
    let planned = Planned {
        slug,
        slug_span: Span::top(id),
        facts: Facts::default(),
        all_file_names: file_names.clone(),
        file_names,
        make,
    };
    let files = vec![PathBuf::from(&request.file)];
    Ok(LoadedBooklet { sources, diagnostics, files, planned: Some(planned) })
}

fn make(
    (id, slug, editions, late_error, wrong_pdf): (SourceId, String, Vec<EditionName>, bool, bool),
) -> MadeBooklet {
    let outputs = editions.into_iter().map(|edition| Output {
        suspects: Default::default(),
        edition,
        size: None,
        file_name: edition.file_name(&slug),
        bytes: format!("{slug} {}", edition.as_str()).into_bytes(),
        pages: (edition == EditionName::Screen).then_some(9),
        sheets: None,
        filler_pages: 0,
        looks: Vec::new(),
        standards: if wrong_pdf { &["PDF/UA-1"] } else { &[] },
        left_alone: 0,
        milliseconds: 4.24,
    });
    let mut made = MadeBooklet { outputs: outputs.collect(), ..MadeBooklet::default() };
    if late_error {
        made.diagnostics.push(Diagnostic::error(
            codes::BACK_PAGE_OVERFLOW,
            Span::top(id),
            "too tall",
        ));
    }
    made
}

#[test]
fn what_was_written_is_reported_in_the_order_of_the_paths() {
    let shelf = Shelf::new(&[("b", "slug=two"), ("a", "slug=one warning")]);
    let (document, exit) = shelf.build(&["--format", "json"]);
    assert_eq!(exit, Exit::Done);
    assert_eq!(shelf.written(), ["one.pdf", "one.txt", "two.pdf", "two.txt"]);
    let first = &document["booklets"][0];
    assert!(first["path"].as_str().unwrap().ends_with("/a"));
    assert_eq!(first["diagnostics"][0]["severity"], "warning");
    let output = &first["outputs"][0];
    assert_eq!(output["pages"], 9);
    assert_eq!(output["milliseconds"], 4.2);
    assert_eq!(output["bytes"], "one screen".len());
    assert_eq!(output["sha256"].as_str().unwrap().len(), 64);
    assert!(document["failure"].is_null());
}

#[test]
fn any_number_of_jobs_gives_the_same_document() {
    let booklets: Vec<(String, String)> =
        (0..12).map(|at| (format!("b{at:02}"), format!("slug=s{at}"))).collect();
    let booklets: Vec<(&str, &str)> =
        booklets.iter().map(|(name, words)| (name.as_str(), words.as_str())).collect();
    let shelf = Shelf::new(&booklets);
    assert_eq!(shelf.build(&["--jobs", "1"]), shelf.build(&["--jobs", "7"]));
}

#[test]
fn the_gravest_outcome_counts_and_the_others_are_built() {
    let shelf = Shelf::new(&[("a", "error slug=a"), ("b", "slug=b"), ("c", "late-error slug=c")]);
    let (document, exit) = shelf.build(&["--edition", "text"]);
    assert_eq!(exit, Exit::Faulty);
    assert_eq!(shelf.written(), ["b.txt"]);
    assert_eq!(
        document["booklets"][2]["diagnostics"][0]["code"],
        codes::BACK_PAGE_OVERFLOW.as_str()
    );
    let shelf = Shelf::new(&[("a", "error"), ("b", "slug=b"), ("c", "fail"), ("d", "panic")]);
    assert_eq!(shelf.build(&["--edition", "text"]).1, Exit::Failed);
    assert_eq!(shelf.written(), ["b.txt"]);
}

#[test]
fn a_fault_of_the_program_is_a_sentence_about_the_file_and_writes_nothing() {
    let shelf = Shelf::new(&[("a", "slug=a"), ("b", "slug=b")]);
    assert_eq!(shelf.build(&[]).1, Exit::Done);
    let good = shelf.written();
    for (word, doing) in [("panic", "reading"), ("late-panic", "building")] {
        std::fs::write(shelf.path("a/booklet.toml"), format!("slug=a {word}")).unwrap();
        let options = shelf.options(&[]);
        assert_eq!(run(&options, &load), Exit::Failed);
        let (booklets, _) = find(&options.paths);
        let jobs = pool(options.jobs).unwrap().install(|| build(booklets, &options, &load));
        let told = jobs[0].failure.as_deref().unwrap_or_default();
        assert!(told.starts_with(&format!("chapbook broke down while {doing} ")), "{told}");
        assert!(told.contains("a/booklet.toml;") && told.contains("asked to"), "{told}");
        assert!(jobs[0].written.is_empty() && !jobs[1].written.is_empty());
        assert_eq!(shelf.written(), good);
    }
}

#[test]
fn two_outputs_of_one_name_stop_everything_and_both_booklets_are_named() {
    let shelf = Shelf::new(&[("a", "slug=help"), ("b", "slug=other"), ("c", "slug=help-press")]);
    let (_, exit) = shelf.build(&["--edition", "screen"]);
    assert_eq!(exit, Exit::Done);
    std::fs::remove_dir_all(shelf.path("out")).unwrap();
    let (document, exit) = shelf.build(&["--edition", "screen", "--edition", "press"]);
    assert_eq!(exit, Exit::Faulty);
    assert_eq!(shelf.written(), [""; 0]);
    let message = |at: usize| document["booklets"][at]["diagnostics"][0]["message"].to_string();
    assert!(message(0).contains("`help-press.pdf`") && message(0).contains("/c"), "{document}");
    assert!(message(2).contains("/a"), "{document}");
    assert_eq!(document["booklets"][1]["diagnostics"], serde_json::json!([]));
}

#[test]
fn an_edition_named_twice_is_built_once() {
    let shelf = Shelf::new(&[("a", "slug=a")]);
    let (document, _) = shelf.build(&["--edition", "text", "--edition", "text"]);
    assert_eq!(document["booklets"][0]["outputs"].as_array().unwrap().len(), 1);
}

#[test]
fn a_file_that_breaks_its_standard_is_not_moved_into_place() {
    let shelf = Shelf::new(&[("a", "slug=a wrong-pdf")]);
    let (_, exit) = shelf.build(&["--edition", "screen"]);
    assert_eq!(exit, Exit::Failed);
    assert_eq!(shelf.written(), [""; 0]);
    let (_, exit) = shelf.build(&["--edition", "screen", "--no-verify"]);
    assert_eq!(exit, Exit::Done);
    assert_eq!(shelf.written(), ["a.pdf"]);
}

#[test]
fn an_output_folder_that_is_a_file_fails_with_its_path() {
    let shelf = Shelf::new(&[("a", "slug=a")]);
    std::fs::write(shelf.path("out"), "in the way").unwrap();
    let options = shelf.options(&[]);
    let (booklets, _) = find(&options.paths);
    let jobs = build(booklets, &options, &load);
    assert!(jobs[0].failure.as_ref().unwrap().contains("out"), "{:?}", jobs[0].failure);
    assert_eq!(jobs[0].exit(), Exit::Failed);
}

#[test]
fn the_closing_line_counts_errors_and_names_the_booklet() {
    let shelf = Shelf::new(&[("a", "error warning slug=a")]);
    let options = shelf.options(&[]);
    let (booklets, _) = find(&options.paths);
    let jobs = build(booklets, &options, &load);
    let report = jobs[0].report(&options.out, false);
    let last = report.lines().last().unwrap();
    assert!(last.starts_with("1 error and 1 warning in /"), "{last}");
    assert!(last.ends_with("/a; nothing was written"), "{last}");
}
