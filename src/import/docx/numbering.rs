//! The lists of a Word file: what stands before a paragraph, counted as Word counts.

use std::collections::HashMap;

use crate::import::draft::Mark;
use crate::import::xml::{Node, attribute, child, name, value};

#[derive(Clone, Debug)]
struct Level {
    format: String,
    start: usize,
    text: String,
}

/// The definition of a list, its own levels, and those at which it begins anew.
type List = (String, HashMap<usize, Level>, HashMap<usize, usize>);

#[derive(Debug, Default)]
pub(super) struct Numbering {
    levels: HashMap<String, HashMap<usize, Level>>,
    lists: HashMap<String, List>,
    linked: HashMap<String, String>,
    counts: HashMap<String, Vec<Option<usize>>>,
    begun: Vec<String>,
}

/// What stands before a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Nothing,
    Mark(Mark),
    /// A letter or a Roman number, which becomes a number.
    Lettered(usize),
}

impl Numbering {
    pub(super) fn read(root: Node<'_, '_>) -> Self {
        let mut numbering = Self::default();
        for node in root.children().flat_map(|it| it.children()) {
            match name(node) {
                "abstractNum" => {
                    let Some(id) = attribute(node, "abstractNumId") else { continue };
                    numbering.levels.insert(id.to_owned(), levels(node));
                    if let Some(style) = value(node, "styleLink") {
                        numbering.linked.insert(format!("style {style}"), id.to_owned());
                    }
                    if let Some(style) = value(node, "numStyleLink") {
                        numbering.linked.insert(id.to_owned(), format!("style {style}"));
                    }
                }
                "num" => numbering.list(node),
                _ => {}
            }
        }
        numbering
    }

    fn list(&mut self, node: Node<'_, '_>) {
        let (Some(id), Some(definition)) = (attribute(node, "numId"), value(node, "abstractNumId"))
        else {
            return;
        };
        let (mut own, mut starts) = (HashMap::new(), HashMap::new());
        for over in node.children().filter(|it| name(*it) == "lvlOverride") {
            let level = attribute(over, "ilvl").and_then(|it| it.parse().ok()).unwrap_or(0);
            own.extend(levels(over));
            if let Some(start) = value(over, "startOverride").and_then(|it| it.parse().ok()) {
                starts.insert(level, start);
            }
        }
        self.lists.insert(id.to_owned(), (definition.to_owned(), own, starts));
    }

    /// The sign of the next paragraph of a list at a level.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Sign {
        let Some((definition, own, starts)) = self.lists.get(list) else { return Sign::Nothing };
        let mut definition = definition.clone();
        if let Some(style) = self.linked.get(&definition)
            && let Some(target) = self.linked.get(style)
        {
            definition = target.clone();
        }
        let found = own.get(&level).or_else(|| self.levels.get(&definition)?.get(&level));
        let Some(found) = found.cloned() else { return Sign::Mark(Mark::Bullet) };
        let begins = starts.get(&level).copied();
        let counts = self.counts.entry(definition).or_default();
        counts.resize(counts.len().max(level + 1), None);
        let first_use = format!("{list} {level}");
        if let Some(start) = begins
            && !self.begun.contains(&first_use)
        {
            counts[level] = Some(start.saturating_sub(1));
            self.begun.push(first_use);
        }
        counts.truncate(level + 1);
        let number = counts[level].map_or(found.start, |last| last.saturating_add(1));
        counts[level] = Some(number);
        match found.format.as_str() {
            "bullet" if is_box(&found.text) => Sign::Mark(Mark::Check),
            "bullet" => Sign::Mark(Mark::Bullet),
            "none" => Sign::Nothing,
            _ if found.text.trim().is_empty() => Sign::Nothing,
            "decimal" | "decimalZero" => Sign::Mark(Mark::Number(number)),
            _ => Sign::Lettered(number),
        }
    }
}

fn levels(node: Node<'_, '_>) -> HashMap<usize, Level> {
    let level = |it: Node<'_, '_>| {
        let at = attribute(it, "ilvl")?.parse().ok().filter(|at| *at < 20)?;
        let format = value(it, "numFmt").unwrap_or("decimal").to_owned();
        let start = value(it, "start").and_then(|it| it.parse().ok()).unwrap_or(1);
        let text = child(it, "lvlText").and_then(|it| attribute(it, "val")).unwrap_or_default();
        Some((at, Level { format, start, text: text.to_owned() }))
    };
    node.children().filter(|it| name(*it) == "lvl").filter_map(level).collect()
}

/// Boxes to tick, those of the font Wingdings among them.
fn is_box(text: &str) -> bool {
    let boxes = ['☐', '□', '❏', '❑', '❒', '\u{F0A8}', '\u{F06F}', '\u{F071}', '\u{F072}'];
    text.trim().chars().next().is_some_and(|c| boxes.contains(&c))
}
