//! The back page: the contact section, and the imprint at its foot.

use super::super::flow::{Flow, Frame, Parting, Piece};
use super::super::structure::{Anchor, NodeId, Numbering, Role};
use super::super::style::TextStyle;
use super::Composer;
use super::inline::strong;
use super::lines::{keep_together, push_lines};
use crate::content::{Place, Text, Words};
use crate::geometry::{Point, Pt};
use crate::source::Span;
use crate::typeset::Alignment;
use crate::words::Phrases;

impl Composer<'_> {
    /// The contact section and the imprint, which is empty where it is a chapter of its own.
    pub(super) fn back_page(&mut self) -> (Flow, Flow) {
        let contact = &self.book.contact;
        let mut flow = Flow::default();
        let section = self.open_section(&mut flow, Place::Contact, contact.span);
        self.contact_heading(&mut flow, section);
        self.text(&mut flow, self.column(), section, &contact.text);
        let mut drawn_points = Flow::default();
        for point in &contact.points {
            self.contact_panel(&mut drawn_points, section, point);
            drawn_points.set_space(self.style.point_space());
        }
        flow.append(drawn_points);
        if let Some(qr) = &contact.qr {
            flow.set_space(self.style.paragraph_space);
            // As high as it is where it is tight.
            let least = flow.height() - spaces_of_ways(&flow);
            let room = match self.settings.long_contact {
                true => self.style.height(),
                false => self.style.height() - least - self.style.paragraph_space,
            };
            self.qr_pieces(&mut flow, (self.column(), room), section, qr, qr.url.span);
        }
        let mut imprint = Flow::default();
        if !self.settings.about_chapter {
            let style = self.style.imprint;
            let space = style.leading * 0.25;
            self.imprint_texts(&mut imprint, section, style, space);
        }
        self.tighten(&mut flow, &imprint);
        (flow, imprint)
    }

    /// Takes the space between ways to get in touch, as far as the page needs it for the rest.
    fn tighten(&self, flow: &mut Flow, imprint: &Flow) {
        let gap = if imprint.pieces.is_empty() { Pt::ZERO } else { self.style.imprint_gap() };
        let over = flow.height() + gap + imprint.height() - self.style.height();
        let spaces = spaces_of_ways(flow);
        if over <= Pt::ZERO || spaces <= Pt::ZERO {
            return;
        }
        let share = (1.0 - over.0 / spaces.0).max(0.0);
        for piece in flow.pieces.iter_mut().filter(|piece| piece.parting == Parting::Ways) {
            piece.space_before = piece.space_before * share;
        }
    }

    fn contact_heading(&mut self, flow: &mut Flow, section: NodeId) {
        let line = &self.book.contact.heading;
        let node = self.node(Some(section), Role::Heading(1), line.span);
        self.name_heading(flow, node, 1, line.plain_text());
        let style = self.style.headings[0];
        let draft = self.draft(node, line, style, true);
        for piece in self.set(&draft, self.column(), style, Alignment::Balanced) {
            flow.push(Piece { heading: true, ..piece });
        }
        flow.set_space(self.style.heading_space(1).1);
    }

    /// Publisher, version, reviews, then the texts of `[imprint]`.
    pub(super) fn imprint_texts(
        &mut self,
        flow: &mut Flow,
        section: NodeId,
        style: TextStyle,
        space: Pt,
    ) {
        let book = self.book;
        let words = self.words;
        flow.anchor(Anchor::Place(Place::About));
        self.structure.places.entry(Anchor::Place(Place::About)).or_insert(section);
        if let Some(publisher) = &book.publisher {
            self.imprint_line(flow, section, "{}", publisher, style);
            flow.set_space(space);
        }
        let facts = flow.pieces.len();
        if let Some(version) = &book.version {
            self.imprint_line(flow, section, words.version, version, style);
        }
        let dates = [(words.last_reviewed, &book.reviewed), (words.next_review, &book.review_by)];
        for (template, date) in dates {
            if let Some(date) = date {
                let text = Phrases::fill(template, &words.date(date.value));
                let node = self.node(Some(section), Role::Paragraph, date.span);
                push_lines(flow, self.added(self.column(), node, &text, style));
            }
        }
        if book.has_imprint() {
            let place = (self.column(), book.span);
            push_lines(flow, self.large_print(Some(section), place, style));
        }
        // Version and dates are one paragraph to the eye.
        keep_together(&mut flow.pieces[facts..]);
        for text in book.imprint.all() {
            if book.imprint.is_references(text) && !text.is_empty() {
                flow.set_space(space);
                self.references_label(flow, section, text[0].span);
            }
            if book.imprint.is_references(text) && book.imprint.numbered_references {
                self.numbered(flow, section, text, style);
                continue;
            }
            for (index, paragraph) in text.iter().enumerate() {
                if index > 0 || !book.imprint.is_references(text) {
                    flow.set_space(space);
                }
                let node = self.node(Some(section), Role::Paragraph, paragraph.span);
                let draft = self.draft(node, paragraph, style, false);
                let lines = self.set(&draft, self.column(), style, self.style.alignment);
                push_lines(flow, lines);
            }
        }
    }

    /// References as a list in the size of the imprint.
    fn numbered(&mut self, flow: &mut Flow, section: NodeId, text: &Text, style: TextStyle) {
        let [first, ..] = &text[..] else { return };
        let list = self.node(Some(section), Role::List(Numbering::Decimal), first.span);
        let digits = text.len().to_string().len() as f32;
        // As wide as the labels of steps (`list`).
        let indent = style.size * (digits * 0.66 + 0.55);
        let words = self.column().indent(indent, self.right_to_left());
        for (index, paragraph) in text.iter().enumerate() {
            if index > 0 {
                flow.set_space(style.leading * 0.25);
            }
            let item = self.node(Some(list), Role::ListItem, paragraph.span);
            let label = self.node(Some(item), Role::Label, paragraph.span);
            let number = format!("{}.", index + 1);
            let mut label = self.text_label(self.column(), label, &number, strong(style));
            let body = self.node(Some(item), Role::ListBody, paragraph.span);
            let draft = self.draft(body, paragraph, style, false);
            let mut lines = self.set(&draft, words, style, self.style.alignment);
            if let Some(first) = lines.first_mut() {
                label.shift(Point::new(Pt::ZERO, first.baseline - label.baseline));
                first.items.splice(0..0, label.items);
            }
            push_lines(flow, lines);
        }
    }

    /// The word over the references.
    fn references_label(&mut self, flow: &mut Flow, section: NodeId, span: Span) {
        let paragraph = self.node(Some(section), Role::Paragraph, span);
        let node = self.node(Some(paragraph), Role::Strong, span);
        let style = strong(self.style.imprint);
        let mut lines = self.added(self.column(), node, self.words.references, style);
        lines.iter_mut().for_each(|line| line.keep_with_next = true);
        push_lines(flow, lines);
    }

    /// Words of the author's within a template of the program's.
    fn imprint_line(
        &mut self,
        flow: &mut Flow,
        section: NodeId,
        template: &str,
        words: &Words,
        style: TextStyle,
    ) {
        let span: Span = words.span;
        let node = self.node(Some(section), Role::Paragraph, span);
        let (before, after) = template.split_once("{}").unwrap_or(("", ""));
        let mut draft = self.added_draft(node, before, style);
        self.add_plain(&mut draft, node, words, style);
        self.add_added(&mut draft, node, after, style);
        let frame: Frame = self.column();
        let lines: Vec<Piece> = self.set(&draft, frame, style, Alignment::Start);
        push_lines(flow, lines);
    }
}

/// The space between ways to get in touch.
fn spaces_of_ways(flow: &Flow) -> Pt {
    let ways = flow.pieces.iter().filter(|piece| piece.parting == Parting::Ways);
    ways.map(|piece| piece.space_before).sum()
}
