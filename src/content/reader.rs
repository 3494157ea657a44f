//! What the reading of a booklet knows and has found: shared by everything that reads a value.

use std::collections::HashSet;

use crate::codes;
use crate::content::files::Files;
use crate::content::guessed_lists;
use crate::content::judge::judge_keys;
use crate::content::pictures::Pictures;
use crate::content::places::Names;
use crate::content::problems::Problems;
use crate::content::tree::{Entry, Node, Table};
use crate::content::values::Values;
use crate::content::written;
use crate::diagnostic::Diagnostic;
use crate::keys::{self, Key, Kind, Shape, Sort};
use crate::language::Language;
use crate::number::Home;
use crate::source::{SourceId, Sources, Span};

/// Reads values; what is wrong with them gathers in `problems`.
pub(super) struct Reader<'a> {
    pub sources: &'a Sources,
    pub files: &'a mut Files,
    pub problems: Problems,
    pub values: Values,
    pub names: Names,
    /// The language of what is being read.
    pub language: Language,
    /// Whose telephone numbers are meant.
    pub home: Home,
    /// `booklet.toml`.
    pub booklet: SourceId,
    /// The chapters' files.
    pub chapters: HashSet<SourceId>,
    pub pictures: Pictures<'a>,
}

/// A table whose keys were looked over.
#[derive(Clone, Debug)]
pub(super) struct Keys<'t> {
    pub table: &'t Table,
    pub shape: &'static Shape,
    /// Keys that are lacking because they are misspelt, which was said.
    pub excused: Vec<&'static str>,
    /// Whether there was a key that does not belong here.
    pub odd: bool,
}

impl<'t> Keys<'t> {
    /// What is known of a key of this table.
    pub(super) fn key(&self, name: &str) -> &'static Key {
        self.shape.key(name).expect("what is read of a table is a key of its shape")
    }

    /// The value of a key; an empty string is as good as none.
    pub(super) fn get(&self, key: &str) -> Option<&'t Node> {
        debug_assert!(self.shape.holds(key), "{} has no key {key}", self.shape.what);
        self.table.get(key).filter(|node| !node.is_blank())
    }

    /// Whether a key is there, or was meant to be.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some() || self.excused.contains(&key)
    }

    /// Whether a key is lacking because it is misspelt.
    pub(super) fn excuses(&self, key: &str) -> bool {
        self.excused.contains(&key)
    }
}

