//! The booklet's typeface, held in the page itself.

use std::collections::BTreeSet;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use read_fonts::{FontRef, TableProvider};

use super::palette::set;
use super::subset::subset;
use crate::content::Book;

/// What the theme calls the fonts of the reader's own device.
const SYSTEM: &str = "system";

/// A face: its weight in CSS, its file, and which face of the file it is.
struct Face {
    weight: u16,
    bytes: &'static [u8],
    index: u32,
}

/// The `@font-face` rules for what `text` shows, none where the fonts are left to the system.
pub(super) fn rules(book: &Book, text: &str) -> String {
    let characters: BTreeSet<char> = text.chars().filter(|c| !c.is_control()).collect();
    let mut rules = String::new();
    for face in faces(book) {
        let _ = rule(&face, &characters, &mut rules);
    }
    rules
}

fn faces(book: &Book) -> Vec<Face> {
    let name = set(book, |keys| keys.font.as_ref().map(|font| font.value.clone()));
    if name.is_some_and(|name| name.trim().eq_ignore_ascii_case(SYSTEM)) {
        return Vec::new();
    }
    const REGULAR: &[u8] = include_bytes!(
        "../../fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"
    );
    const BOLD: &[u8] = include_bytes!(
        "../../fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Bold.ttf"
    );
    vec![
        Face { weight: 400, bytes: REGULAR, index: 0 },
        Face { weight: 700, bytes: BOLD, index: 0 },
    ]
}

/// Writes the rule for a face, or nothing where the face has none of the characters.
///
/// The rule names the characters that are in the subset: should the page be translated by the
/// browser, others come from the reader's fonts instead of being blank.
fn rule(face: &Face, characters: &BTreeSet<char>, rules: &mut String) -> Option<()> {
    let font = FontRef::from_index(face.bytes, face.index).ok()?;
    let cmap = font.cmap().ok()?;
    let has = |c: &char| cmap.map_codepoint(*c).is_some_and(|glyph| glyph.to_u32() != 0);
    let characters: BTreeSet<char> = characters.iter().copied().filter(has).collect();
    if characters.is_empty() {
        return None;
    }
    let file = ttf2woff2::encode(&subset(&font, &characters)?, QUALITY.into()).ok()?;
    writeln!(rules, "@font-face {{").ok()?;
    writeln!(rules, "  font-family: Chapbook;\n  font-weight: {};", face.weight).ok()?;
    writeln!(rules, "  unicode-range: {};", unicode_range(&characters)).ok()?;
    writeln!(rules, "  src: url(data:font/woff2;base64,{});\n}}", STANDARD.encode(file)).ok()
}

/// Of the compression: the highest takes ten times as long for a twentieth less.
const QUALITY: u8 = 9;

/// The value of `unicode-range`.
fn unicode_range(characters: &BTreeSet<char>) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in characters.iter().map(|c| u32::from(*c)) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    let ranges = ranges.into_iter().map(|(first, last)| match first == last {
        true => format!("U+{first:X}"),
        false => format!("U+{first:X}-{last:X}"),
    });
    ranges.collect::<Vec<_>>().join(", ")
}
