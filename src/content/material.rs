//! What was gathered of a booklet before any value of it is read.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::content::files::Files;
use crate::content::repairs::Repairs;
use crate::content::tree::{Node, Table};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::source::{SourceId, Sources};

/// The most bytes of a TOML file (`docs/format.md`, section 9).
pub(super) const MOST_BYTES: u64 = 8_000_000;

/// A file that was read, perhaps with a fault that keeps it from being understood.
pub(super) struct Document {
    pub source: SourceId,
    pub table: Table,
    /// Whether it has syntax errors that could not be passed over, so that `table` is what could be
    /// made out.
    pub broken: bool,
    /// Whether something of it was passed over.
    pub partial: bool,
}

/// A chapter's place in the booklet and its file, where that could be understood.
pub(super) struct ChapterFile {
    /// The path in `chapters`.
    pub node: Node,
    /// Its id where its file does not say one.
    pub default_id: String,
    pub document: Option<Document>,
    /// Its file's real place, where there is one.
    pub real: Option<PathBuf>,
}

/// All that was read.
pub(super) struct Material {
    pub sources: Sources,
    pub files: Files,
    pub diagnostics: Vec<Diagnostic>,
    pub booklet: Document,
    /// The booklet's keys with the house's beneath.
    pub root: Table,
    /// Keys that the house file misspells.
    pub excused: Vec<&'static str>,
    pub chapters: Vec<ChapterFile>,
    /// Ids in files that could not be read.
    pub pardoned: HashSet<String>,
    /// Whether the house file could not be read, so that what it gives is lacking.
    pub incomplete: bool,
    /// Files that were read as if their syntax errors were mended.
    pub repairs: Repairs,
    /// The folder of the booklet and that of the house file.
    pub folders: Vec<PathBuf>,
    /// The house file.
    pub house: Option<SourceId>,
    /// The language that the house file names.
    pub house_language: Option<Language>,
    /// The text of chapters that are not listed.
    pub unlisted: Vec<String>,
    /// The real places of the pictures that are shown.
    pub pictures: HashSet<PathBuf>,
}
