//! Blocks of pictures: one, a few side by side, and pictures with words beside them.

use std::ops::RangeInclusive;

use crate::codes;
use crate::content::reader::{Keys, Reader};
use crate::content::tree::{Entry, Node};
use crate::content::{Figure, Illustrated, IllustratedRow};
use crate::diagnostic::Diagnostic;
use crate::keys::{self, Key, Kind, Sort};
use crate::source::Spanned;

/// What may stand beside `illustrated` alone.
const BESIDE: [&str; 2] = ["numbered", "picture_width"];

impl Reader<'_> {
    /// A picture, or a few side by side.
    pub(super) fn figures(&mut self, node: &Node) -> Option<Vec<Figure>> {
        let key = Kind::Figure.key();
        let Some(nodes) = node.array() else {
            let keys = self.table_of(node, &key)?;
            return self.figure(&keys).map(|figure| vec![figure]);
        };
        if let Some(entries) = self.pairs(node, &key) {
            self.report(entries);
            return None;
        }
        if nodes.is_empty() {
            self.empty(node, "`figure`", &key.shown());
            return None;
        }
        if !several(&key).contains(&nodes.len()) {
            self.wrong_count(node, nodes.len());
            return None;
        }
        let mut figures = Vec::new();
        for node in nodes {
            if let Some(keys) = self.row(node, &keys::FIGURE) {
                figures.extend(self.figure(&keys));
            }
        }
        (figures.len() == nodes.len()).then_some(figures)
    }

    fn wrong_count(&mut self, node: &Node, count: usize) {
        let (message, help) = match count {
            1 => (
                "one picture stands in a list of its own".to_owned(),
                "write figure = { … } without [ ], or [block.figure] with one bracket on each side",
            ),
            _ => (
                format!("{count} pictures are to stand side by side: it can be two to four"),
                "begin a new [[block]] for the others",
            ),
        };
        self.bad_value(node.span, message, help);
    }

    fn figure(&mut self, keys: &Keys<'_>) -> Option<Figure> {
        self.need(keys, "image");
        let image = self.image(keys, "image", "alt", "decorative");
        let caption = keys.get("caption").and_then(|node| self.paragraph(node, "`caption`"));
        let width = keys.get("width").and_then(|node| self.percent(node, keys.key("width")));
        Some(Figure { image: image?, caption, width })
    }

    /// Pictures with words beside them; `block` holds what stands beside the rows.
    pub(super) fn illustrated(&mut self, block: &Keys<'_>, node: &Node) -> Option<Illustrated> {
        let numbered = block.get("numbered").and_then(|node| self.boolean(node, "`numbered`"));
        let width = block.get("picture_width");
        let width = width.and_then(|node| self.percent(node, block.key("picture_width")));
        let nodes = self.rows_of(node, &Kind::Illustrated.key())?;
        let mut rows = Vec::new();
        for node in nodes {
            let Some(keys) = self.row(node, &keys::ILLUSTRATED_ROW) else {
                continue;
            };
            self.need(&keys, "image");
            let image = self.image(&keys, "image", "alt", "decorative");
            let text = self.optional_text(&keys, "text");
            let list = self.inner_list(&keys, 1);
            if let Some(image) = image {
                rows.push(IllustratedRow { image, text, list, span: node.span });
            }
        }
        Some(Illustrated { rows, numbered: numbered.unwrap_or(false), width })
    }

    /// Reports what stands beside another kind and belongs to `illustrated`.
    pub(super) fn beside_illustrated(&mut self, keys: &Keys<'_>, kinds: &[(Kind, &Entry)]) {
        let [(kind, _)] = kinds else { return };
        if *kind == Kind::Illustrated {
            return;
        }
        for name in BESIDE {
            let Some(entry) = keys.table.entry(name) else { continue };
            let message = format!("`{name}` stands beside `{}`", kind.key().name);
            let help = match (name, kind) {
                ("numbered", _) => {
                    "a numbered list is written `steps`; `numbered` is for `illustrated`"
                }
                (_, Kind::Figure) => "the width of a figure is its `width`, inside { … }",
                _ => "it is for `illustrated`: take it out",
            };
            self.report(Diagnostic::error(codes::UNKNOWN_KEY, entry.key.span, message).help(help));
        }
    }

    /// A share from a percentage.
    pub(super) fn percent(&mut self, node: &Node, key: &Key) -> Option<Spanned<f32>> {
        let name = key.name;
        let number = self.number(node, &format!("`{name}`"))?;
        let (least, most) = key.bounds()?;
        if !(least..=most).contains(&number) {
            let message =
                format!("`{name}` is {number}: it must be from {least} to {most} percent");
            let whole =
                if name == "width" { "100 is the whole width" } else { "35 is the usual width" };
            self.bad_value(node.span, message, whole);
            return None;
        }
        Some(Spanned::new((number / 100.0) as f32, node.span))
    }
}

/// How many pictures may stand side by side.
fn several(key: &Key) -> RangeInclusive<usize> {
    match key.sort {
        Sort::TableOrFew(_, least, most) => least..=most,
        _ => 1..=1,
    }
}
