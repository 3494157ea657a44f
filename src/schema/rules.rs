//! What holds of several keys at once, each rule by itself and in words that an author understands.

use serde_json::{Map, Value, json};

use crate::keys::Rule;

/// Holds tables to rules. They do not stand beside the keys, since taplo completes no keys of a schema
/// that has `allOf` itself (`collect_schemas` in taplo-common).
pub(super) fn hold(table: &mut Value, rules: Vec<Value>) {
    if !rules.is_empty() {
        table["if"] = json!({ "type": "object" });
        table["then"] = json!({ "allOf": rules });
    }
}

/// A rule as schemas that all hold.
pub(super) fn held(rule: &Rule) -> Vec<Value> {
    match rule {
        Rule::Any(keys) => vec![needed(keys)],
        Rule::One(keys) => {
            let mut rules = alone_each(keys);
            rules.push(needed(keys));
            rules
        }
        Rule::AtMostOne(keys) => alone_each(keys),
        Rule::Beside(keys, other) => vec![beside(keys, other)],
        Rule::Described(alt, decorative) => vec![described(alt, decorative)],
    }
}

/// At least one of the keys.
fn needed(keys: &[&str]) -> Value {
    let each: Vec<Value> = keys.iter().map(|key| json!({ "required": [key] })).collect();
    let expected = format!("one of the keys {}", listed(keys));
    json!({ "if": { "anyOf": each }, "else": { "const": expected } })
}

/// No key beside another: each is told of those after it, so that two are told of once.
fn alone_each(keys: &[&str]) -> Vec<Value> {
    let each = keys.iter().enumerate().filter(|(at, _)| at + 1 < keys.len()).map(|(at, key)| {
        let others = keys[at + 1..].iter().map(|other| {
            let expected = format!("{key} or {other}, not both");
            ((*other).to_owned(), json!({ "const": expected }))
        });
        let others: Map<String, Value> = others.collect();
        json!({ "if": { "required": [key] }, "then": { "properties": others } })
    });
    each.collect()
}

/// Keys that mean nothing without another.
fn beside(keys: &[&str], other: &str) -> Value {
    let told = keys.iter().map(|key| {
        let expected = format!("{key} beside {other} alone");
        ((*key).to_owned(), json!({ "const": expected }))
    });
    let told: Map<String, Value> = told.collect();
    json!({ "if": { "required": [other] }, "else": { "properties": told } })
}

fn listed(keys: &[&str]) -> String {
    match keys {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => keys.concat(),
    }
}

/// That a picture is described or only decorates, and not both.
fn described(alt: &str, decorative: &str) -> Value {
    let words = json!({ "pattern": "\\S" });
    let expected = format!("{alt} or {decorative} = true, not both");
    json!({
        "if": { "required": [decorative], "properties": { (decorative): { "const": true } } },
        "then": { "properties": { (alt): { "if": words, "then": { "const": expected } } } },
        "else": {
            "required": [alt],
            "properties": { (alt): { "if": words, "else": { "const": "some words" } } },
        },
    })
}

/// What holds of a booklet where no house file can add what is lacking.
pub(super) fn alone() -> Value {
    let with_logo = json!({
        "if": { "required": ["logo"] },
        "then": { "required": ["logo_alt"] },
    });
    let with_picture = json!({
        "if": { "required": ["image"] },
        "then": described("alt", "decorative"),
    });
    json!({
        "if": { "required": ["house"] },
        "else": {
            "required": ["language", "contact"],
            "properties": {
                "contact": { "required": ["heading"] },
                "cover": { "allOf": [with_picture, with_logo] },
            },
        },
    })
}
