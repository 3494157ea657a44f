//! Styles of a drawing: worked out here, and written into its elements one by one.
//!
//! The parser of drawings knows the CSS of 2010. What it does not know it leaves out without a
//! word, and a shape without a colour is black. So the cascade is done here: sheets are dissolved
//! into a `style` attribute of each element, of declarations that the parser understands; a
//! declaration that is not understood is left out, so that the one before it, or the attribute,
//! holds; and what is left out is told of.

mod selector;
mod sheet;
mod tokens;
mod value;

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use usvg::roxmltree::{Document, Node, NodeId};

use self::selector::Budget;
use self::sheet::{Declaration, Sheet, declarations};
use self::value::{Custom, GEOMETRY, Loss, settle, substitute};
use super::{PictureError, PictureWarning};

pub(super) use self::tokens::{plain, until};

/// The most comparisons of an element with a part of a selector.
const MOST_COMPARISONS: u64 = 20_000_000;

/// The most bytes that may be written into the elements, variables included.
const MOST_BYTES: usize = 32_000_000;

/// The most things not understood that are told of.
const MOST_STRANGE: usize = 8;

/// Attributes whose values are read as CSS.
const READ: &[&str] = &[
    "fill",
    "stroke",
    "color",
    "stop-color",
    "flood-color",
    "lighting-color",
    "vector-effect",
    "unicode-bidi",
];

/// A drawing whose styles are plain.
pub(super) struct Styled {
    /// Its text.
    pub(super) text: String,
    /// What was left out.
    pub(super) warnings: Vec<PictureWarning>,
}

/// Works out the styles of a drawing.
pub(super) fn resolve(text: &str, document: &Document) -> Result<Styled, PictureError> {
    let (texts, mut edits) = sheets(document);
    let mut sheet = Sheet::default();
    texts.iter().for_each(|(text, applies)| match applies {
        Ok(()) => sheet.read(text, 0),
        Err(Some(media)) => sheet.strange.push(media.clone()),
        Err(None) => {}
    });
    if sheet.too_many {
        return Err(PictureError::TooComplex("style rules"));
    }
    let mut stylist = Stylist::new(sheet);
    for node in document.descendants().filter(Node::is_element) {
        if matches!(node.tag_name().name(), "style" | "script") {
            continue;
        }
        stylist.style(text, node, &mut edits)?;
    }
    let warnings = stylist.warnings();
    Ok(Styled { text: apply(text, edits), warnings })
}

/// What is written in place of a range of the text.
type Edit = (Range<usize>, String);

/// A sheet's text, and whether it is for a page; the words of a medium that is not understood.
type SheetText = (String, Result<(), Option<String>>);

/// The style sheets, and the edits that take them out.
fn sheets(document: &Document) -> (Vec<SheetText>, Vec<Edit>) {
    let mut texts = Vec::new();
    let mut edits = Vec::new();
    let is_sheet = |node: &Node| node.is_element() && node.tag_name().name() == "style";
    for node in document.descendants().filter(is_sheet) {
        let kind = node.attribute("type").unwrap_or_default().trim();
        if !matches!(kind, "" | "text/css") {
            continue;
        }
        let media = node.attribute("media").unwrap_or_default();
        let applies = match sheet::applies(media) {
            Some(true) => Ok(()),
            Some(false) => Err(None),
            None => Err(Some(format!("media=\"{media}\""))),
        };
        let text: String = node.children().filter_map(|child| child.text()).collect();
        texts.push((plain(&text), applies));
        edits.push((node.range(), String::new()));
    }
    (texts, edits)
}

/// Writes edits into a text.
fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, words) in edits {
        // Within a sheet that is gone.
        let Some(before) = text.get(at..range.start) else { continue };
        out.push_str(before);
        out.push_str(&words);
        at = range.end;
    }
    out + &text[at..]
}

struct Stylist<'a> {
    sheet: Sheet<'a>,
    budget: Budget,
    /// The custom properties that inner elements inherit.
    custom: HashMap<NodeId, Rc<Custom>>,
    /// How many bytes were written and kept.
    bytes: usize,
    strange: Vec<String>,
    effect: bool,
    movement: bool,
}

impl<'a> Stylist<'a> {
    fn new(mut sheet: Sheet<'a>) -> Self {
        let strange = std::mem::take(&mut sheet.strange);
        Self {
            sheet,
            budget: Budget(MOST_COMPARISONS),
            custom: HashMap::new(),
            bytes: 0,
            strange,
            effect: false,
            movement: false,
        }
    }

    fn warnings(self) -> Vec<PictureWarning> {
        let mut told: Vec<String> = Vec::new();
        for strange in self.strange {
            if !told.contains(&strange) && told.len() < MOST_STRANGE {
                told.push(strange);
            }
        }
        let told = told.into_iter().map(PictureWarning::NotUnderstood);
        let effect = self.effect.then_some(PictureWarning::Effects);
        effect
            .into_iter()
            .chain(self.movement.then_some(PictureWarning::Moves))
            .chain(told)
            .collect()
    }

