//! Items that follow each other as lists, those within each other too.

use super::marks::marked;
use super::toml::string;
use crate::import::draft::{Draft, Item, Mark, append_line};

/// So deep lists may stand within each other (`docs/format.md`, section 9).
const DEEPEST: usize = 8;

/// A list.
#[derive(Debug)]
pub(super) struct List {
    kind: &'static str,
    first: Option<usize>,
    items: Vec<Node>,
    /// Where its first item stands.
    place: String,
    /// The last block of the draft that is in it.
    pub end: usize,
}

/// Where an item stands, in words and in the order of the draft.
pub(super) type Place = (String, usize);

#[derive(Debug)]
struct Node {
    text: String,
    inner: Option<List>,
}

fn kind(mark: Mark) -> &'static str {
    match mark {
        Mark::Number(_) => "steps",
        Mark::Check => "checklist",
        Mark::Bullet | Mark::More => "bullets",
    }
}

/// The lists of items in a row, each with its place.
pub(super) fn lists(items: Vec<(Place, Item)>, draft: &mut Draft) -> Vec<List> {
    let mut merged: Vec<(Place, Item)> = Vec::new();
    for (place, item) in items {
        match merged.last_mut() {
            Some((_, last)) if item.mark == Mark::More => append_line(&mut last.runs, item.runs),
            _ => merged.push((place, item)),
        }
    }
    let mut lists: Vec<List> = Vec::new();
    let mut depths: Vec<usize> = Vec::new();
    for ((place, order), item) in merged {
        draft.writing = Some(order);
        while depths.last().is_some_and(|last| *last > item.level) && depths.len() > 1 {
            depths.pop();
        }
        if depths.last().is_none_or(|last| *last < item.level) && depths.len() < DEEPEST {
            depths.push(item.level);
        } else if depths.len() == DEEPEST && depths.last().is_some_and(|last| *last < item.level) {
            draft.notice("items deeper than eight lists stand in the eighth", &place);
        }
        let depth = depths.len() - 1;
        let text = marked(&item.runs, &place, draft);
        add(&mut lists, depth, &item, text, &place, draft);
        if let Some(last) = lists.last_mut() {
            last.end = order;
        }
    }
    lists
}

fn add(
    lists: &mut Vec<List>,
    depth: usize,
    item: &Item,
    text: String,
    place: &str,
    draft: &mut Draft,
) {
    let kind = kind(item.mark);
    let number = match item.mark {
        Mark::Number(number) => Some(number),
        _ => None,
    };
    let node = Node { text, inner: None };
    let begun = List { kind, first: number, items: Vec::new(), place: place.to_owned(), end: 0 };
    if depth == 0 {
        let goes_on = lists.last().is_some_and(|last| {
            let next = last.first.map(|first| first + last.items.len());
            last.kind == kind && next == number && !(item.fresh && number == Some(1))
        });
        if !goes_on {
            lists.push(begun);
        }
        lists.last_mut().expect("there is a list").items.push(node);
        return;
    }
    let Some(mut list) = lists.last_mut() else { return };
    for _ in 1..depth {
        let Some(last) = list.items.len().checked_sub(1) else { break };
        if list.items[last].inner.is_none() {
            break;
        }
        list = list.items[last].inner.as_mut().expect("it was looked at");
    }
    let Some(last) = list.items.last_mut() else { return };
    let inner = last.inner.get_or_insert(begun);
    if inner.kind != kind {
        draft.notice("items of two kinds stand in one inner list", place);
    } else if number.is_some() && inner.first.map(|first| first + inner.items.len()) != number {
        draft.notice("the numbers of an inner list begin with 1 here", place);
    }
    inner.items.push(node);
}

impl List {
    /// The block as TOML. `next`: the number that steps of the chapter would go on with.
    pub(super) fn written(&self, next: &mut usize, draft: &mut Draft) -> String {
        let mut out = format!("{} = {}\n", self.kind, self.items(""));
        if let Some(first) = self.first {
            if first != 1 && first == *next {
                out.push_str("continue = true\n");
            } else if first != 1 {
                let words =
                    format!("the numbers of a list began with {first}; they begin with 1 here");
                draft.notice(&words, &self.place);
                *next = 1;
            } else {
                *next = 1;
            }
            *next += self.items.len();
        }
        out
    }

    /// Its kind and items for a table that holds it.
    pub(super) fn entry(&self) -> String {
        format!("{} = {}\n", self.kind, self.items(""))
    }

    fn items(&self, indent: &str) -> String {
        let deeper = format!("{indent}  ");
        let mut out = String::from("[\n");
        for item in &self.items {
            let text = string(&item.text);
            match &item.inner {
                None => out.push_str(&format!("{deeper}{text},\n")),
                Some(inner) => {
                    let within = inner.items(&deeper);
                    let line = format!("{deeper}{{ text = {text}, {} = {within} }},\n", inner.kind);
                    out.push_str(&line);
                }
            }
        }
        out + indent + "]"
    }
}
