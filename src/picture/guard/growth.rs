//! How many parts a drawing has once every reference is followed, and how deep it goes.
//!
//! A symbol that shows ten of another, which shows ten of a third, needs ten lines for a thousand
//! parts. The count here is never less than what the parser will make of the drawing.

use std::collections::HashMap;

use usvg::roxmltree::{Document, Node, NodeId};

use super::{PictureError, addresses, is_svg};

/// The most parts: elements, five for each byte of text, one for 32 bytes of lines, and one for 256
/// of other attributes. To judge a PDF with so many takes two gigabytes and some seconds.
const MOST_PARTS: u64 = 200_000;

/// The deepest that elements and references may nest: the parser calls itself for each.
const DEEPEST: u32 = 128;

/// The most bytes of words in one text: setting them takes time by their square.
const MOST_WORDS: usize = 10_000;

/// What a byte of text counts for, since its outlines are many.
const PARTS_OF_A_LETTER: u64 = 5;

/// Refuses drawings that grow too large, nest too deep, or hold themselves.
pub(super) fn check(document: &Document) -> Result<(), PictureError> {
    let mut ids = HashMap::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            ids.entry(id).or_insert(node);
        }
    }
    let mut counter = Counter { ids, done: HashMap::new() };
    if counter.count(document.root_element(), 0)?.parts > MOST_PARTS {
        return Err(PictureError::TooComplex("parts"));
    }
    Ok(())
}

/// What is counted of a part with all that it holds.
#[derive(Clone, Copy, Default)]
struct Growth {
    parts: u64,
    depth: u32,
}

/// The attributes whose references all inner elements inherit.
const INHERITED: &[&str] =
    &["fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end", "style"];

struct Counter<'a, 'input> {
    ids: HashMap<&'a str, Node<'a, 'input>>,
    /// `None` while a part is being counted, so that one that holds itself is noticed.
    done: HashMap<NodeId, Option<Growth>>,
}

impl<'a, 'input> Counter<'a, 'input> {
    /// Counts a part, so many levels down, with all that it holds.
    fn count(&mut self, node: Node<'a, 'input>, level: u32) -> Result<Growth, PictureError> {
        match self.done.get(&node.id()) {
            Some(Some(growth)) if level + growth.depth <= DEEPEST => return Ok(*growth),
            Some(None) => {
                let name = node.attribute("id").unwrap_or(node.tag_name().name());
                return Err(PictureError::Circle(name.to_owned()));
            }
            _ if level >= DEEPEST => {
                return Err(PictureError::TooComplex("groups within groups"));
            }
            _ => {}
        }
        self.done.insert(node.id(), None);
        let mut growth = Growth { parts: own_parts(node)?, depth: 0 };
        for child in node.children().filter(|child| child.is_element() && is_svg(*child)) {
            growth.add(self.count(child, level + 1)?, 1);
        }
        let (own, inherited) = self.references(node);
        for part in own {
            growth.add(self.count(part, level + 1)?, 1);
        }
        let (inner, mut times) = (growth.parts, 1);
        // A marker stands at every corner of a line.
        let corners = ["d", "points"].map(|name| node.attribute(name).map_or(0, str::len) as u64);
        if inherited.iter().any(|part| part.tag_name().name() == "marker") {
            times += corners.iter().sum::<u64>() / 4;
        }
        for part in inherited {
            growth.add(self.count(part, level + 1)?, inner.saturating_mul(times));
        }
        self.done.insert(node.id(), Some(growth));
        Ok(growth)
    }

    /// What an element refers to: for itself, and for all that stands in it.
    fn references(&self, node: Node<'a, 'input>) -> (Vec<Node<'a, 'input>>, Vec<Node<'a, 'input>>) {
        let (mut own, mut inherited) = (Vec::new(), Vec::new());
        let element = node.tag_name().name();
        let follows = element != "a" && !super::MOVING.contains(&element);
        for attribute in node.attributes() {
            let value = attribute.value();
            if attribute.name() == "href" {
                let target = value.trim().strip_prefix('#').filter(|_| follows);
                own.extend(target.and_then(|id| self.ids.get(id)));
                continue;
            }
            let list =
                if INHERITED.contains(&attribute.name()) { &mut inherited } else { &mut own };
            let targets = addresses(value).filter_map(|address| address.strip_prefix('#'));
            list.extend(targets.filter_map(|id| self.ids.get(id)));
        }
        (own, inherited)
    }
}

impl Growth {
    fn add(&mut self, part: Self, times: u64) {
        self.parts = self.parts.saturating_add(part.parts.saturating_mul(times));
        self.depth = self.depth.max(part.depth + 1);
    }
}

/// The parts of an element itself.
fn own_parts(node: Node) -> Result<u64, PictureError> {
    let length = |node: Node| node.text().filter(|_| node.is_text()).map_or(0, str::len);
    let (mut lines, mut others) = (0, 0);
    for attribute in node.attributes() {
        let kind =
            if matches!(attribute.name(), "d" | "points") { &mut lines } else { &mut others };
        *kind += attribute.value().len() as u64;
    }
    let name = node.tag_name().name();
    if name == "text" && node.descendants().map(length).sum::<usize>() > MOST_WORDS {
        return Err(PictureError::TooComplex("words in one text"));
    }
    let is_text = matches!(name, "text" | "tspan" | "textPath" | "a" | "tref");
    let characters: usize = if is_text { node.children().map(length).sum() } else { 0 };
    Ok(1 + lines / 32 + others / 256 + PARTS_OF_A_LETTER * characters as u64)
}
