//! A styled paragraph to lines of glyphs.
//!
//! [`Fonts`] holds every face that a booklet may use; [`Paragraph`] is text with styles over
//! ranges of it; [`set`] breaks it into [`Line`]s for a width. Nothing here knows of pages or of
//! structure: a [`Run`]'s `tag` is carried through to its glyphs unread.

pub mod addresses;
mod arrows;
pub mod atoms;
mod balance;
mod bidi;
mod breaks;
#[macro_use]
mod built_in;
mod characters;
mod dates;
mod digits;
mod extent;
mod face;
mod fallback;
mod fit;
mod folder;
mod fonts;
pub mod glue;
mod habits;
mod hyphenate;
mod instance;
pub mod isolates;
pub mod joined;
mod lines;
mod measure;
mod memory;
mod numerals;
mod opportunities;
mod outline;
mod relax;
mod segments;
mod shape;
mod text;

use std::sync::Arc;

use crate::geometry::Pt;
use crate::language::{Direction, Language};

use breaks::{Break, Reason};
use fit::fit;
use measure::Measure;
use text::Text;

pub use extent::Extent;
pub use face::{FontBytes, FontRemark, Metrics};
pub use folder::FontFault;
pub use fonts::Fonts;
pub use outline::Stroke;

/// Which face of a [`Fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FontId(pub u16);

/// How heavy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// As body text.
    #[default]
    Regular,
    /// As headings and stressed words.
    Bold,
}

/// How a stretch of text looks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RunStyle {
    /// Size in thousandths of a point, so that styles can be compared.
    pub size_millipoints: u32,
    /// How heavy.
    pub weight: Weight,
    /// Language, for shaping, breaking and hyphenation.
    pub language: Language,
    /// Never hyphenated (headings, links, phone numbers).
    pub whole_words: bool,
}

/// A stretch of a paragraph's text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// First byte in the paragraph's text; it goes on to the next run or the end.
    pub start: usize,
    /// How it looks.
    pub style: RunStyle,
    /// Whatever the caller wants to find again on the glyphs.
    pub tag: u32,
}

/// How lines are aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// At the side where reading begins.
    #[default]
    Start,
    /// At the side where reading ends.
    End,
    /// At both sides, but the last line at the start.
    Justify,
    /// As `Start`, with lines about as long as each other: titles.
    Balanced,
}

/// Text with styles over ranges of it.
///
/// `\n` in the text is a forced line break; it is drawn as a space at the line's end. Words that
/// run the other way than those around them stand between [`isolates::turn_to`] and
/// [`isolates::TURN_BACK`], which are not drawn.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The text in logical order.
    pub text: Arc<str>,
    /// The first begins at 0; none is empty unless the text is.
    pub runs: Vec<Run>,
    /// The paragraph's direction (not that of each run: bidi works that out).
    pub direction: Direction,
    /// How lines are aligned.
    pub alignment: Alignment,
    /// Whether words may be broken at hyphenation points.
    pub hyphenate: bool,
    /// Bytes of the text that are known to be web and email addresses, in order; others are found
    /// by their looks.
    pub addresses: Vec<std::ops::Range<usize>>,
}

/// A glyph in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Index in the face.
    pub id: u16,
    /// How far it moves the pen, in ems.
    pub advance: f32,
    /// Shift to the right, in ems.
    pub x_offset: f32,
    /// Shift upwards, in ems.
    pub y_offset: f32,
    /// First byte of its cluster in [`GlyphRun::text`].
    pub start: u32,
    /// One past the last byte of its cluster.
    pub end: u32,
}

/// Glyphs of one face, size, tag and direction, drawn from left to right.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// The face.
    pub font: FontId,
    /// Size of the em.
    pub size: Pt,
    /// Left edge, from the left edge of the column.
    pub x: Pt,
    /// Sum of the advances.
    pub width: Pt,
    /// Glyphs from left to right.
    pub glyphs: Vec<Glyph>,
    /// What the glyphs' clusters point into: the paragraph's text, or a soft hyphen of its own.
    pub text: Arc<str>,
    /// The tag of the [`Run`] that it came from.
    pub tag: u32,
    /// Whether it is read from right to left.
    pub right_to_left: bool,
}

