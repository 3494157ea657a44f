//! Words of other scripts within a drawing, each given a font that has all of it and a place.
//!
//! The parser of drawings sets words of many scripts wrongly: a syllable of several signs is taken
//! to be as wide as its widest sign, so that the next stands over it; where two fonts meet in a
//! line it drops signs; and it knows no text from right to left. What it draws right is a stretch
//! of one font, one direction and a place of its own. So such lines are parted into stretches here,
//! measured by the shaper that the parser has, and put where they belong. Their order in the file
//! does not matter, since all words of a drawing become outlines.

mod chunk;
mod place;

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};
use usvg::fontdb::{Database, Family, ID, Query, Style, Weight};
use usvg::roxmltree::{Document, Node, ParsingOptions};

use self::chunk::{Chunk, chunks, property};
use super::PictureError;
use super::faces::has;

/// The drawing's text with a `tspan` around each stretch of words that the parser would set wrongly;
/// `None` where there is none. An error where such words cannot be placed.
pub(super) fn place_words(text: &str, faces: &Database) -> Result<Option<String>, PictureError> {
    if text.is_ascii() && !text.contains("&#") && !text.contains("rtl") {
        return Ok(None);
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let Ok(document) = Document::parse_with_options(text, options) else { return Ok(None) };
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let is_text = |node: &Node| node.tag_name().name() == "text" && !is_within_text(*node);
    for element in document.descendants().filter(is_text) {
        for chunk in chunks(element) {
            edit(&chunk, text, faces, &mut edits)?;
        }
    }
    if edits.is_empty() {
        return Ok(None);
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, words) in edits {
        // Words of an abbreviation that is used twice stand in the file once.
        let Some(before) = text.get(at..range.start) else { continue };
        out.push_str(before);
        out.push_str(&words);
        at = range.end;
    }
    Ok(Some(out + &text[at..]))
}

fn is_within_text(node: Node) -> bool {
    node.ancestors().skip(1).any(|around| around.tag_name().name() == "text")
}

/// Writes a line anew where the parser would not set it right.
fn edit(
    chunk: &Chunk,
    text: &str,
    faces: &Database,
    edits: &mut Vec<(Range<usize>, String)>,
) -> Result<(), PictureError> {
    let words = chunk.words();
    let special = chunk.is_rtl || words.chars().any(is_special);
    if !special || words.trim().is_empty() {
        return Ok(());
    }
    let is_written = |node: &Node| {
        let source = text.get(node.range()).unwrap_or_default();
        node.range().start >= document_start(node) && !has_abbreviation(source)
    };
    let why = match chunk.hard {
        None if !chunk.nodes.iter().all(|part| is_written(&part.node)) => {
            Some("that stand in an abbreviation of the file")
        }
        hard => hard,
    };
    match why {
        None => {
            edits.extend(place::place(chunk, faces));
            Ok(())
        }
        // Signs that stand for themselves are set right wherever they are.
        Some(_) if !chunk.is_rtl && !words.chars().any(is_joined) => Ok(()),
        Some(why) => {
            let first = words.split_whitespace().next().unwrap_or_default().to_owned();
            Err(PictureError::HardWords(first, why))
        }
    }
}

/// Where the drawing itself begins, behind its document type.
fn document_start(node: &Node) -> usize {
    node.document().root_element().range().start
}

/// Whether words as they are written hold an abbreviation of the file's own.
fn has_abbreviation(source: &str) -> bool {
    source.split('&').skip(1).any(|rest| {
        let name = rest.split(';').next().unwrap_or_default();
        !name.starts_with('#') && !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
    })
}

/// Whether the parser sets no line with this character right beyond doubt.
fn is_special(c: char) -> bool {
    !matches!(
        c.script(),
        Script::Latin
            | Script::Greek
            | Script::Cyrillic
            | Script::Common
            | Script::Inherited
            | Script::Unknown
    )
}

/// Whether a character changes with those beside it.
fn is_joined(c: char) -> bool {
    is_special(c)
        && !matches!(
            c.script(),
            Script::Hebrew
                | Script::Ethiopic
                | Script::Armenian
                | Script::Georgian
                | Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Bopomofo
        )
}

/// The face that an element asks for, else the first of all.
fn own_face(node: Node, faces: &Database) -> Option<ID> {
    let named = property(node, "font-family").unwrap_or_default();
    let mut names = named.split(',').map(|it| it.trim_matches(['"', '\'', ' ']));
    names.find_map(|name| find(name, node, faces)).or_else(|| {
        let first = faces.faces().next()?.families.first()?.0.clone();
        find(&first, node, faces)
    })
}

/// The face of a family in the weight and manner of an element, as the parser will take it.
fn find(name: &str, node: Node, faces: &Database) -> Option<ID> {
    let weight = match property(node, "font-weight").as_deref() {
        Some("bold" | "bolder") => Weight::BOLD,
        Some(number) => number.parse().map_or(Weight::NORMAL, Weight),
        None => Weight::NORMAL,
    };
    let style = match property(node, "font-style").as_deref() {
        Some("italic") => Style::Italic,
        Some(oblique) if oblique.starts_with("oblique") => Style::Oblique,
        _ => Style::Normal,
    };
    let families = &[Family::Name(name)];
    faces.query(&Query { families, weight, style, ..Query::default() })
}

/// The face of each character of a line: one that has it, its own or that of its neighbours first.
fn faces_of(chunk: &Chunk, faces: &Database) -> Vec<Option<ID>> {
    let mut found = Vec::new();
    for part in &chunk.nodes {
        let own = own_face(part.node, faces);
        let mut last = own;
        for c in part.words.chars() {
            let has_it = |face: &ID| has(faces, *face, c);
            let other = || {
                let any = faces.faces().map(|face| face.id).find(has_it);
                let family = any.and_then(|any| Some(&faces.face(any)?.families.first()?.0));
                family.and_then(|family| find(family, part.node, faces)).filter(has_it).or(any)
            };
            let inherits = c.is_whitespace() || c.script() == Script::Inherited;
            let neutral = matches!(c.script(), Script::Common | Script::Unknown);
            last = match last {
                last if inherits => last,
                Some(last) if (neutral || is_special(c)) && has_it(&last) => Some(last),
                _ => own.filter(has_it).or_else(other).or(own),
            };
            found.push(last);
        }
    }
    found
}
