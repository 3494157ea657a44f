//! A picture file: read, judged, and measured for the page.
//!
//! [`Picture::read`] looks at all of a file once, so that whatever is wrong with it is said to its
//! author and nothing can go wrong when it is drawn. A [`Raster`] keeps the file's bytes and gives
//! its pixels on demand; a [`Drawing`] keeps the parsed SVG.

mod border;
mod color;
mod css;
mod drawing;
mod error;
mod exif;
mod faces;
mod format;
mod guard;
mod jpeg;
mod named;
mod pixels;
mod png;
mod raster;
mod resample;
mod scripts;
mod sniff;

use std::collections::HashMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use sha2::{Digest, Sha256};

pub use drawing::{Drawing, PictureFonts};
pub use error::{PictureError, PictureWarning};
pub use format::Format;
pub use named::color_named;
pub use raster::{Orientation, Raster, RasterData, Samples};

use crate::geometry::{Color, Pt};

/// The largest file (`docs/format.md`, section 9).
pub const MOST_BYTES: usize = 64_000_000;

/// The most pixels (`docs/format.md`, section 9).
pub const MOST_PIXELS: u64 = 100_000_000;

/// The longest side in pixels, which is also the longest that a JPEG can have.
pub const LONGEST_SIDE: u32 = 65_535;

/// Twice the width of a web page's column, and twice the greatest height of a figure on it, in
/// pixels: screens that show two for one show no more.
const WEB: (f32, f32) = (1344.0, 1440.0);

/// Pictures of more pixels are made smaller one after the other, for their room in memory.
const LARGE: f32 = 25e6;

static ONE_LARGE: Mutex<()> = Mutex::new(());

/// Which picture: the same for the same bytes under the same kind of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PictureId([u8; 32]);

/// In hexadecimal digits, for the name of a file or an address.
impl fmt::Display for PictureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A picture that was read and found sound.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The same for two pictures that look the same because their files do.
    pub id: PictureId,
    /// What it is drawn from.
    pub kind: PictureKind,
    /// Width as it is looked at: in pixels, or for a drawing in CSS pixels of 1/96 inch.
    pub width: f32,
    /// Height as it is looked at, in the same unit.
    pub height: f32,
    /// What the file is.
    pub format: Format,
    /// The size of its file.
    pub file_bytes: usize,
    small: SmallOnes,
}

/// Smaller copies of a picture of pixels, made once for all editions: by the size that they are to
/// fit, `None` where the picture fits as it is.
type SmallOnes = Arc<Mutex<HashMap<[u32; 2], Arc<OnceLock<Option<Raster>>>>>>;

/// What a picture is drawn from.
#[derive(Clone, Debug)]
pub enum PictureKind {
    /// Pixels.
    Raster(Raster),
    /// Lines and areas.
    Drawing(Drawing),
}

impl Picture {
    /// The mean colour of the border, where all of it is solid and about white: on paper of another
    /// colour the picture stands in a box. A drawing has clear ground.
    #[must_use]
    pub fn white_border(&self) -> Option<Color> {
        let PictureKind::Raster(raster) = &self.kind else { return None };
        // Photographs are known by their border before they are decoded.
        let decoded = raster.pale_border && jpeg::is_decodable(&raster.source);
        decoded.then(|| border::of(&raster.samples())).flatten()
    }

    /// Reads a picture from the bytes of a file and its name, which says what it should be.
    ///
    /// # Errors
    ///
    /// Whatever keeps the picture from being shown as its author sees it elsewhere.
    pub fn read(
        bytes: Arc<[u8]>,
        file_name: &str,
        fonts: &PictureFonts,
    ) -> Result<(Self, Vec<PictureWarning>), PictureError> {
        if bytes.len() > MOST_BYTES {
            return Err(PictureError::TooManyBytes(bytes.len()));
        }
        let format = sniff::judge(&bytes, file_name)?;
        // The decoders return errors; should one panic all the same, it is the file's fault.
        let read = catch_unwind(AssertUnwindSafe(|| read_kind(&bytes, format, fonts)));
        let (kind, warnings) = read.unwrap_or(Err(PictureError::Damaged(format)))?;
        let (width, height) = match &kind {
            PictureKind::Raster(raster) => raster.upright_size(),
            PictureKind::Drawing(drawing) => drawing.size(),
        };
        let id = PictureId(Sha256::digest(&bytes).into());
        let (file_bytes, small) = (bytes.len(), SmallOnes::default());
        Ok((Self { id, kind, width, height, format, file_bytes, small }, warnings))
    }

