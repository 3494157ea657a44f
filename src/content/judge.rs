//! What is wrong with the keys of a table, and what was meant.

use crate::codes;
use crate::content::tree::{Entry, Node, Table};
use crate::diagnostic::{Diagnostic, begun, nearest};
use crate::keys::Shape;

/// Judges a table's keys: what is wrong, and which known ones are lacking because they are
/// misspelt. `home` knows where keys of the file belong that no table of this shape holds.
pub(super) fn judge_keys(
    table: &Table,
    shape: &'static Shape,
    home: impl Fn(&Entry) -> Option<&'static str>,
) -> (Vec<Diagnostic>, Vec<&'static str>) {
    let mut diagnostics = Vec::new();
    let mut excused = Vec::new();
    for entry in &table.entries {
        let (key, span) = (entry.key.value.as_str(), entry.key.span);
        if shape.holds(key) {
            continue;
        }
        let message = format!("{} has no key `{key}`", shape.what);
        let diagnostic = Diagnostic::error(codes::UNKNOWN_KEY, span, message);
        let misplaced = shape.misplaced(key).or_else(|| home(entry));
        let called = shape.called(key).filter(|known| known_free(table, known));
        // `title` may belong to the booklet, and is what a point lacks that has no `name`.
        let lacking = |known: &&str| shape.key(known).is_some_and(|key| key.required);
        let called = called.filter(|known| {
            misplaced.is_none() || shape.misplaced(key).is_none() && lacking(known)
        });
        if let Some(known) = called {
            excused.push(known);
            let words = format!("it is called `{known}` here");
            diagnostics.push(diagnostic.fix(words, span, known));
            continue;
        }
        let meant = nearest(key, shape.names())
            .or_else(|| kin(key, shape))
            .or_else(|| begun(key, shape.names()));
        diagnostics.push(match (misplaced, meant) {
            (Some(advice), _) => {
                // What is written under another name is not lacking.
                let named = |known: &&'static str| advice.contains(&format!("`{known}`"));
                excused.extend(shape.names().filter(named));
                diagnostic.help(advice)
            }
            // A line in double brackets may come again.
            (None, Some(meant)) if both_rows(entry, table.get(meant)) => {
                diagnostic.fix(format!("did you mean `{meant}`?"), span, meant)
            }
            (None, Some(meant)) if table.get(meant).is_some() && key.to_lowercase() == meant => {
                let small = format!("write `{meant}` in small letters");
                diagnostic.help(format!("{small}, and once: it is there already"))
            }
            // `[contact.point1]`
            (None, Some(meant)) if entry.node.table().is_some() && is_row(table.get(meant)) => {
                let name = if meant == "point" { "contact.point" } else { meant };
                let help = format!("write [[{name}]] each time: it may be there many times");
                diagnostic.help(help)
            }
            // To take out the line of a table would leave its keys to the one above.
            (None, Some(meant)) if table.get(meant).is_some() && entry.node.table().is_some() => {
                let there = format!("`{meant}` is there already");
                diagnostic.help(format!("{there}: move what stands under this line to it"))
            }
            (None, Some(meant)) if table.get(meant).is_some() => {
                diagnostic.help(format!("`{meant}` is there already: take this line out"))
            }
            (None, Some(meant)) => {
                excused.push(meant);
                diagnostic.fix(format!("did you mean `{meant}`?"), span, meant)
            }
            (None, None) => match shape.called(key) {
                Some(known) => diagnostic.help(format!(
                    "it is called `{known}` here, and `{known}` is there already: make one of the two"
                )),
                None => {
                    diagnostic.help(format!("{} may have {}", shape.what, list(shape.names())))
                }
            },
        });
    }
    (diagnostics, excused)
}

/// Whether a key may still be given: it is not there, or only as what `[[key.inner]]` lies in.
fn known_free(table: &Table, key: &str) -> bool {
    let Some(node) = table.get(key) else { return true };
    // The line in brackets of a table of its own is longer than its name.
    node.table().is_some_and(|table| table.header.range().len() == key.len())
}

/// Whether a key holds rows of tables.
fn is_row(node: Option<&Node>) -> bool {
    let rows = node.and_then(Node::array);
    rows.is_some_and(|rows| rows.iter().all(|row| row.table().is_some()))
}

/// Whether both are rows of tables, as `[[block]]` begins them.
fn both_rows(entry: &Entry, other: Option<&Node>) -> bool {
    let rows =
        |node: &Node| node.array().is_some_and(|rows| rows.iter().all(|row| row.table().is_some()));
    rows(&entry.node) && other.is_some_and(rows)
}

/// A key that begins the same: `alt` for `alt_text`, `steps` for `step`.
fn kin(key: &str, shape: &'static Shape) -> Option<&'static str> {
    let key = key.to_lowercase().replace('-', "_");
    shape.names().find(|known| {
        let longer = key.strip_prefix(known).is_some_and(|rest| rest.starts_with('_'));
        longer || known.strip_suffix('s') == Some(&key)
    })
}

/// Words in a row: `a`, `b` and `c`.
pub(super) fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
