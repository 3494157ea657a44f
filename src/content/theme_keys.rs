//! The looks of a booklet, as far as its author set them.

use crate::geometry::Color;
use crate::source::Spanned;

/// Looks, as far as the author set them. House and booklet are merged; defaults are not applied.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// `[theme]`.
    pub base: ThemeKeys,
    /// `[edition.screen]`: `paper`.
    pub screen: ThemeKeys,
    /// `[edition.large-print]`: every key.
    pub large_print: ThemeKeys,
    /// `[edition.large-print]`: `sizes` in points, of which `size` is the first; none where there is
    /// only one.
    pub large_sizes: Vec<f32>,
    /// `[edition.html]`: `font`, `accent`, `paper`.
    pub html: ThemeKeys,
    /// `[edition.text]`: `link_addresses`.
    pub text: ThemeKeys,
    /// `[edition.booklet]`.
    pub booklet: BookletKeys,
    /// `[edition.press]`.
    pub press: PressKeys,
}

/// Keys of `[theme]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeKeys {
    /// Size of the page.
    pub page: Option<Spanned<PageSize>>,
    /// Margins in millimetres.
    pub margins: Option<Spanned<Margins>>,
    /// Size of the text in points.
    pub size: Option<Spanned<f32>>,
    /// Distance of the lines in points.
    pub leading: Option<Spanned<f32>>,
    /// A font family's name.
    pub font: Option<Spanned<String>>,
    /// How lines are aligned.
    pub align: Option<Spanned<Align>>,
    /// Whether words may be broken.
    pub hyphenate: Option<Spanned<bool>>,
    /// Colour of headings and panels.
    pub accent: Option<Spanned<Color>>,
    /// Colour of the page.
    pub paper: Option<Spanned<Color>>,
    /// Where chapters begin.
    pub chapter_start: Option<Spanned<ChapterStart>>,
    /// Whether addresses of links are shown in brackets.
    pub link_addresses: Option<Spanned<bool>>,
}

/// A page's size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PageSize {
    /// 148 mm by 210 mm.
    A5,
    /// 210 mm by 297 mm.
    A4,
    /// 99 mm by 210 mm.
    Dl,
    /// 5.5 inches by 8.5 inches.
    HalfLetter,
    /// Width and height in millimetres.
    Custom(f32, f32),
}

impl PageSize {
    /// Width and height in millimetres.
    #[must_use]
    pub fn in_mm(self) -> (f32, f32) {
        match self {
            Self::A5 => (148.0, 210.0),
            Self::A4 => (210.0, 297.0),
            Self::Dl => (99.0, 210.0),
            Self::HalfLetter => (139.7, 215.9),
            Self::Custom(width, height) => (width, height),
        }
    }
}

/// Margins in millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Margins {
    /// At the fold.
    pub inner: Option<f32>,
    /// Away from the fold.
    pub outer: Option<f32>,
    /// Over the text.
    pub top: Option<f32>,
    /// Under the text, the footer included.
    pub bottom: Option<f32>,
}

/// How lines are aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// At the side where reading begins.
    #[default]
    Start,
    /// At both sides.
    Justify,
}

/// Where chapters begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChapterStart {
    /// After the last one.
    #[default]
    RunOn,
    /// On a new page.
    Page,
    /// On a right-hand page (a left-hand one in right-to-left booklets).
    Recto,
}

/// Keys of `[edition.booklet]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BookletKeys {
    /// Thickness of the paper in millimetres.
    pub creep: Option<Spanned<f32>>,
    /// Edge on which the printer turns the sheet.
    pub flip: Option<Spanned<Flip>>,
}

/// Edge on which a printer turns the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flip {
    /// The short edge.
    #[default]
    Short,
    /// The long edge.
    Long,
}

/// Keys of `[edition.press]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PressKeys {
    /// How far panels run over the trimmed edge, in millimetres.
    pub bleed: Option<Spanned<f32>>,
    /// Whether there are crop marks.
    pub crop_marks: Option<Spanned<bool>>,
    /// The accent in percentages of cyan, magenta, yellow and black.
    pub accent_cmyk: Option<Spanned<[f32; 4]>>,
}
