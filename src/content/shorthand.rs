//! Short forms that people write where a table of keys is expected: a text alone, or terms for keys.

use crate::codes;
use crate::content::reader::Reader;
use crate::content::tree::{Entry, Node};
use crate::content::written;
use crate::diagnostic::Diagnostic;
use crate::keys::{Key, Sort};
use crate::source::Span;

impl Reader<'_> {
    /// The problem of terms that are keys, with their meanings as values.
    pub(super) fn pairs(&self, node: &Node, key: &Key) -> Option<Diagnostic> {
        let (Sort::Tables(shape) | Sort::Entries(shape)) = key.sort else { return None };
        let table = node.table().filter(|_| shape.holds("meaning"))?;
        let foreign = |entry: &Entry| entry.node.text().is_some() && !shape.holds(&entry.key.value);
        if table.entries.is_empty() || !table.entries.iter().all(foreign) {
            return None;
        }
        let line = self.sources.snippet(table.header);
        let message = format!("`{}` has terms for keys where each is a table of its own", key.name);
        let problem = Diagnostic::error(codes::WRONG_TYPE, node.span, message);
        if line.starts_with('{') {
            let help = "write each term and its meaning between braces of their own";
            return Some(problem.fix(help, node.span, in_braces(&table.entries)));
        }
        let name = line.trim_matches(['[', ']']).trim();
        let name = if name.is_empty() || name.contains(['\n', '=']) { key.name } else { name };
        let entries = table.entries.iter().map(|entry| {
            let (term, meaning) = (&entry.key.value, entry.node.text().unwrap_or_default());
            let (term, meaning) = (written::quoted(term), written::quoted(meaning));
            format!("[[{name}]]\nterm = {term}\nmeaning = {meaning}\n")
        });
        let entries = entries.collect::<Vec<_>>().join("\n");
        let last = table.entries.last()?.node.span;
        let headed = line.starts_with('[') && last.source == table.header.source;
        Some(if headed && last.start > table.header.start {
            let whole = Span { end: last.end, ..table.header };
            problem.fix("write each term and its meaning on lines of their own", whole, entries)
        } else {
            problem.help(format!("write each on lines of its own: {}", entries.replace('\n', " ")))
        })
    }
}

/// Terms and meanings as a list of tables.
fn in_braces(entries: &[Entry]) -> String {
    let entries = entries.iter().map(|entry| {
        let (term, meaning) = (&entry.key.value, entry.node.text().unwrap_or_default());
        let (term, meaning) = (written::quoted(term), written::quoted(meaning));
        format!("{{ term = {term}, meaning = {meaning} }}")
    });
    let entries: Vec<String> = entries.collect();
    match &entries[..] {
        [one] => format!("[{one}]"),
        _ => format!("[\n  {},\n]", entries.join(",\n  ")),
    }
}
