//! A booklet's state from its book, and so from what its author wrote.

use std::sync::Arc;

use super::setting::{Setting, Within};
use super::state::{Kind, Part, Passage, Role, State};
use super::words::{Gathered, Manner, is_said};
use crate::content::{
    Alt, Block, BlockKind, Book, Callout, Chapter, ContactPoint, Definition, Illustrated, Image,
    Inline, Link, List, ListKind, Paragraph, Place, Reach, Table, Target, Urgency, Words,
};
use crate::language::Language;
use crate::source::{Sources, Span};
use crate::words::Phrases;

/// Says on which page, counted from 1 and not before a page, something of the source is shown.
pub type Paged<'a> = dyn Fn(Span, usize) -> Option<usize> + 'a;

/// What a book says; `sources` are the files that it was read from, `paged` knows its pages.
#[must_use]
pub fn of_book(book: &Book, sources: &Sources, paged: &Paged<'_>) -> State {
    let title = book.title.text.to_string();
    let mut reader = Reader {
        book,
        sources,
        paged,
        language: &book.language,
        passages: Vec::new(),
        setting: Setting::default(),
        page: 1,
    };
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

/// So many digits of a picture's mark tell two pictures apart.
const STATE: usize = 12;

struct Reader<'a> {
    book: &'a Book,
    sources: &'a Sources,
    paged: &'a Paged<'a>,
    language: &'a Language,
    passages: Vec<Passage>,
    /// What the next passage stands in and beside.
    setting: Setting,
    /// The page that was reached.
    page: usize,
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

    /// Reads what stands in something.
    fn held(&mut self, within: Within, read: impl FnOnce(&mut Self)) {
        let outer = self.setting.within.replace(within);
        read(self);
        self.setting.within = outer;
    }

    /// Reads what belongs to the passage that was read last.
    fn headed(&mut self, read: impl FnOnce(&mut Self)) {
        let head = self.passages.len().checked_sub(1);
        let outer = std::mem::replace(&mut self.setting.row, head);
        read(self);
        self.setting.row = outer;
    }

    /// Adds a passage, where it holds words or has a place without any; `span` is where it is shown.
    fn add(&mut self, kind: Kind, gathered: Gathered, span: Option<Span>) {
        let mut passage = gathered.place(kind, self.language, &self.book.home);
        if passage.words.is_empty() && !kind.is_of_table() {
            return;
        }
        passage.setting = self.setting;
        passage.page = span.and_then(|span| (self.paged)(span, self.page));
        // What is said of the whole booklet stands on its first and on its last page.
        if kind != Kind::Fact {
            self.page = passage.page.unwrap_or(self.page);
        }
        self.passages.push(passage);
    }

    fn say(&mut self, kind: Kind, words: &str, span: Span) {
        let mut gathered = Gathered::default();
        gathered.push(words);
        self.add(kind, gathered, Some(span));
    }

    fn plain(&mut self, kind: Kind, words: &Words) {
        let mut gathered = Gathered::default();
        self.gather(words, &mut gathered);
        self.add(kind, gathered, Some(words.span));
    }

    fn line(&mut self, kind: Kind, line: &Paragraph) {
        let mut gathered = Gathered::default();
        self.inlines(&line.inlines, &mut gathered);
        self.add(kind, gathered, Some(line.span));
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
                Inline::LineBreak(_) => gathered.break_line(),
                Inline::Strong(inner) => self.apart(inner, Manner::bold, gathered),
                Inline::Em(inner) => self.apart(inner, Manner::stressed, gathered),
                Inline::Language(language, inner) => {
                    self.apart(inner, |manner| manner.language(language), gathered);
                }
                Inline::Link(link) => {
                    let start = gathered.text().len();
                    self.apart(&link.words, Manner::link, gathered);
                    let shown = gathered.text()[start..].trim().to_owned();
                    if let Some(target) = self.target(link, &shown) {
                        gathered.lead(target);
                    }
                }
            }
        }
    }

    /// Takes words that are set apart from those around them.
    fn apart(
        &self,
        inlines: &[Inline],
        apart: impl FnOnce(Manner) -> Manner,
        gathered: &mut Gathered,
    ) {
        let outer = gathered.manner();
        gathered.set(apart(outer.clone()));
        self.inlines(inlines, gathered);
        gathered.set(outer);
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
                self.say(Kind::Fact, &Phrases::fill(template, &words.date(date.value)), date.span);
            }
        }
        let images = [&book.cover.image, &book.cover.logo];
        images.into_iter().flatten().for_each(|image| self.image(image));
    }

    fn image(&mut self, image: &Image) {
        // The same path with another picture in it is a change too.
        let state = image.picture.id.to_string();
        let state = state.get(..STATE).unwrap_or(&state);
        self.say(Kind::Picture, &format!("{} (state {state})", image.path.value), image.path.span);
        match &image.alt {
            Alt::Description(words) => self.plain(Kind::Alt, words),
            Alt::Decorative => self.say(Kind::Alt, "(decorates only)", image.path.span),
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
            BlockKind::Quote(quote) => self.held(Within::Quote, |reader| {
                reader.text(Kind::Paragraph, &quote.text);
                quote.source.iter().for_each(|line| reader.line(Kind::Source, line));
            }),
            BlockKind::Figures(figures) => {
                for figure in figures {
                    self.image(&figure.image);
                    figure.caption.iter().for_each(|line| self.line(Kind::Caption, line));
                }
            }
            BlockKind::Illustrated(illustrated) => self.illustrated(illustrated),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => {
                for Definition { term, meaning } in definitions {
                    self.term(term, meaning);
                }
            }
            BlockKind::ContactPoint(at) => {
                let book = self.book;
                if let Some(point) = book.contact.points.get(*at) {
                    self.plain(Kind::Point, &point.name);
                    self.headed(|reader| reader.ways(point));
                }
            }
            BlockKind::WritingLines(lines) => {
                self.line(Kind::Prompt, &lines.prompt);
                let ruled = format!("(ruled lines: {})", lines.lines);
                self.say(Kind::Prompt, &ruled, lines.prompt.span);
            }
            BlockKind::Qr(qr) => {
                self.plain(Kind::Code, &qr.label);
                self.say(Kind::Web, &qr.printed, qr.url.span);
            }
            BlockKind::PageBreak => {}
        }
    }

    fn callout(&mut self, callout: &'a Callout) {
        let within = match callout.urgency {
            None => Within::Panel,
            Some(Urgency::Emergency) => Within::Emergency,
            Some(Urgency::Urgent) => Within::Urgent,
            Some(Urgency::Routine) => Within::Routine,
        };
        self.held(within, |reader| {
            if let Some(urgency) = callout.urgency {
                let words = urgency.words(Phrases::of(&reader.book.language));
                reader.say(Kind::Urgency, words, callout.title.span);
            }
            reader.line(Kind::Panel, &callout.title);
            reader.text(Kind::Paragraph, &callout.text);
            callout.list.iter().for_each(|list| reader.list(list, 1));
        });
    }

    fn illustrated(&mut self, illustrated: &'a Illustrated) {
        let within = if illustrated.numbered { Within::Numbered } else { Within::Pictured };
        self.held(within, |reader| {
            for row in &illustrated.rows {
                reader.image(&row.image);
                reader.text(Kind::Paragraph, &row.text);
                row.list.iter().for_each(|list| reader.list(list, 1));
            }
        });
    }

    fn list(&mut self, list: &'a List, depth: u8) {
        for (at, item) in list.items.iter().enumerate() {
            self.within(item.language.as_ref(), |reader| {
                let steps = list.kind == ListKind::Steps;
                reader.setting.number = steps.then_some(list.first + at);
                reader.setting.begins = steps && at == 0;
                let kind = match list.kind {
                    ListKind::Steps => Kind::Step(depth),
                    ListKind::Bullets => Kind::Item(depth),
                    ListKind::Checklist => Kind::Tick(depth),
                };
                reader.line(kind, &item.text);
                (reader.setting.number, reader.setting.begins) = (None, false);
                item.list.iter().for_each(|list| reader.list(list, depth.saturating_add(1)));
            });
        }
    }

    /// A table: each cell, empty ones too, stands in a row and in a column.
    fn table(&mut self, table: &Table) {
        let empty = Paragraph { inlines: Vec::new(), span: self.book.span };
        table.caption.iter().for_each(|line| self.line(Kind::Caption, line));
        let heads = self.passages.len();
        for column in &table.columns {
            self.line(Kind::ColumnHead, column.as_ref().unwrap_or(&empty));
        }
        for row in &table.rows {
            let head = self.passages.len();
            for (column, cell) in row.iter().enumerate() {
                let kind =
                    if column == 0 && table.row_headers { Kind::RowHead } else { Kind::Cell };
                self.setting.column = Some(heads + column);
                self.setting.row = (column > 0).then_some(head);
                self.line(kind, cell);
            }
        }
        (self.setting.column, self.setting.row) = (None, None);
    }

    fn term(&mut self, term: &Words, meaning: &[Paragraph]) {
        self.plain(Kind::Term, term);
        self.headed(|reader| reader.text(Kind::Meaning, meaning));
    }

    fn glossary(&mut self) {
        let book = self.book;
        book.glossary.iter().for_each(|entry| self.term(&entry.term, &entry.meaning));
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
            self.say(Kind::Web, &qr.printed, qr.url.span);
        }
        contact.points.iter().for_each(|point| self.point(point));
    }

    fn point(&mut self, point: &ContactPoint) {
        self.plain(Kind::Name, &point.name);
        self.headed(|reader| reader.ways(point));
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
            let mut gathered = Gathered::default();
            for (at, line) in address.iter().enumerate() {
                if at > 0 {
                    gathered.push(",");
                    gathered.break_line();
                }
                gathered.push(&line.text);
            }
            self.add(Kind::Address, gathered, address.first().map(|line| line.span));
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
        self.add(kind, gathered, Some(reach.shown.span));
    }
}
