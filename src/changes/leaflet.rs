//! A report as a book, which is laid out and tagged as any other.

use super::Frame;
use super::matter::Matter;
use super::report::{PassageChange, Report};
use super::told::{self, DELETED, INSERTED};
use crate::content::{
    Block, BlockKind, Book, Chapter, Contact, Cover, CoverStyle, Inline, List, ListItem, ListKind,
    PageSize, Paragraph, Table, Theme, Words,
};
use crate::language::Language;
use crate::source::{Sources, Span, Spanned};

/// The book of a report, in English; what it quotes stays in its language.
#[must_use]
pub fn leaflet(report: &Report, frame: &Frame<'_>) -> Book {
    let writer = Writer { span: Span::top(Sources::new().add("report", "")) };
    let mut chapters = vec![writer.summary(report, frame)];
    if !report.parts.is_empty() {
        chapters.push(writer.parts(report));
    }
    if frame.sign_off {
        chapters.push(writer.sign_off());
    }
    writer.book(&format!("What changed: {}", report.title), chapters)
}

struct Writer {
    span: Span,
}

impl Writer {
    fn words(&self, text: &str) -> Words {
        Words::new(text, self.span)
    }

    fn said(&self, text: &str) -> Inline {
        Inline::Words(self.words(text))
    }

    fn line(&self, text: &str) -> Paragraph {
        Paragraph { inlines: vec![self.said(text)], span: self.span }
    }

    fn block(&self, kind: BlockKind) -> Block {
        let (allow, span) = (Vec::new(), self.span);
        Block { kind, id: None, language: None, keep: false, allow, span }
    }

    fn chapter(&self, id: &str, title: &str, blocks: Vec<Block>) -> Chapter {
        let (title, allow) = (self.line(title), Vec::new());
        Chapter { id: id.to_owned(), title, language: None, blocks, allow, span: self.span }
    }

    fn summary(&self, report: &Report, frame: &Frame<'_>) -> Chapter {
        let mut text = vec![self.line(&told::compared(frame))];
        if let Some(old) = &report.old_title {
            text.push(self.line(&format!("Title before: {old}")));
        }
        text.push(self.line(&told::total(report)));
        let mut blocks = vec![self.block(BlockKind::Text(text))];
        if !report.matters.is_empty() {
            blocks.push(self.block(BlockKind::Heading(self.line("What matters"))));
            let items = report.matters.iter();
            let items = items.map(|matter| ListItem {
                text: self.matter(matter),
                list: None,
                language: None,
            });
            let (items, span) = (items.collect(), self.span);
            let list = List { kind: ListKind::Steps, first: 1, items, span };
            blocks.push(self.block(BlockKind::List(list)));
        }
        self.chapter("summary", "Summary", blocks)
    }

    fn matter(&self, matter: &Matter) -> Paragraph {
        let places = told::places(matter);
        let name = self.said(matter.weight.name());
        let mut inlines = vec![Inline::Strong(vec![name]), self.said(": ")];
        if let Some(note) = &matter.note {
            inlines.push(self.said(&told::noted(matter, note)));
            return Paragraph { inlines, span: self.span };
        }
        if !matter.before.is_empty() {
            inlines.push(self.quoted(&format!("… {}", matter.before), &matter.language));
        }
        if !matter.old.is_empty() {
            inlines.extend(self.marked("deleted", &matter.old, &matter.language));
        }
        if !matter.old.is_empty() && !matter.new.is_empty() {
            inlines.push(self.said(" "));
        }
        if !matter.new.is_empty() {
            inlines.extend(self.marked("inserted", &matter.new, &matter.language));
        }
        if !matter.after.is_empty() {
            inlines.push(self.quoted(&matter.after, &matter.language));
        }
        if let Some(value) = &matter.value {
            inlines.push(Inline::LineBreak(self.span));
            inlines.push(self.said(&format!("Filled in from the value {{{value}}}")));
        }
        inlines.push(Inline::LineBreak(self.span));
        inlines.push(self.said(&format!("Where: {places}")));
        Paragraph { inlines, span: self.span }
    }

    /// Words of the booklet, in their language.
    fn quoted(&self, words: &str, tag: &str) -> Inline {
        let said = self.said(words);
        match Language::parse(tag) {
            Ok(language) if language.primary() != "en" => Inline::Language(language, vec![said]),
            _ => said,
        }
    }

    fn marked(&self, fate: &str, words: &str, tag: &str) -> Vec<Inline> {
        let quoted = vec![self.quoted(words, tag)];
        let (label, words) = match fate {
            "deleted" => (DELETED, Inline::Em(quoted)),
            _ => (INSERTED, Inline::Strong(quoted)),
        };
        vec![self.said(&format!("[{label} ")), words, self.said("]")]
    }

    fn parts(&self, report: &Report) -> Chapter {
        let mut blocks = Vec::new();
        for part in &report.parts {
            blocks.push(self.block(BlockKind::Heading(self.line(&part.title))));
            let mut text = Vec::new();
            if let Some(note) = &part.note {
                text.push(self.line(&format!("This part: {note}.")));
            }
            text.extend(part.changes.iter().map(|change| self.change(change)));
            if !text.is_empty() {
                blocks.push(self.block(BlockKind::Text(text)));
            }
        }
        self.chapter("every", "Every change", blocks)
    }

    fn change(&self, change: &PassageChange) -> Paragraph {
        let what = self.said(&format!("{}: ", told::what(change)));
        let mut inlines = vec![Inline::Strong(vec![what])];
        for (at, stretch) in change.words.iter().enumerate() {
            if at > 0 && told::are_parted(&change.words[at - 1], stretch) {
                inlines.push(self.said(" "));
            }
            match stretch.fate {
                "kept" => inlines.push(self.quoted(&stretch.text, &change.language)),
                fate => inlines.extend(self.marked(fate, &stretch.text, &change.language)),
            }
        }
        Paragraph { inlines, span: self.span }
    }

    fn sign_off(&self) -> Chapter {
        // Rows whose cells are all empty are set high enough to write in.
        let empty = || Paragraph { inlines: Vec::new(), span: self.span };
        let row = || told::SIGN_OFF.iter().map(|_| empty()).collect();
        let table = Table {
            caption: Some(self.line("Who has seen these changes, and what they decided")),
            columns: told::SIGN_OFF.iter().map(|head| Some(self.line(head))).collect(),
            rows: (0..told::SIGNERS).map(|_| row()).collect(),
            row_headers: false,
            widths: None,
        };
        self.chapter("sign-off", "Sign-off", vec![self.block(BlockKind::Table(table))])
    }

    fn book(&self, title: &str, chapters: Vec<Chapter>) -> Book {
        let mut theme = Theme::default();
        theme.base.page = Some(Spanned::new(PageSize::A4, self.span));
        let contact = Contact {
            heading: self.line("Proof"),
            text: vec![self.line(told::PROOF)],
            qr: None,
            points: Vec::new(),
            span: self.span,
        };
        Book {
            slug: "changes".to_owned(),
            cover: Cover { style: CoverStyle::Heading, ..Cover::default() },
            theme,
            ..Book::bare(self.words(title), Language::english(), chapters, contact, self.span)
        }
    }
}
