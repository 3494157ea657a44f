//! How the pixels of a picture are had: decoded anew, made smaller, written for a browser.

use std::sync::Arc;

use super::raster::{Ink, Source};
use super::{Raster, RasterData, Samples, jpeg, png, resample};

impl Raster {
    /// The pixels as stored, decoded anew.
    #[must_use]
    pub fn data(&self) -> RasterData {
        match &self.source {
            Source::Jpeg(bytes) => RasterData::Jpeg(Arc::clone(bytes)),
            _ => RasterData::Samples(self.samples()),
        }
    }

    /// The samples as stored, decoded anew.
    pub(super) fn samples(&self) -> Samples {
        let samples = match &self.source {
            Source::Png(bytes, channels) => png::decode(bytes, *channels),
            Source::Jpeg(bytes) => jpeg::decode(bytes, &Ink::Light),
            Source::ForeignJpeg(bytes, ink) => jpeg::decode(bytes, ink),
            Source::Plain(samples) => return Samples::clone(samples),
        };
        samples.expect("a picture that was decoded once is decoded again")
    }

    /// The same picture made so small that it fits a size, in pixels as it is looked at; `None`
    /// where it does by all but a tenth, or is too large to be decoded.
    pub(super) fn fitted(&self, (width, height): (f32, f32)) -> Option<Self> {
        let upright = self.upright_size();
        // Neither side loses more than the size asks for.
        let share = (width / upright.0).max(height / upright.1);
        if share > 1.0 / 1.1 || !jpeg::is_decodable(&self.source) {
            return None;
        }
        let side = |side: u32| ((side as f32 * share).round() as u32).clamp(1, side);
        let size = (side(self.stored_size.0), side(self.stored_size.1));
        let small = resample::shrink(&self.samples(), size);
        let source = match &self.source {
            Source::Png(..) | Source::Plain(_) => Source::Plain(Arc::new(small)),
            Source::Jpeg(bytes) | Source::ForeignJpeg(bytes, _) => {
                let fine = jpeg::has_fine_colors(bytes);
                Source::Jpeg(jpeg::encode(&small, self.profile.as_deref(), fine))
            }
        };
        Some(Self { stored_size: size, source, ..self.clone() })
    }

    /// A file for a browser that looks the same and says nothing else.
    pub(super) fn for_web(&self) -> Arc<[u8]> {
        let encoded = || {
            let samples = self.samples().turned(self.orientation);
            png::encode(&samples, self.profile.as_deref()).into()
        };
        match &self.source {
            // Not every browser turns a PNG by its notes.
            Source::Png(..) if !self.orientation.is_upright() => encoded(),
            Source::Png(bytes, _) => png::without_notes(bytes, self.profile.is_some()).into(),
            Source::Plain(_) => encoded(),
            Source::Jpeg(bytes) | Source::ForeignJpeg(bytes, _) => {
                jpeg::with_orientation(bytes, self.orientation)
            }
        }
    }
}
