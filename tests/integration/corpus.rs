//! What fuzzing has shown to be different, kept small: each file goes the way that its fuzz target
//! goes.

#[path = "../../fuzz/entries/mod.rs"]
mod entries;

use std::path::Path;

/// Runs every kept file of a target.
fn each(target: &str, run: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(target);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        // A panic is told with the file that it is about.
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(&bytes)));
        assert!(outcome.is_ok(), "{}", path.display());
    }
}

#[test]
fn kept_sources_are_read_or_reported() {
    let folder = tempfile::tempdir().unwrap();
    each("source", |bytes| entries::source::run(bytes, folder.path()));
}

#[test]
fn kept_marks_are_read_and_set_without_loss() {
    let folder = tempfile::tempdir().unwrap();
    each("inline", |bytes| entries::inline::run(bytes, folder.path()));
}

#[test]
fn kept_texts_are_set() {
    each("text", entries::text::run);
}

#[test]
fn kept_pieces_are_placed_once_and_in_order() {
    each("pages", entries::pages::run);
}

#[test]
fn kept_pictures_are_drawn_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    each("picture", |bytes| entries::picture::run(bytes, folder.path()));
}

#[test]
fn kept_pdfs_are_judged_or_called_damaged() {
    each("pdf", entries::pdf::run);
}
