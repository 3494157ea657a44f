//! Lines that are items of a list.

use super::openings::{Mark, Opening, Style};
use super::{Holder, Line, trimmed};
use crate::content::marks::lines::is_spaceless;

/// A list.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// `bullets`, `steps` or `checklist`.
    pub key: &'static str,
    /// The sign of its first line.
    pub mark: Mark,
    pub items: Vec<Item>,
    /// Its first line.
    pub first: usize,
    /// Whether it cannot be meant in another way.
    pub sure: bool,
    /// Whether it does not stand in the middle of a sentence.
    pub led_in: bool,
}

/// An item.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub text: String,
    /// A list within it.
    pub inner: Option<List>,
}

/// A line that is not marked and longer than this may go on in the next.
const WRAPPED: usize = 45;

/// How far ahead a list is looked for that goes on after another one within it.
const AHEAD: usize = 30;

/// Finds lists.
pub(super) struct Finder<'a> {
    lines: &'a [Line],
    /// The next line that is blank or marked, from each line on.
    stops: Vec<usize>,
    /// Signs that mean something stand in the string.
    meaning: bool,
    spoken: bool,
}

impl<'a> Finder<'a> {
    pub(super) fn new(lines: &'a [Line], holder: &Holder) -> Self {
        let mut stops = vec![lines.len(); lines.len() + 1];
        for (at, line) in lines.iter().enumerate().rev() {
            let stop = line.is_blank() || line.opening.is_some();
            stops[at] = if stop { at } else { stops[at + 1] };
        }
        let meaning = |line: &Line| line.opening.is_some_and(|it| it.mark.means_something());
        // A tick beside boxes that are empty, or beside a cross.
        let signs = || lines.iter().filter_map(|line| line.opening).map(|opening| opening.mark);
        let ticked = signs().any(|mark| mark == Mark::Sign('☑'));
        let mixed = ticked && signs().any(|mark| mark.is_box() && mark != Mark::Sign('☑'));
        let meaning = lines.iter().any(meaning) || mixed;
        Self { lines, stops, meaning, spoken: matches!(holder, Holder::Quote) }
    }

    /// The list that begins at a line, and the line after it; `None` for the list where lines that
    /// begin with the same sign are none.
    pub(super) fn at(&self, first: usize) -> Option<(Option<List>, usize)> {
        let mark = self.lines[first].opening?.mark;
        let (list, end) = self.list(first, true)?;
        if list.items.len() < 2 {
            return None;
        }
        let lines = &self.lines[first..end];
        let meant = match mark {
            Mark::Dash(_) => !self.spoken && !lines.iter().any(is_spoken),
            // “o” is a word of many languages.
            Mark::Circle => {
                lines.iter().filter_map(|line| line.opening).all(|it| it.tab)
                    || first == 0
                    || self.lines[first - 1].text.trim_end().ends_with(':')
            }
            Mark::Sign(_) | Mark::Number(..) | Mark::Letter(..) => true,
        };
        Some((meant.then_some(list), end))
    }

    /// The list that begins at a marked line, and the line after it; `outer` where it is not within
    /// another one.
    fn list(&self, first: usize, outer: bool) -> Option<(List, usize)> {
        let opening = self.lines[first].opening?;
        let led_in = self.is_led_in(first);
        let mut growing = Growing {
            finder: self,
            outer,
            indent: self.lines[first].indent(),
            last: opening.mark,
            items: Vec::new(),
            sure: is_sure(opening.mark) && !self.meaning && led_in,
            end: first,
        };
        growing.begin(first, opening);
        let mut at = growing.end;
        while at < self.lines.len() {
            if self.lines[at].is_blank() {
                at += 1;
                continue;
            }
            if !growing.takes(at) {
                break;
            }
            at = growing.end;
        }
        let (items, end) = (growing.items, growing.end);
        let whole = items.iter().all(|item| !item.text.is_empty() && is_whole(&item.text));
        // Between lines that touch: a last line that may belong to the item or follow the list.
        let apart = self
            .lines
            .get(end)
            .is_none_or(|line| line.is_blank() || line.opening.is_some() || !may_wrap(&items));
        let sure = growing.sure && whole && apart;
        let list = List { key: opening.mark.key(), mark: opening.mark, items, first, sure, led_in };
        Some((list, end))
    }

