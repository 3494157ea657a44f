//! What stands where on the pages of a layout, and what its structure says.

use std::collections::HashMap;

use chapbook::geometry::{Point, Pt, Rect};
use chapbook::language::Direction;
use chapbook::layout::{ArtifactKind, Child, Ink, Item, Layout, LeafId, NodeId, Owner, Role};
use chapbook::typeset::{Glyph, GlyphRun};

/// Rounding of sums of lengths, in points.
const TOLERANCE: f32 = 0.1;

/// Words beyond the text of their page, words over others, and anything else beyond the page; the back
/// page is left out where it is `too_long`, which is an error, so that nothing is made of the layout.
pub fn misplaced(layout: &Layout, too_long: bool) -> Option<String> {
    let pages = layout.pages.len() - usize::from(too_long);
    for (index, page) in layout.pages.iter().take(pages).enumerate() {
        let text =
            if index == 0 && has_cover(layout) { whole(layout) } else { area(layout, index) };
        let mut lines: Vec<(Rect, &str)> = Vec::new();
        for item in &page.items {
            if item.owner == Owner::Artifact(ArtifactKind::Footer) {
                continue;
            }
            let Some((ink, words)) = inked(item) else { continue };
            let most = if words.is_empty() { whole(layout) } else { text };
            if !holds(most, ink) {
                return Some(format!("page {}: {words:?} at {ink:?} beyond {most:?}", index + 1));
            }
            if words.is_empty() {
                continue;
            }
            if let Some((other, over)) = lines.iter().find(|(other, _)| meet(*other, ink)) {
                let page = index + 1;
                return Some(format!("page {page}: {words:?} at {ink:?}, {over:?} at {other:?}"));
            }
            lines.push((ink, words));
        }
    }
    None
}

/// A piece that no page can hold with the head that is said again over it.
pub fn tall(layout: &Layout) -> Option<String> {
    let (height, skeleton) = (layout.style.height(), &layout.skeleton);
    let heads = skeleton.heads.iter().filter(|head| head.repeats_on(height));
    let highest = heads.map(|head| head.height).fold(Pt::ZERO, Pt::max);
    let tall = |piece: &&chapbook::layout::flow::Piece| {
        let head = if piece.head.is_some() { highest } else { Pt::ZERO };
        // A row stands under its own head, which may be lower than another table's.
        piece.height > height + Pt(TOLERANCE)
            || skeleton.heads.len() == 1 && piece.height + head > height + Pt(TOLERANCE)
    };
    let piece = skeleton.pieces.iter().find(tall)?;
    Some(format!("a piece of {:?} on pages of {height:?}", piece.height))
}

/// Everything that the structure says, in its order: `\n` after each part, no-break spaces as
/// spaces, without the hyphens of broken words.
pub fn said(layout: &Layout) -> String {
    let mut texts: HashMap<LeafId, String> = HashMap::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        if let (Owner::Leaf(leaf), Ink::Glyphs(run, _)) = (item.owner, &item.ink) {
            texts.entry(leaf).or_default().push_str(drawn(run));
        }
    }
    let mut said = String::new();
    for root in &layout.structure.roots {
        say(layout, *root, &mut texts, &mut said);
    }
    said.replace('\u{A0}', " ").replace('\u{AD}', "")
}

fn say(layout: &Layout, id: NodeId, texts: &mut HashMap<LeafId, String>, said: &mut String) {
    let node = layout.structure.node(id);
    for child in &node.children {
        match child {
            Child::Node(inner) => say(layout, *inner, texts, said),
            Child::Leaf(leaf) => said.push_str(&texts.remove(leaf).unwrap_or_default()),
        }
    }
    if !matches!(node.role, Role::Link | Role::Strong | Role::Emphasis | Role::Span) {
        said.push('\n');
    }
}

fn has_cover(layout: &Layout) -> bool {
    layout.skeleton.first > 1
}

fn whole(layout: &Layout) -> Rect {
    Rect::new(Pt::ZERO, Pt::ZERO, layout.page.width, layout.page.height)
}

/// The text area of a page: the inner margin is at the fold.
pub fn area(layout: &Layout, index: usize) -> Rect {
    let margins = layout.style.margins;
    let right_to_left = layout.direction == Direction::RightToLeft;
    let left = if index.is_multiple_of(2) == right_to_left { margins.outer } else { margins.inner };
    Rect::new(left, margins.top, layout.style.measure(), layout.style.height())
}

fn holds(area: Rect, ink: Rect) -> bool {
    ink.x.0 >= area.x.0 - TOLERANCE
        && ink.right().0 <= area.right().0 + TOLERANCE
        && ink.y.0 >= area.y.0 - TOLERANCE
        && ink.bottom().0 <= area.bottom().0 + TOLERANCE
}

fn meet(a: Rect, b: Rect) -> bool {
    let apart = (a.bottom().0 - b.bottom().0).abs();
    let beside = a.x.0 > b.right().0 - TOLERANCE || b.x.0 > a.right().0 - TOLERANCE;
    apart < a.height.0.min(b.height.0) && !beside
}

/// The characters that a run draws.
pub fn drawn(run: &GlyphRun) -> &str {
    let start = run.glyphs.iter().map(|glyph| glyph.start).min().unwrap_or(0);
    let end = run.glyphs.iter().map(|glyph| glyph.end).max().unwrap_or(0);
    &run.text[start as usize..end as usize]
}

/// The extent of an item's ink and its words; of glyphs from the height of a small letter down to
/// the line, without the blanks at their ends.
pub fn inked(item: &Item) -> Option<(Rect, &str)> {
    let Point { x, y } = item.at;
    match &item.ink {
        Ink::Glyphs(run, _) => {
            let blank = |glyph: &&Glyph| {
                run.text[glyph.start as usize..glyph.end as usize].trim().is_empty()
            };
            let ems = |glyphs: &mut dyn Iterator<Item = &Glyph>| {
                run.size * glyphs.take_while(blank).map(|glyph| glyph.advance).sum::<f32>()
            };
            let before = ems(&mut run.glyphs.iter());
            if run.glyphs.iter().all(|glyph| blank(&glyph)) {
                return None;
            }
            let after = ems(&mut run.glyphs.iter().rev());
            let (height, width) = (run.size * 0.5, run.width - before - after);
            Some((Rect::new(x + before, y - height, width, height), drawn(run).trim()))
        }
        Ink::Fill { size, .. } | Ink::Outline { size, .. } | Ink::Picture(_, size) => {
            Some((Rect::new(x, y, size.width, size.height), ""))
        }
        Ink::Fills(rects, _) => {
            let all = rects.iter().copied().reduce(Rect::union).unwrap_or_default();
            Some((all.translate(item.at), ""))
        }
        Ink::Leader { width, .. } => Some((Rect::new(x, y, *width, Pt::ZERO), "")),
    }
}
