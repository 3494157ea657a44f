//! What goes on on another page: no cell without its head, no value without the name of what it belongs
//! to, no part of a panel without its title.

use crate::support::pages;

use chapbook::content::{self, EditionName, Options};
use chapbook::layout::{ArtifactKind, Layout, Owner, Page};
use chapbook::make::{self, Request};
use pages::survey::{inked, said};

/// Both layouts of a booklet with these keys and these blocks.
fn layouts(keys: &str, blocks: &str) -> Vec<Layout> {
    let folder = tempfile::tempdir().unwrap();
    let booklet = format!(
        "title = 'T'\nslug = 't'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n{keys}\n\
         [contact]\nheading = 'H'\n[[contact.point]]\nname = 'L'\nphone = '01632 960 000'\n"
    );
    std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
    std::fs::write(folder.path().join("a.toml"), format!("title = 'A'\n{blocks}")).unwrap();
    let options = Options { root: None, picture_fonts: None };
    let loaded = content::load(&folder.path().join("booklet.toml"), &options);
    let book = loaded.book.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let editions = vec![EditionName::Screen, EditionName::LargePrint];
    let proof = make::proof(&book, &Request { editions, ..Request::default() });
    proof.pocket.into_iter().chain(proof.large_print).collect()
}

/// The words of a page from top to bottom, and whether the structure says them.
fn lines(page: &Page) -> Vec<(String, bool)> {
    let mut lines: Vec<(i64, f32, String, bool)> = Vec::new();
    for item in &page.items {
        if item.owner == Owner::Artifact(ArtifactKind::Footer) {
            continue;
        }
        let Some((ink, words)) = inked(item).filter(|(_, words)| !words.is_empty()) else {
            continue;
        };
        let leaf = matches!(item.owner, Owner::Leaf(_));
        lines.push(((item.at.y.0 * 10.0).round() as i64, ink.x.0, words.to_owned(), leaf));
    }
    lines.sort_by(|a, b| (a.0, a.1).partial_cmp(&(b.0, b.1)).unwrap());
    lines
        .chunk_by(|a, b| a.0 == b.0)
        .map(|line| {
            let words: Vec<&str> = line.iter().map(|(_, _, words, _)| words.as_str()).collect();
            (words.join(" "), line.iter().any(|(_, _, _, leaf)| *leaf))
        })
        .collect()
}

const LARGE: &str = "[edition.large-print]\nsize = 36";
const SMALL_PAGE: &str = "[theme]\npage = [90, 130]\n[edition.large-print]\nsize = 24";

const MEDICINES: &str = "[[block]]\n[block.table]\nrow_headers = true\n\
    columns = ['Medicine', 'What for', 'How much', 'When', 'How long']\nrows = [\n\
    ['Paracetamol', 'v1a relieves pain', 'v1b 2 tablets of 500 mg', 'v1c 4 times a day, at least 4 hours apart', 'v1d for 2 to 6 weeks'],\n\
    ['Apixaban', 'v2a prevents clots', 'v2b 1 tablet of 2.5 mg', 'v2c 8 in the morning and 8 at night', 'v2d for 35 days'],\n\
    ['Omeprazole', 'v3a protects your stomach', 'v3b 1 capsule of 20 mg', 'v3c before breakfast', 'v3d as long as you take it'],\n]\n";

/// Which of these the words begin with.
fn begins(words: &str, names: &[&str]) -> Option<usize> {
    names.iter().position(|name| words.starts_with(name))
}

#[test]
fn no_value_stands_without_its_name_nor_without_its_head() {
    let names = ["Paracetamol", "Apixaban", "Omeprazole"];
    let heads = ["What for", "How much", "When", "How long"];
    let mut continued = 0;
    for keys in [LARGE, SMALL_PAGE, ""] {
        for before in 0..8 {
            let text = "[[block]]\ntext = 'x'\n".repeat(before);
            for layout in layouts(keys, &format!("{text}{MEDICINES}")) {
                if !layout.pages.iter().any(|page| lines(page).iter().any(|(it, _)| it == "When")) {
                    // As columns.
                    continue;
                }
                for page in &layout.pages {
                    let (mut name, mut head) = (None, None);
                    let page = lines(page);
                    for (words, _) in &page {
                        continued += usize::from(words.ends_with("(continued)"));
                        name = begins(words, &names).or(name);
                        head = begins(words, &heads).or(head);
                        for (row, of_row) in ["v1", "v2", "v3"].iter().enumerate() {
                            for (column, letter) in ["a", "b", "c", "d"].iter().enumerate() {
                                if words.contains(&format!("{of_row}{letter}")) {
                                    assert_eq!(
                                        (name, head),
                                        (Some(row), Some(column)),
                                        "{page:#?}"
                                    );
                                }
                            }
                        }
                    }
                    let last = page.last().map(|(words, _)| words.as_str()).unwrap_or_default();
                    assert_eq!(begins(last, &names).or(begins(last, &heads)), None, "{page:#?}");
                }
            }
        }
    }
    assert!(continued > 10, "{continued}");
}

