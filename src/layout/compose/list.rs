//! Bullets, steps and checklists with hanging labels.

use super::super::flow::{Flow, Frame, Parting, Piece};
use super::super::page::{Ink, Item, Owner, Tone};
use super::super::structure::{NodeId, Numbering, Role};
use super::super::style::TextStyle;
use super::Composer;
use super::inline::strong;
use crate::content::{List, ListItem, ListKind};
use crate::geometry::{Point, Pt, Size};
use crate::source::Span;
use crate::typeset::Alignment;

/// The narrowest that the words of a list should get, in ems and as a share of its column; the
/// smaller counts.
const LEAST_EMS: f32 = 8.0;
const LEAST_SHARE: f32 = 0.55;
/// Under so many ems no word can stand beside its label, which then stands over it.
const BESIDE_LABEL: f32 = 2.0;

/// So many short items are seen in one look.
const FEW_ITEMS: usize = 8;

/// How lists stand within each other.
#[derive(Clone, Copy)]
struct Nest {
    /// The column of the outermost one.
    column: Frame,
    /// Whether this is that one.
    outermost: bool,
    /// The share of its usual indent that an inner list gets.
    share: f32,
}

/// How the items of a list stand.
#[derive(Clone, Copy)]
struct ItemStand {
    nest: Nest,
    /// How far they stand in, where there is room.
    hang: Pt,
    /// The width of the widest label and the gap after it.
    label: Pt,
}

/// Where an item's label and words go.
struct ItemFrames {
    label: Frame,
    words: Frame,
    /// Whether the label stands over the words.
    over: bool,
}

