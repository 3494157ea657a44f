//! What a booklet's files may be: their bytes, their places, their limits.

use crate::support::content;

use std::path::{Path, PathBuf};

use chapbook::content::{Loaded, Options, load};
use content::dump;
use content::files::Folder;
use content::plain::booklet;

const CHAPTER: &str = "title = \"A\"\n[[block]]\ntext = \"x\"\n";

fn read(folder: &Folder, root: Option<&str>) -> Loaded {
    let options = Options { root: root.map(|root| folder.path(root)), picture_fonts: None };
    load(&folder.path("b/booklet.toml"), &options)
}

fn said(folder: &Folder, loaded: &Loaded) -> String {
    dump::loaded(loaded).replace(&format!("{}/", folder.shown()), "")
}

fn first_line(folder: &Folder) -> String {
    let said = said(folder, &read(folder, None));
    said.lines().next().unwrap_or("").to_owned()
}

fn with_chapter(bytes: &[u8]) -> Folder {
    let folder = Folder::new();
    folder.write("b/booklet.toml", booklet("\"a.toml\"").as_bytes());
    folder.write("b/a.toml", bytes);
    folder
}

#[test]
fn byte_order_marks_and_windows_line_ends_are_read() {
    let text = format!("\u{FEFF}{}", CHAPTER.replace('\n', "\r\n"));
    let folder = with_chapter(text.as_bytes());
    assert!(read(&folder, None).book.is_some());
    let wrong = text.replace("\"x\"", "\"é*x\"");
    let folder = with_chapter(wrong.as_bytes());
    assert_eq!(
        first_line(&folder),
        "error[bad-mark] b/a.toml:3:10-3:11: * has no partner in this paragraph"
    );
}

#[test]
fn a_root_beside_the_booklet_is_told_apart_from_a_path_that_leaves_it() {
    let folder = with_chapter(CHAPTER.as_bytes());
    folder.write("other/x.toml", b"");
    let said = said(&folder, &read(&folder, Some("other")));
    assert!(said.starts_with("error[outside-root] b/booklet.toml"), "{said}");
    assert!(said.contains("the booklet lies outside the folder that was given as its root"));
}

#[test]
fn letters_of_other_encodings_are_pointed_at() {
    let folder = with_chapter(b"title = \"A\"\n[[block]]\ntext = \"caf\xE9 it\x92s\"\n");
    let said = said(&folder, &read(&folder, None));
    assert!(
        said.starts_with("error[not-utf8] b/a.toml:3:12-3:13: the file is saved as Windows-1252")
    );
    assert!(said.contains("probably meant to be é"), "{said}");
    let folder = with_chapter(b"\xFF\xFEt\0i\0");
    assert!(first_line(&folder).starts_with("error[not-utf8] b/a.toml:1:1-"));
}

#[cfg(unix)]
#[test]
fn nothing_is_opened_through_a_link_that_leaves_the_root() {
    let folder = with_chapter(CHAPTER.as_bytes());
    folder.write("secret.toml", CHAPTER.as_bytes());
    std::fs::remove_file(folder.path("b/a.toml")).unwrap();
    std::os::unix::fs::symlink(folder.path("secret.toml"), folder.path("b/a.toml")).unwrap();
    assert!(first_line(&folder).starts_with("error[outside-root] b/booklet.toml:3:13-3:21"));
    assert!(read(&folder, Some("")).book.is_some());
}

#[cfg(unix)]
#[test]
fn pipes_and_folders_are_not_read() {
    let folder = with_chapter(CHAPTER.as_bytes());
    std::fs::remove_file(folder.path("b/a.toml")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.path("b/a.toml")).status();
    assert!(made.unwrap().success());
    assert!(first_line(&folder).starts_with("error[missing-file] b/booklet.toml:3:13-3:21"));
}

#[test]
fn a_root_widens_what_paths_may_reach() {
    let folder = Folder::new();
    folder.write("b/booklet.toml", booklet("\"../shared/a.toml\"").as_bytes());
    folder.write("shared/a.toml", CHAPTER.as_bytes());
    assert!(first_line(&folder).starts_with("error[outside-root]"));
    assert!(read(&folder, Some("")).book.is_some());
    assert!(first_line(&folder).contains("b/booklet.toml:3:13-3:31"));
}

