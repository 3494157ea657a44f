//! Small books and the text that they become.

mod build;

use build::*;

use super::*;
use crate::content::{
    BlockKind, Callout, Definition, GlossaryEntry, Inline, List, ListKind, Qr, Quote, Table,
    Urgency, WritingLines,
};
use crate::language::Language;
use crate::source::Spanned;
use crate::words::Date;

fn write(book: &Book) -> String {
    super::write(book, false)
}

#[test]
fn the_contents_list_the_small_print_where_it_is_a_chapter_on_paper() {
    let mut book = book("en-GB", vec![chapter("One", vec![text("First.")])]);
    book.contents = true;
    book.publisher = Some(plain("Example Trust"));
    let listed = |about_chapter| super::write(&book, about_chapter);
    assert!(listed(true).contains("One\nAbout this booklet\n\n"), "{}", listed(true));
    assert!(!listed(false).contains("One\nAbout this booklet\n"));
}

/// What a chapter's blocks become, without the chapter's heading.
#[test]
fn a_book_is_written_from_its_title_to_its_contact_section() {
    let mut book = book(
        "en-GB",
        vec![chapter("One", vec![text("First.")]), chapter("Two", vec![text("Last.")])],
    );
    book.subtitle = Some(plain("Who may come, and when"));
    book.contents = true;
    book.publisher = Some(plain("Example Trust"));
    book.version = Some(plain("2.1"));
    let date = |year| Some(Spanned::new(Date { year, month: 3, day: 1 }, span()));
    (book.reviewed, book.review_by) = (date(2026), date(2028));
    book.imprint.feedback = vec![paragraph("Tell us what you think.")];
    book.glossary = vec![GlossaryEntry {
        term: plain("Ward"),
        meaning: vec![paragraph("A room with beds.")],
        own: true,
    }];
    let expected = "\
Visits

Who may come, and when



Contents

One
Two
Glossary



One

First.



Two

Last.



Glossary

Ward: A room with beds.



About this booklet

Example Trust
Version 2.1
Last reviewed: 1 March 2026
Next review: 1 March 2028

Tell us what you think.



Get help

Help line
Phone: 0808 157 0142
";
    assert_eq!(write(&book), expected);
}

#[test]
fn headings_have_blank_lines_around_them_and_no_signs() {
    let blocks = vec![
        text("Before."),
        block(BlockKind::Heading(paragraph("Over"))),
        block(BlockKind::Subheading(paragraph("Under"))),
        text("Words."),
    ];
    assert_eq!(written(blocks), "Before.\n\n\nOver\n\nUnder:\nWords.");
}

/// Chapter, heading and subheading are parted by three blank lines, two and one, and the words under a
/// subheading by none.
#[test]
fn the_levels_of_headings_are_told_apart() {
    let under = |title: &str| block(BlockKind::Subheading(paragraph(title)));
    let blocks = vec![
        text("Before."),
        block(BlockKind::Heading(paragraph("Over"))),
        text("Words."),
        under("Under"),
        text("More."),
        under("What then?"),
        block(BlockKind::List(list(ListKind::Bullets, vec![item("a cup", None)]))),
        under("In need"),
        block(BlockKind::ContactPoint(0)),
        under("Alone"),
    ];
    let expected = "Before.\n\n\nOver\n\nWords.\n\nUnder:\nMore.\n\nWhat then?\n• a cup\n\nIn need:\n\n\
                    Help line\nPhone: 0808 157 0142\n\nAlone:";
    assert_eq!(written(blocks), expected);
}

/// A sign that turns the order back stands after what an author ended with.
#[test]
fn a_subheading_has_one_sign_at_its_end_in_every_language() {
    let under = |language: &str, title: Vec<Inline>| {
        let title = Paragraph { inlines: title, span: span() };
        written_in(language, vec![block(BlockKind::Subheading(title)), text("x")])
    };
    let first = |written: String| written.lines().next().unwrap().to_owned();
    assert_eq!(first(under("fr", vec![said("À la maison")])), "À la maison\u{A0}:");
    assert_eq!(first(under("zh-Hans", vec![said("在家")])), "在家：");
    assert_eq!(first(under("zh-Hans", vec![said("在家？")])), "在家？");
    assert_eq!(first(under("ar", vec![said("متى؟")])), "متى؟");
    let arabic = Inline::Language(Language::parse("ar").unwrap(), vec![said("متى؟")]);
    assert_eq!(first(under("en-GB", vec![said("Ask "), arabic])), "Ask \u{2067}متى؟\u{2069}");
}

