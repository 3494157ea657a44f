//! The tree of structure elements with their words (ISO 32000-1, 14.7).

use std::collections::HashSet;
use std::fmt;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::cell::Cell;
use super::content::ContentReader;
use super::field::Field;
use super::file::{Unreadable, get, get_dictionary, guarded, open, resolve, trimmed};
use super::links::{Links, Target};
use super::roles::Roles;
use super::stated;

/// How deep elements may nest; what lies deeper is left out.
const MAX_DEPTH: usize = 512;

/// A structure element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its type as the file names it, before any role map: `P`, `Strong`.
    pub role: String,
    /// The type of the standard that a role map makes of it, where that is another one.
    pub mapped: Option<Box<str>>,
    /// Its own language. A top element without one has the language of the whole document.
    pub language: Option<String>,
    /// What is said in the place of a picture.
    pub alt: Option<String>,
    /// What is said in the place of everything within.
    pub actual_text: Option<String>,
    /// Where the first link in it leads.
    pub target: Option<Box<Target>>,
    /// The first field of a form in it.
    pub field: Option<Box<Field>>,
    /// How it stands in its table, where it is a cell.
    pub cell: Option<Cell>,
    /// The page that it begins on, counted from 1.
    pub page: Option<usize>,
    /// What it holds, in order; neighbouring words are joined.
    pub children: Vec<Child>,
}

/// Something within an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Child {
    /// An element.
    Element(Element),
    /// Words of its own.
    Text(String),
    /// An annotation, such as the live part of a link.
    Object,
}

impl Element {
    /// Its type as programs understand it, after any role map.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.mapped.as_deref().unwrap_or(&self.role)
    }

    /// Everything that is said for its words, replacements applied; descriptions of pictures are
    /// not words.
    #[must_use]
    pub fn text(&self) -> String {
        if let Some(actual) = &self.actual_text {
            return actual.clone();
        }
        let parts = self.children.iter().map(|child| match child {
            Child::Element(element) => element.text(),
            Child::Text(text) => text.clone(),
            Child::Object => String::new(),
        });
        parts.collect()
    }

    /// The elements within, in order.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) | Child::Object => None,
        })
    }
}

/// Why the structure of a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file could not be opened.
    Unreadable(Unreadable),
    /// It has no structure: assistive technology can only guess.
    Untagged,
    /// The same of an edition of this program that is to be printed.
    ForPrinting,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(reason) => reason.fmt(f),
            Self::Untagged => f.write_str(
                "this PDF has no tags, so a screen reader has to guess what to say; the `screen` \
                 and `large-print` editions have them",
            ),
            Self::ForPrinting => f.write_str(FOR_PRINTING),
        }
    }
}

/// What is said of a `booklet` or `press` edition.
pub(super) const FOR_PRINTING: &str = "this PDF is made for printing and not tagged, so a screen reader \
     has to guess what to say; the `screen` and `large-print` editions are made for reading";

impl std::error::Error for ReadError {}

impl From<Unreadable> for ReadError {
    fn from(reason: Unreadable) -> Self {
        Self::Unreadable(reason)
    }
}

/// Reads the structure of a PDF: its top element, or one named `StructTreeRoot` over several.
///
/// # Errors
///
/// See [`ReadError`].
pub fn tree(bytes: &[u8]) -> Result<Element, ReadError> {
    let mut top = structured(bytes)?.top;
    if let [Child::Element(_)] = top.as_slice()
        && let Some(Child::Element(only)) = top.pop()
    {
        return Ok(only);
    }
    Ok(Element { role: "StructTreeRoot".into(), children: top, ..Element::default() })
}

/// A document as its structure tells it.
pub(super) struct Structured {
    /// What it calls itself.
    pub title: Option<String>,
    /// The language of all that names no other.
    pub language: Option<String>,
    /// The elements directly under the root of the structure.
    pub top: Vec<Child>,
}

/// Reads the structure of a PDF.
pub(super) fn structured(bytes: &[u8]) -> Result<Structured, ReadError> {
    guarded(|| {
        let document = open(trimmed(bytes))?;
        let catalog = document.catalog().map_err(|error| Unreadable::Damaged(error.to_string()))?;
        let Some(root) = get_dictionary(&document, catalog, b"StructTreeRoot") else {
            return Err(untagged(&document));
        };
        let mut walker = Walker::new(&document, root);
        let mut top = walker.within(root, None, 0).children;
        let budget = &mut walker.content.budget;
        let language = budget.text(&document, catalog, b"Lang");
        let title = stated::title(&document).filter(|title| budget.say(title.len()));
        budget.check()?;
        if !top.iter().any(|child| matches!(child, Child::Element(_))) {
            return Err(untagged(&document));
        }
        for child in &mut top {
            if let Child::Element(element) = child
                && element.language.is_none()
                && budget.say(language.as_ref().map_or(0, String::len))
            {
                element.language.clone_from(&language);
            }
        }
        budget.check()?;
        Ok(Structured { title, language, top })
    })?
}

/// Whether a file has a structure, be there something in it or not.
pub(super) fn is_tagged(document: &Document) -> bool {
    let catalog = document.catalog().ok();
    catalog.is_some_and(|it| get_dictionary(document, it, b"StructTreeRoot").is_some())
}

fn untagged(document: &Document) -> ReadError {
    if stated::is_for_printing(document) { ReadError::ForPrinting } else { ReadError::Untagged }
}

