//! The cover as a page of its own: a band with the title, the picture under it, the logo in a corner.
//!
//! The picture is as large as the page allows beside the title, and the band takes what is left, so that
//! there is no hole. A cover without a picture is nearly all band.

use super::super::flow::Frame;
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::Composer;
use super::cover::{Side, fit, put};
use crate::codes;
use crate::content::{Image, LogoPlace};
use crate::geometry::{Point, Pt, Size};

/// Share of the page's height that the band takes over a picture, at least.
const LEAST_BAND: f32 = 0.3;
/// Share of the page's height that a picture keeps, where the title can be smaller for it.
const LEAST_PICTURE: f32 = 0.2;
/// Where the title begins on a band without a picture under it, as a share of the band's height.
const TITLE_AT: f32 = 0.34;
/// The logo stands beside a picture that gets so much wider than over the logo.
const WORTH_IT: f32 = 1.15;

/// Where everything of a cover goes.
struct Front {
    /// Everything within it.
    frame: Frame,
    /// Top and bottom of the band.
    band: (Pt, Pt),
    /// Size of the picture, and whether the logo stands beside it.
    picture: Option<(Size, bool)>,
}

impl Composer<'_> {
    /// The cover as a page of its own, in page coordinates.
    pub(super) fn cover(&mut self) -> Option<Vec<Item>> {
        if self.has_heading_cover() {
            return None;
        }
        let page = self.style.page;
        let margin = self.cover_margin();
        let frame = Frame { x: margin, width: page.width - margin * 2.0 };
        let text = self.cover_text(frame, self.most_words(frame), Tone::OnAccent);
        let height: Pt = text.iter().map(|piece| piece.height + piece.space_before).sum();
        let front = self.front(frame, height);
        let (top, bottom) = front.band;
        let mut items = vec![ground(top, Size { width: page.width, height: bottom - top })];
        let room = page.height - margin * 2.0;
        if height > room {
            self.title_too_long(height - room);
        }
        let mut y = match front.picture {
            Some(_) => bottom - margin - height,
            None => (top + (bottom - top) * TITLE_AT).min(bottom - margin - height),
        }
        .max(top + margin.min(self.style.body.leading))
        .min((page.height - margin - height).max(margin));
        for mut piece in text {
            y += piece.space_before;
            piece.shift(Point::new(Pt::ZERO, y));
            y += piece.height;
            items.append(&mut piece.items);
        }
        self.cover_pictures(&mut items, &front);
        Some(items)
    }

    /// How high the words may be: a picture keeps a part of the page.
    fn most_words(&self, frame: Frame) -> Pt {
        let (page, margin) = (self.style.page.height, frame.x);
        let logo = if self.book.cover.logo.is_some() { self.logo_strip() } else { Pt::ZERO };
        match self.book.cover.image {
            Some(_) => page * (1.0 - LEAST_PICTURE) - margin * 4.0,
            None => page - margin * 2.0 - logo,
        }
    }

    fn cover_margin(&self) -> Pt {
        self.style.margins.outer.max(self.style.margins.inner)
    }

    /// Where everything goes around words of a height.
    fn front(&self, frame: Frame, words: Pt) -> Front {
        let (page, margin) = (self.style.page, frame.x);
        let top = if self.logo_at(true).is_some() { self.logo_strip() } else { Pt::ZERO };
        let logo_under = self.logo_at(false).is_some();
        let least = (page.height * LEAST_BAND).max(words + margin * 2.0);
        // A title that needs the whole page gets it, whatever stands over and under it.
        let least = least.min(page.height - top);
        let Some(image) = &self.book.cover.image else {
            let foot = if logo_under { self.logo_strip() } else { Pt::ZERO };
            let bottom = (page.height - foot).max(top + least).min(page.height);
            return Front { frame, band: (top, bottom), picture: None };
        };
        let room = (page.height - top - least - margin * 2.0).max(Pt(1.0));
        let (size, beside) = self.cover_picture(image, frame, room, logo_under);
        let under =
            if logo_under && !beside { self.style.logo_height() + margin } else { Pt::ZERO };
        let bottom = page.height - margin * 2.0 - under - size.height;
        let bottom = bottom.max(top + least).min(page.height);
        Front { frame, band: (top, bottom), picture: Some((size, beside)) }
    }

    /// The size of the picture in a room of a height, over the logo or beside it.
    fn cover_picture(
        &self,
        image: &Image,
        frame: Frame,
        room: Pt,
        logo_under: bool,
    ) -> (Size, bool) {
        let width = self.cover_width(frame);
        let largest = |most: Size| fit(image.picture.width, image.picture.height, most);
        if !logo_under {
            return (largest(Size { width, height: room }), false);
        }
        let over = (room - self.style.logo_height() - frame.x).max(Pt(1.0));
        let over = largest(Size { width, height: over });
        let beside = largest(Size { width: width.min(frame.width * 0.55), height: room });
        if beside.width > over.width * WORTH_IT { (beside, true) } else { (over, false) }
    }

    /// The logo, where it stands at the top or else at the foot.
    fn logo_at(&self, top: bool) -> Option<&Image> {
        let place = self.logo_place();
        self.book.cover.logo.as_ref().filter(|_| place.is_top() == top)
    }

    fn logo_place(&self) -> LogoPlace {
        self.book.cover.logo_place.unwrap_or_default()
    }

    /// Height of the white strip that a logo stands in.
    fn logo_strip(&self) -> Pt {
        self.style.logo_height() + self.cover_margin() * 1.25
    }

    fn cover_pictures(&mut self, items: &mut Vec<Item>, front: &Front) {
        let cover = &self.book.cover;
        let (frame, margin) = (front.frame, front.frame.x);
        let right = self.logo_place().is_right();
        let (bottom, page) = (front.band.1, self.style.page);
        let mut in_corner = false;
        if let (Some(image), Some((size, beside))) = (&cover.image, front.picture) {
            in_corner = beside;
            let side = match (beside, right) {
                (false, _) => Side::Middle,
                (true, true) => Side::Left,
                (true, false) => Side::Right,
            };
            let mut piece = self.lone_picture(frame, image, size);
            put(&mut piece, frame, side);
            piece.shift(Point::new(Pt::ZERO, bottom + margin));
            items.append(&mut piece.items);
        }
        if let Some(logo) = &cover.logo {
            let share = if in_corner { 0.35 } else { 0.6 };
            let height = self.style.logo_height();
            let mut piece =
                self.lone_picture(frame, logo, Size { width: frame.width * share, height });
            put(&mut piece, frame, if right { Side::Right } else { Side::Left });
            let y = if self.logo_place().is_top() {
                (self.logo_strip() - piece.height) / 2.0
            } else if front.picture.is_some() {
                page.height - margin - piece.height
            } else {
                page.height - (self.logo_strip() + piece.height) / 2.0
            };
            piece.shift(Point::new(Pt::ZERO, y));
            items.append(&mut piece.items);
        }
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
}

/// The band, behind everything.
fn ground(top: Pt, size: Size) -> Item {
    Item {
        at: Point::new(Pt::ZERO, top),
        owner: Owner::Artifact(ArtifactKind::Background),
        ink: Ink::Fill { size, radius: Pt::ZERO, tone: Tone::Accent },
        line: 0,
    }
}