#[test]
fn lists_are_marked_and_nested_ones_stand_in() {
    let inner = list(ListKind::Steps, vec![item("Knock.", None), item("Wait.", None)]);
    let bullets = list(
        ListKind::Bullets,
        vec![
            item("a cup", None),
            item("what to do:", Some(inner)),
            item(
                "an item so long that it has to go on in the line under the one that it began in",
                None,
            ),
        ],
    );
    let boxes = list(ListKind::Checklist, vec![item("I have a pen.", None)]);
    let expected = "\
• a cup
• what to do:
  1. Knock.
  2. Wait.
• an item so long that it has to go on in the line under the one that it began in

tick box: I have a pen.";
    let blocks = vec![block(BlockKind::List(bullets)), block(BlockKind::List(boxes))];
    assert_eq!(written(blocks), expected);
}

#[test]
fn steps_go_on_with_the_number_that_they_have() {
    let steps = list(ListKind::Steps, vec![item("Stand up.", None), item("Turn.", None)]);
    let steps = List { first: 9, ..steps };
    assert_eq!(written(vec![block(BlockKind::List(steps))]), "9. Stand up.\n10. Turn.");
}

#[test]
fn a_callout_has_a_word_before_it() {
    let callout = Callout {
        title: paragraph("Take care"),
        text: vec![paragraph("Sit down first.")],
        list: Some(list(ListKind::Bullets, vec![item("a chair", None)])),
        urgency: None,
    };
    let blocks = vec![block(BlockKind::Callout(callout)), text("After.")];
    assert_eq!(written(blocks), "Important: Take care\n\nSit down first.\n\n• a chair\n\nAfter.");
}

#[test]
fn a_callout_begins_with_the_words_for_how_urgent_it_is() {
    let callout = Callout {
        title: paragraph("Call 999"),
        text: vec![paragraph("Sit down.")],
        list: None,
        urgency: Some(Urgency::Emergency),
    };
    let blocks = vec![block(BlockKind::Callout(callout))];
    assert_eq!(written(blocks), "Immediate action required: Call 999\n\nSit down.");
}

#[test]
fn a_contact_point_in_a_chapter_is_told_line_by_line() {
    let blocks = vec![block(BlockKind::ContactPoint(0))];
    assert_eq!(written(blocks), "Help line\nPhone: 0808 157 0142");
}

#[test]
fn a_quotation_has_the_marks_of_its_language_and_its_source() {
    let quote = |words: [&str; 2]| {
        let text = words.map(paragraph).to_vec();
        block(BlockKind::Quote(Quote { text, source: Some(paragraph("A visitor")) }))
    };
    let said = written(vec![quote(["It helped.", "Truly."])]);
    assert_eq!(said, "“It helped.\n\nTruly.”\n— A visitor");
    let said = written_in("de", vec![quote(["Es half.", "Wirklich."])]);
    assert_eq!(said, "„Es half.\n\nWirklich.“\n— A visitor");
    let said = written(vec![quote(["“It helped.”", "“Truly.”"])]);
    assert_eq!(said, "“It helped.”\n\n“Truly.”\n— A visitor", "its author's marks are enough");
}

#[test]
fn a_table_is_told_row_by_row() {
    let row = |cells: [&str; 2]| cells.map(paragraph).to_vec();
    let mut table = Table {
        caption: Some(paragraph("When to come")),
        columns: vec![Some(paragraph("Day")), Some(paragraph("Hours"))],
        rows: vec![row(["Monday", "9am"]), row(["Tuesday", "10am"])],
        row_headers: false,
        widths: None,
    };
    assert_eq!(
        written(vec![block(BlockKind::Table(table.clone()))]),
        "When to come\n\nDay: Monday\nHours: 9am\n\nDay: Tuesday\nHours: 10am"
    );
    table.row_headers = true;
    table.columns[0] = None;
    assert_eq!(
        written(vec![block(BlockKind::Table(table))]),
        "When to come\n\nMonday\nHours: 9am\n\nTuesday\nHours: 10am"
    );
}

#[test]
fn an_empty_cell_says_nothing_and_an_empty_column_is_to_be_filled_in() {
    let cell = |words: &str| match words {
        "" => Paragraph { inlines: Vec::new(), span: span() },
        _ => paragraph(words),
    };
    let table = |cells: [[&str; 3]; 2]| {
        written(vec![block(BlockKind::Table(Table {
            caption: None,
            columns: ["Medicine", "How long", "Taken"].map(|head| Some(paragraph(head))).to_vec(),
            rows: cells.map(|row| row.map(cell).to_vec()).to_vec(),
            row_headers: true,
            widths: None,
        }))])
    };
    assert_eq!(
        table([["Codeine", "3 days", "no"], ["Ibuprofen", "", "yes"]]),
        "Medicine: Codeine\nHow long: 3 days\nTaken: no\n\nMedicine: Ibuprofen\nTaken: yes"
    );
    assert_eq!(
        table([["Codeine", "3 days", ""], ["Ibuprofen", "", ""]]),
        "Medicine: Codeine\nHow long: 3 days\nTaken: Room to write\n\n\
         Medicine: Ibuprofen\nTaken: Room to write"
    );
}

