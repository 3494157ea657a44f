//! Keeps out SVGs that run, fetch, or grow: what is refused before anything is made of one.
//!
//! The parser itself neither runs scripts nor fetches anything. But what it leaves out without a
//! word is lost to the reader, so that the author must hear of it; and what repeats itself through
//! references could keep it busy for years.

mod entities;
mod growth;
mod numbers;

use usvg::roxmltree::{Document, Error, Node, ParsingOptions};

use super::{PictureError, PictureWarning};

/// The longest text of an SVG; one that is longer is a scan or a map.
const MOST_BYTES: usize = 32_000_000;

/// The most elements, comments and stretches of text.
const MOST_NODES: u32 = 300_000;

/// The most attributes of one element: the parser compares each with each.
const MOST_ATTRIBUTES: usize = 500;

/// Elements that would bring in what only a browser can show.
const FOREIGN: &[&str] =
    &["iframe", "object", "embed", "audio", "video", "canvas", "flowRoot", "foreignObject"];

/// Elements that move or change the picture.
const MOVING: &[&str] = &["animate", "animateTransform", "animateMotion", "animateColor", "set"];

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// An SVG that may be parsed.
pub(super) struct Guarded {
    /// The text, with a size on its root where it had half of one.
    pub(super) text: String,
    /// What will not be shown as in a browser.
    pub(super) warnings: Vec<PictureWarning>,
}

/// Refuses what must not or cannot be shown.
pub(super) fn check(text: &str) -> Result<Guarded, PictureError> {
    if text.len() > MOST_BYTES {
        return Err(PictureError::TooComplex("megabytes"));
    }
    entities::check(text)?;
    check_attributes(text)?;
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::NodesLimitReached => PictureError::TooComplex("parts"),
        error => PictureError::NotXml(error.to_string()),
    })?;
    let mut warnings = Vec::new();
    for node in document.descendants() {
        check_node(node, &mut warnings)?;
    }
    warnings.dedup();
    growth::check(&document)?;
    Ok(Guarded { text: complete_size(text, &document), warnings })
}

