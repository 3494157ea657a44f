//! The sorts of values as schemas.

use serde_json::{Value, json};

use super::table;
use crate::keys::Sort;

/// The schema of a value of a sort.
pub(super) fn sort(sort: &Sort) -> Value {
    match sort {
        Sort::Words => json!({ "type": "string" }),
        Sort::Needed => pattern("\\S"),
        Sort::Id => pattern("^[a-z0-9][a-z0-9-]*$"),
        Sort::Stem => pattern("^[a-z0-9-]+$"),
        Sort::Language => pattern("^\\s*[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\\s*$"),
        Sort::Color => pattern("^#[0-9A-Fa-f]{6}$"),
        Sort::Date => pattern("^\\d{4}-\\d{2}-\\d{2}$"),
        Sort::Switch(None) => json!({ "type": "boolean" }),
        Sort::Switch(Some(usual)) => json!({ "type": "boolean", "default": usual }),
        Sort::True => json!({ "const": true }),
        Sort::Number(least, most) => number(*least, *most),
        Sort::Whole(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Sort::Numbers(count, least, most) => json!({
            "type": "array",
            "items": number(*least, *most),
            "minItems": count,
            "maxItems": count,
        }),
        Sort::Choice(words) => json!({ "type": "string", "enum": words }),
        Sort::Either(one, other) => json!({ "anyOf": [self::sort(one), self::sort(other)] }),
        Sort::Any(item) => json!({ "type": "array", "items": self::sort(item) }),
        Sort::Several(item) => several(self::sort(item)),
        Sort::Distinct(item) => {
            let mut distinct = several(self::sort(item));
            distinct["uniqueItems"] = json!(true);
            distinct
        }
        Sort::Item => json!({ "$ref": "#/$defs/item" }),
        Sort::Table(shape) => table(shape),
        Sort::TableOrFew(shape, least, most) => {
            let mut few = several(table(shape));
            few["minItems"] = json!(least);
            few["maxItems"] = json!(most);
            json!({ "anyOf": [table(shape), few] })
        }
        Sort::Tables(shape) => several(table(shape)),
        Sort::Entries(shape) => {
            let mut entries = several(table(shape));
            entries["minItems"] = json!(0);
            entries
        }
        Sort::Values => json!({
            "type": "object",
            "additionalProperties": self::sort(&Sort::Words),
            "propertyNames": { "pattern": "^[a-z][a-z0-9_-]*$" },
        }),
    }
}

fn pattern(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn number(least: f64, most: f64) -> Value {
    json!({ "type": "number", "minimum": least, "maximum": most })
}

fn several(item: Value) -> Value {
    json!({ "type": "array", "items": item, "minItems": 1 })
}

/// A value of TOML as editors see it: a date is a string.
pub(super) fn json_of(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.iter().map(json_of).collect(),
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| (key.clone(), json_of(value))).collect()
        }
    }
}
