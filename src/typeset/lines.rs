//! Draws up the lines between chosen breaks.

use std::sync::Arc;

use super::bidi::visual_order;
use super::breaks::Break;
use super::characters::stretches;
use super::fit::{GROW, SHRINK, is_justified};
use super::measure::Measure;
use super::memory::Shaped;
use super::text::Text;
use super::{Alignment, Glyph, GlyphRun, Line};
use crate::geometry::Pt;
use crate::language::Direction;

/// A stretch, or a part of one, in its line.
struct Fragment {
    stretch: usize,
    /// First byte of its text in the paragraph, or `None` for a hyphen.
    start: Option<usize>,
    shaped: Arc<Shaped>,
    level: u8,
    /// Whether it is a blank.
    blank: bool,
    /// Whether it is a blank at the line's end.
    hangs: bool,
    width: f64,
}

/// The line between two breaks.
pub(super) fn line(
    text: &mut Text<'_>,
    first: &Break,
    last: &Break,
    measure: &Measure<'_>,
) -> Line {
    let mut fragments = fragments(text, first.at, last.at);
    hang(text, &mut fragments);
    if last.reason.has_hyphen() {
        add_hyphen(text, &mut fragments);
    }
    if is_justified(last, measure) {
        justify(text, &mut fragments, measure.column);
    }
    let ink: f64 = fragments.iter().filter(|part| !part.hangs).map(|part| part.width).sum();
    let free = measure.column - ink;
    let right_to_left = text.paragraph.direction == Direction::RightToLeft;
    let x = match (measure.alignment, right_to_left) {
        (Alignment::End, false)
        | (Alignment::Start | Alignment::Justify | Alignment::Balanced, true) => free,
        _ => 0.0,
    };
    let runs = place(text, &fragments, x);
    Line { runs, x: Pt(x as f32), width: Pt(ink as f32) }
}

/// The stretches from one byte to another.
fn fragments(text: &mut Text<'_>, from: usize, to: usize) -> Vec<Fragment> {
    let mut index = text.stretch_at(from);
    // One more for a hyphen.
    let mut fragments = Vec::with_capacity(text.stretch_at(to).saturating_sub(index) + 2);
    while let Some(stretch) = text.stretches.get(index).filter(|stretch| stretch.range.start < to) {
        let (level, blank) = (stretch.level, stretch.blank);
        let part = stretch.range.start.max(from)..stretch.range.end.min(to);
        let start = part.start;
        if part.is_empty() {
            break;
        }
        let shaped = text.part(index, part);
        let width = text.stretches[index].points(shaped.advance);
        fragments.push(Fragment {
            stretch: index,
            start: Some(start),
            shaped,
            level,
            blank,
            hangs: false,
            width,
        });
        index += 1;
    }
    fragments
}

/// Blanks at the end hang, in the direction of the paragraph (Unicode Standard Annex 9, rule L1).
fn hang(text: &Text<'_>, fragments: &mut [Fragment]) {
    let base = u8::from(text.paragraph.direction == Direction::RightToLeft);
    for fragment in fragments.iter_mut().rev() {
        if !fragment.blank {
            break;
        }
        (fragment.hangs, fragment.level) = (true, base);
    }
}

fn add_hyphen(text: &mut Text<'_>, fragments: &mut Vec<Fragment>) {
    let Some(word) = fragments.last() else { return };
    let (stretch, level) = (word.stretch, word.level);
    let shaped = Arc::new(text.hyphen(stretch));
    let width = text.stretches[stretch].points(shaped.advance);
    fragments.push(Fragment {
        stretch,
        start: None,
        shaped,
        level,
        blank: false,
        hangs: false,
        width,
    });
}

/// Stretches or shrinks the blanks of a line so that it fills the column, unless they would grow
/// out of proportion.
fn justify(text: &Text<'_>, fragments: &mut [Fragment], column: f64) {
    let ink: f64 = fragments.iter().filter(|part| !part.hangs).map(|part| part.width).sum();
    let whole = &*text.paragraph.text;
    let stretchable =
        |start: usize, glyph: &Glyph| whole[start + glyph.start as usize..].starts_with(stretches);
    let blanks = |fragment: &&mut Fragment| fragment.blank && !fragment.hangs;
    let mut slack = 0.0;
    for fragment in fragments.iter_mut().filter(blanks) {
        let Some(start) = fragment.start else { continue };
        let glyphs = fragment.shaped.glyphs.iter().filter(|glyph| stretchable(start, glyph));
        let ems: f32 = glyphs.map(|glyph| glyph.advance).sum();
        slack += text.stretches[fragment.stretch].points(ems);
    }
    let factor = (column - ink) / slack;
    if slack <= 0.0 || !(-SHRINK - 1e-3..=GROW).contains(&factor) {
        return;
    }
    for fragment in fragments.iter_mut().filter(blanks) {
        let Some(start) = fragment.start else { continue };
        let mut glyphs = fragment.shaped.glyphs.clone();
        for glyph in glyphs.iter_mut().filter(|glyph| stretchable(start, glyph)) {
            glyph.advance *= 1.0 + factor as f32;
        }
        let advance = glyphs.iter().map(|glyph| glyph.advance).sum();
        fragment.width = text.stretches[fragment.stretch].points(advance);
        fragment.shaped = Arc::new(Shaped { glyphs, advance, seams: Vec::new() });
    }
}

