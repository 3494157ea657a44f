//! JSON, written as TOML.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Written;
use crate::content::syntax::is_name;
use crate::content::written::quoted;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// A value of JSON, its keys in their order.
#[derive(Clone, Debug)]
pub(super) enum Json {
    Null,
    /// True, false or a number, as TOML.
    Plain(String),
    Text(String),
    List(Vec<Json>),
    Table(Vec<(String, Json)>),
}

/// Why a text is not written as TOML.
pub(super) enum Why {
    /// It is no JSON; at this byte that shows.
    Broken(usize),
    /// A value is null, which TOML does not have.
    Null,
    /// It is no table of keys, or has a key twice.
    Other,
}

/// So long a list stands in one line, in bytes.
const SHORT: usize = 60;

/// Whether a text without blanks before it is a table of JSON, or was meant to be.
pub(super) fn is_json(shown: &str) -> bool {
    let table = shown.starts_with('{') && shown.contains("\":");
    table || (shown.starts_with('[') && serde_json::from_str::<Json>(shown).is_ok())
}

/// The same as TOML.
pub(super) fn written(text: &str) -> Result<Written, Why> {
    let json: Json =
        serde_json::from_str(text).map_err(|error| Why::Broken(place(text, &error)))?;
    of(&json)
}

/// A table of keys as TOML.
pub(super) fn of(json: &Json) -> Result<Written, Why> {
    let Json::Table(keys) = json else { return Err(Why::Other) };
    let mut writer = Writer { toml: String::new(), why: None };
    writer.table(keys, "", false);
    match writer.why {
        Some(why) => Err(why),
        None => Ok(Written { toml: writer.toml, sure: true }),
    }
}

/// The byte that an error of the parser is at.
fn place(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    text.floor_char_boundary((start + error.column().saturating_sub(1)).min(text.len()))
}

/// Says why a text is not shown as TOML; what else could be done is for the caller to say where it
/// gives no help.
pub(super) fn fault(text: &str, source: SourceId, problem: Diagnostic) -> Diagnostic {
    match written(text) {
        Err(Why::Broken(at)) => {
            let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
            problem
                .label(Span::new(source, at, end), "here it is no JSON either")
                .help("where that is mended, the same is shown as TOML")
        }
        Err(Why::Null) => {
            let at = null(text).unwrap_or(0);
            let span = Span::new(source, at, at + "null".len());
            problem.label(span, "null is no value in TOML").help(
                "take the key that is null out, or write its value: then the same is shown as TOML",
            )
        }
        Err(Why::Other) | Ok(_) => problem,
    }
}

/// Where `null` stands outside of strings.
fn null(text: &str) -> Option<usize> {
    let (mut within, mut escaped) = (false, false);
    text.char_indices().find_map(|(at, c)| {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = within,
            '"' => within = !within,
            'n' if !within && text[at..].starts_with("null") => return Some(at),
            _ => {}
        }
        None
    })
}

struct Writer {
    toml: String,
    why: Option<Why>,
}

impl Writer {
    /// The keys of a table whose name is `path`; `row` where it is one of several. Tables follow on
    /// what stands in the table itself, as TOML has it.
    fn table(&mut self, keys: &[(String, Json)], path: &str, row: bool) {
        let below = |json: &Json| match json {
            Json::Table(_) => true,
            Json::List(items) => {
                let tables = items.iter().all(|it| matches!(it, Json::Table(_)));
                !row && tables && !items.is_empty()
            }
            _ => false,
        };
        for (at, (key, value)) in keys.iter().enumerate() {
            if keys[..at].iter().any(|(other, _)| other == key) {
                self.why = Some(Why::Other);
            }
            if !below(value) {
                let value = self.value(value, true);
                self.toml.push_str(&format!("{} = {value}\n", named(key)));
            }
        }
        for (key, value) in keys.iter().filter(|(_, value)| below(value)) {
            let name = if path.is_empty() { named(key) } else { format!("{path}.{}", named(key)) };
            match value {
                Json::Table(keys) => self.section(keys, &name, row, format!("[{name}]")),
                Json::List(items) => {
                    for item in items {
                        let Json::Table(keys) = item else { continue };
                        self.section(keys, &name, true, format!("[[{name}]]"));
                    }
                }
                _ => {}
            }
        }
    }

