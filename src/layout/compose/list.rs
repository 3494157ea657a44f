//! Bullets, steps and checklists with hanging labels.

use super::super::flow::{Flow, Frame, Piece};
use super::super::page::{Ink, Item, Owner, Tone};
use super::super::structure::{NodeId, Numbering, Role};
use super::super::style::TextStyle;
use super::Composer;
use super::inline::strong;
use crate::content::{Item as ListItem, List, ListKind};
use crate::geometry::{Point, Pt, Size};
use crate::source::Span;
use crate::typeset::Alignment;

impl Composer<'_> {
    /// A list in a frame, its labels hanging in the frame's first millimetres.
    pub(super) fn list(&mut self, flow: &mut Flow, frame: Frame, parent: NodeId, list: &List) {
        let numbering = match list.kind {
            ListKind::Bullets => Numbering::Disc,
            ListKind::Steps => Numbering::Decimal,
            ListKind::Checklist => Numbering::Unordered,
        };
        let node = self.node(Some(parent), Role::List(numbering), list.span);
        let hang = self.hang(list);
        let start = flow.pieces.len();
        for (index, item) in list.items.iter().enumerate() {
            self.in_language(item.language.as_ref(), |composer| {
                composer.item(flow, frame, (node, hang), (list.kind, index), item);
            });
            if index + 1 < list.items.len() {
                flow.set_space(self.style.item_space);
            }
        }
        keep_lonely_items(&mut flow.pieces[start..]);
        flow.space(self.style.paragraph_space);
    }

    /// How far the items stand in: the style's measure, or more for long numbers.
    fn hang(&self, list: &List) -> Pt {
        let digits = list.items.len().to_string().len() as f32;
        let size = self.style.body.size;
        match list.kind {
            ListKind::Steps => self.style.hang.max(size * (digits * 0.62 + 0.75)),
            ListKind::Checklist => self.style.hang.max(size * 1.55),
            ListKind::Bullets => self.style.hang,
        }
    }

    fn item(
        &mut self,
        flow: &mut Flow,
        frame: Frame,
        (list, hang): (NodeId, Pt),
        (kind, index): (ListKind, usize),
        item: &ListItem,
    ) {
        let right_to_left = self.right_to_left();
        let node = self.node(Some(list), Role::ListItem, item.text.span);
        let mut label = self.label(frame, node, kind, index, item.text.span);
        let body = self.node(Some(node), Role::ListBody, item.text.span);
        let inner = frame.indent(hang, right_to_left);
        let mut text = Flow::default();
        self.paragraph(&mut text, inner, body, &item.text, self.style.body);
        if let Some(first) = text.pieces.first_mut() {
            label.shift(Point::new(Pt::ZERO, first.baseline - label.baseline));
            first.items.splice(0..0, label.items);
        }
        if let Some(nested) = &item.list {
            if let Some(last) = text.pieces.last_mut() {
                last.keep_with_next = true;
            }
            text.set_space(self.style.item_space);
            self.list(&mut text, inner, body, nested);
            text.set_space(Pt::ZERO);
        }
        flow.append(text);
    }

    /// The label as a piece as high as the item's first line.
    fn label(
        &mut self,
        frame: Frame,
        item: NodeId,
        kind: ListKind,
        index: usize,
        span: Span,
    ) -> Piece {
        let style = self.style.body;
        let language = if kind == ListKind::Checklist { &self.spoken } else { &self.language };
        let node = self.structure.add(Some(item), Role::Label, &language.clone(), span);
        match kind {
            // The bold disc is the larger one, which readers with poor sight find.
            ListKind::Bullets => self.text_label(frame, node, "•", strong(style)),
            ListKind::Steps => {
                self.text_label(frame, node, &format!("{}.", index + 1), strong(style))
            }
            ListKind::Checklist => self.tick_box(frame, node),
        }
    }

    fn text_label(&mut self, frame: Frame, node: NodeId, text: &str, style: TextStyle) -> Piece {
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
