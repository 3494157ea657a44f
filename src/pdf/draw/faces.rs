//! Faces as krilla wants them, and the rule that a glyph stands for one text.
//!
//! A PDF font maps each glyph to one string of Unicode. Where the same glyph stands for another
//! text as well (a hyphen that is a hyphen here and a soft hyphen there), krilla wraps it in an
//! `ActualText` of its own, after which some readers lose the rest of the line. Here such a glyph
//! comes from another *instance* of the face instead: the same data with bytes appended, which
//! makes it a font of its own in the file.
//!
//! A cluster of several glyphs (a letter with its marks, a syllable) would get an `ActualText` too.
//! It is taken apart here:
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
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use krilla::geom::Path;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::clusters::{Share, letter, lie_flat, one_letter};
use super::outlines::Outlines;
use super::spoken::{Spoken, bound, said, spoken};
use crate::editions::Publication;
use crate::language::Direction;
use crate::layout::Ink;
use crate::typeset::isolates::direction_of;
use crate::typeset::{FontId, Fonts, Glyph, GlyphRun};

/// A face's instance: the face, and how many bytes were appended.
type InstanceKey = (u16, u8);

/// The instance whose clusters krilla names.
const NAMED: u8 = u8::MAX - 1;

/// The instance of blanks in right-to-left text.
const SPACERS: u8 = u8::MAX - 2;

/// What such a blank stands for, whatever it reads as.
const SPACER: &str = "\u{34F} ";

/// The faces of one document.
pub(super) struct Faces<'a> {
    fonts: &'a Fonts,
    loaded: HashMap<InstanceKey, Font>,
    /// For each face and glyph the texts it stands for; the index is the instance.
    texts: HashMap<(u16, u16), Vec<Option<String>>>,
    /// For each face and glyph of a cluster the text of its own.
    own: HashMap<(u16, u16), String>,
    /// The faces and glyphs of blanks in right-to-left text that have been drawn.
    spacers: HashSet<(u16, u16)>,
    outlines: Outlines,
    /// Whether the document is read from right to left.
    right_to_left: bool,
    /// The texts that were looked at, by where they lie in memory, and whether they have letters
    /// that run from right to left. A long one goes on over pages, with footers between.
    lettered: HashMap<*const u8, (Arc<str>, bool)>,
}

/// The ink of a mark over or under a letter that stands for it.
pub(super) struct Mark {
    /// Its shape, in thousandths of an em.
    pub(super) shape: Rc<Path>,
    /// How far it stands from the run's left edge, in ems.
    pub(super) x: f32,
    /// How far it stands over the baseline, in ems.
    pub(super) y: f32,
}

/// A run as it is drawn.
pub(super) struct Prepared {
    /// What the glyphs stand for.
    pub(super) text: String,
    /// Glyphs that point into it.
    pub(super) stretches: Vec<GlyphStretch>,
    /// Ink apart from it.
    pub(super) marks: Vec<Mark>,
}

/// Glyphs that are drawn with one instance of a face.
pub(super) struct GlyphStretch {
    /// The instance.
    pub(super) font: Font,
    /// The glyphs, from left to right.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// How far it stands from the run's left edge, in ems.
    pub(super) x: f32,
    /// What its glyph has to stand for in the font before it is drawn for the first time; krilla
    /// says then of each that is drawn what it reads as.
    pub(super) primes: Option<&'static str>,
}

impl GlyphStretch {
    fn new(font: Font, x: f32) -> Self {
        Self { font, glyphs: Vec::new(), x, primes: None }
    }
}

