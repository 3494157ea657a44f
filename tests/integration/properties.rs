//! What every booklet promises, tried on random ones: it is built or a problem is reported; a file
//! that is built keeps the standards, says each word of the source once and in order, and shows no
//! ink beside the page and no line over another.

mod script;

use std::collections::BTreeSet;
use std::path::Path;

use chapbook::content::{self, ChapterStart, EditionName, Options};
use chapbook::geometry::{Point, Pt, Rect};
use chapbook::keys::{self, Shape, Sort};
use chapbook::layout::{ArtifactKind, Ink, Item, Layout, Owner};
use chapbook::make::{self, Request};
use chapbook::typeset::Glyph;
use chapbook::verify;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use script::{Random, Script};

const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 40'>\
                       <path d='M5 40V10h10v30M25 40V20h10v20M45 40V5h10v35'/></svg>";

/// Files of a booklet in a folder of their own, and its words.
fn written(
    blocks: &[Random],
    [language, chapter]: [Option<&str>; 2],
    theme: &str,
) -> (tempfile::TempDir, Vec<String>) {
    let mut script = Script::default();
    script.begin(chapter);
    blocks.iter().for_each(|block| script.add(block));
    let chapter = std::mem::take(&mut script.chapter);
    let heading = script.say(2);
    (files(&chapter, (language.unwrap_or("en-GB"), &heading), theme), script.words)
}

/// A booklet of one chapter; `heading` is that of its contact section.
fn files(chapter: &str, (language, heading): (&str, &str), theme: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let booklet = format!(
        "title = 'Random'\nlanguage = '{language}'\nchapters = ['a.toml']\n{theme}\n[contact]\n\
         heading = '{heading}'\n[[contact.point]]\nname = 'Line'\nphone = '01632 960 000'\n"
    );
    std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    std::fs::write(folder.path().join("a.svg"), DRAWING).unwrap();
    folder
}

fn load(folder: &Path) -> (Option<content::Book>, Vec<&'static str>) {
    let path = folder.join("booklet.toml");
    let loaded = content::load(&path, &Options { root: None, picture_fonts: None });
    (loaded.book, loaded.diagnostics.iter().map(|problem| problem.code.as_str()).collect())
}

