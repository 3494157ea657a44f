//! The booklet as its author means it: every name resolved, every string read, no page yet.

use std::sync::Arc;

use super::prose::{Paragraph, Text, Words};
use super::theme_keys::Theme;
use crate::keys::EditionName;
use crate::language::Language;
use crate::number::Home;
use crate::source::{Span, Spanned};
use crate::words::{Date, Phrases};

/// A whole booklet.
#[derive(Clone, Debug)]
pub struct Book {
    /// `booklet.toml`'s own place, for problems of the whole booklet.
    pub span: Span,
    /// Title.
    pub title: Words,
    /// Subtitle on the cover.
    pub subtitle: Option<Words>,
    /// Who publishes it.
    pub publisher: Option<Words>,
    /// Version or edition number.
    pub version: Option<Words>,
    /// What it is about, for metadata.
    pub description: Option<Words>,
    /// Title in English where the booklet is in another language.
    pub title_en: Option<Words>,
    /// Search words, for metadata.
    pub keywords: Vec<Words>,
    /// The language of everything not marked otherwise.
    pub language: Language,
    /// Whose telephone numbers it means.
    pub home: Home,
    /// Last review.
    pub reviewed: Option<Spanned<Date>>,
    /// Next review.
    pub review_by: Option<Spanned<Date>>,
    /// Stem of the output names.
    pub slug: String,
    /// Where the author wrote the slug, or the title that it comes from.
    pub slug_span: Span,
    /// What `build` builds where the command line names nothing; `None` is all.
    pub editions: Option<Vec<Spanned<EditionName>>>,
    /// Whether there is a table of contents.
    pub contents: bool,
    /// What filler pages are.
    pub blank_pages: BlankPages,
    /// The cover.
    pub cover: Cover,
    /// The chapters in reading order, at least one.
    pub chapters: Vec<Chapter>,
    /// The terms that are printed, sorted by the rules of the language.
    pub glossary: Vec<GlossaryEntry>,
    /// The contact section.
    pub contact: Contact,
    /// The small print.
    pub imprint: Imprint,
    /// Looks, with the precedence of `docs/format.md`, section 6, applied up to `[edition.NAME]`.
    pub theme: Theme,
    /// Silenced rules of the whole booklet.
    pub allow: Vec<Allow>,
    /// What `[values]` defines, in the order of the files.
    pub values: Vec<Value>,
    /// The folder of `booklet.toml` and that of the house file: where `fonts/` is looked for.
    pub folders: Vec<std::path::PathBuf>,
    /// The real place of the folder that no path of it leaves.
    pub root: std::path::PathBuf,
    /// Pictures that lie beside those of the booklet and that it does not show; each is a source
    /// whose path says which.
    pub unused_pictures: Vec<Span>,
}

/// What stands on the pages that fill up a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BlankPages {
    /// A heading and ruled lines.
    #[default]
    Notes,
    /// Nothing.
    Blank,
}

/// A chapter.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// What links call it.
    pub id: String,
    /// Title.
    pub title: Paragraph,
    /// Language, where it is not the booklet's.
    pub language: Option<Language>,
    /// Blocks, at least one.
    pub blocks: Vec<Block>,
    /// Silenced rules.
    pub allow: Vec<Allow>,
    /// The chapter's file.
    pub span: Span,
}

impl Chapter {
    /// Its blocks, each with the level of a heading right under that which it stands under: 2 under
    /// the chapter's title, 3 under a heading, 4 under a subheading.
    pub fn leveled(&self) -> impl Iterator<Item = (u8, &Block)> {
        let mut level = 2;
        self.blocks.iter().map(move |block| {
            match block.kind {
                BlockKind::Heading(_) => level = 3,
                BlockKind::Subheading(_) => level = 4,
                _ => {}
            }
            (level, block)
        })
    }
}

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
    pub picture: Arc<super::Picture>,
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

/// A term of the glossary.
#[derive(Clone, Debug)]
pub struct GlossaryEntry {
    /// The term.
    pub term: Words,
    /// What it means.
    pub meaning: Text,
    /// Whether the booklet's own file defines it (and not the house's).
    pub own: bool,
}

/// A value of `[values]`, as far as its use matters; strings hold it already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its name, and the key's place.
    pub name: Spanned<String>,
    /// Whether a string of the booklet holds it.
    pub used: bool,
    /// Whether the booklet's own file defines it (and not the house's).
    pub own: bool,
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

