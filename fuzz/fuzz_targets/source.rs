//! Any bytes as booklet.toml and chapter: read or reported, and laid out where they are read.

#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use chapbook::content::{self, Options};
use chapbook::make::{self, Request};
use libfuzzer_sys::fuzz_target;

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = PathBuf::from(format!("/dev/shm/chapbook-source-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
});

const BOOKLET: &str = "title = 'A'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n[contact]\n\
                       heading = 'H'\n[[contact.point]]\nname = 'L'\nphone = '01632 960 000'\n";

fuzz_target!(|data: &[u8]| {
    // What stands before the first NUL is the chapter, what follows is added to booklet.toml.
    let mut parts = data.splitn(2, |byte| *byte == 0);
    let chapter = parts.next().unwrap_or_default();
    let more = parts.next().unwrap_or_default();
    std::fs::write(FOLDER.join("a.toml"), chapter).unwrap();
    std::fs::write(FOLDER.join("booklet.toml"), [BOOKLET.as_bytes(), more].concat()).unwrap();
    let options = Options { root: None, picture_fonts: None };
    let loaded = content::load(&FOLDER.join("booklet.toml"), &options);
    assert!(loaded.book.is_some() || !loaded.diagnostics.is_empty());
    for problem in &loaded.diagnostics {
        chapbook::diagnostic::line(problem, &loaded.sources);
    }
    if let Some(book) = loaded.book {
        let _ = make::proof(&book, &Request::default());
    }
});
