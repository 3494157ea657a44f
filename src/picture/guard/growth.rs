//! How many parts a drawing has once every reference is followed, and how deep it goes.
//!
//! A symbol that shows ten of another, which shows ten of a third, needs ten lines for a thousand
//! parts. The count here is never less than what the parser will make of the drawing.

use std::collections::HashMap;

use usvg::roxmltree::{Document, Node, NodeId};

use super::{PictureError, addresses, is_svg, text_of};

/// The most parts: elements, five for each byte of text, one for 32 bytes of lines, and one for 256
/// of other attributes. To judge a PDF with so many takes two gigabytes and some seconds.
const MOST_PARTS: u64 = 200_000;

/// The deepest that elements and references may nest: the parser calls itself for each.
const DEEPEST: u32 = 128;

/// The most comparisons of an element with a rule of a style sheet.
const MOST_COMPARISONS: usize = 10_000_000;

/// The most rules of style sheets, which are put in order one by one.
const MOST_RULES: usize = 10_000;

/// The most ways in which an element and those around it are held against selectors.
const MOST_WAYS: u64 = 200_000_000;

/// The most bytes of words in one text: setting them takes time by their square.
const MOST_WORDS: usize = 10_000;

/// What a byte of text counts for, since its outlines are many.
const PARTS_OF_A_LETTER: u64 = 5;

/// Refuses drawings that grow too large, nest too deep, or hold themselves.
pub(super) fn check(document: &Document) -> Result<(), PictureError> {
    let elements = document.descendants().filter(Node::is_element).count();
    let rules = Rules::read(document);
    let around = |node: Node| node.ancestors().take(DEEPEST as usize).count() as u64;
    let depth = document.descendants().map(around).max().unwrap_or_default();
    let ways = rules.ways(depth).saturating_mul(elements as u64);
    if rules.count > MOST_RULES || elements * rules.count > MOST_COMPARISONS || ways > MOST_WAYS {
        return Err(PictureError::TooComplex("style rules"));
    }
    let mut ids = HashMap::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            ids.entry(id).or_insert(node);
        }
    }
    let mut counter = Counter { rules, ids, done: HashMap::new() };
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

/// References in style sheets, by the class, id or element that they are for.
struct Rules {
    count: usize,
    /// For each selector of elements within elements, how many within each other it names.
    nested: Vec<u64>,
    references: HashMap<String, Vec<String>>,
}

impl Rules {
    fn read(document: &Document) -> Self {
        let mut rules = Self { count: 0, nested: Vec::new(), references: HashMap::new() };
        let is_sheet = |node: &Node| node.is_element() && node.tag_name().name() == "style";
        for sheet in document.descendants().filter(is_sheet) {
            for rule in text_of(sheet).split('}') {
                rules.count += 1 + rule.matches(',').count();
                let Some((selector, body)) = rule.split_once('{') else {
                    continue;
                };
                // A comment may hold a comma.
                let parts = if rule.contains("/*") { '\0' } else { ',' };
                let nested = selector.split(parts).map(|it| it.split_whitespace().count() as u64);
                rules.nested.extend(nested.filter(|nested| *nested > 1));
                let found: Vec<String> = addresses(body)
                    .filter_map(|address| address.strip_prefix('#').map(str::to_owned))
                    .collect();
                if !found.is_empty() {
                    for name in names(selector) {
                        rules.references.entry(name).or_default().extend(found.clone());
                    }
                }
            }
        }
        rules
    }

    /// In how many ways one element that has others around it, so many deep, may be held against
    /// all selectors: each choice of those that a selector names is tried.
    fn ways(&self, depth: u64) -> u64 {
        let choices = |chosen: u64| {
            (0..chosen.min(depth))
                .fold(1_u64, |ways, at| ways.saturating_mul(depth - at) / (at + 1))
        };
        self.nested.iter().fold(0, |sum, nested| sum.saturating_add(choices(nested - 1)))
    }

    /// What the rules for an element may refer to.
    fn of<'a>(&'a self, node: Node<'a, '_>) -> impl Iterator<Item = &'a str> {
        let classes = node.attribute("class").unwrap_or_default().split_whitespace();
        let names = classes
            .map(|class| format!(".{class}"))
            .chain(node.attribute("id").map(|id| format!("#{id}")))
            .chain(["*".to_owned(), node.tag_name().name().to_owned()]);
        names.filter_map(|name| self.references.get(&name)).flatten().map(String::as_str)
    }
}

/// The classes, ids and elements of a selector, with the sign that says which it is.
fn names(selector: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    for character in selector.chars() {
        if !(character.is_alphanumeric() || matches!(character, '-' | '_')) {
            names.push(String::new());
        }
        if !character.is_whitespace() && !matches!(character, ',' | '>' | '+' | '~') {
            names.last_mut().expect("there is always one").push(character);
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The attributes whose references all inner elements inherit.
const INHERITED: &[&str] =
    &["fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end", "style"];

struct Counter<'a, 'input> {
    rules: Rules,
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
        inherited.extend(self.rules.of(node).filter_map(|id| self.ids.get(id)));
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
