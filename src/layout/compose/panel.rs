//! Panels: callouts and contact points.

use super::super::flow::{Flow, Frame, HeadId, Parting, Piece};
use super::super::page::{ArtifactKind, Item, Owner, Tone};
use super::super::structure::{NodeId, Role};
use super::super::style::TextStyle;
use super::Composer;
use super::draft::Draft;
use super::inline::strong;
use super::lines::Lines;
use super::lines::{keep_together, push_lines};
use super::strips::{as_artifact, join};
use crate::content::{Callout, ContactPoint, Paragraph, Reach, Urgency, Words};
use crate::geometry::Pt;
use crate::source::Span;
use crate::typeset::Alignment;

/// How far strokes of Nastaliq climb over their line, in ems.
const CLIMB: f32 = 0.3;

impl Composer<'_> {
    pub(super) fn callout(
        &mut self,
        flow: &mut Flow,
        section: NodeId,
        callout: &Callout,
        span: Span,
    ) {
        let border = self.style.panel_border(callout.urgency);
        let frame = self.column().inset(self.style.panel_padding() + border);
        let mut inner = Flow::default();
        let (division, title) = if let Some(urgency) = callout.urgency {
            // It stands in the run of the text: nobody is to read past it.
            let division = self.node(Some(section), Role::Division, span);
            (division, self.urgent_title(&mut inner, (frame, division), &callout.title, urgency))
        } else {
            let division = self.node(Some(section), Role::Aside, span);
            (division, self.callout_title(&mut inner, (frame, division), &callout.title))
        };
        self.text(&mut inner, frame, division, &callout.text);
        if let Some(list) = &callout.list {
            if !callout.text.is_empty() {
                inner.set_space(self.style.item_space);
            }
            self.list(&mut inner, frame, division, list);
        }
        self.close_panel(flow, inner, callout.urgency, &title);
    }

    /// The title of a callout that is no heading.
    fn callout_title(
        &mut self,
        inner: &mut Flow,
        (frame, division): (Frame, NodeId),
        title: &Paragraph,
    ) -> Vec<(Draft, TextStyle)> {
        let paragraph = self.node(Some(division), Role::Paragraph, title.span);
        let strong = self.node(Some(paragraph), Role::Strong, title.span);
        let style = self.panel_title();
        let draft = self.draft(strong, title, style, true);
        for mut line in self.set(&draft, frame, style, Alignment::Balanced) {
            line.keep_with_next = true;
            inner.push(line);
        }
        inner.space(self.style.inner_space());
        vec![(draft, style)]
    }

    /// The title of a callout as a heading, under a line with the words for how urgent it is.
    fn urgent_title(
        &mut self,
        inner: &mut Flow,
        (frame, division): (Frame, NodeId),
        title: &Paragraph,
        urgency: Urgency,
    ) -> Vec<(Draft, TextStyle)> {
        let level = self.level;
        let heading = self.node(Some(division), Role::Heading(level), title.span);
        let (words, colon) = (urgency.words(self.words), self.words.colon);
        self.name_heading(inner, heading, level, format!("{words}{colon}{}", title.plain_text()));
        let [_, large, small] = self.style.headings;
        let (style, tone) = match urgency {
            Urgency::Emergency => (large, Tone::OnAccent),
            Urgency::Urgent => (large, Tone::Text),
            Urgency::Routine => (small, Tone::Text),
        };
        let (label, style) = (strong(self.style.body).tone(tone), style.tone(tone));
        let mut added = self.added_draft(heading, &format!("{words}{}", colon.trim_end()), label);
        let leaf = self.structure.last_leaf(heading);
        added.end_with_space(leaf, label, &self.language);
        let mut lines = self.set(&added, frame, label, Alignment::Start);
        let draft = self.draft(heading, title, style, true);
        let mut title = self.set(&draft, frame, style, Alignment::Balanced);
        if self.settings.fonts.hanging(&self.language).is_some()
            && let Some(first) = title.first_mut()
        {
            // Its strokes climb and would run into the words over it.
            first.pad(style.size * CLIMB, Pt::ZERO);
        }
        lines.append(&mut title);
        let mut space = self.style.inner_space();
        if urgency == Urgency::Emergency
            && let Some(last) = lines.last_mut()
        {
            // The band ends as far under its words as the panel begins over them.
            let padding = self.style.panel_padding();
            last.pad(Pt::ZERO, padding * 0.75);
            space = padding * 0.75;
        }
        for mut line in lines {
            line.keep_with_next = true;
            line.heading = true;
            inner.push(line);
        }
        inner.space(space);
        vec![(self.bare(words, label), label), (draft, style)]
    }

    fn panel_title(&self) -> TextStyle {
        let body = self.style.body;
        strong(body).tone(self.style.headings[1].tone)
    }

    /// A contact point as a panel.
    pub(super) fn contact_panel(&mut self, flow: &mut Flow, parent: NodeId, point: &ContactPoint) {
        let frame = self.column().inset(self.style.panel_padding());
        let inner = self.contact_point(frame, parent, point);
        let style = self.panel_title();
        let title = [(self.bare(&point.name.text, style), style)];
        self.close_panel(flow, inner, None, &title);
    }

    /// A contact point's lines: a division with its name, then a paragraph for each way.
    pub(super) fn contact_point(
        &mut self,
        frame: Frame,
        parent: NodeId,
        point: &ContactPoint,
    ) -> Flow {
        let division = self.node(Some(parent), Role::Division, point.span);
        let mut flow = Flow::default();
        let paragraph = self.node(Some(division), Role::Paragraph, point.name.span);
        let name = self.node(Some(paragraph), Role::Strong, point.name.span);
        push_lines(&mut flow, self.plain(frame, name, &point.name, self.panel_title()));
        let words = self.words;
        let (number, address) = (self.style.number(), self.style.body);
        for (label, reaches, style) in [
            (words.phone, &point.phone, number),
            (words.sms, &point.sms, number),
            (words.textphone, &point.textphone, number),
            (words.email, &point.email, address),
            (words.web, &point.web, address),
        ] {
            for reach in reaches {
                let node = self.node(Some(division), Role::Paragraph, reach.shown.span);
                let lines = self.reach(frame, node, (label, reach), style);
                self.push_way(&mut flow, lines);
            }
        }
        for address in &point.address {
            for (index, line) in address.iter().enumerate() {
                if index == 0 {
                    let lines = self.labelled(frame, division, words.address, line);
                    self.push_way(&mut flow, lines);
                } else {
                    // The label stands out before the lines under it.
                    let hang = frame.indent(self.style.body.size, self.right_to_left());
                    push_lines(&mut flow, self.labelled(hang, division, "", line));
                }
            }
        }
        if let Some(hours) = &point.hours {
            let lines = self.labelled(frame, division, words.hours, hours);
            self.push_way(&mut flow, lines);
        }
        if let Some(note) = &point.note {
            let node = self.node(Some(division), Role::Paragraph, note.span);
            let draft = self.draft(node, note, self.style.body, false);
            let lines = self.set(&draft, frame, self.style.body, self.style.alignment);
            self.push_way(&mut flow, lines);
        }
        flow
    }

    /// Adds a way to get in touch, with some space over it.
    fn push_way(&self, flow: &mut Flow, mut lines: Lines) {
        if let Some(first) = lines.first_mut() {
            first.space_before = self.style.inner_space();
            first.parting = Parting::Ways;
        }
        push_lines(flow, lines);
    }

    /// Words of the author's after a label, which may be empty, as a paragraph of their own.
    fn labelled(&mut self, frame: Frame, division: NodeId, label: &str, words: &Words) -> Lines {
        let node = self.node(Some(division), Role::Paragraph, words.span);
        let style = self.style.body;
        if label.is_empty() {
            return self.plain(frame, node, words, style);
        }
        let mut draft = self.added_draft(node, &format!("{label}{}", self.words.colon), style);
        self.add_plain(&mut draft, node, words, style);
        self.set(&draft, frame, style, Alignment::Start)
    }

    /// A way to get in touch: its label, and the words that lead there in their own style.
    fn reach(
        &mut self,
        frame: Frame,
        node: NodeId,
        (label, reach): (&str, &Reach),
        shown: TextStyle,
    ) -> Lines {
        let style = self.style.body;
        let mut draft = self.added_draft(node, &format!("{label}{}", self.words.colon), style);
        self.add_plain_link(&mut draft, node, &reach.shown, &reach.link, shown);
        self.set(&draft, frame, style, Alignment::Start)
    }

    /// Puts a panel behind what was composed; it does not split unless taller than a page, and then its
    /// title stands over what goes on.
    fn close_panel(
        &mut self,
        flow: &mut Flow,
        inner: Flow,
        urgency: Option<Urgency>,
        title: &[(Draft, TextStyle)],
    ) {
        let padding = self.style.panel_padding() + self.style.panel_border(urgency);
        let panel = self.next_panel(urgency);
        let fits = inner.height() + padding * 2.0 <= self.style.height();
        let mut pieces = inner.pieces;
        if fits {
            keep_together(&mut pieces);
        } else {
            let again = self.panel_again(urgency, title);
            pieces.iter_mut().skip(1).for_each(|piece| piece.head = Some(again));
        }
        if let Some(first) = pieces.first_mut() {
            first.pad(padding, Pt::ZERO);
        }
        if let Some(last) = pieces.last_mut() {
            last.pad(Pt::ZERO, padding);
        }
        flow.space(self.style.paragraph_space);
        for (index, piece) in pieces.into_iter().enumerate() {
            flow.push(Piece { panel: Some(panel), rigid: index > 0, ..piece });
        }
        flow.set_space(self.style.display_space());
    }

    /// The title of a panel as it is said again over what goes on: how urgent it is at least.
    fn panel_again(&mut self, urgency: Option<Urgency>, title: &[(Draft, TextStyle)]) -> HeadId {
        let border = self.style.panel_border(urgency);
        let padding = self.style.panel_padding();
        let frame = self.column().inset(padding + border);
        let band = urgency == Some(Urgency::Emergency);
        let mut candidates = Vec::new();
        for count in (1..=title.len()).rev() {
            let Some(((last, style), before)) = title[..count].split_last() else { continue };
            let mut lines = Vec::new();
            for (draft, style) in before {
                let said = self.set(draft, frame, *style, Alignment::Start);
                lines.extend(said.iter().map(as_artifact));
            }
            lines.append(&mut self.continued(last, *style, frame));
            let mut piece = join(lines);
            piece.pad(padding + border, if band { padding * 0.75 } else { Pt::ZERO });
            if band {
                let ground = Frame { x: Pt::ZERO, width: self.style.measure() };
                let band = Self::rule(ground, Pt::ZERO, piece.height, Tone::Text);
                let owner = Owner::Artifact(ArtifactKind::Background);
                piece.items.insert(0, Item { owner, ..band });
            }
            piece.height += if band { padding * 0.75 } else { self.style.inner_space() };
            candidates.push(piece);
        }
        self.said_again(candidates)
    }
}
