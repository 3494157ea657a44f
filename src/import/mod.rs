//! Files of other programs as a booklet: Word, OpenDocument, web pages, Markdown, text.
//!
//! A reader for each format (`docx`, `odt`, `html`, `markdown`, `text`) makes a [`draft::Draft`] of a
//! file: blocks in their order, each with its place in the original. `typed` finds what was typed
//! rather than made (bullets, numbers), `write` makes the files of a booklet of it as a hand would
//! write them, and `proof` counts every word of the source against the words of the booklet that was
//! read back, and those of the list of what was not carried over. No word is lost in silence.

mod archive;
mod columns;
mod docx;
mod draft;
mod encoding;
mod formula;
mod html;
mod markdown;
mod markdown_source;
mod odt;
mod proof;
mod signs;
mod tables;
mod text;
mod tongue;
mod typed;
mod write;
mod xml;

pub use draft::{LeftOut, Notice};
pub use proof::Count;

use crate::content::Book;

/// So large a file is read, in bytes.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Word.
    Docx,
    /// OpenDocument.
    Odt,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
}

impl Format {
    /// The format that the ending of a name says.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, end) = name.rsplit_once('.')?;
        Some(match end.to_ascii_lowercase().as_str() {
            "docx" | "docm" | "dotx" => Self::Docx,
            "odt" | "ott" => Self::Odt,
            "html" | "htm" | "xhtml" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            "txt" | "text" => Self::Text,
            _ => return None,
        })
    }
}

/// What becomes of tracked changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changes {
    /// They are made.
    Accept,
    /// They are undone.
    Reject,
}

/// Why a file cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What is wrong with the file, as the end of a sentence that begins with its name.
    File(String),
    /// It has tracked changes and nobody said what to do with them: a line for each.
    Tracked(Vec<String>),
}

impl Refusal {
    fn new(words: impl Into<String>) -> Self {
        Self::File(words.into())
    }
}

/// A file of the booklet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path in the booklet's folder, joined with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What came of a file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The booklet; `booklet.toml` comes last.
    pub files: Vec<File>,
    /// The same with stand-ins where a person has to write something, so that it can be read back
    /// and counted.
    pub trial: Vec<File>,
    /// What stands in the source and not in the booklet.
    pub left_out: Vec<LeftOut>,
    /// What was guessed or changed.
    pub notices: Vec<Notice>,
    account: proof::Account,
}

impl Imported {
    /// Counts the words of the source against those of the booklet and of what was left out.
    #[must_use]
    pub fn count(&self, book: &Book) -> Count {
        proof::count(&self.account, book)
    }
}

/// Gives the bytes of a file that stands beside the one that is imported, by the path that is written
/// in it; nothing for one that is not there, or not below the same folder.
pub type Beside<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;

/// Makes a booklet of a file, without the pictures beside it.
///
/// # Errors
///
/// As [`import_beside`].
pub fn import(
    bytes: &[u8],
    format: Format,
    changes: Option<Changes>,
    stem: &str,
) -> Result<Imported, Refusal> {
    import_beside(bytes, format, changes, stem, &|_| None)
}

/// Makes a booklet of a file. `stem` is the file's name without its ending, for a booklet that has no
/// title.
///
/// # Errors
///
/// Where the file cannot be read, or has tracked changes and `changes` does not say what to do.
pub fn import_beside(
    bytes: &[u8],
    format: Format,
    changes: Option<Changes>,
    stem: &str,
    beside: &Beside<'_>,
) -> Result<Imported, Refusal> {
    let mut draft = match format {
        Format::Docx => docx::read(bytes, changes)?,
        Format::Odt => odt::read(bytes, changes)?,
        Format::Html => html::read(bytes, beside)?,
        Format::Markdown => markdown::read(bytes, beside)?,
        Format::Text => text::read(bytes)?,
    };
    signs::settle(&mut draft);
    columns::find(&mut draft);
    typed::find(&mut draft);
    draft.settle_words();
    let (files, trial) = write::booklet(&mut draft, stem);
    let account = proof::Account::of(&draft);
    let Draft { left_out, notices, .. } = draft;
    Ok(Imported { files, trial, left_out, notices, account })
}

use draft::Draft;
