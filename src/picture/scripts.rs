//! Words of other scripts within a drawing, each given a font that has all of it.
//!
//! The parser of drawings finds another font for a single sign that a font lacks. A syllable of
//! Gujarati or Tamil is several signs, which it would set one over the other. So the stretches of
//! such scripts are named a family beforehand.

use unicode_script::{Script, UnicodeScript};
use usvg::fontdb::{Database, Family, ID, Query};
use usvg::roxmltree::{Document, Node, ParsingOptions};

use super::drawing::has;

/// The drawing's text with a `tspan` around each stretch of a script that its own font lacks; `None`
/// where there is none.
pub(super) fn name_families(text: &str, faces: &Database) -> Option<String> {
    // Words that stand in an abbreviation stand nowhere else in the text.
    if text.is_ascii() && !text.contains("&#") || text.contains("<!ENTITY") {
        return None;
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).ok()?;
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for node in document.descendants().filter(|node| node.is_text() && is_shown(*node)) {
        let words = node.text().unwrap_or_default();
        if words.is_ascii() {
            continue;
        }
        let own = own_face(node, faces);
        let stretches = stretches(words, own, faces);
        if stretches.iter().all(|(family, _)| family.is_none()) {
            continue;
        }
        out.push_str(text.get(at..node.range().start)?);
        for (family, words) in stretches {
            let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            match family {
                Some(name) => {
                    out.push_str(&format!("<tspan style=\"font-family:'{name}'\">{words}</tspan>"));
                }
                None => out.push_str(&words),
            }
        }
        at = node.range().end;
    }
    (at > 0).then(|| out + &text[at..])
}

/// Whether words are drawn: they stand in a text, and in no title or description of it.
fn is_shown(node: Node) -> bool {
    let mut around = node.ancestors().skip(1);
    around.find_map(|it| match it.tag_name().name() {
        "text" => Some(true),
        "title" | "desc" | "metadata" | "style" => Some(false),
        _ => None,
    }) == Some(true)
}

/// The face that an element asks for, where it is at hand; styles are attributes by now.
fn own_face(node: Node, faces: &Database) -> Option<ID> {
    let named = node.ancestors().find_map(|it| {
        let style = it.attribute("style").unwrap_or_default();
        let declared = style.split(';').rev().find_map(|it| it.strip_prefix("font-family:"));
        declared.or(it.attribute("font-family"))
    });
    let mut names =
        named.unwrap_or_default().split(',').map(|it| it.trim_matches(['"', '\'', ' ']));
    let first = faces.faces().next().map(|face| face.id);
    names.find_map(|name| find(name, faces)).or(first)
}

fn find(name: &str, faces: &Database) -> Option<ID> {
    let families = &[Family::Name(name)];
    faces.query(&Query { families, ..Query::default() })
}

/// Words in stretches, each with the family that it needs.
fn stretches<'w>(
    words: &'w str,
    own: Option<ID>,
    faces: &Database,
) -> Vec<(Option<String>, &'w str)> {
    let mut starts: Vec<(usize, Option<ID>)> = vec![(0, None)];
    for (at, c) in words.char_indices() {
        // Signs that belong to no script go with what stands before them.
        let neutral = matches!(c.script(), Script::Common | Script::Inherited | Script::Unknown);
        if neutral {
            continue;
        }
        let last = starts.last().and_then(|(_, face)| *face);
        let simple = matches!(c.script(), Script::Latin | Script::Greek | Script::Cyrillic);
        let face = match own {
            _ if simple => None,
            Some(own) if has(faces, own, c) => None,
            _ => last
                .filter(|face| has(faces, *face, c))
                .or_else(|| faces.faces().map(|face| face.id).find(|face| has(faces, *face, c))),
        };
        if face != last {
            starts.push((at, face));
        }
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([words.len()]);
    let name = |face: ID| Some(faces.face(face)?.families.first()?.0.clone());
    let stretch = |((start, face), end): (&(usize, Option<ID>), usize)| {
        (face.and_then(name), &words[*start..end])
    };
    starts.iter().zip(ends).map(stretch).filter(|(_, words)| !words.is_empty()).collect()
}
