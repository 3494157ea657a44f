//! References to pages: composed with the widest numbers that can stand there, and drawn again with
//! the real ones when pages exist.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::super::flow::Frame;
use super::super::page::Item;
use super::super::places::{Places, Sourced};
use super::super::structure::Anchor;
use super::Composer;
use super::draft::{Draft, Number};
use super::lines::line_items;
use super::look::Look;
use crate::geometry::Pt;
use crate::typeset::{self, Alignment, Fonts, LineEnd, Run, RunStyle, SetParagraph, Weight};

/// A paragraph with page numbers that are filled in when pages exist.
#[derive(Debug)]
pub struct Pending {
    paragraph: typeset::Paragraph,
    ends: Vec<LineEnd>,
    numbers: Vec<Number>,
    looks: HashMap<u32, Look>,
    sources: Arc<Sourced>,
    frame: Frame,
    /// The number of its first line in the layout.
    first: u32,
}

/// A line that was drawn again, from the column's left edge and the line's baseline.
#[derive(Clone, Debug)]
pub struct Redrawn {
    /// What it consists of.
    pub items: Vec<Item>,
    /// Whether it is a number of the contents, which stands alone.
    pub bare: bool,
}

impl Pending {
    /// Draws those lines again that have a number, each by its number in the layout. `page` says
    /// which page an anchor stands on, counted from 1. The words of the text that is drawn are noted in
    /// `places`.
    #[must_use]
    pub fn redraw(
        &self,
        fonts: &Fonts,
        page: impl Fn(Anchor) -> Option<usize>,
        places: &mut Places,
    ) -> Vec<(u32, Redrawn)> {
        let filled = Filled::new(self, page);
        let map = |at: usize| filled.place(at);
        let runs = self.paragraph.runs.iter();
        let runs = runs.map(|run| Run { start: map(run.start), ..run.clone() }).collect();
        let addresses = self.paragraph.addresses.iter();
        let addresses = addresses.map(|range| map(range.start)..map(range.end)).collect();
        let paragraph = typeset::Paragraph {
            text: Arc::from(filled.text.as_str()),
            runs,
            addresses,
            ..self.paragraph.clone()
        };
        let sources = self.sources.iter();
        let sources = sources.map(|(start, words)| (map(*start), words.clone())).collect();
        places.note(&paragraph.text, &Arc::new(sources));
        let ends: Vec<LineEnd> = self.ends.iter().map(|end| end.moved_to(map(end.at()))).collect();
        let start = |line: usize| line.checked_sub(1).map_or(0, |before| self.ends[before].at());
        let wanted = |line: usize| {
            let (from, to) = (start(line), self.ends[line].at());
            let next = self.numbers.partition_point(|number| number.range.end <= from);
            self.numbers.get(next).is_some_and(|number| number.range.start < to)
        };
        let lines = typeset::set_again(fonts, &paragraph, &ends, self.frame.width, wanted);
        let bare = self.paragraph.text.len() == self.numbers[0].range.len();
        let lines = lines.into_iter().zip(self.first..);
        lines
            .filter_map(|(line, number)| {
                let items = line_items(&line?, &self.looks, self.frame.x, number);
                Some((number, Redrawn { items, bare }))
            })
            .collect()
    }
}

/// A text with its numbers filled in.
struct Filled {
    text: String,
    /// The bytes of each number before and after.
    numbers: Vec<(Range<usize>, Range<usize>)>,
}

impl Filled {
    fn new(pending: &Pending, page: impl Fn(Anchor) -> Option<usize>) -> Self {
        let old = &*pending.paragraph.text;
        let mut filled = Self { text: String::with_capacity(old.len()), numbers: Vec::new() };
        let mut from = 0;
        for Number { range, anchor } in &pending.numbers {
            filled.text.push_str(&old[from..range.start]);
            let start = filled.text.len();
            match page(*anchor) {
                Some(page) => filled.text.push_str(&page.to_string()),
                None => filled.text.push_str(&old[range.clone()]),
            }
            filled.numbers.push((range.clone(), start..filled.text.len()));
            from = range.end;
        }
        filled.text.push_str(&old[from..]);
        filled
    }

    /// Where a byte of the text came to stand.
    fn place(&self, at: usize) -> usize {
        let next = self.numbers.partition_point(|(old, _)| old.start < at);
        match next.checked_sub(1).map(|before| &self.numbers[before]) {
            Some((old, new)) if at < old.end => (new.start + (at - old.start)).min(new.end),
            Some((old, new)) => new.end + (at - old.end),
            None => at,
        }
    }
}

impl Composer<'_> {
    /// A number that takes as much room as any that can stand in its place.
    pub(super) fn widest_number(&mut self, style: &RunStyle) -> String {
        let fonts = self.settings.fonts;
        let digit = *self.widest_digits.entry(style.weight).or_insert_with(|| widest(fonts, style));
        String::from(digit).repeat(self.settings.digits)
    }

    /// Keeps a paragraph that was set, where it has numbers to be filled in.
    pub(super) fn keep_numbers(
        &mut self,
        (paragraph, set): (typeset::Paragraph, &SetParagraph),
        draft: &Draft,
        frame: Frame,
    ) {
        if draft.numbers.is_empty() {
            return;
        }
        self.pending.push(Pending {
            paragraph,
            ends: set.ends.clone(),
            numbers: draft.numbers.clone(),
            looks: draft.looks.clone(),
            sources: Arc::clone(&draft.sources),
            frame,
            first: self.lines + 1,
        });
    }
}

/// The digit that takes the most room, 0 where several do.
fn widest(fonts: &Fonts, style: &RunStyle) -> char {
    let width = |digit: char| {
        let paragraph = typeset::Paragraph {
            text: Arc::from(String::from(digit)),
            runs: vec![Run { start: 0, style: style.clone(), tag: 0 }],
            direction: crate::language::Direction::LeftToRight,
            alignment: Alignment::Start,
            hyphenate: false,
            addresses: Vec::new(),
        };
        let set = typeset::set(fonts, &paragraph, Pt(style.size_millipoints as f32));
        set.lines.first().map_or(0.0, |line| line.width.0)
    };
    let mut best = ('0', width('0'));
    for digit in '1'..='9' {
        let width = width(digit);
        if width > best.1 {
            best = (digit, width);
        }
    }
    best.0
}

/// The digits by weight that were found to be the widest.
pub(super) type WidestDigits = HashMap<Weight, char>;
