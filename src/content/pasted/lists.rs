//! Lines that are items of a list.

use super::openings::Mark;
use super::{Holder, Line, trimmed};

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
        let meaning = lines.iter().any(meaning);
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

    fn list(&self, first: usize, outer: bool) -> Option<(List, usize)> {
        let opening = self.lines[first].opening?;
        let (mut last, indent) = (opening.mark, self.lines[first].indent());
        let mut items = vec![Item { text: String::new(), inner: None }];
        self.take(first, &mut items[0].text);
        let led_in = self.is_led_in(first);
        let mut sure = is_sure(opening.mark) && !self.meaning && led_in;
        let (mut at, mut end) = (first + 1, first + 1);
        while at < self.lines.len() {
            let line = &self.lines[at];
            let parted = end < at;
            let item = items.last_mut().expect("there is one");
            if line.is_blank() {
                at += 1;
                continue;
            }
            if !outer && line.opening.is_some() && line.indent() < indent {
                break;
            }
            let within = || outer && self.is_within(at, last, indent);
            match line.opening {
                Some(next)
                    if last.goes_on(next.mark) && !(outer && self.is_deeper(at, last, indent)) =>
                {
                    last = next.mark;
                    items.push(Item { text: String::new(), inner: None });
                    self.take(at, &mut items.last_mut().expect("there is one").text);
                }
                Some(_) if item.inner.is_none() && within() => {
                    let (inner, after) = self.list(at, false)?;
                    sure &= inner.sure;
                    item.inner = Some(inner);
                    (at, end) = (after, after);
                    continue;
                }
                Some(_) => break,
                None if item.inner.is_some() => break,
                None => match self.carries_on(at, parted, last, indent, &item.text) {
                    Some(certain) => {
                        sure &= certain;
                        self.add(&line.text, &mut item.text);
                    }
                    None => break,
                },
            }
            at += 1;
            end = at;
        }
        sure &= items.iter().all(|item| !item.text.is_empty() && is_whole(&item.text));
        // Between lines that touch: a last line that may belong to the item or follow the list.
        sure &= self.lines.get(end).is_none_or(|line| {
            line.is_blank() || line.opening.is_some() || !Self::may_wrap(&items)
        });
        Some((
            List { key: opening.mark.key(), mark: opening.mark, items, first, sure, led_in },
            end,
        ))
    }

    /// Whether a list can begin at a line: numbers and hyphens may stand in a sentence that wraps.
    fn is_led_in(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1).map(|at| &self.lines[at]) else { return true };
        let plain = matches!(
            self.lines[first].opening.map(|opening| opening.mark),
            Some(Mark::Number(..) | Mark::Dash(_) | Mark::Sign('+' | '*'))
        );
        let ended =
            |text: &str| text.ends_with(['.', ':', '!', '?', ';', ')', '*', '؟', '।', '。']);
        !plain || before.is_blank() || before.opening.is_some() || ended(trimmed(&before.text))
    }

    /// The words of a marked line.
    fn take(&self, at: usize, text: &mut String) {
        let line = &self.lines[at];
        let words = line.opening.map_or(0, |opening| opening.words);
        self.add(&line.text[words.min(line.text.len())..], text);
    }

    fn add(&self, words: &str, text: &mut String) {
        let words = trimmed(words);
        if !text.is_empty() && !words.is_empty() {
            text.push(' ');
        }
        text.push_str(words);
    }

    /// Whether a line without a sign belongs to the item before it, and whether that is certain.
    fn carries_on(
        &self,
        at: usize,
        parted: bool,
        last: Mark,
        indent: usize,
        item: &str,
    ) -> Option<bool> {
        let line = &self.lines[at];
        if item.is_empty() {
            return Some(true);
        }
        if parted {
            return None;
        }
        let next = self.stops[at];
        let follows = self.lines.get(next).and_then(|line| line.opening);
        if follows.is_some_and(|next| last.goes_on(next.mark)) || line.indent() > indent {
            return Some(true);
        }
        line.text.trim_start().starts_with(char::is_lowercase).then_some(true)
    }

    /// Whether the line after a list could be the rest of its last item.
    fn may_wrap(items: &[Item]) -> bool {
        let Some(item) = items.last() else { return false };
        let ended = item.text.ends_with(['.', '!', '?', ';', ':', '。', '।', '؟']);
        !ended && item.text.chars().count() > WRAPPED
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
    stars % 2 == 0 && count('[') == count(']') && count('{') == count('}') && !text.ends_with('\\')
}
