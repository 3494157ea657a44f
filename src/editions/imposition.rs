//! Pages onto folded sheets: saddle-stitch order.

use crate::content::Flip;
use crate::language::Direction;

/// One side of a sheet: the numbers of the pages on its left and right half, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// Page on the left half.
    pub left: usize,
    /// Page on the right half.
    pub right: usize,
    /// Whether the whole side is printed upside down, for printers that turn the long edge.
    pub turned: bool,
}

/// How many pages fill up a booklet whose pages before the back page are `before`.
#[must_use]
pub fn filler_count(before: usize) -> usize {
    (4 - (before + 1) % 4) % 4
}

/// The sides of every sheet, outermost first, front before back.
///
/// With n sheets and N = 4n pages, sheet k holds in front [N−2k | 1+2k] and behind
/// [2+2k | N−1−2k]; swapped left for right where reading goes from right to left.
///
/// # Panics
///
/// Where `pages` is no multiple of four: filler pages come first.
#[must_use]
pub fn saddle_stitch(pages: usize, direction: Direction, flip: Flip) -> Vec<Side> {
    assert!(pages.is_multiple_of(4), "a folded sheet has four pages");
    let mut sides = Vec::with_capacity(pages / 2);
    for k in 0..pages / 4 {
        let front = (pages - 2 * k, 1 + 2 * k);
        let back = (2 + 2 * k, pages - 1 - 2 * k);
        for (pair, turned) in [(front, false), (back, flip == Flip::Long)] {
            let (left, right) = match direction {
                Direction::LeftToRight => pair,
                Direction::RightToLeft => (pair.1, pair.0),
            };
            sides.push(Side { left, right, turned });
        }
    }
    sides
}

/// How far the pages of sheet `k`, counted from 0 outermost, move towards the spine, in
/// millimetres: inner sheets are pushed out by those around them.
#[must_use]
pub fn creep(sheet: usize, thickness: f32) -> f32 {
    sheet as f32 * thickness * 1.3
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A leaf of paper lying flat: what is on its front and back, left and right.
    struct Leaf {
        recto: usize,
        verso: usize,
    }

    /// Prints, folds and nests the sheets, and reads the pages in order.
    fn fold(sides: &[Side], direction: Direction, flip: Flip) -> Vec<usize> {
        let mut first_half = Vec::new();
        let mut second_half = Vec::new();
        for sheet in sides.chunks(2) {
            let (front, back) = (sheet[0], sheet[1]);
            assert!(!front.turned);
            // Turning over the short edge of a landscape sheet swaps left and right; turning over
            // the long edge swaps top and bottom, which the printer's turned side makes good.
            assert_eq!(back.turned, flip == Flip::Long);
            let behind_right = back.left;
            let behind_left = back.right;
            let right = Leaf { recto: front.right, verso: behind_right };
            let left = Leaf { recto: behind_left, verso: front.left };
            let (early, late) = match direction {
                Direction::LeftToRight => (right, left),
                Direction::RightToLeft => (
                    Leaf { recto: front.left, verso: back.right },
                    Leaf { recto: back.left, verso: front.right },
                ),
            };
            first_half.push([early.recto, early.verso]);
            second_half.push([late.recto, late.verso]);
        }
        second_half.reverse();
        first_half.into_iter().chain(second_half).flatten().collect()
    }

    #[test]
    fn folded_sheets_read_in_order_for_every_count_of_pages() {
        for pages in 1..=200 {
            let total = pages + filler_count(pages - 1);
            for direction in [Direction::LeftToRight, Direction::RightToLeft] {
                for flip in [Flip::Short, Flip::Long] {
                    let sides = saddle_stitch(total, direction, flip);
                    assert_eq!(fold(&sides, direction, flip), (1..=total).collect::<Vec<_>>());
                }
            }
        }
    }

    #[test]
    fn eight_pages_lie_on_two_sheets_as_bookbinders_expect() {
        let sides = saddle_stitch(8, Direction::LeftToRight, Flip::Short);
        let pairs: Vec<_> = sides.iter().map(|side| (side.left, side.right)).collect();
        assert_eq!(pairs, [(8, 1), (2, 7), (6, 3), (4, 5)]);
        let sides = saddle_stitch(4, Direction::RightToLeft, Flip::Long);
        assert_eq!(sides[0], Side { left: 1, right: 4, turned: false });
        assert_eq!(sides[1], Side { left: 3, right: 2, turned: true });
    }

    #[test]
    fn the_back_page_closes_the_last_sheet() {
        assert_eq!([7, 8, 9, 10, 11].map(filler_count), [0, 3, 2, 1, 0]);
    }
}
