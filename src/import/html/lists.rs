//! Lists of a page, counted as browsers count.

use super::Reader;
use crate::import::draft::{Look, Mark, Run};

/// A list that is open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counting {
    /// The number of the next item, where they are numbered.
    next: Option<i64>,
    /// Whether they are counted down.
    down: bool,
}

impl Reader<'_> {
    pub(super) fn list(&mut self, node: usize, look: &Look, depth: usize) {
        self.flush();
        let page = self.page;
        let counted = page.name(node) == "ol";
        let start = page.attribute(node, "start").and_then(|it| it.trim().parse().ok());
        let down = counted && page.attribute(node, "reversed").is_some();
        let items = || page.children(node).iter().filter(|it| page.name(**it) == "li").count();
        let first = start.unwrap_or_else(|| if down { items() as i64 } else { 1 });
        let letters = page.attribute(node, "type").filter(|it| !matches!(*it, "1" | ""));
        if counted && letters.is_some() {
            let words = "letters or Roman numbers of a list became numbers: look at words that speak of \
                         them";
            self.draft.notice(words, &self.place);
        }
        if down {
            let words = "the list is counted down: its numbers stand in its items";
            self.draft.notice(words, &self.place);
        }
        let outer = self.item;
        self.began = true;
        self.lists.push(Counting { next: counted.then_some(first), down });
        self.item = None;
        self.flow(node, look, depth + 1);
        self.flush();
        self.lists.pop();
        self.item = outer;
    }

    pub(super) fn list_item(&mut self, node: usize, look: &Look, depth: usize) {
        self.flush();
        let mark = self.next_mark(node);
        self.item = Some(mark);
        self.flow(node, look, depth + 1);
        self.flush();
        self.item = None;
    }

    fn next_mark(&mut self, node: usize) -> Mark {
        let page = self.page;
        let ticked = page.descendants(node).into_iter().take(8).any(|it| {
            page.name(it) == "input"
                && page.attribute(it, "type") == Some("checkbox")
                && page.attribute(it, "checked").is_none()
        });
        let own = page.attribute(node, "value").and_then(|it| it.trim().parse().ok());
        let Some(list) = self.lists.last_mut() else { return Mark::Bullet };
        let Some(next) = list.next else {
            return if ticked { Mark::Check } else { Mark::Bullet };
        };
        let number = own.unwrap_or(next);
        list.next = Some(number.saturating_add(if list.down { -1 } else { 1 }));
        match usize::try_from(number) {
            _ if ticked => Mark::Check,
            Ok(number) if !list.down => Mark::Number(number),
            _ => {
                let words = format!("{number}. ");
                self.draft.added.push(words.clone());
                self.runs.push(Run::plain(&words));
                Mark::Bullet
            }
        }
    }
}
