//! A booklet's state from its book, and so from what its author wrote.

use std::sync::Arc;

use super::state::{Kind, Part, Passage, Role, State};
use super::words::{Gathered, is_said};
use crate::content::{
    Alt, Block, BlockKind, Book, Callout, Chapter, ContactPoint, Illustrated, Image, Inline, Link,
    List, ListKind, Paragraph, Place, Reach, Table, Target, Words,
};
use crate::language::Language;
use crate::source::Sources;
use crate::words::Phrases;

/// What a book says; `sources` are the files that it was read from.
#[must_use]
pub fn of_book(book: &Book, sources: &Sources) -> State {
    let title = book.title.text.to_string();
    let mut reader = Reader { book, sources, language: &book.language, passages: Vec::new() };
    let mut parts = vec![reader.part("", &title, Role::Front, Reader::front)];
    for chapter in &book.chapters {
        let title = chapter.title.plain_text();
        parts.push(reader.part(&chapter.id, &title, Role::Chapter, |reader| {
            reader.within(chapter.language.as_ref(), |reader| reader.chapter(chapter));
        }));
    }
    let words = Phrases::of(&book.language);
    parts.push(reader.part("", words.glossary, Role::Glossary, Reader::glossary));
    parts.push(reader.part("", words.about, Role::About, Reader::about));
    let heading = book.contact.heading.plain_text();
    parts.push(reader.part("", &heading, Role::Contact, Reader::contact));
    parts.retain(|part| !part.passages.is_empty());
    State { title, parts }
}

struct Reader<'a> {
    book: &'a Book,
    sources: &'a Sources,
    language: &'a Language,
    passages: Vec<Passage>,
}

impl<'a> Reader<'a> {
    fn part(&mut self, id: &str, title: &str, role: Role, read: impl FnOnce(&mut Self)) -> Part {
        read(self);
        let passages = std::mem::take(&mut self.passages);
        Part { id: id.to_owned(), title: title.to_owned(), role, passages }
    }

    fn within(&mut self, language: Option<&'a Language>, read: impl FnOnce(&mut Self)) {
        let outer = self.language;
        self.language = language.unwrap_or(outer);
        read(self);
        self.language = outer;
    }

    fn add(&mut self, kind: Kind, gathered: Gathered) {
        self.passages.extend(gathered.passage(kind, self.language, &self.book.home));
    }

    fn say(&mut self, kind: Kind, words: &str) {
        let mut gathered = Gathered::default();
        gathered.push(words);
        self.add(kind, gathered);
    }

    fn plain(&mut self, kind: Kind, words: &Words) {
        let mut gathered = Gathered::default();
        self.gather(words, &mut gathered);
        self.add(kind, gathered);
    }

    fn line(&mut self, kind: Kind, line: &Paragraph) {
        let mut gathered = Gathered::default();
        self.inlines(&line.inlines, &mut gathered);
        self.add(kind, gathered);
    }

    fn text(&mut self, kind: Kind, text: &[Paragraph]) {
        text.iter().for_each(|paragraph| self.line(kind, paragraph));
    }

    /// Takes words with the values that were filled in: where one was, its place in the source is
    /// `{name}`.
    fn gather(&self, words: &Words, gathered: &mut Gathered) {
        for (at, origin) in words.origins.iter().enumerate() {
            let end = words.origins.get(at + 1).map_or(words.text.len(), |next| next.at as usize);
            let Some(said) = words.text.get(origin.at as usize..end) else { continue };
            let written = self.sources.snippet(origin.span);
            let name = written.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
            match name.filter(|name| self.book.values.iter().any(|it| it.name.value == *name)) {
                Some(name) if !origin.verbatim => gathered.push_value(said, Arc::from(name)),
                _ => gathered.push(said),
            }
        }
    }

