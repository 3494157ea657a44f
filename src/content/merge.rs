//! The house file's keys beneath the booklet's own (`docs/format.md`, section 7).

use std::collections::{HashMap, HashSet};

use crate::codes::{self, Code};
use crate::content::places::{fold, plain_name};
use crate::content::tree::{Entry, Node, Table, Value};
use crate::diagnostic::{Diagnostic, nearest};
use crate::keys;
use crate::source::Spanned;

/// Booklet and house in one.
pub(super) struct Merged {
    pub table: Table,
    pub diagnostics: Vec<Diagnostic>,
}

/// Lays the booklet's keys over the house's.
pub(super) fn merge(booklet: &Table, house: Option<&Table>) -> Merged {
    let mut merger = Merger { diagnostics: Vec::new(), housed: house.is_some() };
    let none = Table { header: booklet.header, entries: Vec::new() };
    let house = house.map(|house| Table {
        header: house.header,
        entries: house
            .entries
            .iter()
            .filter(|entry| keys::HOUSE.holds(&entry.key.value))
            .cloned()
            .collect(),
    });
    let table = merger.tables(booklet, house.as_ref().unwrap_or(&none), Level::Root);
    Merged { table, diagnostics: merger.diagnostics }
}

/// Where in the file a table stands, as far as arrays in it merge in their own way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Root,
    Contact,
    Other,
}

/// How the entries of an array are told apart.
struct Named {
    key: &'static str,
    what: &'static str,
    code: Option<Code>,
    fold: fn(&str) -> String,
}

impl Level {
    fn named(self, key: &str) -> Option<Named> {
        let named = |key, what, code, fold| Some(Named { key, what, code, fold });
        match (self, key) {
            (Self::Root, "glossary") => named("term", "term", Some(codes::UNKNOWN_TERM), fold),
            (Self::Root, "allow") => named("code", "rule", None, plain_name),
            (Self::Contact, "point") => {
                named("name", "contact point", Some(codes::UNKNOWN_CONTACT_POINT), plain_name)
            }
            _ => None,
        }
    }

    fn inner(self, key: &str) -> Self {
        if self == Self::Root && key == "contact" { Self::Contact } else { Self::Other }
    }
}

struct Merger {
    diagnostics: Vec<Diagnostic>,
    /// Whether there is a house file.
    housed: bool,
}

impl Merger {
    fn tables(&mut self, booklet: &Table, house: &Table, level: Level) -> Table {
        let name = |entry: &Entry| entry.key.value.clone();
        let beneath: HashMap<String, &Node> =
            house.entries.iter().map(|entry| (name(entry), &entry.node)).collect();
        let own: HashSet<String> = booklet.entries.iter().map(name).collect();
        let mut entries: Vec<Entry> = Vec::new();
        for entry in &booklet.entries {
            let house = beneath.get(&entry.key.value).copied();
            let node = self.nodes(&entry.node, house, &entry.key, level);
            entries.push(Entry { key: entry.key.clone(), node });
        }
        let others = house.entries.iter().filter(|entry| !own.contains(&entry.key.value));
        entries.extend(others.cloned());
        Table { header: booklet.header, entries }
    }

    fn nodes(
        &mut self,
        own: &Node,
        house: Option<&Node>,
        key: &Spanned<String>,
        level: Level,
    ) -> Node {
        let none = Value::Table(Table { header: own.span, entries: Vec::new() });
        match (&own.value, house.map_or(&none, |node| &node.value)) {
            (Value::Table(own_table), Value::Table(house)) => {
                let merged = self.tables(own_table, house, level.inner(&key.value));
                Node { span: own.span, value: Value::Table(merged) }
            }
            (Value::Array(own_nodes), house) => match level.named(&key.value) {
                Some(named) => {
                    let house = if let Value::Array(nodes) = house { &nodes[..] } else { &[] };
                    let nodes = self.arrays(own_nodes, house, &named);
                    Node { span: own.span, value: Value::Array(nodes) }
                }
                None => own.clone(),
            },
            _ => own.clone(),
        }
    }

    fn arrays(&mut self, own: &[Node], house: &[Node], named: &Named) -> Vec<Node> {
        let name =
            |node: &Node| node.table()?.get(named.key)?.text().map(|text| (named.fold)(text));
        let mut merged: Vec<Option<Node>> = house.iter().cloned().map(Some).collect();
        let names: HashMap<String, usize> =
            house.iter().enumerate().filter_map(|(at, node)| Some((name(node)?, at))).collect();
        for node in own {
            let place = name(node).and_then(|name| names.get(&name).copied());
            match (place, is_hidden(node)) {
                (Some(place), true) => merged[place] = None,
                (Some(place), false) => {
                    // A second one of the same name follows, to be reported as such.
                    let found = merged[place].as_ref();
                    let taken = found.is_none_or(|found| found.span.source == node.span.source);
                    if taken {
                        merged.push(Some(node.clone()));
                    } else {
                        merged[place] = Some(node.clone());
                    }
                }
                (None, true) => self.nothing_to_hide(node, &names, named),
                (None, false) => merged.push(Some(node.clone())),
            }
        }
        merged.into_iter().flatten().collect()
    }

    fn nothing_to_hide(&mut self, node: &Node, names: &HashMap<String, usize>, named: &Named) {
        let Some(table) = node.table() else { return };
        let entry = table.entry(named.key).filter(|entry| !entry.node.is_blank());
        let Some(entry) = entry else {
            let message = format!("an entry with `hide` has no `{}`", named.key);
            self.diagnostics.push(
                Diagnostic::error(codes::MISSING_KEY, table.header, message).help(format!(
                    "name the {} of the house file that is to be hidden",
                    named.what
                )),
            );
            return;
        };
        let Some(code) = named.code else { return };
        let name = entry.node.text().unwrap_or("");
        let message = if self.housed {
            format!("the house file has no {} \"{name}\" to hide", named.what)
        } else {
            format!("there is no house file whose {} \"{name}\" could be hidden", named.what)
        };
        let diagnostic = Diagnostic::error(code, entry.node.span, message);
        let mut known: Vec<&str> = names.keys().map(String::as_str).collect();
        known.sort_unstable();
        self.diagnostics.push(match nearest(&(named.fold)(name), known) {
            Some(meant) => diagnostic.help(format!("did you mean \"{meant}\"?")),
            None => diagnostic.help("take this entry out"),
        });
    }
}

fn is_hidden(node: &Node) -> bool {
    let hide = node.table().and_then(|table| table.get("hide"));
    hide.is_some_and(|hide| matches!(hide.value, Value::Boolean(true)))
}
