//! The size of a drawing, as browsers give it one where its root has half of one or none.

use usvg::roxmltree::{Document, Node};

/// The longest side that a drawing without a size has by its viewBox, in CSS pixels; the sides of a
/// longer one, such as a drawing in thousandths of a millimetre, are only a proportion.
const LONGEST: f64 = 10_000.0;

/// The shortest such side.
const SHORTEST: f64 = 0.1;

/// The longer side of a drawing whose viewBox is a proportion.
const USUAL: f64 = 1000.0;

/// Gives the root the sides that it lacks.
pub(super) fn complete(text: &str, document: &Document) -> String {
    let root = document.root_element();
    let Some((sides, replaced)) = missing_sides(root) else { return text.to_owned() };
    let mut taken_out: Vec<_> = root
        .attributes()
        .filter(|it| it.namespace().is_none() && replaced.contains(&it.name()))
        .map(|it| it.range())
        .collect();
    taken_out.sort_by_key(|range| range.start);
    let name_end = text[root.range().start..]
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .map_or(text.len(), |at| root.range().start + at);
    let mut out = format!("{}{sides}", &text[..name_end]);
    let mut at = name_end;
    for range in taken_out {
        out.push_str(&text[at..range.start]);
        at = range.end;
    }
    out + &text[at..]
}

/// The sides that are to be added, and the names of attributes that they replace.
fn missing_sides(root: Node) -> Option<(String, &'static [&'static str])> {
    let numbers: Vec<f64> = root
        .attribute("viewBox")?
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter_map(|number| number.parse().ok())
        .collect();
    let [_, _, box_width, box_height] = numbers[..] else {
        return None;
    };
    if !(box_width > 0.0 && box_height > 0.0) {
        return None;
    }
    let is_auto = |side: &str| side.trim().is_empty() || side.trim() == "auto";
    let side = |name: &str| root.attribute(name).filter(|side| !is_auto(side));
    let is_given = |name: &str| side(name).is_some_and(|side| !side.trim().ends_with('%'));
    let (given, name, ratio) = match (side("width"), side("height")) {
        (Some(width), None) if !root.has_attribute("height") => {
            (width, "height", box_height / box_width)
        }
        (None, Some(height)) if !root.has_attribute("width") => {
            (height, "width", box_width / box_height)
        }
        _ if !is_given("width") && !is_given("height") => {
            return proportion(box_width, box_height).map(|it| (it, &["width", "height"][..]));
        }
        _ => return None,
    };
    let unit_at = given.trim().find(|c: char| c.is_ascii_alphabetic() || c == '%');
    let (number, unit) = given.trim().split_at(unit_at.unwrap_or(given.trim().len()));
    let length = number.trim().parse::<f64>().ok()? * ratio;
    (unit != "%" && length.is_finite() && length > 0.0)
        .then(|| (format!(" {name}=\"{length}{unit}\""), &[][..]))
}

/// Both sides in the proportion of a viewBox that is too large or too small to be a size.
fn proportion(width: f64, height: f64) -> Option<String> {
    let longer = width.max(height);
    (!(SHORTEST..=LONGEST).contains(&longer)).then(|| {
        let scale = USUAL / longer;
        format!(" width=\"{}\" height=\"{}\"", width * scale, height * scale)
    })
}
