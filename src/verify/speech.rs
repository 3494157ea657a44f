//! The structure of a PDF written down, one element a line: what `chapbook read` prints.
//!
//! An element that holds only words has them on its own line. Where words and elements stand side
//! by side, each stretch of words is a line of its own, one level deeper, so that the lines from
//! top to bottom are what a screen reader says:
//!
//! ```text
//! P
//!   "Call "
//!   Link to="tel:08080087054" "0808 008 7054"
//!   " on weekdays."
//! ```
//!
//! Where a link leads stands behind `to=`: an address, or `page 3`, counted from the file's first page.
//!
//! ActualText stands on the element's own line; the elements that it replaces are still listed,
//! without their words. Within quotes, `"` and `\` have a backslash before them and a line end is
//! `\n`; controls and signs of direction that nobody sees are written as `\u{202e}`. Words are given
//! exactly, spaces at their ends included. A type or a language that is not made of the signs of a
//! name or a tag stands in quotes too, so that no file can write a line of its own.

use std::fmt::Write as _;

use super::file::Unreadable;
use super::structure::{Child, Element, ReadError, structured};
use crate::diagnostic::is_treacherous;

/// The most bytes that are written down: what lies deep has many spaces before it.
const MAX_BYTES: usize = 128 * 1024 * 1024;

/// Reads a PDF's structure back as assistive technology is given it.
///
/// # Errors
///
/// See [`ReadError`].
pub fn read(bytes: &[u8]) -> Result<String, ReadError> {
    let mut lines = String::new();
    for child in structured(bytes)?.top {
        write_child(&mut lines, &child, Place { level: 0, replaced: false });
    }
    if lines.len() > MAX_BYTES {
        let cost = "written down, its structure takes more than 128 MB".to_owned();
        return Err(Unreadable::Unsafe(cost).into());
    }
    Ok(lines)
}

#[derive(Clone, Copy)]
struct Place {
    level: usize,
    /// Whether an element around it says something else in its place.
    replaced: bool,
}

fn write_child(lines: &mut String, child: &Child, place: Place) {
    match child {
        _ if lines.len() > MAX_BYTES => {}
        Child::Element(element) => write_element(lines, element, place),
        Child::Text(text) if !place.replaced => {
            indent(lines, place.level);
            lines.push_str(&quoted(text));
            lines.push('\n');
        }
        Child::Text(_) | Child::Object => {}
    }
}

fn write_element(lines: &mut String, element: &Element, place: Place) {
    indent(lines, place.level);
    lines.push_str(&bare_or_quoted(&element.role, is_name));
    if let Some(language) = &element.language {
        let _ = write!(lines, " lang={}", bare_or_quoted(language, is_tag));
    }
    if let Some(alt) = &element.alt {
        let _ = write!(lines, " alt={}", quoted(alt));
    }
    if let Some(target) = &element.target {
        let _ = write!(lines, " to={}", quoted(&target.to_string()));
    }
    let own = own_words(element);
    if let Some(words) = own.filter(|words| !words.is_empty() && !place.replaced) {
        let _ = write!(lines, " {}", quoted(words));
    }
    lines.push('\n');
    let place =
        Place { level: place.level + 1, replaced: place.replaced || element.actual_text.is_some() };
    let has_elements = element.elements().next().is_some();
    for child in element.children.iter().filter(|_| has_elements) {
        write_child(lines, child, place);
    }
}

/// What an element says on its own line.
fn own_words(element: &Element) -> Option<&str> {
    if let Some(actual) = &element.actual_text {
        return Some(actual);
    }
    let mut stretches = element.children.iter().filter(|child| **child != Child::Object);
    match (stretches.next(), stretches.next()) {
        (Some(Child::Text(text)), None) => Some(text),
        _ => None,
    }
}

fn indent(lines: &mut String, level: usize) {
    lines.extend(std::iter::repeat_n("  ", level));
}

fn bare_or_quoted(text: &str, is_bare: impl Fn(&str) -> bool) -> String {
    if is_bare(text) { text.to_owned() } else { quoted(text) }
}

/// A structure type as programs name them: letters of any script, digits, `_`, `-`, `.`, `:`.
fn is_name(role: &str) -> bool {
    !role.is_empty() && role.chars().all(|c| c.is_alphanumeric() || "_-.:".contains(c))
}

/// Subtags of up to 8 letters and digits (RFC 5646, 2.1).
fn is_tag(language: &str) -> bool {
    language.split('-').all(|subtag| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            hidden if is_treacherous(hidden) => quoted.extend(hidden.escape_unicode()),
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}
