//! Makes an ordinary font of a variable one, in one weight.
//!
//! A variable font draws its default weight wherever nobody asks for another, and that may be
//! anything. What comes out of here looks the same to shaping, to the PDF writer and to browsers.
//! Kerning and the places of marks are those of the default weight.

use skrifa::instance::{Location, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use write_fonts::tables::glyf::{GlyfLocaBuilder, Glyph, SimpleGlyph};
use write_fonts::tables::loca::LocaFormat;
use write_fonts::types::Tag;
use write_fonts::{FontBuilder, dump_table};

const WEIGHT: Tag = Tag::new(b"wght");

/// Tables that speak of variations, or of points that have moved.
const DROPPED: [&[u8; 4]; 17] = [
    b"fvar", b"gvar", b"avar", b"cvar", b"HVAR", b"VVAR", b"MVAR", b"STAT", b"fpgm", b"prep",
    b"cvt ", b"hdmx", b"LTSH", b"VDMX", b"DSIG", b"gasp", b"FFTM",
];

/// The weights that a variable font can have, `None` where it has but one; an error where the
/// font is not variable.
pub(super) fn weights(bytes: &[u8], index: u32) -> Result<Option<(f32, f32)>, ()> {
    let font = FontRef::from_index(bytes, index).map_err(|_| ())?;
    let axes = font.axes();
    if axes.is_empty() {
        return Err(());
    }
    let weight = axes.iter().find(|axis| axis.tag() == WEIGHT);
    Ok(weight.map(|axis| (axis.min_value(), axis.max_value())))
}

/// The font in a weight, or in its default one where it has no other; `None` where its outlines are
/// not those of TrueType, or damaged.
pub(super) fn instance(bytes: &[u8], index: u32, weight: Option<f32>) -> Option<Vec<u8>> {
    let font = FontRef::from_index(bytes, index).ok()?;
    let location = match weight {
        Some(weight) => font.axes().location([(WEIGHT, weight)]),
        None => font.axes().location::<[(Tag, f32); 0]>([]),
    };
    let drawn = draw(&font, &location)?;
    let mut builder = FontBuilder::new();
    for record in font.table_directory().table_records() {
        let tag = record.tag();
        if DROPPED.iter().any(|dropped| tag == Tag::new(dropped)) {
            continue;
        }
        let mut table = font.table_data(tag)?.as_bytes().to_vec();
        match &tag.to_be_bytes() {
            b"glyf" => table.clone_from(&drawn.glyf),
            b"loca" => table.clone_from(&drawn.loca),
            b"hmtx" => table.clone_from(&drawn.hmtx),
            // `indexToLocFormat`; bit 0 of `macStyle` is bold.
            b"head" => {
                *table.get_mut(51)? = u8::from(drawn.format == LocaFormat::Long);
                set_bit(table.get_mut(45)?, 0, weight);
            }
            // `numberOfHMetrics`
            b"hhea" => table.get_mut(34..36)?.copy_from_slice(&drawn.count.to_be_bytes()),
            b"maxp" => drawn.measure(&mut table)?,
            // `usWeightClass`; bits 5 and 6 of `fsSelection` are bold and regular.
            b"OS/2" => {
                if let Some(weight) = weight {
                    table.get_mut(4..6)?.copy_from_slice(&(weight as u16).to_be_bytes());
                }
                set_bit(table.get_mut(63)?, 5, weight);
                set_bit(table.get_mut(63)?, 6, weight.map(|weight| 1000.0 - weight));
            }
            _ => {}
        }
        builder.add_raw(tag, table);
    }
    Some(builder.build())
}

/// Sets a bit where a weight is bold, and clears it where it is regular.
fn set_bit(byte: &mut u8, bit: u8, weight: Option<f32>) {
    match weight {
        Some(weight) if weight > 550.0 => *byte |= 1 << bit,
        Some(_) => *byte &= !(1 << bit),
        None => {}
    }
}

/// The tables of outlines.
struct Drawn {
    glyf: Vec<u8>,
    loca: Vec<u8>,
    format: LocaFormat,
    hmtx: Vec<u8>,
    count: u16,
    most_points: u16,
    most_contours: u16,
}

impl Drawn {
    /// Writes what there is at most into `maxp`: parts of letters and programs there are none.
    fn measure(&self, table: &mut [u8]) -> Option<()> {
        table.get_mut(6..8)?.copy_from_slice(&self.most_points.to_be_bytes());
        table.get_mut(8..10)?.copy_from_slice(&self.most_contours.to_be_bytes());
        table.get_mut(10..14)?.fill(0);
        table.get_mut(16..32)?.fill(0);
        Some(())
    }
}

fn draw(font: &FontRef<'_>, location: &Location) -> Option<Drawn> {
    let outlines = font.outline_glyphs();
    let metrics = font.glyph_metrics(Size::unscaled(), location);
    let count = font.maxp().ok()?.num_glyphs();
    let mut builder = GlyfLocaBuilder::new();
    let mut hmtx = Vec::with_capacity(usize::from(count) * 4);
    let (mut most_points, mut most_contours) = (0, 0);
    for glyph in (0..count).map(GlyphId::from) {
        let mut pen = Pen::default();
        let settings = DrawSettings::unhinted(Size::unscaled(), location);
        outlines.get(glyph)?.draw(settings, &mut pen).ok()?;
        let mut left = 0;
        if pen.0.is_empty() {
            builder.add_glyph(&Glyph::Empty).ok()?;
        } else {
            let glyph = SimpleGlyph::from_bezpath(&pen.0).ok()?;
            left = glyph.bbox.x_min;
            let points: usize = glyph.contours.iter().map(|contour| contour.len()).sum();
            most_points = u16::try_from(points).ok()?.max(most_points);
            most_contours = u16::try_from(glyph.contours.len()).ok()?.max(most_contours);
            builder.add_glyph(&Glyph::Simple(glyph)).ok()?;
        }
        let advance = metrics.advance_width(glyph).unwrap_or_default().round();
        hmtx.extend((advance.clamp(0.0, 65_535.0) as u16).to_be_bytes());
        hmtx.extend(left.to_be_bytes());
    }
    let (glyf, loca, format) = builder.build();
    let (glyf, loca) = (dump_table(&glyf).ok()?, dump_table(&loca).ok()?);
    Some(Drawn { glyf, loca, format, hmtx, count, most_points, most_contours })
}

/// Takes down an outline in whole units.
#[derive(Default)]
struct Pen(kurbo::BezPath);

fn point(x: f32, y: f32) -> kurbo::Point {
    kurbo::Point::new(f64::from(x.round()), f64::from(y.round()))
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(point(cx, cy), point(x, y));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.curve_to(point(ax, ay), point(bx, by), point(x, y));
    }

    fn close(&mut self) {
        self.0.close_path();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VARIABLE: &[u8] = include_bytes!("../../tests/fonts/variable.ttf");
    const MASTERS: [(f32, &[u8]); 2] = [
        (
            400.0,
            include_bytes!(
                "../../fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"
            ),
        ),
        (
            700.0,
            include_bytes!(
                "../../fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Bold.ttf"
            ),
        ),
    ];

    /// The advance of a character and the points of its outline.
    fn drawn(file: &[u8], c: char) -> (f32, Vec<kurbo::PathEl>) {
        let font = FontRef::new(file).unwrap();
        let glyph = font.charmap().map(c).unwrap();
        let mut pen = Pen::default();
        let location = Location::default();
        let settings = DrawSettings::unhinted(Size::unscaled(), location.coords());
        font.outline_glyphs().get(glyph).unwrap().draw(settings, &mut pen).unwrap();
        let metrics = font.glyph_metrics(Size::unscaled(), location.coords());
        (metrics.advance_width(glyph).unwrap(), pen.0.elements().to_vec())
    }

    #[test]
    fn each_weight_has_the_letters_of_its_own_font() {
        assert_eq!(weights(VARIABLE, 0), Ok(Some((400.0, 700.0))));
        for (weight, master) in MASTERS {
            let file = instance(VARIABLE, 0, Some(weight)).unwrap();
            assert_eq!(weights(&file, 0), Err(()), "it is no variable font any more");
            for c in "ano gEQ8%é•".chars() {
                let (advance, points) = drawn(&file, c);
                let (expected, outline) = drawn(master, c);
                assert_eq!(advance, expected, "{c} in {weight}");
                assert_eq!(points.len(), outline.len(), "{c} in {weight}");
                let ends = points.iter().zip(&outline);
                let near =
                    |(a, b): (&kurbo::PathEl, &kurbo::PathEl)| match (a.end_point(), b.end_point())
                    {
                        (Some(a), Some(b)) => a.distance(b) < 1.5,
                        (a, b) => a == b,
                    };
                assert!(ends.into_iter().all(near), "{c} in {weight}: {points:?} {outline:?}");
            }
            let os2 = FontRef::new(&file).unwrap().os2().unwrap().us_weight_class();
            assert_eq!(f32::from(os2), weight);
        }
    }

    #[test]
    fn a_variable_font_that_breaks_off_gives_nothing() {
        for length in (0..VARIABLE.len()).step_by(97) {
            // Whatever comes of it, it is no panic.
            let _ = weights(&VARIABLE[..length], 0)
                .map(|_| instance(&VARIABLE[..length], 0, Some(400.0)).map(|file| file.len()));
        }
    }
}