#[test]
fn a_name_that_is_said_again_is_no_part_of_the_structure() {
    let [_, large] = &layouts(LARGE, MEDICINES)[..] else { panic!("two layouts") };
    let again: Vec<(String, bool)> = large
        .pages
        .iter()
        .flat_map(lines)
        .filter(|(words, _)| words.contains("continued"))
        .collect();
    assert!(again.contains(&("Paracetamol (continued)".to_owned(), false)), "{again:?}");
    assert!(again.iter().all(|(_, leaf)| !leaf), "{again:?}");
    let said = said(large);
    assert!(!said.contains("continued"), "{said}");
    for once in ["Paracetamol", "Medicine", "How much", "v1b 2 tablets of 500 mg"] {
        assert_eq!(said.matches(once).count(), 1, "{once}: {said}");
    }
}

/// The heads of a table of records are said beside the first record, on whatever pages that is.
#[test]
fn no_block_of_heads_stands_without_values() {
    for before in 0..4 {
        let text = "[[block]]\ntext = 'x'\n".repeat(before);
        for layout in layouts(LARGE, &format!("{text}{MEDICINES}")) {
            let all: Vec<String> = layout.pages.iter().flat_map(lines).map(|(it, _)| it).collect();
            let count = all.iter().filter(|words| words.starts_with("How much")).count();
            assert!(matches!(count, 1 | 3), "{count}: {all:#?}");
        }
    }
}

#[test]
fn a_number_is_said_again_with_its_head() {
    let days: Vec<String> = (1..=13).map(|day| format!("'Day {day}'")).collect();
    let row = |week: u8| format!("['{week}'{}]", ", ''".repeat(days.len()));
    let days = format!(
        "[[block]]\n[block.table]\nrow_headers = true\ncolumns = ['Week', {}]\nrows = [{}, {}]\n",
        days.join(", "),
        row(1),
        row(2)
    );
    let [_, large] = &layouts(LARGE, &days)[..] else { panic!("two layouts") };
    let all: Vec<String> = large.pages.iter().flat_map(lines).map(|(words, _)| words).collect();
    assert!(all.iter().any(|words| words == "Week 1 (continued)"), "{all:#?}");
}

#[test]
fn the_row_of_a_table_that_no_page_holds_is_named_on_each_page() {
    let long = "word ".repeat(400);
    let table = format!(
        "[[block]]\ntable = {{ row_headers = true, columns = ['Name', 'Words'], rows = [['Apixaban', '{long}'], ['Senna', 'few']] }}\n"
    );
    for layout in layouts("", &table) {
        for page in layout.pages.iter().map(lines) {
            let has = |wanted: &str| page.iter().any(|(words, _)| words.contains(wanted));
            assert!(!has("word") || has("Apixaban"), "{page:#?}");
        }
    }
}

#[test]
fn a_panel_that_goes_on_says_again_what_it_is() {
    let text = vec!["many words"; 130].join(" ");
    for (urgency, title) in [
        ("urgency = 'emergency'\n", "Immediate action required:"),
        ("urgency = 'urgent'\n", "Urgent advice:"),
        ("", "Call us"),
    ] {
        let panel =
            format!("[[block]]\n[block.callout]\n{urgency}title = 'Call us'\ntext = '{text}'\n");
        for layout in layouts(LARGE, &panel) {
            let pages: Vec<_> = layout
                .pages
                .iter()
                .map(lines)
                .filter(|page| page.iter().any(|(words, _)| words.contains("many")))
                .collect();
            for page in pages.iter().skip(1) {
                let (first, leaf) = &page[0];
                let label = title.trim_end_matches(':');
                assert!(label.starts_with(first) || first.starts_with(label), "{page:#?}");
                assert!(!leaf, "{page:#?}");
                let band = page.iter().take(4).any(|(words, _)| words.contains("(continued)"));
                assert!(band, "{page:#?}");
            }
            assert!(!said(&layout).contains("continued"));
        }
    }
}

