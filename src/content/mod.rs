//! TOML to a valid [`Book`], or diagnostics.
//!
//! [`load`] gathers the files (`load`, `files`, `disguises`, `meant`, `copies`, `tree`, `merge`; with
//! syntax errors, in a mended copy: `syntax`, `repairs`; what is no TOML at all: `notations`), learns the names that texts may
//! use (`survey`, `places`, `values`, `guesses`), then reads every value (`booklet`, `chapter`, `blocks`) and
//! every string in it (`texts`, `marks`, `typography`). Nothing stops at the first fault: a
//! reader gives `None` for what it could not read and its caller goes on, so that one run
//! reports all.

mod addresses;
mod allow;
mod astray;
mod blocks;
mod book;
mod booklet;
mod bounds;
mod chapter;
mod chapter_rows;
mod characters;
mod contact;
mod copies;
mod dates;
mod definitions;
mod details;
mod disguises;
mod editions;
mod files;
mod fill;
mod filled_in;
mod foreign;
mod foreign_braces;
mod glossary;
mod guessed_lists;
mod guesses;
mod images;
mod inlines;
mod judge;
mod latex;
mod leftovers;
mod links;
mod lists;
mod load;
mod marks;
mod material;
mod meant;
mod merge;
mod mislaid;
pub mod notations;
mod numbers;
mod other_blocks;
mod other_keys;
pub mod pasted;
mod path_faults;
mod pictured;
mod pictures;
mod places;
mod problems;
mod prose;
mod quotes;
mod reader;
mod repairs;
mod rewrites;
mod shorthand;
mod signs;
mod sizes;
mod slug;
mod strings;
mod survey;
mod syntax;
mod table_texts;
#[cfg(test)]
mod tests;
mod texts;
mod theme;
mod theme_keys;
mod tree;
mod twins;
mod typed;
mod typography;
pub mod usual;
mod value_forms;
mod values;
mod written;

use std::path::{Path, PathBuf};

pub use crate::keys::EditionName;
pub use crate::picture::Picture;
pub use addresses::{can_be_linked, host_in_ascii};
pub use book::*;
pub use characters::can_be_shown;
pub use editions::meant as edition_called;
pub use filled_in::is_filled_in;
pub use places::is_reserved_id;
pub use prose::*;
#[cfg(feature = "desk")]
pub use slug::is_reserved;
pub use slug::slug;
pub use strings::{Character, characters};

/// The blocks that lines of words are which were copied elsewhere, as TOML without their line
/// `[[block]]`.
#[must_use]
pub fn pasted_blocks(text: &str) -> Vec<String> {
    pasted::blocks(text).0
}
pub use theme_keys::*;

use crate::diagnostic::{self, Diagnostic};
use crate::language::Language;
use crate::picture::PictureFonts;
use crate::source::{SourceId, Sources};

/// How a booklet is read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder that no path may leave; default: the folder of `booklet.toml`, or that of the
    /// house file.
    pub root: Option<PathBuf>,
    /// Gives the fonts for words within drawings; called at the first picture.
    pub picture_fonts: Option<fn() -> PictureFonts>,
}

/// What the fonts for words within drawings depend on.
#[derive(Clone, Copy, Debug)]
pub struct FontPlaces<'a> {
    /// The folder that no path may leave, at its real place.
    pub root: &'a Path,
    /// The folder of the booklet and that of the house file, beside which fonts may lie.
    pub folders: &'a [PathBuf],
    /// The booklet's language, where it could be read.
    pub language: Option<&'a Language>,
}

/// What came of reading a booklet.
#[derive(Debug)]
pub struct Loaded {
    /// The booklet, where nothing in it is an error.
    pub book: Option<Book>,
    /// The files that were read.
    pub sources: Sources,
    /// What is wrong, from top to bottom.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file that was read or looked for.
    pub files: Vec<PathBuf>,
    /// The house file among the sources, which other booklets share.
    pub house: Option<SourceId>,
}

fn no_fonts() -> PictureFonts {
    PictureFonts::new([])
}

/// Reads the booklet of a `booklet.toml`, whose path is as the user gave it.
#[must_use]
pub fn load(booklet_toml: &Path, options: &Options) -> Loaded {
    // Drawings without fonts show no words.
    let fonts = |_: FontPlaces<'_>| options.picture_fonts.map_or(no_fonts(), |load| load());
    load_with_fonts(booklet_toml, options, &fonts)
}

/// As [`load`], with fonts for words within drawings that depend on the booklet; `fonts` is called at
/// the first picture.
#[must_use]
pub fn load_with_fonts(
    booklet_toml: &Path,
    options: &Options,
    fonts: &dyn Fn(FontPlaces<'_>) -> PictureFonts,
) -> Loaded {
    let mut material = match load::gather(booklet_toml, options) {
        Ok(material) => material,
        Err(loaded) => return *loaded,
    };
    let (mut book, diagnostics) = booklet::read(&mut material, fonts);
    if let Some(book) = &mut book {
        book.unused_pictures = leftovers::pictures(&mut material);
    }
    let mut diagnostics = material.repairs.tell(diagnostics, &mut material.sources);
    diagnostic::sort(&mut diagnostics);
    let sound = !diagnostics.iter().any(Diagnostic::is_error);
    Loaded {
        book: book.filter(|_| sound),
        sources: material.sources,
        diagnostics,
        files: material.files.looked_for,
        house: material.house,
    }
}
