//! Numbers of lists and headings: kept, or told.

use chapbook::import::Format;

use super::builder::{Word, item, run, styled};
use super::{Brought, bring};

fn level(at: u8, start: u8, format: &str, text: &str, font: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/>\
         <w:lvlText w:val=\"{text}\"/><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr></w:lvl>"
    )
}

fn word(levels: &str, body: &str) -> Brought {
    let mut file = Word::of(&(styled("Heading1", "A") + body));
    file.numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    );
    bring(&file.bytes(), Format::Docx)
}

#[test]
fn words_before_the_number_stay() {
    let levels = level(0, 1, "decimal", "Step %1:", "Arial");
    let brought = word(&levels, &(item(1, 0, "Sit down.") + &item(1, 0, "Breathe.")));
    let chapter = brought.chapter();
    assert!(chapter.contains("\"Step 1: Sit down.\",\n  \"Step 2: Breathe.\""), "{chapter}");
    assert!(chapter.contains("# look at this: the list counts in another way"), "{chapter}");
}

#[test]
fn a_cross_before_an_item_stays() {
    let levels = level(0, 1, "bullet", "\u{F0FB}", "Wingdings");
    let brought = word(&levels, &(item(1, 0, "smoke") + &item(1, 0, "drink")));
    assert!(brought.chapter().contains("\"✗ smoke\",\n  \"✗ drink\""), "{}", brought.chapter());
    let levels = level(0, 1, "bullet", "o", "Courier New");
    let brought = word(&levels, &item(1, 0, "rest"));
    assert!(brought.chapter().contains("bullets = [\n  \"rest\",\n]"), "{}", brought.chapter());
}

#[test]
fn numbers_below_numbers_letters_and_other_starts_are_told() {
    let levels = level(0, 4, "decimal", "%1.", "Arial")
        + &level(1, 1, "decimal", "%1.%2", "Arial")
        + &level(2, 1, "lowerRoman", "(%3)", "Arial");
    let brought = word(
        &levels,
        &(item(1, 0, "four") + &item(1, 1, "below") + &item(1, 2, "deep") + &item(1, 0, "five")),
    );
    let chapter = brought.chapter();
    assert!(chapter.contains("(here “4.1”)"), "{chapter}");
    assert!(chapter.contains("(here “(i)”)"), "{chapter}");
    assert!(chapter.contains("# look at this: the numbers of a list began with 4"), "{chapter}");
    let number = "<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>%</w:p>";
    let brought = word(&levels, &(item(1, 0, "x") + &number.replace('%', &run("Title"))));
    let left_out = brought.left_out();
    assert!(left_out[0].ends_with("Word counted (paragraph 3): 4.1"), "{left_out:?}");
}

#[test]
fn a_page_counts_as_it_says() {
    let page = "<h1>A</h1><ol><li>a<li value=5>b<li>c</ol><p>x<ol reversed><li>y<li>z</ol><ol type=a><li>k</ol>";
    let brought = bring(page.as_bytes(), Format::Html);
    let chapter = brought.chapter();
    assert!(chapter.contains("steps = [\n  \"a\",\n]"), "{chapter}");
    assert!(chapter.contains("# look at this: the numbers of a list began with 5"), "{chapter}");
    assert!(chapter.contains("2. y\",\n") && chapter.contains("1. z\",\n"), "{chapter}");
    assert!(chapter.contains("# look at this: the list is counted down"), "{chapter}");
    assert!(chapter.contains("# look at this: letters or Roman numbers"), "{chapter}");
}