/// Refuses elements of thousands of attributes, before the parser compares them all.
fn check_attributes(text: &str) -> Result<(), PictureError> {
    let mut count = 0;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'<' => count = 0,
            b'=' => {
                let value = bytes[at + 1..].iter().find(|byte| !byte.is_ascii_whitespace());
                count += usize::from(matches!(value, Some(b'"' | b'\'')));
                if count > MOST_ATTRIBUTES {
                    return Err(PictureError::TooComplex("attributes"));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn check_node(node: Node, warnings: &mut Vec<PictureWarning>) -> Result<(), PictureError> {
    if let Some(instruction) = node.pi() {
        let address = instruction.value.and_then(|value| value.split(['"', '\'']).nth(1));
        return match (instruction.target, address) {
            ("xml-stylesheet", Some(address)) => Err(PictureError::Outside(address.to_owned())),
            _ => Ok(()),
        };
    }
    if !node.is_element() || !is_svg(node) {
        return Ok(());
    }
    let name = node.tag_name().name();
    let written = || format!("<{name}>");
    if name == "script" {
        return Err(PictureError::Script(written()));
    }
    if FOREIGN.contains(&name) && has_content(node) {
        return Err(PictureError::CannotShow(written()));
    }
    if MOVING.contains(&name) {
        warnings.push(PictureWarning::Moves);
    }
    if name == "filter" {
        warnings.push(PictureWarning::Effects);
    }
    if name == "style" {
        check_style(&text_of(node), true)?;
    }
    node.attributes().try_for_each(|attribute| {
        let value = attribute.value().trim();
        match attribute.name() {
            "href" => check_href(name, value),
            handler if attribute.namespace().is_none() && is_event(handler) => {
                Err(PictureError::Script(format!("{handler}=\"…\"")))
            }
            name => {
                // What drawing programs note for themselves is drawn by nobody; usvg reads these.
                if matches!(attribute.namespace(), None | Some(SVG | XLINK | XML)) {
                    numbers::check(name, value)?;
                }
                check_style(value, false)
            }
        }
    })
}

fn is_svg(node: Node) -> bool {
    matches!(node.tag_name().namespace(), None | Some(SVG))
}

fn is_event(name: &str) -> bool {
    name.len() > 2 && name.as_bytes()[..2].eq_ignore_ascii_case(b"on")
}

/// Whether something stands in an element that a reader would miss.
fn has_content(node: Node) -> bool {
    node.tag_name().name() != "foreignObject" && node.tag_name().name() != "flowRoot"
        || node.descendants().any(|inner| {
            inner.is_text() && inner.text().is_some_and(|text| !text.trim().is_empty())
                || inner.has_tag_name(("http://www.w3.org/1999/xhtml", "img"))
        })
}

fn text_of(node: Node) -> String {
    node.children().filter_map(|child| child.text()).collect()
}

fn check_href(element: &str, value: &str) -> Result<(), PictureError> {
    let scheme = value.split(':').next().unwrap_or_default().to_ascii_lowercase();
    match scheme.as_str() {
        "javascript" | "vbscript" => Err(PictureError::Script(shorten(value))),
        "data" if element == "image" => Ok(()),
        _ if value.is_empty() || value.starts_with('#') || element == "a" => Ok(()),
        _ => Err(PictureError::Outside(shorten(value))),
    }
}

/// Refuses addresses in CSS; `@import` stands in a sheet only.
fn check_style(css: &str, is_sheet: bool) -> Result<(), PictureError> {
    if is_sheet && let Some(at) = css.find("@import") {
        let rule = css[at..].split(';').next().unwrap_or_default();
        return Err(PictureError::Outside(shorten(rule)));
    }
    for address in addresses(css) {
        // A font that is embedded is passed over, with a warning where text asks for it.
        if !address.is_empty() && !address.starts_with('#') && !address.starts_with("data:") {
            return Err(PictureError::Outside(shorten(address)));
        }
    }
    Ok(())
}

/// What stands in each `url(…)`.
fn addresses(css: &str) -> impl Iterator<Item = &str> {
    css.split("url(").skip(1).map(|rest| {
        let inner = rest.split(')').next().unwrap_or_default().trim();
        inner.trim_matches(['"', '\'']).trim()
    })
}

/// An address as it can stand in a message.
fn shorten(address: &str) -> String {
    let mut words: String = address.chars().take(80).collect();
    if words.len() < address.len() {
        words.push('…');
    }
    words.replace(char::is_control, " ")
}

/// Gives the root the side that it lacks, in the proportion of its viewBox, as browsers do.
fn complete_size(text: &str, document: &Document) -> String {
    let root = document.root_element();
    let added = missing_side(root).unwrap_or_default();
    let name_end = text[root.range().start..]
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .map_or(text.len(), |at| root.range().start + at);
    format!("{}{added}{}", &text[..name_end], &text[name_end..])
}

fn missing_side(root: Node) -> Option<String> {
    let numbers: Vec<f64> = root
        .attribute("viewBox")?
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter_map(|number| number.parse().ok())
        .collect();
    let [_, _, box_width, box_height] = numbers[..] else {
        return None;
    };
    let is_auto = |side: &str| side.trim().is_empty() || side.trim() == "auto";
    let side = |name: &str| root.attribute(name).filter(|side| !is_auto(side));
    let (given, name, ratio) = match (side("width"), side("height")) {
        (Some(width), None) if !root.has_attribute("height") => {
            (width, "height", box_height / box_width)
        }
        (None, Some(height)) if !root.has_attribute("width") => {
            (height, "width", box_width / box_height)
        }
        _ => return None,
    };
    let unit_at = given.trim().find(|c: char| c.is_ascii_alphabetic() || c == '%');
    let (number, unit) = given.trim().split_at(unit_at.unwrap_or(given.trim().len()));
    let length = number.trim().parse::<f64>().ok()? * ratio;
    (unit != "%" && length.is_finite() && length > 0.0)
        .then(|| format!(" {name}=\"{length}{unit}\""))
}
