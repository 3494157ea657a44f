//! What may stand in each table, for forms, and what was meant by a value of a form.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::edit::Edit;
use super::value::Value;
use super::{Document, Step, write};
use crate::keys::{BLOCK, BOOKLET, CHAPTER, HOUSE, ITEM, Key, Kind, Shape, Sort};

/// The tables of all files, each under the name by which keys speak of it: what it is, and its keys
/// with title, help, example and sort of value.
#[must_use]
pub fn shapes() -> Json {
    let mut found = BTreeMap::new();
    for (name, shape) in [("booklet", &BOOKLET), ("chapter", &CHAPTER), ("house", &HOUSE)] {
        add(name, shape, &mut found);
    }
    found.into_iter().collect::<serde_json::Map<String, Json>>().into()
}

fn add(name: &str, shape: &'static Shape, found: &mut BTreeMap<String, Json>) {
    if found.contains_key(name) {
        return;
    }
    found.insert(name.to_owned(), Json::Null);
    let keys: Vec<Json> = shape.keys.iter().map(|key| described(key, name, found)).collect();
    found.insert(name.to_owned(), json!({ "what": shape.what, "keys": keys }));
}

fn described(key: &Key, within: &str, found: &mut BTreeMap<String, Json>) -> Json {
    json!({
        "name": key.name,
        "title": key.title,
        "help": key.doc,
        "example": key.example,
        "required": key.required,
        "kind": within == "block" && Kind::of(key.name).is_some(),
        "words": words(key.name, within),
        "sort": sort(&key.sort, key.name, found),
    })
}

/// How the strings of a key are read (`docs/format.md`, section 4).
fn words(key: &str, within: &str) -> &'static str {
    match (key, within) {
        ("title" | "label" | "name", "booklet" | "qr" | "point") => "plain",
        ("title" | "heading" | "subheading" | "caption" | "columns" | "prompt" | "source", _) => {
            "line"
        }
        ("label" | "names", "credit") => "line",
        (
            "subtitle" | "publisher" | "version" | "description" | "keywords" | "alt" | "logo_alt"
            | "label" | "hours" | "address" | "term" | "title_en",
            _,
        ) => "plain",
        (
            "phone" | "sms" | "textphone" | "email" | "web" | "url" | "call" | "image" | "logo"
            | "id" | "language" | "code" | "slug" | "house" | "chapters" | "contact_point" | "font",
            _,
        ) => "literal",
        _ => "text",
    }
}

/// A sort of value; tables by their names.
fn sort(sort: &Sort, key: &str, found: &mut BTreeMap<String, Json>) -> Json {
    let mut table = |shape: &'static Shape| {
        // The edition of this name is no file.
        let name = if key == "booklet" { "edition.booklet" } else { key };
        add(name, shape, found);
        name.to_owned()
    };
    match sort {
        Sort::Words => json!({ "is": "words" }),
        Sort::Needed => json!({ "is": "words", "needed": true }),
        Sort::Id => json!({ "is": "id" }),
        Sort::Stem => json!({ "is": "stem" }),
        Sort::Language => json!({ "is": "language" }),
        Sort::Color => json!({ "is": "color" }),
        Sort::Date => json!({ "is": "date" }),
        Sort::Switch(usual) => json!({ "is": "switch", "usual": usual }),
        Sort::True => json!({ "is": "true" }),
        Sort::Number(least, most) => json!({ "is": "number", "least": least, "most": most }),
        Sort::Whole(least, most) => json!({ "is": "whole", "least": least, "most": most }),
        Sort::Numbers(count, least, most) => {
            json!({ "is": "numbers", "count": count, "least": least, "most": most })
        }
        Sort::Choice(words) => json!({ "is": "choice", "of": words }),
        Sort::Either(one, other) => {
            json!({ "is": "either", "of": [self::sort(one, key, found), self::sort(other, key, found)] })
        }
        Sort::Any(item) => json!({ "is": "list", "of": self::sort(item, key, found) }),
        Sort::Several(item) | Sort::Distinct(item) => {
            json!({ "is": "list", "needed": true, "of": self::sort(item, key, found) })
        }
        Sort::Item => {
            add("item", &ITEM, found);
            json!({ "is": "item", "shape": "item" })
        }
        Sort::Table(shape) => json!({ "is": "table", "shape": table(shape) }),
        Sort::TableOrFew(shape, least, most) => {
            json!({ "is": "table-or-few", "shape": table(shape), "least": least, "most": most })
        }
        Sort::Tables(shape) => json!({ "is": "tables", "needed": true, "shape": table(shape) }),
        Sort::Entries(shape) => json!({ "is": "tables", "shape": table(shape) }),
        Sort::Values => json!({ "is": "values" }),
    }
}