/// The numbered words of a text in order, each from its `w` to its end.
fn numbered(text: &str) -> Vec<String> {
    let text = text.replace('\u{AD}', "");
    let whole = |word: &&str| {
        word.strip_prefix('w').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    text.split(|c: char| !c.is_alphanumeric()).filter(whole).map(str::to_owned).collect()
}

/// Words that a structure says, one text after the other; a word that was broken at a line's end is
/// one text.
fn said(element: &verify::Element) -> String {
    let parts = element.children.iter().map(|child| match child {
        verify::Child::Element(inner) => said(inner),
        verify::Child::Text(text) => text.clone(),
        verify::Child::Object => String::new(),
    });
    let text = element.actual_text.clone().unwrap_or_else(|| parts.collect());
    let inline = matches!(element.role.as_str(), "Link" | "Strong" | "Em" | "Span");
    if inline { text } else { format!(" {text} ") }
}

/// Ink beside the page, and lines of text over one another.
fn misplaced(layout: &Layout) -> Option<String> {
    // A right-hand page that a chapter asks for may leave a left-hand one blank.
    let blanks = layout.style.chapter_start == ChapterStart::Recto;
    for (number, page) in layout.pages.iter().enumerate() {
        let mut lines: Vec<(Rect, f32)> = Vec::new();
        let mut content = false;
        for item in &page.items {
            content |= item.owner != Owner::Artifact(ArtifactKind::Footer);
            let ink = inked(item);
            let beyond = |start: f32, end: f32, most: f32| start < -0.5 || end > most + 0.5;
            if beyond(ink.x.0, ink.right().0, layout.page.width.0)
                || beyond(ink.y.0, ink.bottom().0, layout.page.height.0)
            {
                return Some(format!("page {}: ink at {ink:?}", number + 1));
            }
            let Ink::Glyphs(run, _) = &item.ink else { continue };
            let (y, size) = (item.at.y.0, run.size.0);
            let over = lines.iter().find(|(other, other_y)| {
                let (apart, least) = ((y - other_y).abs(), other.height.0.min(ink.height.0));
                let beside = ink.x.0 > other.right().0 - 0.01 || ink.right().0 < other.x.0 + 0.01;
                apart < least && !beside
            });
            if let Some(over) = over {
                return Some(format!("page {}: {y} ({size} pt) over {over:?}", number + 1));
            }
            lines.push((ink, y));
        }
        if !content && !blanks {
            return Some(format!("page {} is empty", number + 1));
        }
    }
    None
}

/// The extent of an item's ink; of glyphs from the height of a small letter down to the line, without
/// the blanks at their ends.
fn inked(item: &Item) -> Rect {
    let Point { x, y } = item.at;
    match &item.ink {
        Ink::Glyphs(run, _) => {
            let blank = |glyph: &&Glyph| {
                run.text[glyph.start as usize..glyph.end as usize].trim().is_empty()
            };
            let ems = |glyphs: &mut dyn Iterator<Item = &Glyph>| {
                run.size
                    * glyphs
                        .take_while(|glyph| blank(glyph))
                        .map(|glyph| glyph.advance)
                        .sum::<f32>()
            };
            let before = ems(&mut run.glyphs.iter());
            let after = ems(&mut run.glyphs.iter().rev());
            let (height, width) = (run.size * 0.5, run.width - before - after);
            Rect::new(x + before, y - height, width, height)
        }
        Ink::Fill { size, .. } | Ink::Outline { size, .. } | Ink::Picture(_, size) => {
            Rect::new(x, y, size.width, size.height)
        }
        Ink::Fills(rects, _) => {
            let all = rects.iter().copied().reduce(Rect::union).unwrap_or_default();
            all.translate(item.at)
        }
        Ink::Leader { width, .. } => Rect::new(x, y, *width, Pt::ZERO),
    }
}

/// The keys of a shape and of the tables in it, as `table.widths`; those of a list's items are those of
/// every list, and not followed into the lists that they hold.
fn keys_of(shape: &Shape, before: &str, keys: &mut BTreeSet<String>) {
    for key in shape.keys {
        let path = format!("{before}{}", key.name);
        match key.sort {
            Sort::Table(inner) | Sort::Tables(inner) | Sort::TableOrFew(inner, ..) => {
                keys_of(inner, &format!("{path}."), keys);
            }
            Sort::Several(Sort::Item) if !path.contains("[]") => {
                keys_of(&keys::ITEM, &format!("{path}[]."), keys);
            }
            _ => {}
        }
        keys.insert(path);
    }
}

/// The keys that a value has, in the same form.
fn keys_in(value: &toml::Value, before: &str, keys: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (name, inner) in table {
                keys.insert(format!("{before}{name}"));
                let list = if keys::LISTS.contains(&name.as_str()) { "[]." } else { "." };
                keys_in(inner, &format!("{before}{name}{list}"), keys);
            }
        }
        toml::Value::Array(all) => all.iter().for_each(|inner| keys_in(inner, before, keys)),
        _ => {}
    }
}

