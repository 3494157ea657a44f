//! A book to one web page that stands alone and that everybody can read (WCAG 2.2, level AA).
//!
//! The page is built with templates that escape whatever is put into them, so that no key of a
//! booklet can add markup. It holds no script, and its styles, pictures and fonts are part of it:
//! the file can be sent by email and opened without a connection.
//!
//! What an author may call an id has no underscore (`docs/format.md`, section 3); every id that
//! this module adds has one, so that the two never meet.

mod addresses;
mod blocks;
mod contact;
mod context;
mod fonts;
mod inlines;
mod lists;
mod page;
mod palette;
mod pictured;
mod pictures;
mod stretches;
mod style;
mod subset;
mod tables;
#[cfg(test)]
mod tests;
mod weave;

use crate::content::Book;
use crate::typeset::Fonts;

pub use fonts::is_system;

/// Writes a book as a web page, in the theme's typeface out of `fonts`.
///
/// `about_chapter`: whether the small print is a chapter of its own on paper, so that the contents
/// list it here as there. The same book and fonts give the same bytes.
#[must_use]
pub fn write(book: &Book, fonts: &Fonts, about_chapter: bool) -> String {
    let body = page::body(book, about_chapter);
    let styles = style::sheet(book, &fonts::rules(book, fonts, &body.0));
    page::document(book, &styles, &body).into_string()
}
