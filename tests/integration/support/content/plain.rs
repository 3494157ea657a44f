//! The least that a booklet can be.

/// A plain booklet with these chapters, quoted and joined.
pub fn booklet(chapters: &str) -> String {
    format!(
        "title = \"T\"\nlanguage = \"en-GB\"\nchapters = [{chapters}]\n[contact]\nheading = \"Help\"\n"
    )
}
