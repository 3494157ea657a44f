//! Keys that stand there a second time, and what their values are together.

use super::{Fault, last_header, lines};
use crate::content::guessed_lists;
use crate::keys::{self, Kind, WAYS};
use toml::de::{DeTable, DeValue};

/// What the values of a key make together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::content) enum Joined {
    /// Texts in one list.
    List,
    /// Rows of a table, of which each is a list.
    Rows,
}

/// A key with its value, as places of the file.
struct Statement<'t> {
    key: &'t str,
    value: (usize, usize),
    end: usize,
}

/// The key under which values belong that stand one by one under this one, and what they make.
pub(in crate::content) fn joined(key: &str) -> Option<(&'static str, Joined)> {
    let small = key.to_lowercase();
    Some(match &*small {
        "row" | "rows" => ("rows", Joined::Rows),
        "column" | "columns" => ("columns", Joined::List),
        "bullet" | "bullets" | "item" | "items" | "point" | "points" | "li" => {
            ("bullets", Joined::List)
        }
        "step" | "steps" => ("steps", Joined::List),
        "check" | "task" | "tick" | "checklist" => ("checklist", Joined::List),
        "keyword" | "keywords" => ("keywords", Joined::List),
        "chapter" | "chapters" => ("chapters", Joined::List),
        "reference" | "references" => ("references", Joined::List),
        _ => (WAYS.into_iter().find(|way| *way == small)?, Joined::List),
    })
}

/// Values as they are written, as one list.
pub(in crate::content) fn list_of(values: &[&str], sort: Joined) -> Option<String> {
    let parts: Vec<String> = values.iter().map(|it| part(it, sort)).collect::<Option<_>>()?;
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let whole = format!("[{}]", parts.join(", "));
    let long = parts.len() > 2 || whole.len() > 90 || whole.contains('\n');
    Some(if long { format!("[\n  {},\n]", parts.join(",\n  ")) } else { whole })
}

/// A value as it stands within the brackets of a list.
fn part(value: &str, sort: Joined) -> Option<String> {
    let parsed = DeValue::parse(value).ok()?;
    let inner = || value[1..value.len() - 1].trim().trim_end_matches(',').trim_end().to_owned();
    match (parsed.get_ref(), sort) {
        (DeValue::String(_), Joined::List) => Some(value.to_owned()),
        (DeValue::String(_), Joined::Rows) => {
            Some(format!("[{}]", guessed_lists::items(value)?.join(", ")))
        }
        // A remark in a list would swallow what comes after it.
        (DeValue::Array(_), _) if value.contains('#') => None,
        (DeValue::Array(array), Joined::Rows) => {
            let lists = array.iter().filter(|it| matches!(it.get_ref(), DeValue::Array(_))).count();
            match lists {
                0 => Some(value.to_owned()),
                _ if lists == array.len() => Some(inner()),
                _ => None,
            }
        }
        (DeValue::Array(array), Joined::List) => {
            let texts = array.iter().all(|it| matches!(it.get_ref(), DeValue::String(_)));
            texts.then(inner)
        }
        _ => None,
    }
}

/// The fault of a key at `range` that stands there already at `first`; its line begins at `line_start`.
pub(super) fn fault(
    text: &str,
    line_start: usize,
    range: (usize, usize),
    (key, first): (&str, Option<(usize, usize)>),
    gathers: bool,
) -> Fault {
    let line = text[line_start..].lines().next().unwrap_or("");
    let message = format!("the key `{key}` stands here for the second time");
    let fault = |help: &str| Fault::new(range, message.clone(), help);
    let same = first.is_some_and(|first| text[first.0..].lines().next() == Some(line));
    if same && DeTable::parse(line).is_ok() {
        let end = (line_start + line.len() + 1).min(text.len());
        return fault("take one of the two out").patch((line_start, end), "");
    }
    let gathered = first.filter(|_| gathers).and_then(|first| as_one(text, key, first.0));
    if let Some((place, whole)) = gathered {
        let (name, _) = joined(key).unwrap_or((key_of_list(key), Joined::List));
        let help = match whole.contains('\n') {
            true => format!("write all of them in one list: {name} = [ … ]"),
            false => format!("write all of them in one list: {whole}"),
        };
        return fault(&help).patch(place, whole);
    }
    let header = last_header(&text[..line_start]);
    if let Some(begins) = next_part(text, header, key) {
        let help = match begins {
            "[[block]]" => {
                "where a new block begins, write [[block]] before it; else take one of the two out"
                    .to_owned()
            }
            begins => format!("where another one begins, write {begins} before it"),
        };
        return fault(&help).patch((line_start, line_start), format!("\n{begins}\n"));
    }
    if text[..line_start].contains("[[block]]") {
        return fault(match (key, Kind::of(key)) {
            ("text", _) => {
                "where both belong together, make one text of them between \"\"\" and \"\"\"; where a new block begins, write [[block]] on a line before it"
            }
            _ => {
                "where a new block begins, write [[block]] on a line before it; else take one of the two out"
            }
        });
    }
    fault("take one of the two out")
}

