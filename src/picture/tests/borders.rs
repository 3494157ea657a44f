//! Which pictures bring white ground along.

use jpeg_encoder::{ColorType, Encoder};

use super::*;
use crate::geometry::Color;

const SIDE: u32 = 12;

/// A PNG whose pixels are as a function says.
fn png(kind: u8, interlaced: bool, pixel: impl Fn(u32, u32) -> Vec<u8>) -> Vec<u8> {
    let row = |y| (0..SIDE).flat_map(|x| pixel(x, y)).collect();
    let rows = (0..SIDE).map(row).collect();
    make::png(&make::Png { interlaced, ..make::Png::new((SIDE, SIDE), 8, kind, rows) })
}

fn jpeg(pixel: impl Fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    let side = 64u16;
    let all = (0..u32::from(side) * u32::from(side)).map(|at| (at % 64, at / 64));
    let data: Vec<u8> = all.flat_map(|(x, y)| pixel(x, y)).collect();
    let mut out = Vec::new();
    Encoder::new(&mut out, 80).encode(&data, side, side, ColorType::Rgb).unwrap();
    out
}

fn border(bytes: Vec<u8>, name: &str) -> Option<Color> {
    sound(bytes, name).white_border()
}

fn inside(x: u32, y: u32) -> bool {
    (3..9).contains(&x) && (3..9).contains(&y)
}

#[test]
fn a_drawing_on_white_ground_has_a_white_border_in_every_kind_of_png() {
    for interlaced in [false, true] {
        let gray = png(0, interlaced, |x, y| vec![if inside(x, y) { 0 } else { 255 }]);
        let color =
            png(2, interlaced, |x, y| if inside(x, y) { vec![9, 99, 9] } else { vec![250; 3] });
        let alpha =
            png(6, interlaced, |x, y| if inside(x, y) { vec![9, 99, 9, 40] } else { vec![255; 4] });
        assert_eq!(border(gray, "a.png"), Some(Color::WHITE));
        assert_eq!(border(color, "a.png"), Some(Color::hex(0xFA_FA_FA)));
        assert_eq!(border(alpha, "a.png"), Some(Color::WHITE));
    }
}

#[test]
fn clear_ground_is_no_white_border() {
    let clear =
        png(6, false, |x, y| if inside(x, y) { vec![255; 4] } else { vec![255, 255, 255, 0] });
    let soft = png(4, false, |x, _| vec![255, if x == 0 { 128 } else { 255 }]);
    assert_eq!(border(clear, "a.png"), None);
    assert_eq!(border(soft, "a.png"), None);
}

/// A photograph of something before a white sky: one pixel of the border is enough.
#[test]
fn a_border_that_is_white_in_part_is_none() {
    for (dark_x, dark_y) in
        [(0, 0), (SIDE - 1, 0), (0, SIDE - 1), (5, SIDE - 1), (SIDE - 1, 5), (0, 5)]
    {
        for interlaced in [false, true] {
            let photo = png(2, interlaced, |x, y| {
                vec![if (x, y) == (dark_x, dark_y) { 200 } else { 255 }; 3]
            });
            assert_eq!(border(photo, "a.png"), None, "{dark_x}, {dark_y}");
        }
    }
    let sky = jpeg(|_, y| if y < 40 { [255; 3] } else { [60, 90, 40] });
    assert_eq!(border(sky, "a.jpg"), None);
}

#[test]
fn a_jpeg_on_white_ground_has_one_for_all_its_noise() {
    let drawing = jpeg(|x, y| {
        if (8..56).contains(&x) && (8..56).contains(&y) && (x + y) % 5 < 2 {
            [20, 20, 160]
        } else {
            [255; 3]
        }
    });
    let Color { red, green, blue } = border(drawing, "a.jpg").expect("a white border");
    assert!(red.min(green).min(blue) > 248, "{red} {green} {blue}");
}

/// Bright yellow is nearly as bright as white.
#[test]
fn ground_of_another_colour_is_not_white_however_bright() {
    assert_eq!(border(jpeg(|_, _| [255, 255, 170]), "a.jpg"), None);
    assert_eq!(border(png(2, false, |_, _| vec![255, 255, 170]), "a.png"), None);
    assert_eq!(border(png(2, false, |_, _| vec![200; 3]), "a.png"), None);
}

#[test]
fn one_pixel_and_one_row_are_all_border() {
    let row = make::Png::new((3, 1), 8, 0, vec![vec![255, 0, 255]]);
    assert_eq!(border(make::png(&row), "a.png"), None);
    let one = make::Png::new((1, 1), 8, 0, vec![vec![255]]);
    assert_eq!(border(make::png(&one), "a.png"), Some(Color::WHITE));
    let column = make::Png::new((1, 3), 8, 0, vec![vec![255], vec![0], vec![255]]);
    assert_eq!(border(make::png(&column), "a.png"), None);
}

#[test]
fn a_drawing_has_no_border() {
    assert_eq!(border(make::svg("<rect width='100' height='50' fill='#fff'/>"), "a.svg"), None);
}