impl<'a> Faces<'a> {
    pub(super) fn new(fonts: &'a Fonts, right_to_left: bool) -> Self {
        Self {
            fonts,
            loaded: HashMap::new(),
            texts: HashMap::new(),
            own: HashMap::new(),
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
        let font = self.font((run.font.0, NAMED));
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
                    let blank = self.instance(run.font.0, blank, "\u{A0}");
                    self.instance_beside(run.font.0, glyph.id, &text[start..], blank)
                }
                None => self.instance(run.font.0, glyph.id, &text[start..]),
            };
            if last != Some(instance) {
                let font = self.font((run.font.0, instance));
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
        let mut text = spoken.text.clone();
        let mut stretches: Vec<GlyphStretch> = Vec::new();
        let mut marks = Vec::new();
        // The instance, the height over the line and the pen after the last glyph that was drawn.
        let mut last: Option<(u8, f32, f32)> = None;
        let mut x = 0.0;
        for ((glyph, part), range) in run.glyphs.iter().zip(parts).zip(&spoken.ranges) {
            let mut before = 0..0;
            let range = match part {
                Share::Ink => {
                    marks.extend(self.mark(run, glyph, x));
                    x += glyph.advance;
                    continue;
                }
                Share::Whole => range.clone(),
                Share::At(letter) => letter,
                Share::Letter(letters) => {
                    let marks = letters.end..range.end;
                    if !marks.is_empty() {
                        stretches.extend(self.carriers(run.font, marks, &spoken.text, x));
                        last = None;
                    }
                    before = range.start..letters.start;
                    letters
                }
                Share::Own(own) => {
                    text.push_str(&own);
                    text.len() - own.len()..text.len()
                }
            };
            if run.right_to_left && &text[range.clone()] == " " {
                if self.fonts.metrics(run.font).hangs() {
                    stretches.extend(self.bare_spacer(run.font, x + glyph.advance));
                } else {
                    stretches.push(self.spacer(run.font, glyph, range, x));
                    x += glyph.advance;
                    last = None;
                    continue;
                }
            }
            let instance = self.instance(run.font.0, glyph.id, &text[range.clone()]);
            let level = glyph.y_offset;
            let joins = last.is_some_and(|(before, height, pen)| {
                before == instance
                    && (height == level || !run.right_to_left)
                    && (pen - x).abs() < f32::EPSILON * 64.0
            });
            if !joins {
                let font = self.font((run.font.0, instance));
                stretches.push(GlyphStretch::new(font, x));
            }
            let stretch = stretches.last_mut().expect("one was just pushed");
            stretch.glyphs.push(drawn(glyph, range));
            x += glyph.advance;
            last = Some((instance, level, x));
            if !before.is_empty() {
                stretches.extend(self.carriers(run.font, before, &spoken.text, x));
                last = None;
            }
        }
        if run.right_to_left {
            // Strings are read in the order in which they are drawn.
            stretches.reverse();
        }
        Prepared { text, stretches, marks }
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
                parts.extend(self.own_texts(run.font, glyphs, text).into_iter().map(Share::Own));
            }
        }
        parts
    }

    /// A text for each glyph of a cluster: the character that the face draws with it, or else what
    /// no other glyph of the cluster stands for. A glyph keeps the text that it has once got.
    fn own_texts(&mut self, font: FontId, glyphs: &[Glyph], cluster: &str) -> Vec<String> {
        let fonts = self.fonts;
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
                .own
                .entry((font.0, glyph.id))
                .or_insert_with(|| match std::mem::take(&mut rest) {
                    rest if rest.is_empty() => last.clone(),
                    rest => rest,
                })
                .clone(),
        };
        glyphs.iter().zip(direct).map(own).collect()
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
            let instance = self.instance(font.0, id, &text[range.clone()]);
            let font = self.font((font.0, instance));
            GlyphStretch { glyphs: vec![drawn(&bare, range)], ..GlyphStretch::new(font, x) }
        };
        signs.map(carrier).collect()
    }

    /// A blank of right-to-left text.
    fn spacer(&mut self, font: FontId, glyph: &Glyph, range: Range<usize>, x: f32) -> GlyphStretch {
        let primes = self.spacers.insert((font.0, glyph.id)).then_some(SPACER);
        let font = self.font((font.0, SPACERS));
        GlyphStretch { font, glyphs: vec![drawn(glyph, range)], x, primes }
    }

    /// A sign after a blank that stays where it is: among letters that climb, pdfium wants it in
    /// the string of its word, and passes over what has no width.
    fn bare_spacer(&mut self, font: FontId, x: f32) -> Option<GlyphStretch> {
        let id = self.inkless(font, &JOINERS)?;
        Some(self.spacer(font, &bare(id), 0..0, x))
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

    /// The family that a face of the document is of, unless it is compiled in.
    pub(super) fn family(&self, font: &Font) -> Option<String> {
        let (key, _) = self.loaded.iter().find(|(_, loaded)| *loaded == font)?;
        let font = FontId(key.0);
        (!self.fonts.is_built_in(font)).then(|| self.fonts.family(font).to_owned())
    }

    fn instance(&mut self, font: u16, glyph: u16, text: &str) -> u8 {
        let texts = self.texts.entry((font, glyph)).or_default();
        if text == "\u{A0}" && texts.is_empty() {
            // A blank is a space in the first instance, whichever is drawn first.
            texts.push(Some(" ".to_owned()));
        }
        let known = texts.iter().position(|known| known.as_deref() == Some(text));
        let index = known.or_else(|| texts.iter().position(Option::is_none));
        let index = index.unwrap_or(texts.len());
        texts.resize(texts.len().max(index + 1), None);
        texts[index].get_or_insert_with(|| text.to_owned());
        u8::try_from(index).unwrap_or(u8::MAX)
    }

    /// The instance of a blank that is said as U+00A0 for a glyph beside it, where that stands for
    /// nothing else there: pdfium passes over a string of nothing but a blank.
    fn instance_beside(&mut self, font: u16, glyph: u16, text: &str, blank: u8) -> u8 {
        let texts = self.texts.entry((font, glyph)).or_default();
        let index = usize::from(blank);
        texts.resize(texts.len().max(index + 1), None);
        if texts[index].get_or_insert_with(|| text.to_owned()) == text {
            return blank;
        }
        self.instance(font, glyph, text)
    }

    fn font(&mut self, key: InstanceKey) -> Font {
        let fonts = self.fonts;
        self.loaded
            .entry(key)
            .or_insert_with(|| {
                let (data, index) = fonts.data(FontId(key.0));
                let data: krilla::Data = if key.1 == 0 {
                    data.into()
                } else {
                    let mut copy = data.as_ref().as_ref().to_vec();
                    copy.extend(std::iter::repeat_n(0, usize::from(key.1)));
                    copy.into()
                };
                Font::new(data, index).expect("`unusable_family` has tried this face")
            })
            .clone()
    }
}

