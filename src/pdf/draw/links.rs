//! Links: the areas that can be clicked, each with its words as description.

use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::{Point as KPoint, Rect as KRect};
use krilla::page::Page as KPage;

use super::tags::{Marks, location};
use crate::geometry::{Pt, Rect};
use crate::layout::{Anchor, Ink, Item, Layout, LinkTarget, NodeId, Owner};
use crate::typeset::{Fonts, GlyphRun};
use crate::uri;

/// Adds the annotations of every link that has words on this page: one for each of its lines, all
/// of them children of the one Link element.
///
/// Programs look at the rectangle of an annotation and not at the quadrilaterals within it: a
/// single one over two lines takes clicks and words of the links between its own
/// (ISO 14289-2, 8.2.5.20, example 3, names this way of writing a link over several lines).
///
/// Each carries the words of the whole link. Of several annotations of one element some programs
/// say the first alone, and half a link says nothing of where it leads.
pub(super) fn annotate(
    page: &mut KPage<'_>,
    layout: &Layout,
    items: &[Item],
    fonts: &Fonts,
    marks: &mut Marks,
) {
    for (link, area) in areas(layout, items, fonts) {
        let node = layout.structure.node(link);
        let Some(target) = node.target.as_ref().and_then(|target| lead(layout, target)) else {
            continue;
        };
        let Some(area) = KRect::from_xywh(area.x.0, area.y.0, area.width.0, area.height.0) else {
            continue;
        };
        // PDF/UA-1 (ISO 14289-1), 7.18.5: a link has a description in Contents.
        let words = node.words.trim().to_owned();
        let annotation = Annotation::new_link(LinkAnnotation::new(area, target), Some(words));
        let annotation = annotation.with_location(location(link));
        marks.add_link(link, page.add_tagged_annotation(annotation));
    }
}

/// Words on a page, as far as they are of one run.
struct LinkedStretch {
    /// How many stand before it in the order of reading.
    order: usize,
    /// The line on which it stands.
    baseline: Pt,
    area: Rect,
    link: Option<NodeId>,
}

/// The areas of links, in the order of reading: one for each row of words that no other words part,
/// which two directions in one line may do.
fn areas(layout: &Layout, items: &[Item], fonts: &Fonts) -> Vec<(NodeId, Rect)> {
    let stretches = items.iter().enumerate().filter_map(|(order, item)| {
        let Owner::Leaf(leaf) = item.owner else { return None };
        let link = layout.structure.link_of(leaf);
        Some(LinkedStretch { order, baseline: item.at.y, area: area(item, fonts)?, link })
    });
    let mut stretches: Vec<LinkedStretch> = stretches.collect();
    stretches.sort_by(|a, b| {
        let place = |stretch: &LinkedStretch| (stretch.baseline.0, stretch.area.x.0);
        let ((a, left), (b, right)) = (place(a), place(b));
        a.total_cmp(&b).then(left.total_cmp(&right))
    });
    let rows = stretches.chunk_by(|a, b| a.link == b.link && a.baseline == b.baseline);
    let mut areas: Vec<(usize, NodeId, Rect)> = rows
        .filter_map(|row| {
            let order = row.iter().map(|stretch| stretch.order).min()?;
            let area = row.iter().map(|stretch| stretch.area).reduce(Rect::union)?;
            Some((order, row[0].link?, area))
        })
        .collect();
    areas.sort_by_key(|(order, ..)| *order);
    areas.into_iter().map(|(_, link, area)| (link, area)).collect()
}

/// The most that an area is high, in ems: lines of two links do not lie over each other.
const HIGHEST: f32 = 1.25;

/// Ascent and descent together, in ems, from which on the letters of a face climb within a word and
/// its lines stand apart for that.
const CLIMBING: f32 = 2.0;

/// The area of the words of an item, without the blanks at its ends.
fn area(item: &Item, fonts: &Fonts) -> Option<Rect> {
    let Ink::Glyphs(run, _) = &item.ink else { return None };
    let is_blank = |at: &usize| {
        let glyph = &run.glyphs[*at];
        let text = run.text.get(glyph.start as usize..glyph.end as usize).unwrap_or_default();
        text.chars().all(char::is_whitespace)
    };
    let count = run.glyphs.len();
    let first = (0..count).find(|at| !is_blank(at))?;
    let last = (0..count).rfind(|at| !is_blank(at))?;
    let width = |run: &GlyphRun, part: std::ops::Range<usize>| -> Pt {
        run.size * run.glyphs[part].iter().map(|glyph| glyph.advance).sum::<f32>()
    };
    let metrics = fonts.metrics(run.font);
    let whole = metrics.ascent + metrics.descent;
    let share = if whole > CLIMBING { 1.0 } else { (HIGHEST / whole).min(1.0) };
    let (x, y) = (item.at.x + width(run, 0..first), item.at.y - run.size * metrics.ascent * share);
    Some(Rect::new(x, y, width(run, first..last + 1), run.size * whole * share))
}

fn lead(layout: &Layout, target: &LinkTarget) -> Option<Target> {
    match target {
        LinkTarget::Address(address) => {
            Some(Target::Action(LinkAction::new(escape(address)).into()))
        }
        LinkTarget::Anchor(anchor) => {
            destination(layout, *anchor).map(|place| Target::Destination(place.into()))
        }
    }
}

/// Where an anchor stands, a little over it so that its words are not cut.
pub(super) fn destination(layout: &Layout, anchor: Anchor) -> Option<XyzDestination> {
    let (page, y) = layout.anchors.get(&anchor)?;
    let y = (*y - Pt(6.0)).max(Pt::ZERO);
    Some(XyzDestination::new(*page, KPoint::from_xy(0.0, y.0)))
}

/// An address in ASCII: everything else percent-encoded (RFC 3986, 2.1).
fn escape(address: &str) -> String {
    uri::encode(address, |byte| byte.is_ascii_graphic() && !b"\"<>\\^`".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_ascii() {
        assert_eq!(escape("https://example.org/é a?x=%20"), "https://example.org/%C3%A9%20a?x=%20");
    }
}