#[test]
fn a_booklet_outside_the_root_is_refused() {
    let folder = with_chapter(CHAPTER.as_bytes());
    folder.write("c/x", b"");
    let loaded = read(&folder, Some("c"));
    assert!(loaded.book.is_none());
    assert_eq!(loaded.diagnostics[0].code.as_str(), "outside-root");
}

#[test]
fn a_missing_booklet_is_said_to_be_missing() {
    let loaded = load(Path::new("no/such/booklet.toml"), &Options::default());
    assert_eq!(loaded.diagnostics[0].code.as_str(), "missing-file");
    assert!(loaded.book.is_none() && loaded.diagnostics[0].primary.is_none());
    assert_eq!(loaded.files, [PathBuf::from("no/such/booklet.toml")]);
}

#[test]
fn files_that_were_looked_for_are_known_to_watch() {
    let folder = Folder::new();
    folder.write("b/booklet.toml", booklet("\"a.toml\", \"gone.toml\"").as_bytes());
    folder.write("b/a.toml", CHAPTER.as_bytes());
    let files = read(&folder, None).files;
    for path in ["b/booklet.toml", "b/a.toml", "b/gone.toml"] {
        assert!(files.contains(&folder.path(path)), "{path} in {files:?}");
    }
}

#[test]
fn files_over_their_limit_are_refused() {
    let long = format!("{CHAPTER}# {}", "x".repeat(8_000_000));
    let folder = with_chapter(long.as_bytes());
    let said = first_line(&folder);
    assert!(said.starts_with("error[too-large] b/booklet.toml:3:13-3:21"), "{said}");
    assert!(said.contains("8 MB"));
}

#[test]
fn limits_are_named() {
    let rows = "[\"a\"],".repeat(5001);
    let table =
        format!("title = \"A\"\n[[block]]\ntable = {{ columns = [\"a\"], rows = [{rows}] }}\n");
    let blocks = format!("title = \"A\"\n{}", "[[block]]\ntext = \"x\"\n".repeat(100_001));
    let nested = format!("title = \"A\"\nx = {}{}\n", "[".repeat(50_000), "]".repeat(50_000));
    let dotted = format!("title = \"A\"\n{} = 1\n", vec!["a"; 50_000].join("."));
    for (chapter, message) in [
        (&table, "5,000 rows"),
        (&blocks, "100,000 blocks"),
        (&nested, "8 deep"),
        (&dotted, "8 deep"),
    ] {
        let folder = with_chapter(chapter.as_bytes());
        let said = said(&folder, &read(&folder, None));
        assert!(said.starts_with("error[too-large] b/a.toml:"), "{}", &said[..said.len().min(300)]);
        assert!(said.contains(message), "{}", &said[..said.len().min(300)]);
    }
}

#[test]
fn values_cannot_grow_without_end() {
    let folder = with_chapter(b"title = \"A\"\n[[block]]\ntext = \"{v30} {v12}{v12}\"\n");
    let mut text = booklet("\"a.toml\"");
    text.push_str("[values]\nv0 = \"0123456789\"\n");
    for number in 1..=30 {
        let inner = number - 1;
        text.push_str(&format!("v{number} = \"{{v{inner}}}{{v{inner}}}{{v{inner}}}\"\n"));
    }
    folder.write("b/booklet.toml", text.as_bytes());
    let said = said(&folder, &read(&folder, None));
    assert!(said.starts_with("error[too-large]"), "{said}");
    assert!(said.contains("1 MB"), "{said}");
}

#[test]
fn long_chains_of_values_and_marks_do_not_exhaust_the_stack() {
    let brackets = format!("{}x{}", "[".repeat(20_000), "](lang:cy)".repeat(20_000));
    let chapter = format!("title = \"A\"\n[[block]]\ntext = \"{{v5000}} {brackets}\"\n");
    let folder = with_chapter(chapter.as_bytes());
    let mut text = booklet("\"a.toml\"");
    text.push_str("[values]\nv0 = \"x\"\n");
    for number in 1..=5000 {
        text.push_str(&format!("v{number} = \"{{v{}}}\"\n", number - 1));
    }
    folder.write("b/booklet.toml", text.as_bytes());
    let loaded = read(&folder, None);
    let codes: Vec<&str> = loaded.diagnostics.iter().map(|found| found.code.as_str()).collect();
    assert!(codes.contains(&"too-large") && codes.contains(&"bad-mark"), "{codes:?}");
}
