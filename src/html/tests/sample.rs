//! A book with something of everything, some of it hostile to markup.

use super::build::*;
use crate::content::*;
use crate::words::Date;

/// What an author should be able to write anywhere.
pub(super) const HOSTILE: &str = r#"<b x="1">&lt;' onload="x</style></title>"#;

/// A book that has every kind of block, with `words` wherever an author writes words.
pub(super) fn everything(words: &str) -> Book {
    let mut book = book(vec![
        chapter("one", words, prose_blocks(words)),
        chapter("two", words, panel_blocks(words)),
    ]);
    let date = |year| Some(at(Date { year, month: 3, day: 1 }));
    book.title = plain(words);
    book.subtitle = Some(plain(words));
    book.publisher = Some(plain(words));
    book.version = Some(plain(words));
    book.description = Some(plain(words));
    book.title_en = Some(plain(words));
    book.keywords = vec![plain(words), plain("visits")];
    (book.reviewed, book.review_by) = (date(2026), date(2028));
    book.contents = true;
    book.glossary = vec![entry(words, words), entry("Ward", "A room with beds.")];
    book.imprint.feedback = prose(words);
    book.imprint.copyright = prose(words);
    book.cover.image = Some(square(Alt::Decorative));
    book.cover.logo = Some(square(Alt::Description(plain(words))));
    book.contact.heading = line(words);
    book.contact.text = prose(words);
    book.contact.qr = Some(qr("https://www.example.org/?a=1&b=\"2\"", words));
    book.contact.points = vec![ContactPoint {
        name: plain(words),
        address: vec![vec![plain(words), plain(words)]],
        hours: Some(plain(words)),
        note: Some(line(words)),
        phone: vec![reach(words, "tel:+44\"<>"), reach("0808 157 0142", "tel:08081570142")],
        ..help_line()
    }];
    book
}

fn prose_blocks(words: &str) -> Vec<Block> {
    let marks = marked(vec![
        said(words),
        Inline::Strong(vec![said(words)]),
        Inline::LineBreak(span()),
        Inline::Em(vec![said(words)]),
        Inline::Language(language("ar"), vec![said("مرحبا")]),
        to("https://www.example.org/a b?\"><", words),
        link(Target::Place(Place::Chapter(1)), vec![said("there")]),
        link(Target::Place(Place::Block(1, 1)), vec![said("a panel")]),
        link(Target::Place(Place::Contents), vec![said("contents")]),
        link(Target::Place(Place::Glossary), vec![said("glossary")]),
        link(Target::Place(Place::About), vec![said("about")]),
        link(Target::Place(Place::Contact), vec![said("contact")]),
        link(Target::Term(1), vec![said("ward")]),
    ]);
    let nested = List {
        items: vec![ListItem {
            list: Some(list(ListKind::Steps, &[words, "two"])),
            language: Some(language("cy")),
            ..item(words)
        }],
        ..list(ListKind::Bullets, &[])
    };
    vec![
        block(BlockKind::Text(vec![marks, line(words)])),
        heading(words),
        block(BlockKind::List(nested)),
        block(BlockKind::Subheading(line(words))),
        block(BlockKind::List(list(ListKind::Checklist, &[words, "done"]))),
        block(BlockKind::Quote(Quote { text: prose(words), source: Some(line(words)) })),
        block(BlockKind::Definitions(vec![definition(words, words)])),
        block(BlockKind::PageBreak),
    ]
}

fn panel_blocks(words: &str) -> Vec<Block> {
    let mut wide = table(&["", words, "b", "c", "d", "e"], &[&[words; 6], &["1"; 6]], true);
    wide.caption = Some(line(words));
    let figure =
        |alt| Figure { image: square(alt), caption: Some(line(words)), width: Some(at(0.4)) };
    let callout = Callout {
        title: line(words),
        text: prose(words),
        list: Some(list(ListKind::Bullets, &[words])),
        urgency: None,
    };
    vec![
        text("First, second."),
        named("a-panel", BlockKind::Callout(callout)),
        block(BlockKind::ContactPoint(0)),
        block(BlockKind::Table(wide)),
        block(BlockKind::Table(table(&["Who", "What"], &[&[words, words]], false))),
        block(BlockKind::Figures(vec![figure(Alt::Description(plain(words)))])),
        block(BlockKind::Figures(vec![figure(Alt::Decorative)])),
        block(BlockKind::Figures(vec![figure(Alt::Description(plain(words))); 2])),
        block(BlockKind::Illustrated(illustrated(words))),
        block(BlockKind::WritingLines(WritingLines { prompt: line(words), lines: 3 })),
        block(BlockKind::Qr(qr("https://www.example.org/", words))),
    ]
}

fn illustrated(words: &str) -> Illustrated {
    let row =
        |alt, list| IllustratedRow { image: square(alt), text: prose(words), list, span: span() };
    let described = row(Alt::Description(plain(words)), None);
    let listed = row(Alt::Decorative, Some(list(ListKind::Bullets, &[words])));
    Illustrated { rows: vec![described, listed], numbered: true, width: None }
}
