//! The segments of a JPEG (ITU-T T.81, annex B): what it says of itself, and what of it shows.

use std::ops::Range;

use super::super::{Format, PictureError};

pub(super) const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;

/// The frame header.
pub(super) struct Frame {
    /// Width and height in pixels.
    pub(super) size: (u32, u32),
    /// Identifier, and horizontal and vertical sampling factor of each component.
    pub(super) components: Vec<(u8, u64, u64)>,
    progressive: bool,
}

/// What the components are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colors {
    Gray,
    /// Brightness and two colours, as nearly all are.
    Mixed,
    /// Red, green and blue.
    Light,
    /// Four inks.
    Inks {
        inverted: bool,
        mixed: bool,
    },
}

impl Colors {
    pub(super) fn is_light(self) -> bool {
        !matches!(self, Self::Inks { .. })
    }
}

/// A JPEG taken apart.
pub(super) struct Parts<'a> {
    bytes: &'a [u8],
    pub(super) frame: Frame,
    pub(super) colors: Colors,
    adobe: Option<u8>,
    pub(super) icc: Option<Vec<u8>>,
    /// The TIFF structure of the camera's notes.
    pub(super) exif: Option<Vec<u8>>,
    /// The segments and scans that make the picture.
    shown: Vec<Range<usize>>,
}

impl<'a> Parts<'a> {
    /// Takes a JPEG apart.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, PictureError> {
        let mut reader = Reader { bytes, at: 2, ..Reader::default() };
        while reader.read_segment()? {}
        let damaged = PictureError::Damaged(Format::Jpeg);
        let frame = reader.frame.filter(|_| reader.scans > 0).ok_or(damaged)?;
        let colors = judge_colors(&frame, reader.jfif, reader.adobe)?;
        Ok(Self {
            bytes,
            frame,
            colors,
            adobe: reader.adobe,
            icc: join_profile(reader.profile_parts),
            exif: reader.exif,
            shown: reader.shown,
        })
    }

    /// The picture without notes and thumbnails, with the profile that is wanted.
    pub(super) fn write(&self, icc: Option<&[u8]>) -> Vec<u8> {
        let mut out = vec![0xFF, 0xD8];
        // PDF readers and browsers disagree on what three components are unless this says it.
        let transform = match self.colors {
            Colors::Gray => None,
            Colors::Mixed => Some(1),
            Colors::Light => Some(0),
            Colors::Inks { .. } => self.adobe,
        };
        if let Some(transform) = transform {
            let mut adobe = b"Adobe\0\x64\0\0\0\0".to_vec();
            adobe.push(transform);
            push_segment(&mut out, APP14, &adobe);
        }
        let pieces: Vec<&[u8]> = icc.map_or(Vec::new(), |icc| icc.chunks(65_000).collect());
        for (index, piece) in pieces.iter().enumerate() {
            let mut segment = b"ICC_PROFILE\0".to_vec();
            segment.extend([index as u8 + 1, pieces.len() as u8]);
            segment.extend(*piece);
            push_segment(&mut out, APP2, &segment);
        }
        for range in &self.shown {
            out.extend(&self.bytes[range.clone()]);
        }
        out.extend([0xFF, 0xD9]);
        out
    }
}

impl Frame {
    /// About how many bytes decoding takes where `channels` come out.
    pub(super) fn memory(&self, channels: u64) -> u64 {
        let pixels = u64::from(self.size.0) * u64::from(self.size.1);
        let most_x = self.components.iter().map(|(_, x, _)| *x).max().unwrap_or(1);
        let most_y = self.components.iter().map(|(_, _, y)| *y).max().unwrap_or(1);
        let stored: u64 = self.components.iter().map(|(_, x, y)| pixels * x * y).sum();
        // All coefficients of several scans are kept, in two bytes each.
        let coefficients = if self.progressive { 2 * stored / (most_x * most_y).max(1) } else { 0 };
        pixels * channels + coefficients
    }

    /// Reads the segment of a start of frame.
    fn read(marker: u8, data: &[u8]) -> Result<Self, PictureError> {
        let rare = |kind| Err(PictureError::RareJpeg(kind));
        match marker {
            0xC0..=0xC2 => {}
            0xC9..=0xCB => return rare("arithmetic coding"),
            0xC3 => return rare("lossless coding"),
            _ => return rare("hierarchical coding"),
        }
        let damaged = || PictureError::Damaged(Format::Jpeg);
        let [precision, y1, y2, x1, x2, count, components @ ..] = data else {
            return Err(damaged());
        };
        if *precision != 8 {
            return rare("more than 8 bits a sample");
        }
        if components.len() != usize::from(*count) * 3 {
            return Err(damaged());
        }
        let components: Vec<_> = components
            .chunks_exact(3)
            .map(|part| (part[0], u64::from(part[1] >> 4), u64::from(part[1] & 15)))
            .collect();
        if components.iter().any(|(_, x, y)| !(1..=4).contains(x) || !(1..=4).contains(y)) {
            return Err(damaged());
        }
        let number = |high: u8, low: u8| u32::from(u16::from_be_bytes([high, low]));
        let size = (number(*x1, *x2), number(*y1, *y2));
        Ok(Self { size, components, progressive: marker == 0xC2 })
    }
}

