//! Takes JPEGs apart, keeps of them what shows, and decodes those that PDF readers cannot.

mod parts;

use std::sync::Arc;

use jpeg_encoder::{ColorType, SamplingFactor};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use self::parts::{Colors, Parts};
use super::color::{self, InkToLight, Profile};
use super::raster::{Ink, Source};
use super::{
    Format, LONGEST_SIDE, Orientation, PictureError, PictureWarning, Raster, Samples, border,
    check_size, exif,
};

/// The most bytes that decoding may take beside the file (of the 512 MB of the whole program).
const MOST_MEMORY: u64 = 360_000_000;

/// The longest side that the writer of PDFs takes in a JPEG (the default of zune-jpeg).
const LONGEST_SIDE_AS_IT_IS: u32 = 16_384;

/// Reads all of a JPEG and says how it is shown.
pub(super) fn read(bytes: &[u8]) -> Result<(Raster, Vec<PictureWarning>), PictureError> {
    let parts = Parts::read(bytes)?;
    let frame = &parts.frame;
    check_size(frame.size.0, frame.size.1, Format::Jpeg)?;
    let mut warnings = Vec::new();
    let mut profile = None;
    if parts.colors.is_light() {
        match color::judge(parts.icc.as_deref(), parts.colors == Colors::Gray) {
            Profile::Plain => {}
            Profile::Keep(icc) => profile = Some(icc),
            Profile::Bad => warnings.push(PictureWarning::BadProfile),
        }
    }
    let clean: Arc<[u8]> = parts.write(profile.as_deref()).into();
    let (source, pale_border) = match parts.colors {
        Colors::Gray | Colors::Mixed if frame.size.0.max(frame.size.1) <= LONGEST_SIDE_AS_IT_IS => {
            // Where decoding would take too much memory, the parts alone have been checked.
            let pale = frame.memory(1) <= MOST_MEMORY
                && border::is_all_pale(&decode_as(&clean, ColorSpace::Luma)?, frame.size, 1);
            (Source::Jpeg(clean), pale)
        }
        Colors::Gray | Colors::Mixed | Colors::Light => decodable(clean, Ink::Light, &parts)?,
        Colors::Inks { inverted, mixed } => {
            let icc: Option<Arc<[u8]>> = parts.icc.as_deref().map(Into::into);
            let profile = InkToLight::new(icc.as_deref()).has_profile();
            warnings.push(PictureWarning::PrintColors { profile });
            let icc = icc.filter(|_| profile);
            decodable(clean, Ink::Press { icc, inverted, mixed }, &parts)?
        }
    };
    let orientation = parts.exif.as_deref().map(exif::orientation).unwrap_or_default();
    let raster = Raster { stored_size: frame.size, orientation, profile, pale_border, source };
    Ok((raster, warnings))
}

/// A JPEG that is decoded here, after trying whether it can be, and whether its border is about white.
fn decodable(clean: Arc<[u8]>, ink: Ink, parts: &Parts) -> Result<(Source, bool), PictureError> {
    let channels = parts.frame.components.len() as u64;
    if parts.frame.memory(channels) > MOST_MEMORY {
        return Err(PictureError::TooLargeToConvert);
    }
    let pale = border::of(&decode(&clean, &ink)?).is_some();
    Ok((Source::ForeignJpeg(clean, ink), pale))
}

