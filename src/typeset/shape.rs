//! Characters to glyphs, by way of harfrust.
use std::sync::{Arc, LazyLock};

use foldhash::{HashMap, HashMapExt as _};
use harfrust::{
    Buffer, BufferFlags, Direction, Feature, Language as ShapingLanguage, Script as ShapingScript,
    ShapeOptions, ShapePlan, ShaperFont, Tag, shape,
};
use unicode_script::Script;

use super::characters::{Drawn, Width, drawn};
use super::memory::{KnownWords, Memory, SettingId, ShapeSetting, Shaped};
use super::{FontId, Fonts, Glyph};
use crate::language::Language;

/// Features of a language beyond those that are always on.
///
/// Noto Naskh Arabic 2.004 draws the digits U+06F4, U+06F6 and U+06F7 in their Urdu forms for every
/// language of Arabic script but Sindhi, Persian included, whose readers take that six for an
/// Arabic one.
fn features(language: &Language) -> &'static [Feature] {
    static PLAIN_DIGITS: LazyLock<[Feature; 1]> =
        LazyLock::new(|| [Feature::new(Tag::new(b"locl"), 0, ..)]);
    match language.primary() {
        "fa" | "prs" | "ps" | "ar" | "ckb" => &*PLAIN_DIGITS,
        _ => &[],
    }
}

/// So many words of one setting are kept; a booklet has a tenth of them.
const MOST_WORDS: usize = 50_000;

/// Shapes the stretches of one paragraph.
pub(super) struct Shaper<'f> {
    pub(super) fonts: &'f Fonts,
    memory: Memory,
    faces: Vec<(FontId, ShaperFont<'f, 'static>)>,
}

impl<'f> Shaper<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        Self { fonts, memory: fonts.take_memory(), faces: Vec::new() }
    }

    pub(super) fn setting(&mut self, setting: &ShapeSetting) -> SettingId {
        let known = &mut self.memory.known;
        let index = known.iter().position(|known| known.setting == *setting).unwrap_or_else(|| {
            let font = &self.fonts.face(setting.font).parsed().font;
            let plan = ShapePlan::new(
                font,
                direction(setting.right_to_left),
                Some(script(setting.script)),
                ShapingLanguage::new(setting.language.tag()).as_ref(),
                features(&setting.language),
            );
            known.push(KnownWords { setting: setting.clone(), plan, words: HashMap::new() });
            known.len() - 1
        });
        SettingId(u32::try_from(index).expect("settings are few"))
    }

    /// Shapes a stretch that holds no blank, or one that holds nothing else.
    ///
    /// `around` is what touches it before and after: letters of joined scripts take their form
    /// from it. Blanks are left out of shaping, which costs the kerning of a word with the space
    /// beside it (at most 0.03 em in Atkinson, none in the Noto families) and lets every word be
    /// shaped once.
    pub(super) fn shape(
        &mut self,
        text: &str,
        setting: SettingId,
        around: (&str, &str),
    ) -> Arc<Shaped> {
        let known = &self.memory.known[setting.0 as usize];
        let alone = around == ("", "") || !joins(known.setting.script);
        if alone && let Some(shaped) = known.words.get(text) {
            return Arc::clone(shaped);
        }
        let blank = text.chars().all(|c| matches!(drawn(c), Drawn::Blank(_) | Drawn::LineEnd));
        let shaped =
            if blank { self.blanks(text, setting) } else { self.glyphs(text, setting, around) };
        let shaped = Arc::new(shaped);
        if alone {
            let words = &mut self.memory.known[setting.0 as usize].words;
            if words.len() >= MOST_WORDS {
                words.clear();
            }
            words.insert(text.into(), Arc::clone(&shaped));
        }
        shaped
    }

    /// The hyphen of a setting's face, whose cluster is a soft hyphen.
    pub(super) fn hyphen(&mut self, setting: SettingId) -> Shaped {
        let shaped = self.shape("-", setting, ("", ""));
        let glyphs = shaped.glyphs.iter().map(|glyph| Glyph { end: 2, ..*glyph }).collect();
        Shaped { glyphs, advance: shaped.advance, seams: Vec::new() }
    }

    fn face(&mut self, font: FontId) -> usize {
        self.faces.iter().position(|(id, _)| *id == font).unwrap_or_else(|| {
            let face = ShaperFont::new(&self.fonts.face(font).parsed().font);
            self.faces.push((font, face));
            self.faces.len() - 1
        })
    }

    fn glyphs(&mut self, text: &str, setting: SettingId, around: (&str, &str)) -> Shaped {
        let font = self.memory.known[setting.0 as usize].setting.font;
        let face = self.face(font);
        let Memory { known, buffer } = &mut self.memory;
        let KnownWords { setting, plan, .. } = &known[setting.0 as usize];
        buffer.clear();
        buffer.set_flags(
            BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE,
        );
        buffer.set_direction(direction(setting.right_to_left));
        buffer.set_script(Some(script(setting.script)));
        buffer.set_pre_context(around.0);
        let mut ends = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            let glyph = match drawn(c) {
                Drawn::Glyph(glyph) => glyph,
                Drawn::Joiner => c,
                Drawn::Blank(_) | Drawn::LineEnd => ' ',
                Drawn::Nothing => continue,
            };
            buffer.push(u32::from(glyph), at as u32);
            ends.push((at as u32, (at + c.len_utf8()) as u32));
        }
        buffer.set_post_context(around.1);
        let face = &self.faces[face].1;
        shape(face, buffer, ShapeOptions::new().plan(Some(plan)))
            .expect("the plan was made for this direction and script");
        collect(buffer, &ends, f32::from(face.units_per_em()))
    }

    fn blanks(&mut self, text: &str, setting: SettingId) -> Shaped {
        let font = self.memory.known[setting.0 as usize].setting.font;
        let right_to_left = self.memory.known[setting.0 as usize].setting.right_to_left;
        let face = self.face(font);
        let face = &self.faces[face].1;
        let advance = |c: char| {
            let glyph = face.nominal_glyph(u32::from(c))?;
            Some(face.glyph_h_advance(glyph) as f32 / f32::from(face.units_per_em()))
        };
        // A face without a space is rare; the glyph 0 is then as blank as its maker left it.
        let id = face.nominal_glyph(u32::from(' ')).map_or(0, |glyph| glyph.to_u32() as u16);
        let space = advance(' ').unwrap_or(0.25);
        let mut glyphs: Vec<_> = text
            .char_indices()
            .map(|(at, c)| {
                let advance = match drawn(c) {
                    Drawn::Blank(Width::Ems(ems)) => ems,
                    Drawn::Blank(Width::Digit) => advance('0').unwrap_or(0.5),
                    _ => space,
                };
                let (start, end) = (at as u32, (at + c.len_utf8()) as u32);
                Glyph { id, advance, x_offset: 0.0, y_offset: 0.0, start, end }
            })
            .collect();
        let seams = glyphs.iter().map(|glyph| glyph.start).collect();
        let advance = glyphs.iter().map(|glyph| glyph.advance).sum();
        if right_to_left {
            glyphs.reverse();
        }
        Shaped { glyphs, advance, seams }
    }
}

