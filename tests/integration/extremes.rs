//! Nothing leaves the text of its page, no words stand over others, and everything is said once and
//! in order: narrow pages, large letters, tables of many columns, high heads, deep lists, and words
//! of the program's own in every language.
//!
//! `PROPTEST_CASES=600 cargo test --test integration extremes` tries more random booklets.

use crate::support::pages;

use std::collections::BTreeMap;

use chapbook::content::{self, EditionName, Options};
use chapbook::editions::Generation;
use chapbook::layout::{Anchor, ArtifactKind, Ink, Layout, Owner};
use chapbook::make::{self, Proof, Request};
use chapbook::verify;
use chapbook::words::Phrases;
use pages::random::{Booklet, booklets};
use pages::survey::{area, drawn, inked, misplaced, said, tall};
use proptest::prelude::*;

/// Every language that the program has words of its own in.
const LANGUAGES: [&str; 40] = [
    "am", "ar", "bg", "bn", "ckb", "cs", "cy", "de", "el", "en-GB", "es", "fa", "fr", "ga", "gd",
    "gu", "he", "hi", "hu", "it", "ku", "lt", "nl", "pa", "pl", "ps", "pt", "ro", "ru", "sk", "so",
    "ta", "th", "ti", "tr", "uk", "ur", "vi", "zh-Hans", "zh-Hant",
];

const CONTACT: &str =
    "[contact]\nheading = 'H'\n[[contact.point]]\nname = 'L'\nphone = '01632 960 000'\n";

fn booklet(language: &str, keys: &str) -> String {
    format!(
        "title = 'T'\nslug = 't'\nlanguage = '{language}'\nchapters = ['a.toml']\n{keys}\n{CONTACT}"
    )
}

fn load(booklet: &str, chapter: &str) -> content::Book {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    let options = Options { root: None, picture_fonts: None };
    let loaded = content::load(&folder.path().join("booklet.toml"), &options);
    loaded.book.unwrap_or_else(|| panic!("{:?}\n{booklet}\n{chapter}", loaded.diagnostics))
}

fn proof(booklet: &str, chapter: &str) -> (content::Book, Proof) {
    let book = load(booklet, chapter);
    let editions = vec![EditionName::Screen, EditionName::LargePrint];
    let proof = make::proof(&book, &Request { editions, ..Request::default() });
    (book, proof)
}

/// Whether the contact section is too long for its page, which is an error.
fn overflows(proof: &Proof) -> bool {
    proof.diagnostics.iter().any(|problem| problem.code.as_str() == "back-page-overflow")
}

/// The words for a page, as they stand behind a link. A contact section that goes on over pages, as in
/// large print, does not begin on the last one, and is found by its number.
fn reference(layout: &Layout, words: &Phrases, anchor: Anchor) -> String {
    let (page, _) = layout.anchors[&anchor];
    if anchor == Anchor::Place(content::Place::Contact) && page + 1 == layout.pages.len() {
        return words.back_page_reference.to_owned();
    }
    Phrases::fill(words.page_reference, &(page + 1).to_string())
}

/// Looks at both layouts of a booklet: nothing out of its place, and so many references to the back
/// page and to the first chapter.
fn look(booklet: &str, chapter: &str, (back, first): (usize, usize)) {
    let (book, proof) = proof(booklet, chapter);
    let too_long = overflows(&proof);
    let words = Phrases::of(&book.language);
    for layout in proof.pocket.into_iter().chain(proof.large_print) {
        let about = format!("{}\n{booklet}\n{chapter}", layout.style.body.size.0);
        assert_eq!(misplaced(&layout, too_long), None, "{about}");
        assert_eq!(tall(&layout), None, "{about}");
        let said = said(&layout);
        let places = [(content::Place::Contact, back), (content::Place::Chapter(0), first)];
        for (place, count) in places {
            let reference = reference(&layout, words, Anchor::Place(place));
            assert_eq!(said.matches(&reference).count(), count, "{reference}: {said}\n{about}");
        }
    }
}

/// A table in which every cell refers to a page.
fn table(columns: usize, head: &str, cell: &str, rows: usize) -> String {
    let row = |cell: &str| format!("[{}]", vec![format!("'{cell}'"); columns].join(", "));
    let rows = vec![row(cell); rows].join(", ");
    format!("[[block]]\ntable = {{ columns = {}, rows = [{rows}] }}\n", row(head))
}

