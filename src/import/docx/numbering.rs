//! The lists of a Word file: what stands before a paragraph, counted as Word counts.

use std::collections::HashMap;

use super::source;
use crate::import::draft::Mark;
use crate::import::signs;
use crate::import::xml::{Node, attribute, child, name, value};

#[derive(Clone, Debug)]
struct Level {
    format: String,
    start: usize,
    text: String,
    /// The font of its bullet.
    font: Option<String>,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Nothing,
    Mark(Mark),
    /// A letter, a Roman number or several numbers, which become one number: what Word shows.
    Other(usize, String),
    /// Words, or a sign that says more than that it is an item: they stay before it.
    Words(String),
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
        let counts = counts.clone();
        let formats: Vec<String> =
            (0..=level).map(|at| self.format(list, at).unwrap_or_default()).collect();
        match found.format.as_str() {
            "bullet" => bullet(&found),
            _ if found.text.trim().is_empty() => Sign::Nothing,
            "none" => Sign::Words(found.text.trim().to_owned()),
            _ => counted(number, &found.text, &counts, &formats),
        }
    }

    /// How the numbers of a level of a list are written.
    fn format(&self, list: &str, level: usize) -> Option<String> {
        let (definition, own, _) = self.lists.get(list)?;
        let linked = self.linked.get(definition).and_then(|style| self.linked.get(style));
        let levels = self.levels.get(linked.unwrap_or(definition));
        let found = own.get(&level).or_else(|| levels?.get(&level))?;
        Some(found.format.clone())
    }
}

fn bullet(level: &Level) -> Sign {
    let sign = signs::translated(&level.text, level.font.as_deref());
    match sign.trim().chars().next() {
        Some('☐' | '□' | '❏' | '❑' | '❒') => Sign::Mark(Mark::Check),
        // A cross is what is not to be done.
        Some('✗' | '✘' | '✖' | '❌' | '☒' | '✓' | '✔' | '☑' | '✅' | '⚠' | '☎') => {
            Sign::Words(sign.trim().to_owned())
        }
        _ => Sign::Mark(Mark::Bullet),
    }
}

/// What is shown for a number: `%1.%2` with the numbers of both levels.
fn counted(number: usize, text: &str, counts: &[Option<usize>], formats: &[String]) -> Sign {
    let mut shown = String::new();
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        match signs.peek().and_then(|next| next.to_digit(10)).filter(|_| c == '%') {
            Some(digit) => {
                signs.next();
                let at = (digit as usize).saturating_sub(1);
                let count = counts.get(at).copied().flatten().unwrap_or(1);
                shown.push_str(&written(count, formats.get(at).map_or("", String::as_str)));
            }
            None => shown.push(c),
        }
    }
    let shown = shown.trim().to_owned();
    if text.chars().any(char::is_alphabetic) {
        return Sign::Words(shown);
    }
    let bare = shown.trim_matches(|c: char| !c.is_alphanumeric());
    match bare.trim_start_matches('0') == number.to_string() || bare == number.to_string() {
        true => Sign::Mark(Mark::Number(number)),
        false => Sign::Other(number, shown),
    }
}

/// A number as a format of Word writes it.
fn written(number: usize, format: &str) -> String {
    match format {
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// a to z, then aa to zz, as Word counts.
fn letters(number: usize) -> String {
    let Some(at) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from(b'a' + (at % 26) as u8);
    std::iter::repeat_n(letter, at / 26 + 1).take(20).collect()
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..5_000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

fn levels(node: Node<'_, '_>) -> HashMap<usize, Level> {
    let level = |it: Node<'_, '_>| {
        let at = attribute(it, "ilvl")?.parse().ok().filter(|at| *at < 20)?;
        let format = value(it, "numFmt").unwrap_or("decimal").to_owned();
        let start = value(it, "start").and_then(|it| it.parse().ok()).unwrap_or(1);
        let text = child(it, "lvlText").and_then(|it| attribute(it, "val")).unwrap_or_default();
        let font = source::font(child(it, "rPr")).map(str::to_owned);
        Some((at, Level { format, start, text: text.to_owned(), font }))
    };
    node.children().filter(|it| name(*it) == "lvl").filter_map(level).collect()
}
