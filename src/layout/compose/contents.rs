//! The table of contents: titles on the left, numbers in a column on the right.

use super::super::flow::{Break, Flow, Frame, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::super::structure::{Anchor, LinkTarget, NodeId, Role};
use super::super::style::TextStyle;
use super::Composer;
use super::lines::keep_together;
use super::look::Look;
use crate::content::{ChapterStart, Paragraph, Place};
use crate::geometry::{Point, Pt};
use crate::source::Span;
use crate::typeset::Alignment;

/// The narrowest column of titles, in ems.
const LEAST_TITLES: f32 = 3.0;
/// What parts dots from the title and the number that they join.
const LEADER_GAP: Pt = Pt(5.0);
/// Shorter rows of dots are left out.
const LEAST_LEADER: Pt = Pt(12.0);

/// What an entry says.
enum ContentsEntry<'b> {
    Chapter(&'b Paragraph),
    Added(&'static str, Span),
}

impl Composer<'_> {
    pub(super) fn contents(&mut self, flow: &mut Flow) {
        if !self.book.contents {
            return;
        }
        let span = self.book.span;
        let section = self.open_section(flow, Place::Contents, span);
        self.plain_heading(flow, section, self.words.contents, span);
        let list = self.node(Some(section), Role::Contents, span);
        let book = self.book;
        for (index, chapter) in book.chapters.iter().enumerate() {
            self.in_language(chapter.language.as_ref(), |composer| {
                let entry = ContentsEntry::Chapter(&chapter.title);
                composer.contents_entry(flow, list, Place::Chapter(index), &entry);
            });
        }
        if !book.glossary.is_empty() {
            let entry = ContentsEntry::Added(self.words.glossary, span);
            self.contents_entry(flow, list, Place::Glossary, &entry);
        }
        if self.settings.about_chapter {
            let entry = ContentsEntry::Added(self.words.about, span);
            self.contents_entry(flow, list, Place::About, &entry);
        }
        flow.space(self.style.paragraph_space);
        if self.style.chapter_start == ChapterStart::RunOn {
            flow.break_page(Break::Page);
        }
    }

    fn contents_entry(
        &mut self,
        flow: &mut Flow,
        list: NodeId,
        place: Place,
        entry: &ContentsEntry<'_>,
    ) {
        let style = self.style.body;
        let (span, title) = match entry {
            ContentsEntry::Chapter(title) => (title.span, title.plain_text()),
            ContentsEntry::Added(title, span) => (*span, (*title).to_owned()),
        };
        let item = self.node(Some(list), Role::ContentsItem, span);
        let reference = self.node(Some(item), Role::Reference, span);
        let link = self.node(Some(reference), Role::Link, span);
        let anchor = Anchor::Place(place);
        let node = self.structure.node_mut(link);
        node.target = Some(LinkTarget::Anchor(anchor));
        node.words = title;
        let (frame, numbers) = self.contents_columns(style);
        let mut lines = match entry {
            ContentsEntry::Chapter(title) => {
                let mut draft = self.draft(link, &title.without_links(), style, true);
                let space = self.structure.last_leaf(link);
                draft.end_with_space(space, style, &self.language);
                self.set(&draft, frame, style, Alignment::Balanced)
            }
            ContentsEntry::Added(title, _) => self.added(frame, link, &format!("{title} "), style),
        };
        let number = self.contents_number(numbers, link, anchor, style);
        if frame == numbers {
            lines.push(number);
        } else if let Some(last) = lines.last_mut() {
            last.items.extend(number.items);
        }
        keep_together(&mut lines);
        for line in lines {
            flow.push(line);
        }
        flow.set_space(self.style.contents_space());
    }

    /// The columns of titles and numbers. The second is as wide as the widest number, so that
    /// the height of the contents depends on the titles alone. Where that leaves no room for titles,
    /// the numbers stand under them.
    fn contents_columns(&self, style: TextStyle) -> (Frame, Frame) {
        let whole = self.column();
        let width = style.size * (self.settings.digits as f32 * 0.66 + 0.2);
        let gap = style.size;
        let titles = whole.width - width - gap;
        if titles < style.size * LEAST_TITLES {
            return (whole, whole);
        }
        if self.right_to_left() {
            (Frame { x: whole.x + width + gap, width: titles }, Frame { x: whole.x, width })
        } else {
            (Frame { x: whole.x, width: titles }, Frame { x: whole.x + titles + gap, width })
        }
    }

    /// The number, composed as wide as it can get and filled in when pages exist.
    fn contents_number(
        &mut self,
        frame: Frame,
        link: NodeId,
        anchor: Anchor,
        style: TextStyle,
    ) -> Piece {
        let leaf = self.structure.add_leaf(link);
        let run = style.run(style.weight, &self.book.language, true);
        let number = self.widest_number(&run);
        let mut draft = super::draft::Draft::default();
        draft.push_number((&number, anchor), leaf, Look::of(style), run);
        let mut lines = self.set(&draft, frame, style, Alignment::End);
        if lines.is_empty() { Piece::default() } else { lines.swap_remove(0) }
    }
}

/// A row of dots that leads the eye from a title to its number.
pub(super) fn leader_beside<'i>(
    titles: impl Iterator<Item = &'i Item>,
    (number_x, number_width): (Pt, Pt),
    baseline: Pt,
    right_to_left: bool,
) -> Option<Item> {
    let boxes = titles.filter_map(|item| match &item.ink {
        Ink::Glyphs(run, _) if item.at.x != number_x => Some((item.at.x, item.at.x + run.width)),
        _ => None,
    });
    let (from, to) = if right_to_left {
        let left = boxes.map(|(left, _)| left.0).fold(f32::INFINITY, f32::min);
        (number_x + number_width + LEADER_GAP, Pt(left) - LEADER_GAP)
    } else {
        let right = boxes.map(|(_, right)| right.0).fold(0.0, f32::max);
        (Pt(right) + LEADER_GAP, number_x - LEADER_GAP)
    };
    let width = to - from;
    (width.0.is_finite() && width > LEAST_LEADER).then(|| Item {
        at: Point::new(from, baseline),
        owner: Owner::Artifact(ArtifactKind::Layout),
        ink: Ink::Leader { width, tone: Tone::Rule },
        line: 0,
    })
}
