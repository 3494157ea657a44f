//! Formulas of a web page (MathML).

use super::dom::Page;
use crate::import::formula::{DEEPEST, Part, linear};

/// A formula as signs in a row.
pub(super) fn row(page: &Page, node: usize) -> String {
    let row = linear(&part(page, node, 0));
    row.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn part(page: &Page, node: usize, depth: usize) -> Part {
    let name = page.name(node).to_owned();
    if let Some(text) = page.text(node) {
        return Part { text: text.trim().to_owned(), ..Part::default() };
    }
    if depth > DEEPEST {
        return Part { text: super::text_within(page, node), ..Part::default() };
    }
    let inner = page.children(node).iter().map(|it| part(page, *it, depth + 1));
    // Blanks between elements are no parts.
    let parts = inner.filter(|it| !(it.name.is_empty() && it.text.is_empty())).collect();
    let sign = |key: &str, default: &str| page.attribute(node, key).unwrap_or(default).to_owned();
    let fenced = name == "mfenced";
    let signs = fenced.then(|| [sign("open", "("), sign("close", ")"), sign("separators", ",")]);
    Part { name, text: String::new(), parts, signs }
}
