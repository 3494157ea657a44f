//! Lists of an OpenDocument text, counted as its programs count.

use super::Reader;
use crate::import::draft::Mark;
use crate::import::xml::{Node, attribute, name};

/// A list that is open.
#[derive(Clone, Default)]
pub(super) struct Level {
    style: String,
    number: usize,
}

impl<'a, 'i> Reader<'a, 'i> {
    pub(super) fn list(&mut self, node: Node<'a, 'i>, level: usize) {
        let own = attribute(node, "style-name").map(str::to_owned);
        let style =
            own.or_else(|| self.lists.last().map(|it| it.style.clone())).unwrap_or_default();
        let counting = self.styles.counting(&style, level);
        let goes_on = attribute(node, "continue-numbering") == Some("true")
            || attribute(node, "continue-list").is_some();
        let key = format!("{style} {level}");
        let number = match goes_on {
            true => self.numbers.get(&key).copied().unwrap_or(0),
            false => counting.start.saturating_sub(1),
        };
        if counting.counted && counting.other {
            let words = "the list counts in letters or in several numbers, and here in 1, 2, 3: look at words \
                         that speak of its numbers";
            self.draft.notice(words, &self.place);
        }
        self.lists.push(Level { style, number });
        let outer = self.item.take();
        for item in node.children() {
            if matches!(name(item), "list-item" | "list-header") {
                self.list_item(item, level, counting.counted, &counting.around);
            }
        }
        self.item = outer;
        if let Some(last) = self.lists.pop() {
            self.numbers.insert(key, last.number);
        }
    }

    fn list_item(&mut self, item: Node<'a, 'i>, level: usize, counted: bool, around: &[String; 2]) {
        let last = self.lists.last_mut().expect("a list is open");
        last.number = match attribute(item, "start-value").and_then(|it| it.parse().ok()) {
            Some(start) => start,
            None => last.number.saturating_add(1),
        };
        let number = last.number;
        let worded = counted && around.concat().contains(char::is_alphabetic);
        self.item = Some(match counted {
            _ if name(item) == "list-header" => Mark::More,
            true if worded => {
                let [before, after] = around;
                let label = format!("{before}{number}{after}");
                self.label = Some(label.trim().to_owned());
                Mark::Bullet
            }
            true => Mark::Number(number),
            false => Mark::Bullet,
        });
        self.blocks(item, level + 1);
    }
}