const PAGES: [&str; 4] = [
    "",
    "[theme]\npage = 'DL'\n[edition.large-print]\nsize = 24",
    "[theme]\npage = 'A4'\nsize = 20\nalign = 'justify'\n[edition.large-print]\nsize = 36",
    "[theme]\npage = [60, 90]\nsize = 12\nmargins = { inner = 8, outer = 8, top = 10, bottom = 12 }\n\
     [edition.large-print]\nsize = 28",
];

#[test]
fn references_in_columns_stay_in_them_and_are_said_once_in_every_language() {
    for (at, language) in LANGUAGES.iter().enumerate() {
        // One of the pages a language, so that all meet many of them.
        for keys in [PAGES[0], PAGES[1 + at % 3]] {
            let tables: String =
                (2..=6).map(|columns| table(columns, "b", "see [c](#contact)", 1)).collect();
            let chapter = format!(
                "title = 'A'\nid = 'a'\n{tables}{}[[block]]\nbullets = ['[d](#a) e']\n",
                table(3, "[f](#contact)", "[g](#a) h", 2)
            );
            look(&booklet(language, keys), &chapter, (20 + 3, 1 + 6));
        }
    }
}

/// The numbered words of a text in order, each from its `w` to its end.
fn numbered(text: &str) -> Vec<&str> {
    let whole = |word: &&str| {
        word.strip_prefix('w').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(whole).collect()
}

fn heads_and_rows(columns: usize, head: &str, rows: &[&str]) -> String {
    let row = |cell: &str| format!("[{}]", vec![format!("'{cell}'"); columns].join(", "));
    let rows: Vec<String> = rows.iter().map(|cell| row(cell)).collect();
    format!("[[block]]\ntable = {{ columns = {}, rows = [{}] }}\n", row(head), rows.join(", "))
}

fn words(count: usize) -> String {
    vec!["word"; count].join(" ")
}

#[test]
fn a_high_head_and_its_rows_stay_on_their_pages() {
    let long = "abcdefghij".repeat(20);
    for (columns, head, cells) in [
        // A head higher than the page, one that leaves little room, and one of a single word.
        (6, words(30), vec![words(1)]),
        (6, words(10), vec![words(16), words(16)]),
        (6, words(12), vec![words(16), words(16)]),
        (6, long.clone(), vec![words(2)]),
        (2, long, vec![words(200)]),
        (3, words(150), vec![words(40); 3]),
        (5, format!("{} [a](#contact) b", words(9)), vec![format!("{} [c](#a)", words(20)); 4]),
    ] {
        let rows: Vec<&str> = cells.iter().map(String::as_str).collect();
        let chapter = format!("title = 'A'\nid = 'a'\n{}", heads_and_rows(columns, &head, &rows));
        let links = [chapter.matches("#contact").count(), chapter.matches("#a").count()];
        for language in ["en-GB", "ar", "ur"] {
            for keys in PAGES {
                look(&booklet(language, keys), &chapter, (links[0], links[1]));
            }
        }
    }
}

#[test]
fn no_head_stands_on_a_page_without_a_row() {
    for (head, cells, rows) in
        [(10, 16, 2), (4, 12, 3), (8, 8, 3), (9, 17, 4), (11, 14, 2), (7, 18, 1), (3, 17, 5)]
    {
        let (head, cell) = (vec!["head"; head].join(" "), vec!["cell"; cells].join(" "));
        let before = "[[block]]\ntext = 'x'\n";
        for lines in [0, 3, 9, 14] {
            let table = table(6, &head, &cell, rows);
            let heading = "[[block]]\nheading = 'B'\n";
            let chapter = format!("title = 'A'\n{}{heading}{table}", before.repeat(lines));
            for keys in ["", "[edition.large-print]\nsize = 24"] {
                let (_, proof) = proof(&booklet("en-GB", keys), &chapter);
                for layout in proof.pocket.into_iter().chain(proof.large_print) {
                    for (number, page) in layout.pages.iter().enumerate() {
                        let has = |wanted: &str| {
                            page.items.iter().any(|item| {
                                matches!(item.owner, Owner::Leaf(_))
                                    && inked(item).is_some_and(|(_, it)| it.contains(wanted))
                            })
                        };
                        assert!(!has("head") || has("cell"), "page {}: {chapter}", number + 1);
                    }
                }
            }
        }
    }
}

#[test]
fn a_head_is_said_again_with_the_real_page_numbers() {
    let rows = vec!["one two three"; 40];
    let chapter = format!("title = 'A'\nid = 'a'\n{}", heads_and_rows(2, "[head](#a)", &rows));
    let (_, proof) = proof(&booklet("en-GB", ""), &chapter);
    let layout = proof.pocket.unwrap();
    let heads: Vec<String> = layout
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter(|item| item.owner == Owner::Artifact(ArtifactKind::Pagination))
        .filter_map(|item| match &item.ink {
            Ink::Glyphs(run, _) => Some(drawn(run).replace('\u{A0}', " ")),
            _ => None,
        })
        .collect();
    // The digits are another face's, and a run of their own.
    assert!(heads.concat().matches("(page 2)").count() >= 2, "{heads:?}");
    assert!(!heads.iter().any(|head| head.contains('0')), "{heads:?}");
}

#[test]
fn deep_lists_keep_a_column_that_can_be_read() {
    for kind in ["bullets", "steps", "checklist"] {
        let inner = format!("{{ text = 'some few words', {kind} = [").repeat(7);
        let list = format!(
            "{kind} = [{inner}'see [this](#contact) now and [that](#a) then'{}]",
            "] }".repeat(7)
        );
        let chapter = format!(
            "title = 'A'\nid = 'a'\n[[block]]\n{list}\n[[block]]\n\
             callout = {{ title = 'C', {list} }}\n"
        );
        for (at, language) in LANGUAGES.iter().enumerate() {
            let keys = [
                "[theme]\npage = 'DL'\nsize = 24\n[edition.large-print]\nsize = 36",
                "[theme]\npage = [60, 90]\nsize = 12\n\
                 margins = { inner = 8, outer = 8, top = 10, bottom = 12 }",
                "[theme]\npage = 'DL'\nsize = 14",
            ];
            look(&booklet(language, keys[at % 3]), &chapter, (2, 2));
        }
    }
}

#[test]
fn levels_of_a_list_are_told_apart_where_the_page_is_narrow() {
    let inner = "{ text = 'some few words', bullets = [".repeat(7);
    let chapter =
        format!("title = 'A'\n[[block]]\nbullets = [{inner}'the last'{}]\n", "] }".repeat(7));
    for keys in [
        "[theme]\npage = 'DL'\nsize = 24",
        "[theme]\npage = [60, 90]\nsize = 12\nmargins = { inner = 5, outer = 5, bottom = 12 }",
    ] {
        let (_, proof) = proof(&booklet("en-GB", keys), &chapter);
        let layout = proof.pocket.unwrap();
        let mut edges: Vec<f32> = Vec::new();
        for (index, page) in layout.pages.iter().enumerate() {
            for item in &page.items {
                if let Ink::Glyphs(run, _) = &item.ink
                    && drawn(run).starts_with('•')
                {
                    edges.push((item.at.x - area(&layout, index).x).0);
                }
            }
        }
        assert_eq!(edges.len(), 8, "{edges:?}");
        let size = layout.style.body.size.0;
        let steps: Vec<f32> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(steps.iter().all(|step| *step > size * 0.1), "{steps:?}");
        // The innermost words keep half of the column.
        let room = layout.style.measure().0 - edges[7] - size;
        assert!(room > layout.style.measure().0 * 0.45, "{room}");
    }
}

#[test]
fn justified_lines_reach_their_edge_with_the_real_page_numbers() {
    let text = "some words see [this](#a) and [that](#b) too ".repeat(30);
    let chapter = format!(
        "title = 'A'\nid = 'a'\n[[block]]\ntext = '{}'\n[[block]]\nid = 'b'\ntext = 'b'\n",
        text.trim()
    );
    for language in ["en-GB", "de", "ar", "he"] {
        let (_, proof) =
            proof(&booklet(language, "[theme]\nalign = 'justify'\nhyphenate = true"), &chapter);
        for layout in proof.pocket.into_iter().chain(proof.large_print) {
            let edges = edges(&layout, 20);
            let measure = layout.style.measure().0;
            let ragged = edges.iter().filter(|width| (*width - measure).abs() > 0.5).count();
            assert!(edges.len() > 15 && ragged == 0, "{language}: {edges:?} of {measure}");
        }
    }
}

/// Widths of the lines of the longest paragraph but for its last line.
fn edges(layout: &Layout, most: usize) -> Vec<f32> {
    let mut lines: BTreeMap<u32, (f32, f32)> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        if let (Owner::Leaf(_), Some((ink, words))) = (item.owner, inked(item))
            && !words.is_empty()
            && item.line > 0
        {
            let line = lines.entry(item.line).or_insert((f32::INFINITY, 0.0));
            *line = (line.0.min(ink.x.0), line.1.max(ink.right().0));
        }
    }
    // What stands before the paragraph is a heading and the contents.
    let widths: Vec<f32> = lines.values().map(|(left, right)| right - left).collect();
    let longest = widths.iter().copied().fold(0.0, f32::max);
    let first = widths.iter().position(|width| *width > longest - 1.0).unwrap_or(0);
    widths.into_iter().skip(first).take(most).collect()
}

