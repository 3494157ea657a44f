//! Other words in a string: of its bytes, only those of the characters that differ.

use std::ops::Range;

use super::Refused;
use super::diff;
use super::syntax::{Quotes, Words, without_last_end};
use super::write;
use crate::content::characters;

/// A stretch of bytes and what stands in its place.
pub(super) type Change = (Range<usize>, String);

/// The changes to a string that is written as `literal`, so that it says `new`; `end` is the file's
/// line end.
pub(super) fn change(literal: &str, new: &str, end: &str) -> Result<Vec<Change>, Refused> {
    let quotes = Quotes::of(literal);
    let decoded = characters(literal);
    let shown = without_last_end(&decoded, quotes);
    let old: Vec<char> = shown.iter().map(|character| character.c).collect();
    let new_chars: Vec<char> = new.chars().collect();
    let hunks = diff::of_words(&old, &new_chars);
    for (_, added) in &hunks {
        allowed(&new_chars[added.clone()])?;
    }
    let first = opening(literal, quotes);
    let place = |range: &Range<usize>| match range.is_empty() {
        true => {
            let at = range.start.checked_sub(1).map_or(first, |before| shown[before].end);
            at..at
        }
        false => shown[range.start].start..shown[range.end - 1].end,
    };
    let escapes = literal.contains("\\n");
    for careful in [false, true] {
        let write = |(one, two): &diff::Hunk| {
            let added: String = new_chars[two.clone()].iter().collect();
            let written = inserted(&added, quotes, (escapes, careful), end)?;
            Some((place(one), written))
        };
        let changes: Option<Vec<Change>> = hunks.iter().map(write).collect();
        let Some(changes) = changes else { break };
        if says(&applied(literal, &changes), new) {
            return Ok(changes);
        }
    }
    Ok(vec![(0..literal.len(), whole(new, quotes, end))])
}

/// Characters that no text of TOML may hold, which nobody means to write.
fn allowed(added: &[char]) -> Result<(), Refused> {
    let forbidden = |c: &&char| c.is_control() && !matches!(c, '\n' | '\t');
    let ascii = |c: &&char| c.is_ascii() && forbidden(c);
    added.iter().find(ascii).map_or(Ok(()), |c| Err(Refused::Character { code: u32::from(*c) }))
}

/// The same of new values, whatever they hold.
pub(super) fn all_allowed(value: &super::Value) -> Result<(), Refused> {
    match value {
        super::Value::Words(text) => allowed(&text.chars().collect::<Vec<_>>()),
        super::Value::Bare(_) => Ok(()),
        super::Value::List(items) => items.iter().try_for_each(all_allowed),
        super::Value::Table(entries) => {
            entries.iter().try_for_each(|(_, value)| all_allowed(value))
        }
    }
}

/// The first byte of the words.
fn opening(literal: &str, quotes: Quotes) -> usize {
    let at = quotes.as_str().len();
    let rest = &literal[at.min(literal.len())..];
    match () {
        () if !quotes.are_three() => at,
        () if rest.starts_with('\n') => at + 1,
        () if rest.starts_with("\r\n") => at + 2,
        () => at,
    }
}

/// Words as they are written between these quotes, where they can be.
fn inserted(
    added: &str,
    quotes: Quotes,
    (escapes, careful): (bool, bool),
    end: &str,
) -> Option<String> {
    match quotes {
        Quotes::Double if added.contains('\n') && !escapes => None,
        Quotes::Double => Some(write::escaped(added)),
        Quotes::Single => (!added.contains(['\n', '\''])).then(|| added.to_owned()),
        Quotes::ThreeSingle => Some(added.replace('\n', end)),
        Quotes::ThreeDouble => {
            let escaped: Vec<String> = added.split('\n').map(write::escaped).collect();
            let lines = escaped.join(end);
            Some(if careful { lines } else { lines.replace("\\\"", "\"") })
        }
    }
}

fn applied(literal: &str, changes: &[Change]) -> String {
    let mut made = literal.to_owned();
    for (range, with) in changes.iter().rev() {
        made.replace_range(range.clone(), with);
    }
    made
}

/// Whether a string can be parsed as one and says these words.
fn says(literal: &str, words: &str) -> bool {
    let document = format!("value = {literal}");
    let parsed = toml::de::DeTable::parse(&document);
    let whole = parsed.is_ok_and(|table| {
        let value = table.get_ref().get("value").map(|value| value.span());
        table.get_ref().len() == 1 && value == Some("value = ".len()..document.len())
    });
    whole && Words::of(literal).text == words
}

/// All of it anew, with the quotes of before where they can hold it.
fn whole(new: &str, quotes: Quotes, end: &str) -> String {
    let three = matches!(quotes, Quotes::ThreeDouble | Quotes::ThreeSingle);
    if three && !new.contains('\n') {
        for sign in [quotes.as_str(), "\"\"\""] {
            let inner = if sign == "\"\"\"" { write::escaped(new) } else { new.to_owned() };
            let literal = format!("{sign}{end}{inner}{end}{sign}");
            if says(&literal, new) {
                return literal;
            }
        }
    }
    write::words(new, end)
}
