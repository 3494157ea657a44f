//! The booklet as its author means it: every name resolved, every string read, no page yet.

mod back;
mod block;
mod cover;

pub use back::{Contact, ContactPoint, Imprint, Reach};
pub use block::{
    Alt, Block, BlockKind, Callout, Definition, Figure, Illustrated, IllustratedRow, Image, List,
    ListItem, ListKind, Qr, Quote, Table, Urgency, WritingLines,
};
pub use cover::{Cover, CoverStyle, LogoPlace};

use super::prose::{Paragraph, Text, Words};
use super::theme_keys::Theme;
use crate::keys::EditionName;
use crate::language::Language;
use crate::number::Home;
use crate::source::{Span, Spanned};
use crate::words::Date;

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

impl Book {
    /// A book of nothing but a title, chapters and a contact section; each of its places is `span`.
    #[must_use]
    pub fn bare(
        title: Words,
        language: Language,
        chapters: Vec<Chapter>,
        contact: Contact,
        span: Span,
    ) -> Self {
        Self {
            span,
            title,
            subtitle: None,
            publisher: None,
            version: None,
            description: None,
            title_en: None,
            keywords: Vec::new(),
            home: Home::of(&language, None),
            language,
            reviewed: None,
            review_by: None,
            slug: "booklet".to_owned(),
            slug_span: span,
            editions: None,
            contents: false,
            blank_pages: BlankPages::default(),
            cover: Cover::default(),
            chapters,
            glossary: Vec::new(),
            contact,
            imprint: Imprint::default(),
            theme: Theme::default(),
            allow: Vec::new(),
            values: Vec::new(),
            folders: Vec::new(),
            root: std::path::PathBuf::new(),
            unused_pictures: Vec::new(),
        }
    }
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
