//! Blocks that begin with another word than `[[block]]`: `[[paragraph]]`, `[[section]]`, `[[list]]`.

use crate::codes;
use crate::content::reader::Reader;
use crate::content::rewrites::{self, Edit};
use crate::content::tree::{Entry, Node, Table, Value};
use crate::diagnostic::Diagnostic;
use crate::keys::{self, Kind, Shape};
use crate::source::Span;

/// Words that begin one point of a list.
const POINTS: [&str; 6] = ["item", "items", "bullet", "point", "points", "li"];

impl Reader<'_> {
    /// Says of rows of tables in a chapter which no key holds that they are blocks; whether there are
    /// any.
    pub(super) fn blocks_by_other_names(
        &self,
        table: &Table,
        shape: &Shape,
        told: &mut [Diagnostic],
    ) -> bool {
        if !std::ptr::eq(shape, &raw const keys::CHAPTER) {
            return false;
        }
        let mut found = false;
        for entry in &table.entries {
            let (name, span) = (entry.key.value.as_str(), entry.key.span);
            let rows = entry.node.array().filter(|rows| rows.iter().all(|it| it.table().is_some()));
            let Some(rows) = rows.filter(|rows| !rows.is_empty()) else { continue };
            if shape.holds(name) || shape.misplaced(name).is_some() && Kind::of(name).is_none() {
                continue;
            }
            found = true;
            let own = told.iter_mut().find(|it| it.primary == Some(span));
            let Some(problem) = own.filter(|it| it.helps.iter().all(|help| help.patch.is_none()))
            else {
                continue;
            };
            let message = format!("a block begins with [[block]] and not with [[{name}]]");
            let place = Span { start: span.start - 2, end: span.end + 2, ..span };
            let told = Diagnostic::error(codes::UNKNOWN_KEY, place, message);
            *problem = match self.as_blocks(name, rows) {
                Some((span, with, help)) => told.fix(help, span, with),
                None => told.help(
                    "write [[block]] each time, and under it what it is: text = \"…\", heading = \"…\" or bullets = [\"…\", \"…\"]",
                ),
            };
        }
        found
    }

    /// What to write in place of rows, in one change.
    fn as_blocks(&self, name: &str, rows: &[Node]) -> Option<(Span, String, String)> {
        let source = rows.first()?.span.source;
        let text = &self.sources.file(source).text;
        let tables: Vec<&Table> = rows.iter().filter_map(Node::table).collect();
        if let Some((edit, help)) = self.as_points(name, &tables) {
            let (span, with) = rewrites::as_one(source, text, &[edit])?;
            return Some((span, with, help));
        }
        let edits: Vec<Vec<Edit>> =
            tables.iter().map(|table| self.edits(table)).collect::<Option<_>>()?;
        let edits = edits.concat();
        let (span, with) = rewrites::as_one(source, text, &edits)?;
        let one = edits.iter().all(|(_, with)| with == "[[block]]");
        let help = if one {
            "write [[block]] each time".to_owned()
        } else {
            "write [[block]] before each part, and under it what it is".to_owned()
        };
        Some((span, with, help))
    }

    /// The changes of one row: its line in brackets, and a new block before each kind but the first.
    fn edits(&self, table: &Table) -> Option<Vec<Edit>> {
        let mut edits = vec![(table.header.range(), "[[block]]".to_owned())];
        let mut kinds = 0;
        for entry in &table.entries {
            let key = entry.key.value.as_str();
            if keys::BLOCK.holds(key) && Kind::of(key).is_none() {
                continue;
            }
            let kind = kind_of(entry)?;
            let begins = if kinds > 0 { "\n[[block]]\n" } else { "" };
            kinds += 1;
            if !begins.is_empty() || kind != key {
                edits.push((entry.key.span.range(), format!("{begins}{kind}")));
            }
        }
        let ordered = edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        (kinds > 0 && ordered).then_some(edits)
    }

    /// One list of rows of which each is a point, with nothing between them.
    fn as_points(&self, name: &str, tables: &[&Table]) -> Option<(Edit, String)> {
        if !POINTS.contains(&&*name.to_lowercase()) {
            return None;
        }
        let text = &self.sources.file(tables.first()?.header.source).text;
        let mut items = Vec::new();
        let mut end = None;
        for table in tables {
            let [entry] = &table.entries[..] else { return None };
            if !matches!(entry.node.value, Value::Text(_)) {
                return None;
            }
            let between =
                text.get(end.unwrap_or(table.header.range().start)..table.header.range().start)?;
            if !between.trim().is_empty() {
                return None;
            }
            items.push(self.sources.snippet(entry.node.span));
            end = Some(entry.node.span.range().end);
        }
        let list = format!("[[block]]\nbullets = [\n  {},\n]", items.join(",\n  "));
        let help =
            "write [[block]], and under it all points in one list: bullets = [ … ]".to_owned();
        Some(((tables[0].header.range().start..end?, list), help))
    }
}

/// The kind of block that a key of such a row stands for.
fn kind_of(entry: &Entry) -> Option<&'static str> {
    let key = entry.key.value.as_str();
    let kind = match (Kind::of(key), &*key.to_lowercase()) {
        (Some(kind), _) => kind,
        (None, "title" | "name") => Kind::Heading,
        (None, _) => Kind::of(keys::BLOCK.called(key)?)?,
    };
    let list = matches!(kind, Kind::Bullets | Kind::Steps | Kind::Checklist);
    let fits = match kind {
        Kind::Text | Kind::Heading | Kind::Subheading => entry.node.text().is_some(),
        _ => list && entry.node.array().is_some() || Kind::of(key).is_some(),
    };
    fits.then(|| kind.key().name)
}
