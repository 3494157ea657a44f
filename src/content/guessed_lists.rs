//! Lists and rows that were written as texts: what was meant.

use crate::content::tree::{Node, Value};
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
    let rows: Vec<String> = rows.iter().map(|row| format!("[{}]", row.join(", "))).collect();
    Some(if rows.len() > 2 {
        format!("[\n  {},\n]", rows.join(",\n  "))
    } else {
        format!("[{}]", rows.join(", "))
    })
}
