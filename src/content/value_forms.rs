//! Values that are written as tables of a name and a value, or as tables of their own.

use crate::codes;
use crate::content::reader::Reader;
use crate::content::slug::slug;
use crate::content::tree::{Node, Table};
use crate::content::values::is_name;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What people call the name of a value, and the value.
const NAMES: [&str; 4] = ["name", "key", "id", "label"];
const VALUES: [&str; 4] = ["value", "text", "content", "is"];

impl Reader<'_> {
    /// The problem of values that are no `name = "…"` under `[values]`, in one change where their lines
    /// stand together.
    pub(super) fn values_by_name(&self, node: &Node) -> Option<Diagnostic> {
        let rows = node.array().filter(|rows| !rows.is_empty())?;
        let pairs = rows.iter().map(|row| self.pairs_of(row.table()?));
        let pairs = pairs.collect::<Option<Vec<_>>>()?.concat();
        let lines: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let message = "values stand under one line [values], each as its name = \"…\"";
        let problem = Diagnostic::error(codes::WRONG_TYPE, node.span, message);
        let shown = lines.first().map_or("", String::as_str);
        let help = format!("write [values] once, and under it a line for each: {shown}");
        Some(match self.place_of_values(node) {
            Some(place) => problem.fix(help, place, format!("[values]\n{}", lines.join("\n"))),
            None => problem.help(help),
        })
    }

    /// What a table of `[[values]]` says: a name and its value, or values under their names.
    fn pairs_of(&self, table: &Table) -> Option<Vec<(String, String)>> {
        if let Some(pair) = self.pair(table) {
            return Some(vec![pair]);
        }
        let value = |node: &Node| {
            Some(self.sources.snippet(node.span).to_owned()).filter(|_| node.text().is_some())
        };
        table.entries.iter().map(|it| Some((it.key.value.clone(), value(&it.node)?))).collect()
    }

    /// `name = "clinic", value = "Ward 9"`
    fn pair(&self, table: &Table) -> Option<(String, String)> {
        let [one, two] = &table.entries[..] else { return None };
        let is = |names: &[&str], key: &str| names.contains(&&*key.to_lowercase());
        let (name, value) = match () {
            () if is(&NAMES, &one.key.value) && is(&VALUES, &two.key.value) => (one, two),
            () if is(&VALUES, &one.key.value) && is(&NAMES, &two.key.value) => (two, one),
            () => return None,
        };
        let words = name.node.text()?;
        let name = if is_name(words) { words.to_owned() } else { slug(words) };
        value.node.text()?;
        is_name(&name).then(|| (name, self.sources.snippet(value.node.span).to_owned()))
    }

    /// From the first line in brackets to the last value, where nothing else stands between.
    fn place_of_values(&self, node: &Node) -> Option<Span> {
        let tables: Vec<&Table> = node.array()?.iter().filter_map(Node::table).collect();
        let first = tables.first()?.header;
        let text = &self.sources.file(first.source).text;
        let mut from = first.start as usize;
        for table in &tables {
            let head = table.header.range();
            if table.header.source != first.source || !text.get(head.clone())?.starts_with('[') {
                return None;
            }
            if !text.get(from..head.start)?.trim().is_empty() {
                return None;
            }
            from = head.end;
            for entry in &table.entries {
                let key = entry.key.span.range();
                if !text.get(from..key.start)?.trim().is_empty() {
                    return None;
                }
                from = entry.node.span.range().end;
            }
        }
        Some(Span::new(first.source, first.start as usize, from))
    }
}
