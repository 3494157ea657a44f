//! What the glyphs of a cluster are to the text that they stand for together.

use std::ops::Range;

use foldhash::HashMap;
use unicode_normalization::char::is_combining_mark;

use crate::typeset::{FontId, Fonts, Glyph};

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

/// For each face and glyph of a cluster the text of its own.
#[derive(Default)]
pub(super) struct OwnTexts(HashMap<(u16, u16), String>);

impl OwnTexts {
    /// A text for each glyph of a cluster: the character that the face draws with it, or else what
    /// no other glyph of the cluster stands for. A glyph keeps the text that it has once got.
    pub(super) fn of(
        &mut self,
        fonts: &Fonts,
        font: FontId,
        glyphs: &[Glyph],
        cluster: &str,
    ) -> Vec<String> {
        let mut rest: Vec<(char, u16)> = cluster
            .chars()
            .map(|character| (character, fonts.glyph(font, character).unwrap_or(0)))
            .collect();
        let direct: Vec<Option<char>> = glyphs
            .iter()
            .map(|glyph| {
                let at = rest.iter().position(|(_, id)| *id == glyph.id)?;
                Some(rest.remove(at).0)
            })
            .collect();
        let mut rest: String = rest.into_iter().map(|(character, _)| character).collect();
        let last = cluster.chars().next_back().map_or_else(String::new, String::from);
        let own = |(glyph, direct): (&Glyph, Option<char>)| match direct {
            Some(character) => character.to_string(),
            None => self
                .0
                .entry((font.0, glyph.id))
                .or_insert_with(|| match std::mem::take(&mut rest) {
                    rest if rest.is_empty() => last.clone(),
                    rest => rest,
                })
                .clone(),
        };
        glyphs.iter().zip(direct).map(own).collect()
    }
}
