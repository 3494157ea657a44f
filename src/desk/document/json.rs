//! A file as JSON, for forms.

use serde_json::{Value as Json, json};

use super::tree::{Data, Entry, Home, Node, Place};
use super::{Document, hash};
use crate::keys::{BOOKLET, CHAPTER, Kind};

impl Document {
    /// The file as data: what it says, where, and how that is written. Places are bytes of the file,
    /// its byte-order mark included. The keys' titles and help are those of [`shapes`](super::shapes()).
    #[must_use]
    pub fn json(&self) -> Json {
        let shape = match self.shape() {
            shape if std::ptr::eq(shape, &CHAPTER) => "chapter",
            shape if std::ptr::eq(shape, &BOOKLET) => "booklet",
            _ => "house",
        };
        json!({
            "hash": hash(&self.text),
            "shape": shape,
            "mark": self.top() > 0,
            "line_end": self.line_end_sign(),
            "table": self.node(&self.root),
            "unread": self.unread_stretches(),
            "comments": self.syntax.comments.iter().map(|comment| json!({
                "from": comment.start, "to": comment.end, "text": &self.text[comment.clone()],
            })).collect::<Vec<_>>(),
        })
    }

    fn unread_stretches(&self) -> Vec<Json> {
        let blocks = self.find(&[super::Step::Key("block".to_owned())]);
        let chunks = match blocks.map(|node| &node.data) {
            Some(Data::Tables(tables)) => self.chunks(tables),
            _ => Vec::new(),
        };
        let stretch = |stretch: &std::ops::Range<usize>| {
            let own = |chunk: &std::ops::Range<usize>| {
                chunk.start <= stretch.start && stretch.end <= chunk.end
            };
            json!({
                "from": stretch.start,
                "to": stretch.end,
                "text": &self.text[stretch.clone()],
                "block": chunks.iter().position(own),
            })
        };
        self.unread.iter().map(stretch).collect()
    }

    fn node(&self, node: &Node) -> Json {
        let (from, to) = (node.span.start, node.span.end);
        match &node.data {
            Data::Words(words) => json!({
                "is": "words", "from": from, "to": to,
                "words": words.text, "quotes": words.quotes.as_str(),
            }),
            Data::Bare => {
                let text = &self.text[node.span.clone()];
                json!({ "is": bare_sort(text), "from": from, "to": to, "bare": text })
            }
            Data::List(items, _) => json!({
                "is": "list", "from": from, "to": to, "written": "brackets",
                "lines": self.text[node.span.clone()].contains('\n'),
                "items": items.iter().map(|item| self.node(item)).collect::<Vec<_>>(),
            }),
            Data::Tables(tables) => json!({
                "is": "list", "written": "lines",
                "items": tables.iter().map(|table| self.node(table)).collect::<Vec<_>>(),
            }),
            Data::Table(table) => {
                let entries = table.entries.iter().map(|entry| self.entry(entry));
                let mut made = json!({
                    "is": "table",
                    "written": written(&table.home),
                    "entries": entries.collect::<Vec<_>>(),
                });
                match table.home {
                    Home::Section(number) => {
                        let chunk = self.chunk(&self.members(number));
                        made["from"] = json!(chunk.start);
                        made["to"] = json!(chunk.end);
                        let comment = &self.text[chunk.start..self.line_start(from)];
                        if !comment.trim().is_empty() {
                            made["comment"] = json!(comment.trim_end());
                        }
                        let block = self.syntax.sections[number].header.as_ref();
                        if block.is_some_and(|header| header.keys == ["block"]) {
                            kinds(&mut made, &table.entries);
                        }
                    }
                    Home::Braces(_) => {
                        made["from"] = json!(from);
                        made["to"] = json!(to);
                    }
                    Home::Root | Home::Dotted | Home::Implied => {}
                }
                made
            }
        }
    }

    fn entry(&self, entry: &Entry) -> Json {
        let mut made = json!({ "key": entry.key, "value": self.node(&entry.node) });
        if let Place::Statement(section, line) = entry.place {
            let span = self.syntax.sections[section].statements[line].span();
            made["from"] = json!(span.start);
            made["to"] = json!(span.end);
        }
        made
    }
}

/// Which kind of block a table is; none where it has no key or several that say so.
fn kinds(made: &mut Json, entries: &[Entry]) {
    let kinds: Vec<Kind> = entries.iter().filter_map(|entry| Kind::of(&entry.key)).collect();
    made["kind"] = match &kinds[..] {
        [kind] => json!(kind.key().name),
        _ => Json::Null,
    };
}

fn written(home: &Home) -> &'static str {
    match home {
        Home::Root => "top",
        Home::Section(_) => "lines",
        Home::Braces(_) => "braces",
        Home::Dotted => "dots",
        Home::Implied => "nowhere",
    }
}

fn bare_sort(text: &str) -> &'static str {
    match text {
        "true" | "false" => "switch",
        _ if text.trim_start_matches(['+', '-']).contains(['-', ':'])
            && !text.contains(['e', 'E']) =>
        {
            "date"
        }
        _ => "number",
    }
}
