//! What a book designer looks at: steps between sizes, stress, captions, lines that open, and what a
//! page ends with.

use std::collections::BTreeMap;

use chapbook::content::{EditionName, Options, load};
use chapbook::layout::{Ink, Item, Layout, Page, Tone};
use chapbook::make::{Request, proof};
use chapbook::typeset::GlyphRun;

use crate::support::booklets::fonts;

const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'>\
                       <rect width='200' height='100'/></svg>";

/// The pocket layout and large print of a chapter, with more keys of the booklet.
fn layouts(blocks: &str, more: &str) -> [Layout; 2] {
    let folder = tempfile::tempdir().unwrap();
    let booklet = format!(
        "title = 'T'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n[contact]\nheading = 'Help'\n{more}"
    );
    let chapter = format!("title = 'A'\n{blocks}");
    for (name, text) in [("booklet.toml", &*booklet), ("a.toml", &*chapter), ("p.svg", PICTURE)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let options = Options { root: None, picture_fonts: Some(fonts) };
    let loaded = load(&folder.path().join("booklet.toml"), &options);
    let book = loaded.book.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let editions = vec![EditionName::Screen, EditionName::LargePrint];
    let proof = proof(&book, &Request { editions, ..Request::default() });
    let large_print = proof.large_print.into_iter().next();
    [proof.pocket.expect("a pocket layout"), large_print.expect("large print")]
}

/// The pages between cover and back page.
fn pages(layout: &Layout) -> &[Page] {
    &layout.pages[1..layout.pages.len() - 1]
}

fn runs(page: &Page) -> impl Iterator<Item = (&Item, &GlyphRun)> {
    page.items.iter().filter_map(|item| match &item.ink {
        Ink::Glyphs(run, _) => Some((item, run)),
        _ => None,
    })
}

fn words(run: &GlyphRun) -> &str {
    let start = run.glyphs.iter().map(|glyph| glyph.start).min().unwrap_or(0);
    let end = run.glyphs.iter().map(|glyph| glyph.end).max().unwrap_or(0);
    &run.text[start as usize..end as usize]
}

/// The first run that holds some words.
fn run_with<'a>(layout: &'a Layout, wanted: &str) -> (&'a Item, &'a GlyphRun) {
    let mut all = pages(layout).iter().flat_map(runs);
    all.find(|(_, run)| words(run).contains(wanted)).unwrap_or_else(|| panic!("{wanted}"))
}

#[test]
fn no_page_ends_within_a_word_of_a_hyphenated_text() {
    let paragraph = "Physiotherapists understand complicated rehabilitation programmes and \
                     individual circumstances of everybody recovering after operations. ";
    let mut hyphens = 0;
    for count in 3..12 {
        let text = format!("[[block]]\ntext = '''{}'''\n", paragraph.repeat(count)).repeat(4);
        for layout in layouts(&text, "[theme]\nhyphenate = true\n") {
            for page in pages(&layout) {
                let is_hyphen = |run: &GlyphRun| &*run.text == "\u{AD}";
                hyphens += runs(page).filter(|(_, run)| is_hyphen(run)).count();
                // The footer stands under the text area.
                let foot = layout.style.margins.top + layout.style.height();
                let lines = runs(page).filter(|(item, _)| item.at.y < foot);
                let last = lines.max_by(|(a, _), (b, _)| a.at.y.0.total_cmp(&b.at.y.0)).unwrap().0;
                let ends = runs(page).filter(|(item, _)| item.at.y == last.at.y);
                assert!(!ends.into_iter().any(|(_, run)| is_hyphen(run)), "{count}");
            }
        }
    }
    assert!(hyphens > 100, "{hyphens}");
}

