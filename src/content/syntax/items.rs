//! Items of a list with a sign or a word of prose beside them.

use super::Fault;
use super::prose::without_point;
use super::quotes::{is_quote, text_of};

/// `1. "Wash your hands."`: an item with a number or a sign typed before it.
pub(super) fn marked(token: &str, range: (usize, usize)) -> Option<Fault> {
    let words = without_point(token).or_else(|| without_number(token))?;
    let sign = token[..token.len() - words.len()].trim_end();
    let message = format!("{sign} stands before this item");
    if words.starts_with(is_quote) {
        let before = (range.0, range.1 - words.len());
        let help = "take it out: the program sets the signs of a list";
        return Some(Fault::new((range.0, range.0 + sign.len()), message, help).patch(before, ""));
    }
    let numbered = without_point(token).is_none();
    let quoted = text_of(words);
    let help = format!("write {quoted}: the program sets the numbers");
    (numbered && words.contains(char::is_alphabetic))
        .then(|| Fault::new(range, message, help).patch(range, quoted))
}

/// Words without a number and its sign before them.
fn without_number(words: &str) -> Option<&str> {
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = words[digits..].strip_prefix(['.', ')']).filter(|_| (1..=2).contains(&digits))?;
    after.starts_with([' ', '\t']).then(|| after.trim_start())
}

/// Lines without quotes between the brackets of a list, from one that begins at `start`: one line is
/// one item, whatever commas it has.
pub(super) fn of_lines(text: &str, start: usize) -> Option<Fault> {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = text.get(line_start..start).filter(|lead| lead.trim().is_empty())?;
    let (mut items, mut end, mut from) = (Vec::new(), start, start);
    for line in text[start..].split_inclusive('\n') {
        let shown = line.trim();
        let closes = shown.ends_with(']') && !shown.contains('[');
        let words = shown.strip_suffix(']').filter(|_| closes).unwrap_or(shown).trim_end();
        let words = words.trim_end_matches([',', ';']).trim_end();
        let bare = !words.starts_with(is_quote)
            && !words.contains(['"', '=', '[', ']', '{', '}', '#'])
            && words.contains(char::is_alphabetic);
        if !bare {
            break;
        }
        let unmarked = without_point(words).or_else(|| without_number(words)).unwrap_or(words);
        let lead = line.len() - line.trim_start().len();
        items.push(text_of(unmarked));
        end = from + lead + words.len();
        from += line.len();
        if closes {
            break;
        }
    }
    let own = text[end..].trim_start().trim_start_matches([',', ';']).trim_start();
    let alone = text[..line_start].trim_end().ends_with('[') && own.starts_with(']');
    let path = |item: &String| item.ends_with(".toml\"");
    if items.is_empty() || items.len() == 1 && alone || items.iter().any(path) {
        return None;
    }
    let rest = text[end..].lines().next().unwrap_or("").trim_start();
    let comma = usize::from(rest.starts_with([',', ';']));
    let next = if own.starts_with(']') && comma == 0 { "" } else { "," };
    let end = end + (text[end..].len() - text[end..].trim_start_matches([' ', '\t']).len()) * comma;
    let whole = items.join(&format!(",\n{indent}")) + next;
    let message = "these items stand in no quotes";
    let help = "write each line as one item, in straight quotes, with a comma after it";
    let first = (start, start + text[start..].lines().next()?.trim_end().len());
    Some(Fault::new(first, message, help).patch((start, end + comma), whole))
}

/// `"two" and "three"`: a word where a comma is needed, after a value that ends at `end`.
pub(super) fn joined(text: &str, end: usize) -> Option<Fault> {
    const WORDS: [&str; 6] = ["and", "or", "und", "oder", "et", "&"];
    let rest = text[end..].lines().next()?;
    let next = rest.trim_start();
    let word = WORDS.into_iter().find(|word| {
        let after = next.strip_prefix(word);
        after.is_some_and(|after| after.trim_start().starts_with('"') && after.starts_with(' '))
    })?;
    let at = end + rest.len() - next.len();
    let range = (at, at + word.len());
    let message = format!("“{word}” stands here where a comma is needed");
    let fault = Fault::new(range, message, "write a comma between one value and the next");
    (at > end).then(|| fault.patch((end, range.1), ","))
}

/// `- "your letter"` further in than the item before it, which begins at `item` and ends at `end`: a
/// list within that.
pub(super) fn within(text: &str, item: (usize, usize), at: usize) -> Option<Fault> {
    let indent = |at: usize| {
        let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
        text[start..at].trim().is_empty().then(|| at - start)
    };
    let (outer, inner) = (indent(item.0)?, indent(at)?);
    if inner <= outer || !text[item.0..].starts_with('"') {
        return None;
    }
    let (mut items, mut end, mut from) = (Vec::new(), at, at - inner);
    for line in text[from..].split_inclusive('\n') {
        let words = line.trim_end().trim_end_matches([',', ';']);
        let Some(point) = without_point(words.trim_start()) else { break };
        if words.len() - words.trim_start().len() != inner {
            break;
        }
        let point = point.trim_matches(is_quote);
        items.push(text_of(point));
        end = from + line.trim_end().len();
        from += line.len();
    }
    let first = (at, at + text[at..].lines().next()?.trim_end().len());
    let item_text = &text[item.0..item.1];
    let whole = format!("{{ text = {item_text}, bullets = [{}] }},", items.join(", "));
    let help = "write the item with the list inside: { text = \"…\", bullets = [\"…\", \"…\"] }";
    let fault = Fault::new(first, "this is a list within the item before it", help);
    (!items.is_empty()).then(|| fault.patch((item.0, end), whole))
}
