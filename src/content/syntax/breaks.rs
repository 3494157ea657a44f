//! The signs of word processors that end a line or a page within a text.

use super::Fault;
use super::strings::Found;

/// Keys whose words are one line.
const LINES: [&str; 13] = [
    "title",
    "subtitle",
    "heading",
    "subheading",
    "name",
    "publisher",
    "hours",
    "alt",
    "term",
    "label",
    "version",
    "prompt",
    "source",
];

/// A text that begins at `at` and holds a line break (U+000B) or page break (U+000C) of Word.
pub(super) fn of_word(text: &str, at: usize, found: Found, key: &str) -> Option<Fault> {
    const SIGNS: [char; 2] = ['\u{B}', '\u{C}'];
    let literal = &text[at..found.end];
    let first = literal.find(SIGNS)?;
    let breaks = !LINES.contains(&key);
    let (line, page) = match (breaks, found.many_lines) {
        (true, true) => (" //\n", "\n"),
        (true, false) => (" //\\n", " "),
        (false, _) => (" ", " "),
    };
    let quotes = if found.many_lines { 3 } else { 1 };
    let raw = found.quote == '\'' && !found.many_lines && breaks;
    let inner = literal[quotes..literal.len() - quotes].trim_matches(SIGNS);
    let inner =
        if raw { inner.replace('\\', "\\\\").replace('"', "\\\"") } else { inner.to_owned() };
    let quote = if raw { "\"" } else { &literal[..quotes] };
    let mut written = String::from(quote);
    let mut rest = inner.as_str();
    while let Some(end) = rest.find(SIGNS) {
        let (words, after) = rest.split_at(end);
        let sign = if after.starts_with('\u{B}') { line } else { page };
        let done = sign == line && words.trim_end().ends_with("//");
        written.push_str(words.trim_end_matches(' '));
        written.push_str(if done { sign.trim_start_matches([' ', '/']) } else { sign });
        rest = after.trim_start_matches(|c| SIGNS.contains(&c) || c == ' ');
    }
    written.push_str(rest);
    written.push_str(quote);
    let sign = literal[first..].chars().next()?;
    let place = (at + first, at + first + sign.len_utf8());
    let (message, help) = match (sign, breaks) {
        ('\u{B}', true) => (
            "a line break of Word (U+000B) stands here",
            "write // at the end of the line in its place",
        ),
        ('\u{B}', false) => (
            "a line break of Word (U+000B) stands here",
            "write a space in its place: these words are one line",
        ),
        _ => (
            "a page break of Word (U+000C) stands here",
            "write a space in its place: the program parts the pages",
        ),
    };
    Some(Fault::new(place, message, help).patch((at, found.end), written))
}