#[test]
fn ruled_lines_to_write_on_are_never_alone_on_a_page() {
    for lines in 0..24 {
        let text = "[[block]]\ntext = 'Words.'\n".repeat(lines);
        let block = "[[block]]\nwriting_lines = { prompt = 'Notes', lines = 14 }\n";
        for layout in layouts(&format!("{text}{block}"), "") {
            let measure = layout.style.measure();
            let ruled = |item: &&Item| match &item.ink {
                Ink::Fill { size, tone: Tone::Rule, .. } => size.width == measure,
                _ => false,
            };
            let counts: Vec<usize> =
                pages(&layout).iter().map(|page| page.items.iter().filter(ruled).count()).collect();
            assert_eq!(counts.iter().sum::<usize>(), 14);
            assert!(counts.iter().all(|count| *count == 0 || *count >= 3), "{lines}: {counts:?}");
        }
    }
}

#[test]
fn each_level_of_headings_is_a_fifth_larger_than_the_next() {
    for layout in layouts("[[block]]\ntext = 'x'\n", "") {
        let style = &layout.style;
        let [chapter, heading, subheading] = style.headings.map(|level| level.size.0);
        for (level, next) in [
            (style.title.size.0, chapter),
            (chapter, heading),
            (heading, subheading),
            (subheading, style.body.size.0),
        ] {
            assert!(level / next >= 1.2 - 1e-3, "{level} pt over {next} pt");
        }
    }
}

#[test]
fn stress_is_neither_bold_nor_like_the_words_around_it() {
    let text = "[[block]]\ntext = 'plainwords **strongwords** and *stressedwords* here'\n";
    for layout in layouts(text, "") {
        let [plain, strong, stressed] =
            ["plainwords", "strongwords", "stressedwords"].map(|it| run_with(&layout, it));
        assert_ne!(plain.1.font, strong.1.font, "strong words are bold");
        assert_eq!(plain.1.font, stressed.1.font, "stressed ones are not");
        let dashes = |item: &&Item| matches!(item.ink, Ink::Fills(..));
        let under: Vec<&Item> =
            pages(&layout).iter().flat_map(|page| &page.items).filter(dashes).collect();
        let [line] = &under[..] else { panic!("{} broken lines", under.len()) };
        assert_eq!(line.at.x, stressed.0.at.x);
        assert!(line.at.y > stressed.0.at.y);
    }
}

#[test]
fn what_stands_under_pictures_and_quotes_is_smaller_than_the_text_and_not_bold() {
    let blocks = "[[block]]\ntext = 'plainwords'\n[[block]]\nfigure = { image = 'p.svg', \
                  alt = 'A square', caption = 'captionwords' }\n[[block]]\nquote = { text = 'said', \
                  source = 'sourcewords' }\n";
    for layout in layouts(blocks, "") {
        let plain = run_with(&layout, "plainwords").1;
        for small in ["captionwords", "sourcewords"] {
            let run = run_with(&layout, small).1;
            assert_eq!(run.font, plain.font, "{small}");
            assert!(run.size.0 < plain.size.0 * 0.95, "{small}: {:?}", run.size);
        }
    }
}

#[test]
fn a_phrase_of_nastaliq_opens_the_lines_beside_it_alone() {
    let before = "Words that go on for a while before the phrase. ".repeat(5);
    let after = " Words that go on for a while after it.".repeat(5);
    let text = format!("[[block]]\ntext = '{before}[شکریہ](lang:ur){after}'\n");
    for layout in layouts(&text, "") {
        let foot = layout.style.margins.top + layout.style.height();
        let body = layout.style.body;
        let mut lines: BTreeMap<u32, f32> = BTreeMap::new();
        for (item, _) in pages(&layout).iter().flat_map(runs) {
            if item.at.y < foot {
                lines.entry(item.line).or_insert(item.at.y.0);
            }
        }
        // The first line is the title's.
        let baselines: Vec<f32> = lines.into_values().skip(1).collect();
        let gaps: Vec<f32> = baselines.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let open = gaps.iter().filter(|gap| **gap > body.leading.0 + 0.1).count();
        assert!(gaps.len() >= 6 && (1..=2).contains(&open), "{gaps:?}");
        let close = gaps.iter().filter(|gap| (**gap - body.leading.0).abs() < 0.1).count();
        assert_eq!(open + close, gaps.len(), "{gaps:?}");
    }
}
