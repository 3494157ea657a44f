//! JSON Schemas of the files that authors write, so that an editor can complete and check them.
//!
//! Each schema is JSON Schema 2020-12, written from the table of [`keys`](crate::keys): a key has a
//! title, a description for an editor who is no programmer, and an example. Editors understand older
//! drafts better than newer ones, so that only keywords are used that mean the same in all of them,
//! and the one definition that is referred to is that of list items, which hold each other. A block
//! is one table with every kind in it and the rule that exactly one is there, since editors complete
//! that best.

mod sorts;

use serde_json::{Map, Value, json};

use crate::keys::{self, Key, Rule, Shape, Sort};
use sorts::sort;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `booklet.toml`.
    Booklet,
    /// A chapter's file.
    Chapter,
    /// A house file.
    House,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Booklet, Self::Chapter, Self::House];

    /// The table that a file of this kind is.
    #[must_use]
    pub fn shape(self) -> &'static Shape {
        match self {
            Self::Booklet => &keys::BOOKLET,
            Self::Chapter => &keys::CHAPTER,
            Self::House => &keys::HOUSE,
        }
    }
}

/// The schema of a kind of file.
#[must_use]
pub fn schema(kind: Kind) -> Value {
    let mut schema = table(kind.shape());
    match kind {
        Kind::Booklet => schema["anyOf"] = json!([{ "required": ["house"] }, alone()]),
        Kind::Chapter => schema["$defs"] = json!({ "item": item() }),
        Kind::House => {}
    }
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema
}

/// A table that holds the keys of a shape and no others.
fn table(shape: &Shape) -> Value {
    let properties: Map<String, Value> =
        shape.keys.iter().map(|key| (key.name.to_owned(), value(key))).collect();
    let mut table = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    let required: Vec<&str> =
        shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    for rule in shape.rules {
        let (keyword, holds) = held(rule);
        table[keyword] = holds;
    }
    let (title, description) = shape.about;
    if !title.is_empty() {
        table["title"] = json!(title);
        table["description"] = json!(description);
    }
    table
}

/// The value of a key, with what an editor shows of it.
fn value(key: &Key) -> Value {
    let mut value = sort(&key.sort);
    value["title"] = json!(key.title);
    value["description"] = json!(key.doc);
    value["examples"] = json!([example(key)]);
    value
}

/// An example as JSON, in which a date is a string.
fn example(key: &Key) -> Value {
    let document = format!("value = {}", key.example);
    let document: toml::Table = document.parse().expect("every example is TOML");
    sorts::json_of(&document["value"])
}

/// A rule as a keyword and its value.
fn held(rule: &Rule) -> (&'static str, Value) {
    let each = |keys: &[&str]| keys.iter().map(|key| json!({ "required": [key] })).collect();
    match rule {
        Rule::Any(keys) => ("anyOf", each(keys)),
        Rule::One(keys) => ("oneOf", each(keys)),
        Rule::AtMostOne(keys) => {
            let pairs = keys.iter().enumerate().flat_map(|(at, one)| {
                keys[at + 1..].iter().map(move |two| json!({ "required": [one, two] }))
            });
            ("not", json!({ "anyOf": pairs.collect::<Value>() }))
        }
        Rule::Beside(keys, other) => {
            let beside = |key: &&str| {
                json!({ "anyOf": [
                    { "not": { "required": [key] } },
                    { "required": [other] },
                ] })
            };
            ("allOf", keys.iter().map(beside).collect())
        }
        Rule::Described(alt, decorative) => ("oneOf", described(alt, decorative)),
    }
}

/// That a picture is described or only decorates, and not both.
fn described(alt: &str, decorative: &str) -> Value {
    json!([
        { "required": [alt], "properties": { (alt): { "pattern": "\\S" } } },
        { "required": [decorative], "properties": { (decorative): { "const": true } } },
    ])
}

/// An item of a list: words, or words with a list under them.
fn item() -> Value {
    let forms = [sort(&Sort::Needed), table(&keys::ITEM)];
    json!({ "title": "Item", "description": "One paragraph of text.", "anyOf": forms })
}

/// What holds where no house file can add what is lacking.
fn alone() -> Value {
    json!({
        "required": ["language", "contact"],
        "properties": {
            "contact": { "required": ["heading"] },
            "cover": {
                "anyOf": [
                    { "not": { "required": ["image"] } },
                    { "oneOf": described("alt", "decorative") },
                ],
                "allOf": [{
                    "anyOf": [
                        { "not": { "required": ["logo"] } },
                        { "required": ["logo_alt"] },
                    ],
                }],
            },
        },
    })
}