    fn inlines(&self, inlines: &[Inline], gathered: &mut Gathered) {
        for inline in inlines {
            match inline {
                Inline::Words(words) => self.gather(words, gathered),
                Inline::LineBreak(_) => gathered.push(" "),
                Inline::Strong(inner) | Inline::Em(inner) | Inline::Language(_, inner) => {
                    self.inlines(inner, gathered);
                }
                Inline::Link(link) => {
                    let start = gathered.text().len();
                    self.inlines(&link.words, gathered);
                    let shown = gathered.text()[start..].trim().to_owned();
                    if let Some(target) = self.target(link, &shown) {
                        gathered.lead(target);
                    }
                }
            }
        }
    }

    /// Where a link leads, unless its words say just that.
    fn target(&self, link: &Link, shown: &str) -> Option<String> {
        Some(match &link.target {
            Target::Address(address) if is_said(address, shown, &self.book.home) => return None,
            Target::Address(address) => address.clone(),
            Target::Term(at) => {
                format!("“{}” in the glossary", self.book.glossary.get(*at)?.term.text)
            }
            Target::Place(place) => match place {
                Place::Contents => "the contents".to_owned(),
                Place::Glossary => "the glossary".to_owned(),
                Place::About => "the small print".to_owned(),
                Place::Contact => "the contact section".to_owned(),
                Place::Chapter(at) => format!("#{}", self.book.chapters.get(*at)?.id),
                Place::Block(chapter, block) => {
                    let chapter = self.book.chapters.get(*chapter)?;
                    let id = chapter.blocks.get(*block)?.id.as_deref().unwrap_or_default();
                    format!("#{}/{id}", chapter.id)
                }
            },
        })
    }

    fn front(&mut self) {
        let book = self.book;
        self.plain(Kind::Fact, &book.title);
        let facts = [&book.subtitle, &book.publisher, &book.version, &book.description];
        for words in facts.into_iter().chain([&book.title_en]).flatten() {
            self.plain(Kind::Fact, words);
        }
        book.keywords.iter().for_each(|words| self.plain(Kind::Fact, words));
        let words = Phrases::of(&book.language);
        let dates = [(words.last_reviewed, &book.reviewed), (words.next_review, &book.review_by)];
        for (template, date) in dates {
            if let Some(date) = date {
                self.say(Kind::Fact, &Phrases::fill(template, &words.date(date.value)));
            }
        }
        let images = [&book.cover.image, &book.cover.logo];
        images.into_iter().flatten().for_each(|image| self.image(image));
    }

