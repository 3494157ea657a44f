//! Lines of a title: as few as there can be, and about as long as each other.

use super::Alignment;
use super::breaks::{Break, Reason};
use super::characters::is_blank;
use super::measure::{Measure, torn, within_address};

/// What every line costs, so that evenness is never bought with one more of them.
const LINE: f64 = 1.0;
/// A line that ends in a word of one letter, such as an article.
const LONE_LETTER: f64 = 0.03;
/// A line that ends after a hyphen of the word itself, or the like.
const WITHIN: f64 = 0.05;

/// For each break how long the line that ends there should be, in points.
pub(super) struct Targets(Vec<f64>);

/// Lengths to aim at, where lines are to be alike and no word has to be parted for want of room.
pub(super) fn targets(breaks: &[Break], measure: &Measure<'_>) -> Option<Targets> {
    let ordinary = |place: &Break| {
        use Reason::{Address, Beside, Blank, Forced, Torn, Within};
        matches!(place.reason, Blank | Torn(_) | Within | Beside | Address(_) | Forced)
    };
    (measure.alignment == Alignment::Balanced && breaks.iter().all(ordinary))
        .then(|| Targets(lengths(breaks, measure.column)))
}

/// The mean length of the lines between two ends that the author wrote.
fn lengths(breaks: &[Break], column: f64) -> Vec<f64> {
    let mut lengths = vec![0.0; breaks.len()];
    let (mut start, mut from, mut lines, mut sum) = (0, 0, 0.0, 0.0);
    for end in 1..breaks.len() {
        let forced = breaks[end].reason == Reason::Forced;
        if from + 1 < end && breaks[from].width_to(&breaks[end]) > column {
            sum += breaks[from].width_to(&breaks[end - 1]);
            lines += 1.0;
            from = end - 1;
        }
        if forced {
            sum += breaks[from].width_to(&breaks[end]);
            lengths[start + 1..=end].fill(sum / (lines + 1.0));
            (start, from, lines, sum) = (end, end, 0.0, 0.0);
        }
    }
    lengths
}

impl Targets {
    /// What the line between two breaks costs, of which the second is number `end`.
    pub(super) fn cost(
        &self,
        end: usize,
        first: &Break,
        last: &Break,
        measure: &Measure<'_>,
    ) -> f64 {
        let off = (first.width_to(last) - self.0[end]) / measure.column;
        let penalty = match last.reason {
            Reason::Within | Reason::Beside => WITHIN,
            Reason::Torn(tear) => torn(tear) / 2.0,
            Reason::Address(seam) => within_address(seam) / 3.0,
            Reason::Blank if ends_in_lone_letter(&measure.text[first.at..last.at]) => LONE_LETTER,
            _ => 0.0,
        };
        LINE + off * off + penalty
    }
}

fn ends_in_lone_letter(line: &str) -> bool {
    let line = line.trim_end_matches(is_blank);
    let mut last = line.chars().rev();
    last.next().is_some_and(char::is_alphabetic) && last.next().is_some_and(is_blank)
}
