//! What the glyphs of a cluster are to the text that they stand for together.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::typeset::Glyph;

/// What a glyph is to its cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// It stands for all of it.
    Whole,
    /// It stands for the cluster's letters, these bytes of the run's text; before and after them
    /// are marks, whose texts blanks carry.
    Letter(Range<usize>),
    /// It stands for these bytes of the run's text.
    At(Range<usize>),
    /// It stands for a text of its own.
    Own(String),
    /// Its ink only: another glyph stands for the cluster.
    Ink,
}

/// Whether a right-to-left cluster has a glyph on the line for each of its characters, as where a
/// letter is followed by U+200C.
pub(super) fn lie_flat(glyphs: &[Glyph], text: &str) -> bool {
    let flat = |glyph: &Glyph| glyph.x_offset == 0.0 && glyph.y_offset == 0.0;
    glyphs.len() > 1 && glyphs.len() == text.chars().count() && glyphs.iter().all(flat)
}

/// The first glyph of a right-to-left cluster that takes up room stands for its letters.
pub(super) fn one_letter(glyphs: &[Glyph], letter: &Share) -> impl Iterator<Item = Share> {
    let wide = |glyph: &Glyph| glyph.advance.abs() > 0.001;
    // From left to right, so that the first one in the order of reading is the last one here.
    let at = glyphs.iter().rposition(wide).unwrap_or(glyphs.len() - 1);
    (0..glyphs.len()).map(move |index| if index == at { letter.clone() } else { Share::Ink })
}

/// The last letter of a cluster; before it the other letters of a ligature may stand, and after it
/// marks and joiners.
pub(super) fn letter(text: &str, cluster: &Range<usize>) -> Range<usize> {
    let mark = |c: char| is_combining_mark(c) || matches!(c, '\u{200C}' | '\u{200D}');
    let whole = &text[cluster.clone()];
    let last = whole.char_indices().rfind(|(_, c)| !mark(*c)).or(whole.char_indices().next());
    let (at, letter) = last.unwrap_or_default();
    let start = cluster.start + at;
    start..(start + letter.len_utf8()).min(cluster.end)
}
