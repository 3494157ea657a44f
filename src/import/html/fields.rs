//! Fields of forms: boxes to tick stay, what others hold is named.

use super::Reader;
use super::dom::Page;
use crate::import::draft::{Look, Mark, text_of};

/// What a field shows before anybody filled it in.
pub(super) fn shown(page: &Page, node: usize) -> String {
    let attribute = |key| page.attribute(node, key).unwrap_or_default();
    let ticked = page.attribute(node, "checked").is_some();
    match attribute("type").to_ascii_lowercase().as_str() {
        "checkbox" => if ticked { "☑" } else { "☐" }.to_owned(),
        "radio" => if ticked { "◉" } else { "○" }.to_owned(),
        "hidden" | "password" | "image" | "file" => String::new(),
        _ => attribute("value").to_owned(),
    }
}

impl Reader<'_> {
    pub(super) fn input(&mut self, node: usize, look: &Look) {
        let shown = shown(self.page, node);
        let kind = self.page.attribute(node, "type").unwrap_or_default().to_ascii_lowercase();
        let place = self.place.clone();
        match kind.as_str() {
            // The item that it begins is one to tick.
            "checkbox" if self.item == Some(Mark::Check) && text_of(&self.runs).is_empty() => {
                self.draft.turned.push(shown);
            }
            "checkbox" | "radio" => self.say(&format!("{shown} "), look),
            _ => {
                self.say(" ", look);
                if !shown.trim().is_empty() {
                    self.draft.leave_out("a field of a form", &place, &shown);
                }
                let asked = self.page.attribute(node, "placeholder").unwrap_or_default().trim();
                if !asked.is_empty() {
                    self.draft.leave_out_unseen("words in a field of a form", &place, asked);
                }
            }
        }
    }
}