    /// Pixels to the inch where the picture is drawn this wide; `None` for a drawing.
    #[must_use]
    pub fn dpi_at(&self, width: Pt) -> Option<f32> {
        matches!(self.kind, PictureKind::Raster(_)).then(|| self.width / (width.0 / 72.0))
    }

    /// The greatest width within a column that keeps at least `dpi` pixels to the inch.
    ///
    /// A drawing fills the column.
    #[must_use]
    pub fn largest_width(&self, column: Pt, dpi: f32) -> Pt {
        match self.kind {
            PictureKind::Raster(_) => column.min(Pt(self.width / dpi * 72.0)),
            PictureKind::Drawing(_) => column,
        }
    }

    /// The pixels for a place of this size on paper, in points, no finer than `dpi`; `None` for a
    /// drawing.
    #[must_use]
    pub fn for_paper(&self, (width, height): (f32, f32), dpi: f32) -> Option<Raster> {
        let PictureKind::Raster(raster) = &self.kind else { return None };
        let pixels = |points: f32| (points / 72.0 * dpi).ceil();
        let small = self.fitted((pixels(width), pixels(height)));
        let small = small.and_then(|it| it.get().cloned().flatten());
        Some(small.unwrap_or_else(|| raster.clone()))
    }

    /// The copy that fits a size in pixels, made now where nobody asked for it before.
    fn fitted(&self, size: (f32, f32)) -> Option<Arc<OnceLock<Option<Raster>>>> {
        let PictureKind::Raster(raster) = &self.kind else { return None };
        let key = [size.0.to_bits(), size.1.to_bits()];
        let small = {
            let mut small = self.small.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(small.entry(key).or_default())
        };
        small.get_or_init(|| {
            let _one = (self.width * self.height > LARGE)
                .then(|| ONE_LARGE.lock().unwrap_or_else(PoisonError::into_inner));
            raster.fitted(size)
        });
        Some(small)
    }

    /// The picture for a web page: its media type, and a file that a browser shows alike.
    ///
    /// A picture of pixels comes without the camera's notes (which may say where it was taken), no
    /// finer than a page shows it, and a drawing without text that would need a font of the
    /// reader's computer.
    #[must_use]
    pub fn for_web(&self) -> (&'static str, Arc<[u8]>) {
        match &self.kind {
            PictureKind::Raster(raster) => {
                // A page shows it whole, within both measures.
                let share = (WEB.0 / self.width).min(WEB.1 / self.height);
                let small = self.fitted((self.width * share, self.height * share));
                let raster = small.as_ref().and_then(|it| it.get()?.as_ref()).unwrap_or(raster);
                (self.format.media_type(), raster.for_web())
            }
            PictureKind::Drawing(drawing) => {
                (self.format.media_type(), drawing.as_plain_svg().into_bytes().into())
            }
        }
    }
}

type Read = (PictureKind, Vec<PictureWarning>);

fn read_kind(
    bytes: &Arc<[u8]>,
    format: Format,
    fonts: &PictureFonts,
) -> Result<Read, PictureError> {
    let raster = |(raster, warnings)| (PictureKind::Raster(raster), warnings);
    match format {
        Format::Png => png::read(bytes).map(raster),
        Format::Jpeg => jpeg::read(bytes).map(raster),
        Format::Svg => drawing::read(bytes, fonts)
            .map(|(drawing, warnings)| (PictureKind::Drawing(drawing), warnings)),
    }
}

/// Says whether a picture of this size may be decoded.
fn check_size(width: u32, height: u32, format: Format) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged(format));
    }
    if width > LONGEST_SIDE
        || height > LONGEST_SIDE
        || u64::from(width) * u64::from(height) > MOST_PIXELS
    {
        return Err(PictureError::TooManyPixels { width, height });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
