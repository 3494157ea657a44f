//! Small builders of books.

use std::sync::Arc;

use crate::content::*;
use crate::language::Language;
use crate::picture::PictureFonts;
use crate::source::{Sources, Span, Spanned};

pub(super) fn span() -> Span {
    Span::top(Sources::new().add("booklet.toml", ""))
}

pub(super) fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, span())
}

pub(super) fn plain(text: &str) -> Words {
    Words::new(text, span())
}

pub(super) fn said(text: &str) -> Inline {
    Inline::Words(plain(text))
}

pub(super) fn marked(inlines: Vec<Inline>) -> Paragraph {
    Paragraph { inlines, span: span() }
}

pub(super) fn line(text: &str) -> Paragraph {
    marked(vec![said(text)])
}

/// Paragraphs, parted by blank lines.
pub(super) fn prose(text: &str) -> Text {
    text.split("\n\n").map(line).collect()
}

pub(super) fn link(target: Target, words: Vec<Inline>) -> Inline {
    Inline::Link(Link { target, words, address: None, span: span(), target_span: span() })
}

pub(super) fn to(address: &str, words: &str) -> Inline {
    link(Target::Address(address.to_owned()), vec![said(words)])
}

pub(super) fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

pub(super) fn block(kind: BlockKind) -> Block {
    Block { kind, id: None, language: None, keep: false, allow: Vec::new(), span: span() }
}

pub(super) fn named(id: &str, kind: BlockKind) -> Block {
    Block { id: Some(id.to_owned()), ..block(kind) }
}

pub(super) fn text(words: &str) -> Block {
    block(BlockKind::Text(prose(words)))
}

pub(super) fn heading(words: &str) -> Block {
    block(BlockKind::Heading(line(words)))
}

pub(super) fn item(words: &str) -> ListItem {
    ListItem { text: line(words), list: None, language: None }
}

pub(super) fn list(kind: ListKind, items: &[&str]) -> List {
    List { kind, first: 1, items: items.iter().map(|words| item(words)).collect(), span: span() }
}

pub(super) fn table(columns: &[&str], rows: &[&[&str]], row_headers: bool) -> Table {
    let head = |words: &&str| (!words.is_empty()).then(|| line(words));
    Table {
        caption: None,
        columns: columns.iter().map(head).collect(),
        rows: rows.iter().map(|row| row.iter().map(|cell| line(cell)).collect()).collect(),
        row_headers,
        widths: None,
    }
}

pub(super) fn definition(term: &str, meaning: &str) -> Definition {
    Definition { term: plain(term), meaning: prose(meaning) }
}

pub(super) fn entry(term: &str, meaning: &str) -> GlossaryEntry {
    GlossaryEntry { term: plain(term), meaning: prose(meaning), own: true }
}

pub(super) fn image(svg: &str, alt: Alt) -> Image {
    let bytes: Arc<[u8]> = svg.as_bytes().into();
    let (picture, _) = Picture::read(bytes, "a.svg", &PictureFonts::new([])).unwrap();
    Image { path: at("a.svg".to_owned()), picture: Arc::new(picture), alt }
}

pub(super) fn square(alt: Alt) -> Image {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9" height="9"/></svg>"#;
    image(svg, alt)
}

pub(super) fn qr(url: &str, label: &str) -> Qr {
    Qr { url: at(url.to_owned()), printed: url.to_owned(), label: plain(label) }
}

pub(super) fn reach(shown: &str, link: &str) -> Reach {
    Reach { shown: plain(shown), link: link.to_owned() }
}

pub(super) fn point(name: &str) -> ContactPoint {
    ContactPoint {
        name: plain(name),
        phone: Vec::new(),
        sms: Vec::new(),
        textphone: Vec::new(),
        email: Vec::new(),
        web: Vec::new(),
        address: Vec::new(),
        hours: None,
        note: None,
        own: true,
        span: span(),
    }
}

/// A help line with every way to reach it.
pub(super) fn help_line() -> ContactPoint {
    ContactPoint {
        phone: vec![reach("0808 157 0142", "tel:08081570142")],
        sms: vec![reach("07700 900 142", "sms:07700900142")],
        textphone: vec![reach("18001 0808 157 0142", "tel:1800108081570142")],
        email: vec![reach("help@example.org", "mailto:help@example.org")],
        web: vec![reach("www.example.org", "https://www.example.org")],
        address: vec![vec![plain("1 High Street"), plain("Cardiff CF1 1AA")]],
        hours: Some(plain("Monday to Friday")),
        note: Some(line("Calls are free.")),
        ..point("Help line")
    }
}

pub(super) fn chapter(id: &str, title: &str, blocks: Vec<Block>) -> Chapter {
    Chapter {
        id: id.to_owned(),
        title: line(title),
        language: None,
        blocks,
        allow: Vec::new(),
        span: span(),
    }
}

/// A book in a language, without anything that may be left out.
pub(super) fn book_in(tag: &str, chapters: Vec<Chapter>) -> Book {
    let contact = Contact {
        heading: line("Get help"),
        text: Vec::new(),
        qr: None,
        points: vec![help_line()],
        span: span(),
    };
    Book {
        home: crate::number::Home::britain(),
        slug: "visits".to_owned(),
        ..Book::bare(plain("Visits"), language(tag), chapters, contact, span())
    }
}

pub(super) fn book(chapters: Vec<Chapter>) -> Book {
    book_in("en-GB", chapters)
}