#[test]
fn a_picture_is_its_description_and_a_decoration_nothing() {
    let book = book("cy", Vec::new());
    let described = |alt: &Alt| {
        let mut transcriber = Transcriber::new(&book);
        transcriber.picture(alt);
        transcriber.lines.finish()
    };
    assert_eq!(described(&Alt::Description(plain("bryn"))), "Llun: bryn\n");
    assert_eq!(described(&Alt::Decorative), "");
}

#[test]
fn definitions_have_a_colon_between_term_and_meaning() {
    let definition = Definition {
        term: plain("Pulse"),
        meaning: vec![paragraph("Your heart's beat."), paragraph("It is felt at the wrist.")],
    };
    assert_eq!(
        written(vec![block(BlockKind::Definitions(vec![definition]))]),
        "Pulse: Your heart's beat.\n\nIt is felt at the wrist."
    );
}

#[test]
fn room_to_write_is_said() {
    let room =
        |lines| block(BlockKind::WritingLines(WritingLines { prompt: paragraph("Ask"), lines }));
    assert_eq!(written(vec![room(1)]), "Ask\nRoom to write");
    assert_eq!(written(vec![room(40), text("After.")]), "Ask\nRoom to write\n\nAfter.");
}

#[test]
fn a_qr_code_is_its_label_and_its_whole_address() {
    let qr = Qr {
        url: Spanned::new("https://www.example.org/a".to_owned(), span()),
        printed: "https://www.example.org/a".to_owned(),
        label: plain("Our page"),
    };
    assert_eq!(written(vec![block(BlockKind::Qr(qr))]), "Our page\nhttps://www.example.org/a");
}

#[test]
fn an_address_follows_its_link_once_in_a_chapter() {
    let see = || {
        let page = link("our page", "https://www.example.org", Some("www.example.org"));
        linked("See ", page, ".")
    };
    let call = linked("Call ", link("0808 157 0142", "tel:08081570142", None), ".");
    let blocks = vec![see(), see(), call];
    let expected = "See our page (www.example.org).\n\nSee our page.\n\nCall 0808 157 0142.";
    assert_eq!(written(blocks), expected);

    let two = book("en-GB", vec![chapter("One", vec![see()]), chapter("Two", vec![see()])]);
    assert_eq!(write(&two).matches("(www.example.org)").count(), 2);
}

#[test]
fn link_addresses_can_be_left_out() {
    let page = link("our page", "https://www.example.org", Some("www.example.org"));
    let mut book = book("en-GB", vec![chapter("One", vec![linked("See ", page, ".")])]);
    book.theme.base.link_addresses = Some(Spanned::new(false, span()));
    assert!(write(&book).contains("See our page.\n"));
    book.theme.text.link_addresses = Some(Spanned::new(true, span()));
    assert!(write(&book).contains("See our page (www.example.org).\n"));
}

#[test]
fn a_line_break_that_the_author_asked_for_is_kept() {
    let inlines = vec![said("One,"), Inline::LineBreak(span()), said("two.")];
    let blocks = vec![block(BlockKind::Text(vec![Paragraph { inlines, span: span() }]))];
    assert_eq!(written(blocks), "One,\ntwo.");
}

#[test]
fn numbers_in_arabic_keep_their_order() {
    let call = linked("اتصل على ", link("0808 157 0142", "tel:08081570142", None), ".");
    assert_eq!(written_in("ar", vec![call]), "اتصل على \u{2066}0808 157 0142\u{2069}.");
    assert_eq!(written_in("ar", vec![text("0808 157 0142")]), "\u{2066}0808 157 0142\u{2069}");
}

#[test]
fn added_words_are_in_the_booklets_language() {
    let blocks = vec![block(BlockKind::ContactPoint(0))];
    assert_eq!(written_in("cy", blocks), "Help line\nFfôn: 0808 157 0142");
}

#[test]
fn a_paragraph_is_a_line_and_none_ends_with_a_space() {
    let words = "many short words in a row ".repeat(30);
    let nested = (0..7).fold(list(ListKind::Bullets, vec![item(&words, None)]), |inner, _| {
        list(ListKind::Steps, vec![item(&words, Some(inner))])
    });
    let whole = write(&book(
        "en-GB",
        vec![chapter(&words, vec![text(&words), block(BlockKind::List(nested))])],
    ));
    assert_eq!(whole.lines().filter(|line| line.contains("many")).count(), 1 + 1 + 8);
    assert!(whole.lines().all(|line| line == line.trim_end()));
    assert!(whole.contains("\n    1. many"), "the third list stands in twice: {whole}");
    assert!(whole.ends_with("0142\n") && !whole.ends_with("\n\n"));
}