/// A key that authors may write and these booklets never have is a key that is not tried.
#[test]
fn random_booklets_have_every_key_of_a_chapter() {
    let mut runner = TestRunner::deterministic();
    let blocks = prop::collection::vec(script::blocks(), 2000);
    let mut script = Script::default();
    script.begin(Some("cy"));
    blocks.new_tree(&mut runner).unwrap().current().iter().for_each(|block| script.add(block));
    let (mut found, mut wanted) = (BTreeSet::new(), BTreeSet::new());
    keys_in(&script.chapter.parse::<toml::Table>().unwrap().into(), "", &mut found);
    keys_of(&keys::CHAPTER, "", &mut wanted);
    let lacking: Vec<_> = wanted.difference(&found).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

/// What no column beside another could hold on its page goes on over pages.
#[test]
fn pictures_side_by_side_with_endless_captions_stay_on_their_pages() {
    let figure = |words: usize| {
        let caption = vec!["wandering"; words].join(" ");
        format!("{{ image = 'a.svg', alt = 'Bars', caption = '{caption}' }}")
    };
    for (language, counts) in
        [("en-GB", vec![150, 1]), ("ar", vec![2, 3, 150]), ("en-GB", vec![90; 4])]
    {
        let figures: Vec<String> = counts.iter().map(|count| figure(*count)).collect();
        let chapter = format!("title = 'A'\n[[block]]\nfigure = [{}]\n", figures.join(", "));
        let folder = files(&chapter, (language, "Help"), "[theme]\nsize = 18\nleading = 26");
        let book = load(folder.path()).0.unwrap();
        let request = Request::default();
        let layout = make::proof(&book, &request).pocket.unwrap();
        assert_eq!(misplaced(&layout), None, "{counts:?}");
        let drawn =
            layout.pages.iter().flat_map(|page| &page.items).filter(|item| match &item.ink {
                Ink::Glyphs(run, _) => run.text.contains("wandering"),
                _ => false,
            });
        assert!(drawn.count() > 10, "{counts:?}");
    }
}

/// Does something with so many threads.
fn with_jobs<T: Send>(jobs: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(jobs).build().unwrap().install(work)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, max_shrink_time: 120_000, ..ProptestConfig::default() })]

    #[test]
    fn a_random_booklet_is_built_whole_and_in_order(
        blocks in prop::collection::vec(script::blocks(), 1..16),
        theme in prop::sample::select(vec![
            "", "[theme]\npage = 'A4'", "[theme]\nalign = 'justify'\nhyphenate = true",
            "[theme]\nchapter_start = 'recto'\nsize = 18\nleading = 26", "[cover]\nstyle = 'heading'",
        ]),
        languages in prop::array::uniform2(prop::option::weighted(0.25, script::language())),
    ) {
        let (folder, words) = written(&blocks, languages, theme);
        let (book, problems) = load(folder.path());
        let book = book.unwrap_or_else(|| panic!("{problems:?}"));
        let editions = vec![EditionName::Screen, EditionName::LargePrint];
        let request = Request { editions, ..Request::default() };
        let made = with_jobs(3, || make::make(&book, &request));
        prop_assert_eq!(&made.fault, &None);
        prop_assert_eq!(made.outputs.len(), 2, "{:?}", made.diagnostics);
        for output in &made.outputs {
            for result in verify::validate(&output.bytes).unwrap() {
                prop_assert!(result.passes, "{:?}", result.faults);
            }
            let spoken = said(&verify::tree(&output.bytes).unwrap());
            prop_assert_eq!(&numbered(&spoken), &words, "{}", output.file_name);
        }
        let alone = with_jobs(1, || make::make(&book, &request));
        for (output, other) in made.outputs.iter().zip(&alone.outputs) {
            prop_assert!(output.bytes == other.bytes, "{} differs", output.file_name);
        }
        let proof = make::proof(&book, &request);
        for layout in proof.pocket.into_iter().chain(proof.large_print) {
            prop_assert_eq!(misplaced(&layout), None);
        }
    }

    #[test]
    fn whatever_a_file_holds_is_read_or_reported(
        booklet in "\\PC{0,200}", chapter in "(title|\\[\\[block\\]\\]|text|=|'|\"|\\{|\\}|\n|\\PC){0,80}",
    ) {
        let folder = tempfile::tempdir().unwrap();
        let sound = "title = 'A'\nlanguage = 'en'\nchapters = ['a.toml']\n[contact]\nheading = 'H'\n\
                     [[contact.point]]\nname = 'L'\nphone = '1'\n";
        for (booklet, chapter) in [(booklet.as_str(), "title = 'A'\n"), (sound, chapter.as_str())] {
            std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
            std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
            let (book, problems) = load(folder.path());
            prop_assert!(book.is_some() || !problems.is_empty(), "neither read nor reported");
        }
    }
}
