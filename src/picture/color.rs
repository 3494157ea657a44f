//! Colour profiles: which are kept, which are not needed, and ink to light.

use std::sync::Arc;

use moxcms::{
    ColorProfile, DataColorSpace, Layout, ProfileClass, Transform8BitExecutor, TransformOptions,
};

/// What to do with a picture's ICC profile.
pub(super) enum Profile {
    /// Leave it out: its colours are those of sRGB, or of the grey with sRGB's curve.
    Plain,
    /// Embed it.
    Keep(Arc<[u8]>),
    /// It cannot be read, or is not for a picture of this kind.
    Bad,
}

/// Judges a profile for a picture with one or three channels.
pub(super) fn judge(icc: Option<&[u8]>, gray: bool) -> Profile {
    let Some(icc) = icc else {
        return Profile::Plain;
    };
    let (space, layout) = if gray {
        (DataColorSpace::Gray, Layout::Gray)
    } else {
        (DataColorSpace::Rgb, Layout::Rgb)
    };
    // ISO 19005-2, 6.2.4.2, and ISO 32000-1, 8.6.5.5: the classes that an ICCBased space may have.
    let Some(profile) = parse(icc, space).filter(|profile| {
        matches!(
            profile.profile_class,
            ProfileClass::InputDevice
                | ProfileClass::DisplayDevice
                | ProfileClass::OutputDevice
                | ProfileClass::ColorSpace
        )
    }) else {
        return Profile::Bad;
    };
    let Some(to_srgb) = transform(&profile, layout) else {
        return Profile::Bad;
    };
    if changes_nothing(&*to_srgb, gray) { Profile::Plain } else { supported(icc) }
}

fn parse(icc: &[u8], space: DataColorSpace) -> Option<ColorProfile> {
    let profile = ColorProfile::new_from_slice(icc).ok()?;
    (profile.color_space == space).then_some(profile)
}

fn transform(profile: &ColorProfile, layout: Layout) -> Option<Arc<Transform8BitExecutor>> {
    let srgb = ColorProfile::new_srgb();
    profile.create_transform_8bit(layout, &srgb, Layout::Rgb, TransformOptions::default()).ok()
}

/// Whether a conversion to sRGB moves no sample of a grid by more than a rounding error.
fn changes_nothing(to_srgb: &Transform8BitExecutor, gray: bool) -> bool {
    const STEPS: [u8; 6] = [0, 51, 102, 153, 204, 255];
    let channels = if gray { 1 } else { 3 };
    let grid: Vec<u8> = if gray {
        (0..=255).collect()
    } else {
        STEPS
            .iter()
            .flat_map(|r| STEPS.iter().flat_map(move |g| STEPS.iter().map(move |b| [*r, *g, *b])))
            .flatten()
            .collect()
    };
    let mut converted = vec![0; grid.len() / channels * 3];
    to_srgb.transform(&grid, &mut converted).is_ok()
        && converted.iter().enumerate().all(|(index, sample)| {
            let before = if gray { grid[index / 3] } else { grid[index] };
            sample.abs_diff(before) <= 1
        })
}

/// A profile whose version a PDF 1.7 reader need not fear.
///
/// Phones write version 4.3, which differs from the 4.2 of PDF 1.7 (ISO 32000-1, table 66) in
/// tags that pictures do not use; krilla would leave such a profile out. The profile's checksum
/// is then cleared, which says that there is none (ICC.1:2010, 7.2.18).
fn supported(icc: &[u8]) -> Profile {
    let mut icc = icc.to_vec();
    let (Some(2 | 4), Some(minor), true) =
        (icc.first_chunk::<9>().map(|h| h[8]), icc.get(9), icc.len() >= 128)
    else {
        return Profile::Bad;
    };
    if minor >> 4 > 2 {
        icc[9] = 0x20;
        icc[84..100].fill(0);
    }
    Profile::Keep(icc.into())
}

/// A way from the inks of a press to the light of a screen.
#[derive(Clone)]
pub(super) struct InkToLight {
    profile: Option<Arc<Transform8BitExecutor>>,
}

impl InkToLight {
    /// The way that a profile says; without a sound one, each ink takes away its own light.
    pub(super) fn new(icc: Option<&[u8]>) -> Self {
        let profile = icc.and_then(|icc| parse(icc, DataColorSpace::Cmyk));
        Self { profile: profile.and_then(|profile| transform(&profile, Layout::Rgba)) }
    }

    /// Whether the picture's own profile leads the way.
    pub(super) fn has_profile(&self) -> bool {
        self.profile.is_some()
    }

    /// Converts a row of four samples a pixel, 255 for most ink, to three of light.
    pub(super) fn convert(&self, ink: &[u8], light: &mut [u8]) {
        if let Some(profile) = &self.profile
            && profile.transform(ink, light).is_ok()
        {
            return;
        }
        for (ink, light) in ink.chunks_exact(4).zip(light.chunks_exact_mut(3)) {
            let paper = 255 - u32::from(ink[3]);
            for (light, ink) in light.iter_mut().zip(ink) {
                *light = ((255 - u32::from(*ink)) * paper).div_ceil(255).min(255) as u8;
            }
        }
    }
}