#[test]
fn the_title_is_said_before_the_pictures_of_its_cover_in_every_edition() {
    for style in ["page", "heading"] {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).unwrap();
        };
        let drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 6'>\
                       <path d='M1 5V1h3v4'/></svg>";
        write("a.svg", drawing);
        write("a.toml", "title = 'Chapter'\n[[block]]\ntext = 'Words'\n");
        let cover = format!(
            "subtitle = 'Under it'\n[cover]\nstyle = '{style}'\nimage = 'a.svg'\n\
             alt = 'A house'\nlogo = 'a.svg'\nlogo_alt = 'The mark'"
        );
        let booklet = booklet("en-GB", &cover).replace("title = 'T'", "title = 'The title'");
        write("booklet.toml", &booklet);
        let options = Options { root: None, picture_fonts: None };
        let book = content::load(&folder.path().join("booklet.toml"), &options).book.unwrap();
        for generation in [Generation::Ua1, Generation::Ua2] {
            let made = make::make(&book, &Request { generation, ..Request::default() });
            assert_eq!(made.outputs.len(), 6, "{:?}", made.diagnostics);
            for output in &made.outputs {
                let said = match output.edition {
                    EditionName::Screen | EditionName::LargePrint => {
                        spoken(&verify::tree(&output.bytes).unwrap())
                    }
                    EditionName::Html | EditionName::Text => {
                        String::from_utf8(output.bytes.clone()).unwrap()
                    }
                    // Neither says anything.
                    EditionName::Booklet | EditionName::Press => continue,
                };
                // The title also stands in the head of an html page.
                let said = said.split_once("<body").map_or(&*said, |(_, body)| body);
                let places: Vec<_> = ["The title", "Under it", "A house", "The mark", "Words"]
                    .iter()
                    .map(|words| said.find(words).unwrap_or_else(|| panic!("{words}: {said}")))
                    .collect();
                assert!(places.is_sorted(), "{}: {places:?}", output.file_name);
            }
        }
    }
}

