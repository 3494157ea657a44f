//! XML trees within bounds, and what is asked of their nodes.

use roxmltree::{Document, ParsingOptions};

use super::Refusal;

pub(super) use roxmltree::Node;

/// So many nodes a file may have.
const MOST_NODES: u32 = 4_000_000;

/// So deep elements may stand within each other.
const DEEPEST: usize = 400;

/// Reads a file, whose name in the archive is for the message.
pub(super) fn parse<'a>(text: &'a str, name: &str) -> Result<Document<'a>, Refusal> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => {
            Refusal::new(format!("is not safe to read: {name} in it defines names of its own"))
        }
        roxmltree::Error::NodesLimitReached => {
            Refusal::new(format!("is too large: {name} in it has too many parts"))
        }
        _ => Refusal::new(format!("is damaged: {name} in it is no sound XML")),
    })?;
    if depth(document.root()) > DEEPEST {
        return Err(Refusal::new(format!(
            "is nested too deeply: {name} in it has more than {DEEPEST} parts within each other"
        )));
    }
    Ok(document)
}

/// How deep elements stand within each other, found without recursion.
fn depth(root: Node<'_, '_>) -> usize {
    let (mut node, mut depth, mut deepest) = (root, 0, 0);
    loop {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            deepest = deepest.max(depth);
            continue;
        }
        while node.next_sibling().is_none() {
            match node.parent() {
                Some(parent) if depth > 0 => (node, depth) = (parent, depth - 1),
                _ => return deepest,
            }
        }
        if let Some(next) = node.next_sibling() {
            node = next;
        }
    }
}

/// The local name of an element, else nothing.
pub(super) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    if node.is_element() { node.tag_name().name() } else { "" }
}

/// An attribute by its local name.
pub(super) fn attribute<'a>(node: Node<'a, '_>, local: &str) -> Option<&'a str> {
    node.attributes().find(|it| it.name() == local).map(|it| it.value())
}

/// A child by its local name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, local: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|it| name(*it) == local)
}

/// The attribute `val` of a child.
pub(super) fn value<'a>(node: Node<'a, '_>, local: &str) -> Option<&'a str> {
    attribute(child(node, local)?, "val")
}

/// A switch of Word: there without a value is on.
pub(super) fn switch(node: Node<'_, '_>, local: &str) -> Option<bool> {
    let found = child(node, local)?;
    Some(!matches!(attribute(found, "val"), Some("0" | "false" | "off" | "none")))
}

/// All text within.
pub(super) fn text_within(node: Node<'_, '_>) -> String {
    node.descendants().filter(|it| it.is_text()).filter_map(|it| it.text()).collect()
}
