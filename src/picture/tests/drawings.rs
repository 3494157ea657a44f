//! SVGs that are shown.

use crate::codes;
use jpeg_encoder::ColorType;
use usvg::{Group, ImageKind, Node};

use super::*;

fn size(root: &str) -> (f32, f32) {
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' {root}><rect width='9' height='9'/></svg>"
    );
    let picture = sound(svg.into_bytes(), "a.svg");
    (picture.width, picture.height)
}

fn drawing(inner: &str) -> Drawing {
    match sound(make::svg(inner), "a.svg").kind {
        PictureKind::Drawing(drawing) => drawing,
        PictureKind::Raster(_) => panic!("a drawing"),
    }
}

fn nodes(group: &Group) -> Vec<Node> {
    group
        .children()
        .iter()
        .flat_map(|node| match node {
            Node::Group(group) => nodes(group),
            node => vec![node.clone()],
        })
        .collect()
}

#[test]
fn a_drawing_has_the_size_that_a_browser_gives_it() {
    assert_eq!(size("width='1in' height='2cm'"), (96.0, 75.590_55));
    assert_eq!(size("viewBox='0 0 30 20'"), (30.0, 20.0));
    assert_eq!(size("width='100%' height='100%' viewBox='0 0 30 20'"), (30.0, 20.0));
    assert_eq!(size("width='60' viewBox='0 0 30 20'"), (60.0, 40.0));
    assert_eq!(size("height='10px' viewBox='0,0,30,20'"), (15.0, 10.0));
    assert_eq!(size(""), (9.0, 9.0));
}

#[test]
fn text_is_set_in_our_fonts_and_words_are_not_mixed() {
    let drawing = drawing(
        "<title>never read out</title>\
         <text y='20' font-family='sans-serif'>Aż µ</text><text y='40'>b</text>",
    );
    let faces = drawing.tree().fontdb();
    let names: Vec<_> = nodes(drawing.tree().root())
        .iter()
        .filter_map(|node| match node {
            Node::Text(text) => Some(text.layouted()),
            _ => None,
        })
        .flatten()
        .flat_map(|span| &span.positioned_glyphs)
        .map(|glyph| faces.face(glyph.font).unwrap().families[0].0.clone())
        .collect();
    let noto = ["Noto Sans"; 4];
    assert_eq!(names, [&noto[..], &["Atkinson Hyperlegible Next"]].concat());
}

#[test]
fn a_font_that_is_not_at_hand_is_a_warning() {
    let svg = make::svg("<text y='20' font-family='Comic Sans MS, cursive'>Hello</text>");
    let (_, warnings) = read(svg, "a.svg").unwrap();
    assert_eq!(warnings, [PictureWarning::OtherFont("Comic Sans MS".into())]);
}

#[test]
fn bold_text_falls_back_to_a_bold_font() {
    let drawing = drawing("<text y='20' font-weight='bold'>Ж</text>");
    let Some(Node::Text(text)) = nodes(drawing.tree().root()).into_iter().next() else {
        panic!("text");
    };
    let glyph = &text.layouted()[0].positioned_glyphs[0];
    assert_eq!(drawing.tree().fontdb().face(glyph.font).unwrap().weight.0, 700);
}

#[test]
fn a_web_page_gets_the_drawing_without_text() {
    let picture = sound(make::svg("<text y='20'>Hello</text>"), "a.svg");
    let (media_type, bytes) = picture.for_web();
    assert_eq!(media_type, "image/svg+xml");
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.contains("<path") && !text.contains("<text"));
}

#[test]
fn effects_and_movements_are_left_out_with_warnings() {
    let filter = "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter>\
        <style>.f { filter: url(#f) !important }</style>";
    for use_of_filter in ["filter='url(#f)'", "style='filter: url(#f)'", "class='f'"] {
        let svg = make::svg(&format!(
            "{filter}<rect width='9' height='9' {use_of_filter}>\
             <animate attributeName='x' to='9'/></rect>"
        ));
        let (picture, warnings) = read(svg, "a.svg").unwrap();
        assert_eq!(warnings, [PictureWarning::Effects, PictureWarning::Moves]);
        let PictureKind::Drawing(drawing) = picture.kind else {
            panic!("a drawing");
        };
        assert!(drawing.tree().filters().is_empty(), "{use_of_filter}");
    }
}

fn embedded(media_type: &str, bytes: &[u8]) -> Vec<u8> {
    make::svg(&format!(
        "<image width='9' height='9' xlink:href='data:{media_type};base64,{}'/>",
        make::base64(bytes)
    ))
}

#[test]
fn a_picture_within_a_drawing_is_read_as_one_beside_it() {
    let png = make::png(&make::Png::rgb(4, 4));
    let inks = make::jpeg((9, 9), ColorType::Cmyk, &[255, 0, 0, 0]);
    let plain = make::jpeg((9, 9), ColorType::Rgb, &[0, 255, 255]);
    let kind = |svg: Vec<u8>| {
        let (picture, warnings) = read(svg, "a.svg").unwrap();
        let PictureKind::Drawing(drawing) = picture.kind else {
            panic!("a drawing");
        };
        let Some(Node::Image(image)) = nodes(drawing.tree().root()).into_iter().next() else {
            panic!("a picture");
        };
        (matches!(image.kind(), ImageKind::PNG(_)), warnings.len())
    };
    assert_eq!(kind(embedded("image/png", &png)), (true, 0));
    assert_eq!(kind(embedded("image/jpeg", &plain)), (false, 0));
    assert_eq!(kind(embedded("image/jpeg", &inks)), (true, 1));
}

#[test]
fn a_broken_picture_within_a_drawing_is_an_error() {
    let png = make::png(&make::Png::rgb(40, 40));
    let error = read(embedded("image/png", &png[..200]), "a.svg").unwrap_err();
    assert_eq!(error, PictureError::Inside(Box::new(PictureError::BreaksOff(Format::Png))));
    let error = read(embedded("image/gif", b"GIF89a"), "a.svg").unwrap_err();
    assert_eq!(error.code(), codes::BAD_PICTURE);
}

#[test]
fn abbreviations_of_drawing_programs_are_read() {
    let svg = "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' \
               'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd' [\
               <!ENTITY ns_svg 'http://www.w3.org/2000/svg'>]>\
               <svg xmlns='&ns_svg;' width='9' height='9'><rect width='9' height='9'/></svg>";
    assert_eq!(sound(svg.as_bytes(), "a.svg").width, 9.0);
}

#[test]
fn a_class_may_be_called_as_the_clip_that_it_uses() {
    let inner = "<style>.a, b > .c { clip-path: url(#a) }</style>\
        <clipPath id='a'><rect width='5' height='5'/></clipPath><rect class='a' width='9' height='9'/>";
    assert_eq!(drawing(inner).tree().clip_paths().len(), 1);
}