/// What an element says, descriptions included.
fn spoken(element: &verify::Element) -> String {
    let mut said = element.alt.clone().unwrap_or_default();
    for child in &element.children {
        match child {
            verify::Child::Element(inner) => said.push_str(&spoken(inner)),
            verify::Child::Text(text) => said.push_str(text),
            verify::Child::Object => {}
        }
    }
    said
}

/// The cells of a file's tables, as they are read out.
fn cells(element: &verify::Element, found: &mut Vec<String>) {
    if element.role == "TD" {
        found.push(spoken(element).replace('\u{A0}', " ").replace('\u{AD}', ""));
    }
    for child in &element.children {
        if let verify::Child::Element(inner) = child {
            cells(inner, found);
        }
    }
}

#[test]
fn the_tags_of_a_file_say_each_reference_once() {
    let long = format!("{} see [this](#contact)", words(20));
    for (language, keys, reference) in [
        ("en-GB", "", "(back page)"),
        ("pt", PAGES[1], "(última página)"),
        ("lt", PAGES[3], "(paskutinis puslapis)"),
        ("ar", PAGES[2], "(الصفحة الأخيرة)"),
    ] {
        let chapter = format!(
            "title = 'A'\n{}",
            table(5, "b", &long, 1) + &table(2, "b", "c [d](#contact)", 1)
        );
        let book = load(&booklet(language, keys), &chapter);
        let editions = vec![EditionName::Screen, EditionName::LargePrint];
        let made = make::make(&book, &Request { editions, ..Request::default() });
        assert_eq!(made.outputs.len(), 2, "{language}: {:?}", made.diagnostics);
        for output in &made.outputs {
            for result in verify::validate(&output.bytes).unwrap() {
                assert!(result.passes, "{:?}", result.faults);
            }
            let mut found = Vec::new();
            cells(&verify::tree(&output.bytes).unwrap(), &mut found);
            let short = format!("c d {reference}");
            let long = format!("{} see this {reference}", words(20));
            let expected: Vec<&str> =
                (0..7).map(|at| if at < 5 { &*long } else { &*short }).collect();
            assert_eq!(found, expected, "{}", output.file_name);
        }
    }
}

