//! The tree of structure elements with their words (ISO 32000-1, 14.7).

use std::collections::HashSet;
use std::fmt;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::ContentReader;
use super::file::{Unreadable, get, get_dictionary, guarded, open, resolve, trimmed};

/// How deep elements may nest; what lies deeper is left out.
const MAX_DEPTH: usize = 512;

/// A structure element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its type as the file names it, before any role map: `P`, `Strong`.
    pub role: String,
    /// Its own language. A top element without one has the language of the whole document.
    pub language: Option<String>,
    /// What is said in the place of a picture.
    pub alt: Option<String>,
    /// What is said in the place of everything within.
    pub actual_text: Option<String>,
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
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(reason) => reason.fmt(f),
            Self::Untagged => f.write_str(
                "this PDF has no tags, so a screen reader has to guess what to say; the `screen` \
                 and `large-print` editions have them",
            ),
        }
    }
}

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
    let mut top = top_elements(bytes)?;
    if let [Child::Element(_)] = top.as_slice()
        && let Some(Child::Element(only)) = top.pop()
    {
        return Ok(only);
    }
    Ok(Element {
        role: "StructTreeRoot".into(),
        language: None,
        alt: None,
        actual_text: None,
        children: top,
    })
}

/// The elements directly under the root of the structure.
pub(super) fn top_elements(bytes: &[u8]) -> Result<Vec<Child>, ReadError> {
    guarded(|| {
        let document = open(trimmed(bytes))?;
        let catalog = document.catalog().map_err(|error| Unreadable::Damaged(error.to_string()))?;
        let root =
            get_dictionary(&document, catalog, b"StructTreeRoot").ok_or(ReadError::Untagged)?;
        let mut walker = Walker {
            document: &document,
            content: ContentReader::new(&document),
            seen: HashSet::new(),
        };
        let mut top = walker.children(root, None, 0);
        let language = walker.content.budget.text(&document, catalog, b"Lang");
        walker.content.budget.check()?;
        if !top.iter().any(|child| matches!(child, Child::Element(_))) {
            return Err(ReadError::Untagged);
        }
        for child in &mut top {
            if let Child::Element(element) = child
                && element.language.is_none()
                && walker.content.budget.say(language.as_ref().map_or(0, String::len))
            {
                element.language.clone_from(&language);
            }
        }
        walker.content.budget.check()?;
        Ok(top)
    })?
}

struct Walker<'a> {
    document: &'a Document,
    content: ContentReader<'a>,
    /// Elements met so far: one that is met again would make the tree a circle.
    seen: HashSet<ObjectId>,
}

impl<'a> Walker<'a> {
    fn children(
        &mut self,
        parent: &'a Dictionary,
        page: Option<ObjectId>,
        depth: usize,
    ) -> Vec<Child> {
        let Ok(kids) = parent.get(b"K") else { return Vec::new() };
        let array = resolve(self.document, kids).and_then(|object| object.as_array().ok());
        let kids = array.map_or(std::slice::from_ref(kids), Vec::as_slice);
        let mut children = Vec::new();
        for kid in kids {
            if !self.content.budget.kid() {
                break;
            }
            match (self.child(kid, page, depth), children.last_mut()) {
                (Some(Child::Text(text)), _) if text.is_empty() => {}
                (Some(Child::Text(more)), Some(Child::Text(text))) => text.push_str(&more),
                (Some(child), _) => children.push(child),
                (None, _) => {}
            }
        }
        children
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
        Some(Element {
            role: budget.name(role)?,
            language: budget.text(document, dictionary, b"Lang"),
            alt: budget.text(document, dictionary, b"Alt"),
            actual_text: budget.text(document, dictionary, b"ActualText"),
            children: self.children(dictionary, page, depth + 1),
        })
    }
}

fn page_of(dictionary: &Dictionary) -> Option<ObjectId> {
    dictionary.get(b"Pg").ok()?.as_reference().ok()
}
