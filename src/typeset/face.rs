//! One face of a font: its bytes, and what is read from them on first use.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use harfrust::Font;
use unicode_script::Script;

use crate::codes::Code;

/// Bytes of a font, in the form in which krilla takes them too.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Measures of a face, in ems.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Height of the tallest letters above the baseline.
    pub ascent: f32,
    /// Depth of the deepest letters below the baseline, as a positive number.
    pub descent: f32,
    /// Height of a lower-case x.
    pub x_height: f32,
    /// Height of a capital letter.
    pub cap_height: f32,
    /// Top of the underline above the baseline; below it where negative.
    pub underline_position: f32,
    /// Thickness of the underline.
    pub underline_thickness: f32,
}

/// Ascent and descent together, in ems, from which on a face is taken for one whose letters hang.
const TALL_FACE: f32 = 2.0;

impl Metrics {
    /// Whether letters hang and climb within a word, as in Nastaliq, so that lines want more room.
    #[must_use]
    pub fn hangs(&self) -> bool {
        self.ascent + self.descent > TALL_FACE
    }
}

/// What readers would miss, or what of a folder is of no use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontRemark {
    /// The code of its diagnostic.
    pub code: Code,
    /// What is the matter, in a sentence without a full stop.
    pub message: String,
    /// Whom it affects.
    pub note: String,
    /// What to do.
    pub help: String,
}

/// Faces that share a name.
pub(super) struct Family {
    pub(super) name: Cow<'static, str>,
    /// The script that it was made for, where it serves that one alone.
    pub(super) script: Option<Script>,
    pub(super) regular: Face,
    pub(super) bold: Option<Face>,
    /// What its readers would miss, where it came from a folder.
    pub(super) lack: Option<FontRemark>,
}

/// One face.
pub(super) struct Face {
    bytes: Bytes,
    index: u32,
    /// Its file, where it is not compiled in.
    path: Option<PathBuf>,
    parsed: OnceLock<Parsed>,
}

enum Bytes {
    CompiledIn(&'static [u8]),
    Loaded(FontBytes),
}

/// What was read from a face.
pub(super) struct Parsed {
    pub(super) font: Font,
    pub(super) metrics: Metrics,
    /// One bit for each of the characters below [`LOW`]: a word of Latin, Greek, Cyrillic, Hebrew
    /// or Arabic then needs no look-up in the font.
    low: [u64; (LOW / 64) as usize],
}

/// First character that is looked up in the font.
const LOW: u32 = 0x800;

impl Face {
    pub(super) const fn compiled_in(bytes: &'static [u8]) -> Self {
        Self { bytes: Bytes::CompiledIn(bytes), index: 0, path: None, parsed: OnceLock::new() }
    }

    /// A face from a file, or `None` where it holds no font that can be used.
    pub(super) fn load(bytes: FontBytes, index: u32, path: &Path) -> Option<Self> {
        let font = Font::new(Arc::clone(&bytes), index)?;
        if font.num_glyphs() == 0 || !font.charmap().has_unicode() {
            return None;
        }
        let parsed = OnceLock::from(Parsed::new(font));
        Some(Self { bytes: Bytes::Loaded(bytes), index, path: Some(path.into()), parsed })
    }

    pub(super) fn bytes(&self) -> FontBytes {
        match &self.bytes {
            Bytes::CompiledIn(bytes) => Arc::new(*bytes),
            Bytes::Loaded(bytes) => Arc::clone(bytes),
        }
    }

    /// Its file, where it is not compiled in.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    pub(super) fn index(&self) -> u32 {
        self.index
    }

    pub(super) fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| {
            let Bytes::CompiledIn(bytes) = &self.bytes else {
                unreachable!("a loaded face is read when it is made");
            };
            // `every_built_in_face_can_be_read` holds this.
            Parsed::new(Font::new(*bytes, 0).expect("a compiled-in font is sound"))
        })
    }
}

impl Parsed {
    fn new(font: Font) -> Self {
        let mut low = [0; (LOW / 64) as usize];
        let charmap = font.charmap();
        for c in 0..LOW {
            if charmap.map_unicode(c).is_some_and(|glyph| glyph.to_u32() != 0) {
                low[(c / 64) as usize] |= 1 << (c % 64);
            }
        }
        let metrics = metrics(&font);
        Self { font, metrics, low }
    }

    /// The glyph that stands for a character alone.
    pub(super) fn glyph(&self, c: char) -> Option<u16> {
        let glyph = self.font.charmap().map_unicode(u32::from(c))?;
        u16::try_from(glyph.to_u32()).ok().filter(|glyph| *glyph != 0)
    }

    /// Whether the face has a glyph for a character.
    pub(super) fn has(&self, c: char) -> bool {
        let c = u32::from(c);
        if c < LOW {
            self.low[(c / 64) as usize] >> (c % 64) & 1 == 1
        } else {
            self.font.charmap().map_unicode(c).is_some_and(|glyph| glyph.to_u32() != 0)
        }
    }
}

fn metrics(font: &Font) -> Metrics {
    let (metrics, style) = (font.metrics(), font.style_metrics());
    let em = f64::from(metrics.units_per_em);
    let line = match (metrics.hhea_line, metrics.typo_line) {
        (_, Some(typo)) if metrics.use_typo_metrics => Some(typo),
        (Some(hhea), _) => Some(hhea),
        (None, typo) => typo,
    };
    let ems = |units: f64| (units / em) as f32;
    // Common proportions stand in where a font leaves a measure out.
    Metrics {
        ascent: line.map_or(0.9, |line| ems(line.ascender.to_f64())),
        descent: line.map_or(0.3, |line| ems(-line.descender.to_f64())),
        x_height: metrics.x_height.map_or(0.5, |height| ems(height.to_f64())),
        cap_height: metrics.cap_height.map_or(0.7, |height| ems(height.to_f64())),
        underline_position: style.underline.map_or(-0.1, |line| ems(line.position.to_f64())),
        underline_thickness: style.underline.map_or(0.05, |line| ems(line.thickness.to_f64())),
    }
}
