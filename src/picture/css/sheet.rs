//! Style sheets: their rules in order, without those for other media.

use super::selector::Selector;
use super::tokens::{split, until};

/// The most rules, which are held against each element.
const MOST_RULES: usize = 10_000;

/// The deepest that blocks may stand within each other.
const DEEPEST: u32 = 8;

/// What is declared, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declaration<'a> {
    /// In lower case, custom properties as they are written.
    pub(super) name: String,
    pub(super) value: &'a str,
    pub(super) important: bool,
}

/// A selector and its block.
pub(super) struct Rule {
    pub(super) selector: Selector,
    /// Index in [`Sheet::blocks`].
    pub(super) block: usize,
    pub(super) order: usize,
}

/// All style sheets of a drawing, as one.
#[derive(Default)]
pub(super) struct Sheet<'a> {
    pub(super) rules: Vec<Rule>,
    pub(super) blocks: Vec<Vec<Declaration<'a>>>,
    /// What is not understood, in the words of the sheet.
    pub(super) strange: Vec<String>,
    /// Whether there are more rules than can be held against the elements.
    pub(super) too_many: bool,
}

impl<'a> Sheet<'a> {
    /// Reads the rules of a sheet, after those that were read before.
    pub(super) fn read(&mut self, text: &'a str, depth: u32) {
        let mut rest = text.trim_start();
        while !rest.is_empty() && !self.too_many {
            if let Some(after) = rest.strip_prefix("<!--").or(rest.strip_prefix("-->")) {
                rest = after.trim_start();
                continue;
            }
            let at_rule = rest.starts_with('@');
            let end = until(rest, if at_rule { b"{;" } else { b"{" });
            let prelude = rest[..end].trim();
            let Some(after) = rest.get(end + 1..) else { break };
            if rest.as_bytes()[end] == b';' {
                // The order of layers changes which rule holds.
                if prelude.to_ascii_lowercase().starts_with("@layer") {
                    self.strange.push(prelude.to_owned());
                }
                rest = after.trim_start();
                continue;
            }
            let close = until(after, b"}");
            let body = &after[..close];
            rest = after.get(close + 1..).unwrap_or_default().trim_start();
            if at_rule {
                self.at_rule(prelude, body, depth);
            } else {
                self.rule(prelude, body);
            }
        }
    }

    fn at_rule(&mut self, prelude: &str, body: &'a str, depth: u32) {
        let (name, condition) = prelude.split_once(char::is_whitespace).unwrap_or((prelude, ""));
        let applies = match &*name.to_ascii_lowercase() {
            "@media" => applies(condition),
            "@layer" => Some(true),
            // What fonts and movements are made of; text and elements that use them are told of.
            "@font-face"
            | "@font-feature-values"
            | "@font-palette-values"
            | "@keyframes"
            | "@-webkit-keyframes"
            | "@-moz-keyframes"
            | "@page"
            | "@property"
            | "@counter-style"
            | "@color-profile"
            | "@starting-style" => Some(false),
            _ => None,
        };
        match applies {
            Some(true) if depth < DEEPEST => self.read(body, depth + 1),
            Some(false) => {}
            _ => self.strange.push(prelude.to_owned()),
        }
    }

    fn rule(&mut self, prelude: &str, body: &'a str) {
        let block = self.blocks.len();
        let mut found = Vec::new();
        for selector in split(prelude, b',') {
            match Selector::parse(selector) {
                Some(selector) => found.push(selector),
                None => self.strange.push(selector.to_owned()),
            }
        }
        self.too_many |= self.rules.len() + found.len().max(1) > MOST_RULES;
        if self.too_many || found.is_empty() {
            return;
        }
        for selector in found {
            let order = self.rules.len();
            self.rules.push(Rule { selector, block, order });
        }
        self.blocks.push(declarations(body, &mut self.strange));
    }
}

