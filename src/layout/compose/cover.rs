//! What stands on a cover, and the title at the head of the first page.

use super::super::flow::{Flow, Frame, Piece};
use super::super::page::{Ink, Item, Owner, Tone};
use super::super::structure::{NodeId, Role};
use super::super::style::{TITLE_RULE, TextStyle};
use super::Composer;
use super::lines::keep_together;
use crate::content::{Image, Words};
use crate::geometry::{Point, Pt, Size};
use crate::language::Direction;
use crate::source::Span;
use crate::typeset::Alignment;

/// A title is at least so much larger than the text.
const LEAST_TITLE: f32 = 1.2;
/// So often the words of a cover get a twentieth smaller, until they fit.
const STEPS: u8 = 10;

/// How the words of a cover are set.
struct CoverStyles {
    title: TextStyle,
    subtitle: TextStyle,
    /// That it is large print.
    large_print: TextStyle,
}

impl Composer<'_> {
    /// The title at the head of the first page.
    pub(super) fn heading_cover(&mut self, flow: &mut Flow) {
        if !self.has_heading_cover() {
            return;
        }
        let frame = self.column();
        // In the structure the title comes first, as in all editions; to the eye the logo heads the
        // page.
        let mut pieces = self.cover_text(frame, self.style.height(), Tone::Accent);
        let picture = self.book.cover.image.as_ref().map(|image| {
            let width = self.cover_width(frame);
            let size = Size { width, height: self.style.height() * 0.4 };
            self.lone_picture(frame, image, size)
        });
        if let Some(logo) = &self.book.cover.logo {
            let height = self.style.logo_height();
            let mut piece = self.lone_picture(frame, logo, Size { width: frame.width, height });
            if let Some(place) = self.book.cover.logo_place {
                put(&mut piece, frame, if place.is_right() { Side::Right } else { Side::Left });
            }
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

    /// Title, subtitle and that it is large print, smaller than usual where they would be higher than
    /// `most`.
    pub(super) fn cover_text(&mut self, frame: Frame, most: Pt, tone: Tone) -> Vec<Piece> {
        let book = self.book;
        let styles = self.cover_styles(frame, most);
        let style = styles.title.tone(tone);
        let mut pieces = self.cover_line(frame, Role::Title, &book.title, style);
        if let Some(subtitle) = &book.subtitle {
            let style = styles.subtitle;
            let style = if tone == Tone::OnAccent { style.tone(tone) } else { style };
            let mut lines = self.cover_line(frame, Role::Paragraph, subtitle, style);
            if let Some(first) = lines.first_mut() {
                first.space_before = self.style.paragraph_space;
            }
            pieces.append(&mut lines);
        }
        pieces.append(&mut self.cover_large_print(frame, styles.large_print, tone));
        pieces
    }

    /// The largest styles in which the words of the cover are no higher than `most`.
    fn cover_styles(&self, frame: Frame, most: Pt) -> CoverStyles {
        let body = self.style.body.size;
        let held = |style: TextStyle, step: u8, least: Pt| {
            let factor = 1.0 - f32::from(step) * 0.05;
            style.scale(factor.max(least.0 / style.size.0).min(1.0))
        };
        let styles = |step: u8| {
            let title = held(self.style.title, step, body * LEAST_TITLE);
            let other = held(self.style.subtitle, step, body);
            let least = other.size.min(title.size);
            let of_subtitle = |words| self.whole_words(words, other, (frame, body.min(other.size)));
            CoverStyles {
                title: self.whole_words(&self.book.title, title, (frame, least)),
                subtitle: self.book.subtitle.as_ref().map_or(other, of_subtitle),
                large_print: other,
            }
        };
        let fits = |styles: &CoverStyles| self.cover_height(frame, styles) <= most;
        (0..STEPS).map(styles).find(fits).unwrap_or_else(|| styles(STEPS))
    }

    /// How high the words of the cover get, without setting them.
    fn cover_height(&self, frame: Frame, styles: &CoverStyles) -> Pt {
        let height = |text: &str, style: TextStyle| {
            self.line_height(style) * self.extent(text, style).count(frame.width) as f32
        };
        let space = self.style.paragraph_space;
        let subtitle = self.book.subtitle.as_ref();
        let subtitle = subtitle.map(|words| height(&words.text, styles.subtitle) + space);
        let large = self.style.large_print;
        let large = large.map(|_| height(self.words.large_print, styles.large_print) + space);
        height(&self.book.title.text, styles.title)
            + subtitle.unwrap_or_default()
            + large.unwrap_or_default()
    }

    /// A style in which no word is wider than its frame, unless that would be smaller than `least`.
    fn whole_words(
        &self,
        words: &Words,
        style: TextStyle,
        (frame, least): (Frame, Pt),
    ) -> TextStyle {
        let widest = self.extent(&words.text, style).word();
        if widest <= frame.width {
            return style;
        }
        // A hair smaller, as sizes are rounded.
        let fitting = style.size.0 * frame.width.0 / widest.0 * 0.995;
        style.scale(fitting.max(least.0) / style.size.0)
    }

    /// The most that the picture may be wide.
    pub(super) fn cover_width(&self, frame: Frame) -> Pt {
        let wanted =
            self.book.cover.width.as_ref().map(|share| self.style.page.width * share.value);
        wanted.map_or(frame.width, |width| width.min(frame.width))
    }

    /// That it is large print, under title and subtitle.
    fn cover_large_print(&mut self, frame: Frame, style: TextStyle, tone: Tone) -> Vec<Piece> {
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

    /// A picture of the cover, at the top level of the structure.
    pub(super) fn lone_picture(&mut self, frame: Frame, image: &Image, most: Size) -> Piece {
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

/// Moves a picture to a side of a frame, or to its middle.
pub(super) fn put(picture: &mut Piece, frame: Frame, place: Side) {
    for item in &mut picture.items {
        if let Ink::Picture(_, size) = &item.ink {
            let spare = frame.width - size.width;
            item.at.x = match place {
                Side::Left => frame.x,
                Side::Middle => frame.x + spare / 2.0,
                Side::Right => frame.x + spare,
            };
        }
    }
}

/// Where in a frame something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Middle,
    Right,
}

/// The largest size of the same proportions within `most`.
pub(super) fn fit(width: f32, height: f32, most: Size) -> Size {
    let factor = (most.width.0 / width.max(0.001)).min(most.height.0 / height.max(0.001));
    Size { width: Pt(width * factor), height: Pt(height * factor) }
}