    fn section(&mut self, keys: &[(String, Json)], name: &str, row: bool, header: String) {
        let gap = if self.toml.is_empty() { "" } else { "\n" };
        self.toml.push_str(&format!("{gap}{header}\n"));
        self.table(keys, name, row);
    }

    /// A value after its key; only `outer` ones may go over several lines.
    fn value(&mut self, json: &Json, outer: bool) -> String {
        match json {
            Json::Null => {
                self.why = Some(Why::Null);
                String::new()
            }
            Json::Plain(value) => value.clone(),
            Json::Text(text) if outer && text.contains('\n') => lines(text),
            Json::Text(text) => quoted(text),
            Json::Table(keys) => {
                let pairs: Vec<String> = keys
                    .iter()
                    .map(|(key, value)| format!("{} = {}", named(key), self.value(value, false)))
                    .collect();
                if pairs.is_empty() { "{}".into() } else { format!("{{ {} }}", pairs.join(", ")) }
            }
            Json::List(items) => {
                let items: Vec<String> = items.iter().map(|it| self.value(it, false)).collect();
                let line = items.join(", ");
                if !outer || line.len() <= SHORT {
                    return format!("[{line}]");
                }
                format!("[\n  {},\n]", items.join(",\n  "))
            }
        }
    }
}

/// A text of several lines.
fn lines(text: &str) -> String {
    let plain = |c: char| !c.is_control() || c == '\n' || c == '\t';
    if !text.chars().all(plain) || text.contains("\"\"\"") || text.ends_with('"') {
        return quoted(text);
    }
    format!("\"\"\"\n{}\"\"\"", text.replace('\\', "\\\\"))
}

fn named(key: &str) -> String {
    let bare = is_name(key) && !key.contains('.');
    if bare { key.to_owned() } else { quoted(key) }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

/// Reads a value, every key of a table.
struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Plain(format!("{value:?}")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut keys: A) -> Result<Json, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = keys.next_entry()? {
            table.push(entry);
        }
        Ok(Json::Table(table))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_the_same_as_toml() {
        let json = r#"{"title": "A \"b\"", "n": [1, 2.5, true],
            "block": [{"bullets": ["a", {"text": "b", "steps": ["c"]}]},
                      {"table": {"columns": ["d"], "rows": [["e\\f"]]}, "keep": true},
                      {"definitions": [{"term": "g", "meaning": "h\ni"}]}],
            "contact": {"point": [{"name": "j"}], "heading": "k\n\nl"}, "b c": {}}"#;
        let expected = r#"title = 'A "b"'
n = [1, 2.5, true]

[[block]]
bullets = ["a", { text = "b", steps = ["c"] }]

[[block]]
keep = true

[block.table]
columns = ["d"]
rows = [['e\f']]

[[block]]
definitions = [{ term = "g", meaning = "h\ni" }]

[contact]
heading = """
k

l"""

[[contact.point]]
name = "j"

["b c"]
"#;
        let toml = written(json).ok().unwrap().toml;
        assert_eq!(toml, expected);
        let read: toml::Table = toml.parse().unwrap();
        let same: toml::Table = serde_json::from_str(json).unwrap();
        assert_eq!(read, same);
    }

    #[test]
    fn what_has_no_counterpart_is_not_written() {
        for (json, why) in [
            (r#"{"a": null}"#, "null"),
            (r#"{"a": ["null", null]}"#, "null"),
            (r#"{"a": 1, "a": 2}"#, "other"),
            (r#"["a"]"#, "other"),
            (r#"{"a": "b",}"#, "broken"),
        ] {
            let found = match written(json) {
                Ok(_) => "written",
                Err(Why::Null) => "null",
                Err(Why::Other) => "other",
                Err(Why::Broken(_)) => "broken",
            };
            assert_eq!(found, why, "{json}");
        }
        assert_eq!(null(r#"{"null": "\"null", "b": null}"#), Some(24));
        assert!(matches!(written("{\"é\":\n  \"b\",}"), Err(Why::Broken(13))));
    }
}
