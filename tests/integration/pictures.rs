//! Pictures of every kind in a tagged PDF: it passes both standards, stays small, and shows what
//! the files show.

use std::sync::Arc;

use chapbook::content::{self, EditionName, Options};
use chapbook::geometry::{Pt, Rect};
use chapbook::make::{self as make_book, Request};
use chapbook::pdf::{picture, shrink, trial};
use chapbook::picture::{Picture, PictureFonts};
use chapbook::verify::validate_own;
use jpeg_encoder::ColorType;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{BBox, ContentTag, Node, Placement, Tag, TagGroup, TagTree};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

#[path = "../../src/picture/tests/make.rs"]
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
    let kinds = every_kind();
    for (name, picture) in &kinds {
        let pdf = document(std::slice::from_ref(picture));
        check(&pdf, &format!("{name} as written"));
        check(&shrink::shrink(pdf), name);
    }
    let all: Vec<_> = kinds.into_iter().map(|(_, picture)| picture).collect();
    check(&shrink::shrink(document(&all)), "all");
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
        shrink::shrink(document(&pictures))
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
    let shrunk = shrink::shrink(written.clone());
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
        assert_eq!(shrink::shrink(cut.clone()), cut);
    }
}

/// The colour in the middle of an area of a drawing of 100 by 50 on its page.
fn color_at(inner: &str, places: &[(f32, f32)]) -> Vec<[u8; 3]> {
    let picture = read(make::svg(inner), "a.svg");
    let pdf = trial::drawing(&picture, (200.0, 100.0)).unwrap();
    check(&pdf, &inner.chars().filter(char::is_ascii_alphanumeric).take(40).collect::<String>());
    let page = render(pdf).remove(0);
    let (width, height) = (f32::from(page.width()), f32::from(page.height()));
    let look = |(x, y): &(f32, f32)| {
        let (x, y) = ((x / 100.0 * width) as usize, (y / 50.0 * height) as usize);
        let at = (y * usize::from(page.width()) + x) * 4;
        // On white paper; the samples are multiplied with their opacity.
        let pixel = &page.data_as_u8_slice()[at..at + 4];
        [0, 1, 2].map(|channel| pixel[channel].saturating_add(255 - pixel[3]))
    };
    places.iter().map(look).collect()
}

fn near(found: &[[u8; 3]], wanted: &[[u8; 3]], what: &str) {
    let pairs = found.iter().flatten().zip(wanted.iter().flatten());
    let near = found.len() == wanted.len() && pairs.clone().all(|(a, b)| a.abs_diff(*b) < 20);
    assert!(near, "{what}: {found:?} is not {wanted:?}");
}

#[test]
fn gradients_repeat_themselves_as_in_browsers() {
    let stops = "<stop stop-color='#f00'/><stop offset='1' stop-color='#00f'/>";
    let (red, blue, middle) = ([255, 0, 0], [0, 0, 255], [128, 0, 128]);
    // A gradient over the 20 from 40 on: what stands at 22, 30, 38, 42, 50, 58, 62, 70, 78.
    let places = [22.0, 30.0, 38.0, 42.0, 50.0, 58.0, 62.0, 70.0, 78.0].map(|x| (x, 25.0));
    let linear = |method: &str, more: &str| {
        let inner = format!(
            "<linearGradient id='g' gradientUnits='userSpaceOnUse' x1='40' x2='60' \
             spreadMethod='{method}' {more}>{stops}</linearGradient>\
             <rect width='100' height='50' fill='url(#g)'/>"
        );
        color_at(&inner, &places)
    };
    let (light, dark) = ([230, 0, 25], [25, 0, 230]);
    near(&linear("pad", ""), &[red, red, red, light, middle, dark, blue, blue, blue], "pad");
    let repeated = [light, middle, dark, light, middle, dark, light, middle, dark];
    near(&linear("repeat", ""), &repeated, "repeat");
    let reflected = [dark, middle, light, light, middle, dark, dark, middle, light];
    near(&linear("reflect", ""), &reflected, "reflect");
    // The same by a transformation, and by a stroke.
    let turned = "gradientTransform='translate(50) scale(2) translate(-50)'";
    let wide = linear("repeat", turned);
    near(&wide[3..6], &[[178, 0, 77], middle, [77, 0, 178]], "wider");
    let radial = |method: &str| {
        let inner = format!(
            "<radialGradient id='g' gradientUnits='userSpaceOnUse' cx='50' cy='25' r='10' \
             spreadMethod='{method}'>{stops}</radialGradient>\
             <rect width='100' height='50' fill='url(#g)'/>"
        );
        color_at(&inner, &[51.0, 55.0, 59.0, 61.0, 65.0, 69.0, 81.0].map(|x| (x, 25.0)))
    };
    let repeated = [light, middle, dark, light, middle, dark, light];
    near(&radial("repeat"), &repeated, "radial repeat");
    let reflected = [light, middle, dark, dark, middle, light, dark];
    near(&radial("reflect"), &reflected, "radial reflect");
    // So many that nobody sees them apart, and none at all.
    for ends in ["x1='0' x2='1e-4'", "x1='5' x2='5'"] {
        let inner = format!(
            "<linearGradient id='g' gradientUnits='userSpaceOnUse' {ends} \
             spreadMethod='reflect'>{stops}</linearGradient>\
             <rect width='100' height='50' fill='url(#g)'/>"
        );
        near(&color_at(&inner, &[(50.0, 25.0)]), &[blue], ends);
    }
}

