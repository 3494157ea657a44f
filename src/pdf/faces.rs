//! Faces as krilla wants them, and the rule that a glyph stands for one text.
//!
//! A PDF font maps each glyph to one string of Unicode. Where the same glyph stands for another
//! text as well (a hyphen that is a hyphen here and a soft hyphen there), krilla wraps it in an
//! `ActualText` of its own, after which some readers lose the rest of the line. Here such a glyph
//! comes from another *instance* of the face instead: the same data with bytes appended, which
//! makes it a font of its own in the file.

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

    /// A run's text as it is read, and the stretches of glyphs that point into it.
    pub(super) fn prepare(&mut self, run: &GlyphRun) -> (String, Vec<Stretch>) {
        let (text, ranges) = spoken(run);
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut last_instance = None;
        let mut x = 0.0;
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let range = ranges[index].clone();
            let alone = index == 0 || ranges[index - 1] != range;
            let alone = alone && ranges.get(index + 1) != Some(&range);
            let instance =
                if alone { self.instance(run.font.0, glyph.id, &text[range.clone()]) } else { 0 };
            if last_instance != Some(instance) {
                let font = self.font((run.font.0, instance));
                stretches.push(Stretch { font, glyphs: Vec::new(), x });
                last_instance = Some(instance);
            }
            let drawn = KrillaGlyph::new(
                GlyphId::new(u32::from(glyph.id)),
                glyph.advance,
                glyph.x_offset,
                glyph.y_offset,
                0.0,
                range,
                None,
            );
            stretches.last_mut().expect("one was just pushed").glyphs.push(drawn);
            x += glyph.advance;
        }
        (text, stretches)
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
