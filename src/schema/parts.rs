//! What schemas are built from: tables, keys, and the sorts of values.

use serde_json::{Map, Value, json};

/// A key of a table: its name and the schema of its value.
pub(super) type Key = (&'static str, Value);

/// A key with what an editor shows of it.
pub(super) fn key(
    name: &'static str,
    title: &str,
    description: &str,
    mut value: Value,
    example: Value,
) -> Key {
    value["title"] = json!(title);
    value["description"] = json!(description);
    value["examples"] = json!([example]);
    (name, value)
}

/// A table that holds these keys and no others.
pub(super) fn table(keys: Vec<Key>, required: &[&str]) -> Value {
    let properties: Map<String, Value> =
        keys.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let mut table = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

/// Any words.
pub(super) fn words() -> Value {
    json!({ "type": "string" })
}

/// Words that must not be empty.
pub(super) fn needed() -> Value {
    json!({ "type": "string", "pattern": "\\S" })
}

/// One of a few words.
pub(super) fn choice(words: &[&str]) -> Value {
    json!({ "type": "string", "enum": words })
}

/// `true` or `false`; `usual` is what holds without the key.
pub(super) fn switch(usual: bool) -> Value {
    json!({ "type": "boolean", "default": usual })
}

/// A number within bounds.
pub(super) fn number(least: f64, most: f64) -> Value {
    json!({ "type": "number", "minimum": least, "maximum": most })
}

/// A date, which stands in TOML without quotes.
pub(super) fn date() -> Value {
    json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" })
}

/// At least one of something.
pub(super) fn several(item: Value) -> Value {
    json!({ "type": "array", "items": item, "minItems": 1 })
}

/// Exactly so many numbers within bounds.
pub(super) fn numbers(count: usize, least: f64, most: f64) -> Value {
    let mut numbers = several(number(least, most));
    numbers["minItems"] = json!(count);
    numbers["maxItems"] = json!(count);
    numbers
}

/// That at least one of these keys is there.
pub(super) fn any_of(keys: &[&str]) -> Value {
    keys.iter().map(|key| json!({ "required": [key] })).collect()
}

/// That a picture is described or only decorates, and not both.
pub(super) fn described(alt: &str, decorative: &str) -> Value {
    json!([
        { "required": [alt], "properties": { (alt): { "pattern": "\\S" } } },
        { "required": [decorative], "properties": { (decorative): { "const": true } } },
    ])
}

/// The language of a part.
pub(super) fn language(description: &str, example: &str) -> Key {
    let tag = json!({ "type": "string", "pattern": "^\\s*[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\\s*$" });
    key("language", "Language", description, tag, json!(example))
}

/// The rules of `check` that are silenced.
pub(super) fn allow(place: &str) -> Key {
    let keys = vec![
        key(
            "code",
            "Rule",
            "The code of the rule, as it stands in brackets in the message.",
            needed(),
            json!("long-sentence"),
        ),
        key(
            "reason",
            "Reason",
            "Why the rule does not hold here. It is read by your colleagues, not by readers.",
            needed(),
            json!("The wording was agreed with the regulator."),
        ),
        key(
            "hide",
            "Drop it",
            "true: the entry of the house file with this code does not hold for this booklet.",
            switch(false),
            json!(true),
        ),
    ];
    let mut entry = table(keys, &["code"]);
    entry["anyOf"] = any_of(&["reason", "hide"]);
    let description = format!("Rules of `chapbook check` that do not hold for {place}, and why.");
    let example = json!([{ "code": "long-sentence", "reason": "The wording was agreed." }]);
    let mut entries = several(entry);
    entries["minItems"] = json!(0);
    key("allow", "Silenced rules", &description, entries, example)
}

/// A QR code.
pub(super) fn qr(description: &str) -> Key {
    let keys = vec![
        key(
            "url",
            "Address",
            "Where the code leads: an address that begins with https://.",
            needed(),
            json!("https://www.example.org"),
        ),
        key("label", "Label", "What stands beside the code.", needed(), json!("Our website")),
    ];
    let example = json!({ "url": "https://www.example.org", "label": "Our website" });
    key("qr", "QR code", description, table(keys, &["url", "label"]), example)
}
