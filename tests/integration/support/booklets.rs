//! The sample, the guide and the test booklets, and what they are read with.

use std::path::{Path, PathBuf};

use chapbook::picture::PictureFonts;
use chapbook::typeset::Fonts;

/// The fonts that words within drawings are looked for in.
pub fn fonts() -> PictureFonts {
    PictureFonts::new(Fonts::built_in().for_drawings(None))
}

/// Every `booklet.toml` of the sample, of the guide and of the test booklets.
pub fn booklets() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = ["booklet", "docs/guide", "tests/booklets"].map(|it| root.join(it)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name == "booklet.toml") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() >= 8, "the test booklets are there");
    found
}
