//! What lines are measured by, whichever way their breaks are chosen.

use super::Alignment;
use super::addresses::Seam;
use super::joined::Tear;

/// A line that tears a range of numbers; as much as one that is three fifths empty.
const TORN_RANGE: f64 = 0.35;
/// A line that tears a few words in brackets; as much as one that is half empty.
const TORN_BRACKET: f64 = 0.25;

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

/// What a line costs beside its shape that tears what had better stay whole.
pub(super) fn torn(tear: Tear) -> f64 {
    match tear {
        Tear::Range => TORN_RANGE,
        Tear::Bracket => TORN_BRACKET,
    }
}
