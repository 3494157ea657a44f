//! Keeps out SVGs that run, fetch, or grow: what is refused before anything is made of one.
//!
//! The parser itself neither runs scripts nor fetches anything. But what it leaves out without a
//! word is lost to the reader, so that the author must hear of it; and what repeats itself through
//! references could keep it busy for years.

mod entities;
mod growth;
mod numbers;
mod size;

use usvg::roxmltree::{Document, Error, Node, ParsingOptions};

use super::css::{self, Styled};
use super::{PictureError, PictureWarning};

/// The longest text of an SVG; one that is longer is a scan or a map.
const MOST_BYTES: usize = 32_000_000;

/// The most elements, comments and stretches of text.
const MOST_NODES: u32 = 300_000;

/// The deepest that elements may nest: the parsers call themselves for each.
const DEEPEST: usize = 128;

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
    let document = parse(text)?;
    let mut warnings = Vec::new();
    for node in document.descendants() {
        check_node(node, &mut warnings)?;
    }
    check_depth(&document)?;
    let Styled { text, warnings: lost } = css::resolve(text, &document)?;
    lost.into_iter().for_each(|lost| {
        if !warnings.contains(&lost) {
            warnings.push(lost);
        }
    });
    let document = parse(&text)?;
    document.descendants().try_for_each(check_measures)?;
    growth::check(&document)?;
    Ok(Guarded { text: size::complete(&text, &document), warnings })
}

fn parse(text: &str) -> Result<Document<'_>, PictureError> {
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        Error::NodesLimitReached => PictureError::TooComplex("parts"),
        error => PictureError::NotXml(error.to_string()),
    })
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

/// Refuses elements within elements without end, before anything walks up through them.
fn check_depth(document: &Document) -> Result<(), PictureError> {
    let deep = |node: &Node| node.ancestors().nth(DEEPEST + 1).is_some();
    match document.descendants().any(|node| deep(&node)) {
        true => Err(PictureError::TooComplex("groups within groups")),
        false => Ok(()),
    }
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
    if name == "filter" && !warnings.contains(&PictureWarning::Effects) {
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
            _ => check_style(value, false),
        }
    })
}

/// Refuses measures beyond reason, once styles are attributes.
fn check_measures(node: Node) -> Result<(), PictureError> {
    // What drawing programs note for themselves is drawn by nobody; usvg reads these.
    let read = |namespace| matches!(namespace, None | Some(SVG | XLINK | XML));
    let attributes = node.attributes().filter(|attribute| read(attribute.namespace()));
    for attribute in attributes.filter(|_| is_svg(node)) {
        numbers::check(attribute.name(), attribute.value())?;
        if attribute.name() == "style" {
            let declarations = attribute.value().split(';').filter_map(|it| it.split_once(':'));
            declarations.into_iter().try_for_each(|(name, value)| numbers::check(name, value))?;
        }
    }
    Ok(())
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
    let css = &*css::plain(css);
    if is_sheet && let Some(at) = css.to_ascii_lowercase().find("@import") {
        let rule = css[at..].split(';').next().unwrap_or_default();
        return Err(PictureError::Outside(shorten(rule)));
    }
    for address in addresses(&without_namespaces(css)) {
        // A font that is embedded is passed over, with a warning where text asks for it.
        if !address.is_empty() && !address.starts_with('#') && !address.starts_with("data:") {
            return Err(PictureError::Outside(shorten(address)));
        }
    }
    Ok(())
}

/// A sheet without the names of its namespaces: they are written as addresses, and nobody fetches
/// them (CSS Namespaces 3, 2).
fn without_namespaces(css: &str) -> String {
    let lower = css.to_ascii_lowercase();
    let mut out = String::with_capacity(css.len());
    let mut at = 0;
    while let Some(found) = lower[at..].find("@namespace") {
        let start = at + found;
        out.push_str(&css[at..start]);
        let end = start + css::until(&css[start..], b";{");
        at = end;
    }
    out + &css[at..]
}

/// What stands in each `url(…)`.
fn addresses(css: &str) -> impl Iterator<Item = &str> {
    let mut rest = css;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let at = bytes.windows(4).position(|four| four.eq_ignore_ascii_case(b"url("))?;
        rest = &rest[at + 4..];
        let inner = rest.split(')').next().unwrap_or_default().trim();
        Some(inner.trim_matches(['"', '\'']).trim())
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
