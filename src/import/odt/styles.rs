//! What the styles of an OpenDocument text say: names, bold, lists.

use std::collections::HashMap;

use crate::import::draft::Look;
use crate::import::xml::{Node, attribute, child, name};

#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    stress: Option<bool>,
    /// Whether signs are raised, or lowered.
    height: Option<bool>,
    language: Option<String>,
}

/// How a level of a list is counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Counting {
    /// Whether it is numbered.
    pub counted: bool,
    pub start: usize,
    /// The words before and after the number.
    pub around: [String; 2],
    /// Whether its numbers are no plain ones: letters, or those of several levels.
    pub other: bool,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    lists: HashMap<(String, usize), Counting>,
    pub language: Option<String>,
}

impl Styles {
    pub(super) fn read(&mut self, root: Node<'_, '_>) {
        for node in root.descendants() {
            match name(node) {
                "default-style" if attribute(node, "family") == Some("paragraph") => {
                    self.language = child(node, "text-properties").and_then(language);
                }
                "style" => {
                    let Some(id) = attribute(node, "name") else { continue };
                    self.all.insert(id.to_owned(), Style::of(node));
                }
                "list-style" => self.list(node),
                _ => {}
            }
        }
    }

    fn list(&mut self, node: Node<'_, '_>) {
        let Some(id) = attribute(node, "name") else { return };
        for level in node.children().filter(Node::is_element) {
            let at = attribute(level, "level").and_then(|it| it.parse::<usize>().ok()).unwrap_or(1);
            let form = attribute(level, "num-format").unwrap_or_default();
            let counted = name(level) == "list-level-style-number" && !form.is_empty();
            let start = attribute(level, "start-value").and_then(|it| it.parse().ok()).unwrap_or(1);
            let words = |key| attribute(level, key).unwrap_or_default().to_owned();
            let levels = attribute(level, "display-levels").and_then(|it| it.parse::<usize>().ok());
            let counting = Counting {
                counted,
                start,
                around: [words("num-prefix"), words("num-suffix")],
                other: form != "1" || levels.unwrap_or(1) > 1,
            };
            self.lists.insert((id.to_owned(), at.saturating_sub(1)), counting);
        }
    }

    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let find = |id: &'a str| self.all.get_key_value(id).map(|(id, it)| (id.as_str(), it));
        // A circle of styles ends here.
        std::iter::successors(find(id), move |(_, it)| find(it.parent.as_deref()?)).take(20)
    }

    /// Whether a style is one of this name, or made from it.
    pub(super) fn is(&self, id: &str, wanted: &str) -> bool {
        id.eq_ignore_ascii_case(wanted)
            || self.chain(id).any(|(id, style)| {
                id.eq_ignore_ascii_case(wanted)
                    || style.parent.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(wanted))
            })
    }

    /// Whether it is the title, and not what pandoc makes from its style.
    pub(super) fn is_title(&self, id: &str) -> bool {
        self.is(id, "title")
            && !["author", "date", "subtitle"].into_iter().any(|other| self.is(id, other))
    }

    pub(super) fn look(&self, id: &str, outer: &Look) -> Look {
        let bold = self.chain(id).find_map(|(_, it)| it.bold);
        let stress = self.chain(id).find_map(|(_, it)| it.stress);
        let language = self.chain(id).find_map(|(_, it)| it.language.clone());
        Look {
            bold: bold.unwrap_or(outer.bold),
            stress: stress.unwrap_or(outer.stress),
            language: language.or_else(|| outer.language.clone()),
            href: outer.href.clone(),
        }
    }

    /// Whether words of a style are raised, or lowered.
    pub(super) fn height(&self, id: &str) -> Option<bool> {
        self.chain(id).find_map(|(_, it)| it.height)
    }

    pub(super) fn counting(&self, list: &str, level: usize) -> Counting {
        let found = self.lists.get(&(list.to_owned(), level)).cloned();
        found.unwrap_or(Counting { start: 1, ..Counting::default() })
    }
}

impl Style {
    fn of(node: Node<'_, '_>) -> Self {
        let text = child(node, "text-properties");
        let property = |key| text.and_then(|it| attribute(it, key));
        let bold = property("font-weight")
            .map(|it| it == "bold" || it.parse::<u32>().is_ok_and(|weight| weight >= 600));
        let position = property("text-position").unwrap_or_default();
        let height = match () {
            () if position.starts_with("super") => Some(true),
            () if position.starts_with("sub") => Some(false),
            () => position.split('%').next().and_then(|it| it.parse::<f32>().ok()).and_then(|it| {
                if it > 0.0 {
                    Some(true)
                } else if it < 0.0 {
                    Some(false)
                } else {
                    None
                }
            }),
        };
        Self {
            parent: attribute(node, "parent-style-name").map(str::to_owned),
            bold,
            stress: property("font-style").map(|it| it == "italic" || it == "oblique"),
            height,
            language: text.and_then(language),
        }
    }
}

fn language(properties: Node<'_, '_>) -> Option<String> {
    let tag = attribute(properties, "language").filter(|it| *it != "none" && *it != "zxx")?;
    Some(match attribute(properties, "country").filter(|it| *it != "none") {
        Some(country) => format!("{tag}-{country}"),
        None => tag.to_owned(),
    })
}
