//! A TOML file of a booklet as data for forms, and edits of it that change nothing else.
//!
//! [`Document::read`] takes a file apart (`legible`, `syntax`, `tree`); [`Document::json`] gives it to
//! forms, [`shapes()`] what may stand in it. [`apply`] makes [`Edit`]s: `entries`, `rows` and `sections`
//! find the bytes of a key, an item or a table under its line in brackets, `words` those of the
//! characters that differ, `write` writes what is new. An edit is made only where the file then says
//! what it said with that edit and nothing else. [`History`] takes edits back, [`merge()`] puts two
//! versions of a file together, and [`blocks_from`] makes blocks of what was copied elsewhere.

mod diff;
mod edit;
mod edits;
mod entries;
mod history;
mod json;
mod legible;
mod lines;
mod merge;
mod paste;
mod rows;
mod sections;
mod shapes;
mod syntax;
mod tree;
mod value;
mod words;
mod write;

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use edit::Edit;
pub use edits::{Applied, apply};
pub use history::{History, Step as HistoryStep};
pub use merge::{Clash, Merge, Piece, Side, merge};
pub use paste::{NewBlock, blocks_from};
pub use shapes::shapes;
pub use syntax::Quotes;
pub use value::Value;

use syntax::Syntax;
use tree::Node;

/// A file of a booklet.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file, its byte-order mark included.
    text: String,
    /// What cannot be read of it, in its order.
    unread: Vec<Range<usize>>,
    syntax: Syntax,
    root: Node,
    /// Its line end; that of before, where it has none any more.
    end: &'static str,
}

/// A step on the way to a value: the name of a key or, in a list, a number from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Step {
    /// A number of an item.
    Item(usize),
    /// The name of a key.
    Key(String),
}

/// A stretch of bytes, and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// First byte.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// What stands there afterwards.
    pub text: String,
    /// What stood there before.
    pub was: String,
}

/// Why an edit is not made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Refused {
    /// There is nothing at its place, or nothing of that sort.
    NoPlace,
    /// A control character, which no text may hold.
    Character {
        /// Its number in Unicode.
        code: u32,
    },
    /// Words where a number, a date, `true` or `false` is written.
    Value {
        /// What was to be written.
        words: String,
    },
    /// Text that cannot be read in its place.
    Syntax {
        /// First byte that cannot be read, of the text as it would be.
        from: usize,
        /// One past the last.
        to: usize,
    },
    /// The file would say something else besides.
    Unsure,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPlace => f.write_str("the place that was to be changed is no longer there"),
            Self::Character { code } => {
                write!(f, "a control character (U+{code:04X}) is in the words: take it out")
            }
            Self::Value { words } => {
                write!(f, "\"{words}\" is no number and no date, such as 12 or 2026-10-31")
            }
            Self::Syntax { .. } => f.write_str("this cannot be read in its place"),
            Self::Unsure => {
                f.write_str("this cannot be changed here without changing something else")
            }
        }
    }
}

impl std::error::Error for Refused {}

impl Document {
    /// Reads a file. What cannot be read of it is left out of the tree and told of by its place.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (copy, unread) = legible::legible(text);
        let syntax = syntax::parse(&copy);
        let root = tree::resolve(&syntax);
        let first = text.find('\n');
        let windows = first.is_some_and(|at| text[..at].ends_with('\r'));
        let end = if windows { "\r\n" } else { "\n" };
        Self { text: text.to_owned(), unread, syntax, root, end }
    }

    /// The file itself.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What cannot be read of it, in bytes.
    #[must_use]
    pub fn unread(&self) -> &[Range<usize>] {
        &self.unread
    }

    /// What it says.
    #[must_use]
    pub fn value(&self) -> Value {
        self.root.value(&self.text)
    }
}

/// The name of a state of a file: SHA-256 of its bytes, in hexadecimal digits.
#[must_use]
pub fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
