//! Chapters that are listed as tables: `[[chapter]]` with `file = "…"` under each.

use crate::codes;
use crate::content::rewrites::{self, Edit};
use crate::content::tree::{Entry, Node, Table, Value};
use crate::content::written;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// What such tables are called.
const NAMES: [&str; 4] = ["chapter", "chapters", "file", "section"];

/// Keys of such a table that say what its file says itself.
const SAID: [&str; 7] = ["title", "name", "id", "number", "order", "heading", "label"];

/// Puts the list of chapters in place of such tables, and says how it is written.
pub(super) fn as_list(root: &mut Table, sources: &Sources) -> Option<Diagnostic> {
    let at = root.entries.iter().position(|entry| {
        NAMES.contains(&&*entry.key.value.to_lowercase()) && !is_list(&entry.node)
    })?;
    if root.get("chapters").is_some_and(is_list) {
        return None;
    }
    let paths = paths(&root.entries[at].node)?;
    let entry = &root.entries[at];
    let message = "chapters are listed by their files, in one list";
    let problem = Diagnostic::error(codes::WRONG_TYPE, headers(entry)[0], message);
    let list = written::bracketed(paths.iter().filter_map(Node::text));
    let help = format!(
        "write chapters = {list} at the top, before the first line in brackets, in place of all of these"
    );
    let problem = match change(entry, sources, &list) {
        Some((span, with)) => problem.fix(help, span, with),
        None => problem.help(help),
    };
    let entry = &mut root.entries[at];
    "chapters".clone_into(&mut entry.key.value);
    entry.node.value = Value::Array(paths);
    Some(problem)
}

/// Whether a value is a list of paths, right or wrong.
fn is_list(node: &Node) -> bool {
    match &node.value {
        Value::Array(nodes) => nodes.iter().any(|node| node.table().is_none()),
        Value::Table(_) => false,
        _ => true,
    }
}

/// The tables of a value.
fn tables(node: &Node) -> Vec<&Table> {
    match &node.value {
        Value::Table(table) => vec![table],
        Value::Array(nodes) => nodes.iter().filter_map(Node::table).collect(),
        _ => Vec::new(),
    }
}

fn headers(entry: &Entry) -> Vec<Span> {
    tables(&entry.node).into_iter().map(|table| table.header).collect()
}

/// The paths in such tables: one in each, or all in one.
fn paths(node: &Node) -> Option<Vec<Node>> {
    let path = |entry: &&Entry| {
        let text = entry.node.text().map(str::trim);
        text.is_some_and(|text| text.to_lowercase().ends_with(".toml"))
    };
    let tables = tables(node);
    let of = |table: &Table| -> Vec<Node> {
        table.entries.iter().filter(path).map(|entry| entry.node.clone()).collect()
    };
    let each: Vec<Vec<Node>> = tables.iter().map(|table| of(table)).collect();
    let sound = match &each[..] {
        [one] => !one.is_empty(),
        many => !many.is_empty() && many.iter().all(|paths| paths.len() == 1),
    };
    sound.then(|| each.concat())
}

/// The tables taken out, and the list before the first line in brackets.
fn change(entry: &Entry, sources: &Sources, list: &str) -> Option<(Span, String)> {
    let tables = tables(&entry.node);
    let source = tables.first()?.header.source;
    let text = &sources.file(source).text;
    let known = |it: &Entry| {
        let path = it.node.text().is_some_and(|text| text.trim().to_lowercase().ends_with(".toml"));
        path || SAID.contains(&&*it.key.value.to_lowercase())
    };
    if !tables.iter().all(|table| table.entries.iter().all(known) && is_headed(table, text)) {
        return None;
    }
    let mut edits: Vec<Edit> = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let last = table.entries.iter().map(|it| it.node.span.end).max()? as usize;
        let start = table.header.start as usize;
        // With the blank lines up to the next of them.
        let next = tables.get(at + 1).map(|next| next.header.start as usize);
        let end = next.filter(|next| text.get(last..*next).is_some_and(|it| it.trim().is_empty()));
        if text.get(start..last)?.contains("\n#") || text[last..].trim_start().starts_with('#') {
            return None;
        }
        edits.push((start..end.unwrap_or(last), String::new()));
    }
    let line = format!("chapters = {list}");
    let top = first_header(text)?;
    if edits[0].0.start == top {
        edits[0].1 = line;
    } else {
        edits.insert(0, (top..top, format!("{line}\n\n")));
    }
    rewrites::as_one(source, text, &edits)
}

fn is_headed(table: &Table, text: &str) -> bool {
    text[table.header.range()].starts_with('[')
}

/// Where the first line in brackets begins.
fn first_header(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            return Some(start);
        }
        start += line.len();
    }
    None
}
