//! A TOML file as a tree in which everything knows its place.

use toml::de::{DeArray, DeTable, DeValue};

use crate::content::characters::is_visible;
use crate::source::{SourceId, Span, Spanned};
use crate::words::Date;

/// A value and its place, quotes and brackets included.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub span: Span,
    pub value: Value,
}

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A string, decoded.
    Text(String),
    /// A whole number; `None` where it is beyond 64 bits.
    Integer(Option<i64>),
    Float(f64),
    Boolean(bool),
    /// A date without a time.
    Date(Date),
    /// A time, or a date with a time.
    Time,
    Array(Vec<Node>),
    Table(Table),
}

/// A table and the place where a key that it lacks is reported.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// `[name]`, `[[name]]`, or the whole `{ … }`; the first position of a file for its root.
    pub header: Span,
    /// In the order of the file.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub key: Spanned<String>,
    pub node: Node,
}

impl Node {
    /// What kind of value it is, in the author's words.
    pub(super) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Text(_) => "text",
            Value::Integer(_) | Value::Float(_) => "a number",
            Value::Boolean(_) => "true or false",
            Value::Date(_) => "a date",
            Value::Time => "a time",
            Value::Array(_) => "a list in [ ]",
            Value::Table(_) => "a table of keys",
        }
    }

    /// The string, where it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The table, where it is one.
    pub(super) fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The array, where it is one.
    pub(super) fn array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(nodes) => Some(nodes),
            _ => None,
        }
    }

    /// Whether it is a string that shows nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.text().is_some_and(|text| !text.contains(is_visible))
    }
}

impl Table {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// A key with its value.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key.value == key)
    }
}

/// Takes over what the parser found.
pub(super) fn convert(source: SourceId, root: &DeTable<'_>) -> Table {
    convert_table(source, root, Span::top(source))
}

fn convert_table(source: SourceId, table: &DeTable<'_>, header: Span) -> Table {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: Spanned::new(
                key.get_ref().to_string(),
                Span::new(source, key.span().start, key.span().end),
            ),
            node: convert_node(source, value.get_ref(), value.span()),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.span.start);
    Table { header, entries }
}

fn convert_node(source: SourceId, value: &DeValue<'_>, range: std::ops::Range<usize>) -> Node {
    let span = Span::new(source, range.start, range.end);
    let value = match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok())
        }
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(value) => Value::Boolean(*value),
        DeValue::Datetime(value) => match (value.date, value.time) {
            (Some(date), None) => {
                Value::Date(Date { year: date.year, month: date.month, day: date.day })
            }
            _ => Value::Time,
        },
        DeValue::Array(array) => Value::Array(convert_array(source, array)),
        DeValue::Table(table) => Value::Table(convert_table(source, table, span)),
    };
    Node { span, value }
}

fn convert_array(source: SourceId, array: &DeArray<'_>) -> Vec<Node> {
    array.iter().map(|value| convert_node(source, value.get_ref(), value.span())).collect()
}