/// Decodes a JPEG to samples of light.
pub(super) fn decode(bytes: &[u8], ink: &Ink) -> Result<Samples, PictureError> {
    let Ink::Press { icc, inverted, mixed } = ink else {
        let parts = Parts::read(bytes)?;
        let gray = parts.colors == Colors::Gray;
        let space = if gray { ColorSpace::Luma } else { ColorSpace::RGB };
        let color = decode_as(bytes, space)?;
        return Ok(Samples { size: parts.frame.size, gray, color, alpha: None });
    };
    let size = Parts::read(bytes)?.frame.size;
    let space = if *mixed { ColorSpace::YCCK } else { ColorSpace::CMYK };
    let mut samples = decode_as(bytes, space)?;
    let way = InkToLight::new(icc.as_deref());
    let mut light = vec![0; size.0 as usize * 3];
    // The light takes less room than the ink, so that it can take its place row by row.
    for row in 0..size.1 as usize {
        let ink = &mut samples[row * size.0 as usize * 4..][..size.0 as usize * 4];
        for pixel in ink.chunks_exact_mut(4) {
            if *mixed {
                unmix(pixel);
            }
            if *inverted {
                pixel.iter_mut().for_each(|sample| *sample = 255 - *sample);
            }
        }
        way.convert(ink, &mut light);
        samples[row * light.len()..][..light.len()].copy_from_slice(&light);
    }
    samples.truncate(light.len() * size.1 as usize);
    Ok(Samples { size, gray: false, color: samples, alpha: None })
}

/// Brightness and two colours to three inks (JFIF 1.02, page 3, and Adobe technical note 5116).
fn unmix(pixel: &mut [u8]) {
    let [y, cb, cr] = [pixel[0], pixel[1], pixel[2]].map(f32::from);
    let (cb, cr) = (cb - 128.0, cr - 128.0);
    let light = [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb];
    for (ink, light) in pixel.iter_mut().zip(light) {
        *ink = 255 - light.round().clamp(0.0, 255.0) as u8;
    }
}

/// Decodes to components as they are stored (or brightness alone), which is integer arithmetic
/// and so the same on every machine.
fn decode_as(bytes: &[u8], space: ColorSpace) -> Result<Vec<u8>, PictureError> {
    let options = DecoderOptions::new_fast()
        .set_max_width(LONGEST_SIDE as usize)
        .set_max_height(LONGEST_SIDE as usize)
        .set_strict_mode(false)
        .jpeg_set_out_colorspace(space);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode().map_err(|_| PictureError::Damaged(Format::Jpeg))
}

/// Whether a picture can be decoded in the memory that there is.
pub(super) fn is_decodable(source: &Source) -> bool {
    let Source::Jpeg(bytes) = source else { return true };
    Parts::read(bytes).is_ok_and(|parts| parts.frame.memory(3) <= MOST_MEMORY)
}

/// Whether a JPEG has as many samples of colour as of brightness.
pub(super) fn has_fine_colors(bytes: &[u8]) -> bool {
    Parts::read(bytes).is_ok_and(|parts| {
        let mut factors = parts.frame.components.iter().map(|(_, across, down)| across * down);
        let first = factors.next();
        factors.all(|factor| Some(factor) == first)
    })
}

/// How much of a photo is kept, of 100: at 300 dots to the inch nobody sees what is not.
const QUALITY: u8 = 88;

/// Encodes samples as a JPEG that PDF readers decode themselves.
pub(super) fn encode(samples: &Samples, profile: Option<&[u8]>, fine: bool) -> Arc<[u8]> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, QUALITY);
    encoder.set_sampling_factor(match fine {
        true => SamplingFactor::F_1_1,
        false => SamplingFactor::F_2_2,
    });
    encoder.set_optimized_huffman_tables(true);
    let kind = if samples.gray { ColorType::Luma } else { ColorType::Rgb };
    let (width, height) = samples.size;
    let side = |side: u32| u16::try_from(side).expect("a picture that was made smaller");
    encoder
        .encode(&samples.color, side(width), side(height), kind)
        .expect("writing to memory does not fail, and the samples are as many as the size says");
    let parts = Parts::read(&bytes).expect("a JPEG that was just written");
    parts.write(profile).into()
}

/// The same JPEG with an orientation as the only note.
pub(super) fn with_orientation(bytes: &Arc<[u8]>, orientation: Orientation) -> Arc<[u8]> {
    if orientation.is_upright() {
        return Arc::clone(bytes);
    }
    let mut tiff = b"Exif\0\0".to_vec();
    tiff.extend(exif::notes(orientation));
    let mut turned = bytes[..2].to_vec();
    parts::push_segment(&mut turned, parts::APP1, &tiff);
    turned.extend(&bytes[2..]);
    turned.into()
}