impl Reader<'_> {
    /// Takes a problem down.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.problems.report(diagnostic);
    }

    /// Reads what will be read again, without a report.
    pub(super) fn quietly<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.problems.mark();
        let result = read(self);
        self.problems.forget(before);
        result
    }

    /// Reads on in another language.
    pub(super) fn within<T>(
        &mut self,
        language: Option<&Language>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let Some(language) = language else {
            return read(self);
        };
        let outer = std::mem::replace(&mut self.language, language.clone());
        let result = read(self);
        self.language = outer;
        result
    }

    /// Looks over a table's keys and reports those that it may not hold.
    pub(super) fn keys<'t>(&mut self, table: &'t Table, shape: &'static Shape) -> Keys<'t> {
        let (mut diagnostics, mut excused) =
            judge_keys(table, shape, |entry| self.home(entry, shape));
        if table.get("block").is_some() {
            diagnostics.iter_mut().for_each(|diagnostic| self.lead_into_block(diagnostic));
        }
        self.gather_parts(table, shape, &mut diagnostics);
        self.gather_point(table, shape, &mut diagnostics);
        self.gather_others(table, shape, &mut diagnostics);
        self.gather_twins(table, shape, &mut diagnostics);
        self.gather_blocks(table, shape, &mut diagnostics);
        diagnostics.iter_mut().for_each(|diagnostic| self.kind_as_block(diagnostic));
        diagnostics.iter_mut().for_each(|diagnostic| self.lead_to_header(diagnostic));
        if self.blocks_by_other_names(table, shape, &mut diagnostics) {
            excused.push("block");
        }
        let odd = !diagnostics.is_empty();
        self.problems.extend(diagnostics);
        Keys { table, shape, excused, odd }
    }

    /// The table of a key, its own keys looked over, or a report that the value is none.
    pub(super) fn inner<'t>(&mut self, keys: &Keys<'t>, name: &str) -> Option<Keys<'t>> {
        self.table_of(keys.get(name)?, keys.key(name))
    }

    /// The table that is the value of a key, its own keys looked over.
    pub(super) fn table_of<'t>(&mut self, node: &'t Node, key: &Key) -> Option<Keys<'t>> {
        let (Sort::Table(shape)
        | Sort::TableOrFew(shape, ..)
        | Sort::Tables(shape)
        | Sort::Entries(shape)) = key.sort
        else {
            return None;
        };
        if let Some(words) = node.text().map(str::to_owned)
            && let Some(whole) = written::around(key.name, &words)
        {
            let message = format!("`{}`", key.name);
            self.wrong_type(node, &message, "a table of keys", |diagnostic| {
                let line = format!("write {} = {whole}", key.name);
                // What is still to be said is never put in by itself.
                if whole.contains("prompt = \"…") {
                    diagnostic.help(format!(
                        "{line}, and in place of … what readers may write there, such as “My questions”"
                    ))
                } else if whole.contains('…') {
                    diagnostic.help(line)
                } else {
                    diagnostic.fix(line, node.span, whole)
                }
            });
            return None;
        }
        let rows = node.array().filter(|_| shape.holds("rows"));
        let rows =
            rows.and_then(|rows| guessed_lists::table(rows, |it| self.sources.snippet(it.span)));
        if let Some(whole) = rows {
            let name = key.name;
            self.wrong_type(node, &format!("`{name}`"), "a table of keys", |diagnostic| {
                let help = "the first row heads the columns: write columns = [ … ] and rows = [ … ] between { and }";
                diagnostic.fix(help, node.span, whole)
            });
            return None;
        }
        let table = self.table(node, &format!("`{}`", key.name), &key.shown())?;
        Some(self.keys(table, shape))
    }

    /// The tables of a key, or a report that there are none.
    pub(super) fn rows_of<'n>(&mut self, node: &'n Node, key: &Key) -> Option<&'n [Node]> {
        let what = format!("`{}`", key.name);
        if let Some(entries) = self.pairs(node, key) {
            self.report(entries);
            return None;
        }
        let rows = self.tables(node, &what, &key.shown())?;
        if rows.is_empty() && matches!(key.sort, Sort::Tables(_)) {
            self.empty(node, &what, &key.shown());
        }
        Some(rows)
    }

    /// The items of a key that needs at least one, or a report that there are none.
    pub(super) fn list_of<'n>(&mut self, node: &'n Node, key: &Key) -> Option<&'n [Node]> {
        let what = format!("`{}`", key.name);
        let items = self.array(node, &what, &key.shown())?;
        if items.is_empty() {
            self.empty(node, &what, &key.shown());
        }
        Some(items)
    }

    /// One of several tables of a shape, its keys looked over.
    pub(super) fn row<'t>(&mut self, node: &'t Node, shape: &'static Shape) -> Option<Keys<'t>> {
        let table = self.table(node, shape.what, shape.example)?;
        Some(self.keys(table, shape))
    }

    /// `[table]` under `[[block]]`: the block is there, and the line has to name it.
    fn lead_into_block(&self, diagnostic: &mut Diagnostic) {
        let Some(span) = diagnostic.primary else { return };
        let kind = self.sources.snippet(span);
        let before = &self.sources.file(span.source).text[..span.start as usize];
        let in_brackets = before.ends_with('[') && !before.ends_with("[[");
        if in_brackets && Kind::of(kind).is_some() {
            let whole = format!("block.{kind}");
            diagnostic.helps.clear();
            let help = format!("it belongs to the block over it: write [{whole}]");
            *diagnostic = diagnostic.clone().fix(help, span, whole);
        }
    }

    /// `[[heading]]` with its words under it: a block begins with `[[block]]`.
    fn kind_as_block(&self, diagnostic: &mut Diagnostic) {
        let Some(span) = diagnostic.primary else { return };
        let text = &self.sources.file(span.source).text;
        let (start, end) = (span.start as usize, span.end as usize);
        let Some(kind) = Kind::of(&text[start..end]) else { return };
        let headed = text[..start].ends_with("[[") && text[end..].starts_with("]]");
        if !headed || !self.chapters.contains(&span.source) {
            return;
        }
        let (name, start, end) = (kind.key().name, start - 2, end + 2);
        let after = text[end..].trim_start();
        let key =
            after.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or("");
        let table = matches!(kind.key().sort, Sort::Table(_) | Sort::TableOrFew(..));
        let (with, to) = if table && after[key.len()..].trim_start().starts_with('=') {
            (format!("[[block]]\n[block.{name}]"), end)
        } else if matches!(key, "text" | "title" | "words" | "items") || key == name {
            (format!("[[block]]\n{name}"), text.len() - after.len() + key.len())
        } else {
            return;
        };
        diagnostic.helps.clear();
        let help = format!("write [[block]], and under it what it is: {}", kind.key().shown());
        let place = Span::new(span.source, start, to);
        *diagnostic = diagnostic.clone().fix(help, place, with);
    }

    /// Says where an unknown key belongs whose line in brackets is still a comment right above it.
    fn lead_to_header(&self, diagnostic: &mut Diagnostic) {
        let Some(span) = diagnostic.primary.filter(|_| diagnostic.code == codes::UNKNOWN_KEY)
        else {
            return;
        };
        let text = self.sources.file(span.source).text.get(..span.start as usize);
        let Some(header) = text.and_then(header_in_comment) else { return };
        diagnostic.helps.clear();
        let help = format!("take the # away from the line {header} above too");
        *diagnostic = diagnostic.clone().help(help);
    }

    /// Where a key belongs that ended up in a table of its file: what follows a line in brackets
    /// belongs to it, so that a key added at the end of a file is far from its place.
    fn home(&self, entry: &Entry, shape: &Shape) -> Option<&'static str> {
        let (key, span) = (entry.key.value.as_str(), entry.key.span);
        if self.chapters.contains(&span.source) {
            let own = [&keys::CHAPTER, &keys::BLOCK].iter().any(|own| std::ptr::eq(*own, shape));
            let of_block = matches!(key, "id" | "language" | "allow") && !own;
            return of_block.then_some("it belongs to the block: write it right under [[block]]");
        }
        if [&keys::BOOKLET, &keys::HOUSE].iter().any(|own| std::ptr::eq(*own, shape)) {
            return None;
        }
        match (self.is_house(span), keys::BOOKLET.holds(key), keys::HOUSE.holds(key)) {
            (false, true, _) => {
                Some("it belongs at the top of booklet.toml, before the first line in brackets")
            }
            (true, _, true) => {
                Some("it belongs at the top of the house file, before the first line in brackets")
            }
            (true, true, false) => Some("it belongs at the top of each booklet's own booklet.toml"),
            _ => keys::BOOKLET.misplaced(key),
        }
    }

    /// A key that must be there.
    pub(super) fn need<'t>(&mut self, keys: &Keys<'t>, key: &str) -> Option<&'t Node> {
        match keys.table.get(key) {
            Some(node) if node.is_blank() => {
                self.empty(node, &format!("`{key}`"), &keys.key(key).shown());
                None
            }
            Some(node) => Some(node),
            None => {
                if !keys.excuses(key) {
                    self.missing(keys, keys.key(key));
                }
                None
            }
        }
    }

    /// Reports a key that is not there.
    fn missing(&mut self, keys: &Keys<'_>, key: &Key) {
        let message = format!("{} has no `{}`", keys.shape.what, key.name);
        self.report(
            Diagnostic::error(codes::MISSING_KEY, keys.table.header, message)
                .help(format!("add {}", key.shown())),
        );
    }
}

/// The line in brackets above a key that begins with #, where only a few other lines of its part stand
/// between them.
fn header_in_comment(before: &str) -> Option<&str> {
    /// More lines than any part has keys. Each key that is not known looks through as many.
    const MOST: usize = 40;
    let lines = before.rsplit('\n').skip(1).take(MOST).map(str::trim);
    let part = lines.take_while(|line| !line.is_empty() && !line.starts_with('['));
    part.filter_map(|line| Some(line.strip_prefix('#')?.trim())).find(|line| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "[]._-".contains(c);
        line.starts_with('[') && line.ends_with(']') && line.chars().all(plain)
    })
}