/// An edit in which a date or number that a form gave as words stands without quotes.
pub(super) fn meant(edit: &Edit, document: &Document) -> Edit {
    let shape = document.shape();
    match edit {
        Edit::Set { path, value } => {
            Edit::Set { path: path.clone(), value: bare(value, sort_at(shape, path)) }
        }
        Edit::InsertItem { path, at, value } => {
            let sort = sort_at(shape, path).map(item_of);
            Edit::InsertItem { path: path.clone(), at: *at, value: bare(value, sort.flatten()) }
        }
        other => other.clone(),
    }
}

fn item_of(sort: &'static Sort) -> Option<&'static Sort> {
    match sort {
        Sort::Any(item) | Sort::Several(item) | Sort::Distinct(item) => Some(item),
        Sort::Either(_, other) => item_of(other),
        Sort::Tables(_) | Sort::Entries(_) | Sort::TableOrFew(..) => Some(sort),
        _ => None,
    }
}

fn shape_of(sort: &Sort) -> Option<&'static Shape> {
    match sort {
        Sort::Table(shape)
        | Sort::Tables(shape)
        | Sort::Entries(shape)
        | Sort::TableOrFew(shape, ..) => Some(shape),
        Sort::Item => Some(&ITEM),
        _ => None,
    }
}

/// The sort of the value at a path.
fn sort_at(shape: &'static Shape, path: &[Step]) -> Option<&'static Sort> {
    let mut shape = Some(shape);
    let mut sort = None;
    for step in path {
        match step {
            Step::Key(key) => sort = shape?.key(key).map(|key| &key.sort),
            Step::Item(_) => sort = sort.and_then(item_of),
        }
        shape = sort.and_then(shape_of);
    }
    sort
}

fn bare(value: &Value, sort: Option<&'static Sort>) -> Value {
    let Some(sort) = sort else { return value.clone() };
    match (value, sort) {
        (
            Value::Words(text),
            Sort::Date
            | Sort::Number(..)
            | Sort::Whole(..)
            | Sort::Switch(_)
            | Sort::True
            | Sort::Numbers(..),
        ) => write::bare(text.trim()).map_or_else(|_| value.clone(), Value::Bare),
        (Value::List(items), _) => {
            let item = if matches!(sort, Sort::Numbers(..)) { Some(sort) } else { item_of(sort) };
            Value::List(items.iter().map(|value| bare(value, item)).collect())
        }
        (Value::Table(entries), _) => {
            let shape = shape_of(sort);
            let entry = |(key, value): &(String, Value)| {
                let sort = shape.and_then(|shape| shape.key(key)).map(|key| &key.sort);
                (key.clone(), bare(value, sort))
            };
            Value::Table(in_order(entries.iter().map(entry).collect(), shape))
        }
        _ => value.clone(),
    }
}

/// Keys in the order in which a hand writes them, whatever the order of a form is.
fn in_order(
    mut entries: Vec<(String, Value)>,
    shape: Option<&'static Shape>,
) -> Vec<(String, Value)> {
    // A block's kind stands last.
    if let Some(shape) = shape.filter(|shape| !std::ptr::eq(*shape, &BLOCK)) {
        let place = |key: &str| shape.names().position(|name| name == key);
        entries.sort_by_key(|(key, _)| place(key).unwrap_or(usize::MAX));
    }
    entries
}

impl Document {
    /// The table that the file is: a chapter, where it has blocks, and else a booklet or a house file.
    #[must_use]
    pub fn shape(&self) -> &'static Shape {
        let root = self.root.table();
        let keys = || root.into_iter().flat_map(|table| &table.entries).map(|entry| &*entry.key);
        let fits = |shape: &Shape| keys().filter(|key| shape.holds(key)).count();
        let has = |name: &str| keys().any(|key| key == name);
        match () {
            () if has("block") && !has("chapters") => &CHAPTER,
            () if has("chapters") => &BOOKLET,
            () if fits(&BOOKLET) > fits(&CHAPTER) && has("title") => &BOOKLET,
            () if fits(&CHAPTER) >= fits(&HOUSE) => &CHAPTER,
            () => &HOUSE,
        }
    }
}
