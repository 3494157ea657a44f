//! Links: the areas that can be clicked, each with its words as description.

use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::{Point as KPoint, Quadrilateral, Rect as KRect};
use krilla::page::Page as KPage;

use super::tags::{Marks, location};
use crate::geometry::{Pt, Rect};
use crate::layout::{Anchor, Ink, Item, Layout, LinkTarget, NodeId, Owner};
use crate::typeset::Fonts;
use crate::uri;

/// Adds an annotation for every link that has words on this page.
pub(super) fn annotate(
    page: &mut KPage<'_>,
    layout: &Layout,
    items: &[Item],
    fonts: &Fonts,
    marks: &mut Marks,
) {
    for (link, boxes) in areas(layout, items, fonts) {
        let node = layout.structure.node(link);
        let Some(target) = node.target.as_ref().and_then(|target| lead(layout, target)) else {
            continue;
        };
        let quads: Vec<Quadrilateral> = boxes.into_iter().filter_map(quadrilateral).collect();
        if quads.is_empty() {
            continue;
        }
        let area = LinkAnnotation::new_with_quad_points(quads, target);
        // PDF/UA-1 (ISO 14289-1), 7.18.5: a link has a description in Contents.
        let words = node.words.trim().to_owned();
        let annotation = Annotation::new_link(area, Some(words)).with_location(location(link));
        marks.add_link(link, page.add_tagged_annotation(annotation));
    }
}

/// The areas of each link, one for each line, in the order of reading.
fn areas(layout: &Layout, items: &[Item], fonts: &Fonts) -> Vec<(NodeId, Vec<Rect>)> {
    let mut areas: Vec<(NodeId, Vec<(u32, Rect)>)> = Vec::new();
    for item in items {
        let Owner::Leaf(leaf) = item.owner else { continue };
        let Some(link) = layout.structure.link_of(leaf) else { continue };
        let Some(area) = area(item, fonts) else { continue };
        let known = match areas.iter().rposition(|(id, _)| *id == link) {
            Some(at) => &mut areas[at].1,
            None => {
                areas.push((link, Vec::new()));
                &mut areas.last_mut().expect("one was just pushed").1
            }
        };
        match known.iter_mut().find(|(line, _)| *line == item.line) {
            Some((_, whole)) => *whole = whole.union(area),
            None => known.push((item.line, area)),
        }
    }
    let strip = |boxes: Vec<(u32, Rect)>| boxes.into_iter().map(|(_, area)| area).collect();
    areas.into_iter().map(|(link, boxes)| (link, strip(boxes))).collect()
}

fn area(item: &Item, fonts: &Fonts) -> Option<Rect> {
    let Ink::Glyphs(run, _) = &item.ink else { return None };
    let metrics = fonts.metrics(run.font);
    let top = item.at.y - run.size * metrics.ascent;
    let height = run.size * (metrics.ascent + metrics.descent);
    Some(Rect::new(item.at.x, top, run.width, height))
}

fn quadrilateral(area: Rect) -> Option<Quadrilateral> {
    KRect::from_xywh(area.x.0, area.y.0, area.width.0, area.height.0).map(Quadrilateral::from)
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
