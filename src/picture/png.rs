//! Reads PNGs row by row, so that only as much of a picture is in memory as is needed.

use std::io::{Cursor, ErrorKind};
use std::sync::Arc;

use png::{ColorType, Decoder, DecodingError, Transformations};

use super::color::{self, Profile};
use super::raster::{Channels, Source};
use super::{Format, PictureError, PictureWarning, Raster, Samples, border, check_size, exif};

/// Where the passes of interlacing begin and how far they step: x, y, x step, y step
/// (PNG, third edition, 8.1).
const PASSES: [(u32, u32, u32, u32); 7] = [
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
];

/// A row of pixels of 8-bit samples, perhaps with gaps for those of other passes.
struct Row<'a> {
    y: u32,
    first_x: u32,
    step: u32,
    samples: &'a [u8],
    color_type: ColorType,
}

/// What is known of a picture beside its pixels.
struct Facts {
    size: (u32, u32),
    colored: bool,
    icc: Option<Vec<u8>>,
    moves: bool,
}

/// Reads all of a PNG and says what it needs.
pub(super) fn read(bytes: &Arc<[u8]>) -> Result<(Raster, Vec<PictureWarning>), PictureError> {
    let size = check_header(bytes)?;
    let (mut any_color, mut any_clear, mut pale_border) = (false, false, true);
    let facts = walk(bytes, |row| {
        pale_border = pale_border && has_pale_border(&row, size);
        any_color |= match row.color_type {
            ColorType::Rgb => row.samples.chunks_exact(3).any(is_colored),
            ColorType::Rgba => row.samples.chunks_exact(4).any(is_colored),
            _ => false,
        };
        any_clear |= match row.color_type {
            ColorType::GrayscaleAlpha => row.samples.chunks_exact(2).any(|pixel| pixel[1] != 255),
            ColorType::Rgba => row.samples.chunks_exact(4).any(|pixel| pixel[3] != 255),
            _ => false,
        };
    })?;
    let mut warnings = Vec::new();
    let profile = match color::judge(facts.icc.as_deref(), !facts.colored) {
        Profile::Plain => None,
        Profile::Keep(icc) => Some(icc),
        Profile::Bad => {
            warnings.push(PictureWarning::BadProfile);
            None
        }
    };
    if facts.moves {
        warnings.push(PictureWarning::Moves);
    }
    // Equal red, green and blue are grey in sRGB, but not in every profile.
    let gray = !facts.colored || (!any_color && profile.is_none());
    let channels = Channels { gray, alpha: any_clear };
    let notes = chunks(bytes).find(|(name, _)| name == b"eXIf");
    let orientation = notes.map(|(_, chunk)| exif::orientation(&chunk[8..chunk.len() - 4]));
    let raster = Raster {
        stored_size: facts.size,
        orientation: orientation.unwrap_or_default(),
        profile,
        pale_border,
        source: Source::Png(Arc::clone(bytes), channels),
    };
    Ok((raster, warnings))
}

/// Decodes the samples that a picture needs.
pub(super) fn decode(bytes: &[u8], channels: Channels) -> Result<Samples, PictureError> {
    let size = check_header(bytes)?;
    let width = size.0 as usize;
    let pixels = width * size.1 as usize;
    let color_samples = if channels.gray { 1 } else { 3 };
    let mut color = vec![0; pixels * color_samples];
    let mut alpha = channels.alpha.then(|| vec![255; pixels]);
    walk(bytes, |row| {
        let has_color = matches!(row.color_type, ColorType::Rgb | ColorType::Rgba);
        let of_color = if has_color { 3 } else { 1 };
        let xs = (row.first_x as usize..).step_by(row.step as usize);
        for (x, pixel) in xs.zip(row.samples.chunks_exact(row.color_type.samples())) {
            let at = row.y as usize * width + x;
            color[at * color_samples..(at + 1) * color_samples]
                .copy_from_slice(&pixel[..color_samples]);
            if let (Some(alpha), Some(sample)) = (&mut alpha, pixel.get(of_color)) {
                alpha[at] = *sample;
            }
        }
    })?;
    Ok(Samples { size, gray: channels.gray, color, alpha })
}

/// Encodes samples as a PNG.
pub(super) fn encode(samples: &Samples, profile: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut info = png::Info::with_size(samples.size.0, samples.size.1);
    info.color_type = match (samples.gray, &samples.alpha) {
        (true, None) => ColorType::Grayscale,
        (true, Some(_)) => ColorType::GrayscaleAlpha,
        (false, None) => ColorType::Rgb,
        (false, Some(_)) => ColorType::Rgba,
    };
    info.bit_depth = png::BitDepth::Eight;
    info.icc_profile = profile.map(Into::into);
    let joined = samples.alpha.as_ref().map(|alpha| {
        let pixels = samples.color.chunks_exact(if samples.gray { 1 } else { 3 });
        pixels.zip(alpha).flat_map(|(pixel, alpha)| pixel.iter().chain([alpha])).copied().collect()
    });
    let data: &Vec<u8> = joined.as_ref().unwrap_or(&samples.color);
    png::Encoder::with_info(&mut bytes, info)
        .and_then(png::Encoder::write_header)
        .and_then(|mut writer| writer.write_image_data(data))
        .expect("writing to memory does not fail, and the samples are as many as the size says");
    bytes
}

