//! Which characters the fonts for drawings have.

use read_fonts::{FontRef, TableProvider};
use usvg::fontdb::{Database, ID};

/// Whether a face has a character.
pub(super) fn has(faces: &Database, face: ID, c: char) -> bool {
    let found = faces.with_face_data(face, |bytes, index| {
        let font = FontRef::from_index(bytes, index).ok()?;
        font.cmap().ok()?.map_codepoint(c).filter(|glyph| glyph.to_u32() != 0)
    });
    found.flatten().is_some()
}