/// Says what the components are, as browsers do (and libjpeg).
fn judge_colors(frame: &Frame, jfif: bool, adobe: Option<u8>) -> Result<Colors, PictureError> {
    let names: Vec<u8> = frame.components.iter().map(|(name, _, _)| *name).collect();
    Ok(match (names.as_slice(), adobe) {
        ([_], _) => Colors::Gray,
        ([_, _, _], _) if jfif => Colors::Mixed,
        ([_, _, _], Some(0)) | (b"RGB", None) => Colors::Light,
        ([_, _, _], _) => Colors::Mixed,
        ([_, _, _, _], adobe) => {
            Colors::Inks { inverted: adobe.is_some(), mixed: adobe == Some(2) }
        }
        _ => return Err(PictureError::RareJpeg("a strange number of colours")),
    })
}

/// Joins the pieces of a profile (ICC.1:2010, annex B.4); an incomplete one joins to a bad one.
fn join_profile(mut pieces: Vec<(u8, Vec<u8>)>) -> Option<Vec<u8>> {
    pieces.sort_by_key(|(index, _)| *index);
    let joined: Vec<u8> = pieces.into_iter().flat_map(|(_, piece)| piece).collect();
    (!joined.is_empty()).then_some(joined)
}

/// Appends a marker segment.
pub(super) fn push_segment(out: &mut Vec<u8>, marker: u8, data: &[u8]) {
    let length = u16::try_from(data.len() + 2).expect("a segment of fewer than 64 KiB");
    out.extend([0xFF, marker]);
    out.extend(length.to_be_bytes());
    out.extend(data);
}

#[derive(Default)]
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    frame: Option<Frame>,
    scans: usize,
    jfif: bool,
    adobe: Option<u8>,
    profile_parts: Vec<(u8, Vec<u8>)>,
    exif: Option<Vec<u8>>,
    shown: Vec<Range<usize>>,
}

impl Reader<'_> {
    /// Reads on to the end of the next segment; false at the end of the picture.
    fn read_segment(&mut self) -> Result<bool, PictureError> {
        let breaks_off = PictureError::BreaksOff(Format::Jpeg);
        let start = self.next_marker().ok_or(breaks_off.clone())?;
        let marker = self.bytes[start + 1];
        self.at = start + 2;
        match marker {
            0xD9 => return Ok(false),
            0x01 | 0xD0..=0xD8 => return Ok(true),
            _ => {}
        }
        let length = self.bytes.get(self.at..self.at + 2).ok_or(breaks_off.clone())?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let data = self.bytes.get(self.at + 2..self.at + length);
        let data = match data {
            Some(data) => data,
            None if length < 2 => return Err(PictureError::Damaged(Format::Jpeg)),
            None => return Err(breaks_off),
        };
        self.at += length;
        self.take(marker, data)?;
        if marker == 0xDA {
            self.scans += 1;
            self.skip_scan().ok_or(breaks_off)?;
        }
        if !matches!(marker, 0xE0..=0xEF | 0xFE) {
            self.shown.push(start..self.at);
        }
        Ok(true)
    }

    /// The place of the next marker; bytes that do not belong there are passed over.
    fn next_marker(&self) -> Option<usize> {
        let found = self.bytes.get(self.at..)?.windows(2);
        found
            .zip(self.at..)
            .find(|(pair, _)| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xFF))
            .map(|(_, at)| at)
    }

    /// Moves to the marker that ends the compressed data of a scan.
    fn skip_scan(&mut self) -> Option<()> {
        loop {
            self.at = self.next_marker()?;
            if !matches!(self.bytes[self.at + 1], 0xD0..=0xD7) {
                return Some(());
            }
            self.at += 2;
        }
    }

    fn take(&mut self, marker: u8, data: &[u8]) -> Result<(), PictureError> {
        match (marker, data) {
            (0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF, _) => {
                self.frame = Some(Frame::read(marker, data)?);
            }
            (0xE0, [b'J', b'F', b'I', b'F', 0, ..]) => self.jfif = true,
            (APP1, [b'E', b'x', b'i', b'f', 0, _, tiff @ ..]) if self.exif.is_none() => {
                self.exif = Some(tiff.to_vec());
            }
            (APP2, _) => {
                if let Some([index, _count, piece @ ..]) = data.strip_prefix(b"ICC_PROFILE\0") {
                    self.profile_parts.push((*index, piece.to_vec()));
                }
            }
            (APP14, [b'A', b'd', b'o', b'b', b'e', _, _, _, _, _, _, transform, ..]) => {
                self.adobe = Some(*transform);
            }
            _ => {}
        }
        Ok(())
    }
}
