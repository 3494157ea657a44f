//! Headings, text, quotes and definitions.

use super::super::flow::{Flow, Frame, Piece, height};
use super::super::page::Tone;
use super::super::structure::{Anchor, NodeId, Numbering, Role};
use super::super::style::QUOTE_BAR;
use super::inline::strong;
use super::lines::keep_together;
use super::{Composer, OutlineEntry};
use crate::content::{Block, BlockKind, Paragraph, Place, Quote, Text, Words};
use crate::geometry::{Point, Pt, Size};
use crate::layout::page::{ArtifactKind, Ink, Item, Owner};
use crate::source::Span;
use crate::typeset::Alignment;

impl Composer<'_> {
    pub(super) fn block(&mut self, flow: &mut Flow, section: NodeId, place: Place, block: &Block) {
        // What points to a page break leads to what comes after it.
        flow.anchor(Anchor::Place(place));
        let first = self.structure.node_count();
        let start = flow.pieces.len();
        self.in_language(block.language.as_ref(), |composer| {
            composer.block_kind(flow, section, block);
        });
        self.structure.settle(Anchor::Place(place), first, section);
        if block.keep {
            self.keep_on_a_page(flow, start);
        }
    }

    /// Lets the pieces from `start` on stay together, where a page can hold them and the headings that
    /// they stand under.
    fn keep_on_a_page(&self, flow: &mut Flow, start: usize) {
        let headings = flow.pieces[..start].iter().rev().take_while(|piece| piece.heading).count();
        let pieces = &mut flow.pieces[start - headings..];
        if height(pieces) <= self.style.height() {
            keep_together(pieces);
        }
    }

    fn block_kind(&mut self, flow: &mut Flow, section: NodeId, block: &Block) {
        let frame = self.column();
        match &block.kind {
            BlockKind::Text(text) => self.text(flow, frame, section, text),
            BlockKind::Heading(line) => self.heading(flow, section, 2, line),
            BlockKind::Subheading(line) => self.heading(flow, section, 3, line),
            BlockKind::List(list) => self.list(flow, frame, section, list),
            BlockKind::Callout(callout) => self.callout(flow, section, callout, block.span),
            BlockKind::Quote(quote) => self.quote(flow, section, quote, block.span),
            BlockKind::Figures(figures) => self.figures(flow, section, figures),
            BlockKind::Illustrated(illustrated) => {
                self.illustrated(flow, section, illustrated, block.span);
            }
            BlockKind::Table(table) => self.table(flow, section, table, block.span),
            BlockKind::Definitions(definitions) => {
                let list = self.node(Some(section), Role::List(Numbering::Term), block.span);
                for definition in definitions {
                    self.definition(flow, list, &definition.term, &definition.meaning);
                }
                flow.space(self.style.paragraph_space);
            }
            BlockKind::ContactPoint(index) => {
                // Its words are the booklet's, whatever the language of the chapter.
                let book = self.book;
                self.in_language(Some(&book.language), |composer| {
                    composer.contact_panel(flow, section, &book.contact.points[*index]);
                });
            }
            BlockKind::WritingLines(lines) => self.writing_lines(flow, section, lines, block.span),
            BlockKind::Qr(qr) => self.qr(flow, section, qr, block.span),
            BlockKind::PageBreak => flow.break_page_before_headings(),
        }
    }

    /// Paragraphs, each a P.
    pub(super) fn text(&mut self, flow: &mut Flow, frame: Frame, parent: NodeId, text: &Text) {
        for paragraph in text {
            let node = self.node(Some(parent), Role::Paragraph, paragraph.span);
            self.paragraph(flow, frame, node, paragraph, self.style.body);
            if introduces(paragraph)
                && let Some(last) = flow.pieces.last_mut()
            {
                last.keep_with_next = true;
                flow.space(self.style.item_space);
            } else {
                flow.space(self.style.paragraph_space);
            }
        }
    }

    /// A heading of level 1 to 3 in the author's words.
    pub(super) fn heading(
        &mut self,
        flow: &mut Flow,
        section: NodeId,
        level: u8,
        line: &Paragraph,
    ) {
        let node = self.node(Some(section), Role::Heading(level), line.span);
        let style = self.style.headings[usize::from(level) - 1];
        self.name_heading(flow, node, level, line.plain_text());
        let draft = self.draft(node, line, style, true);
        let lines = self.set(&draft, self.column(), style, Alignment::Balanced);
        self.push_heading(flow, level, lines);
    }

    /// A heading of level 1 in words of the program's own.
    pub(super) fn plain_heading(
        &mut self,
        flow: &mut Flow,
        section: NodeId,
        title: &str,
        span: Span,
    ) {
        let node = self.node(Some(section), Role::Heading(1), span);
        self.name_heading(flow, node, 1, title.to_owned());
        let lines = self.added(self.column(), node, title, self.style.headings[0]);
        self.push_heading(flow, 1, lines);
    }

    pub(super) fn name_heading(&mut self, flow: &mut Flow, node: NodeId, level: u8, title: String) {
        self.structure.node_mut(node).words.clone_from(&title);
        let anchor = Anchor::Node(node);
        flow.anchor(anchor);
        self.structure.places.insert(anchor, node);
        self.outline.push(OutlineEntry { level, title, anchor });
    }

    fn push_heading(&mut self, flow: &mut Flow, level: u8, mut lines: Vec<Piece>) {
        let (over, under) = self.style.heading_space(level);
        flow.space(over);
        for line in &mut lines {
            line.keep_with_next = true;
            line.heading = true;
        }
        for line in lines {
            flow.push(line);
        }
        flow.set_space(under);
    }

    fn quote(&mut self, flow: &mut Flow, section: NodeId, quote: &Quote, span: Span) {
        let node = self.node(Some(section), Role::Quote, span);
        let right_to_left = self.right_to_left();
        let frame = self.column().indent(self.indent(), right_to_left);
        let mut inner = Flow::default();
        self.text(&mut inner, frame, node, &quote.text);
        if let Some(source) = &quote.source {
            inner.set_space(self.style.inner_space());
            if let Some(last) = inner.pieces.last_mut() {
                last.keep_with_next = true;
            }
            let paragraph = self.node(Some(node), Role::Paragraph, source.span);
            let style = self.style.caption();
            self.paragraph(&mut inner, frame, paragraph, source, style);
        }
        self.bar(&mut inner, right_to_left);
        flow.append(inner);
        flow.space(self.style.paragraph_space);
    }

    /// How far words stand in under what they belong to.
    fn indent(&self) -> Pt {
        self.style.hang.min(self.style.measure() / 5.0)
    }

    /// A bar beside every piece, through the spaces between them.
    fn bar(&self, flow: &mut Flow, right_to_left: bool) {
        let x = if right_to_left { self.style.measure() - QUOTE_BAR } else { Pt::ZERO };
        for (index, piece) in flow.pieces.iter_mut().enumerate() {
            let space = if index == 0 { Pt::ZERO } else { piece.space_before };
            let size = Size { width: QUOTE_BAR, height: piece.height + space };
            let item = Item {
                at: Point::new(x, -space),
                owner: Owner::Artifact(ArtifactKind::Layout),
                ink: Ink::Fill { size, radius: Pt::ZERO, tone: Tone::Accent },
                line: 0,
            };
            piece.items.insert(0, item);
            piece.rigid |= index > 0;
        }
    }

    /// A term as label, its meaning as body.
    pub(super) fn definition(
        &mut self,
        flow: &mut Flow,
        list: NodeId,
        term: &Words,
        meaning: &Text,
    ) {
        let item = self.node(Some(list), Role::ListItem, term.span);
        let label = self.node(Some(item), Role::Label, term.span);
        let frame = self.column();
        let mut lines = self.plain(frame, label, term, strong(self.style.body));
        for line in &mut lines {
            line.keep_with_next = true;
            line.heading = true;
        }
        for line in lines {
            flow.push(line);
        }
        let body = self.node(Some(item), Role::ListBody, term.span);
        let inner = frame.indent(self.indent(), self.right_to_left());
        let mut rest = Flow::default();
        self.item_text(&mut rest, inner, body, meaning);
        flow.append(rest);
        flow.set_space(self.style.definition_space());
    }

    /// Paragraphs of an item: a single one needs no P of its own.
    fn item_text(&mut self, flow: &mut Flow, frame: Frame, body: NodeId, text: &Text) {
        match text.as_slice() {
            [only] => self.paragraph(flow, frame, body, only, self.style.body),
            _ => self.text(flow, frame, body, text),
        }
    }
}

/// Whether a paragraph leads over to what follows.
fn introduces(paragraph: &Paragraph) -> bool {
    let text = paragraph.plain_text();
    text.trim_end().ends_with([':', '：'])
}
