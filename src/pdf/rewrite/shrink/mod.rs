//! Makes the pictures of a finished PDF smaller without changing a pixel.
//!
//! krilla deflates plain samples. A picture with gentle slopes becomes several times smaller where
//! each row is first written as its difference from what its neighbours foretell (ISO 32000-1,
//! 7.4.4.4), and one of few colours where each pixel is a number of a table (8.6.6.3).

mod encode;
mod image;

use self::image::Image;
use super::file::{File, Object};

/// The same document in fewer bytes; as it was where it is not built as krilla builds it.
#[must_use]
pub fn shrink(pdf: Vec<u8>) -> Vec<u8> {
    let Some(mut file) = File::read(&pdf) else { return pdf };
    shrink_pictures(&mut file);
    file.write()
}

/// Encodes each picture of a file anew where that saves bytes.
pub(super) fn shrink_pictures(file: &mut File<'_>) {
    for object in file.objects_mut() {
        let Object::Stream(stream) = object else { continue };
        let Some(image) = Image::read(stream) else { continue };
        if let Some(better) = encode::encode(&image) {
            *stream = image.with(better);
        }
    }
}
