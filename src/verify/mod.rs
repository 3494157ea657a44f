//! A finished PDF against PDF/UA-1 and PDF/A-2a, and its structure read back as speech.
//!
//! Two questions about bytes, neither of which trusts the program that wrote them:
//!
//! - [`validate`] asks whether the file keeps the standards.
//! - [`read`] and [`tree`] ask what assistive technology is given: every structure element in
//!   order with its words; [`heard`] says it in the words of a screen reader.
//!
//! Reading goes one way: `file` opens the PDF, `structure` walks the tree of elements (`roles`, `cell`,
//! `links` and `field` tell what they are, `stated` what the file says of itself), `content` finds
//! the words of each piece of marked content with the help of `font` (codes to text), `cmap` (the
//! map that a font carries for this) and `scan` (operators of a content stream); `speech` writes
//! the result down, and `heard` says it.
//!
//! Files come from anywhere, so every walk here is bounded: `weight` counts what a file unfolds to
//! while it is opened, `budget` what reading it costs in all, `toll` what the validator would have
//! to go through. Parsers run on a thread of their own with a deep stack; where one breaks down, the
//! file is called damaged and the program goes on.

mod budget;
mod cell;
mod cmap;
mod content;
mod declared;
mod field;
mod file;
mod font;
mod heard;
mod links;
mod roles;
mod scan;
mod speech;
mod stated;
mod structure;
mod toll;
mod validate;
mod weight;

pub use cell::{Cell, Scope};
pub use field::{Field, FieldKind};
pub use file::{MAX_FILE_BYTES, Unreadable};
pub use heard::{Heard, Piece, heard};
pub use links::Target;
pub use speech::read;
pub use structure::{Child, Element, ReadError, tree};
pub use validate::{Fault, NotValidatable, Standard, StandardResult, validate, validate_own};
