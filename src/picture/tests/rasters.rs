//! Every kind of PNG and JPEG.

use jpeg_encoder::ColorType;

use super::*;

fn near(found: &[u8], wanted: &[u8]) {
    let close = found.len() >= wanted.len()
        && found.iter().zip(wanted).all(|(found, wanted)| found.abs_diff(*wanted) <= 3);
    assert!(close, "{:?} is not near {wanted:?}", &found[..wanted.len()]);
}

fn png_samples(png: &make::Png) -> Samples {
    samples(&sound(make::png(png), "a.png"))
}

#[test]
fn grey_pngs_of_every_depth_become_eight_bits() {
    let cases: [(u8, Vec<u8>, [u8; 4]); 5] = [
        (1, vec![0b0110_0000], [0, 255, 255, 0]),
        (2, vec![0b0001_1011], [0, 85, 170, 255]),
        (4, vec![0x0F, 0x81], [0, 255, 136, 17]),
        (8, vec![1, 2, 3, 4], [1, 2, 3, 4]),
        (16, vec![0, 127, 0, 129, 0xFF, 0xFF, 0x80, 0x00], [0, 1, 255, 128]),
    ];
    for (depth, row, wanted) in cases {
        let found = png_samples(&make::Png::new((4, 1), depth, 0, vec![row]));
        assert!(found.gray && found.alpha.is_none());
        assert_eq!(found.color, wanted, "depth {depth}");
    }
}

#[test]
fn a_palette_with_clear_entries_becomes_colour_and_alpha() {
    let png = make::Png::new((3, 1), 2, 3, vec![vec![0b0001_1000]])
        .with_chunk(*b"PLTE", vec![255, 0, 0, 0, 255, 0, 0, 0, 255])
        .with_chunk(*b"tRNS", vec![0, 128]);
    let found = png_samples(&png);
    assert_eq!(found.color, [255, 0, 0, 0, 255, 0, 0, 0, 255]);
    assert_eq!(found.alpha, Some(vec![0, 128, 255]));
}

#[test]
fn sixteen_bits_of_colour_and_alpha_become_eight() {
    let row = vec![0xFF, 0xFF, 0, 0, 0x80, 0x80, 0x12, 0x12];
    let found = png_samples(&make::Png::new((1, 1), 16, 6, vec![row]));
    assert_eq!(found.color, [255, 0, 128]);
    assert_eq!(found.alpha, Some(vec![18]));
}

#[test]
fn samples_that_say_nothing_are_not_kept() {
    let row = vec![5, 5, 5, 255, 9, 9, 9, 255];
    let found = png_samples(&make::Png::new((2, 1), 8, 6, vec![row]));
    assert!(found.gray);
    assert_eq!((found.color, found.alpha), (vec![5, 9], None));
    let found = png_samples(&make::Png::new((2, 1), 8, 4, vec![vec![5, 255, 9, 7]]));
    assert_eq!((found.color, found.alpha), (vec![5, 9], Some(vec![255, 7])));
}

#[test]
fn an_interlaced_png_has_the_pixels_of_a_plain_one() {
    for size in [(1, 1), (2, 3), (5, 5), (13, 9), (33, 17)] {
        let mut png = make::Png::rgb(size.0, size.1);
        let plain = png_samples(&png);
        png.interlaced = true;
        assert_eq!(png_samples(&png), plain, "{size:?}");
    }
}

#[test]
fn only_a_profile_that_changes_colours_is_kept() {
    let kept = |icc: &[u8]| {
        let picture = sound(make::png(&make::Png::rgb(2, 2).with_profile(icc)), "a.png");
        raster(&picture).profile.clone()
    };
    assert_eq!(kept(&moxcms::ColorProfile::new_srgb().encode().unwrap()), None);
    assert_eq!(kept(&make::display_p3()).as_deref(), Some(&make::display_p3()[..]));
}

#[test]
fn a_profile_of_a_newer_version_is_marked_as_one_that_readers_know() {
    let mut icc = make::display_p3();
    icc[9] = 0x30;
    let picture = sound(make::png(&make::Png::rgb(2, 2).with_profile(&icc)), "a.png");
    let kept = raster(&picture).profile.clone().unwrap();
    assert_eq!((kept[8], kept[9]), (4, 0x20));
    assert_eq!(kept[128..], icc[128..]);
}

#[test]
fn a_profile_that_cannot_be_read_is_a_warning() {
    let png = make::png(&make::Png::rgb(2, 2).with_profile(b"no profile at all"));
    assert_eq!(read(png, "a.png").unwrap().1, [PictureWarning::BadProfile]);
}

#[test]
fn grey_in_a_profile_of_its_own_stays_colour() {
    let png = make::Png::new((1, 1), 8, 2, vec![vec![9, 9, 9]]).with_profile(&make::display_p3());
    assert!(!png_samples(&png).gray);
}

#[test]
fn an_ordinary_jpeg_is_passed_on_and_its_notes_are_not() {
    for progressive in [false, true] {
        for (kind, pixel) in [(ColorType::Luma, &[99][..]), (ColorType::Rgb, &[200, 100, 50])] {
            let jpeg = make::jpeg_with((20, 10), kind, pixel, |encoder| {
                encoder.set_progressive(progressive);
                encoder.add_app_segment(5, b"taken at home".to_vec()).unwrap();
            });
            let picture = sound(jpeg, "a.JPG");
            assert_eq!((picture.width, picture.height), (20.0, 10.0));
            let RasterData::Jpeg(bytes) = raster(&picture).data() else {
                panic!("passed on");
            };
            assert!(!bytes.windows(5).any(|window| window == b"taken"));
            near(&samples(&picture).color, pixel);
        }
    }
}

