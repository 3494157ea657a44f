//! Files that are refused: with the right words, soon, and never with a panic.

use crate::codes;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use jpeg_encoder::ColorType;

use super::*;

/// The time that this thread has been at work, where the system tells (Linux); else the time.
fn now() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Reads a file that must be refused, in the time that an author waits.
fn refuse(bytes: impl Into<Arc<[u8]>>, name: &str) -> PictureError {
    let start = now();
    let error = read(bytes, name).expect_err("a file that is refused");
    assert!(now() - start < Duration::from_secs(5), "it took {:?}", now() - start);
    assert!(!error.help().is_empty());
    error
}

fn refuse_svg(inner: &str) -> PictureError {
    refuse(make::svg(inner), "a.svg")
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_named() {
    let jpeg = make::jpeg((9, 9), ColorType::Luma, &[9]);
    let error = refuse(jpeg, "pictures/logo.png");
    assert_eq!(error.code(), codes::BAD_PICTURE);
    assert_eq!(error.message(), "the file is a JPEG, but its name says .png");
    let help = error.help();
    assert!(help.starts_with("rename the file to “logo.jpg”, and change its name here."), "{help}");
    assert!(help.contains("File name extensions"), "{help}");
    let message = |bytes: &[u8], name: &str| refuse(bytes, name).message();
    let svg = make::svg("<rect width='9' height='9'/>");
    assert_eq!(message(&svg, "a"), "the file is an SVG, but its name does not say so");
    assert_eq!(
        message(b"RIFF\0\0\0\0WEBPVP8 ", "a.png"),
        "the file is a WebP, which cannot be used here"
    );
    assert_eq!(
        message(b"<!DOCTYPE html>\n<html><body>Not found</body></html>", "a.png"),
        "the file is a web page and not the picture itself, which cannot be used here"
    );
    assert_eq!(message(b"hello", "a.png"), "the file is not a PNG, although its name says so");
    assert_eq!(message(b"hello", "a.txt"), "the file is no PNG, JPEG or SVG");
    assert_eq!(message(b"", "a.png"), "picture file is empty");
    assert!(message(b"\x1F\x8B\x08", "a.svgz").contains(".svgz"));
}

#[test]
fn a_picture_that_breaks_off_is_refused_wherever_it_does() {
    let png = make::png(&make::Png::rgb(60, 40));
    let baseline = make::jpeg((60, 40), ColorType::Rgb, &[1, 99, 200]);
    let progressive = make::jpeg_with((60, 40), ColorType::Rgb, &[1, 99, 200], |encoder| {
        encoder.set_progressive(true);
    });
    for (whole, name) in [(png, "a.png"), (baseline, "a.jpg"), (progressive, "a.jpg")] {
        sound(whole.clone(), name);
        for length in (0..whole.len()).step_by(7).chain([whole.len() - 1]) {
            let error = refuse(&whole[..length], name);
            assert_eq!(error.code(), codes::BAD_PICTURE, "{length} bytes of {name}");
        }
    }
    let cut = refuse(&make::png(&make::Png::rgb(60, 40))[..300], "a.png");
    assert_eq!(cut.message(), "PNG file breaks off");
    let jpeg = make::jpeg((60, 40), ColorType::Rgb, &[1, 99, 200]);
    assert_eq!(refuse(&jpeg[..jpeg.len() - 2], "a.jpg").message(), "JPEG file breaks off");
}

#[test]
fn flipped_bits_never_panic() {
    let jpeg = |progressive, kind, pixel: &[u8]| {
        make::jpeg_with((40, 24), kind, pixel, |encoder| encoder.set_progressive(progressive))
    };
    let mut interlaced = make::Png::rgb(20, 20).with_profile(&make::display_p3());
    interlaced.interlaced = true;
    let files = [
        (make::png(&interlaced), "a.png"),
        (jpeg(false, ColorType::Rgb, &[9, 8, 7]), "a.jpg"),
        (jpeg(true, ColorType::Rgb, &[9, 8, 7]), "a.jpg"),
        (jpeg(false, ColorType::CmykAsYcck, &[9, 8, 7, 6]), "a.jpg"),
    ];
    for (whole, name) in files {
        for at in 8..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0x55;
            if let Ok((picture, _)) = read(broken, name) {
                samples(&picture);
            }
        }
    }
}

