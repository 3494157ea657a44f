//! Keys of a table: found by their path, put in where a hand would write them, and taken out.

use super::tree::{Data, Entry, Home, Node, Place, Row, Table};
use super::value::Value;
use super::words::Change;
use super::{Document, Refused, Step, write};
use crate::keys::Kind;

impl Document {
    /// The value at a path.
    pub(super) fn find(&self, path: &[Step]) -> Option<&Node> {
        path.iter().try_fold(&self.root, |node, step| match step {
            Step::Key(key) => Some(&node.table()?.entry(key)?.node),
            Step::Item(at) => node.items()?.get(*at),
        })
    }

    /// The table that holds the last key of a path, that key, and the braces that it stands in.
    fn holder(&self, path: &[Step]) -> Option<(&Table, &Entry, Option<&Row>)> {
        let (last, before) = path.split_last()?;
        let Step::Key(key) = last else { return None };
        let mut braces = None;
        let mut node = &self.root;
        for step in before {
            node = self.braced(node, &mut braces, step)?;
        }
        let table = node.table()?;
        if let Home::Braces(row) = &table.home {
            braces = Some(row);
        }
        Some((table, table.entry(key)?, braces))
    }

    fn braced<'a>(
        &self,
        node: &'a Node,
        braces: &mut Option<&'a Row>,
        step: &Step,
    ) -> Option<&'a Node> {
        match (step, &node.data) {
            (Step::Key(key), Data::Table(table)) => {
                if let Home::Braces(row) = &table.home {
                    *braces = Some(row);
                }
                Some(&table.entry(key)?.node)
            }
            (Step::Item(at), Data::List(items, _) | Data::Tables(items)) => items.get(*at),
            _ => None,
        }
    }

    /// Takes a key out with its value.
    pub(super) fn remove_key(&self, path: &[Step]) -> Result<Vec<Change>, Refused> {
        let (_, entry, braces) = self.holder(path).ok_or(Refused::NoPlace)?;
        Ok(match entry.place {
            Place::Statement(section, line) => vec![self.remove_statement(section, line)],
            Place::Braced(at) => self.remove_from_row(braces.ok_or(Refused::NoPlace)?, at),
            Place::Lines => match braces {
                Some(row) => self.last_braced(&entry.node, row),
                None => self.remove_lines(&entry.node),
            },
        })
    }

    /// Of a table whose keys have full stops and stand within braces, the first.
    fn last_braced(&self, node: &Node, row: &Row) -> Vec<Change> {
        let mut node = node;
        while let Some(entry) = node.table().and_then(|table| table.entries.first()) {
            if let Place::Braced(at) = entry.place {
                return self.remove_from_row(row, at);
            }
            node = &entry.node;
        }
        Vec::new()
    }

    /// Puts a key into the table at a path, which has it not yet.
    pub(super) fn add_key(
        &self,
        path: &[Step],
        key: &str,
        value: &Value,
    ) -> Result<Vec<Change>, Refused> {
        let node = self.find(path).ok_or(Refused::NoPlace)?;
        let table = node.table().ok_or(Refused::NoPlace)?;
        match &table.home {
            Home::Root => self.add_at_top(key, value),
            Home::Section(number) => self.add_to_section(*number, path, key, value),
            Home::Braces(row) => {
                self.insert_in_row(row, row.items.len(), |indent| self.pair(key, value, indent))
            }
            Home::Dotted => self.add_dotted(path, table, key, value),
            Home::Implied => self.add_header(path, node, key, value),
        }
    }

    /// `key = value` for a line that begins with these blanks.
    fn pair(&self, key: &str, value: &Value, indent: &str) -> Result<String, Refused> {
        let place = write::Place { end: self.line_end_sign(), indent };
        Ok(format!("{} = {}", write::key(key), write::value(value, place)?))
    }

    fn add_at_top(&self, key: &str, value: &Value) -> Result<Vec<Change>, Refused> {
        let end = self.line_end_sign();
        match value {
            Value::Table(entries) => {
                let written = write::section(&[key.to_owned()], false, entries, end)?;
                return Ok(self.append_section(&written));
            }
            Value::List(items) if write::in_lines(key, value) => {
                let tables = items.iter().filter_map(|item| match item {
                    Value::Table(entries) => Some(entries),
                    _ => None,
                });
                let written = tables
                    .map(|entries| write::section(&[key.to_owned()], true, entries, end))
                    .collect::<Result<Vec<_>, _>>()?;
                return Ok(self.append_section(&written.join(&end.repeat(2))));
            }
            _ => {}
        }
        let written = self.pair(key, value, "")?;
        if let Some(last) = self.syntax.sections[0].statements.last() {
            let at = self.line_end(last.value.span.end);
            return Ok(vec![(at..at, format!("{end}{written}"))]);
        }
        let header = self.syntax.sections.get(1).and_then(|section| section.header.as_ref());
        let Some(header) = header else { return Ok(self.append_first(&written)) };
        let at = self.lead(header.span.start);
        Ok(vec![(at..at, format!("{written}{end}{end}"))])
    }

    /// The first line of a file that says nothing yet.
    fn append_first(&self, written: &str) -> Vec<Change> {
        let end = self.line_end_sign();
        if !self.unread.is_empty() {
            return vec![(self.top()..self.top(), format!("{written}{}", end.repeat(2)))];
        }
        let at = self.text.trim_end().len().max(self.top());
        let parting = if at == self.top() { String::new() } else { end.repeat(2) };
        let last = if at == self.text.len() { end } else { "" };
        vec![(at..at, format!("{parting}{written}{last}"))]
    }

    fn add_to_section(
        &self,
        number: usize,
        path: &[Step],
        key: &str,
        value: &Value,
    ) -> Result<Vec<Change>, Refused> {
        let end = self.line_end_sign();
        let section = &self.syntax.sections[number];
        let header = section.header.as_ref().ok_or(Refused::NoPlace)?;
        let within: Vec<String> = header.keys.iter().cloned().chain([key.to_owned()]).collect();
        let block = matches!(path, [Step::Key(key), Step::Item(_)] if key == "block");
        let members = self.members(number);
        let below = |written: String, parting: &str| {
            let at = self.chunk(&members).end;
            Ok(vec![(at..at, format!("{parting}{written}"))])
        };
        if let Value::Table(entries) = value
            && (block || path.len() == 1)
        {
            // Within a block its table stands right below, where it does not fit into a line.
            let line = self.pair(key, value, "")?;
            let whole =
                write::section(&header.keys, false, &[(key.to_owned(), value.clone())], end)?;
            if !whole.ends_with(&line) || entries.is_empty() {
                let written = write::section(&within, false, entries, end)?;
                return below(written, &if block { end.to_owned() } else { end.repeat(2) });
            }
        }
        if let (Value::List(items), true) = (value, write::in_lines(key, value)) {
            let tables = items.iter().filter_map(|item| match item {
                Value::Table(entries) => Some(write::section(&within, true, entries, end)),
                _ => None,
            });
            let written = tables.collect::<Result<Vec<_>, _>>()?.join(&end.repeat(2));
            return below(written, &end.repeat(2));
        }
        let indent = section.statements.last().map_or("", |last| self.indent(last.span().start));
        let written = self.pair(key, value, indent)?;
        // What is said of a block stands before what it is.
        let kind = section.statements.iter().find(|statement| {
            block && Kind::of(key).is_none() && Kind::of(&statement.keys[0].0).is_some()
        });
        if let Some(kind) = kind {
            let at = self.lead(kind.span().start);
            return Ok(vec![(at..at, format!("{indent}{written}{end}"))]);
        }
        let after = section.statements.last().map_or(header.span.end, |last| last.value.span.end);
        let at = self.line_end(after);
        Ok(vec![(at..at, format!("{end}{indent}{written}"))])
    }

    /// A key beside others with the same full stops.
    fn add_dotted(
        &self,
        path: &[Step],
        table: &Table,
        key: &str,
        value: &Value,
    ) -> Result<Vec<Change>, Refused> {
        let beside = table.entries.iter().rev().find_map(|entry| match entry.place {
            Place::Statement(section, line) => {
                Some((entry, &self.syntax.sections[section].statements[line]))
            }
            _ => None,
        });
        let Some((_, statement)) = beside else {
            return self.add_dotted_in_braces(path, key, value);
        };
        let (first, last) = (&statement.keys[0].1, &statement.keys[statement.keys.len() - 1].1);
        let prefix = &self.text[first.start..last.start];
        let indent = self.indent(first.start);
        let written = self.pair(key, value, indent)?;
        let at = self.line_end(statement.value.span.end);
        Ok(vec![(at..at, format!("{}{indent}{prefix}{written}", self.line_end_sign()))])
    }

    fn add_dotted_in_braces(
        &self,
        path: &[Step],
        key: &str,
        value: &Value,
    ) -> Result<Vec<Change>, Refused> {
        let mut braces: Option<&Row> = None;
        let mut node = &self.root;
        let mut prefix = String::new();
        for step in path {
            let next = self.braced(node, &mut braces, step).ok_or(Refused::NoPlace)?;
            if let (Step::Key(name), Some(Home::Braces(_) | Home::Dotted)) =
                (step, node.table().map(|table| &table.home))
            {
                prefix = match node.table().map(|table| &table.home) {
                    Some(Home::Braces(_)) => format!("{}.", write::key(name)),
                    _ => format!("{prefix}{}.", write::key(name)),
                };
            }
            node = next;
        }
        let row = braces.ok_or(Refused::NoPlace)?;
        self.insert_in_row(row, row.items.len(), |indent| {
            Ok(format!("{prefix}{}", self.pair(key, value, indent)?))
        })
    }

    /// A line in brackets for a table that had none, before those of the tables within it.
    fn add_header(
        &self,
        path: &[Step],
        node: &Node,
        key: &str,
        value: &Value,
    ) -> Result<Vec<Change>, Refused> {
        let names = path.iter().filter_map(|step| match step {
            Step::Key(key) => Some(key.clone()),
            Step::Item(_) => None,
        });
        let names: Vec<String> = names.collect();
        let end = self.line_end_sign();
        let entries = [(key.to_owned(), value.clone())];
        let written = write::section(&names, false, &entries, end)?;
        let at = self.lead(node.span.start);
        let block = names.first().is_some_and(|name| name == "block");
        Ok(vec![(at..at, written + &end.repeat(if block { 1 } else { 2 }))])
    }
}
