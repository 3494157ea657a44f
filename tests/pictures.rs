//! Pictures of every kind in a tagged PDF: it passes both standards, stays small, and shows what
//! the files show.

use std::sync::Arc;

use chapbook::geometry::{Pt, Rect};
use chapbook::pdf::{picture, shrink};
use chapbook::picture::{Picture, PictureFonts};
use jpeg_encoder::ColorType;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{BBox, ContentTag, Node, Placement, Tag, TagGroup, TagTree};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

#[path = "../src/picture/tests/make.rs"]
#[expect(dead_code, reason = "some of it is for the tests of the reader alone")]
mod make;

fn fonts() -> PictureFonts {
    let files = [
        "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf",
        "noto-sans/NotoSans-Regular.ttf",
    ];
    PictureFonts::new(files.map(|file| {
        let path = format!("{}/fonts/{file}", env!("CARGO_MANIFEST_DIR"));
        Arc::new(std::fs::read(path).unwrap()) as Arc<dyn AsRef<[u8]> + Send + Sync>
    }))
}

fn read(bytes: Vec<u8>, name: &str) -> Picture {
    Picture::read(bytes.into(), name, &fonts()).unwrap().0
}

/// A page of 200 by 100 points a picture, with the picture as a figure that fills it.
fn document(pictures: &[Picture]) -> Vec<u8> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .unwrap();
    let settings = krilla::SerializeSettings { configuration, ..Default::default() };
    let mut document = krilla::Document::new_with(settings);
    let drawn = picture::Pictures::of(pictures.iter().map(|picture| (picture, (200.0, 100.0))));
    let mut tree = TagTree::new().with_lang(Some("en-GB".into()));
    let size = krilla::geom::Size::from_wh(200.0, 100.0).unwrap();
    for (index, picture) in pictures.iter().enumerate() {
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        let id = surface.start_tagged(ContentTag::Other);
        drawn.draw(&mut surface, picture, Rect::new(Pt::ZERO, Pt::ZERO, Pt(200.0), Pt(100.0)));
        surface.end_tagged();
        surface.finish();
        page.finish();
        let rect = krilla::geom::Rect::from_xywh(0.0, 0.0, 200.0, 100.0).unwrap();
        let tag = Tag::Figure(Some(format!("Picture {index}")))
            .with_bbox(Some(BBox::new(index, rect)))
            .with_placement(Some(Placement::Block));
        let figure = TagGroup::with_children(tag, vec![Node::Leaf(id)]);
        tree.push(figure);
    }
    document.set_tag_tree(tree);
    let mut outline = Outline::new();
    let top = krilla::destination::XyzDestination::new(0, krilla::geom::Point::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new("Pictures".into(), top));
    document.set_outline(outline);
    let date = DateTime::new(2026).month(1).day(2).hour(3).minute(4).second(5);
    document.set_metadata(
        Metadata::new()
            .title("Pictures".into())
            .language("en-GB".into())
            .creation_date(date.utc_offset_hour(0).utc_offset_minute(0)),
    );
    document.finish().unwrap()
}

fn check(pdf: &[u8], what: &str) {
    if let Ok(folder) = std::env::var("CHAPBOOK_PICTURES") {
        std::fs::write(format!("{folder}/{}.pdf", what.replace(' ', "-")), pdf).unwrap();
    }
    for profile in [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1] {
        let report =
            validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).unwrap();
        assert!(report.failures.is_empty(), "{what}: {:?}", report.failures);
    }
}

fn gradient(width: u32, height: u32) -> make::Png {
    let sample = |at: u32, most: u32| (at * 255 / most) as u8;
    let row = |y: u32| {
        (0..width)
            .flat_map(move |x| [sample(x, width), sample(y, height), sample(x + y, width + height)])
            .collect()
    };
    make::Png::new((width, height), 8, 2, (0..height).map(row).collect())
}

