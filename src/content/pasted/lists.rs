//! Lines that are items of a list.

use super::doubts::{BOXES, COUNTED, SENTENCE, SIGNS, STEPPED, TOUCHED};
use super::doubts::{belong_to_words, ends_sentence, is_spoken, is_whole};
use super::openings::{Mark, Opening, Style, may_be_numbered, of_symbol_font};
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
    /// The line after its last.
    pub end: usize,
    /// Whether it cannot be meant in another way.
    pub sure: bool,
    /// What a person has to decide about it.
    pub doubt: Option<&'static str>,
}

/// An item.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub text: String,
    /// Its sign.
    pub mark: Mark,
    /// A list within it.
    pub inner: Option<List>,
}

/// An item longer than this plainly goes on in a line without a sign that begins small.
const WRAPPED: usize = 45;

/// How far ahead a list is looked for that goes on after another one within it.
const AHEAD: usize = 30;

/// How deep lists may stand within each other (`docs/format.md`, section 4).
const DEEPEST: usize = 8;

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
        let (list, end) = self.list(first, 1)?;
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
            Mark::Sign(_) | Mark::Number(..) | Mark::Letter(..) | Mark::Part(..) => true,
        };
        Some((meant.then_some(list), end))
    }

    /// The list that begins at a marked line, and the line after it; `depth` is 1 where it is not
    /// within another one.
    fn list(&self, first: usize, depth: usize) -> Option<(List, usize)> {
        let opening = self.lines[first].opening?;
        let mut growing = Growing {
            finder: self,
            depth,
            indent: self.lines[first].indent(),
            last: opening.mark,
            items: Vec::new(),
            sure: is_sure(opening.mark)
                && !self.meaning
                && !(depth == 1 && matches!(opening.mark, Mark::Part(..))),
            doubt: self.meaning.then_some(SIGNS),
            kept: false,
            end: first,
        };
        if !self.is_led_in(first) {
            growing.doubts(SENTENCE);
        }
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
        Some(growing.list(opening.mark, first))
    }

    /// Whether nothing touches the end of a list that may be the rest of its last item: a line with a
    /// number, a capital or a sign as well as one that begins small.
    fn is_apart(&self, end: usize, items: &[Item]) -> bool {
        let Some(line) = self.lines.get(end).filter(|line| !line.is_blank()) else { return true };
        // Another sign may begin a list within the last item, or the rest of it.
        line.opening.is_none() && items.last().is_some_and(|item| ends_sentence(&item.text))
    }

    /// Whether a list can begin at a line: numbers and dashes may stand in a sentence that wraps.
    fn is_led_in(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1).map(|at| &self.lines[at]) else { return true };
        let line = &self.lines[first];
        let opening = line.opening.filter(|opening| !opening.tab);
        let number = || {
            let words = &line.text[opening.map_or(0, |opening| opening.words)..];
            words.starts_with(char::is_numeric)
        };
        let plain = match opening.map(|opening| opening.mark) {
            Some(Mark::Number(_, Style::Stop) | Mark::Dash('–' | '—')) => true,
            Some(Mark::Dash(_)) => number(),
            _ => false,
        };
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
        self.goes_on_after(at, last)
            || line.indent() > indent
            || line.text.trim_start().starts_with(char::is_lowercase)
    }

    /// Whether the next item of a list with this sign follows the lines without a sign from this one on.
    fn goes_on_after(&self, at: usize, last: Mark) -> bool {
        let follows = self.lines.get(self.stops[at]).and_then(|line| line.opening);
        follows.is_some_and(|next| last.goes_on(next.mark))
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
        if line.indent() > indent || line.opening.is_some_and(|it| it.mark.begins_below(outer)) {
            return true;
        }
        let ahead = self.lines[at..].iter().take(AHEAD).take_while(|line| !line.is_blank());
        ahead.filter_map(|line| line.opening).any(|next| outer.goes_on(next.mark))
    }
}

/// A list while its lines are read.
struct Growing<'a, 'b> {
    finder: &'b Finder<'a>,
    depth: usize,
    indent: usize,
    /// The sign of the last item.
    last: Mark,
    items: Vec<Item>,
    sure: bool,
    doubt: Option<&'static str>,
    /// Whether signs stay with the words.
    kept: bool,
    /// The line after those that were taken.
    end: usize,
}

impl Growing<'_, '_> {
    /// Takes down what is not sure; the first is told.
    fn doubts(&mut self, doubt: &'static str) {
        self.sure = false;
        self.doubt = self.doubt.or(Some(doubt));
    }