/// The lines of all pages of a layout.
fn all(layout: &Layout) -> Vec<String> {
    layout.pages.iter().flat_map(lines).map(|(words, _)| words).collect()
}

const DIARY: &str = "[[block]]\n[block.table]\nrow_headers = true\n\
    columns = ['Week', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']\n\
    rows = [['1', '', '', '', '', '', '', ''], ['2', '', '', '', '', '', '', ''], ['3', '', '', '', '', '', '', '']]\n";

#[test]
fn records_to_fill_in_stand_two_abreast() {
    let [pocket, large] = &layouts("[edition.large-print]\nsize = 24", DIARY)[..] else {
        panic!("two layouts")
    };
    for layout in [pocket, large] {
        let all = all(layout);
        for two in ["Monday Tuesday", "Wednesday Thursday", "Friday Saturday", "Sunday"] {
            assert_eq!(all.iter().filter(|words| *words == two).count(), 3, "{two}: {all:#?}");
        }
    }
    assert!(pocket.pages.len() <= 4, "{}", pocket.pages.len());
}

#[test]
fn a_few_lines_to_write_on_stay_with_their_prompt() {
    for before in 10..24 {
        let blocks = format!(
            "{}[[block]]\nwriting_lines = {{ prompt = 'Ask', lines = 8 }}\n",
            "[[block]]\ntext = 'x'\n".repeat(before)
        );
        for layout in layouts("", &blocks) {
            let count =
                |page: &Page| lines(page).iter().filter(|(words, _)| words == "Ask").count();
            assert_eq!(layout.pages.iter().map(count).sum::<usize>(), 1, "{before}");
        }
    }
}

#[test]
fn many_lines_to_write_on_say_again_what_they_are_for() {
    let blocks = "[[block]]\nwriting_lines = { prompt = 'Ask', lines = 25 }\n";
    for layout in layouts("", blocks) {
        assert!(all(&layout).iter().any(|words| words == "Ask (continued)"), "{:?}", all(&layout));
        assert!(!said(&layout).contains("continued"));
    }
}

#[test]
fn a_running_title_stands_whole_or_not_at_all() {
    let long = "A title that is far too long for the foot of so small a page as this one is";
    for (title, size, shown) in [(long, 14, false), ("Short", 14, true), ("Short", 36, true)] {
        let folder = tempfile::tempdir().unwrap();
        let booklet = format!(
            "title = '{title}'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n[theme]\nsize = {size}\n\
             [contact]\nheading = 'H'\n"
        );
        std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
        std::fs::write(folder.path().join("a.toml"), "title = 'A'\n[[block]]\ntext = 'x'\n")
            .unwrap();
        let options = Options { root: None, picture_fonts: None };
        let book = content::load(&folder.path().join("booklet.toml"), &options).book.unwrap();
        let editions = vec![EditionName::Screen];
        let proof = make::proof(&book, &Request { editions, ..Request::default() });
        let layout = proof.pocket.unwrap();
        let footer = layout
            .pages
            .iter()
            .flat_map(|page| &page.items)
            .filter(|item| item.owner == Owner::Artifact(ArtifactKind::Footer));
        let words: Vec<(f32, &str)> = footer
            .filter_map(|item| match &item.ink {
                chapbook::layout::Ink::Glyphs(run, _) => Some((run.size.0, &*run.text)),
                _ => None,
            })
            .collect();
        assert!(words.iter().all(|(_, words)| !words.contains('…')), "{words:?}");
        let title = words.iter().find(|(_, words)| *words == title);
        assert_eq!(title.is_some(), shown, "{words:?}");
        assert!(title.is_none_or(|(size, _)| *size <= 20.0), "{words:?}");
    }
}

#[test]
fn stressed_words_of_a_heading_have_no_line_under_them() {
    let dashes = |blocks: &str| {
        let pages = layouts("", blocks).into_iter().flat_map(|layout| layout.pages);
        let items = pages.flat_map(|page| page.items);
        items.filter(|item| matches!(item.ink, chapbook::layout::Ink::Fills(..))).count()
    };
    assert_eq!(dashes("[[block]]\nheading = 'It is *not* late'\n[[block]]\ntext = 'x'\n"), 0);
    assert_eq!(dashes("[[block]]\ntext = 'It is *not* late'\n"), 2);
}
