//! Lists, tables and words as TOML.

use super::headings::Marked;
use super::lists::{Item, List};
use super::tables::Table;

/// So long a list stands in one line.
const SHORT: usize = 60;

/// A string in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\t' => out.push(' '),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text of lines, none changed.
pub(super) fn text(lines: &[&str]) -> String {
    if let [line] = lines {
        return quoted(line.trim());
    }
    let line = |line: &&str| {
        let escaped = line.trim_end().replace('\\', "\\\\");
        escaped.replace("\"\"\"", "\\\"\\\"\\\"")
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    format!("\"\"\"\n{}\n\"\"\"", lines.join("\n"))
}

/// `key = [ … ]`.
pub(super) fn list(list: &List) -> String {
    let items: Vec<String> = list.items.iter().map(item).collect();
    format!("{} = {}", list.key, array(&items))
}

fn item(item: &Item) -> String {
    match &item.inner {
        None => quoted(&item.text),
        Some(inner) => {
            let items: Vec<String> = inner.items.iter().map(self::item).collect();
            format!("{{ text = {}, {} = [{}] }}", quoted(&item.text), inner.key, items.join(", "))
        }
    }
}

/// The keys of a table.
pub(super) fn table(table: &Table) -> String {
    let row = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        format!("[{}]", cells.join(", "))
    };
    let rows: Vec<String> = table.rows[1..].iter().map(row).collect();
    let headers = if table.rows[0][0].is_empty() { "\nrow_headers = true" } else { "" };
    let columns = row(&table.rows[0]);
    format!("[block.table]\ncolumns = {columns}\nrows = [\n  {},\n]{headers}", rows.join(",\n  "))
}

/// A heading.
pub(super) fn heading(heading: &Marked) -> String {
    let key = if heading.low { "subheading" } else { "heading" };
    format!("{key} = {}", quoted(&heading.words))
}

fn array(items: &[String]) -> String {
    let line = items.join(", ");
    if line.chars().count() <= SHORT {
        return format!("[{line}]");
    }
    format!("[\n  {},\n]", items.join(",\n  "))
}
