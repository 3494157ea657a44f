//! QR codes as a grid of dark and light modules.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use fast_qr::{ECL, Mode, QRBuilder, QRCode, Version};

/// Light modules that must stay free on each side (ISO/IEC 18004:2015, 9.1).
pub const QUIET_ZONE: usize = 4;

/// So many modules of codes are kept: 1,000 of the largest codes, 20,000 of usual ones.
const MOST_KNOWN: usize = 32_000_000;

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Modules on each side, without the quiet zone.
    pub size: usize,
    modules: Vec<bool>,
}

/// An address is longer than a QR code can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// The most bytes that it may have.
    pub most: usize,
}

/// A run of dark modules: column and row of its top left corner, and how many it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dark {
    /// Column of the leftmost module.
    pub x: usize,
    /// Row of the topmost module.
    pub y: usize,
    /// Modules from left to right.
    pub width: usize,
    /// Modules from top to bottom.
    pub height: usize,
}

/// Codes by their address.
struct KnownCodes {
    codes: BTreeMap<String, Arc<Code>>,
    modules: usize,
}

impl KnownCodes {
    fn keep(&mut self, url: &str, code: &Arc<Code>) {
        if self.modules >= MOST_KNOWN {
            self.codes.clear();
            self.modules = 0;
        }
        if self.codes.insert(url.to_owned(), Arc::clone(code)).is_none() {
            self.modules += code.modules.len();
        }
    }
}

impl Code {
    /// The most bytes at error correction level M (ISO/IEC 18004:2015, table 7, version 40).
    pub const MOST_BYTES: usize = 2331;

    /// Encodes an address, with the highest error correction that the smallest code has room for,
    /// and at least that of level M.
    ///
    /// # Errors
    ///
    /// An address of more than [`Code::MOST_BYTES`].
    pub fn encode(url: &str) -> Result<Arc<Self>, TooLong> {
        /// Codes that were made: an address is the same in every edition, and to find the pattern
        /// that is read best takes as long as to set a page.
        static KNOWN: Mutex<KnownCodes> =
            Mutex::new(KnownCodes { codes: BTreeMap::new(), modules: 0 });
        let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = known().codes.get(url) {
            return Ok(Arc::clone(code));
        }
        let code = Arc::new(Self::make(url)?);
        known().keep(url, &code);
        Ok(code)
    }

    fn make(url: &str) -> Result<Self, TooLong> {
        let too_long = TooLong { most: Self::MOST_BYTES };
        let smallest = build(url, ECL::M, None).ok_or(too_long)?;
        let version = smallest.version;
        let code = [ECL::H, ECL::Q]
            .into_iter()
            .find_map(|level| build(url, level, version))
            .unwrap_or(smallest);
        let modules =
            (0..code.size).flat_map(|y| code[y].iter().map(|module| module.value())).collect();
        Ok(Self { size: code.size, modules })
    }

    /// Whether the module in column `x` and row `y` is dark.
    ///
    /// # Panics
    ///
    /// Outside of the code.
    #[must_use]
    pub fn dark(&self, x: usize, y: usize) -> bool {
        assert!(x < self.size && y < self.size, "a module within the code");
        self.modules[y * self.size + x]
    }

    /// Every dark module once, in few rectangles: runs of a row, joined with equal runs below.
    ///
    /// They are better drawn as one path, or a reader's screen shows hairlines between them.
    #[must_use]
    pub fn rectangles(&self) -> Vec<Dark> {
        let mut done: Vec<Dark> = Vec::new();
        let mut open: Vec<Dark> = Vec::new();
        for y in 0..self.size {
            let mut still_open = Vec::new();
            for (x, width) in self.runs(y) {
                let above = open.iter().position(|run| run.x == x && run.width == width);
                let run = above.map_or(Dark { x, y, width, height: 0 }, |at| open.swap_remove(at));
                still_open.push(Dark { height: run.height + 1, ..run });
            }
            done.append(&mut open);
            open = still_open;
        }
        done.append(&mut open);
        done.sort_by_key(|run| (run.y, run.x));
        done
    }

    /// First column and length of each run of dark modules in a row.
    fn runs(&self, y: usize) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for x in (0..self.size).filter(|x| self.dark(*x, y)) {
            match runs.last_mut() {
                Some((start, length)) if *start + *length == x => *length += 1,
                _ => runs.push((x, 1)),
            }
        }
        runs
    }
}

/// A code in bytes, since addresses tell capitals from small letters.
fn build(url: &str, level: ECL, version: Option<Version>) -> Option<QRCode> {
    let mut builder = QRBuilder::new(url);
    builder.ecl(level).mode(Mode::Byte);
    if let Some(version) = version {
        builder.version(version);
    }
    builder.build().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SCALE: usize = 4;

    /// Reads a code as a telephone does, from its picture, drawn from its rectangles.
    fn read(code: &Code) -> (String, u16) {
        let side = (code.size + 2 * QUIET_ZONE) * SCALE;
        let mut picture = vec![255; side * side];
        for dark in code.rectangles() {
            for y in dark.y * SCALE..(dark.y + dark.height) * SCALE {
                for x in dark.x * SCALE..(dark.x + dark.width) * SCALE {
                    let at = (y + QUIET_ZONE * SCALE) * side + x + QUIET_ZONE * SCALE;
                    assert_eq!(picture[at], 255, "a module is drawn twice");
                    picture[at] = 0;
                }
            }
        }
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| picture[y * side + x]);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        let (meta, text) = grids[0].decode().unwrap();
        (text, meta.ecc_level)
    }

    /// Level M as it stands in a code (ISO/IEC 18004:2015, table 12), Q and H.
    const M_Q_H: [u16; 3] = [0, 3, 2];

    #[test]
    fn an_address_is_read_back_from_its_picture() {
        let url = "https://www.example.org/support?x=Größe&y=%20#top";
        let (text, level) = read(&Code::encode(url).unwrap());
        assert_eq!(text, url);
        assert!(M_Q_H.contains(&level));
    }

    #[test]
    fn spare_room_goes_into_error_correction() {
        // Version 2 has room for 26 bytes at level M and for 14 at H.
        let (_, level) = read(&Code::encode("https://a.example").unwrap());
        assert_eq!(level, 3, "17 bytes fit into version 2 at level Q");
        assert_eq!(Code::encode("https://a.example").unwrap().size, 25);
    }

    #[test]
    fn the_longest_address_fits_and_one_byte_more_is_an_error() {
        let url = |length: usize| format!("https://a.example/{}", "x".repeat(length - 18));
        assert_eq!(Code::encode(&url(2331)).unwrap().size, 177);
        assert_eq!(Code::encode(&url(2332)).unwrap_err(), TooLong { most: 2331 });
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn every_address_is_read_back(path in "[ -~äßЖ漢]{0,120}") {
            let url = format!("https://example.org/{path}");
            let (text, level) = read(&Code::encode(&url).unwrap());
            prop_assert_eq!(text, url);
            prop_assert!(M_Q_H.contains(&level));
        }

        #[test]
        fn rectangles_cover_the_dark_modules_and_nothing_else(path in "[a-z]{0,60}") {
            let code = Code::encode(&path).unwrap();
            let mut covered = vec![false; code.size * code.size];
            for dark in code.rectangles() {
                for y in dark.y..dark.y + dark.height {
                    for x in dark.x..dark.x + dark.width {
                        covered[y * code.size + x] = true;
                    }
                }
            }
            prop_assert_eq!(&covered, &code.modules);
        }
    }
}
