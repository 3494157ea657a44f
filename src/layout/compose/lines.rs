//! Lines that were set: what is drawn under them, and how they keep together.

use super::super::flow::{Flow, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::inline::Lines;
use crate::geometry::{Point, Pt, Size};
use crate::typeset;

/// The line under the words of a link, and under the space at their end where the link goes on.
pub(super) fn underline(run: &typeset::GlyphRun, at: Point, line: u32, goes_on: bool) -> Item {
    let thickness = Pt((run.size.0 / 14.0).max(0.8));
    let spaces = if goes_on { Pt::ZERO } else { trailing_space(run) };
    let width = run.width - spaces;
    let x = if run.right_to_left { at.x + spaces } else { at.x };
    Item {
        at: Point::new(x, at.y + run.size * 0.13),
        owner: Owner::Artifact(ArtifactKind::Layout),
        ink: Ink::Fill {
            size: Size { width, height: thickness },
            radius: Pt::ZERO,
            tone: Tone::Link,
        },
        line,
    }
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
