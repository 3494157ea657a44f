//! The lines of a PDF as they are seen: each glyph's character where it stands.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Point, Rect};

/// Collects the characters of a page.
#[derive(Default)]
struct Reader {
    glyphs: Vec<(f64, f64, String)>,
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let at = (props.transform * glyph.transform()) * Point::ZERO;
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                // Blanks of right-to-left text stand for U+034F as well, which nobody sees.
                Some(BfString::String(text)) => text.replace('\u{34F}', ""),
                None => String::new(),
            };
            self.glyphs.push((at.y, at.x, text));
        }
    }
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Every line of every page, from top to bottom, its characters from left to right.
pub fn lines(pdf: Vec<u8>) -> Vec<String> {
    let pdf = hayro::hayro_syntax::Pdf::new(pdf).expect("a PDF");
    let cache = InterpreterCache::new();
    let mut lines = Vec::new();
    for page in pdf.pages().iter() {
        let mut reader = Reader::default();
        let area = Rect::new(0.0, 0.0, 2000.0, 2000.0);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, area, &cache, page.xref(), settings);
        interpret_page(page, &mut context, &mut reader);
        let key = |y: f64| (y * 2.0).round() as i64;
        reader.glyphs.sort_by(|a, b| key(b.0).cmp(&key(a.0)).then(a.1.total_cmp(&b.1)));
        for line in reader.glyphs.chunk_by(|a, b| key(a.0) == key(b.0)) {
            lines.push(line.iter().map(|(_, _, text)| text.as_str()).collect());
        }
    }
    lines
}