#[test]
fn clips_within_clips_are_drawn_however_deep() {
    let clip = "<clipPath id='c'><rect x='10' y='10' width='80' height='30'/></clipPath>";
    let rect = "<rect width='100' height='50' fill='red'/>";
    for deep in [1, 11, 12, 13, 25, 26, 27, 60, 110] {
        let open = "<g clip-path='url(#c)'>".repeat(deep);
        let inner = format!("{clip}{open}{rect}{}", "</g>".repeat(deep));
        let found = color_at(&inner, &[(50.0, 25.0), (5.0, 25.0), (50.0, 45.0)]);
        near(&found, &[[255, 0, 0], [255; 3], [255; 3]], &format!("{deep} groups"));
        let open = "<svg width='90' height='40'>".repeat(deep);
        let inner = format!("{open}{rect}{}", "</svg>".repeat(deep));
        let found = color_at(&inner, &[(50.0, 25.0), (95.0, 25.0)]);
        near(&found, &[[255, 0, 0], [255; 3]], &format!("{deep} drawings"));
        let chain: String = (0..deep)
            .map(|n| {
                format!(
                    "<clipPath id='c{n}' clip-path='url(#c{})'><rect x='10' y='10' width='80' \
                     height='30'/></clipPath>",
                    n + 1
                )
            })
            .collect();
        let inner = format!("{chain}<g clip-path='url(#c0)'>{rect}</g>");
        let found = color_at(&inner, &[(50.0, 25.0), (5.0, 25.0)]);
        near(&found, &[[255, 0, 0], [255; 3]], &format!("{deep} clips of clips"));
    }
}

#[test]
fn what_reaches_far_out_is_cut_and_looks_the_same() {
    let red = [255, 0, 0];
    for inner in [
        "<rect x='-9e6' y='-9e6' width='18e5' height='1'/>\
         <rect x='-1e6' y='-1e6' width='1e7' height='1e7' fill='red'/>",
        "<g transform='scale(1000)'><g transform='scale(100)'>\
         <path d='M-1-1L9-1L9 9L-1 9z' fill='red'/></g></g>",
        "<path d='M-1e6 25H1e6' stroke='red' stroke-width='90'/>",
        "<path d='M50-1e6V1e6' stroke='red' stroke-width='99' stroke-dasharray='3e6'/>",
        "<g transform='scale(1 .001)'><circle cx='50' cy='25000' r='9e4' fill='red'/></g>",
        "<clipPath id='c' transform='scale(1e4)'><rect x='-99' y='-99' width='999' height='999'/>\
         </clipPath><rect width='100' height='50' fill='red' clip-path='url(#c)'/>",
        "<linearGradient id='g' gradientUnits='userSpaceOnUse' x1='-1e7' x2='1e7'>\
         <stop stop-color='red'/><stop offset='1' stop-color='red'/></linearGradient>\
         <rect width='100' height='50' fill='url(#g)'/>",
        "<pattern id='p' width='1e5' height='1e5' patternUnits='userSpaceOnUse'>\
         <rect width='1e5' height='1e5' fill='red'/></pattern>\
         <rect width='100' height='50' fill='url(#p)'/>",
    ] {
        near(&color_at(inner, &[(50.0, 25.0), (20.0, 40.0)]), &[red; 2], inner);
    }
}