#[test]
fn a_jpeg_lying_on_its_side_is_set_upright() {
    let notes = exif::notes(Orientation::from_exif(6).unwrap());
    let jpeg = make::jpeg_with((20, 10), ColorType::Luma, &[99], |encoder| {
        encoder.add_exif_metadata(&notes).unwrap();
    });
    let picture = sound(jpeg, "a.jpeg");
    assert_eq!((picture.width, picture.height), (10.0, 20.0));
    assert_eq!(raster(&picture).stored_size, (20, 10));
    let (media_type, web) = picture.for_web();
    assert_eq!(media_type, "image/jpeg");
    let again = sound(web, "a.jpeg");
    assert_eq!(raster(&again).orientation, raster(&picture).orientation);
}

/// Exif 2.32, tag 0112: where the stored first row and first column are looked at.
#[test]
fn orientations_put_the_first_row_and_column_where_the_standard_says() {
    // The pixels of the first row, then of the first column, of a picture of 3 by 2.
    let edges = |number| {
        let orientation = Orientation::from_exif(number).unwrap();
        let place = |x, y| orientation.place((x, y), (3, 2));
        (place(0, 0), place(2, 0), place(0, 1))
    };
    assert_eq!(edges(1), ((0, 0), (2, 0), (0, 1)), "top, left");
    assert_eq!(edges(2), ((2, 0), (0, 0), (2, 1)), "top, right");
    assert_eq!(edges(3), ((2, 1), (0, 1), (2, 0)), "bottom, right");
    assert_eq!(edges(4), ((0, 1), (2, 1), (0, 0)), "bottom, left");
    assert_eq!(edges(5), ((0, 0), (0, 2), (1, 0)), "left, top");
    assert_eq!(edges(6), ((1, 0), (1, 2), (0, 0)), "right, top");
    assert_eq!(edges(7), ((1, 2), (1, 0), (0, 2)), "right, bottom");
    assert_eq!(edges(8), ((0, 2), (0, 0), (1, 2)), "left, bottom");
}

#[test]
fn samples_are_turned_as_their_places_are() {
    let samples = Samples { size: (3, 2), gray: true, color: vec![1, 2, 3, 4, 5, 6], alpha: None };
    let turned = samples.turned(Orientation::from_exif(6).unwrap());
    assert_eq!((turned.size, turned.color), ((2, 3), vec![4, 1, 5, 2, 6, 3]));
}

/// All of the cyan ink and of none other; the encoder writes it as Adobe's programs do, inverted.
#[test]
fn inks_become_light_with_a_warning() {
    for kind in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let jpeg = make::jpeg((9, 9), kind, &[255, 0, 0, 0]);
        let (picture, warnings) = read(jpeg, "a.jpg").unwrap();
        assert_eq!(warnings, [PictureWarning::PrintColors { profile: false }]);
        near(&samples(&picture).color, &[0, 255, 255]);
    }
}

#[test]
fn inks_without_the_mark_of_adobe_are_not_inverted() {
    let jpeg = make::without(&make::jpeg((9, 9), ColorType::Cmyk, &[0, 255, 255, 255]), 0xEE);
    let (picture, _) = read(jpeg, "a.jpg").unwrap();
    near(&samples(&picture).color, &[0, 255, 255]);
}

#[test]
fn inks_become_light_by_their_own_profile() {
    let jpeg = make::jpeg_with((9, 9), ColorType::Cmyk, &[255, 0, 0, 0], |encoder| {
        encoder.add_icc_profile(&make::odd_press()).unwrap();
    });
    let (picture, warnings) = read(jpeg, "a.jpg").unwrap();
    assert_eq!(warnings, [PictureWarning::PrintColors { profile: true }]);
    let light = samples(&picture).color;
    assert!(light[0] > 200 && light[1] < 60 && light[2] < 60, "{:?} is not red", &light[..3]);
}

#[test]
fn a_jpeg_of_plain_red_green_and_blue_keeps_its_colours() {
    // Three components that an Adobe segment calls red, green and blue: made of the same bytes.
    let mixed = make::jpeg((9, 9), ColorType::Ycbcr, &[200, 100, 50]);
    let mut jpeg = make::without(&mixed, 0xE0);
    let adobe = [0xFF, 0xEE, 0, 14, b'A', b'd', b'o', b'b', b'e', 0, 100, 0, 0, 0, 0, 0];
    jpeg.splice(2..2, adobe);
    near(&samples(&sound(jpeg, "a.jpg")).color, &[200, 100, 50]);
}

#[test]
fn a_profile_of_a_jpeg_goes_with_it() {
    let jpeg = make::jpeg_with((9, 9), ColorType::Rgb, &[1, 2, 3], |encoder| {
        encoder.add_icc_profile(&make::display_p3()).unwrap();
    });
    let picture = sound(jpeg, "a.jpg");
    let RasterData::Jpeg(bytes) = raster(&picture).data() else {
        panic!("passed on");
    };
    let again = sound(bytes, "a.jpg");
    assert_eq!(raster(&again).profile.as_deref(), Some(&make::display_p3()[..]));
}
