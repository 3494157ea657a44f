//! Pictures with white ground on coloured paper: told once a picture, where readers see it.

use std::path::Path;

use chapbook::codes;
use chapbook::content::{self, EditionName, Options};
use chapbook::diagnostic::Severity;
use chapbook::make::{Request, proof};

use crate::support::booklets::fonts;

/// A PNG of grey samples: dark in its middle, with ground of this grey.
fn png(ground: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 30, 30);
    encoder.set_color(png::ColorType::Grayscale);
    let inside = |at: usize| (5..25).contains(&(at % 30)) && (5..25).contains(&(at / 30));
    let samples: Vec<u8> = (0..900).map(|at| if inside(at) { 20 } else { ground }).collect();
    encoder.write_header().unwrap().write_image_data(&samples).unwrap();
    bytes
}

/// What is said of a booklet's white boxes: the path, and the edition with its paper.
fn told(booklet: &str, editions: &[EditionName], chapter: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("a.toml", format!("title = 'A'\n{chapter}").as_bytes());
    write("white.png", &png(255));
    write("other.png", &png(250));
    write("gray.png", &png(180));
    let contact =
        "[contact]\nheading = 'Help'\n[[contact.point]]\nname = 'Line'\nphone = '01632 960 000'\n";
    let top = "title = 'T'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n";
    write("booklet.toml", format!("{top}{booklet}\n{contact}").as_bytes());
    let path: &Path = &folder.path().join("booklet.toml");
    let loaded = content::load(path, &Options { root: None, picture_fonts: Some(fonts) });
    let book = loaded.book.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let request = Request { editions: editions.to_vec(), ..Request::default() };
    let found = proof(&book, &request).diagnostics;
    assert!(found.iter().all(|it| it.severity == Severity::Warning), "{found:?}");
    let boxes = found.into_iter().filter(|it| it.code == codes::WHITE_BOX);
    boxes.map(|it| it.message).collect()
}

const ONE: &str = "[[block]]\nfigure = { image = 'white.png', alt = 'A card' }\n";

fn of(name: &str, edition: &str, paper: &str) -> String {
    format!(
        "picture “{name}” has a white background, and the paper of the {edition} edition is {paper}"
    )
}

#[test]
fn a_picture_on_cream_is_told_once_with_the_first_edition() {
    let twice = ONE.repeat(2)
        + "[[block]]\nfigure = [{ image = 'other.png', alt = 'B' }, { image = 'gray.png', alt = 'C' }]\n";
    let expected = [of("white.png", "screen", "#FFF3D6"), of("other.png", "screen", "#FFF3D6")];
    assert_eq!(told("[theme]\npaper = '#FFF3D6'", &[], &twice), expected);
    let row = "[[block]]\nillustrated = [{ image = 'white.png', alt = 'A', text = 'b' }]\n";
    assert_eq!(told("[theme]\npaper = '#FFF3D6'", &[], row), expected[..1]);
}

#[test]
fn paper_that_is_white_or_nearly_so_has_no_boxes() {
    for booklet in ["", "[theme]\npaper = '#FFFFFF'", "[theme]\npaper = '#FEFFFD'"] {
        assert_eq!(told(booklet, &[], ONE), [""; 0], "{booklet}");
    }
}

#[test]
fn the_paper_is_that_of_the_edition_that_is_built() {
    let html = "[edition.html]\npaper = '#E0F0FF'";
    assert_eq!(told(html, &[], ONE), [of("white.png", "html", "#E0F0FF")]);
    assert_eq!(told(html, &[EditionName::Screen], ONE), [""; 0]);
    let theme = "[theme]\npaper = '#E0F0FF'\n[edition.screen]\npaper = '#FFFFFF'";
    assert_eq!(told(theme, &[EditionName::Screen], ONE), [""; 0]);
    let large = [of("white.png", "large-print", "#E0F0FF")];
    assert_eq!(told(theme, &[EditionName::LargePrint], ONE), large);
    // These are on the printer's paper, and text has no pictures.
    let printed = [EditionName::Booklet, EditionName::Press, EditionName::Text];
    assert_eq!(told("[theme]\npaper = '#E0F0FF'", &printed, ONE), [""; 0]);
}

/// On the web page the pictures of the cover have cards under them anyhow.
#[test]
fn pictures_of_the_cover_count_on_pages_alone() {
    let cover = "[cover]\nimage = 'white.png'\nalt = 'A card'\nlogo = 'other.png'\nlogo_alt = 'Trust'\n\
                 [theme]\npaper = '#E0F0FF'";
    let text = "[[block]]\ntext = 'b'\n";
    let expected = [of("white.png", "screen", "#E0F0FF"), of("other.png", "screen", "#E0F0FF")];
    assert_eq!(told(cover, &[EditionName::Screen], text), expected);
    assert_eq!(told(cover, &[EditionName::Html], text), [""; 0]);
}

#[test]
fn a_picture_whose_ground_is_the_paper_is_no_box() {
    assert_eq!(told("[theme]\npaper = '#FAFAFA'", &[], &ONE.replace("white", "other")), [""; 0]);
    assert_eq!(
        told("[theme]\npaper = '#FAFAFA'", &[], ONE),
        [of("white.png", "screen", "#FAFAFA")]
    );
}
