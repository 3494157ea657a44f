//! Lists and tables: arrays of texts.

use crate::codes;
use crate::content::reader::{Keys, Reader};
use crate::content::tree::{Entry, Node, Value};
use crate::content::{List, ListItem, ListKind, Paragraph, Table};
use crate::content::{guessed_lists, syntax, written};
use crate::diagnostic::Diagnostic;
use crate::keys::{self, Key, Kind, LISTS};
use crate::source::Span;

/// How deep lists may stand within each other (`docs/format.md`, section 9).
const DEEPEST: usize = 8;

/// The most rows of a table (`docs/format.md`, section 9).
const MOST_ROWS: usize = 5_000;

impl Reader<'_> {
    /// A list at a depth, counted from 1.
    pub(super) fn list(&mut self, entry: &Entry, depth: usize) -> Option<List> {
        let (key, node) = (entry.key.value.as_str(), &entry.node);
        let kind = match key {
            "steps" => ListKind::Steps,
            "checklist" => ListKind::Checklist,
            _ => ListKind::Bullets,
        };
        if depth > DEEPEST {
            self.report(
                Diagnostic::error(
                    codes::TOO_LARGE,
                    entry.key.span,
                    format!("lists stand within each other more than {DEEPEST} deep"),
                )
                .note("nobody can follow so many levels on paper or by ear")
                .help("make the inner list a list of its own, under a heading"),
            );
            return None;
        }
        if self.list_of_items(entry) {
            return None;
        }
        let nodes = self.list_of(node, keys::ITEM.key(key)?)?;
        for node in nodes {
            let found = syntax::several_items(self.sources.snippet(node.span));
            if let Some((message, help, items)) = found {
                let problem = Diagnostic::error(codes::TOML_SYNTAX, node.span, message);
                self.report(problem.fix(help, node.span, items));
            }
        }
        let items = nodes.iter().enumerate().filter_map(|(at, node)| {
            if node.array().is_some() {
                self.list_in_list(key, nodes, at);
                return None;
            }
            self.item(node, depth)
        });
        let items = items.collect();
        Some(List { kind, first: 1, items, span: node.span })
    }

    /// Tells of a list that stands under a name of its own, `bullets = { items = ["…"] }`; whether it
    /// does.
    fn list_of_items(&mut self, entry: &Entry) -> bool {
        let Some(table) = entry.node.table() else { return false };
        let own = ["items", "list", "bullets", "steps", "points"];
        let inner = table.entries.iter().find(|it| own.contains(&&*it.key.value));
        let Some(list) = inner.filter(|it| it.node.array().is_some()) else { return false };
        let numbered = table.entries.iter().filter_map(|it| it.node.text()).any(|text| {
            ["number", "ordered", "steps", "ol"]
                .iter()
                .any(|it| text.to_lowercase().starts_with(it))
        });
        let key = if numbered { "steps" } else { entry.key.value.as_str() };
        let written = format!("{key} = {}", self.sources.snippet(list.node.span));
        let braces = self.sources.snippet(entry.node.span).starts_with('{');
        let place = Span { end: entry.node.span.end, ..entry.key.span };
        let same = place.source == entry.node.span.source && braces;
        let what = format!("`{}`", entry.key.value);
        self.wrong_type(&entry.node, &what, "a list in [ ]", |problem| {
            let help = match written.contains('\n') {
                true => format!("write the list alone: {key} = [ … ]"),
                false => format!("write the list alone: {written}"),
            };
            if same { problem.fix(help, place, written) } else { problem.help(help) }
        });
        true
    }

    /// The list inside an item or a callout, where there is one.
    pub(super) fn inner_list(&mut self, keys: &Keys<'_>, depth: usize) -> Option<List> {
        let entries = keys.table.entries.iter();
        let lists: Vec<&Entry> =
            entries.filter(|entry| LISTS.contains(&entry.key.value.as_str())).collect();
        if let [first, second, ..] = lists[..] {
            let (one, two) = (&first.key.value, &second.key.value);
            let message = format!("{} has `{one}` and `{two}` at once", keys.shape.what);
            self.report(
                Diagnostic::error(codes::TWO_KINDS, second.key.span, message)
                    .label(first.key.span, "the other list")
                    .help("make one list of the two"),
            );
        }
        let read: Vec<_> = lists.iter().map(|entry| self.list(entry, depth)).collect();
        read.into_iter().next().flatten()
    }

    fn item(&mut self, node: &Node, depth: usize) -> Option<ListItem> {
        let Value::Table(table) = &node.value else {
            return self.plain_item(node);
        };
        let keys = self.keys(table, &keys::ITEM);
        let language = keys.get("language").and_then(|node| self.language_tag(node));
        let outer = self.language.clone();
        self.within(language.as_ref(), |reader| {
            let text = reader.need(&keys, "text");
            let text = text.and_then(|node| reader.paragraph(node, "an item of a list"));
            let list = reader.inner_list(&keys, depth + 1);
            let language = language.clone().filter(|language| *language != outer);
            Some(ListItem { text: text?, list, language })
        })
    }

    /// Reports a list right within a list, which belongs to the item before it.
    fn list_in_list(&mut self, key: &str, nodes: &[Node], at: usize) {
        let node = &nodes[at];
        let before = at
            .checked_sub(1)
            .map(|at| &nodes[at])
            .filter(|it| it.text().is_some() && !it.is_blank());
        let texts = node.array().is_some_and(|nodes| nodes.iter().all(|it| it.text().is_some()));
        let whole = before.filter(|_| texts).map(|before| {
            let (words, list) =
                (self.sources.snippet(before.span), self.sources.snippet(node.span));
            let item = format!("{{ text = {words}, {key} = {list} }}");
            (Span { end: node.span.end, ..before.span }, item)
        });
        let help = "a list within a list stands between braces with the item that it belongs to";
        self.wrong_type(node, "an item", "text", |diagnostic| match whole {
            Some((span, item)) => diagnostic.fix(help, span, item),
            None => {
                diagnostic.help(format!("a list within a list is written {}", keys::ITEM.example))
            }
        });
    }

    fn plain_item(&mut self, node: &Node) -> Option<ListItem> {
        let text = self.paragraph(node, "an item of a list")?;
        if text.inlines.is_empty() {
            self.report(
                Diagnostic::error(codes::MISSING_KEY, node.span, "an item of a list is empty")
                    .help("write something between the quotes, or take the item out"),
            );
            return None;
        }
        Some(ListItem { text, list: None, language: None })
    }

    /// A table of rows and columns.
    pub(super) fn data_table(&mut self, node: &Node) -> Option<Table> {
        let keys = self.table_of(node, &Kind::Table.key())?;
        let caption = keys.get("caption").and_then(|node| self.paragraph(node, "`caption`"));
        let row_headers = keys.get("row_headers");
        let row_headers = row_headers.and_then(|node| self.boolean(node, "`row_headers`"));
        let row_headers = row_headers.unwrap_or(false);
        if self.rows_in_text(&keys) {
            return None;
        }
        let columns = self.need(&keys, "columns");
        let heads = columns.and_then(|node| {
            node.text().and(guessed_lists::items(self.sources.snippet(node.span)))
        });
        let columns = columns.and_then(|node| self.columns(node, keys.key("columns"), row_headers));
        let rows = self.need(&keys, "rows");
        let width = columns.as_ref().map(Vec::len).or(heads.map(|heads| heads.len()));
        let rows = rows.and_then(|node| self.rows(node, keys.key("rows"), width, row_headers));
        let widths = keys.get("widths");
        let widths = widths.and_then(|node| self.widths(node, keys.key("widths"), width));
        Some(Table { caption, columns: columns?, rows: rows?, row_headers, widths })
    }

    /// Percentages of a table's columns as shares.
    fn widths(&mut self, node: &Node, key: &Key, columns: Option<usize>) -> Option<Vec<f32>> {
        let nodes = self.list_of(node, key)?;
        let mut shares = Vec::with_capacity(nodes.len());
        for node in nodes {
            shares.push(self.number(node, "a width")?);
        }
        let even = "one number for each column, and all of them together 100";
        if columns.is_some_and(|columns| columns != shares.len()) {
            let (has, wants) = (shares.len(), columns.unwrap_or(0));
            let message = format!("the table has {wants} columns, and `widths` {has} numbers");
            self.bad_value(node.span, message, even);
            return None;
        }
        let sum: f64 = shares.iter().sum();
        if (sum - 100.0).abs() > 1.0 || shares.iter().any(|share| *share < 1.0) {
            let message = format!("the widths of the columns add up to {sum} percent");
            self.bad_value(node.span, message, even);
            return None;
        }
        Some(shares.into_iter().map(|share| (share / sum) as f32).collect())
    }

    fn columns(
        &mut self,
        node: &Node,
        key: &Key,
        row_headers: bool,
    ) -> Option<Vec<Option<Paragraph>>> {
        let nodes = self.list_of(node, key).filter(|nodes| !nodes.is_empty())?;
        let mut columns = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let head = self.paragraph(node, "the head of a column");
            let blank = head.as_ref().is_some_and(|head| head.inlines.is_empty());
            if blank && !(row_headers && index == 0) {
                self.report(
                    Diagnostic::error(codes::EMPTY_HEADER, node.span, "the head of a column is empty")
                        .note("a screen reader says the head before each cell of the column")
                        .help(if index == 0 {
                            "write what stands in the column; where its cells are the heads of their rows, add row_headers = true"
                        } else {
                            "write what stands in the column"
                        }),
                );
            }
            columns.push(head.filter(|_| !blank));
        }
        Some(columns)
    }

    fn rows(
        &mut self,
        node: &Node,
        key: &Key,
        width: Option<usize>,
        row_headers: bool,
    ) -> Option<Vec<Vec<Paragraph>>> {
        let nodes = self.list_of(node, key)?;
        if let Some(first) = nodes.get(MOST_ROWS) {
            self.report(
                Diagnostic::error(
                    codes::TOO_LARGE,
                    first.span,
                    "the table has more than 5,000 rows",
                )
                .help("make several tables of it"),
            );
            return None;
        }
        if let Some(meant) = guessed_lists::rows(nodes, width, |it| self.sources.snippet(it.span)) {
            let message = "`rows` holds texts where each row is a list in [ ]".to_owned();
            let problem = Diagnostic::error(codes::WRONG_TYPE, node.span, message);
            let help = "write the cells of each row in brackets of their own";
            self.report(problem.fix(help, node.span, meant));
            return None;
        }
        let mut rows = Vec::new();
        for node in nodes {
            let Some(cells) = self.array(node, "a row", "[\"…\", \"…\"]") else {
                continue;
            };
            if let Some(width) = width
                && cells.len() != width
            {
                self.ragged(node, cells, width);
            }
            let mut row = Vec::with_capacity(cells.len());
            for (index, cell) in cells.iter().enumerate() {
                let read = self.paragraph(cell, "a cell");
                if let (true, 0, Some(head)) = (row_headers, index, &read) {
                    self.row_head(cell, head);
                }
                row.extend(read);
            }
            rows.push(row);
        }
        Some(rows)
    }

    /// Tells of a row whose first cell, which is its head, shows nothing.
    fn row_head(&mut self, cell: &Node, head: &Paragraph) {
        let shows = |c: char| {
            !c.is_whitespace()
                && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
        };
        if head.inlines.is_empty() || !cell.text().unwrap_or_default().contains(shows) {
            self.report(
                Diagnostic::error(codes::EMPTY_HEADER, cell.span, "the head of a row is empty")
                    .note("a screen reader says the head before each cell of the row")
                    .help(
                        "write what stands in the row; where the first cells are no heads, take \
                         row_headers = true out",
                    ),
            );
        }
    }

    fn ragged(&mut self, node: &Node, nodes: &[Node], columns: usize) {
        let cells = nodes.len();
        let count = |number: usize, word: &str| {
            format!("{number} {word}{}", if number == 1 { "" } else { "s" })
        };
        let message = format!(
            "the row has {} where the table has {}",
            count(cells, "cell"),
            count(columns, "column")
        );
        let problem = Diagnostic::error(codes::RAGGED_TABLE, node.span, message)
            .note("cells would stand under the wrong heads");
        let problem = match untabbed(nodes) {
            Some((row, count)) if count == columns => {
                problem.fix("a tab stands in a cell, where the next one begins", node.span, row)
            }
            Some((row, _)) => problem.help(format!("a tab stands in a cell: write {row}")),
            None if let Some(row) = self.parted_cells(nodes, columns) => {
                problem.fix(format!("write each cell in quotes of its own: {row}"), node.span, row)
            }
            None if cells < columns => self.lacking_cells(nodes, columns, problem),
            None => problem.help("take a cell out, or add a head to `columns`"),
        };
        self.report(problem);
    }
}

