//! What a run of glyphs is read as.

use std::ops::Range;

use crate::typeset::{Glyph, GlyphRun};

/// A run as it is read out.
pub(super) struct Spoken {
    /// In logical order.
    pub(super) text: String,
    /// Each glyph's cluster in the text.
    pub(super) ranges: Vec<Range<usize>>,
}

/// What a glyph's cluster is read as: spaces that do not break and line ends are spaces
/// (`docs/format.md`, section 4). Where it `binds` numbers, a space within one is U+00A0.
pub(super) fn said(run: &GlyphRun, glyph: &Glyph, binds: bool) -> impl Iterator<Item = char> {
    let range = glyph.start as usize..glyph.end as usize;
    let source = run.text.get(range.clone()).unwrap_or("");
    let bound = binds && is_within_number(&run.text, range);
    source.chars().map(move |character| match character {
        ' ' | '\u{A0}' | '\u{202F}' if bound => '\u{A0}',
        '\u{A0}' | '\u{202F}' | '\n' | '\t' => ' ',
        other => other,
    })
}

/// Whether digits, or brackets around some, stand on both sides of a place.
fn is_within_number(text: &str, place: Range<usize>) -> bool {
    let before = text[..place.start].chars().next_back();
    let after = text[place.end..].chars().next();
    before.is_some_and(|c| c.is_numeric() || c == ')')
        && after.is_some_and(|c| c.is_numeric() || c == '(')
}

/// The text of a run in logical order as it is read out, and each glyph's part of it.
pub(super) fn spoken(run: &GlyphRun, binds: bool) -> Spoken {
    let mut order: Vec<usize> = (0..run.glyphs.len()).collect();
    order.sort_by_key(|index| run.glyphs[*index].start);
    let mut text = String::new();
    let mut ranges = vec![0..0; run.glyphs.len()];
    let mut last: Option<(&Glyph, Range<usize>)> = None;
    for index in order {
        let glyph = &run.glyphs[index];
        let range = match &last {
            Some((before, range)) if (before.start, before.end) == (glyph.start, glyph.end) => {
                range.clone()
            }
            _ => {
                let start = text.len();
                text.extend(said(run, glyph, binds));
                start..text.len()
            }
        };
        ranges[index] = range.clone();
        last = Some((glyph, range));
    }
    Spoken { text, ranges }
}

/// For each glyph of a run the glyph of the U+00A0 in its number, if it has one.
pub(super) fn bound(run: &GlyphRun, binds: bool) -> Vec<Option<u16>> {
    if !binds {
        return Vec::new();
    }
    let mut bound = vec![None; run.glyphs.len()];
    let blank = |glyph: &Glyph| {
        let mut said = said(run, glyph, true);
        said.next().filter(|c| matches!(c, ' ' | '\u{A0}'))
    };
    let blanks: Vec<Option<char>> = run.glyphs.iter().map(blank).collect();
    for (at, glyph) in run.glyphs.iter().enumerate() {
        if blanks[at] != Some('\u{A0}') {
            continue;
        }
        let from = blanks[..at].iter().rposition(Option::is_some).map_or(0, |before| before + 1);
        let rest = &blanks[at + 1..];
        let to = at + 1 + rest.iter().position(Option::is_some).unwrap_or(rest.len());
        bound[from..to].fill(Some(glyph.id));
    }
    bound
}