#[test]
fn too_many_pixels_are_refused_by_the_header_alone() {
    for size in [(100_000, 10), (10, 100_000), (20_000, 20_000), (u32::MAX, u32::MAX)] {
        let error = refuse(make::png_start(size, 8, 2, false), "a.png");
        assert_eq!(error.code(), codes::TOO_LARGE, "{size:?}");
    }
    let error = refuse(make::png_start((100_000, 10), 8, 2, false), "a.png");
    assert_eq!(error.message(), "picture is 100000 pixels wide and 10 high");
    assert!(error.note().unwrap().contains("100 megapixels"));
    let mut jpeg = make::jpeg((9, 9), ColorType::Luma, &[9]);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert_eq!(refuse(jpeg, "a.jpg").code(), codes::TOO_LARGE);
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='100000' height='9'><path d='M0 0h9v9z'/></svg>";
    assert_eq!(refuse(svg.as_bytes(), "a.svg").code(), codes::TOO_LARGE);
    assert_eq!(refuse(vec![0; MOST_BYTES + 1], "a.png").code(), codes::TOO_LARGE);
}

#[test]
fn rare_jpegs_are_named() {
    let mut jpeg = make::jpeg((9, 9), ColorType::Luma, &[9]);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 1] = 0xC9;
    assert_eq!(
        refuse(jpeg, "a.jpg").message(),
        "JPEG uses arithmetic coding, which PDF readers cannot show"
    );
}

#[test]
fn whatever_asks_for_something_outside_is_named() {
    let cases = [
        (
            "<image xlink:href='http://example.org/a.png' width='9' height='9'/>",
            "http://example.org/a.png",
        ),
        ("<image href='file:///etc/passwd' width='9' height='9'/>", "file:///etc/passwd"),
        ("<image href='photo.jpg' width='9' height='9'/>", "photo.jpg"),
        ("<use href='symbols.svg#a'/>", "symbols.svg#a"),
        (
            "<style>@import url(https://example.org/a.css);</style>",
            "@import url(https://example.org/a.css)",
        ),
        (
            "<style>@font-face { src: url('https://example.org/a.woff') }</style>",
            "https://example.org/a.woff",
        ),
        ("<rect width='9' height='9' fill='url(other.svg#g)'/>", "other.svg#g"),
        (
            "<rect width='9' height='9' style='fill: url(\"//example.org/#g\")'/>",
            "//example.org/#g",
        ),
    ];
    for (inner, address) in cases {
        let error = refuse_svg(inner);
        assert_eq!(error, PictureError::Outside(address.into()), "{inner}");
        assert_eq!(error.code(), codes::BAD_PICTURE);
    }
    let sheet =
        "<?xml-stylesheet href='a.css' type='text/css'?><svg xmlns='http://www.w3.org/2000/svg'/>";
    assert_eq!(refuse(sheet.as_bytes(), "a.svg"), PictureError::Outside("a.css".into()));
    let entity = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\
                  <svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>";
    assert_eq!(
        refuse(entity.as_bytes(), "a.svg"),
        PictureError::Outside("file:///etc/passwd".into())
    );
}

#[test]
fn scripts_are_refused() {
    for inner in [
        "<script>alert(1)</script>",
        "<rect width='9' height='9' onclick='alert(1)'/>",
        "<a href='javascript:alert(1)'><rect width='9' height='9'/></a>",
    ] {
        assert!(matches!(refuse_svg(inner), PictureError::Script(_)), "{inner}");
    }
}

#[test]
fn what_would_be_lost_is_refused() {
    for inner in [
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Call 999</p></foreignObject>",
        "<flowRoot><flowPara>Call 999</flowPara></flowRoot>",
        "<iframe/>",
    ] {
        assert!(matches!(refuse_svg(inner), PictureError::CannotShow(_)), "{inner}");
    }
    assert_eq!(refuse_svg("<g/>"), PictureError::ShowsNothing);
    let error = refuse_svg("<text y='20'>漢字</text>");
    assert_eq!(error, PictureError::NoGlyph('漢'));
    assert_eq!(error.code(), codes::MISSING_GLYPH);
    assert_eq!(error.message(), "no font has the character “漢” (U+6F22) of this SVG");
}

