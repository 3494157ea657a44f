//! Makes pictures of pixels smaller, in whole numbers, so that every machine makes the same.
//!
//! First as many pixels as fit are joined to one, then Catmull and Rom's curve, stretched to the
//! pixels of the result, weighs those that are left: sharp, and without the steps and patterns that
//! leaving out pixels would make.

use super::Samples;

/// What the weights of one pixel come to: 2 to this power.
const BITS: u32 = 14;

/// So many pixels for one are left to the second step.
const LEFT: u32 = 3;

/// The same picture with fewer pixels; neither side may grow.
pub(super) fn shrink(samples: &Samples, size: (u32, u32)) -> Samples {
    let joined = (samples.size.0 / size.0 / LEFT).max(1).min(samples.size.1 / size.1 / LEFT).max(1);
    let channels = if samples.gray { 1 } else { 3 };
    let layers = interleave(samples, channels);
    let count = channels + usize::from(samples.alpha.is_some());
    let mut plane = Plane { size: samples.size, count, samples: layers };
    if joined > 1 {
        plane = plane.join(joined);
    }
    let plane = plane.narrow(size.0).turn().narrow(size.1).turn();
    separate(plane, channels, samples)
}

/// Samples that lie side by side for each pixel.
struct Plane {
    size: (u32, u32),
    count: usize,
    samples: Vec<u8>,
}

impl Plane {
    /// Squares of pixels to one pixel each; those at the edges are as large as is left.
    fn join(self, side: u32) -> Self {
        let size = (self.size.0.div_ceil(side), self.size.1.div_ceil(side));
        let row = self.size.0 as usize * self.count;
        let mut samples = Vec::with_capacity(size.0 as usize * size.1 as usize * self.count);
        let mut sums = vec![0_u32; size.0 as usize * self.count];
        for rows in self.samples.chunks(row * side as usize) {
            sums.fill(0);
            for row in rows.chunks_exact(row) {
                let squares = row.chunks(side as usize * self.count);
                for (sums, square) in sums.chunks_exact_mut(self.count).zip(squares) {
                    for pixel in square.chunks_exact(self.count) {
                        sums.iter_mut().zip(pixel).for_each(|(sum, it)| *sum += u32::from(*it));
                    }
                }
            }
            let height = (rows.len() / row) as u32;
            for (x, sums) in sums.chunks_exact(self.count).enumerate() {
                let width = side.min(self.size.0 - x as u32 * side);
                let pixels = width * height;
                samples.extend(sums.iter().map(|sum| ((sum + pixels / 2) / pixels) as u8));
            }
        }
        Self { size, count: self.count, samples }
    }

    /// The same picture with rows of another length.
    fn narrow(self, width: u32) -> Self {
        if width >= self.size.0 {
            return self;
        }
        let weights = weights(self.size.0, width);
        let row = self.size.0 as usize * self.count;
        let mut samples = Vec::with_capacity(width as usize * self.size.1 as usize * self.count);
        for row in self.samples.chunks_exact(row) {
            for (first, weights) in &weights {
                let pixels = &row[first * self.count..][..weights.len() * self.count];
                let mut sums = [1_i32 << (BITS - 1); 4];
                for (pixel, weight) in pixels.chunks_exact(self.count).zip(weights) {
                    for (sum, sample) in sums.iter_mut().zip(pixel) {
                        *sum += i32::from(*sample) * weight;
                    }
                }
                samples
                    .extend(sums[..self.count].iter().map(|sum| (sum >> BITS).clamp(0, 255) as u8));
            }
        }
        Self { size: (width, self.size.1), count: self.count, samples }
    }

    /// Rows become columns.
    fn turn(self) -> Self {
        let (width, height) = (self.size.0 as usize, self.size.1 as usize);
        let mut samples = Vec::with_capacity(self.samples.len());
        for x in 0..width {
            for y in 0..height {
                samples.extend(&self.samples[(y * width + x) * self.count..][..self.count]);
            }
        }
        Self { size: (self.size.1, self.size.0), count: self.count, samples }
    }
}

/// For each pixel of the result the first pixel that it is made of, and their weights.
fn weights(from: u32, to: u32) -> Vec<(usize, Vec<i32>)> {
    let step = f64::from(from) / f64::from(to);
    let one = 1 << BITS;
    (0..to)
        .map(|index| {
            let center = (f64::from(index) + 0.5) * step - 0.5;
            let first = (center - 2.0 * step).ceil().max(0.0);
            let last = (center + 2.0 * step).floor().min(f64::from(from - 1));
            let places = (first as u32)..=(last as u32);
            let curve = places.map(|place| catmull_rom((f64::from(place) - center) / step));
            let curve: Vec<f64> = curve.collect();
            let sum: f64 = curve.iter().sum();
            let mut weights: Vec<i32> =
                curve.iter().map(|it| (it / sum * f64::from(one)).round() as i32).collect();
            // What rounding lost or won goes to the heaviest, so that plain areas stay as they are.
            let rest = one - weights.iter().sum::<i32>();
            if let Some(heaviest) = weights.iter_mut().max_by_key(|weight| **weight) {
                *heaviest += rest;
            }
            (first as usize, weights)
        })
        .collect()
}

