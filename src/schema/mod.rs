//! JSON Schemas of the files that authors write, so that an editor can complete and check them.
//!
//! Each schema is JSON Schema 2020-12, written from the table of [`keys`](crate::keys): a key has a
//! title, a description for an editor who is no programmer, and an example. Editors understand older
//! drafts better than newer ones, so that only keywords are used that mean the same in all of them
//! from draft 7 on, and the one definition that is referred to is that of list items, which hold each
//! other. A block is one table with every kind in it and the rule that exactly one is there, since
//! editors complete that best.
//!
//! What an editor says of a mistake is made by its own program from the keyword that does not hold.
//! Of `oneOf`, `anyOf`, `not` and `pattern` it shows the schema; of `const` it says that this was
//! expected. Whatever takes more than a type or a name is therefore an `if` that leads to a `const` in
//! the author's words, at the key that is wrong. `.ci/schema` holds what taplo says to a table.

mod rules;
mod sorts;

use serde_json::{Map, Value, json};

use crate::keys::{self, Key, Shape, Sort};
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
        Kind::Booklet => rules::hold(&mut schema, vec![rules::alone()]),
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
    rules::hold(&mut table, shape.rules.iter().flat_map(rules::held).collect());
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

/// An item of a list: words, or words with a list under them. What is said of tables holds of tables
/// alone, so that one schema can be both, and editors complete the keys.
fn item() -> Value {
    let mut item = table(&keys::ITEM);
    let mut words = sort(&Sort::Needed);
    item["type"] = json!([words["type"].take(), "object"]);
    item["else"] = json!({ "if": words["if"], "else": words["else"] });
    item["title"] = json!("Item");
    item["description"] = json!("One paragraph of text.");
    item
}
