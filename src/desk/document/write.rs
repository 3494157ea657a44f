//! Values as a hand would write them in TOML.

use super::Refused;
use super::value::Value;

/// So long a list stands in one line.
const SHORT: usize = 60;

/// So long a table stands in one line within a block.
const LINE: usize = 100;

/// Lists whose items are tables under lines in double brackets of their own.
const IN_LINES: [&str; 4] = ["block", "glossary", "point", "credit"];

/// The line end of a file, and the blanks that the line begins with in which a value stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub end: &'a str,
    pub indent: &'a str,
}

/// A string. What TOML forbids in it is written as an escape.
pub(super) fn words(text: &str, end: &str) -> String {
    if text.contains('\n') {
        return several_lines(text, end);
    }
    let control = |c: char| c.is_control() && c != '\t';
    match () {
        () if !text.contains(['"', '\\']) && !text.contains(control) => format!("\"{text}\""),
        () if !text.contains('\'') && !text.contains(control) => format!("'{text}'"),
        () => format!("\"{}\"", escaped(text)),
    }
}

fn several_lines(text: &str, end: &str) -> String {
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n');
    let plain = !text.contains(control);
    let lines = text.replace('\n', end);
    match () {
        () if plain && !text.contains('\\') && !text.contains("\"\"\"") => {
            format!("\"\"\"{end}{lines}{end}\"\"\"")
        }
        () if plain && !text.contains("'''") => format!("'''{end}{lines}{end}'''"),
        () => {
            let lines: Vec<String> = text.split('\n').map(escaped).collect();
            format!("\"\"\"{end}{}{end}\"\"\"", lines.join(end))
        }
    }
}

/// Words between double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(c),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// A key.
pub(super) fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { words(name, "\\n") }
}

/// A value after `key = `.
pub(super) fn value(value: &Value, place: Place<'_>) -> Result<String, Refused> {
    Ok(match value {
        Value::Words(text) => words(text, place.end),
        Value::Bare(text) => bare(text)?,
        Value::List(items) => list(items, place)?,
        Value::Table(entries) => braces(entries, place)?,
    })
}

/// What stands without quotes.
pub(super) fn bare(text: &str) -> Result<String, Refused> {
    let document = format!("value = {text}");
    let table: Option<toml::Table> = document.parse().ok();
    let one_line = !text.contains(['\n', '\r', '#']) && text.trim() == text;
    let scalar = table.filter(|table| table.len() == 1 && one_line).is_some_and(|table| {
        !matches!(
            table["value"],
            toml::Value::String(_) | toml::Value::Array(_) | toml::Value::Table(_)
        )
    });
    if scalar { Ok(text.to_owned()) } else { Err(Refused::Value { words: text.to_owned() }) }
}

fn list(items: &[Value], place: Place<'_>) -> Result<String, Refused> {
    let deeper = format!("{}  ", place.indent);
    let within = Place { indent: &deeper, ..place };
    let each = items.iter().map(|item| value(item, within)).collect::<Result<Vec<_>, _>>()?;
    let line = format!("[{}]", each.join(", "));
    let composed = |item: &Value| matches!(item, Value::Table(_) | Value::List(_));
    let short = line.chars().count() <= SHORT && !(items.len() > 1 && items.iter().any(composed));
    if items.is_empty() || (short && !line.contains('\n')) {
        return Ok(line);
    }
    let end = place.end;
    let mut out = String::from("[");
    for item in each {
        out.push_str(&format!("{end}{deeper}{item},"));
    }
    out.push_str(&format!("{end}{}]", place.indent));
    Ok(out)
}

fn braces(entries: &[(String, Value)], place: Place<'_>) -> Result<String, Refused> {
    if entries.is_empty() {
        return Ok("{}".to_owned());
    }
    let pair = |(name, inner): &(String, Value)| {
        value(inner, place).map(|written| format!("{} = {written}", key(name)))
    };
    let pairs = entries.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
    Ok(format!("{{ {} }}", pairs.join(", ")))
}

/// A table with its line in brackets, and those of the tables within it. `many`: in double brackets.
pub(super) fn section(
    path: &[String],
    many: bool,
    entries: &[(String, Value)],
    end: &str,
) -> Result<String, Refused> {
    let name = path.iter().map(|name| key(name)).collect::<Vec<_>>().join(".");
    let mut out = if many { format!("[[{name}]]") } else { format!("[{name}]") };
    let mut below = String::new();
    let place = Place { end, indent: "" };
    for (name, inner) in entries {
        let within: Vec<String> = path.iter().cloned().chain([name.clone()]).collect();
        match inner {
            Value::List(items) if in_lines(name, inner) => {
                for item in items {
                    let Value::Table(entries) = item else { continue };
                    below.push_str(&format!("{end}{end}{}", section(&within, true, entries, end)?));
                }
            }
            Value::Table(inner_entries) if !fits(path, name, inner_entries, place)? => {
                let parted =
                    if path.len() == 1 && path[0] == "block" { end.into() } else { end.repeat(2) };
                below
                    .push_str(&format!("{parted}{}", section(&within, false, inner_entries, end)?));
            }
            inner => out.push_str(&format!("{end}{} = {}", key(name), value(inner, place)?)),
        }
    }
    let nameless = !many && !out.contains('\n') && !entries.is_empty() && !below.is_empty();
    // The lines of the tables within it say enough.
    let below = if nameless {
        out.clear();
        below.trim_start()
    } else {
        &below
    };
    Ok(out + below)
}

/// Whether a list is one of tables under lines in brackets.
pub(super) fn in_lines(name: &str, value: &Value) -> bool {
    let Value::List(items) = value else { return false };
    let table = |item: &Value| matches!(item, Value::Table(_));
    IN_LINES.contains(&name) && !items.is_empty() && items.iter().all(table)
}

/// Whether a table stands within braces in one line.
fn fits(
    path: &[String],
    name: &str,
    entries: &[(String, Value)],
    place: Place<'_>,
) -> Result<bool, Refused> {
    let grid = path.last().is_some_and(|last| last == "block") && name == "table";
    let line = braces(entries, place)?;
    let long = name.chars().count() + " = ".len() + line.chars().count() > LINE;
    Ok(!grid && !long && !line.contains('\n') && !entries.is_empty())
}
