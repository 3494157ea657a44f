//! Lists, tables and words as TOML.

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
            '\n' => out.push_str("\\n"),
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

/// The keys of a table; `…` over columns of which nothing says what they hold.
pub(super) fn table(table: &Table) -> String {
    let row = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        format!("[{}]", cells.join(", "))
    };
    let (head, rows) = match &table.rows[..] {
        [head, rows @ ..] if table.headed => (head.clone(), rows),
        rows => (vec!["…".to_owned(); table.width()], rows),
    };
    let headers = if head[0].is_empty() { "\nrow_headers = true" } else { "" };
    let (columns, rows) = (row(&head), rows.iter().map(row).collect::<Vec<_>>());
    format!("[block.table]\ncolumns = {columns}\nrows = [\n  {},\n]{headers}", rows.join(",\n  "))
}

fn array(items: &[String]) -> String {
    let line = items.join(", ");
    if line.chars().count() <= SHORT {
        return format!("[{line}]");
    }
    format!("[\n  {},\n]", items.join(",\n  "))
}
