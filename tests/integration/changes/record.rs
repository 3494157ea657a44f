//! `build --record`, and a record in the place of the old state.

use std::path::Path;

use super::{chapbook, edit, printed, said, write};

/// A booklet that was built with a record.
fn built() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tests", str::to_owned);
    let built = chapbook(folder.path(), &["build", "tests", "--edition", "screen", "--record"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    folder
}

fn record(folder: &Path) -> serde_json::Value {
    let text = std::fs::read(folder.join("out/blood-tests.chapbook.json")).unwrap();
    serde_json::from_slice(&text).unwrap()
}

#[test]
fn a_record_says_what_a_booklet_was_made_of_and_what_was_made_of_it() {
    let folder = built();
    let record = record(folder.path());
    assert_eq!((&record["slug"], &record["version"]), (&"blood-tests".into(), &"1.0".into()));
    assert_eq!(record["booklet"], "../tests");
    let sources = record["sources"].as_array().unwrap();
    let paths: Vec<&str> = sources.iter().map(|it| it["path"].as_str().unwrap()).collect();
    let expected = ["../tests/booklet.toml", "../tests/chapters/one.toml"];
    assert!(expected.iter().all(|path| paths.contains(path)), "{paths:?}");
    let pdf = std::fs::read(folder.path().join("out/blood-tests.pdf")).unwrap();
    assert_eq!(record["outputs"][0]["bytes"], pdf.len());
    assert_eq!(record["outputs"][0]["sha256"].as_str().unwrap().len(), 64);
    // The same again is the same record, and a build without one says that it is old.
    let before = std::fs::read(folder.path().join("out/blood-tests.chapbook.json")).unwrap();
    chapbook(folder.path(), &["build", "tests", "--edition", "screen", "--record"]);
    let after = std::fs::read(folder.path().join("out/blood-tests.chapbook.json")).unwrap();
    assert_eq!(before, after);
}

#[test]
fn a_record_stands_for_the_sources_or_for_the_pdf_that_was_made_of_them() {
    let folder = built();
    write(folder.path(), "new", edit);
    let changes = |old: &str| chapbook(folder.path(), &["changes", old, "new"]);
    for old in ["out", "out/blood-tests.chapbook.json"] {
        let told = changes(old);
        assert_eq!(told.status.code(), Some(0), "{}", said(&told));
        assert!(printed(&told).contains("is now “0808 157 0143”"), "{}", printed(&told));
    }
    // The sources have gone on: what was signed off is the PDF.
    write(folder.path(), "tests", edit);
    let told = changes("out");
    assert_eq!(told.status.code(), Some(0), "{}", said(&told));
    assert!(printed(&told).contains("is now “0808 157 0143”"), "{}", printed(&told));
    std::fs::write(folder.path().join("out/blood-tests.pdf"), "another").unwrap();
    let refused = changes("out");
    assert_eq!(refused.status.code(), Some(2));
    let words = "of its sources these are no longer as they were: ../tests/booklet.toml";
    assert!(said(&refused).contains(words), "{}", said(&refused));
    std::fs::write(folder.path().join("out/blood-tests.chapbook.json"), "{}").unwrap();
    assert!(said(&changes("out")).contains("it is no record of"), "{}", said(&changes("out")));
}