    fn image(&mut self, image: &Image) {
        // The same path with another picture in it is a change too.
        let id = format!("{:?}", image.picture.id);
        let numbers = id.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty());
        let mark: Vec<&str> = numbers.take(4).collect();
        self.say(Kind::Picture, &format!("{} (state {})", image.path.value, mark.join("-")));
        match &image.alt {
            Alt::Description(words) => self.plain(Kind::Alt, words),
            Alt::Decorative => self.say(Kind::Alt, "(decorates only)"),
        }
    }

    fn chapter(&mut self, chapter: &'a Chapter) {
        self.line(Kind::Title, &chapter.title);
        chapter.blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        self.within(block.language.as_ref(), |reader| reader.kind(&block.kind));
    }

    fn kind(&mut self, kind: &'a BlockKind) {
        match kind {
            BlockKind::Text(text) => self.text(Kind::Paragraph, text),
            BlockKind::Heading(line) => self.line(Kind::Heading(2), line),
            BlockKind::Subheading(line) => self.line(Kind::Heading(3), line),
            BlockKind::List(list) => self.list(list, 1),
            BlockKind::Callout(callout) => self.callout(callout),
            BlockKind::Quote(quote) => {
                self.text(Kind::Paragraph, &quote.text);
                quote.source.iter().for_each(|line| self.line(Kind::Source, line));
            }
            BlockKind::Figures(figures) => {
                for figure in figures {
                    self.image(&figure.image);
                    figure.caption.iter().for_each(|line| self.line(Kind::Caption, line));
                }
            }
            BlockKind::Illustrated(illustrated) => self.illustrated(illustrated),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.plain(Kind::Term, &definition.term);
                    self.text(Kind::Meaning, &definition.meaning);
                }
            }
            BlockKind::ContactPoint(at) => {
                let book = self.book;
                if let Some(point) = book.contact.points.get(*at) {
                    self.plain(Kind::Point, &point.name);
                    self.ways(point);
                }
            }
            BlockKind::WritingLines(lines) => {
                self.line(Kind::Prompt, &lines.prompt);
                self.say(Kind::Prompt, &format!("(ruled lines: {})", lines.lines));
            }
            BlockKind::Qr(qr) => {
                self.plain(Kind::Code, &qr.label);
                self.say(Kind::Web, &qr.printed);
            }
            BlockKind::PageBreak => {}
        }
    }

    fn callout(&mut self, callout: &'a Callout) {
        if let Some(urgency) = callout.urgency {
            self.say(Kind::Urgency, urgency.words(Phrases::of(&self.book.language)));
        }
        self.line(Kind::Panel, &callout.title);
        self.text(Kind::Paragraph, &callout.text);
        callout.list.iter().for_each(|list| self.list(list, 1));
    }

    fn illustrated(&mut self, illustrated: &'a Illustrated) {
        for row in &illustrated.rows {
            self.image(&row.image);
            self.text(Kind::Paragraph, &row.text);
            row.list.iter().for_each(|list| self.list(list, 1));
        }
    }

    fn list(&mut self, list: &'a List, depth: u8) {
        for item in &list.items {
            self.within(item.language.as_ref(), |reader| {
                let kind = match list.kind {
                    ListKind::Steps => Kind::Step(depth),
                    ListKind::Bullets | ListKind::Checklist => Kind::Item(depth),
                };
                reader.line(kind, &item.text);
                item.list.iter().for_each(|list| reader.list(list, depth.saturating_add(1)));
            });
        }
    }

    fn table(&mut self, table: &Table) {
        table.caption.iter().for_each(|line| self.line(Kind::Caption, line));
        table.columns.iter().flatten().for_each(|line| self.line(Kind::ColumnHead, line));
        for row in &table.rows {
            row.iter().for_each(|cell| self.line(Kind::Cell, cell));
        }
    }

    fn glossary(&mut self) {
        for entry in &self.book.glossary {
            self.plain(Kind::Term, &entry.term);
            self.text(Kind::Meaning, &entry.meaning);
        }
    }

    fn about(&mut self) {
        self.book.imprint.all().for_each(|text| self.text(Kind::Print, text));
    }

    fn contact(&mut self) {
        let contact = &self.book.contact;
        self.line(Kind::Title, &contact.heading);
        self.text(Kind::Paragraph, &contact.text);
        if let Some(qr) = &contact.qr {
            self.plain(Kind::Code, &qr.label);
            self.say(Kind::Web, &qr.printed);
        }
        contact.points.iter().for_each(|point| self.point(point));
    }

    fn point(&mut self, point: &ContactPoint) {
        self.plain(Kind::Name, &point.name);
        self.ways(point);
    }

    /// All ways to get in touch, and what is said of them.
    fn ways(&mut self, point: &ContactPoint) {
        let ways = [
            (Kind::Phone, &point.phone),
            (Kind::Sms, &point.sms),
            (Kind::Textphone, &point.textphone),
            (Kind::Email, &point.email),
            (Kind::Web, &point.web),
        ];
        for (kind, reaches) in ways {
            reaches.iter().for_each(|reach| self.reach(kind, reach));
        }
        for address in &point.address {
            let lines: Vec<&str> = address.iter().map(|line| &*line.text).collect();
            self.say(Kind::Address, &lines.join(", "));
        }
        point.hours.iter().for_each(|words| self.plain(Kind::Hours, words));
        point.note.iter().for_each(|line| self.line(Kind::Paragraph, line));
    }

    fn reach(&mut self, kind: Kind, reach: &Reach) {
        let mut gathered = Gathered::default();
        self.gather(&reach.shown, &mut gathered);
        if !is_said(&reach.link, &reach.shown.text, &self.book.home) {
            gathered.lead(reach.link.clone());
        }
        self.add(kind, gathered);
    }
}
