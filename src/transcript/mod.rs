//! A book as plain text: the `text` edition, for screen readers, braille displays and telephones.
//!
//! Nothing is drawn with signs. Every paragraph is a line, and blank lines part them. The higher a
//! heading, the more of them stand before it; a subheading leads over to its words with a colon. What
//! stands out to the eye has a word before it, room to write and boxes to tick are words, and a table
//! is told row by row, each cell after its column's head, since columns of spaces mean nothing to a
//! listener.

mod blocks;
mod contact;
mod inline;
mod lines;
mod order;
#[cfg(test)]
mod tests;

use self::inline::Speller;
use self::lines::{Level, Lines};
use crate::content::{Alt, Book, Chapter, Image, Paragraph};
use crate::words::Phrases;

/// The whole book as text, ending with one line end. `about_chapter`: whether
/// the small print is a chapter of its own on paper, so that the contents list it here as there.
#[must_use]
pub fn write(book: &Book, about_chapter: bool) -> String {
    let mut transcriber = Transcriber { about_chapter, ..Transcriber::new(book) };
    transcriber.cover();
    transcriber.contents();
    for chapter in &book.chapters {
        transcriber.chapter(chapter);
    }
    transcriber.glossary();
    transcriber.about();
    transcriber.contact();
    transcriber.lines.finish()
}

/// Writes one book.
struct Transcriber<'a> {
    book: &'a Book,
    words: &'static Phrases,
    about_chapter: bool,
    lines: Lines,
    speller: Speller,
}

impl<'a> Transcriber<'a> {
    fn new(book: &'a Book) -> Self {
        Self {
            book,
            words: Phrases::of(&book.language),
            about_chapter: false,
            lines: Lines::new(book.language.clone()),
            speller: Speller::new(shows_addresses(book)),
        }
    }

    fn cover(&mut self) {
        let title = self.plain(&self.book.title.text);
        self.lines.heading(&title, Level::Title);
        if let Some(subtitle) = &self.book.subtitle {
            let subtitle = self.plain(&subtitle.text);
            self.lines.paragraph(&subtitle);
        }
        self.cover_picture(self.book.cover.image.as_ref());
        self.cover_picture(self.book.cover.logo.as_ref());
    }

    fn cover_picture(&mut self, image: Option<&Image>) {
        if let Some(image) = image {
            self.picture(&image.alt);
        }
    }

    fn contents(&mut self) {
        if !self.book.contents {
            return;
        }
        self.section(self.words.contents);
        for chapter in &self.book.chapters {
            self.lines.line(&chapter.title.plain_text());
        }
        if !self.book.glossary.is_empty() {
            self.lines.line(self.words.glossary);
        }
        if self.about_chapter {
            self.lines.line(self.words.about);
        }
    }

    fn chapter(&mut self, chapter: &Chapter) {
        self.speller.forget_addresses();
        let language = chapter.language.clone().unwrap_or_else(|| self.book.language.clone());
        let outer = std::mem::replace(&mut self.lines.language, language);
        let title = self.spell(&chapter.title);
        self.lines.heading(&title, Level::Chapter);
        for block in &chapter.blocks {
            self.block(block);
        }
        self.lines.language = outer;
    }

    fn glossary(&mut self) {
        if self.book.glossary.is_empty() {
            return;
        }
        self.section(self.words.glossary);
        for entry in &self.book.glossary {
            self.definition(&entry.term, &entry.meaning);
        }
    }

    /// Begins a part that is no chapter of the author's.
    fn section(&mut self, heading: &str) {
        self.speller.forget_addresses();
        self.lines.heading(heading, Level::Chapter);
    }

    fn picture(&mut self, alt: &Alt) {
        if let Some(picture) = self.picture_words(alt) {
            self.lines.paragraph(&picture);
        }
    }

    /// What a picture shows, where it does not only decorate.
    fn picture_words(&mut self, alt: &Alt) -> Option<String> {
        let Alt::Description(description) = alt else { return None };
        let description = self.plain(&description.text);
        Some(Phrases::fill(self.words.picture, &description))
    }

    fn paragraphs(&mut self, text: &[Paragraph]) {
        for paragraph in text {
            let text = self.spell(paragraph);
            self.lines.paragraph(&text);
        }
    }

    fn spell(&mut self, paragraph: &Paragraph) -> String {
        self.speller.spell(&paragraph.inlines, self.lines.language.direction())
    }

    fn plain(&self, text: &str) -> String {
        inline::plain(text)
    }
}

/// Whether addresses follow their links: what `[edition.text]` says, else what `[theme]` says.
fn shows_addresses(book: &Book) -> bool {
    let set = book.theme.text.link_addresses.as_ref().or(book.theme.base.link_addresses.as_ref());
    set.is_none_or(|set| set.value)
}
