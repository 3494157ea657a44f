//! Where on the page something is being written: its book, and the language around it.

use maud::{Markup, html};

use crate::content::{Book, Place};
use crate::language::{Direction, Language};
use crate::typeset::isolates::{TURN_BACK, turn_to};
use crate::words::Phrases;

/// The book, and the language of the element that is being filled.
#[derive(Clone, Copy)]
pub(super) struct Context<'b> {
    pub book: &'b Book,
    pub language: &'b Language,
}

/// What an element says of itself: its id, and its language and direction where these change.
#[derive(Clone, Copy, Default)]
pub(super) struct Attributes<'b> {
    pub id: Option<&'b str>,
    pub lang: Option<&'b str>,
    pub dir: Option<&'static str>,
}

impl Attributes<'_> {
    /// Whether there is anything to say.
    pub(super) fn is_empty(self) -> bool {
        self.id.is_none() && self.lang.is_none() && self.dir.is_none()
    }
}

impl<'b> Context<'b> {
    /// The top of the page.
    pub(super) fn new(book: &'b Book) -> Self {
        Self { book, language: &book.language }
    }

    /// An element with an id and a language of its own, and what is written within it.
    pub(super) fn enter(
        self,
        id: Option<&'b str>,
        language: Option<&'b Language>,
    ) -> (Self, Attributes<'b>) {
        let inner = language.unwrap_or(self.language);
        let lang = (inner != self.language).then(|| inner.tag());
        let dir = (inner.direction() != self.language.direction()).then(|| direction_name(inner));
        (Self { language: inner, ..self }, Attributes { id, lang, dir })
    }

    /// The program's words in the booklet's language.
    pub(super) fn words(self) -> &'static Phrases {
        Phrases::of(&self.book.language)
    }

    /// Some of the program's words, marked with their language where it is not the one around
    /// them: a booklet in a language that has no words of ours gets English ones.
    pub(super) fn added(self, text: &str) -> Markup {
        let spoken = &self.spoken();
        if spoken == self.language {
            return html! { (text) };
        }
        let turns = spoken.direction() != self.language.direction();
        let dir = turns.then(|| direction_name(spoken));
        html! { span lang=(spoken.tag()) dir=[dir] { (text) } }
    }

    /// The language of the program's words.
    fn spoken(self) -> Language {
        match Phrases::exact(&self.book.language) {
            Some(_) => self.book.language.clone(),
            None => Language::english(),
        }
    }

    /// What [`Self::added`] shows, as the order of the words after it is worked out.
    pub(super) fn added_text(self, text: &str) -> String {
        let direction = self.spoken().direction();
        if direction == self.language.direction() {
            return text.to_owned();
        }
        format!("{}{text}{TURN_BACK}", turn_to(direction))
    }

    /// Whether there is any small print.
    pub(super) fn has_imprint(self) -> bool {
        self.book.has_imprint()
    }

    /// Whether paper shows the addresses of links that do not show them themselves.
    pub(super) fn prints_addresses(self) -> bool {
        self.book.theme.base.link_addresses.as_ref().is_none_or(|set| set.value)
    }

    /// The id of a place; one that this booklet lacks is the part where it would stand.
    pub(super) fn anchor(self, place: Place) -> &'b str {
        let chapters = &self.book.chapters;
        match place {
            Place::Contents if self.book.contents => CONTENTS,
            Place::Glossary if !self.book.glossary.is_empty() => GLOSSARY,
            Place::Contents | Place::Glossary => MAIN,
            Place::Chapter(chapter) => &chapters[chapter].id,
            Place::Block(chapter, block) => {
                chapters[chapter].blocks[block].id.as_deref().unwrap_or(&chapters[chapter].id)
            }
            Place::About if self.has_imprint() => ABOUT,
            Place::About | Place::Contact => CONTACT,
        }
    }
}

/// Ids of the parts that every booklet has.
pub(super) const CONTENTS: &str = "contents";
pub(super) const GLOSSARY: &str = "glossary";
pub(super) const ABOUT: &str = "about";
pub(super) const CONTACT: &str = "contact";
pub(super) const MAIN: &str = "main_text";

/// The id of the heading of a part.
pub(super) fn heading_id(part: &str) -> String {
    format!("{part}_heading")
}

/// The id of a glossary entry.
pub(super) fn term_id(index: usize) -> String {
    format!("term_{}", index + 1)
}

/// The value of `dir`.
pub(super) fn direction_name(language: &Language) -> &'static str {
    match language.direction() {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    }
}