fn every_kind() -> Vec<(&'static str, Picture)> {
    let (colored, gray) = (gradient(40, 20), vec![vec![1, 200, 3]; 2]);
    let clear = make::Png::new((2, 1), 8, 6, vec![vec![1, 2, 3, 99, 4, 5, 6, 255]]);
    let turned = |number: u8| {
        let mut notes = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        notes.extend([number, 0, 0, 0, 0, 0, 0]);
        make::jpeg_with((40, 20), ColorType::Rgb, &[200, 30, 60], |encoder| {
            encoder.add_exif_metadata(&notes).unwrap();
        })
    };
    let p3 = make::display_p3();
    let photo = |kind, pixel: &[u8]| make::jpeg((40, 20), kind, pixel);
    let with_profile = make::jpeg_with((40, 20), ColorType::Rgb, &[1, 2, 3], |encoder| {
        encoder.add_icc_profile(&p3).unwrap();
    });
    let progressive = make::jpeg_with((40, 20), ColorType::Rgb, &[1, 2, 3], |encoder| {
        encoder.set_progressive(true);
    });
    let inside = format!(
        "<image width='50' height='25' xlink:href='data:image/png;base64,{}'/>",
        make::base64(&make::png(&clear))
    );
    let drawing = "<title>Not the description</title>\
        <defs><linearGradient id='l'><stop stop-color='red'/><stop offset='1' stop-color='blue' \
        stop-opacity='.5'/></linearGradient>\
        <radialGradient id='r'><stop stop-color='#fff'/><stop offset='1'/></radialGradient>\
        <clipPath id='c'><circle cx='25' cy='25' r='20'/></clipPath>\
        <mask id='m'><rect width='50' height='50' fill='url(#l)'/></mask>\
        <pattern id='p' width='9' height='9' patternUnits='userSpaceOnUse'>\
        <circle cx='4' cy='4' r='3'/></pattern></defs>\
        <rect width='50' height='50' fill='url(#l)' clip-path='url(#c)'/>\
        <rect x='50' width='25' height='50' fill='url(#r)' mask='url(#m)'/>\
        <rect x='75' width='25' height='50' fill='url(#p)' stroke='green'/>\
        <g opacity='.5' style='mix-blend-mode:multiply'><path d='M0 0h9v9z'/></g>\
        <text x='5' y='30' stroke='red' paint-order='stroke'>Aż µ Ω 12</text>";
    let effect = "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter>\
        <rect x='9' y='9' width='50' height='30' filter='url(#f)'/>";
    let png = |png: &make::Png| read(make::png(png), "a.png");
    let jpeg = |bytes| read(bytes, "a.jpg");
    let svg = |inner: &str| read(make::svg(inner), "a.svg");
    vec![
        ("colour PNG", png(&colored)),
        ("grey PNG", png(&make::Png::new((3, 2), 8, 0, gray))),
        ("clear PNG", png(&clear)),
        ("PNG with a profile", png(&gradient(9, 9).with_profile(&p3))),
        ("JPEG", jpeg(photo(ColorType::Rgb, &[200, 30, 60]))),
        ("grey JPEG", jpeg(photo(ColorType::Luma, &[99]))),
        ("progressive JPEG", jpeg(progressive)),
        ("CMYK JPEG", jpeg(photo(ColorType::Cmyk, &[255, 0, 0, 0]))),
        ("JPEG with a profile", jpeg(with_profile)),
        ("turned JPEG", jpeg(turned(6))),
        ("mirrored JPEG", jpeg(turned(2))),
        ("SVG", svg(drawing)),
        ("SVG with a picture", svg(&inside)),
        ("SVG with an effect", svg(effect)),
    ]
}

#[test]
fn every_kind_of_picture_passes_both_standards() {
    let shrinker = shrink::Shrinker::default();
    let kinds = every_kind();
    for (name, picture) in &kinds {
        let pdf = document(std::slice::from_ref(picture));
        check(&pdf, &format!("{name} as written"));
        check(&shrinker.shrink(pdf), name);
    }
    let all: Vec<_> = kinds.into_iter().map(|(_, picture)| picture).collect();
    check(&shrinker.shrink(document(&all)), "all");
}

#[test]
fn a_picture_used_twice_is_embedded_once() {
    let one = read(make::png(&gradient(100, 60)), "a.png");
    let again = read(make::png(&gradient(100, 60)), "b.png");
    let (single, double) = (document(std::slice::from_ref(&one)), document(&[one, again]));
    let images = |pdf: &[u8]| {
        let text = String::from_utf8_lossy(pdf).into_owned();
        text.matches("/Subtype/Image").count() + text.matches("/Subtype /Image").count()
    };
    assert_eq!((images(&single), images(&double)), (1, 1));
}

#[test]
fn a_drawing_used_twice_is_embedded_once_and_looks_the_same() {
    let line = |color: &str| {
        let path = format!("<path d='M9 9 L90 40' stroke-width='30' stroke='{color}'/>");
        read(make::svg(&path), "a.svg")
    };
    let (first, other) = (line("#123456"), line("#654321"));
    let forms = |pdf: &[u8]| pdf.windows(5).filter(|bytes| bytes == b"/Form").count();
    let twice = document(&[first.clone(), other, first.clone()]);
    check(&twice, "a drawing twice");
    assert_eq!(forms(&twice), 1, "what comes once stands on its page");
    let alone = render(document(&[first])).remove(0);
    for page in [0, 2] {
        let drawn = &render(twice.clone())[page];
        let pairs = drawn.data_as_u8_slice().iter().zip(alone.data_as_u8_slice());
        let steps: Vec<u8> = pairs.map(|(a, b)| a.abs_diff(*b)).filter(|step| *step > 0).collect();
        // Where its outermost points touch the box around it, both have a soft edge.
        let soft = steps.len() < 40 && steps.iter().all(|step| *step < 64);
        assert!(soft, "{} of 80,000 values differ: {steps:?}", steps.len());
    }
}

