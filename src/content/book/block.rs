//! The blocks of a chapter, and what each kind of them holds.

use std::sync::Arc;

use super::Allow;
use crate::content::prose::{Paragraph, Text, Words};
use crate::language::Language;
use crate::picture::Picture;
use crate::source::{Span, Spanned};
use crate::words::Phrases;

/// A block.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is and holds.
    pub kind: BlockKind,
    /// What links call it.
    pub id: Option<String>,
    /// Language, where it is not the chapter's.
    pub language: Option<Language>,
    /// Whether it stays on one page, and with the block that goes on with it.
    pub keep: bool,
    /// Silenced rules.
    pub allow: Vec<Allow>,
    /// The value of the key that says what it is.
    pub span: Span,
}

/// The kinds of block.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// Paragraphs.
    Text(Text),
    /// A heading one level under the chapter's title.
    Heading(Paragraph),
    /// A heading one level further down.
    Subheading(Paragraph),
    /// Bullets, steps or a checklist.
    List(List),
    /// A panel that stands out.
    Callout(Callout),
    /// Somebody's words.
    Quote(Quote),
    /// A picture, or two to four side by side.
    Figures(Vec<Figure>),
    /// Pictures with words beside them.
    Illustrated(Illustrated),
    /// A table.
    Table(Table),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A contact point shown as a callout: an index into [`Contact::points`].
    ContactPoint(usize),
    /// Room to write.
    WritingLines(WritingLines),
    /// A QR code.
    Qr(Qr),
    /// A new page.
    PageBreak,
}

impl BlockKind {
    /// The list that it is, or those that it holds.
    #[must_use]
    pub fn lists(&self) -> Vec<&List> {
        match self {
            Self::List(list) => vec![list],
            Self::Callout(callout) => callout.list.iter().collect(),
            Self::Illustrated(illustrated) => {
                illustrated.rows.iter().filter_map(|row| row.list.as_ref()).collect()
            }
            Self::Text(_)
            | Self::Heading(_)
            | Self::Subheading(_)
            | Self::Quote(_)
            | Self::Figures(_)
            | Self::Table(_)
            | Self::Definitions(_)
            | Self::ContactPoint(_)
            | Self::WritingLines(_)
            | Self::Qr(_)
            | Self::PageBreak => Vec::new(),
        }
    }

    /// The pictures that it shows.
    #[must_use]
    pub fn images(&self) -> Vec<&Image> {
        match self {
            Self::Figures(figures) => figures.iter().map(|figure| &figure.image).collect(),
            Self::Illustrated(illustrated) => {
                illustrated.rows.iter().map(|row| &row.image).collect()
            }
            Self::Text(_)
            | Self::Heading(_)
            | Self::Subheading(_)
            | Self::List(_)
            | Self::Callout(_)
            | Self::Quote(_)
            | Self::Table(_)
            | Self::Definitions(_)
            | Self::ContactPoint(_)
            | Self::WritingLines(_)
            | Self::Qr(_)
            | Self::PageBreak => Vec::new(),
        }
    }
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// A disc each.
    Bullets,
    /// Numbers.
    Steps,
    /// A box to tick each.
    Checklist,
}

/// A list.
#[derive(Clone, Debug)]
pub struct List {
    /// How items are marked.
    pub kind: ListKind,
    /// The number of the first item, where they have numbers: 1, unless steps go on.
    pub first: usize,
    /// At least one.
    pub items: Vec<ListItem>,
    /// The array.
    pub span: Span,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// Its words.
    pub text: Paragraph,
    /// A list inside.
    pub list: Option<List>,
    /// Language, where it is not the list's.
    pub language: Option<Language>,
}

/// A panel that stands out.
#[derive(Clone, Debug)]
pub struct Callout {
    /// Its title: a heading where it says how urgent it is.
    pub title: Paragraph,
    /// Paragraphs, perhaps none.
    pub text: Text,
    /// A list after them.
    pub list: Option<List>,
    /// How soon a reader needs help, where that is what it is about.
    pub urgency: Option<Urgency>,
}

/// How soon a reader of a callout needs help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Urgency {
    /// Now: an ambulance is called.
    Emergency,
    /// Today.
    Urgent,
    /// When it suits.
    Routine,
}

impl Urgency {
    /// What stands before the title of such a callout.
    #[must_use]
    pub fn words(self, phrases: &Phrases) -> &'static str {
        match self {
            Self::Emergency => phrases.emergency,
            Self::Urgent => phrases.urgent,
            Self::Routine => phrases.routine,
        }
    }
}

/// Somebody's words.
#[derive(Clone, Debug)]
pub struct Quote {
    /// The words.
    pub text: Text,
    /// Who said them.
    pub source: Option<Paragraph>,
}

/// A picture with what a reader needs beside it.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The picture.
    pub image: Image,
    /// Words under it.
    pub caption: Option<Paragraph>,
    /// Share of the column, 0 to 1, where the author set it.
    pub width: Option<Spanned<f32>>,
}

/// Pictures, each with words beside it.
#[derive(Clone, Debug)]
pub struct Illustrated {
    /// At least one.
    pub rows: Vec<IllustratedRow>,
    /// Whether the rows are numbered.
    pub numbered: bool,
    /// Share of the column that the pictures take, 0 to 1, where the author set it.
    pub width: Option<Spanned<f32>>,
}

/// A picture with words beside it.
#[derive(Clone, Debug)]
pub struct IllustratedRow {
    /// The picture.
    pub image: Image,
    /// Paragraphs, perhaps none.
    pub text: Text,
    /// A list after them.
    pub list: Option<List>,
    /// The row.
    pub span: Span,
}

/// A picture file.
#[derive(Clone, Debug)]
pub struct Image {
    /// The path as written, for messages.
    pub path: Spanned<String>,
    /// The decoded picture, shared where it is used twice.
    pub picture: Arc<Picture>,
    /// What it shows, for those who do not see it.
    pub alt: Alt,
}

/// What a picture shows, or that it shows nothing that matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alt {
    /// In words.
    Description(Words),
    /// It only decorates.
    Decorative,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it shows.
    pub caption: Option<Paragraph>,
    /// Heads of the columns, at least one; the first is `None` where `row_headers` and it is empty.
    pub columns: Vec<Option<Paragraph>>,
    /// Rows, each as long as `columns`.
    pub rows: Vec<Vec<Paragraph>>,
    /// Whether the first cell of each row is its head.
    pub row_headers: bool,
    /// Shares of the columns in the table's width, one for each; the words decide where there are none.
    pub widths: Option<Vec<f32>>,
}

/// A term and what it means.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The term.
    pub term: Words,
    /// What it means.
    pub meaning: Text,
}

/// Room to write.
#[derive(Clone, Debug)]
pub struct WritingLines {
    /// What to write.
    pub prompt: Paragraph,
    /// How many ruled lines, 1 to 40.
    pub lines: u32,
}

/// A QR code.
#[derive(Clone, Debug)]
pub struct Qr {
    /// The address in the code, with its scheme, in ASCII.
    pub url: Spanned<String>,
    /// The address as it is printed, with its scheme.
    pub printed: String,
    /// What it leads to.
    pub label: Words,
}