/// Catmull and Rom, A class of local interpolating splines (1974): a curve of plain sums and
/// products, which are the same on every machine.
fn catmull_rom(x: f64) -> f64 {
    let x = x.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

/// Colours and transparency side by side; a clear pixel's colour counts for nothing.
fn interleave(samples: &Samples, channels: usize) -> Vec<u8> {
    let Some(alpha) = &samples.alpha else { return samples.color.clone() };
    let weigh = |sample: u8, alpha: u8| ((u32::from(sample) * u32::from(alpha) + 127) / 255) as u8;
    let pixels = samples.color.chunks_exact(channels).zip(alpha);
    pixels
        .flat_map(|(pixel, alpha)| {
            pixel.iter().map(move |sample| weigh(*sample, *alpha)).chain([*alpha])
        })
        .collect()
}

fn separate(plane: Plane, channels: usize, before: &Samples) -> Samples {
    let (size, gray) = (plane.size, before.gray);
    if before.alpha.is_none() {
        return Samples { size, gray, color: plane.samples, alpha: None };
    }
    let mut color = Vec::with_capacity(plane.samples.len() / plane.count * channels);
    let mut alphas = Vec::with_capacity(plane.samples.len() / plane.count);
    for pixel in plane.samples.chunks_exact(plane.count) {
        let alpha = u32::from(pixel[channels]);
        let whole = |sample: &u8| {
            let whole = (u32::from(*sample) * 255 + alpha / 2).checked_div(alpha);
            whole.unwrap_or(0).min(255) as u8
        };
        color.extend(pixel[..channels].iter().map(whole));
        alphas.push(pixel[channels]);
    }
    Samples { size, gray, color, alpha: Some(alphas) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gray(size: (u32, u32), sample: impl Fn(u32, u32) -> u8) -> Samples {
        let rows = (0..size.1).flat_map(|y| (0..size.0).map(move |x| (x, y)));
        Samples { size, gray: true, color: rows.map(|(x, y)| sample(x, y)).collect(), alpha: None }
    }

    #[test]
    fn plain_areas_and_slopes_stay_as_they_are() {
        for (from, to) in [((301, 97), (100, 33)), ((4000, 30), (181, 2)), ((50, 50), (49, 50))] {
            let plain = shrink(&gray(from, |_, _| 77), to);
            assert_eq!((plain.size, plain.color.iter().all(|it| *it == 77)), (to, true));
            let slope = shrink(&gray(from, |x, _| (x * 255 / from.0) as u8), to);
            for (index, sample) in slope.color[..to.0 as usize].iter().enumerate().skip(4) {
                // A sample stands in the middle of what it covers; the slope begins at its edge.
                let middle = (index as f32 + 0.5) * from.0 as f32 / to.0 as f32;
                let expected = (middle - 0.5) / from.0 as f32 * 255.0;
                if index + 4 < to.0 as usize {
                    assert!((f32::from(*sample) - expected).abs() < 3.0, "{index}: {sample}");
                }
            }
        }
    }

    #[test]
    fn fine_patterns_become_their_mean() {
        let checks = gray((600, 600), |x, y| if (x + y) % 2 == 0 { 255 } else { 0 });
        let small = shrink(&checks, (100, 100));
        assert!(small.color.iter().all(|it| it.abs_diff(128) < 6), "{:?}", &small.color[..9]);
    }

    #[test]
    fn the_colour_of_clear_pixels_does_not_show() {
        let mut samples = gray((8, 8), |x, _| if x % 2 == 0 { 200 } else { 0 });
        samples.alpha = Some((0..64).map(|at| if at % 2 == 0 { 255 } else { 0 }).collect());
        let small = shrink(&samples, (4, 4));
        assert!(small.color.iter().all(|it| it.abs_diff(200) < 3), "{:?}", small.color);
        let alpha = small.alpha.unwrap();
        assert!(alpha.iter().all(|it| (100..156).contains(it)), "{alpha:?}");
    }

    #[test]
    fn colours_keep_apart() {
        let size = (9, 9);
        let color = (0..81).flat_map(|_| [250, 120, 3]).collect();
        let small = shrink(&Samples { size, gray: false, color, alpha: None }, (4, 3));
        assert_eq!(small.size, (4, 3));
        assert!(small.color.chunks_exact(3).all(|pixel| pixel == [250, 120, 3]));
    }
}