/// A number that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.roll(all.len())]
    }

    fn number(&mut self) -> String {
        const ODD: &[&str] = &["0", "1e-5", "99999", "1e6", "-3000", "0.5", "1e-9", "32768", "7e6"];
        match self.roll(4) {
            0 => self.of(ODD).to_owned(),
            _ => (self.roll(120) as f32 - 10.0).to_string(),
        }
    }

    fn numbers(&mut self, count: usize) -> String {
        (0..count).map(|_| self.number()).collect::<Vec<_>>().join(" ")
    }

    fn transform(&mut self) -> String {
        match self.roll(5) {
            0 => format!("matrix({})", self.numbers(6)),
            1 => format!("scale({})", self.numbers(2)),
            2 => format!("rotate({})", self.number()),
            3 => format!("skewX({})", self.number()),
            _ => format!("translate({})", self.numbers(2)),
        }
    }

    fn paint(&mut self) -> String {
        self.of(&["red", "none", "url(#l)", "url(#r)", "url(#p)", "#0008", "rgb(0 9 9 / 40%)"])
            .to_owned()
    }

    fn shape(&mut self, deep: usize) -> String {
        let look = format!(
            "fill='{}' stroke='{}' stroke-width='{}' transform='{}' {}",
            self.paint(),
            self.paint(),
            self.number(),
            self.transform(),
            self.of(&[
                "",
                "",
                "clip-path='url(#c)'",
                "mask='url(#m)'",
                "opacity='.5'",
                "style='mix-blend-mode:multiply'",
                "stroke-dasharray='3 1'",
            ])
        );
        match self.roll(6) {
            0 if deep > 0 => {
                let inner: String = (0..=self.roll(3)).map(|_| self.shape(deep - 1)).collect();
                format!("<g {look}>{inner}</g>")
            }
            1 => format!("<circle cx='{}' r='{}' {look}/>", self.number(), self.number()),
            2 => format!("<path d='M{}C{}z' {look}/>", self.numbers(2), self.numbers(6)),
            3 => format!("<polyline points='{}' {look}/>", self.numbers(8)),
            4 => format!("<text y='20' {look}>Aż µ</text>"),
            _ => format!(
                "<rect x='{}' y='{}' width='{}' height='{}' {look}/>",
                self.number(),
                self.number(),
                self.number(),
                self.number()
            ),
        }
    }

    fn drawing(&mut self) -> String {
        let stops = "<stop stop-color='red'/><stop offset='1' stop-opacity='.4'/>";
        let spread = ["pad", "repeat", "reflect"][self.roll(3)];
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='{}'><defs>\
             <linearGradient id='l' spreadMethod='{spread}' gradientTransform='{}'>{stops}\
             </linearGradient>\
             <radialGradient id='r' spreadMethod='{spread}' fx='.{}' r='{}' {}>{stops}\
             </radialGradient>\
             <pattern id='p' width='{}' height='.3' patternTransform='{}'>{}</pattern>\
             <clipPath id='c' transform='{}'>{}</clipPath><mask id='m'>{}</mask></defs>\
             <path d='M0 0h9v9z'/>{}{}</svg>",
            ["0 0 9 9", "0 0 100 50", "0 0 1e-5 1e-5", "-9 -9 1e5 1e5"][self.roll(4)],
            self.transform(),
            self.roll(10),
            self.number(),
            self.of(&["", "gradientUnits='userSpaceOnUse'"]),
            self.number(),
            self.transform(),
            self.shape(1).replace("url(#p)", "red").replace("url(#m)", ""),
            self.transform(),
            self.shape(0).replace("url(#c)", ""),
            self.shape(1).replace("url(#m)", "").replace("url(#p)", "red"),
            self.shape(3),
            self.shape(3),
        )
    }
}

