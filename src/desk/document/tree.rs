//! What a file says: its tables, keys and values, each with the place where it is written.

use std::ops::Range;

use super::syntax::{Form, Item, Statement, Syntax, Words};
use super::value::Value;

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Its bytes; of a table in lines of its own, its line in brackets.
    pub span: Range<usize>,
    pub data: Data,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Words(Words),
    Bare,
    /// A list within brackets.
    List(Vec<Node>, Row),
    /// `[[name]]` several times.
    Tables(Vec<Node>),
    Table(Table),
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub home: Home,
    pub entries: Vec<Entry>,
}

/// Where a table's keys stand.
#[derive(Clone, Debug)]
pub(super) enum Home {
    /// At the top of the file.
    Root,
    /// Under the line in brackets of this section.
    Section(usize),
    /// Within braces.
    Braces(Row),
    /// Before a full stop in keys: `contact.heading`.
    Dotted,
    /// Nowhere: a table within it has a line in brackets.
    Implied,
}

/// What stands between brackets or braces.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// With the brackets.
    pub span: Range<usize>,
    pub items: Vec<Range<usize>>,
    pub commas: Vec<usize>,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub key: String,
    pub place: Place,
    pub node: Node,
}

/// What a key with its value is written as.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// A line of a section, by the numbers of both.
    Statement(usize, usize),
    /// Within the braces of the table around it, by its number there.
    Braced(usize),
    /// Lines in brackets, or keys with full stops.
    Lines,
}

impl Node {
    pub(super) fn table(&self) -> Option<&Table> {
        match &self.data {
            Data::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The items of a list, however it is written.
    pub(super) fn items(&self) -> Option<&[Self]> {
        match &self.data {
            Data::List(items, _) | Data::Tables(items) => Some(items),
            _ => None,
        }
    }

    /// What it says; `text` is the file.
    pub(super) fn value(&self, text: &str) -> Value {
        match &self.data {
            Data::Words(words) => Value::Words(words.text.clone()),
            Data::Bare => Value::Bare(text[self.span.clone()].to_owned()),
            Data::List(items, _) | Data::Tables(items) => {
                Value::List(items.iter().map(|item| item.value(text)).collect())
            }
            Data::Table(table) => {
                let entry = |entry: &Entry| (entry.key.clone(), entry.node.value(text));
                Value::Table(table.entries.iter().map(entry).collect())
            }
        }
    }
}

impl Table {
    fn new(home: Home) -> Self {
        Self { home, entries: Vec::new() }
    }

    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The table of a key, made where there is none; of several, the last.
    fn within(&mut self, key: &str, home: Home, span: Range<usize>) -> Option<&mut Self> {
        let at = self.entries.iter().position(|entry| entry.key == key);
        let at = at.unwrap_or_else(|| {
            let node = Node { span, data: Data::Table(Self::new(home)) };
            self.entries.push(Entry { key: key.to_owned(), place: Place::Lines, node });
            self.entries.len() - 1
        });
        match &mut self.entries[at].node.data {
            Data::Table(table) => Some(table),
            Data::Tables(tables) => match &mut tables.last_mut()?.data {
                Data::Table(table) => Some(table),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The tree of a file that can be parsed.
pub(super) fn resolve(syntax: &Syntax) -> Node {
    let mut root = Table::new(Home::Root);
    for (number, section) in syntax.sections.iter().enumerate() {
        let table = match &section.header {
            None => Some(&mut root),
            Some(header) => {
                let span = || header.span.clone();
                open(&mut root, &header.keys, header.many, (number, span()))
            }
        };
        let Some(table) = table else { continue };
        for (line, statement) in section.statements.iter().enumerate() {
            add(table, statement, Place::Statement(number, line));
        }
    }
    Node { span: 0..0, data: Data::Table(root) }
}

/// The table that a line in brackets opens.
fn open<'a>(
    root: &'a mut Table,
    keys: &[String],
    many: bool,
    (number, span): (usize, Range<usize>),
) -> Option<&'a mut Table> {
    let (last, before) = keys.split_last()?;
    let mut table = root;
    for key in before {
        table = table.within(key, Home::Implied, span.clone())?;
    }
    let home = Home::Section(number);
    if !many {
        let table = table.within(last, home.clone(), span.clone())?;
        table.home = home;
        return Some(table);
    }
    let at = table.entries.iter().position(|entry| entry.key == *last);
    let at = at.unwrap_or_else(|| {
        let node = Node { span: span.clone(), data: Data::Tables(Vec::new()) };
        table.entries.push(Entry { key: last.clone(), place: Place::Lines, node });
        table.entries.len() - 1
    });
    let Data::Tables(tables) = &mut table.entries[at].node.data else { return None };
    tables.push(Node { span, data: Data::Table(Table::new(home)) });
    match &mut tables.last_mut()?.data {
        Data::Table(table) => Some(table),
        _ => None,
    }
}

/// Adds `key = value` to a table, whose key may have full stops.
fn add(table: &mut Table, statement: &Statement, place: Place) {
    let Some(((last, _), before)) = statement.keys.split_last() else { return };
    let mut table = table;
    for (key, span) in before {
        let Some(inner) = table.within(key, Home::Dotted, span.clone()) else { return };
        table = inner;
    }
    table.entries.push(Entry { key: last.clone(), place, node: node(&statement.value) });
}

fn node(item: &Item) -> Node {
    let span = item.span.clone();
    let data = match &item.form {
        Form::Words(words) => Data::Words(words.clone()),
        Form::Bare => Data::Bare,
        Form::List(items, commas) => {
            let spans = items.iter().map(|item| item.span.clone()).collect();
            let row = Row { span: span.clone(), items: spans, commas: commas.clone() };
            Data::List(items.iter().map(node).collect(), row)
        }
        Form::Table(statements, commas) => {
            let spans = statements.iter().map(Statement::span).collect();
            let row = Row { span: span.clone(), items: spans, commas: commas.clone() };
            let mut table = Table::new(Home::Braces(row));
            for (at, statement) in statements.iter().enumerate() {
                add(&mut table, statement, Place::Braced(at));
            }
            Data::Table(table)
        }
    };
    Node { span, data }
}
