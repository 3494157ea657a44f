//! Columns of tabs and blanks: a dose stays beside its medicine.

use chapbook::import::Format;

use super::builder::{Word, look, p, run, styled};
use super::{Brought, bring};

fn word(body: &str) -> Brought {
    bring(&Word::of(&(styled("Heading1", "A") + body)).bytes(), Format::Docx)
}

fn tabbed(cells: &[&str], bold: bool) -> String {
    let cell = |it: &&str| if bold { look(it, "<w:b/>") } else { run(it) };
    p(&cells.iter().map(cell).collect::<Vec<_>>().join("<w:r><w:tab/></w:r>"))
}

#[test]
fn rows_of_tabs_are_a_table_with_its_heads() {
    let brought = word(
        &(tabbed(&["Medicine", "Morning", "Night"], true)
            + &tabbed(&["Ramipril", "5 mg", "none"], false)
            + &tabbed(&["Aspirin", "none", "75 mg"], false)
            + &p(&run("Ask us."))),
    );
    assert!(
        brought.chapter().contains(
            "columns = [\"Medicine\", \"Morning\", \"Night\"]\nrows = [\n  [\"Ramipril\", \"5 mg\", \"none\"],\n  [\"Aspirin\", \"none\", \"75 mg\"],\n]"
        ),
        "{}",
        brought.chapter()
    );
    assert!(brought.chapter().contains("# look at this: columns of tabs or blanks became a table"));
}

#[test]
fn no_row_is_taken_for_the_heads_where_nothing_says_so() {
    let brought = word(
        &(tabbed(&["Monday", "9am"], false)
            + &tabbed(&["Tuesday", "10am"], false)
            + &tabbed(&["Friday", "11am"], false)),
    );
    assert!(
        brought.chapter().contains(
            "columns = [\"…\", \"…\"]\nrows = [\n  [\"Monday\", \"9am\"],\n  [\"Tuesday\", \"10am\"],\n  [\"Friday\", \"11am\"],\n]"
        ),
        "{}",
        brought.chapter()
    );
}

#[test]
fn what_may_be_columns_is_told_at_its_place() {
    let brought = word(
        &(tabbed(&["Ramipril", "5 mg", "none"], false)
            + &tabbed(&["Aspirin", "75 mg"], false)
            + &p(&run("Ask us."))),
    );
    assert!(
        brought.chapter().contains("# look at this: words that tabs or blanks set apart"),
        "{}",
        brought.chapter()
    );
    assert!(
        brought.chapter().contains("Ramipril 5 mg none\n\nAspirin 75 mg"),
        "{}",
        brought.chapter()
    );
    let list = word(&(p(&run("1.\tSit down")) + &p(&run("2.\tBreathe")) + &p(&run("•\trest"))));
    assert!(!list.chapter().contains("tabs or blanks"), "{}", list.chapter());
}

#[test]
fn text_set_with_blanks_is_a_table_where_it_is_in_line() {
    let table = "Medicine    Dose\n--------    -----\nRamipril    5 mg\nAspirin     75 mg\n";
    let brought = bring(format!("A\n=\n\n{table}").as_bytes(), Format::Text);
    assert!(
        brought.chapter().contains(
            "columns = [\"Medicine\", \"Dose\"]\nrows = [\n  [\"Ramipril\", \"5 mg\"],\n  [\"Aspirin\", \"75 mg\"],\n]"
        ),
        "{}",
        brought.chapter()
    );
    let markdown = format!("# A\n\n```\n{table}```\n");
    let brought = bring(markdown.as_bytes(), Format::Markdown);
    assert!(
        brought.chapter().contains("columns = [\"Medicine\", \"Dose\"]"),
        "{}",
        brought.chapter()
    );
    let page = format!("<h1>A</h1><pre>{table}</pre>");
    let brought = bring(page.as_bytes(), Format::Html);
    assert!(
        brought.chapter().contains("columns = [\"Medicine\", \"Dose\"]"),
        "{}",
        brought.chapter()
    );
    let ragged = "Ramipril   5 mg\nAspirin 75 mg   at night\n";
    let brought = bring(ragged.as_bytes(), Format::Text);
    assert!(
        brought.chapter().contains("Ramipril 5 mg //\nAspirin 75 mg at night"),
        "{}",
        brought.chapter()
    );
    assert!(brought.chapter().contains("# look at this: words that tabs or blanks"));
    let typing =
        "This is a sentence.  This is another one that a\ntypist wrote.  It goes on here.\n";
    let brought = bring(typing.as_bytes(), Format::Text);
    assert!(!brought.chapter().contains("tabs or blanks"), "{}", brought.chapter());
}