/// The name in messages of a key that holds no list.
fn key_of_list(key: &str) -> &'static str {
    keys::BLOCK.called(key).unwrap_or("bullets")
}

/// The line in brackets that begins the part which a key begins that stands there already.
fn next_part(text: &str, header: Option<&str>, key: &str) -> Option<&'static str> {
    let begins_answer = matches!(&*key.to_lowercase(), "question" | "q" | "frage");
    match header {
        Some("[[block]]") if Kind::of(key).is_some() || begins_answer => Some("[[block]]"),
        Some("[[contact.point]]") if key == "name" => Some("[[contact.point]]"),
        Some("[[glossary]]") if key == "term" => Some("[[glossary]]"),
        // A chapter's blocks without their lines.
        None if Kind::of(key).is_some() && !text.contains("chapters =") => Some("[[block]]"),
        _ => None,
    }
}

/// All statements of a table with this key as one, and what stands between them after it; `first` is
/// where the first one begins.
fn as_one(text: &str, key: &str, first: usize) -> Option<((usize, usize), String)> {
    let (name, sort) = joined(key)?;
    let block = last_header(&text[..first]) == Some("[[block]]");
    let value = text[first + key.len()..].trim_start().strip_prefix('=').map(str::trim_start);
    // Lists right under a block's line are blocks, one after the other.
    let lists = value.is_some_and(|value| value.starts_with('['));
    if block && lists && Kind::of(key).is_some() {
        return None;
    }
    let all = statements(text, first)?;
    let is_same = |it: &&Statement<'_>| it.key == key;
    let last = all.iter().rposition(|it| it.key == key)?;
    let all = &all[..=last];
    let values: Vec<&str> = all
        .iter()
        .filter(is_same)
        .map(|it| {
            let (start, end) = it.value;
            // A remark after the value has no place in the list.
            text[end..it.end].trim().is_empty().then_some(&text[start..end])
        })
        .collect::<Option<_>>()?;
    // Lists right under a block's line are blocks, one after the other.
    let lists = values.iter().any(|value| value.starts_with('['));
    if block && lists && Kind::of(key).is_some() {
        return None;
    }
    let mut whole = format!("{name} = {}", list_of(&values, sort)?);
    let mut from = first;
    for statement in all {
        if statement.key != key {
            whole.push('\n');
            whole.push_str(text[from..statement.end].trim());
        }
        from = statement.end;
    }
    let end = first + text[first..from].trim_end().len();
    Some(((first, end), whole))
}

/// The statements of a table from one on, each with its value; `None` where one of them cannot be read.
fn statements(text: &str, first: usize) -> Option<Vec<Statement<'_>>> {
    let mut found: Vec<Statement<'_>> = Vec::new();
    let mut start = first;
    let mut end = first;
    let rest = text[first..].split_inclusive('\n').chain([""]);
    for line in rest {
        let ends = end > start && (line.is_empty() || lines::begins(line));
        if ends && let Some(statement) = statement(text, start, end) {
            found.push(statement);
            start = end;
        }
        if end > start && line.trim_start().starts_with('[') && lines::begins(line) {
            return None;
        }
        if line.trim_start().starts_with('[') && lines::begins(line) {
            break;
        }
        end += line.len();
    }
    (start == end).then_some(found)
}

fn statement(text: &str, start: usize, end: usize) -> Option<Statement<'_>> {
    let table = DeTable::parse(&text[start..end]).ok()?;
    let (key, value) = table.get_ref().iter().next().filter(|_| table.get_ref().len() == 1)?;
    let name = key.span();
    let value = value.span();
    Some(Statement {
        key: &text[start + name.start..start + name.end],
        value: (start + value.start, start + value.end),
        end,
    })
}