/// One line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// In logical order (the order of reading), each with its own place.
    pub runs: Vec<GlyphRun>,
    /// Left edge of the ink, from the left edge of the column.
    pub x: Pt,
    /// Width without the space at its end.
    pub width: Pt,
}

/// A paragraph that was set.
#[derive(Clone, Debug, Default)]
pub struct SetParagraph {
    /// Its lines from top to bottom.
    pub lines: Vec<Line>,
    /// Where each of them ends.
    pub ends: Vec<LineEnd>,
    /// Bytes of words that were wider than the column and were broken between characters or at a
    /// hyphenation point although the paragraph is not hyphenated.
    pub broken_words: Vec<std::ops::Range<usize>>,
    /// Bytes of addresses that were wider than the column and had to be parted, each with the
    /// indices of the lines at whose ends it was.
    pub parted_addresses: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)>,
}

/// Where a line ends, for [`set_again`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineEnd(Break);

impl LineEnd {
    /// First byte of the next line.
    #[must_use]
    pub fn at(&self) -> usize {
        self.0.at
    }

    /// Whether a word goes on after it, behind a hyphen.
    #[must_use]
    pub fn parts_word(&self) -> bool {
        self.0.reason.has_hyphen()
    }

    /// The same end in a text in which it comes to stand at another byte.
    #[must_use]
    pub fn moved_to(self, at: usize) -> Self {
        Self(Break { at, ..self.0 })
    }
}

/// Breaks a paragraph into lines of a column's width.
///
/// Nothing is lost: every character that is drawn belongs to one line, blanks at a line's end
/// included (they hang beyond the line's width). A line is wider than the column only where a
/// single character is.
#[must_use]
pub fn set(fonts: &Fonts, paragraph: &Paragraph, width: Pt) -> SetParagraph {
    if paragraph.text.is_empty() {
        return SetParagraph::default();
    }
    let mut text = Text::new(fonts, paragraph);
    let column = f64::from(width.0);
    let breaks = breaks::find(&mut text);
    let breaks = relax::relax(&mut text, breaks, column);
    let measure = Measure { column, alignment: paragraph.alignment, text: &paragraph.text };
    let mut set = SetParagraph::default();
    let mut first = 0;
    for last in fit(&breaks, &measure) {
        set.lines.push(lines::line(&mut text, &breaks[first], &breaks[last], &measure));
        set.ends.push(LineEnd(breaks[last]));
        let end = breaks[last].at;
        if let Some(address) = text.address_around(end) {
            let line = set.lines.len() - 1;
            match set.parted_addresses.last_mut() {
                Some((known, lines)) if *known == address => lines.end = line + 1,
                _ => set.parted_addresses.push((address, line..line + 1)),
            }
        // A word of many lines is looked at once.
        } else if set.broken_words.last().is_none_or(|word| word.end <= breaks[last].at) {
            set.broken_words.extend(broken_word(&paragraph.text, &breaks[last]));
        }
        first = last;
    }
    set.broken_words.dedup();
    set
}

/// Draws lines of a paragraph again in which words were replaced by others that are no wider: each
/// of them ends where it did.
///
/// `ends` are those of all lines; `wanted` says which of them are drawn.
#[must_use]
pub fn set_again(
    fonts: &Fonts,
    paragraph: &Paragraph,
    ends: &[LineEnd],
    width: Pt,
    wanted: impl Fn(usize) -> bool,
) -> Vec<Option<Line>> {
    let mut text = Text::new(fonts, paragraph);
    let column = f64::from(width.0);
    let measure = Measure { column, alignment: paragraph.alignment, text: &paragraph.text };
    let mut first = Break { at: 0, reason: Reason::Forced, edge: text::Edge::default() };
    let mut lines = Vec::with_capacity(ends.len());
    for (index, end) in ends.iter().enumerate() {
        let line = wanted(index).then(|| lines::line(&mut text, &first, &end.0, &measure));
        lines.push(line);
        first = end.0;
    }
    lines
}

/// The word that a line's end has broken for want of room.
fn broken_word(text: &str, last: &Break) -> Option<std::ops::Range<usize>> {
    let needed = matches!(last.reason, Reason::NeededHyphen | Reason::Anywhere);
    if needed { relax::word_around(text, last.at) } else { None }
}