struct Walker<'a> {
    document: &'a Document,
    content: ContentReader<'a>,
    roles: Roles<'a>,
    links: Links<'a>,
    /// Elements met so far: one that is met again would make the tree a circle.
    seen: HashSet<ObjectId>,
}

/// What an element holds.
struct Within<'a> {
    children: Vec<Child>,
    /// The first annotation.
    annotation: Option<&'a Dictionary>,
    /// The page of the first of its words.
    page: Option<ObjectId>,
}

impl<'a> Walker<'a> {
    fn new(document: &'a Document, root: &'a Dictionary) -> Self {
        Self {
            document,
            content: ContentReader::new(document),
            roles: Roles::new(document, root),
            links: Links::new(document),
            seen: HashSet::new(),
        }
    }

    fn within(
        &mut self,
        parent: &'a Dictionary,
        page: Option<ObjectId>,
        depth: usize,
    ) -> Within<'a> {
        let mut within = Within { children: Vec::new(), annotation: None, page: None };
        let Ok(kids) = parent.get(b"K") else { return within };
        let array = resolve(self.document, kids).and_then(|object| object.as_array().ok());
        let kids = array.map_or(std::slice::from_ref(kids), Vec::as_slice);
        for kid in kids {
            if !self.content.budget.kid() {
                break;
            }
            if within.annotation.is_none() {
                within.annotation = self.annotation(kid);
            }
            within.page = within.page.or_else(|| self.page_of_words(kid, page));
            match (self.child(kid, page, depth), within.children.last_mut()) {
                (Some(Child::Text(text)), _) if text.is_empty() => {}
                (Some(Child::Text(more)), Some(Child::Text(text))) => text.push_str(&more),
                (Some(child), _) => within.children.push(child),
                (None, _) => {}
            }
        }
        within
    }

    /// The page of a kid that is words.
    fn page_of_words(&self, kid: &'a Object, page: Option<ObjectId>) -> Option<ObjectId> {
        match resolve(self.document, kid)? {
            Object::Integer(_) => page,
            Object::Dictionary(reference) => {
                let kind = get(self.document, reference, b"Type")?.as_name().ok()?;
                (kind == b"MCR").then(|| page_of(reference).or(page))?
            }
            _ => None,
        }
    }

    /// The annotation that a kid refers to.
    fn annotation(&self, kid: &'a Object) -> Option<&'a Dictionary> {
        let reference = resolve(self.document, kid)?.as_dict().ok()?;
        let kind = get(self.document, reference, b"Type")?.as_name().ok()?;
        (kind == b"OBJR").then(|| get_dictionary(self.document, reference, b"Obj"))?
    }

    fn child(&mut self, kid: &'a Object, page: Option<ObjectId>, depth: usize) -> Option<Child> {
        let document = self.document;
        match resolve(document, kid)? {
            Object::Integer(number) => Some(Child::Text(self.content.take(page, None, *number))),
            Object::Dictionary(dictionary) => {
                let kind = get(document, dictionary, b"Type").and_then(|it| it.as_name().ok());
                match kind {
                    Some(b"MCR") => Some(Child::Text(self.marked_content(dictionary, page)?)),
                    Some(b"OBJR") => Some(Child::Object),
                    _ if depth >= MAX_DEPTH => None,
                    _ if kid.as_reference().is_ok_and(|id| !self.seen.insert(id)) => None,
                    _ => self.element(dictionary, page, depth).map(Child::Element),
                }
            }
            _ => None,
        }
    }

    fn marked_content(
        &mut self,
        reference: &'a Dictionary,
        page: Option<ObjectId>,
    ) -> Option<String> {
        let number = get(self.document, reference, b"MCID")?.as_i64().ok()?;
        let page = page_of(reference).or(page);
        let form = reference.get(b"Stm").ok().and_then(|form| form.as_reference().ok());
        Some(self.content.take(page, form, number))
    }

    fn element(
        &mut self,
        dictionary: &'a Dictionary,
        page: Option<ObjectId>,
        depth: usize,
    ) -> Option<Element> {
        let document = self.document;
        let role = get(document, dictionary, b"S")?.as_name().ok()?;
        let page = page_of(dictionary).or(page);
        let budget = &mut self.content.budget;
        let mapped = self.roles.standard(dictionary, role).map(|kind| budget.name(kind));
        let mut element = Element {
            role: budget.name(role)?,
            mapped: mapped.flatten().map(Into::into),
            language: budget.text(document, dictionary, b"Lang"),
            alt: budget.text(document, dictionary, b"Alt"),
            actual_text: budget.text(document, dictionary, b"ActualText"),
            ..Element::default()
        };
        if matches!(element.kind(), "TH" | "TD") {
            element.cell = Some(Cell::read(document, self.roles.classes(), dictionary, budget));
        }
        let within = self.within(dictionary, page, depth + 1);
        let budget = &mut self.content.budget;
        if let Some(annotation) = within.annotation {
            element.target = self.links.target(annotation, budget).map(Box::new);
            element.field = Field::read(document, annotation, budget).map(Box::new);
        }
        element.page = match within.page {
            Some(page) => self.links.number_of(page),
            None => within.children.iter().find_map(|child| match child {
                Child::Element(inner) => inner.page,
                Child::Text(_) | Child::Object => None,
            }),
        };
        element.children = within.children;
        Some(element)
    }
}

fn page_of(dictionary: &Dictionary) -> Option<ObjectId> {
    dictionary.get(b"Pg").ok()?.as_reference().ok()
}
