//! Turns structured TOML chapters into an accessible, printable PDF booklet.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod content;
pub mod diagnostic;
pub mod geometry;
pub mod html;
pub mod language;
pub mod source;
pub mod typeset;
pub mod words;
