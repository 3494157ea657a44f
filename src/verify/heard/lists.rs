//! Lists, lists of contents, and their items.

use super::super::structure::{Child, Element};
use super::speaker::Speaker;
use super::{Around, clipped, say_all, say_within};

/// The most characters of a label that are looked at.
const MAX_LABEL: usize = 200;

/// Marks that are said as "bullet", as NVDA says them.
const BULLETS: &str = "•◦‣⁃∙●○■□▪▫◆◇►▸▶➢➤–—-*·o\u{F0B7}\u{F0A7}\u{F076}\u{F0D8}\u{F0A8}";

/// Says a list with how many items it has and how deep it lies in others.
pub(super) fn say<'a>(speaker: &mut Speaker, list: &'a Element, around: Around<'a>) {
    enclose(speaker, list, around, "list", "LI");
}

/// Says a table of contents.
pub(super) fn say_contents<'a>(speaker: &mut Speaker, list: &'a Element, around: Around<'a>) {
    enclose(speaker, list, around, "table of contents", "TOCI");
}

fn enclose<'a>(
    speaker: &mut Speaker,
    list: &'a Element,
    around: Around<'a>,
    what: &str,
    item: &str,
) {
    let around = Around { lists: around.lists + 1, ..around };
    let count = list.elements().filter(|element| element.kind() == item).count();
    let items = if count == 1 { "1 item".to_owned() } else { format!("{count} items") };
    let nesting = match around.lists {
        1 => String::new(),
        level => format!(", nesting level {level}"),
    };
    speaker.alone(&format!("{what} with {items}{nesting}"));
    say_within(speaker, list, around);
    speaker.alone(&format!("out of {what}"));
}

/// Says an item: its label leads the first line.
pub(super) fn say_item<'a>(speaker: &mut Speaker, item: &'a Element, around: Around<'a>) {
    speaker.end();
    if item.actual_text.is_some() || item.alt.is_some() {
        say_within(speaker, item, around);
        return speaker.end();
    }
    for child in &item.children {
        match child {
            Child::Element(label) if label.kind() == "Lbl" => say_label(speaker, label, around),
            other => say_all(speaker, std::slice::from_ref(other), around),
        }
    }
    speaker.end();
}

fn say_label<'a>(speaker: &mut Speaker, label: &'a Element, around: Around<'a>) {
    let around = Around { language: label.language.as_deref().or(around.language), ..around };
    let mark = clipped(label, MAX_LABEL);
    if mark.chars().count() == 1 && BULLETS.contains(&mark) {
        return speaker.say_bullet(label.text());
    }
    say_within(speaker, label, around);
    if speaker.is_silent() {
        return;
    }
    // A term or a box is parted from what follows, a number has a point.
    let is_open = mark.chars().next_back().is_some_and(char::is_alphanumeric);
    speaker.announce(if is_open { ", " } else { " " });
    speaker.lead();
}
