//! Runs of glyphs made ready for krilla, so that each glyph stands for one text.
//!
//! Where a glyph stands for several texts, each has an instance of the face (`instances`). A cluster of
//! several glyphs (a letter with its marks, a syllable) would get an `ActualText`. It is taken apart
//! here:
//!
//! - Where each glyph has a text of its own and these in order are the cluster (Thai, most of
//!   Devanagari), each glyph stands for its own.
//! - Where the glyphs of left-to-right text stand in another order than the letters, or for parts of
//!   letters (the vowel before a syllable, a half form), each glyph still has a text of its own, and
//!   the whole marked content says what it reads as ([`Faces::actual_text`]).
//! - In right-to-left text one glyph stands for the whole cluster, and the ink of the others is
//!   drawn apart, as an artifact. An `ActualText` would come out reversed there.
//!
//! Where the next word stands to the left of a blank, pdf.js (Firefox) drops the blank, and all words
//! of a line are one: it asks only whether a glyph goes on to the right. A blank that stands for a
//! mark (General_Category Mn) is never asked after, so that each blank of right-to-left text is a
//! string of its own whose glyph stands for U+034F, which nobody sees or hears, and a space; its
//! `ActualText` is the space ([`GlyphStretch::primes`]).
//!
//! Glyphs that stand off the line (Nastaliq) would cut a right-to-left word into several strings,
//! which readers then put in the wrong order: such strings are drawn in the order of reading.

use std::ops::Range;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use krilla::text::Font;

use super::clusters::{OwnTexts, Share, letter, lie_flat, one_letter};
use super::instances::{Instances, NAMED, SPACERS};
use super::outlines::Outlines;
use super::prepared::{GlyphStretch, Mark, Prepared, bare, drawn};
use super::spoken::{Spoken, bound, said, spoken};
use crate::language::Direction;
use crate::typeset::isolates::direction_of;
use crate::typeset::{FontId, Fonts, Glyph, GlyphRun};

/// What such a blank stands for, whatever it reads as.
const SPACER: &str = "\u{34F} ";

/// The faces of one document.
pub(super) struct Faces<'a> {
    fonts: &'a Fonts,
    instances: Instances<'a>,
    /// What glyphs of clusters stand for.
    own: OwnTexts,
    /// The faces and glyphs of blanks in right-to-left text that have been drawn.
    spacers: HashSet<(u16, u16)>,
    outlines: Outlines,
    /// Whether the document is read from right to left.
    right_to_left: bool,
    /// The texts that were looked at, by where they lie in memory, and whether they have letters
    /// that run from right to left. A long one goes on over pages, with footers between.
    lettered: HashMap<*const u8, (Arc<str>, bool)>,
}

/// A run of clusters as far as it is drawn.
struct Row {
    prepared: Prepared,
    /// The instance, the height over the line and the pen after the last glyph that was drawn.
    last: Option<(u8, f32, f32)>,
    /// The pen, in ems.
    x: f32,
}

impl Row {
    fn new(text: String) -> Self {
        let prepared = Prepared { text, stretches: Vec::new(), marks: Vec::new() };
        Self { prepared, last: None, x: 0.0 }
    }
}

impl<'a> Faces<'a> {
    pub(super) fn new(fonts: &'a Fonts, right_to_left: bool) -> Self {
        Self {
            fonts,
            instances: Instances::new(fonts),
            own: OwnTexts::default(),
            spacers: HashSet::new(),
            outlines: Outlines::default(),
            right_to_left,
            lettered: HashMap::new(),
        }
    }

