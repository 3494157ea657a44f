//! The border of a picture of pixels: whether the picture brings white ground along.

use super::Samples;
use crate::geometry::Color;

/// The least sample of what looks white: neither a JPEG nor a scan is all of one colour.
const PALE: u8 = 240;

/// The mean colour of the border, where all of it is solid and about white.
pub(super) fn of(samples: &Samples) -> Option<Color> {
    let channels = if samples.gray { 1 } else { 3 };
    let clear = samples
        .alpha
        .as_ref()
        .is_some_and(|alpha| pixels(alpha, samples.size, 1).any(|pixel| pixel != [255]));
    if clear || !is_all_pale(&samples.color, samples.size, channels) {
        return None;
    }
    let (mut sums, mut count) = ([0u64; 3], 0);
    for pixel in pixels(&samples.color, samples.size, channels) {
        count += 1;
        for (channel, sum) in sums.iter_mut().enumerate() {
            *sum += u64::from(pixel[channel.min(channels - 1)]);
        }
    }
    let [red, green, blue] = sums.map(|sum| (sum / count) as u8);
    // Noise in the colours of single pixels of a JPEG is no colour of the ground.
    (red.min(green).min(blue) >= PALE).then_some(Color { red, green, blue })
}

/// Whether the whole border of rows of pixels is about white.
pub(super) fn is_all_pale(samples: &[u8], size: (u32, u32), channels: usize) -> bool {
    pixels(samples, size, channels).all(is_pale)
}

/// Whether a pixel, grey or in colours, is about as bright as white (Rec. 601, as a JPEG's brightness is).
pub(super) fn is_pale(color: &[u8]) -> bool {
    let brightness = match color {
        [red, green, blue] => {
            let shares = [(299, red), (587, green), (114, blue)];
            shares.iter().map(|(share, sample)| share * u32::from(**sample)).sum::<u32>() / 1000
        }
        _ => color.first().copied().map_or(0, u32::from),
    };
    brightness >= u32::from(PALE)
}

/// The pixels of the border, row by row: all of the first and the last, else the two ends.
fn pixels(samples: &[u8], size: (u32, u32), channels: usize) -> impl Iterator<Item = &[u8]> {
    let (width, last) = (size.0 as usize, size.1 as usize - 1);
    samples.chunks_exact(width * channels).enumerate().flat_map(move |(y, row)| {
        let step = if y == 0 || y == last { 1 } else { (width - 1).max(1) };
        row.chunks_exact(channels).step_by(step)
    })
}
