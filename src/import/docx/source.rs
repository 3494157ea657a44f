//! The words of a Word file as they stand in it, by code that knows nothing of blocks: what the
//! booklet is counted against.

use std::collections::VecDeque;

use super::revisions;
use crate::import::Changes;
use crate::import::formula;
use crate::import::signs;
use crate::import::xml::{Node, attribute, child, name, switch, value};

/// The words of a part, those of text boxes behind the others.
pub(super) fn words(root: Node<'_, '_>) -> String {
    walked(root, None, &|_| false).concat()
}

/// The same, those that stand beside the others for themselves: text boxes, and what is not shown, so
/// that `colo[u]r` is `color` and `u`.
pub(super) fn words_apart(root: Node<'_, '_>, changes: Option<Changes>) -> Vec<String> {
    walked(root, Some(changes), &|node| {
        let element = name(node);
        let properties = || child(node, "rPr");
        let hidden = || properties().and_then(|it| switch(it, "vanish")) == Some(true);
        (revisions::is_change(element) && !revisions::keeps(changes, element))
            || (element == "r" && (hidden() || is_struck(properties())))
    })
}

/// Whether the words of a run are struck out.
pub(super) fn is_struck(properties: Option<Node<'_, '_>>) -> bool {
    let is = |key| properties.and_then(|it| switch(it, key)) == Some(true);
    is("strike") || is("dstrike")
}

/// The font of a run, where it is named.
pub(super) fn font<'a>(properties: Option<Node<'a, '_>>) -> Option<&'a str> {
    let fonts = properties.and_then(|it| child(it, "rFonts"))?;
    attribute(fonts, "ascii").or_else(|| attribute(fonts, "hAnsi"))
}

/// What a sign that was put in from a font says.
pub(super) fn symbol(node: Node<'_, '_>) -> String {
    let code = attribute(node, "char").and_then(|it| u32::from_str_radix(it, 16).ok());
    let sign = code.and_then(|code| char::from_u32(0xF000 | (code & 0xFF))).unwrap_or('\u{FFFD}');
    let font = attribute(node, "font").unwrap_or_default();
    match crate::symbols::is_of_pictures(font) {
        true => signs::translated(&sign.to_string(), Some(font)),
        // A sign of another font has its number in Unicode, or one that only the font knows.
        false => {
            let sign = code.filter(|code| !(0xF000..=0xF0FF).contains(code));
            let known = sign.and_then(char::from_u32).unwrap_or('\u{F8FF}');
            known.to_string()
        }
    }
}

/// The box of a field to tick.
pub(super) fn tick_box(node: Node<'_, '_>) -> Option<&'static str> {
    let found = child(child(node, "ffData")?, "checkBox")?;
    let ticked = switch(found, "checked").or_else(|| switch(found, "default")) == Some(true);
    Some(if ticked { "☑" } else { "☐" })
}

/// The choices of a field, and which of them is shown.
pub(super) fn choices<'a>(node: Node<'a, '_>) -> Option<(Vec<&'a str>, usize)> {
    let list = child(child(node, "ffData")?, "ddList")?;
    let entries = list.children().filter(|it| name(*it) == "listEntry");
    let entries: Vec<&str> = entries.filter_map(|it| attribute(it, "val")).collect();
    let chosen = value(list, "result").and_then(|it| it.parse().ok()).unwrap_or(0);
    (!entries.is_empty()).then_some((entries, chosen))
}

/// Whether two texts have other words, or the same in another order.
pub(super) fn differ(one: &str, other: &str) -> bool {
    !one.split_whitespace().eq(other.split_whitespace())
}

/// The form for older programs of what is there for new ones too.
pub(super) fn older<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let (new, old) = (child(node, "Choice")?, child(node, "Fallback")?);
    let words = plain(old);
    (!words.trim().is_empty() && differ(&words, &plain(new))).then_some(old)
}

/// The words of an element without those for older programs within it, in one walk.
fn plain(root: Node<'_, '_>) -> String {
    let mut out = String::new();
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        match name(node) {
            "t" | "delText" => out.extend(node.children().filter_map(|it| it.text())),
            "Fallback" if node != root => {}
            "p" | "br" | "tab" => {
                out.push(' ');
                stack.extend(node.children().rev());
            }
            _ => stack.extend(node.children().rev()),
        }
    }
    out
}

fn walked<'a, 'i>(
    root: Node<'a, 'i>,
    changes: Option<Option<Changes>>,
    apart: &dyn Fn(Node<'_, '_>) -> bool,
) -> Vec<String> {
    let mut all = Vec::new();
    let mut waiting = VecDeque::from([root]);
    while let Some(start) = waiting.pop_front() {
        let (mut out, mut coded) = (String::new(), String::new());
        let mut fields: Vec<bool> = Vec::new();
        let mut stack = vec![(start, false)];
        while let Some((node, done)) = stack.pop() {
            if done {
                out.push('\n');
                continue;
            }
            if node != start && (name(node) == "txbxContent" || apart(node)) {
                waiting.push_back(node);
                continue;
            }
            // What stands in the code of a field is no part of the words around it.
            let shown = fields.iter().all(|shown| *shown);
            if said(node, if shown { &mut out } else { &mut coded }) {
                match attribute(node, "fldCharType") {
                    Some("begin") => fields.push(false),
                    Some("separate") => fields.last_mut().into_iter().for_each(|it| *it = true),
                    Some("end") => _ = fields.pop(),
                    _ => {}
                }
                continue;
            }
            match name(node) {
                "AlternateContent" => {
                    waiting.extend(older(node));
                    let new = child(node, "Choice").or_else(|| child(node, "Fallback"));
                    stack.extend(new.map(|it| (it, false)));
                    continue;
                }
                "ruby" => {
                    for part in ["rt", "rubyBase"] {
                        stack.extend(child(node, part).map(|it| (it, false)));
                        stack.push((node, true));
                    }
                    continue;
                }
                "p" if changes.is_some_and(|changes| revisions::joins(node, changes)) => {}
                "p" | "tc" | "pt" => stack.push((node, true)),
                _ => {}
            }
            let mut children: Vec<_> = node.children().map(|it| (it, false)).collect();
            children.reverse();
            stack.extend(children);
        }
        out.push('\n');
        out.push_str(&coded);
        all.push(out);
    }
    all
}

/// Adds what an element says itself; whether nothing in it is to be looked at.
fn said(node: Node<'_, '_>, out: &mut String) -> bool {
    match name(node) {
        "t" | "delText" | "v" => {
            let text: String = node.children().filter_map(|it| it.text()).collect();
            let run = node.parent().and_then(|run| child(run, "rPr"));
            out.push_str(&signs::translated(&text, font(run)));
        }
        // The number of a note parts words.
        "tab" | "ptab" | "br" | "cr" | "footnoteReference" | "endnoteReference" => out.push(' '),
        "noBreakHyphen" => out.push('-'),
        "sym" => out.push_str(&symbol(node)),
        "oMath" => out.push_str(&formula::row(node)),
        "fldChar" => {
            out.push_str(tick_box(node).unwrap_or_default());
            for entry in choices(node).map(|(entries, _)| entries).unwrap_or_default() {
                out.push_str(&format!(" {entry} "));
            }
        }
        "listItem" => {
            let words = attribute(node, "displayText").unwrap_or_default();
            out.push_str(&format!(" {words} "));
        }
        _ => return false,
    }
    true
}
