//! What is wrong with the keys of a table, and what was meant.

use crate::codes;
use crate::content::tree::{Entry, Node, Table};
use crate::diagnostic::{Diagnostic, begun, nearest};
use crate::keys::{Shape, Sort};

/// Judges a table's keys: what is wrong, and which known ones are lacking because they are
/// misspelt. `home` knows where keys of the file belong that no table of this shape holds.
pub(super) fn judge_keys(
    table: &Table,
    shape: &'static Shape,
    home: impl Fn(&Entry) -> Option<&'static str>,
) -> (Vec<Diagnostic>, Vec<&'static str>) {
    let mut diagnostics = Vec::new();
    let mut excused = Vec::new();
    for entry in table.entries.iter().filter(|entry| !shape.holds(&entry.key.value)) {
        let (diagnostic, meant) = judge_key(entry, table, shape, home(entry));
        diagnostics.push(diagnostic);
        excused.extend(meant);
    }
    (diagnostics, excused)
}

/// What is wrong with a key that no table of its shape holds, and the keys that were meant by it.
fn judge_key(
    entry: &Entry,
    table: &Table,
    shape: &'static Shape,
    home: Option<&'static str>,
) -> (Diagnostic, Vec<&'static str>) {
    let (key, span) = (entry.key.value.as_str(), entry.key.span);
    let message = format!("{} has no key `{key}`", shape.what);
    let diagnostic = Diagnostic::error(codes::UNKNOWN_KEY, span, message);
    let misplaced = shape.misplaced(key).or(home);
    let called = shape.called(key).filter(|known| known_free(table, known));
    // `title` may belong to the booklet, and is what a point lacks that has no `name`.
    let lacking = |known: &&str| shape.key(known).is_some_and(|key| key.required);
    let called = called
        .filter(|known| misplaced.is_none() || shape.misplaced(key).is_none() && lacking(known));
    if let Some(known) = called {
        let words = format!("it is called `{known}` here");
        return (diagnostic.fix(words, span, known), vec![known]);
    }
    if let Some(advice) = misplaced {
        // What is written under another name is not lacking.
        let named = |known: &&'static str| advice.contains(&format!("`{known}`"));
        return (diagnostic.help(advice), shape.names().filter(named).collect());
    }
    match meant_by(key, shape).map(|meant| (meant, table.get(meant))) {
        Some((meant, None)) => {
            (diagnostic.fix(format!("did you mean `{meant}`?"), span, meant), vec![meant])
        }
        Some((meant, Some(there))) => {
            (beside(diagnostic, (entry, shape), meant, there), Vec::new())
        }
        None => {
            let known = list(shape.names());
            (diagnostic.help(format!("{} may have {known}", shape.what)), Vec::new())
        }
    }
}

/// The key that was meant by one that no table of its shape holds.
pub(super) fn meant_by(key: &str, shape: &'static Shape) -> Option<&'static str> {
    // What it is called is never passed over for a name that only looks like it: `telephone` beside
    // `phone` is no `textphone`.
    shape
        .called(key)
        .or_else(|| nearest(key, shape.names()))
        .or_else(|| kin(key, shape))
        .or_else(|| begun(key, shape.names()))
}

/// What helps where the key that was meant is there as well.
fn beside(
    diagnostic: Diagnostic,
    (entry, shape): (&Entry, &Shape),
    meant: &str,
    there: &Node,
) -> Diagnostic {
    let (key, span) = (entry.key.value.as_str(), entry.key.span);
    let is_table = entry.node.table().is_some();
    // A line in double brackets may come again.
    if is_row(&entry.node) && is_row(there) {
        return diagnostic.fix(format!("did you mean `{meant}`?"), span, meant);
    }
    diagnostic.help(if key.to_lowercase() == meant {
        format!("write `{meant}` in small letters, and once: it is there already")
    } else if is_table && is_row(there) {
        // `[contact.point1]`
        let name = if meant == "point" { "contact.point" } else { meant };
        format!("write [[{name}]] each time: it may be there many times")
    } else if is_table {
        // To take out the line of a table would leave its keys to the one above.
        format!("`{meant}` is there already: move what stands under this line to it")
    } else {
        let several = matches!(
            shape.key(meant).map(|key| key.sort),
            Some(Sort::Either(_, Sort::Several(_) | Sort::Any(_) | Sort::Distinct(_)))
        );
        let help = match several {
            true => format!("where both are meant, write a list: {meant} = [\"…\", \"…\"]"),
            false => "make one of the two".to_owned(),
        };
        format!("it is called `{meant}` here, and `{meant}` is there already: {help}")
    })
}

/// Whether a key may still be given: it is not there, or only as what `[[key.inner]]` lies in.
fn known_free(table: &Table, key: &str) -> bool {
    let Some(node) = table.get(key) else { return true };
    // The line in brackets of a table of its own is longer than its name.
    node.table().is_some_and(|table| table.header.range().len() == key.len())
}

/// Whether a value is rows of tables, as `[[block]]` begins them.
fn is_row(node: &Node) -> bool {
    node.array().is_some_and(|rows| rows.iter().all(|row| row.table().is_some()))
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
