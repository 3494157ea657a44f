//! JSON Schemas of the files that authors write, so that an editor can complete and check them.
//!
//! Each schema is JSON Schema 2020-12, built from `parts`: a key has a title, a description for an
//! editor who is no programmer, and an example. Editors understand older drafts better than newer
//! ones, so that only keywords are used that mean the same in all of them, and the one definition
//! that is referred to is that of list items, which hold each other. A block is one table with
//! every kind in it and the rule that exactly one is there, since editors complete that best.

mod blocks;
mod booklet;
mod chapter;
mod contact;
mod parts;
mod theme;

use serde_json::{Value, json};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `booklet.toml`.
    Booklet,
    /// A chapter's file.
    Chapter,
    /// A house file.
    House,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Booklet, Self::Chapter, Self::House];
}

/// The schema of a kind of file.
#[must_use]
pub fn schema(kind: Kind) -> Value {
    let mut schema = match kind {
        Kind::Booklet => booklet::booklet(),
        Kind::Chapter => chapter::chapter(),
        Kind::House => booklet::house(),
    };
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema
}