/// Every drawing that is accepted can be put into a PDF that conforms; `CHAPBOOK_DRAWINGS` says how
/// many are tried.
#[test]
fn a_drawing_of_any_extremes_is_drawn_or_refused() {
    let count = std::env::var("CHAPBOOK_DRAWINGS").ok().and_then(|count| count.parse().ok());
    let fonts = fonts();
    let (mut drawn, mut refused, mut damaged) = (0, 0, 0);
    for seed in 0..count.unwrap_or(150_u64) {
        let svg = Dice(0x9E37_79B9_7F4A_7C15 ^ (seed + 1).wrapping_mul(0x2545_F491)).drawing();
        match Picture::read(svg.clone().into_bytes().into(), "a.svg", &fonts) {
            Ok((picture, _)) => {
                let pdf =
                    trial::drawing(&picture, (300.0, 150.0)).unwrap_or_else(|| panic!("{svg}"));
                let results = validate_own(&pdf).unwrap();
                // A trial is not rewritten: the validator counts a stream that ends with a carriage
                // return as a byte shorter, which the writer of finished files sees to.
                let faults: Vec<_> = results
                    .iter()
                    .flat_map(|result| &result.faults)
                    .filter(|fault| fault.clause != "6.1.7.1")
                    .collect();
                assert!(faults.is_empty(), "{faults:?}: {svg}");
                drawn += 1;
            }
            Err(error) => {
                // The parser of drawings gives up on a paint over an area that has come to nothing.
                damaged += usize::from(error.message() == "SVG file is damaged");
                refused += 1;
            }
        }
    }
    assert!(drawn > refused / 3, "{drawn} were drawn and {refused} refused");
    assert!(damaged * 30 < drawn + refused, "{damaged} were called damaged");
}

/// What is made of a booklet with these pictures, each as wide as so many percent of its column.
fn built(pictures: &[(&str, Vec<u8>)], width: u32, editions: &[EditionName]) -> make_book::Made {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "booklet.toml",
        b"title = 'T'\nslug = 't'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n[contact]\n\
          heading = 'H'\n[[contact.point]]\nname = 'L'\nphone = '01632 960 000'\n",
    );
    let mut chapter = "title = 'A'\n".to_owned();
    for (name, bytes) in pictures {
        write(name, bytes);
        chapter += &format!(
            "[[block]]\nfigure = {{ image = '{name}', alt = 'A picture', width = {width} }}\n"
        );
    }
    write("a.toml", chapter.as_bytes());
    let options = Options { root: None, picture_fonts: Some(fonts) };
    let loaded = content::load(&folder.path().join("booklet.toml"), &options);
    let book = loaded.book.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    make_book::make(&book, &Request { editions: editions.into(), ..Request::default() })
}

/// Samples that nothing makes smaller.
fn noise(count: usize) -> Vec<u8> {
    let mut dice = Dice(88_172_645_463_325_252);
    (0..count).map(|_| dice.roll(256) as u8).collect()
}

/// The widths of the pictures in a PDF, in pixels.
fn widths(pdf: &[u8]) -> Vec<i64> {
    let pdf = lopdf::Document::load_mem(pdf).unwrap();
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    let images = streams.filter(|it| {
        it.dict.get(b"Subtype").is_ok_and(|it| it.as_name().is_ok_and(|it| it == b"Image"))
    });
    let mut widths: Vec<i64> =
        images.map(|image| image.dict.get(b"Width").unwrap().as_i64().unwrap()).collect();
    widths.sort_unstable();
    widths
}

