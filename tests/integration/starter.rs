//! The starter booklet, as an editor gets it.

use std::path::Path;

use crate::support::booklets::fonts;
use chapbook::check::{self, Subject};
use chapbook::content::{self, EditionName, Options};
use chapbook::make::{Request, make};
use chapbook::schema::{Kind, schema};
use chapbook::starter::{Dates, File, files};
use chapbook::verify;
use chapbook::words::Date;

fn starter() -> Vec<File> {
    files(&Dates { reviewed: "2026-10-01".into(), review_by: "2028-10-01".into() })
}

fn write(folder: &Path) {
    for file in starter() {
        let path = folder.join(file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.text).unwrap();
    }
}

#[test]
fn the_comment_on_editions_names_all_of_them() {
    let booklet = starter().into_iter().find(|file| file.path == "booklet.toml").unwrap().text;
    let line = booklet.lines().find_map(|line| line.strip_prefix("#editions = ")).unwrap();
    for edition in EditionName::ALL {
        assert!(line.contains(&format!("\"{}\"", edition.as_str())), "{line}");
    }
    assert!(booklet.contains("\n#   chapbook build my-booklet\n"), "{booklet}");
    assert!(booklet.contains("# and no space after it"), "{booklet}");
}

#[test]
fn it_builds_every_edition_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let options = Options { root: None, picture_fonts: Some(fonts) };
    let loaded = content::load(&folder.path().join("booklet.toml"), &options);
    assert_eq!(loaded.diagnostics, []);
    let made = make(&loaded.book.unwrap(), &Request::default());
    assert_eq!((made.fault, made.diagnostics), (None, Vec::new()));
    assert_eq!(made.notes, [""; 0]);
    assert_eq!(made.outputs.len(), EditionName::ALL.len());
    for output in made.outputs.iter().filter(|output| !output.standards.is_empty()) {
        if output.bytes.starts_with(b"%PDF") {
            let results = verify::validate(&output.bytes).unwrap();
            assert!(results.iter().all(|result| result.passes), "{results:?}");
        }
    }
}

#[test]
fn facts_of_the_example_are_told_of_until_they_are_put_right() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let file = folder.path().join("booklet.toml");
    let told = || {
        let options = Options { root: None, picture_fonts: Some(fonts) };
        let loaded = content::load(&file, &options);
        let book = loaded.book.unwrap();
        let today = Date { year: 2026, month: 10, day: 1 };
        let subject = Subject::new(&book, &loaded.sources, Vec::new(), today);
        let findings = check::run(&subject, loaded.diagnostics);
        let own = findings.iter().filter(|it| it.code.as_str() == "untouched-example");
        own.map(|it| loaded.sources.snippet(it.primary.unwrap()).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(told(), ["Example Health", "{support_line}", "{support_email}"]);
    let text = std::fs::read_to_string(&file).unwrap();
    let own = text
        .replace("publisher = \"Example Health\"", "publisher = \"Ovacome\"")
        .replace("01632 960 000", "0808 008 7054")
        .replace("help@example.org", "support@ovacome.org.uk");
    std::fs::write(&file, own).unwrap();
    assert_eq!(told(), [""; 0]);
}

/// Parts that an author may want stand behind a # without a blank.
#[test]
fn with_every_part_that_is_offered_it_builds_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let mut offered = 0;
    for file in starter().iter().filter(|file| file.path.ends_with(".toml")) {
        let lines = file.text.lines().map(|line| match line.strip_prefix('#') {
            Some(part) if part.starts_with(|c: char| c.is_ascii_lowercase() || c == '[') => {
                offered += 1;
                part
            }
            _ => line,
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        std::fs::write(folder.path().join(file.path), text).unwrap();
    }
    assert!(offered >= 15, "{offered} lines are offered");
    let options = Options { root: None, picture_fonts: Some(fonts) };
    let loaded = content::load(&folder.path().join("booklet.toml"), &options);
    assert_eq!(loaded.diagnostics, []);
    let made = make(&loaded.book.unwrap(), &Request::default());
    assert_eq!((made.fault, made.diagnostics), (None, Vec::new()));
    let names: Vec<_> = made.outputs.iter().map(|output| &output.file_name[..]).collect();
    assert!(names.contains(&"blood-test-large-print-24.pdf"), "{names:?}");
}

/// TOML 1.1 lets an inline table run over several lines and end in a comma; editors' checkers do
/// not know that yet.
#[test]
fn it_is_written_in_toml_1_0() {
    for file in starter().iter().filter(|file| file.path.ends_with(".toml")) {
        assert!(file.text.parse::<toml::Table>().is_ok(), "{}", file.path);
        for line in file.text.lines().filter(|line| !line.starts_with('#')) {
            let count = |sign| line.matches(sign).count();
            assert_eq!(count('{'), count('}'), "{}: {line}", file.path);
            assert!(!line.contains(", }"), "{}: {line}", file.path);
            assert!(!line.contains("\\e") && !line.contains("\\x"), "{}: {line}", file.path);
        }
    }
}

#[test]
fn it_is_right_by_the_schemas_and_so_it_is_with_a_line_that_names_them() {
    for file in starter().iter().filter(|file| file.path.ends_with(".toml")) {
        let kind = if file.path == "booklet.toml" { Kind::Booklet } else { Kind::Chapter };
        let text = format!("#:schema ./booklet.schema.json\n{}", file.text);
        let table: toml::Table = text.parse().unwrap();
        let mut json = serde_json::to_value(&table).unwrap();
        for date in ["reviewed", "review_by"] {
            if let Some(value) = table.get(date) {
                json[date] = value.to_string().into();
            }
        }
        let validator = jsonschema::draft202012::new(&schema(kind)).unwrap();
        let faults: Vec<String> =
            validator.iter_errors(&json).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, [""; 0], "{}", file.path);
    }
}

#[test]
fn its_comments_teach_in_every_file() {
    for file in starter().iter().filter(|file| file.path.ends_with(".toml")) {
        let comments = file.text.lines().filter(|line| line.starts_with("# ")).count();
        assert!(comments >= 4, "{} has {comments} lines of comment", file.path);
    }
}
