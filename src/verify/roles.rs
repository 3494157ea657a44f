//! What the types of elements mean: a file may have names of its own and map them to the standard's.

use lopdf::{Dictionary, Document, Object};

use super::file::{get, get_dictionary, resolve};

/// How many maps one name is followed through.
const MAX_STEPS: usize = 16;

/// The types of ISO 32000-1, 14.8.4, and ISO 32000-2, 14.8.4; `H1` and further apart.
const STANDARD: &[&str] = &[
    "Annot",
    "Art",
    "Artifact",
    "Aside",
    "BibEntry",
    "BlockQuote",
    "Caption",
    "Code",
    "Div",
    "Document",
    "DocumentFragment",
    "Em",
    "FENote",
    "Figure",
    "Form",
    "Formula",
    "H",
    "Index",
    "L",
    "LBody",
    "LI",
    "Lbl",
    "Link",
    "NonStruct",
    "Note",
    "P",
    "Part",
    "Private",
    "Quote",
    "RB",
    "RP",
    "RT",
    "Reference",
    "Ruby",
    "Sect",
    "Span",
    "Strong",
    "Sub",
    "TBody",
    "TD",
    "TFoot",
    "TH",
    "THead",
    "TOC",
    "TOCI",
    "TR",
    "Table",
    "Title",
    "WP",
    "WT",
    "Warichu",
];

/// The maps of a file.
pub(super) struct Roles<'a> {
    document: &'a Document,
    roles: Option<&'a Dictionary>,
    classes: Option<&'a Dictionary>,
}

impl<'a> Roles<'a> {
    /// Those under the root of a structure.
    pub(super) fn new(document: &'a Document, root: &'a Dictionary) -> Self {
        let map = |key| get_dictionary(document, root, key);
        Self { document, roles: map(b"RoleMap"), classes: map(b"ClassMap") }
    }

    /// Attributes that elements name by their class (ISO 32000-1, 14.7.5.2).
    pub(super) fn classes(&self) -> Option<&'a Dictionary> {
        self.classes
    }

    /// The standard's type that an element's own one is mapped to; absent where it is one itself, or
    /// is mapped to none.
    pub(super) fn standard(&self, element: &'a Dictionary, role: &'a [u8]) -> Option<&'a [u8]> {
        if is_standard(role) {
            return None;
        }
        let mut name = role;
        let mut space = get_dictionary(self.document, element, b"NS");
        for _ in 0..MAX_STEPS {
            let own = space.and_then(|space| get_dictionary(self.document, space, b"RoleMapNS"));
            (name, space) = self.next(own.or(self.roles)?, name)?;
            if is_standard(name) {
                return Some(name);
            }
        }
        None
    }

    /// What a map makes of a name: another name, in PDF 2.0 with its namespace (ISO 32000-2, 14.8.6).
    fn next(&self, map: &'a Dictionary, name: &[u8]) -> Option<(&'a [u8], Option<&'a Dictionary>)> {
        match get(self.document, map, name)? {
            Object::Name(name) => Some((name, None)),
            Object::Array(pair) => {
                let name = resolve(self.document, pair.first()?)?.as_name().ok()?;
                let space = resolve(self.document, pair.get(1)?)?.as_dict().ok();
                Some((name, space))
            }
            _ => None,
        }
    }
}

fn is_standard(role: &[u8]) -> bool {
    let Ok(role) = std::str::from_utf8(role) else { return false };
    let is_heading = || role.strip_prefix('H').is_some_and(|level| level.parse::<u8>().is_ok());
    STANDARD.binary_search(&role).is_ok() || is_heading()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_are_sorted_so_that_they_are_found() {
        assert!(STANDARD.is_sorted());
        assert!(is_standard(b"H6") && is_standard(b"H12") && !is_standard(b"Heading"));
    }
}
