//! Faces as krilla wants them, and the rule that a glyph stands for one text.
//!
//! A PDF font maps each glyph to one string of Unicode. Where the same glyph stands for another
//! text as well (a hyphen that is a hyphen here and a soft hyphen there), krilla wraps it in an
//! `ActualText` of its own, after which some readers lose the rest of the line. Here such a glyph
//! comes from another *instance* of the face instead: the same data with bytes appended, which
//! makes it a font of its own in the file.
//!
//! A letter with marks over or under it is one cluster of several glyphs. krilla would wrap it in an
//! `ActualText` too, and a mark that stands off the line would cut a right-to-left word into several
//! strings, which readers then put in the wrong order. Here the letter's glyph stands for the whole
//! cluster, and the ink of its marks is drawn apart, as an artifact.

use std::collections::HashMap;

use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::typeset::{Fonts, Glyph, GlyphRun};

/// A face's instance: the face, and how many bytes were appended.
type Key = (u16, u8);

/// The faces of one document.
pub(super) struct Faces<'a> {
    fonts: &'a Fonts,
    loaded: HashMap<Key, Font>,
    /// For each face and glyph the texts it stands for; the index is the instance.
    texts: HashMap<(u16, u16), Vec<String>>,
}

/// The ink of a mark over or under a letter that stands for it.
pub(super) struct Mark {
    /// The face.
    pub(super) font: Font,
    /// The glyph, whose text is all of `text`.
    pub(super) glyph: KrillaGlyph,
    /// The characters that it shows.
    pub(super) text: String,
    /// How far it stands from the run's left edge, in ems.
    pub(super) x: f32,
    /// How far it stands over the baseline, in ems.
    pub(super) y: f32,
}

/// A run as it is drawn.
pub(super) struct Prepared {
    /// What is read, in logical order.
    pub(super) text: String,
    /// Glyphs that point into it.
    pub(super) stretches: Vec<Stretch>,
    /// Ink apart from it.
    pub(super) marks: Vec<Mark>,
}

/// Glyphs that are drawn with one instance of a face.
pub(super) struct Stretch {
    /// The instance.
    pub(super) font: Font,
    /// The glyphs, from left to right.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// How far it stands from the run's left edge, in ems.
    pub(super) x: f32,
}

impl<'a> Faces<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, loaded: HashMap::new(), texts: HashMap::new() }
    }

    /// A run's text as it is read, the stretches of glyphs that point into it, and marks apart.
    pub(super) fn prepare(&mut self, run: &GlyphRun) -> Prepared {
        let (text, ranges) = spoken(run);
        let letters = letters(run, &ranges);
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut marks = Vec::new();
        let mut last_instance = None;
        let mut x = 0.0;
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let range = ranges[index].clone();
            if letters[index] == Part::Mark {
                marks.push(self.mark(run, glyph, &text[range], x));
                continue;
            }
            let alone = letters[index] == Part::Letter;
            let instance =
                if alone { self.instance(run.font.0, glyph.id, &text[range.clone()]) } else { 0 };
            if last_instance != Some(instance) {
                let font = self.font((run.font.0, instance));
                stretches.push(Stretch { font, glyphs: Vec::new(), x });
                last_instance = Some(instance);
            }
            let stretch = stretches.last_mut().expect("one was just pushed");
            stretch.glyphs.push(drawn(glyph, range));
            x += glyph.advance;
        }
        if run.right_to_left {
            // Strings are read in the order in which they are drawn.
            stretches.reverse();
        }
        Prepared { text, stretches, marks }
    }

    fn mark(&mut self, run: &GlyphRun, glyph: &Glyph, cluster: &str, x: f32) -> Mark {
        // Of the cluster the mark's own characters, or its last one where they are not told apart.
        let own = cluster.chars().next_back().map_or_else(String::new, String::from);
        let instance = self.instance(run.font.0, glyph.id, &own);
        let font = self.font((run.font.0, instance));
        let bare = Glyph { x_offset: 0.0, y_offset: 0.0, ..*glyph };
        let (x, y) = (x + glyph.x_offset, glyph.y_offset);
        Mark { font, glyph: drawn(&bare, 0..own.len()), text: own, x, y }
    }

    fn instance(&mut self, font: u16, glyph: u16, text: &str) -> u8 {
        let texts = self.texts.entry((font, glyph)).or_default();
        let index = texts.iter().position(|known| known == text).unwrap_or_else(|| {
            texts.push(text.to_owned());
            texts.len() - 1
        });
        u8::try_from(index).unwrap_or(u8::MAX)
    }

    fn font(&mut self, key: Key) -> Font {
        let fonts = self.fonts;
        self.loaded
            .entry(key)
            .or_insert_with(|| {
                let (data, index) = fonts.data(crate::typeset::FontId(key.0));
                let data: krilla::Data = if key.1 == 0 {
                    data.into()
                } else {
                    let mut copy = data.as_ref().as_ref().to_vec();
                    copy.extend(std::iter::repeat_n(0, usize::from(key.1)));
                    copy.into()
                };
                Font::new(data, index).expect("the typesetter has parsed this face")
            })
            .clone()
    }
}

fn drawn(glyph: &Glyph, range: std::ops::Range<usize>) -> KrillaGlyph {
    let id = GlyphId::new(u32::from(glyph.id));
    KrillaGlyph::new(id, glyph.advance, glyph.x_offset, glyph.y_offset, 0.0, range, None)
}

/// What a glyph is to its cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// It stands for all of it.
    Letter,
    /// Its ink only: another glyph stands for the cluster.
    Mark,
    /// One of several that take up room, as in Indic scripts: krilla says what they are together.
    Shared,
}

/// What each glyph is to its cluster.
fn letters(run: &GlyphRun, ranges: &[std::ops::Range<usize>]) -> Vec<Part> {
    let mut parts = vec![Part::Letter; ranges.len()];
    let mut start = 0;
    for cluster in ranges.chunk_by(|a, b| a == b) {
        let glyphs = &run.glyphs[start..start + cluster.len()];
        if glyphs.len() > 1 {
            let wide = glyphs.iter().filter(|glyph| glyph.advance.abs() > 0.001).count();
            for (index, glyph) in glyphs.iter().enumerate() {
                parts[start + index] = match (wide, glyph.advance.abs() > 0.001) {
                    (1, true) => Part::Letter,
                    (1, false) => Part::Mark,
                    _ => Part::Shared,
                };
            }
        }
        start += cluster.len();
    }
    parts
}

/// The text of a run in logical order as it is read out, and each glyph's part of it: spaces that
/// do not break and line ends are spaces, as FORMAT 4 has it.
fn spoken(run: &GlyphRun) -> (String, Vec<std::ops::Range<usize>>) {
    let mut order: Vec<usize> = (0..run.glyphs.len()).collect();
    order.sort_by_key(|index| run.glyphs[*index].start);
    let mut text = String::new();
    let mut ranges = vec![0..0; run.glyphs.len()];
    let mut last: Option<(&Glyph, std::ops::Range<usize>)> = None;
    for index in order {
        let glyph = &run.glyphs[index];
        let range = match &last {
            Some((before, range)) if (before.start, before.end) == (glyph.start, glyph.end) => {
                range.clone()
            }
            _ => {
                let start = text.len();
                let source = run.text.get(glyph.start as usize..glyph.end as usize).unwrap_or("");
                text.extend(source.chars().map(|character| match character {
                    '\u{A0}' | '\u{202F}' | '\n' | '\t' => ' ',
                    other => other,
                }));
                start..text.len()
            }
        };
        ranges[index] = range.clone();
        last = Some((glyph, range));
    }
    (text, ranges)
}
