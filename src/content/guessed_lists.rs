//! Lists and rows that were written as texts: what was meant.

use crate::content::tree::{Entry, Node, Value};
use crate::content::written;

/// The items of a text, each in quotes, where it plainly has several: lines, or words between
/// semicolons, bars, tabs or commas.
pub(super) fn items(snippet: &str) -> Option<Vec<String>> {
    let quotes = ['"', '\''];
    let inner = snippet.trim_matches(quotes);
    if inner.contains(quotes) || inner.contains('\\') || inner.len() == snippet.len() {
        return None;
    }
    let signs = ["\n", ";", "|", "\t", ","];
    let sign = signs.into_iter().find(|sign| inner.trim().contains(sign))?;
    let bare = |part: &str| written::without_mark(part).to_owned();
    let parts: Vec<String> = inner.split(sign).map(bare).filter(|part| !part.is_empty()).collect();
    // A comma may stand within the words of one item.
    let short = |part: &String| part.split_whitespace().count() <= 3;
    let number = || written::has_comma_in_number(inner);
    let sure = sign != "," || (parts.iter().all(short) && !number());
    (parts.len() > 1 && sure).then(|| parts.iter().map(|part| format!("\"{part}\"")).collect())
}

/// The table that rows alone are, the first of them the heads of the columns: each a list of as many
/// cells, or a table of the same keys.
pub(super) fn table<'a>(nodes: &[Node], snippet: impl Fn(&Node) -> &'a str) -> Option<String> {
    let cell = |node: &Node| match node.value {
        Value::Text(_) => Some(snippet(node).to_owned()),
        Value::Array(_) | Value::Table(_) => None,
        _ => Some(format!("\"{}\"", snippet(node))),
    };
    let heads: Vec<String> = match nodes.first()?.table() {
        Some(first) => first.entries.iter().map(|it| written::quoted(&it.key.value)).collect(),
        None => nodes.first()?.array()?.iter().map(cell).collect::<Option<_>>()?,
    };
    let row = |node: &Node| -> Option<Vec<String>> {
        match node.table() {
            Some(table) => {
                let named = |it: &Entry| Some((written::quoted(&it.key.value), cell(&it.node)?));
                let cells: Vec<_> = table.entries.iter().map(named).collect::<Option<_>>()?;
                let same = cells.iter().map(|(key, _)| key).eq(&heads);
                same.then(|| cells.into_iter().map(|(_, cell)| cell).collect())
            }
            None => node.array()?.iter().map(cell).collect(),
        }
    };
    let skipped = usize::from(nodes.first()?.table().is_none());
    let rows: Vec<Vec<String>> = nodes[skipped..].iter().map(row).collect::<Option<_>>()?;
    let even = rows.iter().all(|row| row.len() == heads.len());
    (even && !rows.is_empty() && heads.len() > 1)
        .then(|| format!("{{ columns = [{}], rows = {} }}", heads.join(", "), bracketed(&rows)))
}

/// Rows in their brackets.
fn bracketed(rows: &[Vec<String>]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("[{}]", row.join(", "))).collect();
    if rows.len() > 2 {
        format!("[\n  {},\n]", rows.join(",\n  "))
    } else {
        format!("[{}]", rows.join(", "))
    }
}

/// The rows that a list of texts is, for a table of `width` columns: each text a row, or each a cell.
pub(super) fn rows<'a>(
    nodes: &[Node],
    width: Option<usize>,
    snippet: impl Fn(&Node) -> &'a str,
) -> Option<String> {
    if nodes.is_empty() || !nodes.iter().all(|node| matches!(node.value, Value::Text(_))) {
        return None;
    }
    let split: Option<Vec<Vec<String>>> = nodes.iter().map(|node| items(snippet(node))).collect();
    let rows = match (split, width) {
        (Some(rows), _) if rows.iter().all(|row| row.len() == width.unwrap_or(rows[0].len())) => {
            rows
        }
        (_, Some(width)) if width > 1 && nodes.len().is_multiple_of(width) => {
            let cells: Vec<String> = nodes.iter().map(|node| snippet(node).to_owned()).collect();
            cells.chunks(width).map(<[String]>::to_vec).collect()
        }
        _ => return None,
    };
    Some(bracketed(&rows))
}
