//! What YAML has for texts of several lines and for tables of keys.

use super::quotes::text_of;
use super::{Fault, last_header};
use crate::keys::{self, Sort};

/// `text: |` with its lines further in under it; `token` is what stands after the key.
pub(super) fn text(file: &str, token: (usize, usize)) -> Option<Fault> {
    let sign = &file[token.0..token.1];
    if !matches!(sign, "|" | ">" | "|-" | ">-" | "|+" | ">+") {
        return None;
    }
    let start = token.1 + file[token.1..].find('\n')? + 1;
    let mut end = start;
    let mut lines = Vec::new();
    for line in file[start..].split_inclusive('\n') {
        if !line.trim().is_empty() && !line.starts_with([' ', '\t']) {
            break;
        }
        lines.push(line.trim());
        end += line.len();
    }
    let end = start + file[start..end].trim_end().len();
    let words = lines.join("\n");
    let whole = words.trim();
    if whole.is_empty() {
        return None;
    }
    // One line is no text of several.
    let written = text_of(whole);
    let help = "write \"\"\" in its place, and \"\"\" after the last line";
    let message = format!("{sign} begins no text of several lines");
    Some(Fault::new(token, message, help).patch((token.0, end), written))
}

/// `callout:` with its keys further in under it, where the value is lacking at `at`.
pub(super) fn table(file: &str, at: usize, key: &str) -> Option<Fault> {
    let start = file[..at].rfind('\n').map_or(0, |found| found + 1);
    let next = file[at..].lines().nth(1)?;
    let pair = next.trim_start().split_once([':', '=']);
    let pair = pair.filter(|(name, _)| super::is_name(name.trim()))?;
    if !next.starts_with([' ', '\t']) || pair.0.starts_with('-') {
        return None;
    }
    let table = |key: &keys::Key| matches!(key.sort, Sort::Table(_) | Sort::TableOrFew(..));
    let name = match last_header(&file[..start]) {
        Some("[[block]]") if keys::BLOCK.key(key).is_some_and(table) => format!("[block.{key}]"),
        None if keys::BOOKLET.key(key).is_some_and(table) => format!("[{key}]"),
        _ => return None,
    };
    let lead = file[start..at].len() - file[start..at].trim_start().len();
    let range = (start + lead, at);
    let message = format!("the keys of `{key}` stand under it");
    Some(Fault::new(range, message, format!("write {name} in place of {key} =")).patch(range, name))
}
