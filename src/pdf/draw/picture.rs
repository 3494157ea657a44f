//! Draws pictures, each embedded once however often it is drawn; SVGs become paths.

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex};

use krilla::geom::{Size, Transform};
use krilla::graphic::Graphic;
use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use krilla::surface::Surface;

use super::drawing;
use crate::editions::AccentInks;
use crate::geometry::Rect;
use crate::picture::{
    Drawing, Orientation, Picture, PictureId, PictureKind, Raster, RasterData, Samples,
};

/// The pictures of a file as the PDF writer wants them.
#[derive(Default)]
pub struct Pictures {
    images: Mutex<HashMap<PictureId, Image>>,
    /// The largest size in which each picture is drawn; none where pictures stay as fine as they are.
    largest: HashMap<PictureId, (f32, f32)>,
    /// Drawings that come again in the same size. What is drawn once stands on its page.
    repeated: HashSet<Sized>,
    graphics: Mutex<HashMap<Sized, Graphic>>,
    /// What drawings in the accent's colour are printed in, where it has inks of its own.
    accent: Option<AccentInks>,
}

/// Pixels to the inch that readers can see, on a screen that shows two for one and on paper.
const MOST_DPI: f32 = 300.0;

/// A picture in a size: the bits of its width and height in points.
type Sized = (PictureId, [u32; 2]);

fn sized(picture: &Picture, (width, height): (f32, f32)) -> Sized {
    (picture.id, [width.to_bits(), height.to_bits()])
}

impl Pictures {
    /// For a file that draws these pictures in these sizes, in points.
    pub fn of<'p>(drawn: impl Iterator<Item = (&'p Picture, (f32, f32))>) -> Self {
        let mut seen = HashSet::new();
        let drawings = drawn.filter(|(it, _)| matches!(it.kind, PictureKind::Drawing(_)));
        let repeated = drawings.map(|(picture, size)| sized(picture, size));
        let repeated = repeated.filter(|it| !seen.insert(*it)).collect();
        Self { repeated, ..Self::default() }
    }

    /// The same with pictures no finer than these sizes show, in points.
    #[must_use]
    pub fn no_finer<'p>(mut self, drawn: impl Iterator<Item = (&'p Picture, (f32, f32))>) -> Self {
        for (picture, (width, height)) in drawn {
            let largest = self.largest.entry(picture.id).or_default();
            *largest = (largest.0.max(width), largest.1.max(height));
        }
        self
    }

    /// The same with the accent of drawings in inks of its own.
    #[must_use]
    pub fn with_accent(self, accent: AccentInks) -> Self {
        Self { accent: Some(accent), ..self }
    }

    /// Draws a picture so that it fills an area.
    pub fn draw(&self, surface: &mut Surface<'_>, picture: &Picture, area: Rect) {
        let (width, height) = (area.width.0, area.height.0);
        surface.push_transform(&Transform::from_translate(area.x.0, area.y.0));
        match &picture.kind {
            PictureKind::Drawing(drawing) => {
                let key = sized(picture, (width, height));
                if self.repeated.contains(&key) {
                    let graphic = self.graphic(surface, key, drawing, (width, height));
                    surface.draw_graphic(graphic);
                } else {
                    drawing::draw(surface, drawing, (width, height), self.accent);
                }
            }
            PictureKind::Raster(raster) => {
                let stored = if raster.orientation.swaps_sides() {
                    (height, width)
                } else {
                    (width, height)
                };
                surface.push_transform(&turn(raster.orientation, stored));
                surface.draw_image(self.image(picture, raster), size(stored));
                surface.pop();
            }
        }
        surface.pop();
    }

    /// A drawing as something to be drawn again, made at its first use.
    fn graphic(
        &self,
        surface: &mut Surface<'_>,
        key: Sized,
        drawing: &Drawing,
        area: (f32, f32),
    ) -> Graphic {
        let mut graphics = self.graphics.lock().expect("making a graphic does not panic");
        let make = || {
            let mut builder = surface.stream_builder();
            let mut inner = builder.surface();
            drawing::draw(&mut inner, drawing, area, self.accent);
            inner.finish();
            Graphic::new(builder.finish(), false)
        };
        graphics.entry(key).or_insert_with(make).clone()
    }

    /// The image of a picture, made at its first use.
    fn image(&self, picture: &Picture, raster: &Raster) -> Image {
        let make = || {
            let largest = self.largest.get(&picture.id);
            let small = largest.and_then(|largest| picture.for_paper(*largest, MOST_DPI));
            image(small.as_ref().unwrap_or(raster))
        };
        let mut images = self.images.lock().expect("making an image does not panic");
        images.entry(picture.id).or_insert_with(make).clone()
    }
}

/// A picture of pixels for the PDF writer.
#[must_use]
pub fn image(raster: &Raster) -> Image {
    let image = match raster.data() {
        RasterData::Jpeg(bytes) => {
            let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(bytes);
            Image::from_jpeg(bytes.into(), false)
        }
        RasterData::Samples(samples) => {
            let profile = raster.profile.clone();
            Image::from_custom(Plain { samples: Arc::new(samples), profile }, false)
        }
    };
    image.expect("a picture that was read can be embedded")
}

fn size((width, height): (f32, f32)) -> Size {
    Size::from_wh(width, height).expect("a picture has a width and a height")
}

/// The way from a picture of `width` by `height` as stored to one as it is looked at.
fn turn(orientation: Orientation, (width, height): (f32, f32)) -> Transform {
    let (sx, ky, kx, sy, tx, ty) = match (orientation.mirrored, orientation.quarter_turns) {
        (false, 1) => (0.0, 1.0, -1.0, 0.0, height, 0.0),
        (false, 2) => (-1.0, 0.0, 0.0, -1.0, width, height),
        (false, 3) => (0.0, -1.0, 1.0, 0.0, 0.0, width),
        (false, _) => (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
        (true, 1) => (0.0, -1.0, -1.0, 0.0, height, width),
        (true, 2) => (1.0, 0.0, 0.0, -1.0, 0.0, height),
        (true, 3) => (0.0, 1.0, 1.0, 0.0, 0.0, 0.0),
        (true, _) => (-1.0, 0.0, 0.0, 1.0, width, 0.0),
    };
    Transform::from_row(sx, ky, kx, sy, tx, ty)
}

/// Plain samples, told apart by all of their bytes.
#[derive(Clone)]
struct Plain {
    samples: Arc<Samples>,
    profile: Option<Arc<[u8]>>,
}

impl Hash for Plain {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.samples.size.hash(state);
        self.samples.gray.hash(state);
        self.samples.color.hash(state);
        self.samples.alpha.hash(state);
        self.profile.hash(state);
    }
}

impl CustomImage for Plain {
    fn color_channel(&self) -> &[u8] {
        &self.samples.color
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        self.samples.alpha.as_deref()
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        self.samples.size
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        self.profile.as_deref()
    }

    fn color_space(&self) -> ImageColorspace {
        if self.samples.gray { ImageColorspace::Luma } else { ImageColorspace::Rgb }
    }
}
