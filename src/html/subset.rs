//! A font file with the outlines of the glyphs that are used alone.
//!
//! Glyphs keep their numbers, and every table but the outlines stays as it is: shaping, kerning
//! and the notice of copyright are those of the whole font, and compression takes what is empty.

use std::collections::BTreeSet;

use read_fonts::collections::IntSet;
use read_fonts::tables::glyf::Glyph;
use read_fonts::types::{GlyphId, Tag};
use read_fonts::{FontRef, ReadError, TableProvider};

/// Tables that no browser reads: signatures, and measures for certain sizes of old screens.
const UNREAD: [&[u8; 4]; 5] = [b"DSIG", b"FFTM", b"LTSH", b"VDMX", b"hdmx"];

const GLYF: Tag = Tag::new(b"glyf");
const LOCA: Tag = Tag::new(b"loca");
const HEAD: Tag = Tag::new(b"head");

/// Bit of `fsType` by which a font's maker forbids subsets.
const NO_SUBSETTING: u16 = 0x0100;

/// A font file that shows these characters, `None` where the font is damaged.
///
/// Only outlines in `glyf` are taken out; a font with others, a variable one, or one whose maker
/// wants it whole is left whole.
pub(super) fn subset(font: &FontRef<'_>, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let whole = font.glyf().is_err()
        || font.gvar().is_ok()
        || font.os2().is_ok_and(|os2| os2.fs_type() & NO_SUBSETTING != 0);
    if whole {
        return assemble(font, None);
    }
    let glyphs = glyphs(font, characters).ok()?;
    assemble(font, Some(&outlines(font, &glyphs).ok()?))
}

/// The glyphs that the characters may come to, by substitution and as parts of others.
fn glyphs(font: &FontRef<'_>, characters: &BTreeSet<char>) -> Result<IntSet<GlyphId>, ReadError> {
    let cmap = font.cmap()?;
    let mut glyphs: IntSet<GlyphId> = IntSet::empty();
    glyphs.insert(GlyphId::NOTDEF);
    glyphs.extend(characters.iter().filter_map(|c| cmap.map_codepoint(*c)));
    if let Ok(gsub) = font.gsub() {
        let lookups = gsub.collect_lookups(&IntSet::all())?;
        let count = font.maxp()?.num_glyphs().into();
        gsub.closure_glyphs_with_num_glyphs(&lookups, &mut glyphs, count)?;
    }
    let (loca, glyf) = (font.loca(None)?, font.glyf()?);
    let mut unread: Vec<GlyphId> = glyphs.iter().collect();
    while let Some(glyph) = unread.pop() {
        if let Some(Glyph::Composite(composite)) = loca.get_glyf(glyph, &glyf)? {
            for component in composite.components() {
                let part = component.glyph;
                if glyphs.insert(part) {
                    unread.push(part);
                }
            }
        }
    }
    Ok(glyphs)
}

/// The tables `glyf` and `loca` (with offsets of four bytes).
struct Outlines {
    glyf: Vec<u8>,
    loca: Vec<u8>,
}

fn outlines(font: &FontRef<'_>, glyphs: &IntSet<GlyphId>) -> Result<Outlines, ReadError> {
    let (from, data) = (font.loca(None)?, font.glyf()?);
    let data = data.offset_data();
    let mut outlines = Outlines { glyf: Vec::new(), loca: Vec::new() };
    let mut end = |glyf: &[u8]| {
        let end = u32::try_from(glyf.len()).map_err(|_| ReadError::OutOfBounds)?;
        outlines.loca.extend(end.to_be_bytes());
        Ok::<_, ReadError>(())
    };
    end(&[])?;
    for index in 0..from.len() {
        if glyphs.contains(GlyphId::from(u32::try_from(index).unwrap_or(u32::MAX))) {
            let offset = |at| from.get_raw(at).ok_or(ReadError::OutOfBounds);
            let range = offset(index)? as usize..offset(index + 1)? as usize;
            let outline = data.as_bytes().get(range).ok_or(ReadError::OutOfBounds)?;
            outlines.glyf.extend(outline);
            outlines.glyf.resize(outlines.glyf.len().next_multiple_of(4), 0);
        }
        end(&outlines.glyf)?;
    }
    Ok(outlines)
}

/// Puts the tables of a font together, with other outlines where there are any.
///
/// Check sums stay zero: the web format leaves them out, and browsers work them out anew.
fn assemble(font: &FontRef<'_>, outlines: Option<&Outlines>) -> Option<Vec<u8>> {
    let mut tables: Vec<(Tag, Vec<u8>)> = Vec::new();
    for record in font.table_directory().table_records() {
        let tag = record.tag();
        if UNREAD.iter().any(|unread| tag == Tag::new(unread)) {
            continue;
        }
        let mut table = font.table_data(tag)?.as_bytes().to_vec();
        match (outlines, tag) {
            (Some(outlines), GLYF) => table.clone_from(&outlines.glyf),
            (Some(outlines), LOCA) => table.clone_from(&outlines.loca),
            // `indexToLocFormat`: offsets of four bytes.
            (Some(_), HEAD) => table.get_mut(50..52)?.copy_from_slice(&[0, 1]),
            _ => {}
        }
        tables.push((tag, table));
    }
    tables.sort();
    Some(file(font.table_directory().sfnt_version(), &tables))
}

/// A font file of these tables.
fn file(version: u32, tables: &[(Tag, Vec<u8>)]) -> Vec<u8> {
    const HEADER: usize = 12;
    const RECORD: usize = 16;
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes();
    let mut file = version.to_be_bytes().to_vec();
    file.extend(&number(tables.len())[2..]);
    file.resize(HEADER, 0);
    let mut at = HEADER + RECORD * tables.len();
    for (tag, table) in tables {
        file.extend(tag.to_be_bytes());
        file.extend([0; 4]);
        file.extend(number(at));
        file.extend(number(table.len()));
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGULAR: &[u8] = include_bytes!(
        "../../fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"
    );

    /// Whether a character has an outline in a font file.
    fn drawn(file: &[u8], c: char) -> bool {
        let font = FontRef::new(file).unwrap();
        let glyph = font.cmap().unwrap().map_codepoint(c).unwrap();
        font.loca(None).unwrap().get_glyf(glyph, &font.glyf().unwrap()).unwrap().is_some()
    }

    #[test]
    fn only_the_characters_that_are_used_keep_their_outlines() {
        let font = FontRef::new(REGULAR).unwrap();
        let file = subset(&font, &"aŵ".chars().collect()).unwrap();
        assert!(drawn(&file, 'a') && drawn(&file, 'ŵ'));
        // The parts of a letter with an accent are drawn too.
        assert!(drawn(&file, 'w'));
        assert!(!drawn(&file, 'q') && drawn(REGULAR, 'q'));
        assert!(file.len() < REGULAR.len() * 3 / 4);
    }

    #[test]
    fn what_shaping_needs_stays_as_it_was() {
        let font = FontRef::new(REGULAR).unwrap();
        let file = subset(&font, &"a".chars().collect()).unwrap();
        let after = FontRef::new(&file).unwrap();
        for tag in [b"GPOS", b"cmap", b"hmtx", b"name"] {
            let data =
                |font: &FontRef<'_>| font.table_data(Tag::new(tag)).unwrap().as_bytes().to_vec();
            assert_eq!(data(&font), data(&after));
        }
    }
}