/// The family of a face that is shown but cannot be put into a PDF.
pub(super) fn unusable_family(publication: &Publication<'_>, fonts: &Fonts) -> Option<String> {
    let pages = publication.layout.pages.iter().chain(&publication.fillers);
    let shown = pages.flat_map(|page| &page.items).filter_map(|item| match &item.ink {
        Ink::Glyphs(run, _) if !fonts.is_built_in(run.font) => Some(run.font.0),
        _ => None,
    });
    let shown: BTreeSet<u16> = shown.collect();
    let unusable = shown.into_iter().map(FontId).find(|font| {
        let (data, index) = fonts.data(*font);
        Font::new(data.into(), index).is_none()
    });
    unusable.map(|font| fonts.family(font).to_owned())
}

fn drawn(glyph: &Glyph, range: Range<usize>) -> KrillaGlyph {
    let id = GlyphId::new(u32::from(glyph.id));
    KrillaGlyph::new(id, glyph.advance, glyph.x_offset, glyph.y_offset, 0.0, range, None)
}

/// Characters that have no width in most faces.
const JOINERS: [char; 3] = ['\u{200C}', '\u{200D}', '\u{200B}'];

/// A glyph that takes up no room.
fn bare(id: u16) -> Glyph {
    Glyph { id, advance: 0.0, x_offset: 0.0, y_offset: 0.0, start: 0, end: 0 }
}

/// How far a carrier stands left of where it belongs, in ems. Programs that order characters by
/// their left edges take it then for one between its letter and the next.
const CARRIER_SHIFT: f32 = 0.02;