    fn begin(&mut self, at: usize, opening: Opening) {
        self.last = opening.mark;
        let line = &self.finder.lines[at];
        if line.indent() != self.indent {
            self.doubts(STEPPED);
        }
        let mut text = String::new();
        // What may mean something stays with the words, and an empty box beside a ticked one.
        if let Mark::Sign(sign) = opening.mark
            && (opening.mark.means_something() || (self.finder.meaning && opening.mark.is_box()))
        {
            add(&symbol(sign).map_or(sign.to_string(), str::to_owned), &mut text);
            self.kept = true;
        }
        add(&line.text[opening.words.min(line.text.len())..], &mut text);
        self.items.push(Item { text, mark: opening.mark, inner: None });
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
                let short = item.text.chars().count() <= WRAPPED && line.indent() <= self.indent;
                add(&line.text, &mut item.text);
                self.end = at + 1;
                if short && !finder.goes_on_after(at, self.last) || may_be_numbered(&line.text) {
                    self.doubts(TOUCHED);
                }
            }
            return takes;
        };
        let outer = self.depth == 1;
        if !outer && line.indent() < self.indent {
            return false;
        }
        let deepest = self.depth == DEEPEST;
        if self.last.goes_on(opening.mark)
            && (deepest || !finder.is_deeper(at, self.last, self.indent))
        {
            // A list has one kind of dash: another may stand in a sentence.
            if matches!((self.last, opening.mark), (Mark::Dash(one), Mark::Dash(two)) if one != two)
            {
                self.doubts(SENTENCE);
            }
            self.begin(at, opening);
            return true;
        }
        // Within a list that is one within another, the next sign may be that of the outer one.
        let below = opening.mark.begins_below(self.last);
        let further = outer || below || line.indent() > self.indent;
        let within = !deepest && further && item.inner.is_none();
        if !within || !finder.is_within(at, self.last, self.indent) {
            return false;
        }
        let Some((inner, end)) = finder.list(at, self.depth + 1) else { return false };
        // A dash alone may begin the rest of a sentence.
        let alone = inner.items.len() < 2 && line.indent() <= self.indent && !below;
        let (sure, doubt) = (inner.sure && !alone, inner.doubt);
        item.inner = Some(inner);
        self.end = end;
        self.sure &= sure;
        self.doubt = self.doubt.or(doubt).or(alone.then_some(SENTENCE));
        true
    }

    /// The list, and the line after it.
    fn list(mut self, mark: Mark, first: usize) -> (List, usize) {
        for item in &mut self.items {
            item.text.truncate(trimmed(&item.text).len());
        }
        let texts: Vec<&str> = self.items.iter().map(|item| &*item.text).collect();
        if belong_to_words(mark, &texts) {
            self.doubts(COUNTED);
        }
        if self.depth == 1 && !self.finder.is_apart(self.end, &self.items) {
            self.doubts(TOUCHED);
        }
        let whole = self.items.iter().all(|item| !item.text.is_empty() && is_whole(&item.text));
        let (items, sure, doubt) = (self.items, self.sure && whole, self.doubt);
        let key = if self.kept { "bullets" } else { mark.key() };
        let mut list = List { key, mark, items, first, end: self.end, sure, doubt };
        if list.is_part_ticked() {
            list.items.iter_mut().for_each(Item::bare);
            (list.key, list.doubt) = ("checklist", Some(BOXES));
        }
        (list, self.end)
    }
}

impl List {
    /// Whether it has boxes of which some are empty and others ticked.
    fn is_part_ticked(&self) -> bool {
        let empty = |item: &Item| matches!(item.mark, Mark::Sign('☐' | '□'));
        let boxes = self.items.iter().all(|item| item.mark.is_box() && item.inner.is_none());
        boxes && self.items.iter().any(empty) && !self.items.iter().all(empty)
    }

    /// Its items with a tick and those with a cross, without the signs, where it has both.
    pub(super) fn opposites(&self) -> Option<[Self; 2]> {
        let of = |verdict: bool| {
            let items = self.items.iter().filter(|item| item.mark.verdict() == Some(verdict));
            let mut list = Self { items: items.cloned().collect(), ..self.clone() };
            list.items.iter_mut().for_each(Item::bare);
            list
        };
        let (yes, no) = (of(true), of(false));
        let all = yes.items.len() + no.items.len() == self.items.len();
        (all && !yes.items.is_empty() && !no.items.is_empty()).then_some([yes, no])
    }
}

impl Item {
    /// Takes its sign out of its words.
    fn bare(&mut self) {
        let words = self.text.split_once(' ');
        if let Some((_, words)) = words.filter(|(sign, _)| sign.chars().count() == 1) {
            self.text = words.to_owned();
        }
    }
}

/// Adds the words of a line; its end is a space, as in a text, or a line break where it has the sign
/// for one.
fn add(words: &str, text: &mut String) {
    let words = words.trim();
    if let (Some(before), Some(after)) = (text.chars().next_back(), words.chars().next()) {
        if trimmed(text).len() < text.len() {
            text.push('\n');
        } else if !(is_spaceless(before) && is_spaceless(after)) {
            text.push(' ');
        }
    }
    text.push_str(words);
}

/// Lines as one string.
pub(super) fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    lines.iter().for_each(|line| add(line, &mut text));
    text
}

/// A sign of Word's fonts in Unicode.
fn symbol(sign: char) -> Option<&'static str> {
    of_symbol_font(sign).filter(|known| known.chars().count() == 1)
}

/// Whether the signs say no more than that it is a list, and numbers are those that the program sets.
fn is_sure(mark: Mark) -> bool {
    match mark {
        Mark::Number(number, _) => number == 1,
        Mark::Part(_, number) => number == 1,
        Mark::Letter(..) => false,
        Mark::Sign('?') => false,
        Mark::Sign(_) | Mark::Dash(_) | Mark::Circle => !mark.means_something(),
    }
}
