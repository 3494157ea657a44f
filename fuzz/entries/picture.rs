//! Any bytes as a picture: refused, or drawn in a PDF and shown on a page.

use std::path::Path;

use chapbook::content::{self, EditionName, Options};
use chapbook::make::{self, Request};
use chapbook::picture::{Picture, PictureFonts};

/// The first byte says what the file claims to be.
pub fn run(data: &[u8], folder: &Path) {
    let Some((kind, data)) = data.split_first() else { return };
    let name = ["a.png", "a.jpg", "a.svg"][usize::from(*kind) % 3];
    // Without fonts, text in drawings is left out, and nothing else of them.
    let fonts = PictureFonts::new(std::iter::empty());
    if Picture::read(data.into(), name, &fonts).is_ok() {
        draw(data, name, folder);
    }
}

/// Makes a booklet that shows the picture.
fn draw(data: &[u8], name: &str, folder: &Path) {
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    write(
        "booklet.toml",
        b"title = 'A'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n[contact]\nheading = 'H'\n\
          [[contact.point]]\nname = 'L'\nphone = '01632 960 000'\n",
    );
    let chapter = format!("title = 'A'\n[[block]]\nfigure = {{ image = '{name}', alt = 'a' }}\n");
    write("a.toml", chapter.as_bytes());
    write(name, data);
    let options = Options { root: None, picture_fonts: Some(|| PictureFonts::new([])) };
    let loaded = content::load(&folder.join("booklet.toml"), &options);
    let Some(book) = loaded.book else { return };
    let editions = vec![EditionName::Screen, EditionName::Press, EditionName::Html];
    let made = make::make(&book, &Request { editions, ..Request::default() });
    assert_eq!(made.fault, None);
    assert_eq!(made.outputs.len(), 3, "{:?}", made.diagnostics);
}