#[test]
fn the_same_pictures_give_the_same_bytes() {
    let pdf = || {
        let pictures: Vec<_> = every_kind().into_iter().map(|(_, picture)| picture).collect();
        shrink::Shrinker::default().shrink(document(&pictures))
    };
    assert!(pdf() == pdf());
}

/// Looks at the middle of each page with a renderer of another house.
fn render(pdf: Vec<u8>) -> Vec<hayro::vello_cpu::Pixmap> {
    let pdf = hayro::hayro_syntax::Pdf::new(pdf).unwrap();
    let cache = hayro::RenderCache::new();
    pdf.pages()
        .iter()
        .map(|page| {
            hayro::render(
                page,
                &cache,
                &hayro::hayro_interpret::InterpreterSettings::default(),
                &hayro::RenderSettings::default(),
                &hayro::PixmapSettings::default(),
            )
        })
        .collect()
}

#[test]
fn shrinking_changes_no_pixel_and_saves_most_of_a_gradient() {
    let two = |a: [u8; 3], b: [u8; 3]| {
        let row: Vec<u8> = (0..64).flat_map(|x| if x % 5 == 0 { a } else { b }).collect();
        make::Png::new((64, 32), 8, 2, vec![row; 32])
    };
    let clear = make::Png::new(
        (16, 16),
        8,
        6,
        (0..16)
            .map(|y| {
                (0..16u8).flat_map(|x| [x * 9, y * 9, 7, if x > 7 { 255 } else { 0 }]).collect()
            })
            .collect(),
    );
    let pictures: Vec<_> =
        [gradient(320, 200), two([1, 2, 3], [200, 100, 0]), two([0; 3], [255; 3]), clear]
            .iter()
            .map(|png| read(make::png(png), "a.png"))
            .collect();
    let written = document(&pictures);
    let shrunk = shrink::Shrinker::default().shrink(written.clone());
    check(&shrunk, "shrunk");
    let saved = written.len() - shrunk.len();
    assert!(saved > 60_000, "{} bytes became {}", written.len(), shrunk.len());
    for (before, after) in render(written).iter().zip(render(shrunk)) {
        assert!(before.data_as_u8_slice() == after.data_as_u8_slice());
    }
}

#[test]
fn a_file_that_is_no_pdf_is_left_as_it_is() {
    let pdf = document(&[read(make::png(&gradient(9, 9)), "a.png")]);
    for length in [0, 9, pdf.len() / 2, pdf.len() - 20] {
        let cut = pdf[..length].to_vec();
        assert_eq!(shrink::Shrinker::default().shrink(cut.clone()), cut);
    }
}

/// A picture of four quarters, turned as each number of Exif says, looks the same upright.
#[test]
fn turned_pictures_stand_upright_on_the_page() {
    let colors = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 0]];
    // Which quarter (left top, right top, left bottom, right bottom) is stored where.
    let stored = [
        [0, 1, 2, 3],
        [1, 0, 3, 2],
        [3, 2, 1, 0],
        [2, 3, 0, 1],
        [0, 2, 1, 3],
        [1, 3, 0, 2],
        [3, 1, 2, 0],
        [2, 0, 3, 1],
    ];
    for (number, quarters) in (1..).zip(stored) {
        let notes = |number| {
            let mut notes = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
            notes.extend([number, 0, 0, 0, 0, 0, 0]);
            notes
        };
        let pixels: Vec<u8> =
            (0..32 * 32).flat_map(|at| colors[quarters[at % 32 / 16 + at / 512 * 2]]).collect();
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 100);
        encoder.add_exif_metadata(&notes(number)).unwrap();
        encoder.encode(&pixels, 32, 32, ColorType::Rgb).unwrap();
        let page = render(document(&[read(bytes, "a.jpg")])).remove(0);
        let (width, height) = (usize::from(page.width()), usize::from(page.height()));
        let places = [(1, 1), (3, 1), (1, 3), (3, 3)];
        for ((x, y), color) in places.into_iter().zip(colors) {
            let at = (y * height / 4 * width + x * width / 4) * 4;
            let found = &page.data_as_u8_slice()[at..at + 3];
            let near = found.iter().zip(color).all(|(found, wanted)| found.abs_diff(wanted) < 12);
            assert!(near, "orientation {number}, {x}/4 {y}/4: {found:?} is not {color:?}");
        }
    }
}