    /// What runs that share a marked content read as, where their glyphs do not say it.
    pub(super) fn actual_text<'r>(
        &mut self,
        runs: impl Iterator<Item = &'r GlyphRun> + Clone,
    ) -> Option<String> {
        runs.clone()
            .any(|run| self.is_reordered(run))
            .then(|| runs.map(|run| self.spoken(run).text).collect())
    }

    /// Whether the texts of a run's glyphs, one after the other, are not what the run reads as.
    fn is_reordered(&mut self, run: &GlyphRun) -> bool {
        let shared = |pair: &[Glyph]| (pair[0].start, pair[0].end) == (pair[1].start, pair[1].end);
        if run.right_to_left || !run.glyphs.windows(2).any(shared) {
            return false;
        }
        let spoken = self.spoken(run);
        let parts = self.parts(run, &spoken);
        let drawn: String = parts
            .iter()
            .zip(&spoken.ranges)
            .map(|(part, range)| match part {
                Share::Own(text) => text,
                Share::At(letter) => &spoken.text[letter.clone()],
                Share::Ink => "",
                Share::Whole | Share::Letter(_) => &spoken.text[range.clone()],
            })
            .collect();
        drawn != spoken.text
    }

    /// A run's text as it is drawn, the stretches of glyphs that point into it, and marks apart.
    ///
    /// An artifact has no marked content that could say what it reads as: there krilla says it
    /// of each cluster.
    pub(super) fn prepare(&mut self, run: &GlyphRun, artifact: bool) -> Prepared {
        let in_order = |pair: &[Glyph]| pair[0].start < pair[1].start;
        if artifact && self.is_reordered(run) {
            return self.prepare_artifact(run);
        }
        if !run.right_to_left && run.glyphs.windows(2).all(in_order) {
            self.prepare_plain(run)
        } else {
            self.prepare_clusters(run)
        }
    }

    /// A run whose clusters krilla is to name, in an instance of its own.
    fn prepare_artifact(&mut self, run: &GlyphRun) -> Prepared {
        let Spoken { text, ranges } = self.spoken(run);
        let font = self.instances.font((run.font.0, NAMED));
        let glyphs = run.glyphs.iter().zip(ranges);
        let glyphs = glyphs.map(|(glyph, range)| drawn(glyph, range)).collect();
        let stretch = GlyphStretch { glyphs, ..GlyphStretch::new(font, 0.0) };
        Prepared { text, stretches: vec![stretch], marks: Vec::new() }
    }

    /// A run with a glyph for each cluster, in order: almost all there are.
    fn prepare_plain(&mut self, run: &GlyphRun) -> Prepared {
        let mut text = String::with_capacity(run.glyphs.len());
        let mut stretches: Vec<GlyphStretch> = Vec::new();
        let (mut last, mut x) = (None, 0.0);
        let binds = self.binds_numbers(run);
        let bound = bound(run, binds);
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let start = text.len();
            text.extend(said(run, glyph, binds));
            let instance = match bound.get(index).copied().flatten() {
                Some(blank) => {
                    let blank = self.instances.of(run.font.0, blank, "\u{A0}");
                    self.instances.beside(run.font.0, glyph.id, &text[start..], blank)
                }
                None => self.instances.of(run.font.0, glyph.id, &text[start..]),
            };
            if last != Some(instance) {
                let font = self.instances.font((run.font.0, instance));
                let glyphs = Vec::with_capacity(run.glyphs.len() - index);
                stretches.push(GlyphStretch { glyphs, ..GlyphStretch::new(font, x) });
                last = Some(instance);
            }
            let stretch = stretches.last_mut().expect("one was just pushed");
            stretch.glyphs.push(drawn(glyph, start..text.len()));
            x += glyph.advance;
        }
        Prepared { text, stretches, marks: Vec::new() }
    }

    fn prepare_clusters(&mut self, run: &GlyphRun) -> Prepared {
        let spoken = self.spoken(run);
        let parts = self.parts(run, &spoken);
        let mut row = Row::new(spoken.text);
        for ((glyph, part), cluster) in run.glyphs.iter().zip(parts).zip(spoken.ranges) {
            match part {
                Share::Ink => {
                    row.prepared.marks.extend(self.mark(run, glyph, row.x));
                    row.x += glyph.advance;
                }
                Share::Whole => _ = self.push(run, glyph, cluster, &mut row),
                Share::At(letter) => _ = self.push(run, glyph, letter, &mut row),
                Share::Letter(letters) => {
                    let before = cluster.start..letters.start;
                    self.carry(run.font, letters.end..cluster.end, &mut row);
                    if self.push(run, glyph, letters, &mut row) {
                        self.carry(run.font, before, &mut row);
                    }
                }
                Share::Own(own) => {
                    row.prepared.text.push_str(&own);
                    let end = row.prepared.text.len();
                    self.push(run, glyph, end - own.len()..end, &mut row);
                }
            }
        }
        if run.right_to_left {
            // Strings are read in the order in which they are drawn.
            row.prepared.stretches.reverse();
        }
        row.prepared
    }

    /// Draws a glyph that stands for a range of the text; whether it is no blank that is set apart.
    fn push(&mut self, run: &GlyphRun, glyph: &Glyph, range: Range<usize>, row: &mut Row) -> bool {
        let Row { prepared: Prepared { text, stretches, .. }, last, x } = row;
        if run.right_to_left && &text[range.clone()] == " " {
            if self.fonts.metrics(run.font).hangs() {
                stretches.extend(self.bare_spacer(run.font, *x + glyph.advance));
            } else {
                stretches.push(self.spacer(run.font, glyph, range, *x));
                *x += glyph.advance;
                *last = None;
                return false;
            }
        }
        let instance = self.instances.of(run.font.0, glyph.id, &text[range.clone()]);
        let level = glyph.y_offset;
        let joins = last.is_some_and(|(before, height, pen)| {
            before == instance
                && (height == level || !run.right_to_left)
                && (pen - *x).abs() < f32::EPSILON * 64.0
        });
        if !joins {
            let font = self.instances.font((run.font.0, instance));
            stretches.push(GlyphStretch::new(font, *x));
        }
        let stretch = stretches.last_mut().expect("one was just pushed");
        stretch.glyphs.push(drawn(glyph, range));
        *x += glyph.advance;
        *last = Some((instance, level, *x));
        true
    }

    /// Draws blanks that say the marks of a range of the text, if there are any.
    fn carry(&mut self, font: FontId, marks: Range<usize>, row: &mut Row) {
        if !marks.is_empty() {
            let carriers = self.carriers(font, marks, &row.prepared.text, row.x);
            row.prepared.stretches.extend(carriers);
            row.last = None;
        }
    }

    fn spoken(&mut self, run: &GlyphRun) -> Spoken {
        let binds = self.binds_numbers(run);
        spoken(run, binds)
    }

    /// Whether spaces within the numbers of a run are said as U+00A0: pdfium, with which Chrome
    /// and Edge say, copy and find, parts right-to-left text at U+0020 and turns the parts round.
    fn binds_numbers(&mut self, run: &GlyphRun) -> bool {
        if run.right_to_left {
            return false;
        }
        if self.right_to_left {
            return true;
        }
        let back = |c| direction_of(c) == Some(Direction::RightToLeft);
        let look = || (Arc::clone(&run.text), run.text.chars().any(back));
        self.lettered.entry(run.text.as_ptr()).or_insert_with(look).1
    }

    /// What each glyph is to its cluster.
    fn parts(&mut self, run: &GlyphRun, spoken: &Spoken) -> Vec<Share> {
        let mut parts = Vec::with_capacity(run.glyphs.len());
        for cluster in spoken.ranges.chunk_by(|a, b| a == b) {
            let glyphs = &run.glyphs[parts.len()..parts.len() + cluster.len()];
            let text = &spoken.text[cluster[0].clone()];
            if run.right_to_left && lie_flat(glyphs, text) {
                let letter = |(at, c): (usize, char)| {
                    let at = cluster[0].start + at;
                    Share::At(at..at + c.len_utf8())
                };
                parts.extend(text.char_indices().rev().map(letter));
            } else if run.right_to_left {
                let letter = match self.blank(run.font) {
                    Some(_) => Share::Letter(letter(&spoken.text, &cluster[0])),
                    None => Share::Whole,
                };
                parts.extend(one_letter(glyphs, &letter));
            } else if let [_] = glyphs {
                parts.push(Share::Whole);
            } else {
                let own = self.own.of(self.fonts, run.font, glyphs, text);
                parts.extend(own.into_iter().map(Share::Own));
            }
        }
        parts
    }

    /// The ink of a glyph that another one stands for; a shape and no text, since those who take
    /// the text out of a page do not ask what is an artifact.
    fn mark(&mut self, run: &GlyphRun, glyph: &Glyph, x: f32) -> Option<Mark> {
        let shape = self.outlines.get(self.fonts, run.font, glyph.id)?;
        Some(Mark { shape, x: x + glyph.x_offset, y: glyph.y_offset })
    }

    /// Blanks that say marks, from left to right: a glyph that stands for several characters of
    /// right-to-left text is read by some programs with these in reverse order.
    fn carriers(
        &mut self,
        font: FontId,
        marks: Range<usize>,
        text: &str,
        x: f32,
    ) -> Vec<GlyphStretch> {
        let Some(id) = self.blank(font) else { return Vec::new() };
        let bare = bare(id);
        let count = text[marks.clone()].chars().count();
        let signs = text[marks.clone()].char_indices().rev().enumerate();
        let carrier = |(index, (at, sign)): (usize, (usize, char))| {
            let x = x - CARRIER_SHIFT * (count - index) as f32;
            let range = marks.start + at..marks.start + at + sign.len_utf8();
            let instance = self.instances.of(font.0, id, &text[range.clone()]);
            let font = self.instances.font((font.0, instance));
            GlyphStretch { glyphs: vec![drawn(&bare, range)], ..GlyphStretch::new(font, x) }
        };
        signs.map(carrier).collect()
    }

    /// A blank of right-to-left text.
    fn spacer(&mut self, font: FontId, glyph: &Glyph, range: Range<usize>, x: f32) -> GlyphStretch {
        let primes = self.spacers.insert((font.0, glyph.id)).then_some(SPACER);
        let font = self.instances.font((font.0, SPACERS));
        GlyphStretch { font, glyphs: vec![drawn(glyph, range)], x, primes }
    }

    /// A sign after a blank that stays where it is: among letters that climb, pdfium wants it in
    /// the string of its word, and passes over what has no width.
    fn bare_spacer(&mut self, font: FontId, x: f32) -> Option<GlyphStretch> {
        let id = self.inkless(font, &JOINERS)?;
        Some(self.spacer(font, &bare(id), 0..0, x))
    }

    /// The family that a face of the document is of, unless it is compiled in.
    pub(super) fn family(&self, font: &Font) -> Option<String> {
        self.instances.family(font)
    }

    /// A glyph without ink, best one without width.
    fn blank(&mut self, font: FontId) -> Option<u16> {
        self.inkless(font, &JOINERS).or_else(|| self.inkless(font, &[' ']))
    }

    /// The first glyph of some characters that has no ink. Many faces draw their joiners.
    fn inkless(&mut self, font: FontId, characters: &[char]) -> Option<u16> {
        let fonts = self.fonts;
        let glyphs = characters.iter().filter_map(|c| fonts.glyph(font, *c));
        glyphs.into_iter().find(|glyph| self.outlines.get(fonts, font, *glyph).is_none())
    }
}

/// Characters that have no width in most faces.
const JOINERS: [char; 3] = ['\u{200C}', '\u{200D}', '\u{200B}'];

/// How far a carrier stands left of where it belongs, in ems. Programs that order characters by
/// their left edges take it then for one between its letter and the next.
const CARRIER_SHIFT: f32 = 0.02;