impl Composer<'_> {
    /// A list in a frame, its labels hanging in the frame's first millimetres.
    pub(super) fn list(&mut self, flow: &mut Flow, frame: Frame, parent: NodeId, list: &List) {
        let size = self.style.body.size;
        let least = (size * LEAST_EMS).min(frame.width * LEAST_SHARE);
        let (room, wanted) = (frame.width - least, self.depth_of(list));
        let mut share = 1.0;
        if wanted > room {
            // The first level keeps what its labels take, the others share what is left.
            let (first, label) = (self.hang(list), self.label_room(list));
            share = ((room - label).0 / (wanted - first).0.max(1.0)).clamp(0.0, 1.0);
        }
        let nest = Nest { column: frame, outermost: true, share };
        self.nested_list(flow, (frame, nest), parent, list);
    }

    fn nested_list(
        &mut self,
        flow: &mut Flow,
        (frame, nest): (Frame, Nest),
        parent: NodeId,
        list: &List,
    ) {
        let numbering = match list.kind {
            ListKind::Bullets => Numbering::Disc,
            ListKind::Steps => Numbering::Decimal,
            ListKind::Checklist => Numbering::Unordered,
        };
        let node = self.node(Some(parent), Role::List(numbering), list.span);
        let stand = ItemStand { nest, hang: self.hang(list), label: self.label_room(list) };
        let start = flow.pieces.len();
        for (index, item) in list.items.iter().enumerate() {
            let first = flow.pieces.len();
            self.in_language(item.language.as_ref(), |composer| {
                composer.item(flow, (frame, stand), node, (list.kind, list.first + index), item);
            });
            if index > 0
                && let Some(piece) = flow.pieces.get_mut(first)
            {
                let last = index + 1 == list.items.len();
                piece.parting = if last { Parting::FewItems } else { Parting::Items };
            }
            if index + 1 < list.items.len() {
                flow.set_space(self.style.item_space);
            }
        }
        let pieces = &mut flow.pieces[start..];
        if list.kind == ListKind::Checklist && is_short(list, pieces) {
            let parts = |piece: &&mut Piece| piece.parting == Parting::Items;
            pieces.iter_mut().filter(parts).for_each(|piece| piece.parting = Parting::FewItems);
        }
        keep_lonely_items(pieces);
        flow.space(self.style.paragraph_space);
    }

    /// How far the items stand in: the style's measure, or more for long numbers.
    fn hang(&self, list: &List) -> Pt {
        let digits = longest(list).to_string().len() as f32;
        let size = self.style.body.size;
        match list.kind {
            ListKind::Steps => self.style.hang.max(size * (digits * 0.62 + 0.75)),
            ListKind::Checklist => self.style.hang.max(size * 1.55),
            ListKind::Bullets => self.style.hang,
        }
    }

    /// How far the innermost items of a list would stand in.
    fn depth_of(&self, list: &List) -> Pt {
        let inner = list.items.iter().filter_map(|item| item.list.as_ref());
        let deepest = inner.map(|list| self.depth_of(list)).fold(Pt::ZERO, Pt::max);
        self.hang(list) + deepest
    }

    /// The width of a list's widest label and the gap after it.
    fn label_room(&self, list: &List) -> Pt {
        let ems = match list.kind {
            ListKind::Steps => number_ems(longest(list)),
            ListKind::Checklist => 1.1,
            ListKind::Bullets => 0.7,
        };
        (self.style.body.size * ems).min(self.hang(list))
    }

    /// Where an item's label and words go within the frame of its list.
    fn place(&self, frame: Frame, stand: ItemStand) -> ItemFrames {
        let right_to_left = self.right_to_left();
        let ItemStand { nest: Nest { column, outermost, share }, hang, label } = stand;
        let indented = if right_to_left {
            column.x + column.width - frame.x - frame.width
        } else {
            frame.x - column.x
        };
        let step = match outermost {
            _ if share >= 1.0 => hang,
            true => label,
            false => hang * share,
        };
        // The label may stand under the words of the list around it, but not beside the column.
        let step = step.max(label - indented);
        let words = frame.indent(step, right_to_left);
        if words.width < self.style.body.size * BESIDE_LABEL {
            return ItemFrames { label: column, words: column, over: true };
        }
        let back = (label - step).max(Pt::ZERO);
        let left = if right_to_left { frame.x } else { frame.x - back };
        let label = Frame { x: left, width: frame.width + back };
        ItemFrames { label, words, over: false }
    }

    fn item(
        &mut self,
        flow: &mut Flow,
        (frame, stand): (Frame, ItemStand),
        list: NodeId,
        (kind, number): (ListKind, usize),
        item: &ListItem,
    ) {
        let node = self.node(Some(list), Role::ListItem, item.text.span);
        let place = self.place(frame, stand);
        let mut label = self.label(place.label, node, (kind, number), item.text.span);
        let body = self.node(Some(node), Role::ListBody, item.text.span);
        let mut text = Flow::default();
        if place.over {
            text.push(Piece { keep_with_next: true, ..label });
            self.paragraph(&mut text, place.words, body, &item.text, self.style.body);
        } else {
            self.paragraph(&mut text, place.words, body, &item.text, self.style.body);
            if let Some(first) = text.pieces.first_mut() {
                label.shift(Point::new(Pt::ZERO, first.baseline - label.baseline));
                first.items.splice(0..0, label.items);
            }
        }
        if let Some(nested) = &item.list {
            if let Some(last) = text.pieces.last_mut() {
                last.keep_with_next = true;
            }
            text.set_space(self.style.item_space);
            let nest = Nest { outermost: false, ..stand.nest };
            self.nested_list(&mut text, (place.words, nest), body, nested);
            text.set_space(Pt::ZERO);
        }
        flow.append(text);
    }

    /// The label as a piece as high as the item's first line.
    pub(super) fn label(
        &mut self,
        frame: Frame,
        item: NodeId,
        (kind, number): (ListKind, usize),
        span: Span,
    ) -> Piece {
        let style = self.style.body;
        let language = if kind == ListKind::Checklist { &self.spoken } else { &self.language };
        let node = self.structure.add(Some(item), Role::Label, &language.clone(), span);
        match kind {
            // The bold disc is the larger one, which readers with poor sight find.
            ListKind::Bullets => self.text_label(frame, node, "•", strong(style)),
            ListKind::Steps => self.text_label(frame, node, &format!("{number}."), strong(style)),
            ListKind::Checklist => self.tick_box(frame, node),
        }
    }

    pub(super) fn text_label(
        &mut self,
        frame: Frame,
        node: NodeId,
        text: &str,
        style: TextStyle,
    ) -> Piece {
        // The space keeps label and words apart when they are read out of the page.
        let draft = self.added_draft(node, &format!("{text} "), style.tone(Tone::Accent));
        let mut lines = self.set(&draft, frame, style, Alignment::Start);
        if lines.is_empty() { Piece::default() } else { lines.swap_remove(0) }
    }

    fn tick_box(&mut self, frame: Frame, node: NodeId) -> Piece {
        let style = self.style.body;
        let side = style.size * 0.82;
        self.structure.node_mut(node).actual_text = Some(self.words.tick_box.into());
        let leaf = self.structure.add_leaf(node);
        let x = if self.right_to_left() { frame.x + frame.width - side } else { frame.x };
        // Centred on the capitals of the first line.
        let y = (style.leading - side) / 2.0;
        let ink = Ink::Outline {
            size: Size { width: side, height: side },
            thickness: style.size / 12.0,
            tone: Tone::Text,
        };
        let item = Item { at: Point::new(x, y), owner: Owner::Leaf(leaf), ink, line: 0 };
        let baseline = self.plain_baseline(style);
        Piece { height: style.leading, baseline, items: vec![item], ..Piece::default() }
    }
}

/// Whether a list can be seen in one look.
fn is_short(list: &List, lines: &[Piece]) -> bool {
    list.items.len() <= FEW_ITEMS && lines.len() <= list.items.len() * 2
}

/// The longest number of a list.
fn longest(list: &List) -> usize {
    list.first + list.items.len().saturating_sub(1)
}

/// The width of the widest number of a list and the gap after it, in ems: the digits of the widest
/// face, and a full stop.
pub(super) fn number_ems(longest: usize) -> f32 {
    longest.to_string().len() as f32 * 0.66 + 0.55
}

/// Lets the first and the last item, where it is a single line, keep with its neighbour: one
/// lonely line of a list at a page's edge reads like a widow.
fn keep_lonely_items(pieces: &mut [Piece]) {
    let count = pieces.len();
    if count < 2 {
        return;
    }
    pieces[0].keep_with_next = true;
    pieces[count - 2].keep_with_next = true;
}
