//! Keys that stand in the wrong table: under `[[block]]` where they belong inside its figure, under
//! `[values]` where they belong to the booklet.

use crate::codes;
use crate::content::reader::Reader;
use crate::content::tree::{Entry, Node, Table};
use crate::diagnostic::Diagnostic;
use crate::keys::{self, Kind, Shape};
use crate::source::Span;

/// Keys that stand in a table of a block, and the block's key for that table.
const PARTS: [(&str, &[&str]); 4] = [
    ("figure", &["image", "alt", "decorative", "width", "image_alt", "alt_text"]),
    ("table", &["columns", "rows", "row_headers"]),
    ("writing_lines", &["prompt", "lines"]),
    ("qr", &["url", "label"]),
];

/// What a key of a contact point is called there.
fn of_point(key: &str) -> &str {
    if keys::POINT.holds(key) { key } else { keys::POINT.called(key).unwrap_or(key) }
}

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

    /// Of keys of a contact point that stand right under `[contact]` the first one tells of all: a line
    /// in brackets before it makes a point of them.
    pub(super) fn gather_point(&self, table: &Table, shape: &Shape, told: &mut Vec<Diagnostic>) {
        if !std::ptr::eq(shape, &raw const keys::CONTACT) {
            return;
        }
        let is_stray = |entry: &&Entry| {
            let key = entry.key.value.as_str();
            let called = keys::POINT.holds(key) || keys::POINT.called(key).is_some();
            called && !shape.holds(key) && (key == "name" || shape.called(key).is_none())
        };
        let strays: Vec<&Entry> = table.entries.iter().filter(is_stray).collect();
        let Some(first) = strays.first().map(|entry| entry.key.span) else { return };
        let rest: Vec<Span> = strays[1..].iter().map(|entry| entry.key.span).collect();
        told.retain(|problem| problem.primary.is_none_or(|at| !rest.contains(&at)));
        let Some(problem) = told.iter_mut().find(|it| it.primary == Some(first)) else { return };
        let named = strays.iter().any(|entry| of_point(&entry.key.value) == "name");
        let point = table.get("point").is_some();
        problem.message = match strays.len() {
            1 => problem.message.clone(),
            _ => "the keys of a contact point stand right under [contact]".to_owned(),
        };
        problem.helps.clear();
        let made = self.as_point(table, &strays, named).filter(|_| !point);
        *problem = match (made, named, point) {
            (Some((span, with)), false, _) => problem.clone().fix(
                "write [[contact.point]] on a line before them, and under it a name such as \
                 \"Support line\" or \"Ward 7\" in place of …",
                span,
                with,
            ),
            (Some((span, with)), ..) => problem.clone().fix(
                "write [[contact.point]] on a line before them, after what belongs to [contact] itself",
                span,
                with,
            ),
            (None, _, true) => problem.clone().help(
                "move them under the [[contact.point]] that they belong to; for another one write \
                 [[contact.point]] and name = \"…\", and them under it",
            ),
            (None, true, _) => problem.clone().help(
                "write one line [[contact.point]] after all that belongs to [contact] itself, and \
                 these keys under it",
            ),
            (None, false, _) => problem.clone().help(
                "write two lines before them, once for all: [[contact.point]], and under it name = \
                 \"…\" with a name such as \"Support line\" or \"Ward 7\" in place of …",
            ),
        };
    }

    /// The section with a line before the keys of a point, which come last.
    fn as_point(&self, table: &Table, strays: &[&Entry], named: bool) -> Option<(Span, String)> {
        let file = &self.sources.file(table.header.source).text;
        let from = strays.first()?.key.span;
        let is_stray = |entry: &&Entry| strays.iter().any(|it| it.key.span == entry.key.span);
        let own = |entry: &&Entry| !is_stray(entry) && entry.node.text().is_some();
        let late: Vec<&Entry> =
            table.entries.iter().filter(|it| it.key.span.start > from.start).collect();
        let end = late.iter().map(|it| it.node.span.end).chain([strays[0].node.span.end]).max()?;
        let lines = |entry: &&Entry| {
            file.get(entry.key.span.start as usize..entry.node.span.end as usize)
                .unwrap_or_default()
        };
        let kept: Vec<&str> = late.iter().copied().filter(own).map(|it| lines(&it)).collect();
        let moved: Vec<String> = strays
            .iter()
            .map(|entry| {
                let key = entry.key.span.range().len();
                format!("{}{}", of_point(&entry.key.value), &lines(entry)[key..])
            })
            .collect();
        let before = kept.iter().map(|line| format!("{line}\n")).collect::<String>();
        let name = if named { "" } else { "name = \"…\"\n" };
        let with = format!("{before}\n[[contact.point]]\n{name}{}", moved.join("\n"));
        let whole = Span { end, ..from };
        let plain = !self.sources.snippet(whole).lines().any(|line| line.trim().starts_with('#'));
        let headed = self.sources.snippet(table.header).starts_with('[');
        (plain && headed && kept.len() + moved.len() == late.len() + 1).then_some((whole, with))
    }

    /// Kinds of blocks at the top of a chapter, without the line that begins a block: each gets its own,
    /// where nothing else follows that would fall into it.
    pub(super) fn gather_blocks(
        &self,
        table: &Table,
        shape: &'static Shape,
        told: &mut [Diagnostic],
    ) {
        if !std::ptr::eq(shape, &raw const keys::CHAPTER) {
            return;
        }
        let is_kind =
            |entry: &&Entry| Kind::of(&entry.key.value).is_some() && !shape.holds(&entry.key.value);
        let is_header = |entry: &&Entry| {
            self.sources.file(entry.key.span.source).text[..entry.key.span.start as usize]
                .ends_with('[')
        };
        let rest = table.entries.iter().skip_while(|entry| !is_kind(entry));
        let mut rest = rest.filter(|entry| !is_header(entry));
        if !rest.all(|entry| is_kind(&entry)) {
            return;
        }
        for entry in table.entries.iter().filter(is_kind).filter(|entry| !is_header(entry)) {
            let span = entry.key.span;
            let own = told.iter_mut().find(|it| it.primary == Some(span));
            let Some(problem) = own.filter(|it| it.helps.iter().all(|help| help.patch.is_none()))
            else {
                continue;
            };
            let before = Span { end: span.start, ..span };
            problem.helps.clear();
            let help = "write [[block]] on a line of its own before it";
            *problem = problem.clone().fix(help, before, "[[block]]\n");
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
