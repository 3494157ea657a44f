//! Books to be written as text.

use super::super::*;
use crate::content::{
    Block, BlockKind, Contact, ContactPoint, Inline, Link, List, ListItem, ListKind, Reach, Target,
    Words,
};
use crate::language::Language;
use crate::source::{Sources, Span};

pub(super) fn span() -> Span {
    Span::top(Sources::new().add("booklet.toml", ""))
}

pub(super) fn plain(text: &str) -> Words {
    Words::new(text, span())
}

pub(super) fn said(text: &str) -> Inline {
    Inline::Words(plain(text))
}

pub(super) fn paragraph(text: &str) -> Paragraph {
    Paragraph { inlines: vec![said(text)], span: span() }
}

pub(super) fn link(words: &str, target: &str, address: Option<&str>) -> Inline {
    Inline::Link(Link {
        target: Target::Address(target.to_owned()),
        words: vec![said(words)],
        address: address.map(str::to_owned),
        span: span(),
        target_span: span(),
    })
}

pub(super) fn linked(before: &str, link: Inline, after: &str) -> Block {
    let inlines = vec![said(before), link, said(after)];
    block(BlockKind::Text(vec![Paragraph { inlines, span: span() }]))
}

pub(super) fn block(kind: BlockKind) -> Block {
    Block { kind, id: None, language: None, keep: false, allow: Vec::new(), span: span() }
}

pub(super) fn text(words: &str) -> Block {
    block(BlockKind::Text(words.split("\n\n").map(paragraph).collect()))
}

pub(super) fn item(words: &str, list: Option<List>) -> ListItem {
    ListItem { text: paragraph(words), list, language: None }
}

pub(super) fn list(kind: ListKind, items: Vec<ListItem>) -> List {
    List { kind, first: 1, items, span: span() }
}

pub(super) fn chapter(title: &str, blocks: Vec<Block>) -> Chapter {
    Chapter {
        id: String::new(),
        title: paragraph(title),
        language: None,
        blocks,
        allow: Vec::new(),
        span: span(),
    }
}

pub(super) fn reach(shown: &str) -> Reach {
    Reach { shown: plain(shown), link: String::new() }
}

pub(super) fn contact() -> Contact {
    Contact {
        heading: paragraph("Get help"),
        text: Vec::new(),
        qr: None,
        points: vec![ContactPoint {
            name: plain("Help line"),
            phone: vec![reach("0808 157 0142")],
            sms: Vec::new(),
            textphone: Vec::new(),
            email: Vec::new(),
            web: Vec::new(),
            address: Vec::new(),
            hours: None,
            note: None,
            own: true,
            span: span(),
        }],
        span: span(),
    }
}

pub(super) fn book(language: &str, chapters: Vec<Chapter>) -> Book {
    let language = Language::parse(language).unwrap();
    Book {
        home: crate::number::Home::britain(),
        slug: "visits".to_owned(),
        ..Book::bare(plain("Visits"), language, chapters, contact(), span())
    }
}

pub(super) fn written(blocks: Vec<Block>) -> String {
    written_in("en-GB", blocks)
}

pub(super) fn written_in(language: &str, blocks: Vec<Block>) -> String {
    let whole = write(&book(language, vec![chapter("Here", blocks)]), false);
    // Among Arabic these headings have a mark for the direction of their lines.
    let whole =
        whole.replace("\u{200F}Here\n", "Here\n").replace("\u{200F}Get help\n", "Get help\n");
    let start = whole.find("Here\n\n").unwrap() + "Here\n\n".len();
    // A mark says how a line runs that begins with words of the other direction.
    let next = ["\n\n\n\nGet help\n", "\n\n\n\n\u{200F}Get help\n"];
    let end = next.into_iter().find_map(|next| whole.find(next)).unwrap();
    whole[start..end].to_owned()
}
