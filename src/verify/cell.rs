//! How a cell stands in its table (ISO 32000-1, 14.8.5.7).

use lopdf::{Dictionary, Document, Object};

use super::budget::Budget;
use super::file::{get, resolve};

/// The most columns or rows that a cell is taken to span.
const MAX_SPAN: u16 = 256;

/// What a head is the head of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The cells beside it.
    Row,
    /// The cells under it.
    Column,
    /// Both.
    Both,
}

/// How a cell stands in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Over how many columns it goes.
    pub columns: u16,
    /// Over how many rows it goes.
    pub rows: u16,
    /// What it is the head of, where the file says so.
    pub scope: Option<Scope>,
}

impl Default for Cell {
    fn default() -> Self {
        Self { columns: 1, rows: 1, scope: None }
    }
}

impl Cell {
    /// Reads the attributes of a cell, those of its classes first.
    pub(super) fn read(
        document: &Document,
        classes: Option<&Dictionary>,
        element: &Dictionary,
        budget: &mut Budget,
    ) -> Self {
        let mut cell = Self::default();
        for class in get(document, element, b"C").into_iter().flat_map(|it| listed(document, it)) {
            let named = class.as_name().ok().zip(classes);
            let attributes = named.and_then(|(name, classes)| get(document, classes, name));
            cell.take_all(document, attributes, budget);
        }
        cell.take_all(document, get(document, element, b"A"), budget);
        cell
    }

    fn take_all(&mut self, document: &Document, of: Option<&Object>, budget: &mut Budget) {
        for attributes in of.into_iter().flat_map(|it| listed(document, it)) {
            if !budget.kid() {
                return;
            }
            // Between them may stand the numbers of revisions.
            let attributes = match attributes {
                Object::Dictionary(attributes) => attributes,
                Object::Stream(stream) => &stream.dict,
                _ => continue,
            };
            self.take(document, attributes);
        }
    }

    fn take(&mut self, document: &Document, attributes: &Dictionary) {
        let name = |key| get(document, attributes, key).and_then(|it| it.as_name().ok());
        if name(b"O") != Some(b"Table") {
            return;
        }
        let span = |key| {
            let number = get(document, attributes, key)?.as_i64().ok()?;
            Some(u16::try_from(number).unwrap_or(1).clamp(1, MAX_SPAN))
        };
        self.columns = span(b"ColSpan").unwrap_or(self.columns);
        self.rows = span(b"RowSpan").unwrap_or(self.rows);
        self.scope = match name(b"Scope") {
            Some(b"Row") => Some(Scope::Row),
            Some(b"Column") => Some(Scope::Column),
            Some(b"Both") => Some(Scope::Both),
            _ => self.scope,
        };
    }
}

/// The objects of an array, or the one that is none.
fn listed<'a>(document: &'a Document, object: &'a Object) -> impl Iterator<Item = &'a Object> {
    let array = object.as_array().map_or(std::slice::from_ref(object), Vec::as_slice);
    array.iter().filter_map(|object| resolve(document, object))
}
