//! Small pictures for the tests.

use std::io::Write;

use jpeg_encoder::{ColorType, Encoder};
use moxcms::ColorProfile;

/// The parts of a PNG.
pub struct Png {
    pub size: (u32, u32),
    pub depth: u8,
    /// 0 grey, 2 colour, 3 palette, 4 grey and alpha, 6 colour and alpha (PNG, table 8).
    pub kind: u8,
    pub interlaced: bool,
    /// Chunks that stand before the data.
    pub chunks: Vec<([u8; 4], Vec<u8>)>,
    /// Bits of a pixel.
    pub bits: usize,
    /// The rows as stored, without their filter byte.
    pub rows: Vec<Vec<u8>>,
}

impl Png {
    pub fn new(size: (u32, u32), depth: u8, kind: u8, rows: Vec<Vec<u8>>) -> Self {
        let channels = [1, 0, 3, 1, 2, 0, 4][usize::from(kind)];
        let bits = channels * usize::from(depth);
        Self { size, depth, kind, interlaced: false, chunks: Vec::new(), bits, rows }
    }

    /// A gradient.
    pub fn rgb(width: u32, height: u32) -> Self {
        let row = |y| (0..width).flat_map(move |x| [(x * 7) as u8, (y * 5) as u8, (x + y) as u8]);
        Self::new((width, height), 8, 2, (0..height).map(|y| row(y).collect()).collect())
    }

    pub fn with_chunk(mut self, name: [u8; 4], data: Vec<u8>) -> Self {
        self.chunks.push((name, data));
        self
    }

    pub fn with_profile(self, icc: &[u8]) -> Self {
        let mut data = b"profile\0\0".to_vec();
        data.extend(deflate(icc));
        self.with_chunk(*b"iCCP", data)
    }
}

pub fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

pub fn chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    out.extend((data.len() as u32).to_be_bytes());
    out.extend(name);
    out.extend(data);
    let mut crc = flate2::Crc::new();
    crc.update(name);
    crc.update(data);
    out.extend(crc.sum().to_be_bytes());
}

/// The first bytes of a PNG, with its header.
pub fn png_start(size: (u32, u32), depth: u8, kind: u8, interlaced: bool) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1A\n".to_vec();
    let mut header = Vec::new();
    header.extend(size.0.to_be_bytes());
    header.extend(size.1.to_be_bytes());
    header.extend([depth, kind, 0, 0, u8::from(interlaced)]);
    chunk(&mut out, b"IHDR", &header);
    out
}

pub fn png(png: &Png) -> Vec<u8> {
    let mut out = png_start(png.size, png.depth, png.kind, png.interlaced);
    for (name, data) in &png.chunks {
        chunk(&mut out, name, data);
    }
    let mut data = Vec::new();
    if png.interlaced {
        interlace(png, &mut data);
    } else {
        for row in &png.rows {
            data.push(0);
            data.extend(row);
        }
    }
    chunk(&mut out, b"IDAT", &deflate(&data));
    chunk(&mut out, b"IEND", &[]);
    out
}

/// The seven passes of whole-byte pixels, after the picture of PNG (third edition), figure 8.
fn interlace(png: &Png, data: &mut Vec<u8>) {
    const GRID: [&[u8; 8]; 8] = [
        b"16462646",
        b"77777777",
        b"56565656",
        b"77777777",
        b"36463646",
        b"77777777",
        b"56565656",
        b"77777777",
    ];
    let bytes = png.bits / 8;
    for pass in b'1'..=b'7' {
        for (y, row) in png.rows.iter().enumerate() {
            let pixels: Vec<u8> = row
                .chunks_exact(bytes)
                .enumerate()
                .filter(|(x, _)| GRID[y % 8][x % 8] == pass)
                .flat_map(|(_, pixel)| pixel.to_vec())
                .collect();
            if !pixels.is_empty() {
                data.push(0);
                data.extend(pixels);
            }
        }
    }
}

/// A JPEG of one colour.
pub fn jpeg(size: (u16, u16), kind: ColorType, pixel: &[u8]) -> Vec<u8> {
    jpeg_with(size, kind, pixel, |_| {})
}

pub fn jpeg_with(
    size: (u16, u16),
    kind: ColorType,
    pixel: &[u8],
    change: impl FnOnce(&mut Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut out = Vec::new();
    let data = pixel.repeat(usize::from(size.0) * usize::from(size.1));
    let mut encoder = Encoder::new(&mut out, 95);
    change(&mut encoder);
    encoder.encode(&data, size.0, size.1, kind).unwrap();
    out
}

/// The same JPEG without the segments of a marker.
pub fn without(jpeg: &[u8], marker: u8) -> Vec<u8> {
    let mut out = jpeg[..2].to_vec();
    let mut at = 2;
    while jpeg[at + 1] != 0xDA {
        let length = usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]])) + 2;
        if jpeg[at + 1] != marker {
            out.extend(&jpeg[at..at + length]);
        }
        at += length;
    }
    out.extend(&jpeg[at..]);
    out
}

/// An SVG of 100 by 50.
pub fn svg(inner: &str) -> Vec<u8> {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
         width='100' height='50'>{inner}</svg>"
    )
    .into_bytes()
}

pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for part in bytes.chunks(3) {
        let mut three = [0; 3];
        three[..part.len()].copy_from_slice(part);
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for digit in 0..4 {
            let index = (bits >> (18 - 6 * digit)) & 63;
            let spare = digit > part.len();
            out.push(if spare { '=' } else { char::from(DIGITS[index as usize]) });
        }
    }
    out
}

/// Version 4.2, and made at no time.
pub fn display_p3() -> Vec<u8> {
    let mut icc = ColorProfile::new_display_p3().encode().unwrap();
    icc[9] = 0x20;
    icc[24..36].fill(0);
    icc
}

/// A press whose cyan ink is red: nobody would get that right by chance.
pub fn odd_press() -> Vec<u8> {
    let (white, red, black) = ([255, 128, 128], [136, 208, 195], [0, 128, 128]);
    // A table of two steps for each ink, of which the first varies slowest (ICC.1:2010, 10.9).
    let mut table = b"mft1\0\0\0\0\x04\x03\x02\0".to_vec();
    for place in 0..9 {
        table.extend(if place % 4 == 0 { [0, 1, 0, 0] } else { [0; 4] });
    }
    table.extend((0..=255).cycle().take(4 * 256));
    table.extend((0..16).flat_map(|corner| match corner {
        0 => white,
        8 => red,
        _ => black,
    }));
    table.extend((0..=255).cycle().take(3 * 256));
    let mut icc = vec![0; 128];
    icc[8] = 2;
    icc[12..24].copy_from_slice(b"prtrCMYKLab ");
    icc[36..40].copy_from_slice(b"acsp");
    icc[68..80].copy_from_slice(&[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]);
    icc.extend([0, 0, 0, 1]);
    icc.extend(b"A2B0\0\0\0\x90");
    icc.extend((table.len() as u32).to_be_bytes());
    icc.extend(table);
    let length = icc.len() as u32;
    icc[..4].copy_from_slice(&length.to_be_bytes());
    icc
}
