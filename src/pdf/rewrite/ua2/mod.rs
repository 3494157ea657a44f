//! PDF/UA-2 and Well-Tagged PDF out of krilla's PDF/A-4.
//!
//! krilla writes PDF 2.0 with tags and knows no PDF/UA-2. What is lacking is put into the finished
//! objects here, on the structure that we hold and not on guesses from the file: `elements` finds
//! the object of every node and puts it into the right namespace with the right role,
//! `destinations` lets every link and bookmark lead to an element, `declarations` says in the
//! metadata what the file conforms to, and `clauses` holds the result to the rules that
//! `PDF_UA2.md` lists, since no validator that we can carry knows this standard.

mod clauses;
mod declarations;
mod destinations;
mod elements;

use super::super::element::Element;
use super::file::{Dictionary, File, Value};
use crate::layout::Layout;
use elements::Elements;

/// Makes a PDF/A-4 file one of PDF/UA-2 too.
///
/// # Errors
///
/// What of the file is not as krilla writes it, or which clause it breaks: always a fault of the
/// program's.
pub(super) fn raise(
    file: &mut File<'_>,
    layout: &Layout,
    elements: &[Element],
) -> Result<(), String> {
    let strange = || "the tags of the file are not where they were put".to_owned();
    let elements = Elements::find(file, elements).ok_or_else(strange)?;
    elements.raise(file, &layout.structure).ok_or_else(strange)?;
    destinations::raise(file, layout, &elements).ok_or_else(strange)?;
    declarations::add(file).ok_or_else(strange)?;
    file.change_catalog(show_title).ok_or_else(strange)?;
    match clauses::broken(file, &elements).first() {
        Some(fault) => Err(format!("PDF/UA-2, {fault}")),
        None => Ok(()),
    }
}

/// ISO 14289-2, 8.11.2: the window shows the title and not the file's name.
fn show_title(catalog: &mut Dictionary) {
    let preferences =
        catalog.entry("ViewerPreferences", || Value::Dictionary(Dictionary::default()));
    if let Value::Dictionary(preferences) = preferences {
        preferences.set("DisplayDocTitle", Value::Plain("true".into()));
    }
}
