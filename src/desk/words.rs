//! The words of a file as they stand in it, block by block, each with its place.

use serde::Serialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::keys::Kind;
use crate::source::SourceFile;

/// A text of a file: what stands between its quotes.
#[derive(Debug, Serialize)]
pub(super) struct Piece {
    /// The keys that lead to it, from the block down.
    key: String,
    /// Its first byte in the file.
    from: usize,
    /// One past its last.
    to: usize,
    text: String,
}

/// A part of a file.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    /// The key that says what it is.
    kind: String,
    from: usize,
    to: usize,
    pieces: Vec<Piece>,
}

/// A file.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    title: Option<String>,
    /// Absent where it cannot be read as it is.
    parts: Option<Vec<Part>>,
    /// All of it, where it cannot be read.
    text: Option<String>,
}

/// The words of a file.
pub(super) fn of(file: &SourceFile) -> Words {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    if !errors.is_empty() {
        return Words { title: None, parts: None, text: Some(file.text.to_string()) };
    }
    let mut collected = Collected { text: &file.text, parts: Vec::new() };
    let table = table.get_ref();
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        collected.top(key.get_ref(), value);
    }
    collected.parts.sort_by_key(|part| part.from);
    Words { title: title(table), parts: Some(collected.parts), text: None }
}

fn title(table: &DeTable<'_>) -> Option<String> {
    match table.get("title")?.get_ref() {
        DeValue::String(title) => Some(title.to_string()),
        _ => None,
    }
}

/// The title of a file, where it has one.
pub(super) fn title_of(file: &SourceFile) -> Option<String> {
    title(DeTable::parse_recoverable(&file.text).0.get_ref())
}

struct Collected<'t> {
    text: &'t str,
    parts: Vec<Part>,
}

impl Collected<'_> {
    /// A key of the file: each table of an array of tables is a part.
    fn top(&mut self, key: &str, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Array(array)
                if array.iter().any(|it| matches!(it.get_ref(), DeValue::Table(_))) =>
            {
                for item in array.iter() {
                    let kind = match item.get_ref() {
                        DeValue::Table(table) if key == "block" => kind_of(table),
                        _ => key.to_owned(),
                    };
                    self.part(kind, "", item);
                }
            }
            _ => self.part(key.to_owned(), "", value),
        }
    }

    fn part(&mut self, kind: String, key: &str, value: &Spanned<DeValue<'_>>) {
        let mut pieces = Vec::new();
        self.pieces(key, value, &mut pieces);
        pieces.sort_by_key(|piece| piece.from);
        let span = value.span();
        let from = pieces.first().map_or(span.start, |piece| piece.from.min(span.start));
        let to = pieces.last().map_or(span.end, |piece| piece.to.max(span.end));
        self.parts.push(Part { kind, from, to, pieces });
    }

    fn pieces(&self, key: &str, value: &Spanned<DeValue<'_>>, pieces: &mut Vec<Piece>) {
        match value.get_ref() {
            DeValue::Table(table) => {
                for (name, value) in table.iter() {
                    let name = name.get_ref();
                    let key =
                        if key.is_empty() { name.to_string() } else { format!("{key} {name}") };
                    self.pieces(&key, value, pieces);
                }
            }
            DeValue::Array(array) => array.iter().for_each(|item| self.pieces(key, item, pieces)),
            _ => pieces.push(self.piece(key, value)),
        }
    }

    /// A value without its quotes, which words are written in.
    fn piece(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Piece {
        let span = value.span();
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let quotes = ["\"\"\"", "'''", "\"", "'"];
        let quote = quotes.into_iter().find(|quote| raw.starts_with(quote)).unwrap_or_default();
        let within = raw.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        let (mut from, mut text) = match within {
            Some(within) => (span.start + quote.len(), within),
            None => (span.start, raw),
        };
        if quote.len() == 3
            && let Some(rest) = text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n'))
        {
            from += text.len() - rest.len();
            text = rest;
        }
        Piece { key: key.to_owned(), from, to: from + text.len(), text: text.to_owned() }
    }
}

/// What a block is, in words.
fn kind_of(table: &DeTable<'_>) -> String {
    let kind = Kind::ALL.into_iter().find(|kind| table.contains_key(kind.key().name));
    kind.map_or_else(String::new, |kind| kind.key().title.to_owned())
}
