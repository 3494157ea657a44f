//! Booklets in `tests/cases/content/*.txt`, each with what is said about it or made of it.
//!
//! A case begins with `===== name`. Files follow, each after a line `--- path`; a file `block`
//! stands for a chapter with a title and `[[block]]` before it; without a `booklet.toml` there is
//! a plain one. `--- expected` ends the case; `BLESS=1 cargo test` writes it anew.

use crate::support::content;

use chapbook::content::{Options, load};
use content::cases::{self, Case};
use content::{dump, files, plain};

fn run(case: &Case) -> String {
    let folder = files::Folder::new();
    let mut chapters = Vec::new();
    for (path, text) in &case.files {
        let (path, text) = if path == "block" {
            ("chapters/a.toml", format!("title = \"A\"\n[[block]]\n{text}"))
        } else {
            (path.as_str(), text.clone())
        };
        if path.starts_with("chapters/") {
            chapters.push(format!("\"{path}\""));
        }
        folder.write(path, text.as_bytes());
    }
    let booklet =
        case.files.iter().map(|(path, _)| path).find(|path| path.ends_with("booklet.toml"));
    if booklet.is_none() {
        folder.write("booklet.toml", plain::booklet(&chapters.join(", ")).as_bytes());
    }
    let booklet = booklet.map_or("booklet.toml", String::as_str);
    let loaded = load(&folder.path(booklet), &Options::default());
    dump::loaded(&loaded).replace(&format!("{}/", folder.shown()), "")
}

#[test]
fn every_case_says_what_is_expected() {
    cases::hold(&cases::paths("content"), |_, case| run(case));
}