/// Gives every fragment its place, and makes runs of those that go together.
fn place(text: &Text<'_>, fragments: &[Fragment], ink: f64) -> Vec<GlyphRun> {
    let levels: Vec<u8> = fragments.iter().map(|fragment| fragment.level).collect();
    let order = visual_order(&levels);
    let right_to_left = text.paragraph.direction == Direction::RightToLeft;
    let hanging = fragments.iter().filter(|part| part.hangs).map(|part| part.width).sum::<f64>();
    let mut x = if right_to_left { ink - hanging } else { ink };
    // Where each fragment stands: its place from the left, and its left edge.
    let mut places = vec![(0, 0.0); fragments.len()];
    for (place, index) in order.into_iter().enumerate() {
        places[index] = (place, x);
        x += fragments[index].width;
    }
    let joined = |index: usize| {
        index.checked_sub(1).is_some_and(|before| {
            let (before, place) = (&fragments[before], places[before].0);
            goes_with(text, (before, place), (&fragments[index], places[index].0))
        })
    };
    let mut runs: Vec<GlyphRun> = Vec::new();
    let mut first = 0;
    while first < fragments.len() {
        let end = (first + 1..fragments.len()).find(|index| !joined(*index));
        let end = end.unwrap_or(fragments.len());
        // Glyphs are most of what a book keeps in memory: no more room than they take.
        let count = fragments[first..end].iter().map(|part| part.shaped.glyphs.len()).sum();
        let mut run = glyph_run(text, &fragments[first], places[first].1, count);
        for index in first + 1..end {
            append(&mut run, &fragments[index], places[index].1);
        }
        runs.push(run);
        first = end;
    }
    runs
}

/// Whether a fragment belongs to the run of the one before it: from left to right all of a style
/// does, from right to left a word and the blank after it.
fn goes_with(text: &Text<'_>, before: (&Fragment, usize), after: (&Fragment, usize)) -> bool {
    let ((before, place_before), (after, place_after)) = (before, after);
    let (first, second) = (&text.stretches[before.stretch], &text.stretches[after.stretch]);
    let alike = first.run == second.run
        && first.font == second.font
        && before.level % 2 == after.level % 2
        && before.start.is_some()
        && after.start.is_some();
    if before.level % 2 == 0 {
        alike && place_before + 1 == place_after
    } else {
        alike && after.blank && place_after + 1 == place_before
    }
}

fn append(run: &mut GlyphRun, fragment: &Fragment, x: f64) {
    let start = fragment.start.unwrap_or(0) as u32;
    let glyphs = fragment.shaped.glyphs.iter().map(|glyph| moved(glyph, start));
    if run.right_to_left {
        run.glyphs.splice(0..0, glyphs);
        run.x = Pt(x as f32);
    } else {
        run.glyphs.extend(glyphs);
    }
    run.width += Pt(fragment.width as f32);
}

/// The run that begins with a fragment, with room for `count` glyphs.
fn glyph_run(text: &Text<'_>, fragment: &Fragment, x: f64, count: usize) -> GlyphRun {
    let stretch = &text.stretches[fragment.stretch];
    let start = fragment.start.unwrap_or(0) as u32;
    let mut glyphs = Vec::with_capacity(count);
    glyphs.extend(fragment.shaped.glyphs.iter().map(|glyph| moved(glyph, start)));
    GlyphRun {
        font: stretch.font,
        size: Pt(stretch.size),
        x: Pt(x as f32),
        width: Pt(fragment.width as f32),
        glyphs,
        text: match fragment.start {
            Some(_) => Arc::clone(&text.paragraph.text),
            None => Arc::from("\u{AD}"),
        },
        tag: text.paragraph.runs[stretch.run].tag,
        right_to_left: fragment.level % 2 == 1,
    }
}

fn moved(glyph: &Glyph, by: u32) -> Glyph {
    Glyph { start: glyph.start + by, end: glyph.end + by, ..*glyph }
}