/// The most rows that are shown to choose from.
const MOST_SHOWN: usize = 4;

impl Reader<'_> {
    /// What to do about a row that has too few cells: only its author knows which are empty.
    fn lacking_cells(&self, nodes: &[Node], columns: usize, problem: Diagnostic) -> Diagnostic {
        let cells: Vec<&str> = nodes.iter().map(|node| self.sources.snippet(node.span)).collect();
        if let [words] = cells[..]
            && columns > 2
            && nodes[0].text().is_some()
        {
            return problem.help(format!(
                "where its words head the rows below it, end the table before it, and begin a new \
                 [[block]] with [block.table], caption = {words}, the same columns and these rows"
            )).help("where its other cells are empty, write \"\" for each of them");
        }
        let short = cells.iter().all(|cell| cell.len() <= 60 && !cell.contains('\n'));
        if cells.len() + 1 != columns || columns > MOST_SHOWN || !short {
            return problem.help(
                "look at the original which cells are empty, and write \"\" in the place of each",
            );
        }
        let row = |at: usize| {
            let (before, after) = cells.split_at(at);
            let all: Vec<&str> = before.iter().chain(&["\"\""]).chain(after).copied().collect();
            format!("[{}]", all.join(", "))
        };
        // The last cell is the one that lacks most often, the first hardly ever.
        let rows: Vec<String> = (0..columns).rev().map(row).collect();
        problem.help(format!(
            "look at the original which cell is empty, and write \"\" in its place: {}",
            rows.join(", or ")
        ))
    }
}

/// A row with its cells parted at their tabs, as a word processor gives them, and how many they are;
/// nothing where no cell has one.
fn untabbed(nodes: &[Node]) -> Option<(String, usize)> {
    let texts: Vec<&str> = nodes.iter().map(Node::text).collect::<Option<_>>()?;
    if !texts.iter().any(|text| text.trim().contains('\t')) {
        return None;
    }
    let cells: Vec<String> = texts
        .iter()
        .flat_map(|text| text.trim().split('\t'))
        .map(|cell| written::quoted(cell.trim()))
        .collect();
    Some((format!("[{}]", cells.join(", ")), cells.len()))
}
