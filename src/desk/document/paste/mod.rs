//! Blocks of what was copied in another program.

mod html;
mod inline;
mod tables;

use serde::Serialize;

use super::value::Value;
use super::{Document, Step};
use crate::content::pasted_blocks;
use crate::keys::Kind;

/// A block to put into a chapter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewBlock {
    /// The key that says what it is.
    pub kind: String,
    /// The value of that key.
    pub value: Value,
}

impl NewBlock {
    fn new(kind: &str, value: Value) -> Self {
        Self { kind: kind.to_owned(), value }
    }
}

/// The blocks of words that were copied, as HTML, which Word, Excel and browsers give, or as plain
/// text.
#[must_use]
pub fn blocks_from(copied: &str) -> Vec<NewBlock> {
    if html::is_html(copied) { html::blocks(copied) } else { of_text(copied) }
}

fn of_text(text: &str) -> Vec<NewBlock> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String =
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    if text.trim().is_empty() {
        return Vec::new();
    }
    let written: String =
        pasted_blocks(&text).iter().map(|block| format!("[[block]]\n{block}\n\n")).collect();
    let document = Document::read(&written);
    let blocks = document.find(&[Step::Key("block".to_owned())]).and_then(|node| node.items());
    let blocks = blocks.unwrap_or_default().iter().map(|node| node.value(&document.text));
    let entries = blocks.filter_map(|value| match value {
        Value::Table(entries) => Some(entries),
        _ => None,
    });
    let block = |(kind, value): (String, Value)| Kind::of(&kind).map(|_| NewBlock { kind, value });
    entries.filter_map(|entries| entries.into_iter().next().and_then(block)).collect()
}
