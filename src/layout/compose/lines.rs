//! Lines that were set: what is drawn under them, and how they keep together.

use std::collections::HashMap;

use super::super::flow::{Flow, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::super::structure::LeafId;
use super::look::Look;
use crate::geometry::{Point, Pt, Rect, Size};
use crate::typeset;

/// Lines that were set, as pieces that know nothing yet of spaces and keeps.
pub(super) type Lines = Vec<Piece>;

/// How far under the baseline a line under words is, in ems.
const UNDER: f32 = 0.13;
/// Length of the dashes under stressed words, the gap between them and their thickness, in ems.
const DASH: f32 = 0.2;
const DASH_GAP: f32 = 0.11;
const DASH_THICKNESS: f32 = 0.06;

/// The line under the words of a link, and under the space at their end where the link goes on.
fn underline(run: &typeset::GlyphRun, at: Point, line: u32, tone: Tone, goes_on: bool) -> Item {
    let thickness = Pt((run.size.0 / 14.0).max(0.8));
    let spaces = if goes_on { Pt::ZERO } else { trailing_space(run) };
    let width = run.width - spaces;
    let x = if run.right_to_left { at.x + spaces } else { at.x };
    Item {
        at: Point::new(x, at.y + run.size * UNDER),
        owner: Owner::Artifact(ArtifactKind::Layout),
        ink: Ink::Fill { size: Size { width, height: thickness }, radius: Pt::ZERO, tone },
        line,
    }
}

/// The broken line under stressed words: dashes that nobody takes for a link, nor for dots of Arabic
/// letters. It goes on from one run to the next.
fn broken_underline(
    run: &typeset::GlyphRun,
    (at, tone): (Point, Tone),
    line: u32,
    goes_on: bool,
) -> Item {
    let thickness = run.size * DASH_THICKNESS;
    let spaces = if goes_on { Pt::ZERO } else { trailing_space(run) };
    let width = run.width - spaces;
    let x = if run.right_to_left { at.x + spaces } else { at.x };
    let period = run.size * (DASH + DASH_GAP);
    // As many whole dashes as there is room for, spread over the words.
    let count = ((width + run.size * DASH_GAP).0 / period.0).round().max(1.0);
    let dash = (width + run.size * DASH_GAP) / count - run.size * DASH_GAP;
    let step = dash + run.size * DASH_GAP;
    let dashes: Vec<Rect> = (0..count as usize)
        .map(|index| Rect::new(step * index as f32, Pt::ZERO, dash, thickness))
        .collect();
    Item {
        at: Point::new(x, at.y + run.size * UNDER),
        owner: Owner::Artifact(ArtifactKind::Layout),
        ink: Ink::Fills(dashes.into(), tone),
        line,
    }
}

/// What is drawn of a line, from the edge that `x` is measured from and the line's baseline.
pub(super) fn line_items(
    line: &typeset::Line,
    looks: &HashMap<u32, Look>,
    x: Pt,
    number: u32,
) -> Vec<Item> {
    let look = |run: &typeset::GlyphRun| looks.get(&run.tag).copied();
    let tone = |run: &typeset::GlyphRun| look(run).map_or(Tone::Text, |look| look.tone);
    let stressed = |run: &typeset::GlyphRun| look(run).is_some_and(|look| look.stressed);
    let mut items = Vec::with_capacity(line.runs.len());
    for (index, run) in line.runs.iter().enumerate() {
        let at = Point::new(x + run.x, Pt::ZERO);
        let tone_of_run = tone(run);
        if tone_of_run.is_link() {
            let goes_on = line.runs.get(index + 1).is_some_and(|next| tone(next).is_link());
            items.push(underline(run, at, number, tone_of_run, goes_on));
        } else if stressed(run) {
            let goes_on = line.runs.get(index + 1).is_some_and(stressed);
            items.push(broken_underline(run, (at, tone_of_run), number, goes_on));
        }
        let ink = Ink::Glyphs(run.clone(), tone_of_run);
        items.push(Item { at, owner: Owner::Leaf(LeafId(run.tag)), ink, line: number });
    }
    items
}

/// Width of the spaces at the run's end.
fn trailing_space(run: &typeset::GlyphRun) -> Pt {
    let is_space = |glyph: &&typeset::Glyph| {
        run.text
            .get(glyph.start as usize..glyph.end as usize)
            .is_some_and(|text| !text.is_empty() && text.chars().all(char::is_whitespace))
    };
    let width = |glyph: &typeset::Glyph| run.size * glyph.advance;
    if run.right_to_left {
        run.glyphs.iter().take_while(is_space).map(width).sum()
    } else {
        run.glyphs.iter().rev().take_while(is_space).map(width).sum()
    }
}

/// Adds lines with at least two of them on either side of a page's end.
pub(super) fn push_lines(flow: &mut Flow, lines: Lines) {
    let count = lines.len();
    for (index, mut line) in lines.into_iter().enumerate() {
        let orphan = index == 0 && count > 1;
        let widow = count >= 2 && index == count - 2;
        line.keep_with_next |= orphan || widow;
        if index > 0 && index + 1 == count {
            line.last_line = Some(extent(&line));
        }
        flow.push(line);
    }
}

/// Width of a line's words.
fn extent(line: &Piece) -> Pt {
    let runs = line.items.iter().filter_map(|item| match &item.ink {
        Ink::Glyphs(run, _) => Some(run.width),
        _ => None,
    });
    runs.sum()
}

/// Marks every piece but the last to stay with the next.
pub(super) fn keep_together(pieces: &mut [Piece]) {
    if let Some((_, rest)) = pieces.split_last_mut() {
        for piece in rest {
            piece.keep_with_next = true;
        }
    }
}
