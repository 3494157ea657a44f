//! Marked-up words as plain ones, with the address after a link.

use std::collections::HashSet;

use crate::content::{Inline, Link};
use crate::language::Direction;
use crate::typeset::isolates::{TURN_BACK, turn_to};

/// Turns marked-up words into plain ones.
#[derive(Debug)]
pub(super) struct Speller {
    shows_addresses: bool,
    shown: HashSet<String>,
}

impl Speller {
    pub(super) fn new(shows_addresses: bool) -> Self {
        Self { shows_addresses, shown: HashSet::new() }
    }

    /// Begins a chapter: each address is shown once more.
    pub(super) fn forget_addresses(&mut self) {
        self.shown.clear();
    }

    /// The words alone, with the addresses of links; a line end is one that the author asked for.
    pub(super) fn spell(&mut self, inlines: &[Inline], direction: Direction) -> String {
        let mut text = String::new();
        self.collect(inlines, direction, &mut text);
        text
    }

    fn collect(&mut self, inlines: &[Inline], direction: Direction, into: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Words(words) => into.push_str(&plain(&words.text)),
                Inline::LineBreak(_) => into.push('\n'),
                Inline::Strong(inner) | Inline::Em(inner) => self.collect(inner, direction, into),
                Inline::Language(language, inner) => {
                    let turns = language.direction() != direction;
                    into.extend(turns.then(|| turn_to(language.direction())));
                    self.collect(inner, language.direction(), into);
                    into.extend(turns.then_some(TURN_BACK));
                }
                Inline::Link(link) => self.link(link, direction, into),
            }
        }
    }

    fn link(&mut self, link: &Link, direction: Direction, into: &mut String) {
        self.collect(&link.words, direction, into);
        let Some(address) = &link.address else { return };
        if self.shows_addresses && self.shown.insert(address.clone()) {
            into.push_str(&format!(" ({address})"));
        }
    }
}

/// Words without marks. Soft hyphens are left out: no line ends at one here.
pub(super) fn plain(text: &str) -> String {
    text.replace('\u{AD}', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn soft_hyphens_are_left_out() {
        assert_eq!(plain("chemo\u{AD}therapy"), "chemotherapy");
    }
}
