//! Structure elements: found by their nodes, and put into the namespace of PDF 2.0.

use std::collections::HashMap;

use super::super::super::element::Element;
use super::super::file::{Dictionary, File, Value};
use crate::layout::{NodeId, Numbering, Role, Structure};

/// The standard structure namespace of PDF 2.0 (ISO 32000-2, 14.8.6.2).
const NAMESPACE: &[u8] = b"(http://iso.org/pdf2/ssn)";

/// Roles of PDF 1.7 that the namespace of PDF 2.0 does not have (ISO 32000-2, annex M).
const OLD_ROLES: &[&str] = &["TOC", "TOCI", "BlockQuote"];

/// Where the elements are in a file.
pub(super) struct Elements {
    /// The element at the top.
    pub(super) document: u32,
    /// The namespace.
    pub(super) namespace: u32,
    /// Every element but the one at the top with its node, in the order of reading.
    pub(super) all: Vec<(NodeId, u32)>,
    numbers: HashMap<NodeId, u32>,
}

impl Elements {
    /// Finds the element of every node: the tree of the file is the one that was handed to krilla.
    pub(super) fn find(file: &File<'_>, elements: &[Element]) -> Option<Self> {
        let catalog = file.value(file.catalog()?)?.into_dictionary()?;
        let root = file.value(catalog.reference("StructTreeRoot")?)?.into_dictionary()?;
        let [document] = inner(&root)[..] else { return None };
        let namespace = match root.get("Namespaces")? {
            Value::Array(namespaces) => {
                namespaces.iter().find_map(|namespace| match namespace {
                    Value::Reference(number) => is_standard(file, *number).then_some(*number),
                    _ => None,
                })?
            }
            _ => return None,
        };
        let mut found = Self { document, namespace, all: Vec::new(), numbers: HashMap::new() };
        found.walk(file, document, elements)?;
        Some(found)
    }

    /// Elements of a file that was put together by hand.
    #[cfg(test)]
    pub(super) fn of_test(document: u32, namespace: u32, all: Vec<(NodeId, u32)>) -> Self {
        Self { document, namespace, numbers: all.iter().copied().collect(), all }
    }

    fn walk(&mut self, file: &File<'_>, parent: u32, elements: &[Element]) -> Option<()> {
        let numbers = inner(&file.value(parent)?.into_dictionary()?);
        if numbers.len() != elements.len() {
            return None;
        }
        for (number, element) in numbers.into_iter().zip(elements) {
            self.all.push((element.node, number));
            self.numbers.insert(element.node, number);
            self.walk(file, number, &element.children)?;
        }
        Some(())
    }

    /// The element of a node, or of the next one around it that has one.
    pub(super) fn of(&self, structure: &Structure, node: NodeId) -> u32 {
        let mut at = Some(node);
        while let Some(node) = at {
            if let Some(number) = self.numbers.get(&node) {
                return *number;
            }
            at = structure.node(node).parent;
        }
        self.document
    }

    /// Puts every element into the namespace of PDF 2.0 with the role that it has there.
    pub(super) fn raise(&self, file: &mut File<'_>, structure: &Structure) -> Option<()> {
        file.change(self.namespace, |namespace| {
            namespace.set("NS", Value::Text(NAMESPACE.to_vec()));
        })?;
        file.change(self.document, |document| {
            document.set("NS", Value::Reference(self.namespace));
        })?;
        for (node, number) in &self.all {
            let role = structure.node(*node).role;
            file.change(*number, |element| self.raise_one(element, role))?;
            if role == Role::Caption {
                self.give_caption(file, *number)?;
            }
        }
        Some(())
    }

    /// ISO 14289-2, 8.2.5.27: a caption is the first or last child of what it is about. That of a
    /// table goes into it. That of a picture stays beside it as a paragraph: readers that say the
    /// Alt of a figure pass over what is within it.
    fn give_caption(&self, file: &mut File<'_>, caption: u32) -> Option<()> {
        let parent = file.value(caption)?.into_dictionary()?.reference("P")?;
        let siblings = inner(&file.value(parent)?.into_dictionary()?);
        let at = siblings.iter().position(|sibling| *sibling == caption)?;
        let is_table = |number: &&u32| {
            let element = file.value(**number).and_then(Value::into_dictionary);
            element.is_some_and(|element| element.name("S") == Some("Table"))
        };
        let Some(table) = siblings.get(at + 1).filter(is_table).copied() else {
            return file.change(caption, |caption| caption.set("S", Value::Name("P".into())));
        };
        let reference = Value::Reference(caption);
        file.change(parent, |parent| {
            if let Value::Array(kids) = parent.entry("K", || Value::Array(Vec::new())) {
                kids.retain(|kid| *kid != reference);
            }
        })?;
        file.change(table, |table| {
            let mut kids = match table.remove("K") {
                Some(Value::Array(kids)) => kids,
                kid => kid.into_iter().collect(),
            };
            kids.insert(0, reference);
            table.set("K", Value::Array(kids));
        })?;
        file.change(caption, |caption| caption.set("P", Value::Reference(table)))
    }

    fn raise_one(&self, element: &mut Dictionary, role: Role) {
        match role {
            Role::Aside => element.set("S", Value::Name("Aside".into())),
            // PDF 2.0 has no Reference: an entry of the contents is a paragraph with a link.
            Role::Reference => element.set("S", Value::Name("P".into())),
            Role::List(Numbering::Term) => number_list(element, "Description"),
            Role::List(Numbering::Unordered) => number_list(element, "Unordered"),
            _ => {}
        }
        if !element.name("S").is_some_and(|role| OLD_ROLES.contains(&role)) {
            element.set("NS", Value::Reference(self.namespace));
        }
    }
}

/// ISO 14289-2, 8.2.5.25: a list with labels says what they are (ISO 32000-2, table 382).
fn number_list(element: &mut Dictionary, numbering: &str) {
    let set = |attributes: &mut Value| {
        if let Value::Dictionary(attributes) = attributes
            && attributes.name("O") == Some("List")
        {
            attributes.set("ListNumbering", Value::Name(numbering.into()));
        }
    };
    match element.entry("A", || Value::Array(Vec::new())) {
        Value::Array(all) => all.iter_mut().for_each(set),
        attributes => set(attributes),
    }
}

/// The elements within one, in order; marked content and annotations are none.
pub(super) fn inner(element: &Dictionary) -> Vec<u32> {
    let number = |kid: &Value| match kid {
        Value::Reference(number) => Some(*number),
        _ => None,
    };
    match element.get("K") {
        Some(Value::Array(kids)) => kids.iter().filter_map(number).collect(),
        Some(kid) => number(kid).into_iter().collect(),
        None => Vec::new(),
    }
}

fn is_standard(file: &File<'_>, number: u32) -> bool {
    let namespace = file.value(number).and_then(Value::into_dictionary);
    let name = namespace.as_ref().and_then(|namespace| namespace.get("NS"));
    matches!(name, Some(Value::Text(name)) if name.ends_with(b"iso.org/pdf2/ssn)"))
}
