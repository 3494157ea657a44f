//! Edits of a file: what they change is what they say, and every other byte stays as it is.

use serde::Serialize;

use super::edit::Edit;
use super::tree::Data;
use super::value::Value;
use super::words::{self, Change};
use super::{Document, Patch, Refused, Step, shapes, write};

/// After so many items that differ a list is written anew.
const MANY: usize = 40;

/// A file with edits made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// The whole file.
    pub text: String,
    /// What was changed, one after the other: each counts the bytes of the file as those before it
    /// left it.
    pub patches: Vec<Patch>,
}

/// Makes edits in a file, one after the other; all of them or none.
///
/// # Errors
///
/// An edit that has no place, holds what no file can hold, or would change something else.
pub fn apply(text: &str, edits: &[Edit]) -> Result<Applied, Refused> {
    let mut document = Document::read(text);
    let mut patches = Vec::new();
    for edit in edits {
        document = make(document, &usual(edit.clone()), &mut patches)?;
    }
    Ok(Applied { text: document.text, patches })
}

/// An edit as one of a list, and with plain line ends.
fn usual(edit: Edit) -> Edit {
    let blocks = || vec![Step::Key("block".to_owned())];
    match edit {
        Edit::Set { path, value } => Edit::Set { path, value: value.with_plain_ends() },
        Edit::InsertItem { path, at, value } => {
            Edit::InsertItem { path, at, value: value.with_plain_ends() }
        }
        Edit::InsertBlock { at, kind, value, beside } => {
            let mut entries = match beside {
                Value::Table(entries) => entries,
                _ => Vec::new(),
            };
            entries.push((kind, value));
            let value = Value::Table(entries).with_plain_ends();
            Edit::InsertItem { path: blocks(), at, value }
        }
        Edit::MoveBlock { from, to } => Edit::MoveItem { path: blocks(), from, to },
        Edit::RemoveBlock { at } => Edit::RemoveItem { path: blocks(), at },
        Edit::Remove { mut path } => match path.pop() {
            Some(Step::Item(at)) => Edit::RemoveItem { path, at },
            last => {
                path.extend(last);
                Edit::Remove { path }
            }
        },
        other => other,
    }
}

/// Makes one edit and looks whether the file then says what it said with that edit, and no more.
fn make(document: Document, edit: &Edit, patches: &mut Vec<Patch>) -> Result<Document, Refused> {
    if let Edit::Replace { from, to, text } = edit {
        return replace(document, (*from, *to), text, patches);
    }
    let edit = &shapes::meant(edit, &document);
    let mut expected = document.value();
    expected.edit(edit)?;
    let unread = document.unread.len();
    // Every step brings one value to what it shall be, and rarely in two.
    let most = 10 + 3 * (expected.count() + document.value().count());
    let mut document = document;
    for _ in 0..most {
        let changes = match edit {
            Edit::Set { path, value } => document.towards(path, value)?,
            Edit::Remove { path } if document.find(path).is_some() => document.remove_key(path)?,
            Edit::InsertItem { path, at, value } => document.insert_item(path, *at, value)?,
            Edit::MoveItem { path, from, to } => document.move_item(path, *from, *to)?,
            Edit::RemoveItem { path, at } => document.remove_item(path, *at)?,
            _ => Vec::new(),
        };
        let again = matches!(edit, Edit::Set { .. } | Edit::Remove { .. });
        if changes.is_empty() {
            break;
        }
        document = document.changed(changes, patches);
        if !again {
            break;
        }
    }
    let value = document.value();
    let same = value.is_same(&expected) || value.pruned().is_same(&expected.pruned());
    let sound = document.unread.len() == unread && same;
    if sound { Ok(document) } else { Err(Refused::Unsure) }
}

