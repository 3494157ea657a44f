//! Files of other programs as booklets: nothing is lost, nothing changes its place, and what could
//! not be carried over is named.

mod bad;
pub mod builder;
mod columns;
mod lists;
mod lost;
mod makers;
mod odt;
mod plain;
mod proof;
mod random;
mod signs;
mod web;
mod word;

use std::collections::BTreeMap;

use chapbook::content::{self, Loaded, Options};
use chapbook::import::{Changes, Count, Format, Imported, import};

/// A file that was imported and read back.
pub struct Brought {
    pub files: BTreeMap<String, String>,
    pub imported: Imported,
    pub count: Count,
}

impl Brought {
    /// The first chapter as TOML.
    pub fn chapter(&self) -> &str {
        self.files.iter().find(|(path, _)| path.starts_with("chapters/")).unwrap().1
    }

    pub fn booklet(&self) -> &str {
        &self.files["booklet.toml"]
    }

    /// What was left out, as lines.
    pub fn left_out(&self) -> Vec<String> {
        let line =
            |it: &chapbook::import::LeftOut| format!("{} ({}): {}", it.what, it.place, it.words);
        self.imported.left_out.iter().map(line).collect()
    }

    pub fn notices(&self) -> String {
        self.imported.notices.iter().map(|it| format!("{} ({})\n", it.words, it.place)).collect()
    }
}

/// The booklet of a file, which can be read back and has lost no word.
pub fn bring(bytes: &[u8], format: Format) -> Brought {
    brought(bytes, format, None)
}

pub fn brought(bytes: &[u8], format: Format, changes: Option<Changes>) -> Brought {
    let (brought, loaded) = tried(bytes, format, changes);
    let brought = brought.unwrap_or_else(|| panic!("it cannot be read: {:#?}", loaded.diagnostics));
    assert!(brought.count.is_sound(), "{:#?} {:#?}", brought.count, brought.files);
    assert_eq!(untold(&loaded), [""; 0], "the text edition");
    brought
}

/// Words of the book that its text edition does not say.
fn untold(loaded: &Loaded) -> Vec<String> {
    let words = |text: &str| -> Vec<String> {
        // Signs of direction stand within words there.
        let seen = |c: &char| !chapbook::unseen::is_ignorable(*c);
        let text: String = text.chars().filter(seen).collect();
        text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
    };
    let book = loaded.book.as_ref().unwrap();
    let text = chapbook::transcript::write(book, false);
    let mut said = std::collections::HashMap::new();
    words(&text).into_iter().for_each(|word| *said.entry(word).or_insert(0) += 1);
    let mut all = Vec::new();
    for chapter in &book.chapters {
        all.extend(words(&chapter.title.plain_text()));
        for block in &chapter.blocks {
            if let content::BlockKind::Text(text) = &block.kind {
                text.iter().for_each(|it| all.extend(words(&it.plain_text())));
            }
        }
    }
    all.retain(|word| {
        let left = said.entry(word.clone()).or_insert(0);
        *left -= 1;
        *left < 0
    });
    all
}

pub fn tried(bytes: &[u8], format: Format, changes: Option<Changes>) -> (Option<Brought>, Loaded) {
    let imported = import(bytes, format, changes, "the-file").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut files = BTreeMap::new();
    for file in &imported.trial {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
    }
    for file in &imported.files {
        files.insert(file.path.clone(), String::from_utf8_lossy(&file.bytes).into_owned());
    }
    let loaded = content::load(&folder.path().join("booklet.toml"), &Options::default());
    let count = loaded.book.as_ref().map(|book| imported.count(book));
    (count.map(|count| Brought { files, imported, count }), loaded)
}