    /// Works out the style of one element, after those around it.
    fn style(&mut self, text: &str, node: Node, edits: &mut Vec<Edit>) -> Result<(), PictureError> {
        let own = plain(node.attribute("style").unwrap_or_default());
        let mut nested = Vec::new();
        let own = declarations(&own, &mut nested);
        self.lose_all(nested);
        let blocks = self.blocks(node)?;
        let sheet = std::mem::take(&mut self.sheet.blocks);
        let all: Vec<&Declaration<'_>> =
            blocks.iter().flat_map(|block| &sheet[*block]).chain(&own).collect();
        let custom = self.inherit(node, &all)?;
        let settled = self.cascade(&all, &custom);
        self.sheet.blocks = sheet;
        let mut style = String::new();
        let mut added = String::new();
        let mut replaced = Vec::new();
        for (name, value) in settled {
            if GEOMETRY.contains(&&*name) {
                added.push_str(&format!(" {name}=\"{}\"", escape(&value)));
                replaced.push(name);
            } else {
                style.push_str(&format!("{name}:{value};"));
            }
        }
        let style = escape(&style);
        self.bytes += style.len() + added.len();
        if self.bytes > MOST_BYTES {
            return Err(PictureError::TooComplex("style rules"));
        }
        let mut has_style = false;
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if attribute.namespace().is_some() {
                continue;
            }
            if name == "style" {
                has_style = true;
                edits.push((attribute.range_value(), style.clone()));
            } else if replaced.iter().any(|it| it == name) {
                edits.push((attribute.range(), String::new()));
            } else if let Some(settled) = self.attribute(name, value, &custom) {
                match settled {
                    Some(plain) if plain == value => {}
                    Some(plain) => edits.push((attribute.range_value(), escape(&plain))),
                    None => edits.push((attribute.range(), String::new())),
                }
            }
        }
        if !has_style && !style.is_empty() {
            added.push_str(&format!(" style=\"{style}\""));
        }
        if !added.is_empty() {
            let at = name_end(text, node);
            edits.push((at..at, added));
        }
        Ok(())
    }

    /// The blocks that are for an element, the weakest first.
    fn blocks(&mut self, node: Node) -> Result<Vec<usize>, PictureError> {
        let mut found = Vec::new();
        for rule in &self.sheet.rules {
            if rule.selector.matches(node, &mut self.budget) {
                found.push((rule.selector.weight, rule.order, rule.block));
            }
        }
        if self.budget.0 == 0 {
            return Err(PictureError::TooComplex("style rules"));
        }
        found.sort_unstable();
        Ok(found.into_iter().map(|(_, _, block)| block).collect())
    }

    /// The custom properties of an element and of those around it.
    fn inherit(
        &mut self,
        node: Node,
        declared: &[&Declaration<'_>],
    ) -> Result<Rc<Custom>, PictureError> {
        let around = node.parent().and_then(|parent| self.custom.get(&parent.id()));
        let around = around.cloned().unwrap_or_default();
        let mut own: Vec<&Declaration<'_>> =
            declared.iter().copied().filter(|it| it.name.starts_with("--")).collect();
        own.sort_by_key(|declaration| declaration.important);
        let custom = if own.is_empty() {
            around
        } else {
            let mut raw = (*around).clone();
            for declaration in &own {
                raw.insert(declaration.name.clone(), declaration.value.to_owned());
            }
            let mut computed = raw.clone();
            for declaration in own {
                match substitute(&raw[&declaration.name], &raw) {
                    Ok(value) => computed.insert(declaration.name.clone(), value),
                    Err(_) => computed.remove(&declaration.name),
                };
            }
            self.bytes +=
                computed.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
            Rc::new(computed)
        };
        if self.bytes > MOST_BYTES {
            return Err(PictureError::TooComplex("style rules"));
        }
        if !custom.is_empty() {
            self.custom.insert(node.id(), Rc::clone(&custom));
        }
        Ok(custom)
    }

    /// The declarations that hold, each property once, in the order in which they were made.
    fn cascade(&mut self, all: &[&Declaration<'_>], custom: &Custom) -> Vec<(String, String)> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut held: Vec<Option<(String, String)>> = Vec::new();
        let weak = all.iter().filter(|it| !it.important);
        for declaration in weak.chain(all.iter().filter(|it| it.important)) {
            let name = &*declaration.name;
            if name.starts_with("--") {
                continue;
            }
            let settled =
                substitute(declaration.value, custom).and_then(|value| settle(name, &value));
            match settled {
                Ok(value) => {
                    if let Some(before) = places.insert(name, held.len()) {
                        held[before] = None;
                    }
                    held.push(Some((name.to_owned(), value)));
                }
                Err(loss) => self.lose(loss),
            }
        }
        held.into_iter().flatten().collect()
    }

    /// The value of an attribute that is read as CSS; within, `None` where it is left out.
    fn attribute(&mut self, name: &str, value: &str, custom: &Custom) -> Option<Option<String>> {
        let today = value.contains("var(") || value.contains("light-dark(");
        if !READ.contains(&name) && !today {
            return None;
        }
        let settled =
            substitute(value.trim(), custom).and_then(|value| match settle(name, &value) {
                Err(Loss::Silent) => Ok(value),
                settled => settled,
            });
        Some(settled.map_err(|loss| self.lose(loss)).ok())
    }

    fn lose(&mut self, loss: Loss) {
        match loss {
            Loss::Silent => {}
            Loss::Strange(what) => self.lose_all([what]),
            Loss::Effect => self.effect = true,
            Loss::Movement => self.movement = true,
        }
    }

    fn lose_all(&mut self, strange: impl IntoIterator<Item = String>) {
        for what in strange {
            if self.strange.len() < 1000 && self.strange.last() != Some(&what) {
                self.strange.push(what);
            }
        }
    }
}

/// Where the name of an element ends in the text.
fn name_end(text: &str, node: Node) -> usize {
    let start = node.range().start;
    text[start..]
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .map_or(text.len(), |at| start + at)
}

/// Words as they stand in an attribute.
fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\'', "&#39;")
}