#[test]
fn numbers_beyond_ninety_nine_stand_in_narrow_columns() {
    let leaves = "[[block]]\ntext = 'x'\n[[block]]\npage_break = true\n".repeat(105);
    let last = "[[block]]\nid = 'z'\ntext = 'z'\n";
    for (columns, keys) in [(4, ""), (6, ""), (3, "[theme]\npage = 'DL'"), (6, PAGES[2])] {
        let table = table(columns, "b", "see [c](#z) now", 2);
        let chapter = format!("title = 'A'\nid = 'a'\n{table}{leaves}{last}");
        for language in ["en-GB", "lt", "hu", "ar", "zh-Hans"] {
            let (book, proof) = proof(&booklet(language, keys), &chapter);
            let words = Phrases::of(&book.language);
            let too_long = overflows(&proof);
            for layout in proof.pocket.into_iter().chain(proof.large_print) {
                assert_eq!(misplaced(&layout, too_long), None);
                let anchor = Anchor::Place(content::Place::Block(0, 211));
                let reference = reference(&layout, words, anchor);
                assert!(layout.anchors[&anchor].0 > 100);
                let said = said(&layout);
                assert_eq!(said.matches(&reference).count(), 2 * columns, "{reference}: {said}");
            }
        }
    }
}

/// The lines of a layout, cells beside each other parted by a bar.
fn lines(layout: &Layout) -> Vec<String> {
    let mut lines = Vec::new();
    for page in &layout.pages {
        let glyphs = page.items.iter().filter_map(|item| match &item.ink {
            Ink::Glyphs(run, _) => Some((item.at.y.0, item.at.x.0, run)),
            _ => None,
        });
        let mut glyphs: Vec<_> = glyphs.collect();
        glyphs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        for line in glyphs.chunk_by(|a, b| (a.0 - b.0).abs() < 0.01) {
            let mut text = String::new();
            let mut end = f32::INFINITY;
            for (_, x, run) in line {
                text.push_str(if *x > end + 1.0 { "|" } else { "" });
                text.push_str(drawn(run));
                end = x + run.size.0 * run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
            }
            lines.push(text.replace(['\u{A0}', '\u{202F}'], " "));
        }
    }
    lines
}

#[test]
fn numbers_and_doses_in_tables_stand_on_one_line() {
    let (doses, numbers) = (
        ["62.5–125 micrograms", "1,000,000 units", "7.5 mg/5 ml"],
        ["0808 157 0142", "+44 20 7946 0018", "07700-900-123"],
    );
    let rows = doses.iter().zip(numbers).map(|(dose, number)| {
        format!("['Levothyroxine', '{dose}', 'once a day, on Monday', '{number}']")
    });
    let rows = rows.collect::<Vec<_>>().join(", ");
    let columns = "['Medicine', 'Dose', 'How often', 'Phone']";
    let chapter =
        format!("title = 'A'\n[[block]]\ntable = {{ columns = {columns}, rows = [{rows}] }}\n");
    for keys in PAGES {
        let (_, proof) = proof(&booklet("en-GB", keys), &chapter);
        for layout in proof.pocket.into_iter().chain(proof.large_print) {
            // Nobody can keep them whole on a page that they are wider than.
            if layout.style.measure() < layout.style.body.size * 11.0 {
                continue;
            }
            let lines = lines(&layout);
            for whole in doses.iter().chain(&numbers) {
                assert!(lines.iter().any(|line| line.contains(whole)), "{whole}: {lines:?}");
            }
        }
    }
}

/// How many random booklets are tried, unless `PROPTEST_CASES` says otherwise.
fn cases(usual: u32) -> u32 {
    let set = std::env::var("PROPTEST_CASES").ok();
    set.and_then(|set| set.parse().ok()).unwrap_or(usual)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(24), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn a_random_booklet_stays_within_its_pages(random in booklets(&LANGUAGES)) {
        let Booklet { booklet, chapter, words, links: (back, first) } = &random;
        let (book, proof) = proof(booklet, chapter);
        let too_long = overflows(&proof);
        let added = Phrases::of(&book.language);
        for layout in proof.pocket.into_iter().chain(proof.large_print) {
            prop_assert_eq!(misplaced(&layout, too_long), None);
            prop_assert_eq!(tall(&layout), None);
            let said = said(&layout);
            prop_assert_eq!(&numbered(&said), words);
            let places = [(content::Place::Contact, back), (content::Place::Chapter(0), first)];
            for (place, count) in places {
                let reference = reference(&layout, added, Anchor::Place(place));
                prop_assert_eq!(said.matches(&reference).count(), *count, "{}", reference);
            }
        }
    }
}
