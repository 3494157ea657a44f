//! The shortest of the forms that samples can have in a PDF.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::super::file::{Dictionary, Value};
use super::image::{Encoded, Image};

/// About how many bytes `DecodeParms` take.
const PARAMETERS: usize = 70;

/// Samples row by row.
struct Rows {
    bytes: Vec<u8>,
    width: usize,
    channels: usize,
}

/// The shortest form, where it is shorter than the one at hand.
pub(super) fn encode(image: &Image<'_>) -> Option<Encoded> {
    let (width, height) = image.size;
    let pixels = width.checked_mul(height).filter(|pixels| *pixels > 0)?;
    let mut bytes = Vec::new();
    let most = pixels.checked_mul(3)? as u64 + 1;
    ZlibDecoder::new(&*image.data).take(most).read_to_end(&mut bytes).ok()?;
    let channels = bytes.len() / pixels;
    if bytes.len() != pixels * channels || !matches!(channels, 1 | 3) {
        return None;
    }
    let rows = Rows { bytes, width, channels };
    let indexed = if image.is_mask { rows.as_bits() } else { rows.indexed() };
    let forms = [Some(rows.foretold()), indexed];
    // The parameters and the table take room in the dictionary, too.
    let length = |form: &Encoded| {
        form.data.len()
            + form.parameters.as_ref().map_or(0, |_| PARAMETERS)
            + form.palette.as_ref().map_or(0, |p| 2 * p.len() + 20)
    };
    let shortest = forms.into_iter().flatten().min_by_key(length)?;
    (length(&shortest) < image.data.len()).then_some(shortest)
}

impl Rows {
    /// Each row as its difference from what one of the five PNG filters foretells, the one whose
    /// differences are least in sum (PNG, third edition, 12.7).
    fn foretold(&self) -> Encoded {
        let length = self.width * self.channels;
        let mut out = deflater();
        let mut above = vec![0; length];
        let mut tries = [const { Vec::new() }; 5];
        for row in self.bytes.chunks_exact(length) {
            for (filter, differences) in tries.iter_mut().enumerate() {
                foretell(filter, row, &above, self.channels, differences);
            }
            let sum = |differences: &[u8]| {
                differences.iter().map(|d| u64::from(d.cast_signed().unsigned_abs())).sum::<u64>()
            };
            let (filter, best) = tries
                .iter()
                .enumerate()
                .min_by_key(|(_, differences)| sum(differences))
                .expect("there are five");
            write(&mut out, &[filter as u8]);
            write(&mut out, best);
            above.copy_from_slice(row);
        }
        let (colors, columns) = (self.channels, self.width);
        Encoded {
            data: finish(out),
            bits: 8,
            channels: self.channels,
            palette: None,
            parameters: Some(Dictionary::of([
                ("Predictor", Value::number(15)),
                ("Colors", Value::number(colors)),
                ("BitsPerComponent", Value::number(8)),
                ("Columns", Value::number(columns)),
            ])),
        }
    }

    /// Each pixel as a number of a table of at most 256 colours.
    fn indexed(&self) -> Option<Encoded> {
        let mut colors: BTreeMap<&[u8], u8> = BTreeMap::new();
        for pixel in self.bytes.chunks_exact(self.channels) {
            colors.insert(pixel, 0);
            if colors.len() > 256 {
                return None;
            }
        }
        for (index, number) in colors.values_mut().enumerate() {
            *number = index as u8;
        }
        let bits = match colors.len() {
            0..=2 => 1,
            3..=4 => 2,
            5..=16 => 4,
            _ => 8,
        };
        if bits == 8 && self.channels == 1 {
            return None;
        }
        let numbers = self.bytes.chunks_exact(self.channels).map(|pixel| colors[pixel]);
        Some(Encoded {
            data: self.pack(numbers, bits),
            bits,
            channels: self.channels,
            palette: Some(colors.keys().flat_map(|color| color.iter().copied()).collect()),
            parameters: None,
        })
    }

    /// Black and white, or clear and solid, in a bit a pixel.
    fn as_bits(&self) -> Option<Encoded> {
        if self.channels != 1 || self.bytes.iter().any(|sample| !matches!(sample, 0 | 255)) {
            return None;
        }
        let data = self.pack(self.bytes.iter().map(|sample| sample & 1), 1);
        Some(Encoded { data, bits: 1, channels: 1, palette: None, parameters: None })
    }

    /// Deflates numbers of so many bits; each row begins with a byte of its own.
    fn pack(&self, numbers: impl Iterator<Item = u8>, bits: usize) -> Vec<u8> {
        let mut out = deflater();
        let mut row = vec![0; (self.width * bits).div_ceil(8)];
        for (at, number) in numbers.enumerate() {
            let x = at % self.width;
            row[x * bits / 8] |= number << (8 - bits - x * bits % 8);
            if x + 1 == self.width {
                write(&mut out, &row);
                row.fill(0);
            }
        }
        finish(out)
    }
}

/// The differences of a row from what a filter foretells (PNG, third edition, 9.2).
fn foretell(filter: usize, row: &[u8], above: &[u8], channels: usize, into: &mut Vec<u8>) {
    into.clear();
    let (first, rest) = row.split_at(channels);
    let of_first = |at: usize| match filter {
        2 | 4 => above[at],
        3 => above[at] / 2,
        _ => 0,
    };
    into.extend(first.iter().enumerate().map(|(at, sample)| sample.wrapping_sub(of_first(at))));
    let neighbours = row.iter().zip(&above[channels..]).zip(above);
    let differences = rest.iter().zip(neighbours);
    match filter {
        0 => into.extend(rest),
        1 => into.extend(differences.map(|(x, ((left, _), _))| x.wrapping_sub(*left))),
        2 => into.extend(differences.map(|(x, ((_, up), _))| x.wrapping_sub(*up))),
        3 => into.extend(differences.map(|(x, ((left, up), _))| {
            x.wrapping_sub(((u16::from(*left) + u16::from(*up)) / 2) as u8)
        })),
        _ => into.extend(
            differences.map(|(x, ((left, up), corner))| x.wrapping_sub(paeth(*left, *up, *corner))),
        ),
    }
}

/// Of the three neighbours the one that is nearest to left plus up less corner.
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let [from_left, from_up, from_corner] = [b - c, a - c, a + b - 2 * c].map(i16::abs);
    if from_left <= from_up && from_left <= from_corner {
        left
    } else if from_up <= from_corner {
        up
    } else {
        corner
    }
}

fn deflater() -> ZlibEncoder<Vec<u8>> {
    ZlibEncoder::new(Vec::new(), Compression::new(6))
}

fn write(out: &mut ZlibEncoder<Vec<u8>>, bytes: &[u8]) {
    out.write_all(bytes).expect("writing to memory does not fail");
}

fn finish(out: ZlibEncoder<Vec<u8>>) -> Vec<u8> {
    out.finish().expect("writing to memory does not fail")
}
