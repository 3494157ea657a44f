//! Chooses the breaks of a paragraph so that its lines together look best.
//!
//! As in Knuth and Plass, "Breaking paragraphs into lines" (1981): the cheapest way to each break
//! is found from the cheapest ways to the breaks before it. A line that is short by a share *r* of
//! the column costs *r*²; everything else is measured against that.

use super::Alignment;
use super::balance::{self, Targets};
use super::breaks::{Break, Reason};
use super::measure::{Measure, torn, within_address};

/// A line that ends in a hyphen; as much as one that is a quarter short.
const HYPHEN: f64 = 0.06;
/// The second of two lines in a row that end in hyphens.
const SECOND_HYPHEN: f64 = 0.2;
/// A line that parts an address from its punctuation.
const BESIDE: f64 = 0.3;
/// A line that ends after a hyphen of the word itself, or the like.
const WITHIN: f64 = 0.005;
/// A line that ends at a blank which should hold.
const HELD: f64 = 0.5;
/// A line that ends anywhere in a word.
const ANYWHERE: f64 = 1.0;
/// A last line that is one short word: not so bad that the line before may be left a third empty for
/// the sake of a second word.
const RUNT: f64 = 0.09;
/// Most characters of such a word, with its punctuation, in a column of any width.
const RUNT_LENGTH: usize = 6;
/// Most of the column that such a word fills where it has more characters.
const RUNT_SHARE: f64 = 0.2;
/// A line that is wider than the column although it could be narrower.
const OVERFULL: f64 = 1000.0;

/// How far blanks of justified text may shrink and grow, as shares of their width.
pub(super) const SHRINK: f64 = 0.15;
pub(super) const GROW: f64 = 1.5;

#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    from: usize,
}

/// Indices of the breaks that end lines, in order.
pub(super) fn fit(breaks: &[Break], measure: &Measure<'_>) -> Vec<usize> {
    let targets = balance::targets(breaks, measure);
    let mut ways = Vec::with_capacity(breaks.len());
    ways.push(Way { cost: 0.0, from: 0 });
    for end in 1..breaks.len() {
        ways.push(best_way(breaks, &ways, end, &Goal { measure, targets: targets.as_ref() }));
    }
    let mut chosen = Vec::new();
    let mut end = breaks.len() - 1;
    while end > 0 {
        chosen.push(end);
        end = ways[end].from;
    }
    chosen.reverse();
    chosen
}

/// What lines are held to: the column, and lengths of their own where they are to be alike.
struct Goal<'a> {
    measure: &'a Measure<'a>,
    targets: Option<&'a Targets>,
}

/// The cheapest way to the break `end`.
fn best_way(breaks: &[Break], ways: &[Way], end: usize, goal: &Goal<'_>) -> Way {
    let measure = goal.measure;
    // Where nothing fits, the line from the break before is the least evil.
    let mut best = Way { cost: f64::INFINITY, from: end - 1 };
    for from in (0..end).rev() {
        let (first, last) = (&breaks[from], &breaks[end]);
        let width = first.width_to(last);
        let fits = width <= widest(first, last, measure);
        if fits || from == end - 1 {
            let line = match goal.targets {
                Some(targets) => targets.cost(end, first, last, measure),
                None => line_cost(first, last, measure),
            };
            let cost = ways[from].cost + line;
            let cost = if fits { cost } else { cost + OVERFULL };
            if cost < best.cost {
                best = Way { cost, from };
            }
        } else if last.edge.right - first.edge.left > 1.25 * measure.column + 40.0 {
            // Kerning at the cuts cannot win back so much: no longer line fits either.
            break;
        }
        if first.reason == Reason::Forced {
            break;
        }
    }
    best
}

/// The widest that a line may naturally be: justified, its blanks can shrink.
fn widest(first: &Break, last: &Break, measure: &Measure<'_>) -> f64 {
    // f32 sums of glyphs may differ from ours by a hair.
    let column = measure.column + 1e-3;
    if is_justified(last, measure) { column + SHRINK * first.slack_to(last) } else { column }
}

/// Whether a line that ends at a break is stretched.
pub(super) fn is_justified(last: &Break, measure: &Measure<'_>) -> bool {
    measure.alignment == Alignment::Justify && last.reason != Reason::Forced
}

fn line_cost(first: &Break, last: &Break, measure: &Measure<'_>) -> f64 {
    let consecutive = first.reason.has_hyphen() && last.reason.has_hyphen();
    let penalty = match last.reason {
        Reason::Blank | Reason::Forced => 0.0,
        Reason::Within => WITHIN,
        Reason::Torn(tear) => torn(tear),
        Reason::Beside => BESIDE,
        Reason::Address(seam) => within_address(seam),
        Reason::SoftHyphen | Reason::Hyphen => HYPHEN,
        Reason::NeededHyphen => 2.0 * HYPHEN,
        Reason::Held => HELD,
        Reason::Anywhere => ANYWHERE,
    };
    let shape = if last.reason == Reason::Forced {
        if is_runt(first, last, measure) { RUNT } else { 0.0 }
    } else {
        unevenness(first, last, measure)
    };
    shape + penalty + if consecutive { SECOND_HYPHEN } else { 0.0 }
}

/// What a line's shape costs that is not the last.
fn unevenness(first: &Break, last: &Break, measure: &Measure<'_>) -> f64 {
    let short = measure.column - first.width_to(last);
    let share = short / measure.column;
    if !is_justified(last, measure) {
        return share * share;
    }
    let blanks = first.slack_to(last);
    let limit = if short < 0.0 { SHRINK } else { GROW } * blanks;
    if limit > 0.0 && short.abs() <= limit {
        0.3 * (short.abs() / limit).powi(3)
    } else {
        // Such a line stays ragged.
        0.3 + share * share
    }
}

/// Whether a last line is one short word that stands under others.
fn is_runt(first: &Break, last: &Break, measure: &Measure<'_>) -> bool {
    let line = measure.text[first.at..last.at].trim();
    let few = line.len() <= 4 * RUNT_LENGTH && line.chars().count() <= RUNT_LENGTH;
    first.reason != Reason::Forced
        && (few || first.width_to(last) < RUNT_SHARE * measure.column)
        && !line.contains(char::is_whitespace)
}
