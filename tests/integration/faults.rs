//! What the program does where it is at fault itself, and where a font is damaged that looked sound.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;

use chapbook::content::{self, EditionName, Options};
use chapbook::editions::{self, Generation};
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
        let publication = editions::single_pages(&book, layout, palette, Generation::Ua1);
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

/// A font with some bytes changed, the same for the same seed on every machine.
fn mutant(font: &[u8], seed: u64) -> Vec<u8> {
    let mut state = (seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut roll = |sides: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % sides as u64) as usize
    };
    let mut mutant = font.to_vec();
    // Half of them in the directory and in the small tables that stand first.
    let reach = if roll(2) == 0 { font.len() } else { 4000.min(font.len()) };
    for _ in 0..=roll(6) {
        let at = roll(reach);
        mutant[at] = [0, 0xFF, 0x7F, roll(256) as u8, font[at] ^ (1 << roll(8))][roll(5)];
    }
    if roll(8) == 0 {
        mutant.truncate(font.len() - roll(font.len() / 2));
    }
    mutant
}

/// A font that is damaged in any way is built with, or its author's to mend, by its path. Some ways
/// show only in the file that comes out; `CHAPBOOK_MUTANTS` says how many are tried.
#[test]
fn a_font_damaged_in_any_way_is_never_called_a_fault_of_ours() {
    let count = std::env::var("CHAPBOOK_MUTANTS").ok().and_then(|count| count.parse().ok());
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fonts/noto-sans-hebrew/NotoSansHebrew-Regular.ttf");
    let font = std::fs::read(path).unwrap();
    let folder = booklet("[theme]\nfont = 'Noto Sans Hebrew'\n");
    std::fs::create_dir(folder.path().join("fonts")).unwrap();
    for seed in 0..count.unwrap_or(24_u64) {
        std::fs::write(folder.path().join("fonts/a.ttf"), mutant(&font, seed)).unwrap();
        let run = Command::new(env!("CARGO_BIN_EXE_chapbook"))
            .args(["build", "--edition", "screen", "--edition", "html"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        match run.status.code() {
            Some(0) => {}
            Some(1) => {
                let named = said.contains("fonts/a.ttf") || said.contains("no font family");
                assert!(named && said.contains("error[bad-theme]"), "{seed}: {said}");
            }
            code => panic!("{seed}: {code:?}: {said}"),
        }
    }
}

/// What a build of one edition says, where it comes out.
fn built(folder: &Path, edition: &str) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .args(["build", "--edition", edition])
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(0), "{said}");
    said
}

/// A booklet in English with a font of a folder.
fn english(font: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = booklet(&format!("[theme]\nfont = '{font}'\n"));
    let booklet = std::fs::read_to_string(folder.path().join("booklet.toml")).unwrap();
    let english = booklet.replace("language = 'he'", "language = 'en-GB'");
    std::fs::write(folder.path().join("booklet.toml"), english).unwrap();
    let chapter = "title = 'A'\n[[block]]\ntext = 'Do **not** drive'\n";
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    std::fs::create_dir(folder.path().join("fonts")).unwrap();
    for (name, source) in files {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
        std::fs::copy(from, folder.path().join("fonts").join(name)).unwrap();
    }
    folder
}

/// The default weight of this font is bold; what is not stressed must not be.
#[test]
fn a_variable_font_is_set_in_regular_and_bold_in_every_edition() {
    let folder = english("Chapbook Variable", &[("V.ttf", "tests/fonts/variable.ttf")]);
    for edition in ["screen", "large-print", "booklet", "press"] {
        assert!(!built(folder.path(), edition).contains("warning"));
    }
    built(folder.path(), "html");
    let html = std::fs::read_to_string(folder.path().join("out/t.html")).unwrap();
    let faces = html.matches("font/woff2;base64,").count();
    assert_eq!(
        (faces, html.matches("Chapbook;\n  font-weight: 700;").count()),
        (2, 1),
        "{faces} faces"
    );
    let pdf = std::fs::read(folder.path().join("out/t.pdf")).unwrap();
    let pdf = lopdf::Document::load_mem(&pdf).unwrap();
    let names: std::collections::BTreeSet<String> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dictionary| dictionary.has_type(b"FontDescriptor"))
        .filter_map(|it| {
            Some(String::from_utf8_lossy(it.get(b"FontName").ok()?.as_name().ok()?).into())
        })
        .collect();
    assert!(names.len() >= 2, "one of regular, one of bold: {names:?}");
}

#[test]
fn what_readers_miss_of_a_font_is_told() {
    let atkinson = "fonts/noto-sans/NotoSans-Regular.ttf";
    let folder = english("Noto Sans", &[("NotoSans-Regular.ttf", atkinson)]);
    for edition in ["screen", "html"] {
        let said = built(folder.path(), edition);
        assert!(said.contains("warning[missing-bold]"), "{said}");
        assert!(said.contains("NotoSans-Bold.ttf"), "{said}");
    }
    std::fs::write(folder.path().join("fonts/NotoSans-Bold.woff2"), "wOF2").unwrap();
    let said = built(folder.path(), "screen");
    assert!(said.contains("fonts/NotoSans-Bold.woff2 cannot be used"), "{said}");
}
