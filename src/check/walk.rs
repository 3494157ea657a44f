//! Everything that readers read, in the order in which it stands in the booklet.

use super::passage::{Kind, Passage};
use crate::content::{Alt, Block, BlockKind, Book, Callout, Image, List, Paragraph, Table, Words};
use crate::language::Language;
use crate::number::Home;

/// The passages of a book, cover to imprint.
pub(super) fn passages(book: &Book) -> Vec<Passage<'_>> {
    let mut walker = Walker {
        passages: Vec::new(),
        language: &book.language,
        home: &book.home,
        chapter: None,
        callout: None,
        group: 0,
    };
    walker.cover(book);
    for (index, chapter) in book.chapters.iter().enumerate() {
        walker.chapter = Some(index);
        walker.within(chapter.language.as_ref(), |walker| {
            walker.line(Kind::ChapterTitle, &chapter.title);
            chapter.blocks.iter().for_each(|block| walker.block(block));
        });
    }
    walker.chapter = None;
    for entry in &book.glossary {
        walker.plain(&entry.term);
        walker.text(&entry.meaning);
    }
    walker.back(book);
    walker.passages
}

struct Walker<'a> {
    passages: Vec<Passage<'a>>,
    language: &'a Language,
    home: &'a Home,
    chapter: Option<usize>,
    callout: Option<&'a Callout>,
    group: usize,
}

impl<'a> Walker<'a> {
    fn within(&mut self, language: Option<&'a Language>, read: impl FnOnce(&mut Self)) {
        let outer = self.language;
        self.language = language.unwrap_or(outer);
        read(self);
        self.language = outer;
    }

    fn push(&mut self, mut passage: Passage<'a>) {
        passage.chapter = self.chapter;
        passage.home = Some(self.home);
        passage.callout = self.callout;
        passage.group = self.group;
        if !passage.text.is_empty() {
            self.passages.push(passage);
        }
    }

    fn line(&mut self, kind: Kind, line: &'a Paragraph) {
        self.group += 1;
        self.push(Passage::marked(kind, line, self.language));
    }

    fn text(&mut self, text: &'a [Paragraph]) {
        self.paragraphs(Kind::Paragraph, text);
    }

    fn paragraphs(&mut self, kind: Kind, text: &'a [Paragraph]) {
        self.group += 1;
        for paragraph in text {
            self.push(Passage::marked(kind, paragraph, self.language));
        }
    }

    fn plain(&mut self, words: &'a Words) {
        self.group += 1;
        self.push(Passage::plain(Kind::Plain, words, self.language));
    }

    fn cover(&mut self, book: &'a Book) {
        self.group += 1;
        self.push(Passage::plain(Kind::BookTitle, &book.title, self.language));
        book.subtitle.iter().for_each(|words| self.plain(words));
        let images = [&book.cover.image, &book.cover.logo];
        images.into_iter().flatten().for_each(|image| self.image(image));
    }

    fn image(&mut self, image: &'a Image) {
        if let Alt::Description(words) = &image.alt {
            self.plain(words);
        }
    }

    fn block(&mut self, block: &'a Block) {
        self.within(block.language.as_ref(), |walker| walker.kind(&block.kind));
    }

    fn kind(&mut self, kind: &'a BlockKind) {
        match kind {
            BlockKind::Text(text) => self.text(text),
            BlockKind::Heading(line) => self.line(Kind::Heading, line),
            BlockKind::Subheading(line) => self.line(Kind::Subheading, line),
            BlockKind::List(list) => self.list(list),
            BlockKind::Callout(callout) => {
                self.callout = Some(callout);
                self.line(Kind::Label, &callout.title);
                self.text(&callout.text);
                callout.list.iter().for_each(|list| self.list(list));
                self.callout = None;
            }
            BlockKind::Quote(quote) => {
                self.text(&quote.text);
                quote.source.iter().for_each(|line| self.line(Kind::Line, line));
            }
            BlockKind::Figures(figures) => {
                for figure in figures {
                    self.image(&figure.image);
                    figure.caption.iter().for_each(|line| self.line(Kind::Caption, line));
                }
            }
            BlockKind::Illustrated(illustrated) => {
                for row in &illustrated.rows {
                    self.image(&row.image);
                    self.text(&row.text);
                    row.list.iter().for_each(|list| self.list(list));
                }
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.plain(&definition.term);
                    self.text(&definition.meaning);
                }
            }
            BlockKind::WritingLines(lines) => self.line(Kind::Line, &lines.prompt),
            BlockKind::Qr(qr) => self.plain(&qr.label),
            BlockKind::ContactPoint(_) | BlockKind::PageBreak => {}
        }
    }

    fn list(&mut self, list: &'a List) {
        for item in &list.items {
            self.within(item.language.as_ref(), |walker| {
                walker.line(Kind::Item, &item.text);
                item.list.iter().for_each(|list| walker.list(list));
            });
        }
    }

    fn table(&mut self, table: &'a Table) {
        table.caption.iter().for_each(|line| self.line(Kind::Caption, line));
        table.columns.iter().flatten().for_each(|line| self.line(Kind::ColumnHead, line));
        for row in &table.rows {
            for (head, line) in table.columns.iter().zip(row) {
                self.group += 1;
                let mut cell = Passage::marked(Kind::Cell, line, self.language);
                cell.head = head.as_ref();
                self.push(cell);
            }
        }
    }

    fn back(&mut self, book: &'a Book) {
        let contact = &book.contact;
        self.line(Kind::Label, &contact.heading);
        self.text(&contact.text);
        contact.qr.iter().for_each(|qr| self.plain(&qr.label));
        for point in &contact.points {
            self.plain(&point.name);
            point.hours.iter().for_each(|words| self.plain(words));
            point.note.iter().for_each(|line| self.line(Kind::Item, line));
        }
        for text in book.imprint.all() {
            let citations = book.imprint.is_references(text);
            self.paragraphs(if citations { Kind::Citation } else { Kind::Paragraph }, text);
        }
    }
}

/// Every list of a book's chapters, lists inside of lists after the outer one.
pub(super) fn lists(book: &Book) -> Vec<&List> {
    let mut lists = Vec::new();
    let blocks = book.chapters.iter().flat_map(|chapter| &chapter.blocks);
    blocks.flat_map(|block| block.kind.lists()).for_each(|list| collect(list, &mut lists));
    lists
}

fn collect<'a>(list: &'a List, lists: &mut Vec<&'a List>) {
    lists.push(list);
    list.items.iter().filter_map(|item| item.list.as_ref()).for_each(|list| collect(list, lists));
}