/// The contact section.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Its heading.
    pub heading: Paragraph,
    /// Words under it.
    pub text: Text,
    /// A QR code.
    pub qr: Option<Qr>,
    /// Ways to get in touch.
    pub points: Vec<ContactPoint>,
    /// The `[contact]` table.
    pub span: Span,
}

/// A way to get in touch.
#[derive(Clone, Debug)]
pub struct ContactPoint {
    /// Its name, unique.
    pub name: Words,
    /// Telephone numbers.
    pub phone: Vec<Reach>,
    /// Numbers for text messages.
    pub sms: Vec<Reach>,
    /// Textphone numbers.
    pub textphone: Vec<Reach>,
    /// Email addresses.
    pub email: Vec<Reach>,
    /// Web addresses.
    pub web: Vec<Reach>,
    /// Postal addresses, line by line.
    pub address: Vec<Vec<Words>>,
    /// Opening hours.
    pub hours: Option<Words>,
    /// A remark.
    pub note: Option<Paragraph>,
    /// Whether the booklet's own file defines it (and not the house's).
    pub own: bool,
    /// The table.
    pub span: Span,
}

/// A number or address that can be called, written to or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// As shown.
    pub shown: Words,
    /// As linked: `tel:08080087054`, `mailto:…`, `https://…`.
    pub link: String,
}

/// The cover.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// How the title is shown.
    pub style: CoverStyle,
    /// A picture.
    pub image: Option<Image>,
    /// Share of the page's width that the picture takes, 0 to 1, where the author set it.
    pub width: Option<Spanned<f32>>,
    /// The publisher's logo, with its alternative text in [`Image::alt`].
    pub logo: Option<Image>,
    /// The corner that it stands in, where the author set it.
    pub logo_place: Option<LogoPlace>,
}

/// A corner of the cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogoPlace {
    /// At the foot, at the right.
    #[default]
    BottomRight,
    /// At the foot, at the left.
    BottomLeft,
    /// Over everything, at the right.
    TopRight,
    /// Over everything, at the left.
    TopLeft,
}

impl LogoPlace {
    /// Whether it is at the head of the page.
    #[must_use]
    pub fn is_top(self) -> bool {
        matches!(self, Self::TopRight | Self::TopLeft)
    }

    /// Whether it is at the right.
    #[must_use]
    pub fn is_right(self) -> bool {
        matches!(self, Self::TopRight | Self::BottomRight)
    }
}

/// How the title is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CoverStyle {
    /// On a cover of its own.
    #[default]
    Page,
    /// At the head of the first page.
    Heading,
}

/// The small print, in the order in which it is printed.
#[derive(Clone, Debug, Default)]
pub struct Imprint {
    /// What the booklet cannot do.
    pub disclaimer: Text,
    /// How to comment on it.
    pub feedback: Text,
    /// Other formats it comes in.
    pub formats: Text,
    /// What it is based on.
    pub references: Text,
    /// Whether each of their paragraphs is an entry of a numbered list.
    pub numbered_references: bool,
    /// The charity's registration.
    pub charity: Text,
    /// Copyright.
    pub copyright: Text,
}

impl Book {
    /// Whether there is any small print.
    #[must_use]
    pub fn has_imprint(&self) -> bool {
        self.publisher.is_some()
            || self.version.is_some()
            || self.reviewed.is_some()
            || self.review_by.is_some()
            || self.imprint.texts().next().is_some()
    }
}

impl Imprint {
    /// The paragraphs in the order in which they are printed.
    pub fn texts(&self) -> impl Iterator<Item = &Paragraph> {
        self.all().flatten()
    }

    /// Whether a text is that of the references.
    #[must_use]
    pub fn is_references(&self, text: &Text) -> bool {
        std::ptr::eq(text, &raw const self.references)
    }

    /// The texts, of which some may be empty, in the order in which they are printed.
    pub fn all(&self) -> impl Iterator<Item = &Text> {
        [
            &self.disclaimer,
            &self.feedback,
            &self.formats,
            &self.references,
            &self.charity,
            &self.copyright,
        ]
        .into_iter()
    }
}

/// A silenced rule of `check`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// Its code.
    pub code: Spanned<String>,
    /// Why.
    pub reason: String,
    /// Whether the booklet's own files say so (and not the house's).
    pub own: bool,
}
