//! A font file with the outlines of the glyphs that are used alone.
//!
//! Glyphs keep their numbers, and every table but the outlines stays as it is: shaping, kerning
//! and the notice of copyright are those of the whole font, and compression takes what is empty.
//! Of a font that is there for its digits, which need no shaping, only they and the notice stay.

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
        return assemble(font, Vec::new());
    }
    let glyphs = glyphs(font, characters).ok()?;
    assemble(font, outlines(font, &glyphs).ok()?)
}

/// Tables of shaping, which digits do without.
const SHAPING: [&[u8; 4]; 4] = [b"GDEF", b"GPOS", b"GSUB", b"kern"];

/// A font file that shows these digits and nothing else: a fortieth of what [`subset`] makes of a
/// font of many scripts. `None` where the font is damaged or its digits are made of parts.
pub(super) fn digits(font: &FontRef<'_>, digits: &BTreeSet<char>) -> Option<Vec<u8>> {
    let cmap = font.cmap().ok()?;
    let pairs: Option<Vec<(u16, u16)>> = digits
        .iter()
        .map(|c| Some((u16::try_from(*c).ok()?, cmap.map_codepoint(*c)?.to_u32().try_into().ok()?)))
        .collect();
    let pairs = pairs?;
    let (loca, glyf) = (font.loca(None).ok()?, font.glyf().ok()?);
    let mut glyphs: IntSet<GlyphId> = IntSet::empty();
    glyphs.insert(GlyphId::NOTDEF);
    for (_, glyph) in &pairs {
        let glyph = GlyphId::from(u32::from(*glyph));
        if let Some(Glyph::Composite(_)) = loca.get_glyf(glyph, &glyf).ok()? {
            return None;
        }
        glyphs.insert(glyph);
    }
    let mut tables = outlines(font, &glyphs).ok()?;
    tables.push((Tag::new(b"cmap"), Some(map(&pairs))));
    tables.push((Tag::new(b"hmtx"), Some(widths(font, &glyphs)?)));
    // Version 3: no names of glyphs.
    let mut post = font.table_data(Tag::new(b"post"))?.as_bytes().get(..32)?.to_vec();
    post[..4].copy_from_slice(&[0, 3, 0, 0]);
    tables.push((Tag::new(b"post"), Some(post)));
    tables.extend(SHAPING.map(|tag| (Tag::new(tag), None)));
    assemble(font, tables)
}

/// A `cmap` of one table of format 4 in which each character is a segment.
fn map(pairs: &[(u16, u16)]) -> Vec<u8> {
    let count = pairs.len() as u16 + 1;
    let power = 1 << count.ilog2();
    // Version, one table, for Windows and Unicode, twelve bytes on.
    let mut words: Vec<u16> = vec![0, 1, 3, 1, 0, 12];
    words.extend([4, 16 + 8 * count, 0, 2 * count, 2 * power, count.ilog2() as u16]);
    words.push(2 * (count - power));
    let codes: Vec<u16> = pairs.iter().map(|(code, _)| *code).chain([0xFFFF]).collect();
    words.extend(&codes);
    words.push(0);
    words.extend(&codes);
    words.extend(pairs.iter().map(|(code, glyph)| glyph.wrapping_sub(*code)));
    words.push(1);
    words.extend(pairs.iter().map(|_| 0).chain([0]));
    words.into_iter().flat_map(u16::to_be_bytes).collect()
}

/// The table `hmtx` with the measures of these glyphs alone.
fn widths(font: &FontRef<'_>, glyphs: &IntSet<GlyphId>) -> Option<Vec<u8>> {
    let mut hmtx = font.table_data(Tag::new(b"hmtx"))?.as_bytes().to_vec();
    let long = usize::from(font.hhea().ok()?.number_of_h_metrics());
    for (index, measures) in hmtx.chunks_exact_mut(4).take(long).enumerate() {
        // The last width is that of all glyphs after it.
        let used = glyphs.contains(GlyphId::from(u32::try_from(index).ok()?));
        if !used && index + 1 < long {
            measures.fill(0);
        }
    }
    Some(hmtx)
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

/// Tables in the place of a font's own; none where it loses one.
type Tables = Vec<(Tag, Option<Vec<u8>>)>;

/// The tables `glyf`, `loca` (with offsets of four bytes) and `head`.
fn outlines(font: &FontRef<'_>, glyphs: &IntSet<GlyphId>) -> Result<Tables, ReadError> {
    let (from, data) = (font.loca(None)?, font.glyf()?);
    let data = data.offset_data();
    let (mut glyf, mut loca) = (Vec::new(), vec![0; 4]);
    for index in 0..from.len() {
        if glyphs.contains(GlyphId::from(u32::try_from(index).unwrap_or(u32::MAX))) {
            let offset = |at| from.get_raw(at).ok_or(ReadError::OutOfBounds);
            let range = offset(index)? as usize..offset(index + 1)? as usize;
            let outline = data.as_bytes().get(range).ok_or(ReadError::OutOfBounds)?;
            glyf.extend(outline);
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
        let end = u32::try_from(glyf.len()).map_err(|_| ReadError::OutOfBounds)?;
        loca.extend(end.to_be_bytes());
    }
    let head = font.table_data(HEAD).ok_or(ReadError::OutOfBounds)?;
    let mut head = head.as_bytes().to_vec();
    // `indexToLocFormat`: offsets of four bytes.
    head.get_mut(50..52).ok_or(ReadError::OutOfBounds)?.copy_from_slice(&[0, 1]);
    Ok(vec![(GLYF, Some(glyf)), (LOCA, Some(loca)), (HEAD, Some(head))])
}

/// Puts the tables of a font together, with others where there are any.
///
/// Check sums stay zero: the web format leaves them out, and browsers work them out anew.
fn assemble(font: &FontRef<'_>, mut others: Tables) -> Option<Vec<u8>> {
    let mut tables: Vec<(Tag, Vec<u8>)> = Vec::new();
    for record in font.table_directory().table_records() {
        let tag = record.tag();
        if UNREAD.iter().any(|unread| tag == Tag::new(unread)) {
            continue;
        }
        match others.iter_mut().find(|(other, _)| *other == tag) {
            Some((_, other)) => tables.extend(other.take().map(|table| (tag, table))),
            None => tables.push((tag, font.table_data(tag)?.as_bytes().to_vec())),
        }
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
    fn a_font_of_digits_has_them_and_nothing_else() {
        let noto = include_bytes!("../../fonts/noto-sans/NotoSans-Regular.ttf");
        let font = FontRef::new(noto).unwrap();
        let file = digits(&font, &"0123458".chars().collect()).unwrap();
        let after = FontRef::new(&file).unwrap();
        let (cmap, before) = (after.cmap().unwrap(), font.cmap().unwrap());
        for c in '\0'..'\u{3000}' {
            let wanted = before.map_codepoint(c).filter(|_| "0123458".contains(c));
            assert_eq!(cmap.map_codepoint(c), wanted, "{c:?}");
        }
        for c in "0123458".chars() {
            assert!(drawn(&file, c));
            let width =
                |font: &FontRef<'_>| font.hmtx().unwrap().advance(before.map_codepoint(c).unwrap());
            assert_eq!(width(&after), width(&font));
        }
        let name =
            |font: &FontRef<'_>| font.table_data(Tag::new(b"name")).unwrap().as_bytes().to_vec();
        assert_eq!(name(&after), name(&font));
        assert!(after.gpos().is_err() && file.len() < noto.len() / 10);
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
