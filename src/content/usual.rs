//! Looks where the author sets none: those who judge a theme and those who draw by it mean the same.

use crate::content::PageSize;
use crate::geometry::Color;

/// The measures of a layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UsualMeasures {
    /// Size of the page.
    pub page: PageSize,
    /// Inner, outer, top and bottom margin in millimetres.
    pub margins: [f32; 4],
    /// Size of the text in points.
    pub size: f32,
}

impl UsualMeasures {
    /// Those of `screen`, `booklet` and `press`.
    pub const POCKET: Self =
        Self { page: PageSize::A5, margins: [16.0, 14.0, 15.0, 18.0], size: 14.0 };

    /// Those of `large-print`.
    pub const LARGE_PRINT: Self = Self { page: PageSize::A4, margins: [25.4; 4], size: 18.0 };
}

/// Headings and panels; 9.1:1 on white.
pub const ACCENT: Color = Color::hex(0x00_505C);

/// Words of links; 10.1:1 on white.
pub const LINK: Color = Color::hex(0x0B_3D91);

/// Thin lines; 7:1 on white.
pub const RULE: Color = Color::hex(0x59_5959);