#[test]
fn an_svg_that_is_no_xml_says_where() {
    let error = refuse(&b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>"[..], "a.svg");
    assert!(error.message().contains("1:"), "{}", error.message());
    assert_eq!(refuse(&b"<svg \xFF/>"[..], "a.svg"), PictureError::NotUtf8);
    let flat = "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='9'/>";
    assert_eq!(refuse(flat.as_bytes(), "a.svg"), PictureError::NoSize);
}

#[test]
fn measures_beyond_reason_are_refused() {
    for inner in [
        "<rect width='1e30' height='9'/>",
        "<rect xmlns:s='http://www.w3.org/2000/svg' s:width='1e8' height='9'/>",
        "<g transform='scale(1e6)'><g transform='scale(1e6)'><rect width='9' height='9'/></g></g>",
    ] {
        assert_eq!(refuse_svg(inner), PictureError::TooFarOut, "{inner}");
    }
}

/// Files of a few lines that would grow beyond every memory.
#[test]
fn growth_is_refused() {
    let doctype = |entities: &str, inner: &str| {
        format!(
            "<!DOCTYPE svg [{entities}]><svg xmlns='http://www.w3.org/2000/svg' \
             width='9' height='9'><text>{inner}</text></svg>"
        )
    };
    let mut laughs = "<!ENTITY l0 'ha'>".to_owned();
    for level in 1..30 {
        let inner = format!("&l{};", level - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY l{level} '{inner}'>"));
    }
    let laughs = doctype(&laughs, "&l29;");
    assert_eq!(refuse(laughs.as_bytes(), "a.svg"), PictureError::Entities);
    let long = format!("<!ENTITY a '{}'>", "x".repeat(100_000));
    let quadratic = doctype(&long, &"&a;".repeat(100_000));
    assert_eq!(refuse(quadratic.as_bytes(), "a.svg"), PictureError::Entities);

    let chain = |part: &dyn Fn(usize) -> String| (1..40).map(part).collect::<String>();
    let uses = chain(&|level| {
        let one = format!("<use xlink:href='#g{}'/>", level - 1);
        format!("<g id='g{level}'>{}</g>", one.repeat(10))
    });
    let patterns = chain(&|level| {
        let one = format!("<rect width='1' height='1' fill='url(#g{})'/>", level - 1);
        format!("<pattern id='g{level}' width='9' height='9'>{}</pattern>", one.repeat(10))
    });
    let start = "<rect id='g0' width='1' height='1'/>";
    for grown in [uses, patterns] {
        let svg = format!("<defs>{start}{grown}</defs><use xlink:href='#g39'/>");
        assert_eq!(refuse_svg(&svg).code(), codes::TOO_LARGE);
    }
    let sheet =
        "<style>.a { marker: url(#m) }</style><marker id='m'><path d='M0 0h9v9z'/></marker>";
    let line = format!("{sheet}<path class='a' d='M0 0{}'/>", "h9".repeat(600_000));
    assert_eq!(refuse_svg(&line).code(), codes::TOO_LARGE);
}

#[test]
fn selectors_that_could_be_tried_without_end_are_not() {
    let shape = "<path class='a' d='M0 0h9v9z'/>";
    let nested =
        |inner: &str, deep: usize| format!("{}{inner}{}", "<g>".repeat(deep), "</g>".repeat(deep));
    for selector in
        [&*format!("y {}", "g ".repeat(9)), "g g /*,*/ g g g g g g", "a, y g g g g g g g"]
    {
        let styled = format!("<style>{selector}{{fill:red}}</style>{}", nested(shape, 100));
        let started = now();
        let refused = read(make::svg(&styled), "a.svg").err().map(|error| error.code());
        assert!(refused.is_none_or(|code| code == codes::TOO_LARGE), "{selector}: {refused:?}");
        assert!(now() - started < Duration::from_secs(5), "{selector}");
    }
    // What drawing programs write is not touched.
    let rules = "svg g .a, g > path, .b{fill:red}".repeat(50);
    let styled = format!("<style>{rules}</style>{}", nested(&shape.repeat(2000), 9));
    assert!(read(make::svg(&styled), "a.svg").is_ok());
}

#[test]
fn depth_and_width_without_end_are_refused() {
    let deep = "<g>".repeat(200_000) + &"</g>".repeat(200_000);
    assert_eq!(refuse_svg(&deep).code(), codes::TOO_LARGE);
    let unclosed = "<g>".repeat(200_000);
    assert!(!refuse_svg(&unclosed).message().is_empty());
    let clips: String = (0..50_000)
        .map(|n| {
            format!(
                "<clipPath id='c{n}' clip-path='url(#c{})'><path d='M0 0h9v9z'/></clipPath>",
                n + 1
            )
        })
        .collect();
    assert_eq!(refuse_svg(&clips).code(), codes::TOO_LARGE);
    let attributes: String = (0..100_000).map(|n| format!(" a{n}='1'")).collect();
    assert_eq!(refuse_svg(&format!("<g{attributes}/>")).code(), codes::TOO_LARGE);
    assert_eq!(refuse_svg(&"<g/>".repeat(1_000_000)).code(), codes::TOO_LARGE);
    let rules = ".a{fill:red}".repeat(20_000);
    let styled = format!("<style>{rules}</style>{}", "<g class='a'/>".repeat(20_000));
    assert_eq!(refuse_svg(&styled).code(), codes::TOO_LARGE);
    let rules = ".a{fill:red}".repeat(500_000);
    assert_eq!(refuse_svg(&format!("<style>{rules}</style><g/>")).code(), codes::TOO_LARGE);
    let line = format!("<path d='M0 0{}'/>", "l1 1".repeat(2_000_000));
    assert_eq!(refuse_svg(&line).code(), codes::TOO_LARGE);
    assert_eq!(
        refuse_svg("<pattern id='p'><rect width='9' height='9' fill='url(#p)'/></pattern>"),
        PictureError::Circle("p".into())
    );
}
