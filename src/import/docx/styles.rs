//! What the styles of a Word file say: headings, lists, bold.

use std::collections::HashMap;

use crate::import::xml::{Node, attribute, child, name, switch, value};

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<(String, Option<usize>)>,
    bold: Option<bool>,
    stress: Option<bool>,
    hidden: Option<bool>,
    /// Whether signs are raised, or lowered.
    height: Option<bool>,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    default_paragraph: Option<String>,
    /// The language of the document's words, where it names one.
    pub language: Option<String>,
}

impl Styles {
    pub(super) fn read(root: Node<'_, '_>) -> Self {
        let mut styles = Self::default();
        for node in root.descendants() {
            match name(node) {
                "docDefaults" => {
                    let lang = node.descendants().find(|it| name(*it) == "lang");
                    styles.language = lang.and_then(|it| attribute(it, "val")).map(str::to_owned);
                }
                "style" => {
                    let Some(id) = attribute(node, "styleId") else { continue };
                    let default = matches!(attribute(node, "default"), Some("1" | "true" | "on"));
                    if attribute(node, "type") == Some("paragraph") && default {
                        styles.default_paragraph = Some(id.to_owned());
                    }
                    styles.all.insert(id.to_owned(), Style::of(node));
                }
                _ => {}
            }
        }
        styles
    }

    /// A style and those that it is based on, the nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let first = id.or(self.default_paragraph.as_deref());
        let first = first.and_then(|id| self.all.get(id));
        let next = |style: &&'a Style| style.based_on.as_ref().and_then(|id| self.all.get(id));
        // A circle of styles ends here.
        std::iter::successors(first, next).take(20)
    }

    fn named(&self, id: Option<&str>, wanted: &[&str]) -> bool {
        let by_name = self.chain(id).any(|it| wanted.contains(&it.name.as_str()));
        let bare = id.filter(|id| !self.all.contains_key(*id)).map(str::to_lowercase);
        by_name || bare.is_some_and(|id| wanted.contains(&id.as_str()))
    }

    pub(super) fn is_title(&self, id: Option<&str>) -> bool {
        // pandoc makes the style of the author from that of the title.
        let own = self.chain(id).next().map(|it| it.name.as_str()).unwrap_or_default();
        self.named(id, &["title"]) && !matches!(own, "author" | "authors" | "date" | "subtitle")
    }

    pub(super) fn is_subtitle(&self, id: Option<&str>) -> bool {
        self.named(id, &["subtitle"])
    }

    pub(super) fn is_quote(&self, id: Option<&str>) -> bool {
        self.named(id, &["quote", "intense quote", "quotations", "block text", "quotation"])
    }

    pub(super) fn is_caption(&self, id: Option<&str>) -> bool {
        self.named(id, &["caption", "image caption", "table caption"])
    }

    /// Whether it is a line of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        let own = self.chain(id).next().map(|it| it.name.as_str()).unwrap_or_default();
        let digits = own.strip_prefix("toc ").or_else(|| own.strip_prefix("contents "));
        own == "toc heading"
            || own == "contents heading"
            || digits.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
    }

    /// The level of a heading, from 1.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        for style in self.chain(id) {
            if let Some(level) = level_of_name(&style.name) {
                return Some(level);
            }
            match style.outline {
                Some(9..) => return None,
                Some(level) => return Some(level + 1),
                None => {}
            }
        }
        let bare = id.filter(|id| !self.all.contains_key(*id))?.to_lowercase();
        level_of_name(&bare)
    }

    /// The list that a style puts its paragraphs in, and how deep.
    pub(super) fn list(&self, id: Option<&str>) -> Option<(String, usize)> {
        let mut level = None;
        for style in self.chain(id) {
            if let Some((list, own)) = &style.list {
                level = level.or(*own);
                if !list.is_empty() {
                    return Some((list.clone(), level.unwrap_or(0)));
                }
            }
        }
        None
    }

    /// How deep the name of a style says that its items stand: "List Bullet 2" is within another.
    pub(super) fn depth(&self, id: Option<&str>) -> usize {
        let own = self.chain(id).next().map(|it| it.name.as_str()).unwrap_or_default();
        let listed = ["list bullet ", "list number "].iter().find_map(|it| own.strip_prefix(it));
        let depth = listed.and_then(|rest| rest.trim().parse::<usize>().ok()).unwrap_or(1);
        depth.clamp(1, 9) - 1
    }

    pub(super) fn bold(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|it| it.bold).unwrap_or(false)
    }

    pub(super) fn stress(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|it| it.stress).unwrap_or(false)
    }

    pub(super) fn hidden(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|it| it.hidden).unwrap_or(false)
    }

    /// The look of a character style; a paragraph's style says nothing of it.
    pub(super) fn character(&self, id: Option<&str>) -> (Option<bool>, Option<bool>) {
        let Some(id) = id.filter(|id| self.all.contains_key(*id)) else { return (None, None) };
        let bold = self.chain(Some(id)).find_map(|it| it.bold);
        let stress = self.chain(Some(id)).find_map(|it| it.stress);
        (bold, stress)
    }

    /// Whether a character style raises its signs, or lowers them.
    pub(super) fn height(&self, id: Option<&str>) -> Option<bool> {
        let id = id.filter(|id| self.all.contains_key(*id))?;
        self.chain(Some(id)).find_map(|it| it.height)
    }
}

impl Style {
    fn of(node: Node<'_, '_>) -> Self {
        let paragraph = child(node, "pPr");
        let run = child(node, "rPr");
        let list = paragraph.and_then(|it| child(it, "numPr")).map(|it| {
            let level = value(it, "ilvl").and_then(|it| it.parse().ok());
            (value(it, "numId").unwrap_or_default().to_owned(), level)
        });
        Self {
            name: value(node, "name").unwrap_or_default().to_lowercase(),
            based_on: value(node, "basedOn").map(str::to_owned),
            outline: paragraph.and_then(|it| value(it, "outlineLvl")?.parse().ok()),
            list,
            bold: run.and_then(|it| switch(it, "b")),
            stress: run.and_then(|it| switch(it, "i")),
            hidden: run.and_then(|it| switch(it, "vanish")),
            height: run.and_then(height),
        }
    }
}

/// Half points from which a sign stands above or below the line.
const RAISED: i32 = 2;

/// Whether properties raise signs, or lower them.
pub(super) fn height(properties: Node<'_, '_>) -> Option<bool> {
    match value(properties, "vertAlign") {
        Some("superscript") => return Some(true),
        Some("subscript") => return Some(false),
        _ => {}
    }
    let position = value(properties, "position").and_then(|it| it.parse::<i32>().ok())?;
    (position.unsigned_abs() >= RAISED.unsigned_abs()).then_some(position > 0)
}

fn level_of_name(name: &str) -> Option<u8> {
    let rest = name.strip_prefix("heading")?.trim();
    rest.parse().ok().filter(|level| (1..=9).contains(level))
}
