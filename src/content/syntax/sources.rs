//! Who said a quote, written behind its words: `quote = "It helped me" - Jo, 45`.

use super::Fault;
use super::quotes::{is_quote, text_of};

/// Signs before the name of who speaks.
const DASHES: [char; 7] = ['-', '–', '—', '―', '~', ',', ';'];

/// The name that stands behind the words of a quote in its line, where `key` holds them.
pub(super) fn behind(
    text: &str,
    key: &str,
    value: (usize, usize),
    rest: (usize, usize),
) -> Option<Fault> {
    let written = text[rest.0..rest.1].trim_end();
    add(text, key, value, (rest.0, rest.0 + written.len()))
}

/// The name that stands in the line below the words of a quote.
pub(super) fn below(text: &str, value: (usize, usize), start: usize) -> Option<Fault> {
    let before = &text[..value.0];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let key = before[line..].split('=').next()?.trim();
    let written = text[start..].lines().next()?.trim_end();
    let more = text[start + written.len()..].trim_start_matches(['\r', '\n']);
    // Several such lines are points of a list.
    if !written.starts_with(DASHES) || more.starts_with(DASHES) {
        return None;
    }
    add(text, key, value, (start, start + written.len()))
}

fn add(text: &str, key: &str, value: (usize, usize), rest: (usize, usize)) -> Option<Fault> {
    let header = || text[..value.0].lines().rev().find(|line| line.starts_with('['));
    let in_table = key == "text" && header()?.trim() == "[block.quote]";
    if key != "quote" && !in_table {
        return None;
    }
    let name = name(&text[rest.0..rest.1])?;
    let words = &text[value.0..value.1];
    let (from, whole) = if in_table {
        (value.1, format!("\nsource = {name}"))
    } else {
        (value.0, format!("{{ text = {words}, source = {name} }}"))
    };
    let message = "who said it stands behind the words";
    let help = format!("write it as the source: source = {name}");
    Some(Fault::new(rest, message, help).patch((from, rest.1), whole))
}

/// A name without the signs around it, in quotes.
fn name(written: &str) -> Option<String> {
    let bare = written.trim_start_matches(DASHES).trim();
    let bracketed = [('(', ')'), ('[', ']')].into_iter();
    let mut inside =
        bracketed.filter_map(|(open, close)| bare.strip_prefix(open)?.strip_suffix(close));
    let bare = inside.next().unwrap_or(bare).trim_start_matches(DASHES).trim();
    let words = bare.trim_matches(is_quote);
    let plain = words.contains(char::is_alphabetic)
        && !words.contains(['"', '=', '#', '[', ']', '{', '}', '\\'])
        && !words.starts_with(['+', '&', '/']);
    // A sentence is more of what was said.
    let short = words.chars().count() <= 80 && !words.contains(['?', '!']);
    (plain && short).then(|| text_of(words))
}
