//! What lines are measured by, whichever way their breaks are chosen.

use super::Alignment;
use super::addresses::Seam;

/// What the fit depends on besides the breaks.
pub(super) struct Measure<'a> {
    /// Width of the column in points.
    pub(super) column: f64,
    pub(super) alignment: Alignment,
    pub(super) text: &'a str,
}

/// What a line costs that ends within an address: at best as much as one that is two thirds short,
/// since whoever types an address has to see where it ends; at worst more than a line costs that
/// has one letter.
pub(super) fn within_address(seam: Seam) -> f64 {
    match seam {
        Seam::Path => 0.45,
        Seam::Scheme => 0.6,
        Seam::Host => 1.5,
        Seam::Name => 3.0,
        Seam::At => 6.0,
    }
}