    /// Whether a list can begin at a line: numbers and dashes may stand in a sentence that wraps.
    fn is_led_in(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1).map(|at| &self.lines[at]) else { return true };
        let opening = self.lines[first].opening.filter(|opening| !opening.tab);
        let plain = matches!(
            opening.map(|opening| opening.mark),
            Some(Mark::Number(_, Style::Stop) | Mark::Dash('–' | '—'))
        );
        let ended =
            |text: &str| text.ends_with(['.', ':', '!', '?', ';', ')', '*', '؟', '।', '。']);
        !plain || before.is_blank() || before.opening.is_some() || ended(trimmed(&before.text))
    }

    /// Whether a line without a sign belongs to the item before it, whose list has this sign and this
    /// indentation; `parted` where a blank line stands between.
    fn carries_on(
        &self,
        at: usize,
        parted: bool,
        (last, indent): (Mark, usize),
        item: &Item,
    ) -> bool {
        if item.text.is_empty() || parted {
            return item.text.is_empty();
        }
        let line = &self.lines[at];
        let follows = self.lines.get(self.stops[at]).and_then(|line| line.opening);
        follows.is_some_and(|next| last.goes_on(next.mark))
            || line.indent() > indent
            || line.text.trim_start().starts_with(char::is_lowercase)
    }

    /// Whether a line with the same sign stands further in, and a later one does not: where none comes
    /// back, the lines only lost the indentation of the first.
    fn is_deeper(&self, at: usize, outer: Mark, indent: usize) -> bool {
        if self.lines[at].indent() <= indent {
            return false;
        }
        let ahead = self.lines[at..].iter().take(AHEAD).take_while(|line| !line.is_blank());
        ahead
            .filter_map(|line| line.opening.map(|next| (line, next.mark)))
            .any(|(line, next)| outer.goes_on(next) && line.indent() <= indent)
    }

    /// Whether a line with another sign begins a list within the item before it.
    fn is_within(&self, at: usize, outer: Mark, indent: usize) -> bool {
        let line = &self.lines[at];
        if line.indent() > indent {
            return true;
        }
        let ahead = self.lines[at..].iter().take(AHEAD).take_while(|line| !line.is_blank());
        ahead.filter_map(|line| line.opening).any(|next| outer.goes_on(next.mark))
    }
}

/// A list while its lines are read.
struct Growing<'a, 'b> {
    finder: &'b Finder<'a>,
    outer: bool,
    indent: usize,
    /// The sign of the last item.
    last: Mark,
    items: Vec<Item>,
    sure: bool,
    /// The line after those that were taken.
    end: usize,
}

impl Growing<'_, '_> {
    fn begin(&mut self, at: usize, opening: Opening) {
        self.last = opening.mark;
        let mut text = String::new();
        let words = &self.finder.lines[at].text;
        add(&words[opening.words.min(words.len())..], &mut text);
        self.items.push(Item { text, inner: None });
        self.end = at + 1;
    }

    /// Takes a line in, or says that the list ends before it.
    fn takes(&mut self, at: usize) -> bool {
        let (finder, line) = (self.finder, &self.finder.lines[at]);
        let Some(item) = self.items.last_mut() else { return false };
        let Some(opening) = line.opening else {
            let open = item.inner.is_none();
            let takes =
                open && finder.carries_on(at, self.end < at, (self.last, self.indent), item);
            if takes {
                add(&line.text, &mut item.text);
                self.end = at + 1;
            }
            return takes;
        };
        if !self.outer && line.indent() < self.indent {
            return false;
        }
        let deeper = || self.outer && finder.is_deeper(at, self.last, self.indent);
        if self.last.goes_on(opening.mark) && !deeper() {
            self.begin(at, opening);
            return true;
        }
        let within = self.outer && item.inner.is_none();
        if !within || !finder.is_within(at, self.last, self.indent) {
            return false;
        }
        let Some((inner, end)) = finder.list(at, false) else { return false };
        self.sure &= inner.sure;
        item.inner = Some(inner);
        self.end = end;
        true
    }
}

/// Adds the words of a line; its end is a space, as in a text.
fn add(words: &str, text: &mut String) {
    let words = trimmed(words);
    if let (Some(before), Some(after)) = (text.chars().next_back(), words.chars().next())
        && !(is_spaceless(before) && is_spaceless(after))
    {
        text.push(' ');
    }
    text.push_str(words);
}

/// Whether the line after a list could be the rest of its last item.
fn may_wrap(items: &[Item]) -> bool {
    let Some(item) = items.last() else { return false };
    let ended = item.text.ends_with(['.', '!', '?', ';', ':', '。', '।', '؟']);
    !ended && item.text.chars().count() > WRAPPED
}

/// Whether the signs say no more than that it is a list, and numbers are those that the program sets.
fn is_sure(mark: Mark) -> bool {
    match mark {
        Mark::Number(number, _) => number == 1,
        Mark::Letter(..) => false,
        Mark::Sign(_) | Mark::Dash(_) | Mark::Circle => !mark.means_something(),
    }
}

/// Whether somebody seems to speak.
fn is_spoken(line: &Line) -> bool {
    let text = line.text.trim();
    let words = line.opening.map_or("", |opening| &line.text[opening.words..]);
    text.ends_with(['?', '!', '…'])
        || words.contains(" – ")
        || words.contains(" — ")
        || words.contains("? ")
        || words.contains("! ")
        || words.contains(", –")
}

/// Whether no mark begins in one part and ends in another.
pub(super) fn is_whole(text: &str) -> bool {
    let stars = text.matches('*').count();
    let count = |sign| text.matches(sign).count();
    stars.is_multiple_of(2)
        && count('[') == count(']')
        && count('{') == count('}')
        && !text.ends_with('\\')
}
