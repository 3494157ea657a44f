//! Tracked changes of a Word file, told to somebody who has to say what is done with them.

use super::revisions::is_change;
use super::source;
use crate::import::xml::{Node, attribute, name};
use crate::import::{Changes, Refusal};

/// Every tracked change of a part, as a line each.
fn list(root: Node<'_, '_>, part: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut paragraph = 0;
    for node in root.descendants() {
        match name(node) {
            "p" => {
                let boxed = |it: Node<'_, '_>| matches!(name(it), "txbxContent" | "Fallback");
                paragraph += usize::from(!node.ancestors().any(boxed));
            }
            element if is_change(element) => {
                let within = |it: Node<'_, '_>| is_change(name(it));
                if node.ancestors().skip(1).any(within) {
                    continue;
                }
                let words = source::words(node);
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                let what = match element {
                    "ins" => "put in",
                    "del" => "taken out",
                    _ => "moved",
                };
                let parent = node.parent().map(name).unwrap_or_default();
                let shown = match parent {
                    "rPr" => "the end of the paragraph".to_owned(),
                    "trPr" => "a row of a table".to_owned(),
                    _ if words.is_empty() => continue,
                    _ => format!("\u{201C}{words}\u{201D}"),
                };
                let author = attribute(node, "author").filter(|it| !it.trim().is_empty());
                let by = author.map_or(String::new(), |it| format!(", by {it}"));
                found.push(format!("{part}paragraph {}: {what}: {shown}{by}", paragraph.max(1)));
            }
            _ => {}
        }
    }
    found
}

/// An error where there are tracked changes and nobody said what to do with them.
pub(super) fn ask(parts: &[(Node<'_, '_>, &str)], changes: Option<Changes>) -> Result<(), Refusal> {
    if changes.is_some() {
        return Ok(());
    }
    let all: Vec<String> = parts.iter().flat_map(|(root, part)| list(*root, part)).collect();
    if all.is_empty() { Ok(()) } else { Err(Refusal::Tracked(all)) }
}