impl Drop for Shaper<'_> {
    fn drop(&mut self) {
        self.fonts.give_memory(std::mem::take(&mut self.memory));
    }
}

/// Reads a shaped buffer. `ends` holds the bytes of each character that went into it.
fn collect(buffer: &Buffer, ends: &[(u32, u32)], em: f32) -> Shaped {
    let infos = buffer.glyph_infos();
    let mut starts: Vec<u32> = infos.iter().map(|info| info.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    // A cluster goes on to the last character before the next cluster, so that invisible
    // characters between two clusters belong to neither.
    let end = |start: u32| {
        let next = starts[starts.partition_point(|other| *other <= start)..].first();
        let index = next.map_or(ends.len(), |next| ends.partition_point(|(at, _)| at < next));
        ends[index - 1].1
    };
    let glyph = |(info, position): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| Glyph {
        id: u16::try_from(info.glyph_id).unwrap_or(0),
        advance: position.x_advance as f32 / em,
        x_offset: position.x_offset as f32 / em,
        y_offset: position.y_offset as f32 / em,
        start: info.cluster,
        end: end(info.cluster),
    };
    let glyphs: Vec<_> = infos.iter().zip(buffer.glyph_positions()).map(glyph).collect();
    let mut seams: Vec<u32> =
        infos.iter().filter(|info| !info.unsafe_to_break()).map(|info| info.cluster).collect();
    seams.sort_unstable();
    seams.dedup();
    let advance = glyphs.iter().map(|glyph| glyph.advance).sum();
    Shaped { glyphs, advance, seams }
}

fn direction(right_to_left: bool) -> Direction {
    if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
}

fn script(script: Script) -> ShapingScript {
    let tag = Tag::from_be_bytes(script.as_iso15924_tag().to_be_bytes());
    ShapingScript::from_iso15924_tag(tag).unwrap_or(ShapingScript::UNKNOWN)
}

/// Whether letters of a script take their form from their neighbours.
fn joins(script: Script) -> bool {
    matches!(
        script,
        Script::Arabic
            | Script::Syriac
            | Script::Nko
            | Script::Mongolian
            | Script::Adlam
            | Script::Hanifi_Rohingya
            | Script::Mandaic
    )
}
