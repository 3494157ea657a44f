//! A picture of pixels, as its file has them.

use std::sync::Arc;

/// How the stored picture is turned before it is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Orientation {
    /// Whether left and right are exchanged first.
    pub mirrored: bool,
    /// Quarters of a turn to the right, after that; 0 to 3.
    pub quarter_turns: u8,
}

impl Orientation {
    /// The orientations of Exif 2.32 (4.6.4, tag 0112), from number 1 on.
    const EXIF: [(bool, u8); 8] = [
        (false, 0),
        (true, 0),
        (false, 2),
        (true, 2),
        (true, 3),
        (false, 1),
        (true, 1),
        (false, 3),
    ];

    /// The orientation of a number in a camera's notes.
    #[must_use]
    pub fn from_exif(number: u16) -> Option<Self> {
        let index = usize::from(number).checked_sub(1)?;
        Self::EXIF.get(index).map(|&(mirrored, quarter_turns)| Self { mirrored, quarter_turns })
    }

    /// The number in a camera's notes.
    #[must_use]
    pub fn to_exif(self) -> u8 {
        let this = (self.mirrored, self.quarter_turns);
        let index = Self::EXIF.iter().position(|&other| other == this);
        index.map_or(1, |index| index as u8 + 1)
    }

    /// Whether width and height change places.
    #[must_use]
    pub fn swaps_sides(self) -> bool {
        self.quarter_turns % 2 == 1
    }

    /// Whether the stored picture is looked at as it is.
    #[must_use]
    pub fn is_upright(self) -> bool {
        self == Self::default()
    }

    /// Where the pixel at `x`, `y` of a stored picture of `width` by `height` is looked at.
    #[must_use]
    pub fn place(self, (x, y): (u32, u32), (width, height): (u32, u32)) -> (u32, u32) {
        let x = if self.mirrored { width - 1 - x } else { x };
        match self.quarter_turns {
            1 => (height - 1 - y, x),
            2 => (width - 1 - x, height - 1 - y),
            3 => (y, width - 1 - x),
            _ => (x, y),
        }
    }
}

/// A picture of pixels. It keeps the file, which is smaller than its pixels.
#[derive(Clone, Debug)]
pub struct Raster {
    /// Width and height as stored, in pixels.
    pub stored_size: (u32, u32),
    /// How it is turned before it is looked at.
    pub orientation: Orientation,
    /// The ICC profile of its colours; `None` is sRGB, or its grey.
    pub profile: Option<Arc<[u8]>>,
    /// Whether all of its border is solid and about as bright as white.
    pub(super) pale_border: bool,
    pub(super) source: Source,
}

/// What the pixels are read from. Each was read once before, so that it can be read again.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Png(Arc<[u8]>, Channels),
    /// A JPEG that PDF readers decode themselves, without the camera's notes.
    Jpeg(Arc<[u8]>),
    /// A JPEG that they would show in wrong colours.
    ForeignJpeg(Arc<[u8]>, Ink),
    /// Samples that were made smaller.
    Plain(Arc<Samples>),
}

/// Which samples a picture needs, so that none is kept that says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Channels {
    pub(super) gray: bool,
    pub(super) alpha: bool,
}

/// How the samples of a JPEG become light.
#[derive(Clone, Debug)]
pub(super) enum Ink {
    /// They are light already.
    Light,
    /// They are inks.
    Press {
        /// The picture's own profile.
        icc: Option<Arc<[u8]>>,
        /// Whether the largest sample is no ink, as Adobe's programs write it.
        inverted: bool,
        /// Whether three of the inks are stored as brightness and two colours.
        mixed: bool,
    },
}

/// The pixels of a [`Raster`], encoded or plain.
#[derive(Clone, Debug)]
pub enum RasterData {
    /// A JPEG, grey or in colour, that can be put into a PDF as it is. Its ICC profile is in it.
    Jpeg(Arc<[u8]>),
    /// Plain samples.
    Samples(Samples),
}

/// Plain samples of 8 bits, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Samples {
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Whether `color` has one grey sample a pixel, and not red, green and blue.
    pub gray: bool,
    /// The colours.
    pub color: Vec<u8>,
    /// One sample a pixel, 0 for clear and 255 for solid, where not all is solid.
    pub alpha: Option<Vec<u8>>,
}

impl Raster {
    /// Width and height as looked at, in pixels.
    #[must_use]
    pub fn upright_size(&self) -> (f32, f32) {
        let (width, height) = (self.stored_size.0 as f32, self.stored_size.1 as f32);
        if self.orientation.swaps_sides() { (height, width) } else { (width, height) }
    }
}

impl Samples {
    /// The same picture, turned as it is looked at.
    #[must_use]
    pub fn turned(self, orientation: Orientation) -> Self {
        if orientation.is_upright() {
            return self;
        }
        let (width, height) = self.size;
        let size = if orientation.swaps_sides() { (height, width) } else { (width, height) };
        let turn = |samples: &[u8], channels: usize| {
            let mut turned = vec![0; samples.len()];
            for (index, pixel) in samples.chunks_exact(channels).enumerate() {
                let from = (index as u32 % width, index as u32 / width);
                let (x, y) = orientation.place(from, self.size);
                let at = (y as usize * size.0 as usize + x as usize) * channels;
                turned[at..at + channels].copy_from_slice(pixel);
            }
            turned
        };
        Self {
            size,
            gray: self.gray,
            color: turn(&self.color, if self.gray { 1 } else { 3 }),
            alpha: self.alpha.as_ref().map(|alpha| turn(alpha, 1)),
        }
    }
}