#[test]
fn editions_to_be_sent_have_no_finer_pictures_than_paper_shows() {
    let (width, height) = (1600, 1200);
    let photo = {
        let mut bytes = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
        let samples = noise(usize::from(width) * usize::from(height) * 3);
        encoder.encode(&samples, width, height, ColorType::Rgb).unwrap();
        bytes
    };
    let screenshot = make::png(&gradient(1600, 900));
    let pictures = [("a.jpg", photo.clone()), ("b.png", screenshot)];
    let made = built(&pictures, 50, &EditionName::ALL);
    assert_eq!(made.fault, None);
    let of = |name| &made.outputs.iter().find(|output| output.edition == name).unwrap().bytes;
    // Half of a column of 118 mm at 300 dots to the inch.
    for edition in [EditionName::Screen, EditionName::Booklet] {
        assert_eq!(widths(of(edition)), [697, 697], "{edition:?}");
        assert!(of(edition).len() < photo.len() / 3);
    }
    // Half of one of 159 mm.
    assert_eq!(widths(of(EditionName::LargePrint)), [941, 941]);
    assert_eq!(widths(of(EditionName::Press)), [1600, 1600]);
    assert!(of(EditionName::Press).len() > photo.len());
    assert!(of(EditionName::Html).len() < photo.len() * 4 / 3);
    for edition in [EditionName::Screen, EditionName::LargePrint] {
        assert!(validate_own(of(edition)).unwrap().iter().all(|result| result.passes));
    }
    let again = built(&pictures, 50, &[EditionName::Screen]);
    assert!(again.outputs[0].bytes == *of(EditionName::Screen));
}

#[test]
fn a_coarse_picture_is_told_how_large_it_may_be_and_how_many_dots_it_needs() {
    let small = [("small.png", make::png(&gradient(300, 200)))];
    let editions = [EditionName::Screen, EditionName::Booklet, EditionName::LargePrint];
    let coarse = |width| {
        let made = built(&small, width, &editions);
        let all = made.diagnostics.into_iter();
        all.filter(|it| it.code.as_str() == "coarse-picture").collect::<Vec<_>>()
    };
    let told = coarse(100);
    let [told] = &told[..] else { panic!("{told:?}") };
    assert_eq!(
        told.message,
        "picture “small.png” has 300 by 200 dots, too few for this width in the screen and large-print editions"
    );
    // 300 dots at 150 to the inch are 50.8 mm, of columns of 118 mm and 159.3 mm.
    let helps: Vec<&str> = told.helps.iter().map(|help| help.text.as_str()).collect();
    assert_eq!(
        helps,
        [
            "for screen use a picture of 697 dots across or more, or width = 43 (50 mm), the most that is sharp there",
            "for large-print use a picture of 941 dots across or more, or width = 31 (50 mm), the most that is sharp there",
        ]
    );
    assert_eq!(coarse(44).len(), 1);
    assert!(coarse(31).is_empty(), "it is sharp as it was told");
    let sharp = [("sharp.png", make::png(&gradient(941, 600)))];
    assert!(
        built(&sharp, 100, &editions)
            .diagnostics
            .iter()
            .all(|it| it.code.as_str() != "coarse-picture")
    );
}

#[test]
#[ignore = "slow: .ci/full runs it"]
fn a_file_that_mailboxes_refuse_is_told_with_its_largest_pictures() {
    let picture = |height: u32| {
        let rows = noise(1390 * 3 * height as usize);
        let rows = rows.chunks(1390 * 3).map(<[u8]>::to_vec).collect();
        make::png(&make::Png::new((1390, height), 8, 2, rows))
    };
    let pictures = [("small.png", picture(9)), ("a.png", picture(1390)), ("b.png", picture(1200))];
    let made = built(&pictures, 100, &[EditionName::Screen, EditionName::Press]);
    assert_eq!(made.outputs.len(), 2);
    let told: Vec<_> =
        made.diagnostics.iter().filter(|it| it.code.as_str() == "large-file").collect();
    let [told] = told[..] else { panic!("{:?}", made.diagnostics) };
    assert!(told.message.starts_with("the screen edition has 11 MB"), "{}", told.message);
    let help = format!("{:?}", told.helps);
    assert!(help.contains("“a.png” (6.1 MB), “b.png” (5.3 MB)"), "{help}");
    assert!(!help.contains("small.png"), "{help}");
    let made = built(&pictures[..1], 100, &[EditionName::Screen]);
    assert!(!made.diagnostics.iter().any(|it| it.code.as_str() == "large-file"));
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
