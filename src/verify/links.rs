//! Where links lead (ISO 32000-1, 12.3.2 and 12.6).

use std::collections::HashMap;
use std::fmt;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::budget::Budget;
use super::file::{get, get_dictionary, resolve};

/// How deep the tree of names may be.
const MAX_DEPTH: usize = 64;

/// How often a destination may name another.
const MAX_NAMES: usize = 4;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To an address.
    Uri(String),
    /// To a page of this file, counted from 1.
    Page(usize),
    /// To another file, by its name.
    File(String),
    /// Nowhere: it does something, such as `JavaScript`.
    Action(String),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uri(address) => f.write_str(address),
            Self::Page(number) => write!(f, "page {number}"),
            Self::File(name) => write!(f, "file {name}"),
            Self::Action(name) => write!(f, "action {name}"),
        }
    }
}

/// What is needed to follow links, made when the first one asks for it.
pub(super) struct Links<'a> {
    document: &'a Document,
    pages: Option<HashMap<ObjectId, usize>>,
    names: Option<HashMap<&'a [u8], &'a Object>>,
}

impl<'a> Links<'a> {
    /// The links of a file.
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, pages: None, names: None }
    }

    /// Where an annotation leads; absent where it is no link, or leads nowhere.
    pub(super) fn target(
        &mut self,
        annotation: &'a Dictionary,
        budget: &mut Budget,
    ) -> Option<Target> {
        let document = self.document;
        if get(document, annotation, b"Subtype")?.as_name().ok()? != b"Link" {
            return None;
        }
        if let Some(destination) = get(document, annotation, b"Dest") {
            return self.page(destination, budget).map(Target::Page);
        }
        let action = get_dictionary(document, annotation, b"A")?;
        match get(document, action, b"S")?.as_name().ok()? {
            b"URI" => budget.text(document, action, b"URI").map(Target::Uri),
            b"GoTo" => {
                let end = get(document, action, b"D").or_else(|| get(document, action, b"SD"))?;
                self.page(end, budget).map(Target::Page)
            }
            b"GoToR" | b"Launch" => file_name(document, action, budget).map(Target::File),
            b"Named" => {
                let name = get(document, action, b"N")?.as_name().ok()?;
                budget.name(name).map(Target::Action)
            }
            other => budget.name(other).map(Target::Action),
        }
    }

    /// The page of a destination, which may be a name for one.
    fn page(&mut self, destination: &'a Object, budget: &mut Budget) -> Option<usize> {
        let mut destination = destination;
        for _ in 0..MAX_NAMES {
            destination = match destination {
                Object::Array(array) => return self.numbered(array.first()?),
                Object::Name(name) | Object::String(name, _) => self.named(name, budget)?,
                Object::Dictionary(dictionary) => get(self.document, dictionary, b"D")?,
                _ => return None,
            };
        }
        None
    }

    /// The number of a page, counted from 1.
    pub(super) fn number_of(&mut self, page: ObjectId) -> Option<usize> {
        self.pages().get(&page).copied()
    }

    fn pages(&mut self) -> &HashMap<ObjectId, usize> {
        let document = self.document;
        self.pages.get_or_insert_with(|| {
            let pages = document.get_pages().into_iter();
            pages.map(|(number, id)| (id, number as usize)).collect()
        })
    }

    /// The number of a page, of an element's page, or of a page told by its index.
    fn numbered(&mut self, page: &Object) -> Option<usize> {
        let document = self.document;
        let pages = self.pages();
        match page {
            Object::Reference(id) => pages.get(id).copied().or_else(|| {
                let element = resolve(document, page)?.as_dict().ok()?;
                pages.get(&element.get(b"Pg").ok()?.as_reference().ok()?).copied()
            }),
            Object::Integer(index) => {
                let number = usize::try_from(*index).ok()?.checked_add(1)?;
                (number <= pages.len()).then_some(number)
            }
            _ => None,
        }
    }

    fn named(&mut self, name: &[u8], budget: &mut Budget) -> Option<&'a Object> {
        let document = self.document;
        let names = self.names.get_or_insert_with(|| names(document, budget).unwrap_or_default());
        names.get(name).copied()
    }
}

/// The destinations that have names, of PDF 1.1 and of the tree of names.
fn names<'a>(document: &'a Document, budget: &mut Budget) -> Option<HashMap<&'a [u8], &'a Object>> {
    let catalog = document.catalog().ok()?;
    let mut found = HashMap::new();
    if let Some(old) = get_dictionary(document, catalog, b"Dests") {
        for (name, destination) in old {
            if !budget.kid() {
                break;
            }
            found.extend(resolve(document, destination).map(|it| (name.as_slice(), it)));
        }
    }
    let tree = get_dictionary(document, catalog, b"Names");
    if let Some(tree) = tree.and_then(|names| get_dictionary(document, names, b"Dests")) {
        collect(document, tree, &mut found, budget, 0);
    }
    Some(found)
}

/// Takes the names of a node (ISO 32000-1, 7.9.6).
fn collect<'a>(
    document: &'a Document,
    node: &'a Dictionary,
    found: &mut HashMap<&'a [u8], &'a Object>,
    budget: &mut Budget,
    depth: usize,
) {
    let array = |key| get(document, node, key).and_then(|it| it.as_array().ok());
    for pair in array(b"Names").into_iter().flat_map(|names| names.chunks_exact(2)) {
        if !budget.kid() {
            return;
        }
        if let Some(Object::String(name, _)) = resolve(document, &pair[0])
            && let Some(destination) = resolve(document, &pair[1])
        {
            found.entry(name).or_insert(destination);
        }
    }
    for kid in array(b"Kids").into_iter().flatten() {
        if depth >= MAX_DEPTH || !budget.kid() {
            return;
        }
        if let Some(Object::Dictionary(kid)) = resolve(document, kid) {
            collect(document, kid, found, budget, depth + 1);
        }
    }
}

/// The name of the file that an action opens (ISO 32000-1, 7.11).
fn file_name(document: &Document, action: &Dictionary, budget: &mut Budget) -> Option<String> {
    match get(document, action, b"F")? {
        Object::Dictionary(file) => {
            budget.text(document, file, b"UF").or_else(|| budget.text(document, file, b"F"))
        }
        _ => budget.text(document, action, b"F"),
    }
}
