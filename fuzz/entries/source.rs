//! Any bytes as booklet.toml and chapter: read or reported, and made into editions where they are
//! read.

use std::path::Path;

use chapbook::content::{self, EditionName, Options};
use chapbook::make::{self, Request};

const BOOKLET: &str = "title = 'A'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n[contact]\n\
                       heading = 'H'\n[[contact.point]]\nname = 'L'\nphone = '01632 960 000'\n";

/// What stands before the first NUL is the chapter, what follows is added to booklet.toml.
pub fn run(data: &[u8], folder: &Path) {
    let mut parts = data.splitn(2, |byte| *byte == 0);
    let chapter = parts.next().unwrap_or_default();
    let more = parts.next().unwrap_or_default();
    std::fs::write(folder.join("a.toml"), chapter).unwrap();
    std::fs::write(folder.join("booklet.toml"), [BOOKLET.as_bytes(), more].concat()).unwrap();
    let options = Options { root: None, picture_fonts: None };
    let loaded = content::load(&folder.join("booklet.toml"), &options);
    assert!(loaded.book.is_some() || !loaded.diagnostics.is_empty());
    for problem in &loaded.diagnostics {
        let _ = chapbook::diagnostic::line(problem, &loaded.sources);
    }
    if let Some(book) = loaded.book {
        let editions = vec![EditionName::Screen, EditionName::Html, EditionName::Text];
        let made = make::make(&book, &Request { editions, ..Request::default() });
        assert_eq!(made.fault, None);
        let refused = made.diagnostics.iter().any(chapbook::diagnostic::Diagnostic::is_error);
        assert_eq!(made.outputs.is_empty(), refused);
    }
}
