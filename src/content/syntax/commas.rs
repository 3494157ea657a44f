//! Commas in a list without quotes, where they may part a number or a sentence and no items.

use super::Fault;
use super::quotes::text_of;
use crate::content::written;

/// The fault of a list around words without quotes in which a comma stands between figures: what is one
/// item only its author knows.
pub(super) fn in_numbers(text: &str, words: (usize, usize), key: &str) -> Option<Fault> {
    let start = text[..words.0].rfind('[').map_or(0, |at| at + 1);
    let end = text[words.1..].find([']', '\n']).map_or(text.len(), |at| words.1 + at);
    let list = text.get(start..end)?;
    let bare: String = list.split('"').step_by(2).collect::<Vec<_>>().join("\"");
    if !written::has_comma_in_number(&bare) {
        return None;
    }
    let help = match items(list).filter(|_| !matches!(key, "rows" | "columns")) {
        Some(items) => format!(
            "write each item in quotes, and between them the commas that part items alone: [{items}]"
        ),
        None => "write each cell in quotes, and between them the commas that part cells alone: a comma within a number or a sentence stands between the quotes".to_owned(),
    };
    let fault = Fault::new(words, "these words stand in no quotes", help);
    Some(fault.note("a comma may part two items, or belong to a number: 1,5 mg"))
}

/// The items of a list, each in quotes: a comma between figures belongs to a number or a sentence.
fn items(list: &str) -> Option<String> {
    if list.contains(['"', '\'', '[', '{', '\n']) {
        return None;
    }
    let mut items: Vec<String> = Vec::new();
    for part in list.split(',') {
        match items.last_mut() {
            Some(last)
                if last.trim_end().ends_with(char::is_numeric)
                    && part.trim_start().starts_with(char::is_numeric) =>
            {
                last.push_str(&format!(",{part}"));
            }
            _ => items.push(part.to_owned()),
        }
    }
    let items = items.iter().map(|item| item.trim()).filter(|item| !item.is_empty());
    Some(items.map(text_of).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_between_figures_part_no_items() {
        assert_eq!(
            items("Take 5 mg, 10 mg, 1,000 mg").unwrap(),
            r#""Take 5 mg", "10 mg", "1,000 mg""#
        );
        assert_eq!(
            items("Take 2, 3 or 4 tablets, Rest").unwrap(),
            r#""Take 2, 3 or 4 tablets", "Rest""#
        );
        assert_eq!(items("\"a\", 1,5 mg"), None);
    }
}
