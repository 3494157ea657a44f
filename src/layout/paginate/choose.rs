//! The breaks of a part, chosen at once: the way through all pages that it could have which has the
//! fewest pages, and of those the one that costs least (shortest path, as D. E. Knuth and M. F. Plass,
//! “Breaking paragraphs into lines”, 1981, have it for lines).

use std::ops::Range;

use super::cost::{self, Fit};
use super::measure::{Column, elastic};
use super::{Placed, TOLERANCE};
use crate::geometry::Pt;

/// The best way to end a page before a piece.
#[derive(Clone, Copy)]
struct Way {
    /// Pages up to here.
    pages: usize,
    /// What they cost.
    cost: f64,
    /// Where the last of them begins.
    from: usize,
    /// How it is filled.
    fit: Fit,
}

/// No page has more pieces; a bound for pieces without height.
const MOST_PIECES: usize = 2_000;

/// The pages of a part, the first of which has the number `first`; `None` where a group that keeps
/// together is taller than a page.
pub(super) fn pages(
    column: &Column<'_>,
    part: Range<usize>,
    first: usize,
) -> Option<Vec<Vec<Placed>>> {
    let ways = ways(column, &part, first)?;
    let mut cuts = Vec::new();
    let mut end = part.end;
    while end > part.start {
        let way = ways[end - part.start].as_ref()?;
        cuts.push((way.from..end, way.fit));
        end = way.from;
    }
    Some(cuts.into_iter().rev().map(|(run, fit)| place(column, run, &fit)).collect())
}

/// The best way to each place where a page may end.
fn ways(column: &Column<'_>, part: &Range<usize>, first: usize) -> Option<Vec<Option<Way>>> {
    let mut ways: Vec<Option<Way>> = vec![None; part.len() + 1];
    for end in part.start + 1..=part.end {
        if end < part.end && !column.may_end_after(end - 1) {
            continue;
        }
        let way = best(column, part, first, end, &ways);
        ways[end - part.start] = way;
    }
    ways[part.len()].is_some().then_some(ways)
}

/// The best last page that ends before `end`.
fn best(
    column: &Column<'_>,
    part: &Range<usize>,
    first: usize,
    end: usize,
    ways: &[Option<Way>],
) -> Option<Way> {
    let page = column.page();
    let last = end == part.end;
    let parting = if last { 0.0 } else { cost::parting(column, end) };
    let mut best: Option<Way> = None;
    for from in (part.start.max(end.saturating_sub(MOST_PIECES))..end).rev() {
        let before = ways[from - part.start];
        if from > part.start && before.is_none() {
            continue;
        }
        let Some(fit) = cost::fit(column.extent(from, end), page, last) else { break };
        let pages = before.map_or(0, |way| way.pages) + 1;
        if best.is_some_and(|best| best.pages < pages) {
            continue;
        }
        let mut cost = fit.cost + parting + before.map_or(0.0, |way| way.cost);
        if let Some(before) = before {
            if last {
                cost += cost::last(&fit);
            } else if (first + pages - 1) % 2 == 1 {
                cost += cost::facing(before.fit.depth, fit.depth);
            }
        }
        if best.is_none_or(|best| (pages, cost) < (best.pages, best.cost)) {
            best = Some(Way { pages, cost, from, fit });
        }
    }
    best
}

/// Places a run on a page of its own.
fn place(column: &Column<'_>, run: Range<usize>, fit: &Fit) -> Vec<Placed> {
    let mut y = Pt::ZERO;
    let start = run.start;
    run.map(|index| {
        let piece = &column.pieces[index];
        let head = if index == start { column.head_height(piece) } else { Pt::ZERO };
        y += if index == start {
            head
        } else {
            piece.space_before + elastic(piece) * fit.spaces as f32
        };
        let loses = piece.shrinks * fit.pictures as f32;
        let scale = if loses > TOLERANCE { 1.0 - loses.0 / piece.height.0 } else { 1.0 };
        let placed = Placed { piece: index, y, repeats_head: head > Pt::ZERO, scale };
        y += piece.height - loses;
        placed
    })
    .collect()
}
