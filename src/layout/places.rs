//! Where the words of a layout stand in the files of their author.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::content::Words;
use crate::source::Span;
use crate::typeset::GlyphRun;

/// Words of the source within a text that was set, by the byte at which each begins, in order.
pub(super) type Sourced = Vec<(usize, Words)>;

/// The way back from printed glyphs to the source, by the texts that they point into.
///
/// Texts are told apart by where they lie in memory, and kept so that no other comes to lie there.
#[derive(Default)]
pub struct Places(HashMap<usize, (Arc<str>, Arc<Sourced>)>);

impl Places {
    /// Takes down where the words of a text come from.
    pub(super) fn note(&mut self, text: &Arc<str>, sourced: &Arc<Sourced>) {
        if !sourced.is_empty() {
            self.0.insert(address(text), (Arc::clone(text), Arc::clone(sourced)));
        }
    }

    /// The narrowest place in the source that holds all of it that glyphs show; none where these are
    /// words of the program's own.
    #[must_use]
    pub fn of(&self, run: &GlyphRun) -> Option<Span> {
        let (_, sourced) = self.0.get(&address(&run.text))?;
        let start = run.glyphs.iter().map(|glyph| glyph.start).min()? as usize;
        let end = run.glyphs.iter().map(|glyph| glyph.end).max()? as usize;
        place(sourced, start..end)
    }
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // In no order that stays the same.
        write!(f, "Places({})", self.0.len())
    }
}

fn address(text: &Arc<str>) -> usize {
    text.as_ptr().addr()
}

/// The place of all words of the source within a range of a text's bytes.
fn place(sourced: &[(usize, Words)], range: Range<usize>) -> Option<Span> {
    let first = sourced.partition_point(|(start, words)| start + words.text.len() <= range.start);
    let shown = sourced[first..].iter().take_while(|(start, _)| *start < range.end);
    shown
        .filter(|(_, words)| !words.text.is_empty())
        .map(|(start, words)| {
            let from = range.start.saturating_sub(*start);
            words.place(from..(range.end - start).min(words.text.len()))
        })
        .reduce(joined)
}

/// The place that holds both, or the first where they are of two files.
#[must_use]
pub fn joined(one: Span, other: Span) -> Span {
    if one.source != other.source {
        return one;
    }
    Span { start: one.start.min(other.start), end: one.end.max(other.end), ..one }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Origin;
    use crate::source::Sources;

    #[test]
    fn glyphs_are_led_back_over_words_of_the_program() {
        let source = Sources::new().add("a.toml", "");
        let words = |text: &str, from: usize, verbatim| {
            let span = Span::new(source, from, from + text.len());
            Words { text: text.into(), span, origins: vec![Origin { at: 0, span, verbatim }] }
        };
        // "Take two" (see below) "daily", where "daily" is a value.
        let sourced = vec![(0, words("Take two", 10, true)), (20, words("daily", 40, false))];
        let of = |range| place(&sourced, range).map(|span| span.range());
        assert_eq!(of(5..8), Some(15..18));
        assert_eq!(of(5..12), Some(15..18));
        assert_eq!(of(9..19), None);
        assert_eq!(of(5..22), Some(15..45));
        assert_eq!(of(22..23), Some(40..45));
        assert_eq!(of(30..31), None);
    }
}
