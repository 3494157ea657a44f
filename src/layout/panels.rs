//! What is drawn behind the words of panels: their ground, or the border and the band that tell
//! how urgent they are, in black on the page alike in every edition.

use super::flow::{Panel, Piece};
use super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::paginate::Placed;
use super::style::{FOOTER_RISE, PANEL_RADIUS, Style, THIN_RULE};
use crate::content::Urgency;
use crate::geometry::{Point, Pt, Rect, Size};

/// A panel on a page.
struct Part {
    panel: Panel,
    top: Pt,
    bottom: Pt,
    /// Whether it goes on on the page before, and on the next one.
    open: (bool, bool),
    /// The lower edge of its title, where it begins here.
    title: Option<Pt>,
}

/// The panels behind the pieces of a page. One that goes on on another page reaches a little into the
/// margin, so that its words do not touch its edge.
pub(super) fn behind(
    style: &Style,
    pieces: &[Piece],
    heads: &[Piece],
    slots: &[Placed],
) -> Vec<Item> {
    let parts = parts(style, pieces, heads, slots);
    parts.iter().flat_map(|part| drawn(style, part)).collect()
}

fn parts(style: &Style, pieces: &[Piece], heads: &[Piece], slots: &[Placed]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let Style { body, margins, .. } = style;
    let into = |room: Pt| style.panel_reach().min(room * 0.5).max(Pt::ZERO);
    let over_footer = margins.bottom * (1.0 - style.footer()) - body.size * FOOTER_RISE;
    let (above, below) = (into(margins.top), into(over_footer));
    for slot in slots {
        let piece = &pieces[slot.piece];
        let Some(panel) = piece.panel else { continue };
        let goes_on = |other: Option<&Piece>| other.is_some_and(|it| it.panel == Some(panel));
        let before = goes_on(slot.piece.checked_sub(1).and_then(|before| pieces.get(before)));
        let after = goes_on(pieces.get(slot.piece + 1));
        let end = slot.y + piece.height;
        if parts.last().is_none_or(|last| last.panel != panel) {
            let top = match piece.head {
                Some(head) if slot.repeats_head => slot.y - heads[head.0 as usize].height,
                _ if before => slot.y - above,
                _ => slot.y,
            };
            parts.push(Part { panel, top, bottom: end, open: (before, after), title: None });
        }
        if let Some(part) = parts.last_mut() {
            part.bottom = if after { end + below } else { end };
            part.open.1 = after;
            part.title = if piece.heading { Some(end) } else { part.title };
        }
    }
    parts
}

fn drawn(style: &Style, part: &Part) -> Vec<Item> {
    let rect = Rect::new(Pt::ZERO, part.top, style.measure(), part.bottom - part.top);
    let line = style.border_line();
    match part.panel.urgency {
        None => vec![fill(rect, PANEL_RADIUS, Tone::Panel)],
        Some(Urgency::Emergency) => {
            let mut items = border(rect, line * 1.5, part.open);
            let title = part.title.map(|end| Rect { height: end - rect.y, ..rect });
            items.extend(title.map(|band| fill(band, Pt::ZERO, Tone::Text)));
            items
        }
        Some(Urgency::Urgent) => {
            let mut items = border(rect, line, part.open);
            items.extend(border(within(rect, line * 2.0, part.open), line, part.open));
            items
        }
        Some(Urgency::Routine) => border(rect, THIN_RULE, part.open),
    }
}

/// A rectangle's edges, without those at which it goes on.
fn border(rect: Rect, line: Pt, (above, below): (bool, bool)) -> Vec<Item> {
    let side = Rect { width: line, ..rect };
    let edge = Rect { height: line, ..rect };
    let mut edges = vec![side, Rect { x: rect.right() - line, ..side }];
    edges.extend((!above).then_some(edge));
    edges.extend((!below).then_some(Rect { y: rect.bottom() - line, ..edge }));
    edges.into_iter().map(|edge| fill(edge, Pt::ZERO, Tone::Text)).collect()
}

/// A rectangle within another, as far from all of its edges but those at which it goes on.
fn within(rect: Rect, by: Pt, (above, below): (bool, bool)) -> Rect {
    let over = if above { Pt::ZERO } else { by };
    let under = if below { Pt::ZERO } else { by };
    let (width, height) = (rect.width - by * 2.0, rect.height - over - under);
    Rect::new(rect.x + by, rect.y + over, width, height)
}

fn fill(rect: Rect, radius: Pt, tone: Tone) -> Item {
    let size = Size { width: rect.width, height: rect.height };
    Item {
        at: Point::new(rect.x, rect.y),
        owner: Owner::Artifact(ArtifactKind::Background),
        ink: Ink::Fill { size, radius, tone },
        line: 0,
    }
}
