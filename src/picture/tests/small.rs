//! What of a picture goes out: no notes, and no more pixels than are seen.

use jpeg_encoder::ColorType;

use super::*;

const CANARY: &[u8] = b"51.5007N 0.1246W";

fn has_canary(bytes: &[u8]) -> bool {
    bytes.windows(CANARY.len()).any(|window| window == CANARY)
}

/// A PNG with a place in every chunk that may hold words, and in some that nobody knows.
fn gossip(orientation: u16) -> make::Png {
    let words = |before: &[u8]| [before, CANARY].concat();
    let mut notes = exif::notes(Orientation::from_exif(orientation).unwrap());
    notes.extend(CANARY);
    let packed = [b"Comment\0\0".to_vec(), make::deflate(CANARY)].concat();
    make::Png::rgb(20, 10)
        .with_chunk(*b"eXIf", notes)
        .with_chunk(*b"tEXt", words(b"Author\0"))
        .with_chunk(*b"zTXt", packed)
        .with_chunk(*b"iTXt", words(b"XML:com.adobe.xmp\0\0\0\0\0"))
        .with_chunk(*b"tIME", vec![7, 233, 1, 2, 3, 4, 5])
        .with_chunk(*b"prVt", words(b""))
        .with_chunk(*b"caBX", words(b"c2pa"))
        .with_chunk(*b"iDOT", words(b""))
        .with_chunk(*b"gAMA", 45_455_u32.to_be_bytes().to_vec())
        .with_chunk(*b"pHYs", vec![0, 0, 11, 19, 0, 0, 11, 19, 1])
}

#[test]
fn a_png_on_a_web_page_says_nothing_but_what_it_shows() {
    let file = make::png(&gossip(1));
    assert!(has_canary(&file));
    let picture = sound(file.clone(), "a.png");
    let (_, web) = picture.for_web();
    assert!(!has_canary(&web));
    let names = ["eXIf", "tEXt", "zTXt", "iTXt", "tIME", "prVt", "caBX", "iDOT"];
    for name in names {
        assert!(!web.windows(4).any(|window| window == name.as_bytes()), "{name}");
    }
    assert!(web.windows(4).any(|window| window == b"gAMA"));
    assert_eq!(samples(&sound(web, "a.png")), samples(&picture));
    // What stands behind its end is no part of a picture.
    let longer = [file, CANARY.to_vec()].concat();
    assert!(!has_canary(&sound(longer, "a.png").for_web().1));
}

#[test]
fn a_png_keeps_its_colours_and_not_the_name_of_its_profile() {
    let mut named = [CANARY, b"\0\0"].concat();
    named.extend(make::deflate(&make::display_p3()));
    let png = make::png(&make::Png::rgb(9, 9).with_chunk(*b"iCCP", named));
    let picture = sound(png, "a.png");
    let (_, web) = picture.for_web();
    assert!(!has_canary(&web));
    assert_eq!(raster(&sound(web, "a.png")).profile, raster(&picture).profile);
}

#[test]
fn a_png_lying_on_its_side_stands_upright_everywhere() {
    for number in 2..=8 {
        let orientation = Orientation::from_exif(number).unwrap();
        let picture = sound(make::png(&gossip(number)), "a.png");
        assert_eq!(raster(&picture).orientation, orientation);
        let expected = if orientation.swaps_sides() { (10.0, 20.0) } else { (20.0, 10.0) };
        assert_eq!((picture.width, picture.height), expected);
        let (_, web) = picture.for_web();
        assert!(!has_canary(&web));
        let again = sound(web, "a.png");
        assert!(raster(&again).orientation.is_upright());
        assert_eq!(samples(&again), samples(&picture).turned(orientation));
    }
}

#[test]
fn a_jpeg_says_nothing_but_what_it_shows() {
    let mut notes = exif::notes(Orientation::from_exif(6).unwrap());
    notes.extend(CANARY);
    for (kind, channels) in [(ColorType::Rgb, 3), (ColorType::Luma, 1), (ColorType::Cmyk, 4)] {
        let pixel = &[200, 100, 50, 9][..channels];
        let mut jpeg = make::jpeg_with((20, 10), kind, pixel, |encoder| {
            encoder.add_exif_metadata(&notes).unwrap();
            for number in [1, 2, 13, 5, 11] {
                encoder.add_app_segment(number, CANARY.to_vec()).unwrap();
            }
        });
        // A comment, and a second picture behind the first.
        jpeg.splice(2..2, [&[0xFF, 0xFE, 0, CANARY.len() as u8 + 2][..], CANARY].concat());
        jpeg.extend(CANARY);
        let (picture, _) = read(jpeg, "a.jpg").unwrap();
        assert!(!has_canary(&picture.for_web().1), "{kind:?}");
        if let RasterData::Jpeg(bytes) = raster(&picture).data() {
            assert!(!has_canary(&bytes), "{kind:?}");
        }
    }
}

#[test]
fn pictures_are_no_finer_than_they_are_seen() {
    let photo = sound(make::jpeg((1200, 900), ColorType::Rgb, &[200, 100, 50]), "a.jpg");
    let drawn = make::png(&make::Png::rgb(1200, 900));
    for picture in [photo, sound(drawn, "a.png")] {
        let small = picture.for_paper((144.0, 108.0), 300.0).unwrap();
        assert_eq!(small.stored_size, (600, 450));
        // By the side that asks for more.
        assert_eq!(picture.for_paper((144.0, 9.0), 300.0).unwrap().stored_size, (600, 450));
        // A tenth more is not worth a loss.
        assert_eq!(picture.for_paper((270.0, 202.0), 300.0).unwrap().stored_size, (1200, 900));
        assert_eq!(picture.for_paper((900.0, 675.0), 300.0).unwrap().stored_size, (1200, 900));
    }
}

#[test]
fn a_photo_stays_a_photo_and_keeps_its_colours_and_its_side() {
    let notes = exif::notes(Orientation::from_exif(6).unwrap());
    let jpeg = make::jpeg_with((1200, 900), ColorType::Rgb, &[200, 100, 50], |encoder| {
        encoder.add_exif_metadata(&notes).unwrap();
        encoder.add_icc_profile(&make::display_p3()).unwrap();
    });
    let picture = sound(jpeg.clone(), "a.jpg");
    // As it is looked at, it is 900 wide.
    let small = picture.for_paper((72.0, 96.0), 300.0).unwrap();
    assert_eq!(small.stored_size, (400, 300));
    assert_eq!(small.orientation, raster(&picture).orientation);
    assert!(small.profile.is_some());
    let RasterData::Jpeg(bytes) = small.data() else { panic!("a photo") };
    assert!(bytes.len() < jpeg.len());
    let again = sound(bytes, "a.jpg");
    assert_eq!(raster(&again).profile, raster(&picture).profile);
    let color = samples(&again).color;
    let near = |pixel: &[u8]| pixel.iter().zip([200, 100, 50]).all(|(a, b)| a.abs_diff(b) < 4);
    assert!(color.chunks_exact(3).all(near));
}

#[test]
fn a_web_page_gets_twice_what_it_shows() {
    let picture = sound(make::jpeg((4000, 3000), ColorType::Luma, &[99]), "a.jpg");
    let (_, web) = picture.for_web();
    assert_eq!(raster(&sound(web, "a.jpg")).stored_size, (1344, 1008));
    let tall = sound(make::png(&make::Png::rgb(300, 2000)), "a.png");
    assert_eq!(raster(&sound(tall.for_web().1, "a.png")).stored_size, (216, 1440));
}
