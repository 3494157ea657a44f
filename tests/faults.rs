//! What the program does where it is at fault itself, and where a font is damaged that looked sound.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;

use chapbook::content::{self, EditionName, Options};
use chapbook::editions::{self, Standard};
use chapbook::geometry::Pt;
use chapbook::layout::{Ink, Owner};
use chapbook::make::{self, Request};
use chapbook::pdf;
use chapbook::typeset::Fonts;

/// A booklet of a paragraph, in a folder of its own.
fn booklet(more: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let booklet = "title = 'T'\nlanguage = 'he'\nslug = 't'\nchapters = ['a.toml']\n[contact]\n\
                   heading = 'H'\n[[contact.point]]\nname = 'L'\nphone = '01632 960 000'\n";
    std::fs::write(folder.path().join("booklet.toml"), format!("{booklet}{more}")).unwrap();
    let chapter = "title = 'A'\n[[block]]\ntext = 'שָׁלוֹם עולם'\n";
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    folder
}

/// A panic in the middle of marked content must not end the program before it has told of it.
#[test]
fn a_fault_while_a_page_is_drawn_can_be_caught() {
    let folder = booklet("");
    let options = Options { root: None, picture_fonts: None };
    let book = content::load(&folder.path().join("booklet.toml"), &options).book.unwrap();
    let request = Request { editions: vec![EditionName::Screen], ..Request::default() };
    let mut layout = make::proof(&book, &request).pocket.unwrap();
    let fonts = Fonts::built_in();
    let written = |layout: &_| {
        let palette = editions::screen_palette(&book, layout);
        let publication = editions::single_pages(&book, layout, palette, Standard::Ua1);
        catch_unwind(AssertUnwindSafe(|| pdf::write(&publication, &fonts)))
    };
    assert!(written(&layout).is_ok_and(|written| written.is_ok()));
    let items = layout.pages.iter_mut().flat_map(|page| &mut page.items);
    for item in items.filter(|item| matches!(item.owner, Owner::Leaf(_))) {
        if let Ink::Glyphs(run, _) = &mut item.ink {
            // Nothing that the typesetter makes; krilla refuses to write it.
            run.size = Pt(f32::NAN);
        }
    }
    assert!(written(&layout).is_err(), "nothing went wrong");
}

/// A font with four bytes of a table's entry in its directory changed: 4 checksum, 8 offset, 12
/// length.
fn damaged(tag: &[u8; 4], field: usize, value: u32) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fonts/noto-sans-hebrew/NotoSansHebrew-Bold.ttf");
    let mut font = std::fs::read(path).unwrap();
    let entries = 12..12 + 16 * usize::from(font[5]);
    let entry = entries.step_by(16).find(|at| font[*at..*at + 4] == tag[..]).unwrap();
    font[entry + field..entry + field + 4].copy_from_slice(&value.to_be_bytes());
    font
}

#[test]
fn a_font_that_cannot_be_embedded_is_the_authors_to_mend() {
    let folder = booklet("[theme]\nfont = 'Noto Sans Hebrew'\n");
    std::fs::create_dir(folder.path().join("fonts")).unwrap();
    let build = |font: &[u8]| {
        std::fs::write(folder.path().join("fonts/a.ttf"), font).unwrap();
        let run = Command::new(env!("CARGO_BIN_EXE_chapbook"))
            .args(["build", "--edition", "screen", "--edition", "large-print"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        (run.status.code(), String::from_utf8(run.stderr).unwrap())
    };
    for (tag, field, value) in [(b"head", 12, 30), (b"hhea", 8, 0), (b"glyf", 8, 1 << 30)] {
        let (code, said) = build(&damaged(tag, field, value));
        assert_eq!(code, Some(1), "{}: {said}", String::from_utf8_lossy(tag));
        assert!(said.contains("error[bad-theme]"), "{said}");
        assert!(!folder.path().join("out").exists() || said.contains("nothing was written"));
    }
    let (code, said) = build(&damaged(b"head", 12, 54));
    assert_eq!(code, Some(0), "{said}");
}
