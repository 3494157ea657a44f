//! A booklet as its readers read it: parts, passages in order, and the words of each.

use std::sync::Arc;

use super::setting::{Marks, Setting};

/// One side of a comparison.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// What it calls itself.
    pub title: String,
    /// Its parts in reading order.
    pub parts: Vec<Part>,
}

/// A part of a booklet that has a heading of its own.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// What stays the same where its title changes: a chapter's id; empty in a PDF.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub role: Role,
    /// What is read in it, in order.
    pub passages: Vec<Passage>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// The cover and what stands behind the title.
    Front,
    /// A chapter.
    #[default]
    Chapter,
    /// The glossary.
    Glossary,
    /// The small print.
    About,
    /// The contact section.
    Contact,
}

/// A stretch of words that stands by itself: a paragraph, an item, a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: Kind,
    /// The tag of its language.
    pub language: Arc<str>,
    /// Its words; none in an empty cell.
    pub words: Vec<Word>,
    /// What it stands in and beside.
    pub setting: Setting,
    /// The page that it begins on, counted from 1, where there are pages.
    pub page: Option<usize>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Title, subtitle, publisher, version, dates: what is said of the whole booklet.
    Fact,
    /// The title of a chapter, or what heads another part.
    Title,
    /// A heading, by its level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list, by how deep the list is in others.
    Item(u8),
    /// An item of a list in its order.
    Step(u8),
    /// An item with a box to tick.
    Tick(u8),
    /// The title of a panel.
    Panel,
    /// How soon the reader of a panel needs help.
    Urgency,
    /// Who said a quote.
    Source,
    /// The file of a picture.
    Picture,
    /// What a picture shows, for those who do not see it.
    Alt,
    /// Words under a picture or over a table.
    Caption,
    /// The head of a column.
    ColumnHead,
    /// The head of a row.
    RowHead,
    /// A cell of a table.
    Cell,
    /// A term, which others explain.
    Term,
    /// What a term means.
    Meaning,
    /// What to write on ruled lines.
    Prompt,
    /// What a QR code leads to.
    Code,
    /// A way to get in touch that is shown among the words.
    Point,
    /// What a way to get in touch is called.
    Name,
    /// A telephone number.
    Phone,
    /// A number for text messages.
    Sms,
    /// The number of a textphone.
    Textphone,
    /// An email address.
    Email,
    /// A web address.
    Web,
    /// A postal address.
    Address,
    /// Opening hours.
    Hours,
    /// Small print.
    Print,
}

impl Kind {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fact => "cover and small print",
            Self::Title => "title",
            Self::Heading(_) => "heading",
            Self::Paragraph => "paragraph",
            Self::Item(_) => "item of a list",
            Self::Step(_) => "step",
            Self::Tick(_) => "item to tick",
            Self::Panel => "title of a panel",
            Self::Urgency => "urgency of a panel",
            Self::Source => "source of a quote",
            Self::Picture => "picture",
            Self::Alt => "description of a picture",
            Self::Caption => "caption",
            Self::ColumnHead => "head of a column",
            Self::RowHead => "head of a row",
            Self::Cell => "cell of a table",
            Self::Term => "term",
            Self::Meaning => "meaning of a term",
            Self::Prompt => "room to write",
            Self::Code => "QR code",
            Self::Point => "contact panel",
            Self::Name => "name of a contact",
            Self::Phone => "telephone number",
            Self::Sms => "number for text messages",
            Self::Textphone => "number of a textphone",
            Self::Email => "email address",
            Self::Web => "web address",
            Self::Address => "postal address",
            Self::Hours => "opening hours",
            Self::Print => "small print",
        }
    }

    /// Whether it heads what follows it.
    #[must_use]
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Title | Self::Heading(_) | Self::Panel)
    }

    /// Whether it stands in a table.
    #[must_use]
    pub fn is_of_table(self) -> bool {
        matches!(self, Self::ColumnHead | Self::RowHead | Self::Cell)
    }

    /// Whether it is an item of a list.
    #[must_use]
    pub fn is_item(self) -> bool {
        matches!(self, Self::Item(_) | Self::Step(_) | Self::Tick(_))
    }
}

/// The smallest thing that changes as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its letters and signs; spaces within are plain ones.
    pub text: String,
    /// Whether a space stands before it.
    pub spaced: bool,
    /// What it is.
    pub class: Class,
    /// The name of the value that it was filled in from.
    pub value: Option<Arc<str>>,
    /// How it is set apart from other words.
    pub marks: Marks,
}

/// What a word is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A number with its unit: a dose, an hour, a count.
    Number,
    /// A word that says how much or how often.
    Amount,
    /// A date.
    Date,
    /// A telephone number.
    Phone,
    /// An address, or where a link leads.
    Address,
    /// A word that turns a sentence round or bounds it.
    Negation,
    /// A word whose opposite is as likely a word: left, must, morning.
    Opposite,
    /// A name out of the glossary or of a table.
    Medicine,
    /// Any other word.
    Plain,
    /// Signs between words.
    Sign,
}

impl Part {
    /// The words at the head of a passage's row, or of what it belongs to.
    pub(super) fn row_of(&self, setting: Setting) -> Option<String> {
        self.head(setting.row)
    }

    /// The words at the head of its column.
    pub(super) fn column_of(&self, setting: Setting) -> Option<String> {
        self.head(setting.column)
    }

    fn head(&self, at: Option<usize>) -> Option<String> {
        let text = self.passages.get(at?)?.text();
        (!text.is_empty()).then_some(text)
    }
}

impl Passage {
    /// Its words as one line.
    #[must_use]
    pub fn text(&self) -> String {
        line(&self.words)
    }
}

/// Words as one line.
#[must_use]
pub fn line(words: &[Word]) -> String {
    let mut text = String::new();
    for word in words {
        if word.spaced && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&word.text);
    }
    text
}

impl State {
    /// Every passage with the index of its part, in order.
    pub(super) fn passages(&self) -> Vec<(usize, &Passage)> {
        let parts = self.parts.iter().enumerate();
        parts.flat_map(|(at, part)| part.passages.iter().map(move |it| (at, it))).collect()
    }
}
