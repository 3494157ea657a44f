//! The order in which a page's words stand in the file, by which the viewers of Chrome and Firefox go:
//! the heads of a table that are said again stand with the cells that they are heads of.

use chapbook::content::{self, EditionName, Options};
use chapbook::layout::{Ink, Layout};
use chapbook::make::{Request, proof};

use crate::support::booklets::fonts;

fn layout(page: &str, table: &str) -> Layout {
    let booklet = format!(
        "title = 'T'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n[theme]\npage = '{page}'\n[contact]\n\
         heading = 'Help'\n[[contact.point]]\nname = 'Line'\nphone = '01632 960 000'\n"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
    let chapter = format!("title = 'A'\n[[block]]\n[block.table]\n{table}\n");
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    let options = Options { root: None, picture_fonts: Some(fonts) };
    let book = content::load(&folder.path().join("booklet.toml"), &options).book.unwrap();
    let request = Request { editions: vec![EditionName::Screen], ..Request::default() };
    proof(&book, &request).pocket.unwrap()
}

/// The words of all pages as they are drawn.
fn drawn(layout: &Layout) -> String {
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let runs = items.filter_map(|item| match &item.ink {
        Ink::Glyphs(run, _) => {
            let start = run.glyphs.iter().map(|glyph| glyph.start).min()? as usize;
            let end = run.glyphs.iter().map(|glyph| glyph.end).max()? as usize;
            Some(run.text[start..end].to_owned())
        }
        _ => None,
    });
    let words: Vec<String> = runs.collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn each_cell_of_a_record_stands_after_its_head() {
    let table = "row_headers = true\n\
                 columns = ['Medicine', 'How much', 'When to take it', 'What it is for']\n\
                 rows = [['Paracetamol', '1000 mg', 'every 6 hours, at most 4 times', 'temperature'],\n\
                 ['Ibuprofen', '400 mg', 'with food', ''], ['Enoxaparin', '40 mg', 'at night', 'clots']]";
    let drawn = drawn(&layout("DL", table));
    for record in [
        "Medicine Ibuprofen How much 400 mg When to take it with food",
        "Medicine Enoxaparin How much 40 mg When to take it at night What it is for clots",
    ] {
        assert!(drawn.contains(record), "{record}: {drawn}");
    }
}

#[test]
fn heads_that_are_said_again_on_the_next_page_stand_before_its_rows() {
    let rows: Vec<String> = (1..60).map(|row| format!("['day {row}', 'pain {row}']")).collect();
    let drawn =
        drawn(&layout("A5", &format!("columns = ['Date', 'Score']\nrows = [{}]", rows.join(", "))));
    let again: Vec<&str> = drawn.split("Date Score day ").skip(2).collect();
    assert!(again.len() >= 2, "{drawn}");
    assert!(again.iter().all(|rest| rest.starts_with(|c: char| c.is_ascii_digit())), "{drawn}");
}
