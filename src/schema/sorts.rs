//! The sorts of values as schemas.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::table;
use crate::keys::Sort;
use crate::language::IsoLanguage;

/// The schema of a value of a sort.
pub(super) fn sort(sort: &Sort) -> Value {
    match sort {
        Sort::Words => json!({ "type": "string" }),
        Sort::Needed => matching("\\S", "some words"),
        Sort::Id => matching("^[a-z0-9][a-z0-9-]*$", "a name of small letters, digits and -"),
        Sort::Stem => matching("^[a-z0-9-]+$", "a name of small letters, digits and -"),
        Sort::Language => matching(&language_tag(), "the tag of a language, such as en-GB or cy"),
        Sort::Color => matching("^#[0-9A-Fa-f]{6}$", "a colour as # and six digits: #1A5276"),
        Sort::Date => {
            matching("^\\d{4}-\\d{2}-\\d{2}$", "a date without quotes, such as 2026-10-31")
        }
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
        Sort::Either(one, other) => either(self::sort(one), self::sort(other)),
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
            either(table(shape), few)
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
            "propertyNames": matching("^[a-z][a-z0-9_-]*$", "a name of small letters, digits, - and _"),
        }),
    }
}

/// A string that matches a pattern. Editors would show the pattern to whoever wrote another one; they
/// show what the value should have been, so that this says it.
fn matching(pattern: &str, expected: &str) -> Value {
    let sound = json!({ "pattern": pattern });
    json!({ "type": "string", "if": sound, "else": { "const": expected } })
}

/// A value of one type or another: each is held to its own, where `anyOf` would say that the value is
/// none of them and not why.
fn either(mut one: Value, mut other: Value) -> Value {
    let first = one["type"].take();
    let types = json!([first, other["type"].take()]);
    for form in [&mut one, &mut other] {
        form.as_object_mut().expect("a schema is a table").remove("type");
    }
    let mut either = json!({ "type": types });
    if let Some(words) = one.get("enum") {
        // This holds of every value: editors complete by it.
        either["anyOf"] = json!([{ "enum": words }, true]);
    }
    either["if"] = json!({ "type": first });
    either["then"] = one;
    either["else"] = other;
    either
}

/// The shape of a language's tag (RFC 5646, 2.1) that begins with a code of ISO 639: those of two
/// letters are told one by one, in any letter case.
fn language_tag() -> String {
    let mut initials: BTreeMap<char, String> = BTreeMap::new();
    for language in IsoLanguage::all() {
        let mut letters = language.code.chars();
        let first = letters.next().expect("a code has two letters");
        let seconds = initials.entry(first).or_default();
        letters.for_each(|letter| seconds.extend([letter, letter.to_ascii_uppercase()]));
    }
    let codes = initials
        .iter()
        .map(|(first, seconds)| format!("[{first}{}][{seconds}]", first.to_ascii_uppercase()));
    let codes = codes.collect::<Vec<_>>().join("|");
    format!("^\\s*({codes}|[A-Za-z]{{3}})(-[A-Za-z0-9]{{1,8}})*\\s*$")
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
