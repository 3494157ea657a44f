//! Links and bookmarks lead to elements of the structure (ISO 14289-2, 8.8), and entries of the
//! contents name the section that they are about (8.2.5.8).

use super::super::file::{Dictionary, File, Value};
use super::elements::Elements;
use crate::layout::compose::OutlineEntry;
use crate::layout::{Anchor, Layout, LinkTarget, Role};

/// Adds a structure destination to every destination.
pub(super) fn raise(file: &mut File<'_>, layout: &Layout, elements: &Elements) -> Option<()> {
    for (node, number) in &elements.all {
        let Some(LinkTarget::Anchor(anchor)) = layout.structure.node(*node).target else {
            continue;
        };
        let target = target(layout, elements, anchor);
        for annotation in annotations(file, *number)? {
            lead(file, annotation, target)?;
        }
        if let Some(entry) = contents_item(layout, *node) {
            let entry = elements.of(&layout.structure, entry);
            file.change(entry, |entry| {
                entry.set("Ref", Value::Array(vec![Value::Reference(target)]));
            })?;
        }
    }
    let catalog = file.value(file.catalog()?)?.into_dictionary()?;
    let Some(outline) = catalog.reference("Outlines") else { return Some(()) };
    let first = file.value(outline)?.into_dictionary()?.reference("First");
    let mut entries = layout.outline.iter();
    bookmarks(file, layout, elements, first, &mut entries)
}

/// The element at an anchor.
fn target(layout: &Layout, elements: &Elements, anchor: Anchor) -> u32 {
    let structure = &layout.structure;
    structure.places.get(&anchor).map_or(elements.document, |node| elements.of(structure, *node))
}

/// The entry of the contents that a link stands in.
fn contents_item(layout: &Layout, link: crate::layout::NodeId) -> Option<crate::layout::NodeId> {
    let mut at = layout.structure.node(link).parent;
    while let Some(node) = at {
        if layout.structure.node(node).role == Role::ContentsItem {
            return Some(node);
        }
        at = layout.structure.node(node).parent;
    }
    None
}

/// The annotations of a link's element.
fn annotations(file: &File<'_>, element: u32) -> Option<Vec<u32>> {
    let element = file.value(element)?.into_dictionary()?;
    let Some(Value::Array(kids)) = element.get("K") else { return Some(Vec::new()) };
    let object = |kid: &Value| match kid {
        Value::Dictionary(kid) if kid.name("Type") == Some("OBJR") => kid.reference("Obj"),
        _ => None,
    };
    Some(kids.iter().filter_map(object).collect())
}

/// Bookmarks in the order of the outline: each, what is within it, the next.
fn bookmarks<'l>(
    file: &mut File<'_>,
    layout: &Layout,
    elements: &Elements,
    first: Option<u32>,
    entries: &mut impl Iterator<Item = &'l OutlineEntry>,
) -> Option<()> {
    let mut next = first;
    while let Some(number) = next {
        let entry = entries.next()?;
        lead(file, number, target(layout, elements, entry.anchor))?;
        let bookmark = file.value(number)?.into_dictionary()?;
        bookmarks(file, layout, elements, bookmark.reference("First"), entries)?;
        next = bookmark.reference("Next");
    }
    Some(())
}

/// Lets an annotation or bookmark lead to an element: its destination becomes an action, which can
/// hold both (ISO 32000-2, table 202).
fn lead(file: &mut File<'_>, number: u32, element: u32) -> Option<()> {
    let place = file.change(number, |dictionary| dictionary.remove("Dest"))??;
    let array = match &place {
        Value::Reference(number) => file.value(*number)?,
        other => other.clone(),
    };
    let Value::Array(mut view) = array else { return None };
    *view.first_mut()? = Value::Reference(element);
    let mut action = Dictionary::default();
    action.set("S", Value::Name("GoTo".into()));
    action.set("D", place);
    action.set("SD", Value::Array(view));
    file.change(number, |dictionary| dictionary.set("A", Value::Dictionary(action)))
}
