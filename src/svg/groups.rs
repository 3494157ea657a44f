//! Items of a page that belong together, and where they stand in the source.

use std::collections::HashMap;

use crate::layout::{Ink, Item, Layout, Owner, joined};
use crate::source::Span;

/// Neighbours on a page: what is drawn of a line, or of one leaf.
pub(super) struct Group<'p> {
    pub(super) items: &'p [Item],
    /// What it shows of the source.
    pub(super) place: Option<Span>,
}

/// The groups of a page in the order of drawing.
pub(super) fn groups<'p>(layout: &Layout, items: &'p [Item]) -> Vec<Group<'p>> {
    let lines = Lines::of(layout, items);
    let together = |a: &Item, b: &Item| match (a.line, b.line) {
        (0, 0) => a.owner == b.owner,
        (a, b) => a == b,
    };
    let groups = items.chunk_by(together);
    groups.map(|items| Group { items, place: lines.place(layout, items) }).collect()
}

/// The places of lines by their numbers: what is drawn under words is drawn apart from them.
struct Lines(HashMap<u32, Span>);

impl Lines {
    fn of(layout: &Layout, items: &[Item]) -> Self {
        let mut lines = HashMap::new();
        let words = |item: &Item| match &item.ink {
            Ink::Glyphs(run, _) => layout.places.of(run),
            _ => None,
        };
        for item in items.iter().filter(|item| item.line != 0) {
            let Some(place) = words(item) else { continue };
            lines.entry(item.line).and_modify(|it| *it = joined(*it, place)).or_insert(place);
        }
        for item in items.iter().filter(|item| item.line != 0) {
            // Words of the program's own stand for what they are added to.
            if let Some(place) = of_owner(layout, item) {
                lines.entry(item.line).or_insert(place);
            }
        }
        Self(lines)
    }

    fn place(&self, layout: &Layout, items: &[Item]) -> Option<Span> {
        let first = items.first()?;
        match first.line {
            0 => of_owner(layout, first),
            line => self.0.get(&line).copied(),
        }
    }
}

/// The place of the element that an item belongs to; what the program adds to a whole file has none.
fn of_owner(layout: &Layout, item: &Item) -> Option<Span> {
    let Owner::Leaf(leaf) = item.owner else { return None };
    let span = layout.structure.node(layout.structure.leaf_parent(leaf)).span;
    (span.start < span.end).then_some(span)
}