/// Puts text in the place of bytes, where all can be read that could be before.
fn replace(
    document: Document,
    (from, to): (usize, usize),
    text: &str,
    patches: &mut Vec<Patch>,
) -> Result<Document, Refused> {
    if from < document.top() || from > to || document.text.get(from..to).is_none() {
        return Err(Refused::NoPlace);
    }
    let before: Vec<String> = document.unread_outside(from..to);
    let document = document.changed(vec![(from..to, text.to_owned())], patches);
    let after = document.unread_outside(from..from + text.len());
    let all: usize = document.unread.len();
    let repaired = all == 0 || (after == before && !before.is_empty() && all == before.len());
    match document.unread.first() {
        Some(stretch) if !repaired => Err(Refused::Syntax { from: stretch.start, to: stretch.end }),
        _ => Ok(document),
    }
}

impl Document {
    /// With changes made, the last first, so that the bytes of each are those of this file.
    fn changed(self, mut changes: Vec<Change>, patches: &mut Vec<Patch>) -> Self {
        changes.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = self.text;
        for (range, with) in changes.into_iter().rev() {
            let was = text[range.clone()].to_owned();
            text.replace_range(range.clone(), &with);
            patches.push(Patch { from: range.start, to: range.end, text: with, was });
        }
        let read = Self::read(&text);
        let end = if text.contains('\n') { read.end } else { self.end };
        Self { end, ..read }
    }

    fn unread_outside(&self, range: std::ops::Range<usize>) -> Vec<String> {
        let outside = |it: &&std::ops::Range<usize>| it.end <= range.start || range.end <= it.start;
        self.unread.iter().filter(outside).map(|it| self.text[it.clone()].to_owned()).collect()
    }

    /// The next changes that bring the value of a path nearer to another; none where it is there.
    fn towards(&self, path: &[Step], target: &Value) -> Result<Vec<Change>, Refused> {
        let Some(node) = self.find(path) else { return self.add(path, target) };
        if node.value(&self.text).is_same(target) {
            return Ok(Vec::new());
        }
        let end = self.line_end_sign();
        let span = node.span.clone();
        match (&node.data, target) {
            (Data::Words(_), Value::Words(new)) => {
                let changes = words::change(&self.text[span.clone()], new, end)?;
                let moved = |(range, with): Change| {
                    (range.start + span.start..range.end + span.start, with)
                };
                Ok(changes.into_iter().map(moved).collect())
            }
            (Data::Table(table), Value::Table(entries)) => {
                for (key, value) in entries {
                    if table.entry(key).is_some() {
                        let changes = self.towards(&deeper(path, Step::Key(key.clone())), value)?;
                        if !changes.is_empty() {
                            return Ok(changes);
                        }
                    }
                }
                if let Some((key, value)) =
                    entries.iter().find(|(key, _)| table.entry(key).is_none())
                {
                    return self.add_key(path, key, value);
                }
                let gone = table.entries.iter().find(|entry| target.get(&entry.key).is_none());
                gone.map_or(Ok(Vec::new()), |it| {
                    self.remove_key(&deeper(path, Step::Key(it.key.clone())))
                })
            }
            (Data::List(..) | Data::Tables(_), Value::List(items)) => {
                self.towards_list(path, items)
            }
            (Data::Words(_) | Data::Bare | Data::List(..), _) => self.rewrite(span, target),
            (Data::Table(table), _) if matches!(table.home, super::tree::Home::Braces(_)) => {
                self.rewrite(span, target)
            }
            _ => self.remove_key(path),
        }
    }

    /// A value written anew in its place.
    fn rewrite(
        &self,
        span: std::ops::Range<usize>,
        target: &Value,
    ) -> Result<Vec<Change>, Refused> {
        words::all_allowed(target)?;
        let place = write::Place { end: self.line_end_sign(), indent: self.indent(span.start) };
        Ok(vec![(span, write::value(target, place)?)])
    }

