//! The cover: a page of its own, or the title at the head of the first page.

use super::super::flow::{Flow, Frame, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::super::structure::{NodeId, Role};
use super::super::style::{TITLE_RULE, TextStyle};
use super::Composer;
use super::lines::keep_together;
use crate::codes;
use crate::content::{Image, Words};
use crate::geometry::{Point, Pt, Size};
use crate::language::Direction;
use crate::source::Span;
use crate::typeset::Alignment;

/// Share of the page's height that the panel behind the title takes up.
const PANEL: f32 = 0.58;

impl Composer<'_> {
    /// The cover as a page of its own, in page coordinates.
    pub(super) fn cover(&mut self) -> Option<Vec<Item>> {
        if self.has_heading_cover() {
            return None;
        }
        let page = self.style.page;
        let margin = self.style.margins.outer.max(self.style.margins.inner);
        let frame = Frame { x: margin, width: page.width - margin * 2.0 };
        let text = self.cover_text(frame, Tone::OnAccent);
        let height: Pt = text.iter().map(|piece| piece.height + piece.space_before).sum();
        let room = page.height - margin * 2.0;
        let panel = (page.height * PANEL).max(height + margin * 2.0).min(page.height);
        let mut items = vec![Item {
            at: Point::default(),
            owner: Owner::Artifact(ArtifactKind::Background),
            ink: Ink::Fill {
                size: Size { width: page.width, height: panel },
                radius: Pt::ZERO,
                tone: Tone::Accent,
            },
            line: 0,
        }];
        if height > room {
            self.title_too_long(height - room);
        }
        let mut y = (panel - margin - height).max(margin);
        for mut piece in text {
            y += piece.space_before;
            piece.shift(Point::new(Pt::ZERO, y));
            y += piece.height;
            items.append(&mut piece.items);
        }
        self.cover_pictures(&mut items, frame, panel);
        Some(items)
    }

    /// The title at the head of the first page.
    pub(super) fn heading_cover(&mut self, flow: &mut Flow) {
        if !self.has_heading_cover() {
            return;
        }
        let frame = self.column();
        // In the structure the title comes first, as in all editions; to the eye the logo heads the
        // page.
        let mut pieces = self.cover_text(frame, Tone::Accent);
        let picture = self.book.cover.image.as_ref().map(|image| {
            let size = Size { width: frame.width, height: self.style.height() * 0.4 };
            self.lone_picture(frame, image, size)
        });
        if let Some(logo) = &self.book.cover.logo {
            let height = self.style.logo_height();
            let piece = self.lone_picture(frame, logo, Size { width: frame.width, height });
            flow.push(piece);
            flow.space(self.style.paragraph_space);
        }
        keep_together(&mut pieces);
        if let Some(last) = pieces.last_mut() {
            last.keep_with_next = true;
        }
        for piece in pieces {
            flow.push(piece);
        }
        flow.space(self.style.item_space);
        let rule = Self::rule(frame, Pt::ZERO, TITLE_RULE, Tone::Accent);
        flow.push(Piece { height: TITLE_RULE, items: vec![rule], ..Piece::default() });
        flow.space(self.style.body.leading);
        if let Some(picture) = picture {
            flow.push(picture);
            flow.space(self.style.body.leading);
        }
    }

    fn cover_text(&mut self, frame: Frame, tone: Tone) -> Vec<Piece> {
        let book = self.book;
        let mut pieces =
            self.cover_line(frame, Role::Title, &book.title, self.style.title.tone(tone));
        if let Some(subtitle) = &book.subtitle {
            let style = self.style.subtitle;
            let style = if tone == Tone::OnAccent { style.tone(tone) } else { style };
            let mut lines = self.cover_line(frame, Role::Paragraph, subtitle, style);
            if let Some(first) = lines.first_mut() {
                first.space_before = self.style.paragraph_space;
            }
            pieces.append(&mut lines);
        }
        pieces.append(&mut self.cover_large_print(frame, tone));
        pieces
    }

    /// That it is large print, under title and subtitle.
    fn cover_large_print(&mut self, frame: Frame, tone: Tone) -> Vec<Piece> {
        let style = self.style.subtitle;
        let style = if tone == Tone::OnAccent { style.tone(tone) } else { style };
        let span = self.book.title.span;
        let mut lines = self.large_print(None, (frame, span), style);
        if let Some(first) = lines.first_mut() {
            first.space_before = self.style.paragraph_space;
        }
        lines
    }

    /// A paragraph that says that it is large print, where it is.
    pub(super) fn large_print(
        &mut self,
        parent: Option<NodeId>,
        (frame, span): (Frame, Span),
        style: TextStyle,
    ) -> Vec<Piece> {
        let Some(large) = self.style.large_print else { return Vec::new() };
        let node = self.node(parent, Role::Paragraph, span);
        let words = self.words;
        let Some(size) = large.size() else {
            return self.added(frame, node, words.large_print, style);
        };
        let before = format!("{}{}", words.large_print, words.comma());
        let mut draft = self.added_draft(node, &before, style);
        // Latin letters would draw the number to their other side.
        let turns = self.spoken.direction() == Direction::RightToLeft;
        if turns {
            draft.turn(Direction::LeftToRight);
        }
        self.add_added(&mut draft, node, &format!("{size} pt"), style);
        if turns {
            draft.turn_back();
        }
        self.set(&draft, frame, style, Alignment::Start)
    }

    fn cover_line(
        &mut self,
        frame: Frame,
        role: Role,
        words: &Words,
        style: TextStyle,
    ) -> Vec<Piece> {
        let node: NodeId = self.node(None, role, words.span);
        let mut draft = super::draft::Draft::default();
        self.add_plain(&mut draft, node, words, style);
        draft.keep_words_whole();
        self.set(&draft, frame, style, Alignment::Balanced)
    }

    fn title_too_long(&mut self, over: Pt) {
        let problem = crate::diagnostic::Diagnostic::error(
            codes::TOO_LARGE,
            self.book.title.span,
            format!("title and subtitle do not fit the cover by {:.0} mm", over.to_mm().ceil()),
        )
        .help("shorten the title, or use the cover style “heading”");
        self.diagnostics.push(problem);
    }

    /// Picture and logo in the room under the panel: one over the other or in two corners, as the
    /// picture gets larger.
    fn cover_pictures(&mut self, items: &mut Vec<Item>, frame: Frame, panel: Pt) {
        let cover = &self.book.cover;
        let margin = frame.x;
        let bottom = self.style.page.height - margin;
        let room = (bottom - panel - margin).max(Pt(1.0));
        let logo_height = self.style.logo_height();
        let mut logo_room = Size { width: frame.width * 0.6, height: logo_height.min(room) };
        let mut in_corner = false;
        if let Some(image) = &cover.image {
            let mut size = Size { width: frame.width, height: room };
            if cover.logo.is_some() {
                let over = Size { height: (room - logo_height - margin).max(Pt(1.0)), ..size };
                let beside = Size { width: frame.width * 0.55, ..size };
                let width = |most| fit(image.picture.width, image.picture.height, most).width;
                in_corner = width(beside) > width(over);
                size = if in_corner { beside } else { over };
            }
            let mut piece = self.lone_picture(frame, image, size);
            piece.shift(Point::new(Pt::ZERO, panel + margin));
            items.append(&mut piece.items);
        }
        if let Some(logo) = &cover.logo {
            if in_corner {
                logo_room.width = frame.width * 0.35;
            }
            let mut piece = self.lone_picture(frame, logo, logo_room);
            piece.shift(Point::new(Pt::ZERO, bottom - piece.height));
            if in_corner {
                to_other_side(&mut piece, frame);
            }
            items.append(&mut piece.items);
        }
    }

    /// A picture of the cover, at the top level of the structure.
    fn lone_picture(&mut self, frame: Frame, image: &Image, most: Size) -> Piece {
        let owner = self.picture_owner(None, image);
        self.picture_piece(owner, frame, image, most)
    }

    /// A picture as large as it may be, at the side where reading begins.
    pub(super) fn picture_piece(
        &self,
        owner: Owner,
        frame: Frame,
        image: &Image,
        most: Size,
    ) -> Piece {
        let size = fit(image.picture.width, image.picture.height, most);
        let x = if self.right_to_left() { frame.x + frame.width - size.width } else { frame.x };
        let ink = Ink::Picture(image.picture.clone(), size);
        let item = Item { at: Point::new(x, Pt::ZERO), owner, ink, line: 0 };
        Piece { height: size.height, items: vec![item], ..Piece::default() }
    }
}

/// Moves a picture to the other side of a frame.
fn to_other_side(picture: &mut Piece, frame: Frame) {
    for item in &mut picture.items {
        if let Ink::Picture(_, size) = &item.ink {
            item.at.x = frame.x + frame.width - (item.at.x - frame.x) - size.width;
        }
    }
}

/// The largest size of the same proportions within `most`.
pub(super) fn fit(width: f32, height: f32, most: Size) -> Size {
    let factor = (most.width.0 / width.max(0.001)).min(most.height.0 / height.max(0.001));
    Size { width: Pt(width * factor), height: Pt(height * factor) }
}
