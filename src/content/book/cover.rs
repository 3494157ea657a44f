//! The cover.

use super::block::Image;
use crate::source::Spanned;

/// The cover.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// How the title is shown.
    pub style: CoverStyle,
    /// A picture.
    pub image: Option<Image>,
    /// Share of the page's width that the picture takes, 0 to 1, where the author set it.
    pub width: Option<Spanned<f32>>,
    /// The publisher's logo, with its alternative text in [`Image::alt`].
    pub logo: Option<Image>,
    /// The corner that it stands in, where the author set it.
    pub logo_place: Option<LogoPlace>,
}

/// A corner of the cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogoPlace {
    /// At the foot, at the right.
    #[default]
    BottomRight,
    /// At the foot, at the left.
    BottomLeft,
    /// Over everything, at the right.
    TopRight,
    /// Over everything, at the left.
    TopLeft,
}

impl LogoPlace {
    /// Whether it is at the head of the page.
    #[must_use]
    pub fn is_top(self) -> bool {
        matches!(self, Self::TopRight | Self::TopLeft)
    }

    /// Whether it is at the right.
    #[must_use]
    pub fn is_right(self) -> bool {
        matches!(self, Self::TopRight | Self::BottomRight)
    }
}

/// How the title is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CoverStyle {
    /// On a cover of its own.
    #[default]
    Page,
    /// At the head of the first page.
    Heading,
}