/// The chunks of a file up to its end (PNG, third edition, 5.3), each with its name.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    let mut ended = false;
    std::iter::from_fn(move || {
        let (length, name) = (rest.first_chunk::<4>()?, *rest.get(4..)?.first_chunk::<4>()?);
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?.checked_add(12)?;
        let chunk = rest.get(..length).filter(|_| !ended)?;
        rest = &rest[length..];
        ended = &name == b"IEND";
        Some((name, chunk))
    })
}

/// What a picture shows is in these; all others say where, when, by whom and with what it was made.
const SHOWN: [&[u8; 4]; 9] =
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"];

/// The same file without what does not show. A colour profile that is kept is called by no name.
pub(super) fn without_notes(bytes: &[u8], profile: bool) -> Vec<u8> {
    let mut out = bytes[..8].to_vec();
    for (name, chunk) in chunks(bytes) {
        if SHOWN.contains(&&name) {
            out.extend(chunk);
        } else if profile && &name == b"iCCP" {
            let data = &chunk[8..chunk.len() - 4];
            let end = data.iter().position(|byte| *byte == 0).unwrap_or_default();
            let mut unnamed = b"iCCPICC".to_vec();
            unnamed.extend(&data[end..]);
            out.extend((unnamed.len() as u32 - 4).to_be_bytes());
            let mut sum = flate2::Crc::new();
            sum.update(&unnamed);
            out.extend(unnamed);
            out.extend(sum.sum().to_be_bytes());
        }
    }
    out
}

/// Whether what a row has of the border is solid and about as bright as white.
fn has_pale_border(row: &Row<'_>, (width, height): (u32, u32)) -> bool {
    let alpha = matches!(row.color_type, ColorType::GrayscaleAlpha | ColorType::Rgba);
    let edge = row.y == 0 || row.y == height - 1;
    let pixels = row.samples.chunks_exact(row.color_type.samples()).enumerate();
    let step = if edge { 1 } else { (pixels.len().max(2)) - 1 };
    pixels.step_by(step).all(|(at, pixel)| {
        let x = row.first_x + at as u32 * row.step;
        let (color, clear) = pixel.split_at(pixel.len() - usize::from(alpha));
        let pale = border::is_pale(color) && clear.iter().all(|sample| *sample == 255);
        pale || !(edge || x == 0 || x == width - 1)
    })
}

fn is_colored(pixel: &[u8]) -> bool {
    pixel[0] != pixel[1] || pixel[1] != pixel[2]
}

/// The size in the header, checked before anything is decoded.
fn check_header(bytes: &[u8]) -> Result<(u32, u32), PictureError> {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 4).ok_or(PictureError::BreaksOff(Format::Png))?;
        Ok(u32::from_be_bytes(bytes.try_into().expect("four bytes")))
    };
    let (width, height) = (number(16)?, number(20)?);
    check_size(width, height, Format::Png)?;
    Ok((width, height))
}

/// Decodes all of the file and hands over each row.
fn walk(bytes: &[u8], mut each: impl FnMut(Row<'_>)) -> Result<Facts, PictureError> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().map_err(fault)?;
    let info = reader.info();
    let (width, height) = info.size();
    let (color_type, depth) = reader.output_color_type();
    let facts = Facts {
        size: (width, height),
        colored: matches!(color_type, ColorType::Rgb | ColorType::Rgba),
        icc: info.icc_profile.as_ref().map(|icc| icc.to_vec()),
        moves: info.animation_control.is_some_and(|control| control.num_frames > 1),
    };
    let passes = if info.interlaced { &PASSES[..] } else { &[(0, 0, 1, 1)] };
    let mut narrowed = Vec::new();
    for &(first_x, first_y, x_step, y_step) in passes {
        if first_x >= width {
            continue;
        }
        for y in (first_y..height).step_by(y_step as usize) {
            let row = reader.next_row().map_err(fault)?;
            let row = row.ok_or(PictureError::Damaged(Format::Png))?;
            let mut samples = row.data();
            if depth == png::BitDepth::Sixteen {
                narrowed.clear();
                narrowed.extend(samples.chunks_exact(2).map(narrow));
                samples = &narrowed;
            }
            each(Row { y, first_x, step: x_step, samples, color_type });
        }
    }
    reader.finish().map_err(fault)?;
    Ok(facts)
}

/// The nearest sample of 8 bits: 65535 is 255 times 257.
fn narrow(sample: &[u8]) -> u8 {
    let sample = u32::from(u16::from_be_bytes([sample[0], sample[1]]));
    ((sample + 128) / 257) as u8
}

fn fault(error: DecodingError) -> PictureError {
    match error {
        DecodingError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => {
            PictureError::BreaksOff(Format::Png)
        }
        _ => PictureError::Damaged(Format::Png),
    }
}
