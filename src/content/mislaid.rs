//! Keys that stand in the wrong table: under `[[block]]` where they belong inside its figure, under
//! `[values]` where they belong to the booklet.

use crate::codes;
use crate::content::reader::Reader;
use crate::content::tree::{Node, Table};
use crate::diagnostic::Diagnostic;
use crate::keys::{self, Shape};
use crate::source::Span;

/// Keys that stand in a table of a block, and the block's key for that table.
const PARTS: [(&str, &[&str]); 4] = [
    ("figure", &["image", "alt", "decorative", "width", "image_alt", "alt_text"]),
    ("table", &["columns", "rows", "row_headers"]),
    ("writing_lines", &["prompt", "lines"]),
    ("qr", &["url", "label"]),
];

impl Reader<'_> {
    /// Of keys that stand right under `[[block]]` and belong into a table of it, the first one tells
    /// of all: a line in brackets before it puts it and what follows into that table.
    pub(super) fn gather_parts(&self, table: &Table, shape: &Shape, told: &mut Vec<Diagnostic>) {
        if !std::ptr::eq(shape, &raw const keys::BLOCK) {
            return;
        }
        for (kind, names) in PARTS {
            let strays = table.entries.iter().filter(|entry| names.contains(&&*entry.key.value));
            let strays: Vec<Span> = strays.map(|entry| entry.key.span).collect();
            let Some(first) = strays.first().filter(|_| table.get(kind).is_none()) else {
                continue;
            };
            let text = &self.sources.file(first.source).text;
            let line = text[..first.start as usize].rsplit('\n').next().unwrap_or_default();
            if !line.trim().is_empty() {
                continue;
            }
            told.retain(|problem| problem.primary.is_none_or(|at| !strays[1..].contains(&at)));
            let own = told.iter_mut().find(|problem| problem.primary == Some(*first));
            if let Some(problem) = own {
                problem.helps.clear();
                let before = Span { end: first.start, ..*first };
                let words = format!("write a line [block.{kind}] before it");
                *problem = problem.clone().fix(words, before, format!("[block.{kind}]\n"));
            }
        }
    }

    /// Reports keys of the booklet that stand under `[values]` since they were written below that
    /// line, and gives their names.
    pub(super) fn keys_among_values(&mut self, root: &Table) -> Vec<&'static str> {
        let values = root.get("values").and_then(Node::table);
        let mut found = Vec::new();
        for entry in values.map_or(&[][..], |table| &table.entries) {
            let Some(key) = keys::BOOKLET.key(&entry.key.value) else { continue };
            if root.get(key.name).is_some() || entry.node.text().is_some() && !key.required {
                continue;
            }
            found.push(key.name);
            let message =
                format!("`{}` stands under [values], and belongs to the booklet", key.name);
            self.report(Diagnostic::error(codes::UNKNOWN_KEY, entry.key.span, message).help(
                "move the line to the top of booklet.toml, before the first line in brackets",
            ));
        }
        found
    }
}