    fn towards_list(&self, path: &[Step], target: &[Value]) -> Result<Vec<Change>, Refused> {
        let node = self.find(path).ok_or(Refused::NoPlace)?;
        let own = node.items().unwrap_or_default();
        let same = |own: &super::tree::Node, other: &Value| own.value(&self.text).is_same(other);
        let before = own.iter().zip(target).take_while(|(own, other)| same(own, other)).count();
        let (own_rest, rest) = (&own[before..], &target[before..]);
        let pairs = own_rest.iter().rev().zip(rest.iter().rev());
        let after = pairs.take_while(|(own, other)| same(own, other)).count();
        let (left, right) = (own_rest.len() - after, rest.len() - after);
        if matches!(node.data, Data::List(..)) && left.max(right) > MANY {
            return self.rewrite(node.span.clone(), &Value::List(target.to_vec()));
        }
        match (left, right) {
            (0, _) => self.insert_item(path, before, &target[before]),
            // Of several that stay, the first is not always the one that was changed.
            (_, 0) => self.remove_item(path, before),
            _ => {
                let step = deeper(path, Step::Item(before));
                let changes = self.towards(&step, &target[before])?;
                if changes.is_empty() { Err(Refused::Unsure) } else { Ok(changes) }
            }
        }
    }

    /// Adds a value where nothing is yet, with the tables that lead to it.
    fn add(&self, path: &[Step], target: &Value) -> Result<Vec<Change>, Refused> {
        words::all_allowed(target)?;
        let known = (0..path.len()).rev().find(|end| self.find(&path[..*end]).is_some());
        let known = known.ok_or(Refused::NoPlace)?;
        let mut value = target.clone();
        for step in path[known + 1..].iter().rev() {
            let Step::Key(key) = step else { return Err(Refused::NoPlace) };
            value = Value::Table(vec![(key.clone(), value)]);
        }
        match &path[known] {
            Step::Key(key) => self.add_key(&path[..known], key, &value),
            Step::Item(at) => self.insert_item(&path[..known], *at, &value),
        }
    }

    fn insert_item(&self, path: &[Step], at: usize, value: &Value) -> Result<Vec<Change>, Refused> {
        words::all_allowed(value)?;
        let end = self.line_end_sign();
        let Some(node) = self.find(path) else {
            return self.add(path, &Value::List(vec![value.clone()]));
        };
        match (&node.data, value) {
            (Data::List(_, row), _) => self
                .insert_in_row(row, at, |indent| write::value(value, write::Place { end, indent })),
            (Data::Tables(tables), Value::Table(entries)) => {
                let names = path.iter().filter_map(|step| match step {
                    Step::Key(key) => Some(key.clone()),
                    Step::Item(_) => None,
                });
                let names: Vec<String> = names.collect();
                Ok(self.insert_section(tables, at, &write::section(&names, true, entries, end)?))
            }
            _ => Err(Refused::NoPlace),
        }
    }

    fn move_item(&self, path: &[Step], from: usize, to: usize) -> Result<Vec<Change>, Refused> {
        let node = self.find(path).ok_or(Refused::NoPlace)?;
        let count = node.items().map_or(0, <[_]>::len);
        match &node.data {
            _ if from.max(to) >= count => Err(Refused::NoPlace),
            _ if from == to => Ok(Vec::new()),
            Data::List(_, row) => Ok(self.move_in_row(row, from, to)),
            Data::Tables(tables) => self.move_section(tables, from, to),
            _ => Err(Refused::NoPlace),
        }
    }

    fn remove_item(&self, path: &[Step], at: usize) -> Result<Vec<Change>, Refused> {
        let node = self.find(path).ok_or(Refused::NoPlace)?;
        match &node.data {
            Data::List(items, row) if at < items.len() => Ok(self.remove_from_row(row, at)),
            Data::Tables(tables) => {
                let table = tables.get(at).and_then(super::tree::Node::table);
                match table.map(|table| &table.home) {
                    Some(super::tree::Home::Section(number)) => {
                        Ok(vec![self.remove_sections(&self.members(*number))])
                    }
                    _ => Err(Refused::NoPlace),
                }
            }
            _ => Err(Refused::NoPlace),
        }
    }
}

fn deeper(path: &[Step], step: Step) -> Vec<Step> {
    path.iter().cloned().chain([step]).collect()
}
