//! Any bytes as a picture.

#![no_main]

use chapbook::picture::{Picture, PictureFonts};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // The first byte says what the file claims to be.
    let Some((kind, data)) = data.split_first() else { return };
    let name = ["a.png", "a.jpg", "a.svg"][usize::from(*kind) % 3];
    let fonts = PictureFonts::new(std::iter::empty());
    if let Ok((picture, _)) = Picture::read(data.into(), name, &fonts) {
        let _ = picture.for_web();
    }
});
