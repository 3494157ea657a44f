//! Brackets and signs that stand for those of TOML, and brackets that are lacking.

use super::Fault;
use super::lines::is_name;
use super::quotes::is_quote;

/// The line in brackets of a table with this name; `brackets` is how many were written.
pub(super) fn heading(name: &str, brackets: usize) -> String {
    let many = matches!(name, "block" | "glossary" | "contact.point" | "allow");
    if many || (brackets > 1 && !name.starts_with("block.")) {
        format!("[[{name}]]")
    } else {
        format!("[{name}]")
    }
}

/// `[ [block] ]`
pub(super) fn parted_heading(start: usize, line: &str) -> Option<Fault> {
    let line = line.trim_end();
    let inner = line.strip_prefix('[')?.trim_start().strip_prefix('[')?.trim();
    let inner = inner.strip_suffix(']')?.trim_end().strip_suffix(']')?.trim();
    let whole = format!("[[{inner}]]");
    let range = (start, start + line.len());
    let outer = whole.len() + 2 * (inner.len() - inner.trim().len());
    let parted = line.starts_with("[ ") && line.len() > outer;
    (parted && is_name(inner)).then(|| {
        Fault::new(range, "a space stands between the brackets", format!("write {whole}"))
            .patch(range, whole)
    })
}

/// `1. [[block]]`
pub(super) fn numbered_heading(start: usize, line: &str) -> Option<Fault> {
    let at = line.find("[[").filter(|at| (1..=6).contains(at))?;
    let sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".)-*•:".contains(c);
    let name = line[at..].trim_end().strip_prefix("[[")?.strip_suffix("]]")?;
    let shown = line[..at].trim_end();
    let fault = Fault::new(
        (start, start + shown.len()),
        format!("{shown} stands before this heading"),
        "take it out: blocks are not numbered",
    );
    (line[..at].chars().all(sign) && is_name(name)).then(|| fault.patch((start, start + at), ""))
}

/// A bracket that a list or a table cannot begin with.
pub(super) fn opening(text: &str, at: usize, key: &str) -> Option<Fault> {
    let bracket = text[at..].chars().next()?;
    let inner = text[at + bracket.len_utf8()..].trim_start();
    let pair = inner.split_once(['=', ':']).is_some_and(|(key, _)| is_key(key.trim()));
    let first = inner.chars().next()?;
    let values = !pair && (is_quote(first) || matches!(first, '[' | '(' | '{'));
    let (what, right) = match bracket {
        '(' | '<' if pair => ("a table of keys stands in braces", '{'),
        '(' | '<' if values => ("a list stands in square brackets", '['),
        '{' if values => ("a list stands in square brackets", '['),
        '[' if pair && !key.is_empty() => ("a table of keys stands in braces", '{'),
        _ => return None,
    };
    let range = (at, at + 1);
    let fault = Fault::new(
        range,
        format!("{what}, and not in {bracket}"),
        format!("write {right} in its place"),
    );
    Some(fault.patch(range, right.to_string()))
}

/// Whether words before a sign are a key, in quotes or without.
fn is_key(words: &str) -> bool {
    let quoted = words.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    is_name(quoted.unwrap_or(words))
}

/// Whether a sign closes a bracket of some kind.
pub(super) fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>')
}

/// A bracket that closes another kind than was opened.
pub(super) fn closing(at: usize, found: char, right: char) -> Fault {
    let range = (at, at + found.len_utf8());
    Fault::new(
        range,
        format!("{found} stands here where {right} is needed"),
        format!("write {right} in its place"),
    )
    .patch(range, right.to_string())
}

/// Whether people part items by a sign that is no comma.
pub(super) fn parts(c: char) -> bool {
    matches!(c, ';' | '；' | '，' | '、' | '|' | '،')
}

/// A sign between two items that is no comma.
pub(super) fn comma(at: usize, found: char) -> Fault {
    let range = (at, at + found.len_utf8());
    let help = "write a comma between one value and the next";
    Fault::new(range, format!("{found} stands here where a comma is needed"), help)
        .patch(range, ",")
}

/// Values that are to stand in a list.
pub(super) fn around(text: &str, (start, end): (usize, usize)) -> Fault {
    let written = &text[start..end];
    let rest = text[end..].trim_start_matches([' ', '\t', ',']);
    // A bracket that closes the list may be there.
    let line = rest.lines().next().unwrap_or("").trim_end();
    let closed = line == "]";
    let stop = if closed { text.len() - rest.len() + 1 } else { end };
    let first = (start, start + written.lines().next().map_or(0, |line| line.trim_end().len()));
    let help = "write [ before the first and ] after the last";
    Fault::new(first, "several values stand here without the brackets of a list", help)
        .patch((start, stop), format!("[{written}]"))
}
