//! Pictures made here byte by byte, read, and looked at.

mod borders;
mod drawings;
// The tests of the finished program have it too.
#[allow(unreachable_pub)]
mod make;
mod rasters;
mod refused;
mod small;
mod styles;
mod words;

use std::sync::{Arc, LazyLock};

use super::*;

/// The fonts of the program, the default ones first.
static FONTS: LazyLock<PictureFonts> =
    LazyLock::new(|| {
        let fonts = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        let mut files = Vec::new();
        for family in std::fs::read_dir(fonts).unwrap() {
            for file in std::fs::read_dir(family.unwrap().path()).unwrap() {
                files.push(file.unwrap().path());
            }
        }
        files.retain(|file| file.extension().is_some_and(|it| it == "ttf"));
        // Atkinson and Noto Sans, regular before bold; then the others.
        files.sort_by_key(|file| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let place = ["Atkinson", "NotoSans-"].iter().position(|start| name.starts_with(start));
            (place.unwrap_or(9), name.contains("Bold"), name)
        });
        PictureFonts::new(files.into_iter().map(|file| {
            Arc::new(std::fs::read(file).unwrap()) as Arc<dyn AsRef<[u8]> + Send + Sync>
        }))
    });

type Outcome = Result<(Picture, Vec<PictureWarning>), PictureError>;

fn read(bytes: impl Into<Arc<[u8]>>, name: &str) -> Outcome {
    Picture::read(bytes.into(), name, &FONTS)
}

/// A picture that is read without a warning.
fn sound(bytes: impl Into<Arc<[u8]>>, name: &str) -> Picture {
    let (picture, warnings) = read(bytes, name).unwrap();
    assert_eq!(warnings, []);
    picture
}

fn samples(picture: &Picture) -> Samples {
    let PictureKind::Raster(raster) = &picture.kind else {
        panic!("a picture of pixels");
    };
    raster.samples()
}

fn raster(picture: &Picture) -> &Raster {
    let PictureKind::Raster(raster) = &picture.kind else {
        panic!("a picture of pixels");
    };
    raster
}

#[test]
fn resolution_follows_from_the_width_on_paper() {
    let picture = sound(make::png(&make::Png::rgb(300, 200)), "a.png");
    assert_eq!(picture.dpi_at(Pt(144.0)), Some(150.0));
    assert_eq!(picture.largest_width(Pt(400.0), 150.0), Pt(144.0));
    assert_eq!(picture.largest_width(Pt(100.0), 150.0), Pt(100.0));
    let drawing = sound(make::svg("<rect width='9' height='9'/>"), "a.svg");
    assert_eq!(drawing.dpi_at(Pt(144.0)), None);
    assert_eq!(drawing.largest_width(Pt(400.0), 150.0), Pt(400.0));
}

#[test]
fn equal_files_are_one_picture() {
    let (one, other) = (make::Png::rgb(3, 2), make::Png::rgb(2, 3));
    let id = |png: &make::Png| sound(make::png(png), "a.png").id;
    assert_eq!(id(&one), id(&one));
    assert_ne!(id(&one), id(&other));
}
