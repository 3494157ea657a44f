//! Booklets in `tests/cases/layout/*.txt` and what stands where on their pages.
//!
//! A case is written as those of `content`: files after `--- path`, where `block` is a chapter of
//! its own. `--- expected` shows each page's lines with the distance of their baseline from the
//! page's top and their left edge, both in points, and the panels and pictures among them. A case
//! whose name ends in "large print" shows that edition. `BLESS=1 cargo test` writes it anew.

use crate::support::content;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chapbook::content::{EditionName, Options, load};
use chapbook::layout::{ArtifactKind, Ink, Item, Layout, Owner, Page, Tone};
use chapbook::make::{Request, proof};
use chapbook::picture::PictureFonts;
use content::cases::{self, Case};
use content::{files, plain};

/// A picture of these proportions for every name that a case mentions.
fn picture(name: &str) -> Option<String> {
    let (width, height) = name.strip_suffix(".svg")?.rsplit_once('/')?.1.split_once('x')?;
    Some(format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>\
         <rect width='{width}' height='{height}'/></svg>"
    ))
}

fn lay_out(case: &Case) -> Layout {
    let folder = files::Folder::new();
    let mut booklet = None;
    for (path, text) in &case.files {
        let (path, text) = match path.as_str() {
            "block" => ("chapters/a.toml", format!("title = \"A\"\n[[block]]\n{text}")),
            path => (path, text.clone()),
        };
        for name in text.split(['"', '\'']).filter(|name| name.ends_with(".svg")) {
            let inside = format!("pictures/{}", name.rsplit('/').next().expect("a name"));
            let drawing = picture(&inside).expect("a picture is called WIDTHxHEIGHT.svg");
            folder.write(&inside, drawing.as_bytes());
        }
        folder.write(path, text.as_bytes());
        if path == "booklet.toml" {
            booklet = Some(());
        }
    }
    if booklet.is_none() {
        folder.write("booklet.toml", plain::booklet("\"chapters/a.toml\"").as_bytes());
    }
    let options = Options { root: None, picture_fonts: Some(|| PictureFonts::new([])) };
    let loaded = load(&folder.path("booklet.toml"), &options);
    let book = loaded.book.unwrap_or_else(|| panic!("{}: {:?}", case.name, loaded.diagnostics));
    let large = case.name.ends_with("large print");
    let edition = if large { EditionName::LargePrint } else { EditionName::Screen };
    let proof = proof(&book, &Request { editions: vec![edition], ..Request::default() });
    let layout = if large { proof.large_print.into_iter().next() } else { proof.pocket };
    layout.expect("the edition was laid out")
}

/// The words of a line from left to right, and where they begin.
fn line(items: &[&Item]) -> (f32, String) {
    let mut runs: Vec<_> = items
        .iter()
        .filter_map(|item| match &item.ink {
            Ink::Glyphs(run, _) => Some((item.at.x.0, run)),
            _ => None,
        })
        .collect();
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut words = String::new();
    for (_, run) in &runs {
        let start = run.glyphs.iter().map(|glyph| glyph.start).min().unwrap_or(0);
        let end = run.glyphs.iter().map(|glyph| glyph.end).max().unwrap_or(0);
        words.push_str(&run.text[start as usize..end as usize]);
    }
    (runs[0].0, words.trim_end().replace('\u{AD}', "-"))
}

/// Everything on a page from top to bottom but footers and thin lines.
fn dump_page(page: &Page) -> String {
    let mut rows: BTreeMap<(i64, u32, i64), String> = BTreeMap::new();
    let mut lines: BTreeMap<(i64, u32), Vec<&Item>> = BTreeMap::new();
    let key = |points: f32| (points * 10.0).round() as i64;
    for item in &page.items {
        let (x, y) = (item.at.x.0, item.at.y.0);
        match &item.ink {
            _ if item.owner == Owner::Artifact(ArtifactKind::Footer) => {}
            Ink::Fill { size, tone: Tone::Link | Tone::LinkOnAccent, .. } => {
                let end = x + size.width.0;
                rows.insert((key(y), 0, key(x)), format!("{y:6.1} {x:6.1} underlined to {end:.1}"));
            }
            Ink::Glyphs(..) => lines.entry((key(y), item.line)).or_default().push(item),
            Ink::Fill { size, tone: Tone::Panel | Tone::Accent, .. } if size.height.0 > 3.0 => {
                let bottom = y + size.height.0;
                rows.insert((key(y), 0, key(x)), format!("{y:6.1} {x:6.1} ground to {bottom:.1}"));
            }
            // Bands, and the edges of borders.
            Ink::Fill { size, tone: Tone::Text, .. } => {
                let (right, bottom) = (x + size.width.0, y + size.height.0);
                let row = format!("{y:6.1} {x:6.1} black to {right:.1} {bottom:.1}");
                rows.insert((key(y), 0, key(x) + key(right) + key(bottom)), row);
            }
            Ink::Picture(_, size) => {
                let (width, height) = (size.width.0, size.height.0);
                let row = format!("{y:6.1} {x:6.1} picture {width:.1} by {height:.1}");
                rows.insert((key(y), 0, key(x)), row);
            }
            Ink::Fill { .. } | Ink::Outline { .. } | Ink::Fills(..) | Ink::Leader { .. } => {}
        }
    }
    for ((y, number), items) in lines {
        let (x, words) = line(&items);
        let row = format!("{:6.1} {x:6.1} {words}", y as f32 / 10.0);
        rows.insert((y, number + 1, key(x)), row);
    }
    rows.into_values().fold(String::new(), |mut dump, row| {
        let _ = writeln!(dump, "{}", row.trim_end());
        dump
    })
}

#[test]
fn everything_stands_where_it_should() {
    cases::hold(&cases::paths("layout"), |_, case| {
        let layout = lay_out(case);
        let mut dump = String::new();
        // Cover and back page are shown where the case is about them.
        let shown = case.files.iter().any(|(path, _)| path == "booklet.toml");
        let last = layout.pages.len() - 1;
        for (index, page) in layout.pages.iter().enumerate() {
            if shown || (index > 0 && index < last) {
                let _ = write!(dump, "page {}\n{}", index + 1, dump_page(page));
            }
        }
        dump
    });
}

/// Chapters of the sample over and over: page numbers of three digits need room that is known
/// before there is a page.
#[test]
fn a_book_of_a_hundred_pages_and_more_is_composed_once() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("booklet/booklet.toml");
    let fonts = || PictureFonts::new([]);
    let options = Options { root: None, picture_fonts: Some(fonts) };
    let mut book = load(&path, &options).book.expect("the sample is sound");
    let sample = book.chapters.clone();
    let mut counts = Vec::new();
    for chapters in (38..=48).chain([90, 240]) {
        book.chapters = sample.iter().cycle().take(chapters).cloned().collect();
        let editions = vec![EditionName::Screen, EditionName::LargePrint];
        let proof = proof(&book, &Request { editions, ..Request::default() });
        for layout in proof.pocket.into_iter().chain(proof.large_print) {
            counts.push(layout.pages.len());
            assert_eq!(layout.composed, 1, "{chapters} chapters, {} pages", layout.pages.len());
        }
    }
    assert!(counts.iter().any(|pages| (90..100).contains(pages)), "{counts:?}");
    assert!(counts.iter().any(|pages| (100..105).contains(pages)), "{counts:?}");
}