/// The declarations of a block; rules within it are not understood.
pub(super) fn declarations<'a>(body: &'a str, strange: &mut Vec<String>) -> Vec<Declaration<'a>> {
    let mut declarations = Vec::new();
    for part in split(body, b';') {
        let Some((name, value)) = part.split_once(':') else { continue };
        let name = name.trim();
        if part.contains('{') && !name.starts_with("--") {
            strange.push(part[..part.find('{').unwrap_or(part.len())].trim().to_owned());
            continue;
        }
        let (value, important) = match value.rsplit_once('!') {
            Some((value, word)) if word.trim().eq_ignore_ascii_case("important") => (value, true),
            _ => (value, false),
        };
        let name = if name.starts_with("--") { name.to_owned() } else { name.to_ascii_lowercase() };
        // The parser of drawings knows the lines by their name of 2001.
        let name = if name == "text-decoration-line" { "text-decoration".into() } else { name };
        declarations.push(Declaration { name, value: value.trim(), important });
    }
    declarations
}

/// Whether a sheet for some media is for a page: on a screen, on paper, in light colours; `None`
/// where that cannot be said.
pub(super) fn applies(media: &str) -> Option<bool> {
    let mut unknown = false;
    for query in split(media, b',') {
        match query_applies(&query.to_ascii_lowercase()) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(media.trim().is_empty())
}

fn query_applies(query: &str) -> Option<bool> {
    let mut result = Some(true);
    let negated = query.strip_prefix("not ");
    for part in negated.unwrap_or(query).split(" and ") {
        let part = part.trim().trim_start_matches("only ").trim();
        let holds = match part {
            "" | "all" | "screen" | "print" => Some(true),
            "speech" | "tty" | "tv" | "projection" | "handheld" | "braille" | "embossed"
            | "aural" => Some(false),
            _ => feature(part),
        };
        match holds {
            Some(true) => {}
            Some(false) => return Some(negated.is_some()),
            None => result = None,
        }
    }
    result.map(|holds| holds != negated.is_some())
}

/// A wish of readers, in brackets: those of a page on paper.
fn feature(part: &str) -> Option<bool> {
    let inner = part.strip_prefix('(')?.strip_suffix(')')?;
    let (name, value) = inner.split_once(':')?;
    match (name.trim(), value.trim()) {
        ("prefers-color-scheme", value) => Some(value == "light"),
        ("prefers-reduced-motion", value) => Some(value == "reduce"),
        ("prefers-contrast" | "prefers-reduced-transparency", value) => {
            Some(value == "no-preference")
        }
        ("forced-colors" | "inverted-colors" | "hover" | "pointer" | "scripting", value) => {
            Some(value == "none")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stand_in_order_and_other_media_are_left_out() {
        let mut sheet = Sheet::default();
        sheet.read(
            "@charset 'x'; <!-- a, .b{fill:red !important;;stroke:url(a;b)} --> \
             @media (prefers-color-scheme: dark){a{fill:black}} \
             @media screen and (prefers-color-scheme:light){c{}} @media print{d{--X:{a}}} \
             @supports (x:y){e{}} f::before{x:y} g{h{x:y}}",
            0,
        );
        let rule = |rule: &Rule| (rule.block, sheet.blocks[rule.block].len());
        let rules: Vec<_> = sheet.rules.iter().map(rule).collect();
        assert_eq!(rules, [(0, 2), (0, 2), (1, 0), (2, 1), (3, 0)]);
        let first = Declaration { name: "fill".into(), value: "red", important: true };
        assert_eq!(sheet.blocks[0][0], first);
        assert_eq!(sheet.strange, ["@supports (x:y)", "f::before", "h"]);
    }

    #[test]
    fn media_are_those_of_a_page() {
        for (media, expected) in [
            ("", Some(true)),
            ("screen", Some(true)),
            ("PRINT", Some(true)),
            ("speech, all", Some(true)),
            ("not print", Some(false)),
            ("not speech", Some(true)),
            ("only screen and (prefers-color-scheme: dark)", Some(false)),
            ("(min-width: 9px)", None),
            ("not all and (prefers-color-scheme: dark)", Some(true)),
        ] {
            assert_eq!(applies(media), expected, "{media}");
        }
    }
}
