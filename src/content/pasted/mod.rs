//! Lists and tables that are typed or pasted into a string as lines of text.
//!
//! Word, the web and PDFs give lists as lines that begin with a sign, and tables as lines with tabs.
//! [`find`] takes the lines of a string apart into [`Part`]s, none left out and none moved;
//! [`Pasted::advice`] says what to write instead where the string stands, as a change to the file
//! where that is sure.

mod advice;
mod doubts;
mod headings;
mod holder;
mod html;
mod lists;
mod openings;
mod tables;
mod write;

use super::signs::Sign;
use super::strings;
use crate::source::{Sources, Span};

pub use headings::{Heading, headings};
pub use holder::Holder;
pub(in crate::content) use html::{Html, read as read_html};
pub(in crate::content) use openings::{is_symbol_font, of_symbol_font};

/// A line of a string, decoded.
#[derive(Clone, Debug)]
struct Line {
    /// Its characters without the line's end.
    text: String,
    /// First byte in the file of what is shown of it, and one past its first sign.
    start: u32,
    sign_end: u32,
    /// The sign that may make it an item.
    opening: Option<openings::Opening>,
    /// The places in the file of its characters.
    places: Vec<(u32, u32)>,
}

/// A stretch of lines.
#[derive(Clone, Debug)]
enum Part {
    /// Words as they are: indices of lines.
    Words(std::ops::Range<usize>),
    List(lists::List),
    Table(tables::Table),
    /// A line that begins with #.
    Heading(headings::Marked),
}

/// A string whose lines are more than words.
#[derive(Clone, Debug)]
pub struct Pasted {
    /// The string with its quotes.
    span: Span,
    lines: Vec<Line>,
    parts: Vec<Part>,
    /// Where it stands.
    pub holder: Holder,
}

/// The lists and tables in a string; `span` is its place with its quotes.
#[must_use]
pub fn find(sources: &Sources, span: Span) -> Option<Pasted> {
    let literal = sources.snippet(span);
    if is_a_line_of_words(literal) {
        return None;
    }
    let lines: Vec<Line> = lines(literal, span).into_iter().flat_map(Line::parted).collect();
    if lines.len() < 2 && headings::marked(&lines, 0).is_none() {
        return None;
    }
    let holder = Holder::of(&sources.file(span.source).text, span.start as usize);
    let parts = parts(&lines, &holder);
    let pasted = Pasted { span, lines, parts, holder };
    pasted.parts.iter().any(|part| !matches!(part, Part::Words(_))).then_some(pasted)
}

/// Whether a string is one line in which no list, table or heading can be: most are.
fn is_a_line_of_words(literal: &str) -> bool {
    let parts = |c: char| {
        matches!(c, '\\' | '\n' | '\u{2028}' | '\u{2029}' | '\u{B}' | '#' | '(') || c.is_numeric()
    };
    !literal.contains(parts)
}

/// The blocks that lines of words are, without their line `[[block]]`, and whether that is sure.
pub(super) fn blocks(text: &str) -> (Vec<String>, bool) {
    let span = Span::top(Sources::new().add("", text));
    let lines: Vec<Line> = text.split('\n').map(|line| Line::new(line.into(), &[], span)).collect();
    let holder = Holder::Block;
    let parts = parts(&lines, &holder);
    let pasted = Pasted { span, lines, parts, holder };
    let written = pasted.parts.iter().filter_map(|part| pasted.written(part)).collect();
    (written, pasted.parts.iter().all(|part| pasted.is_sure(part)))
}

/// The length of a number that is typed before a heading: "3. What to take", "2.1 What to take".
#[must_use]
pub fn number_before(text: &str) -> Option<usize> {
    use openings::{Mark, Style};
    let opening = openings::opening(text)?;
    let words = text.get(opening.words..)?;
    let counts = matches!(
        opening.mark,
        Mark::Number(_, Style::Stop | Style::Bracket | Style::Brackets | Style::Tab)
            | Mark::Part(..)
    );
    let heading = words.starts_with(char::is_uppercase);
    let belongs = doubts::belong_to_words(opening.mark, &[words]);
    (counts && heading && !belongs).then_some(opening.words)
}

/// A table of rows of cells, whose first row heads the columns.
pub(super) fn table(rows: Vec<Vec<String>>) -> String {
    write::table(&tables::Table { rows, headed: true, first: 0, sure: false, doubt: None })
}

impl Part {
    fn list(&self) -> Option<&lists::List> {
        match self {
            Self::List(list) => Some(list),
            Self::Words(_) | Self::Table(_) | Self::Heading(_) => None,
        }
    }
}

impl Pasted {
    /// The place of the first sign of each list, and whether it is numbered.
    pub fn lists(&self) -> impl Iterator<Item = (Span, &'static str)> {
        let lists = self.parts.iter().filter_map(Part::list);
        lists.map(|list| (self.place(list.first), list.key))
    }

    /// The places of the signs of all lines of its lists that begin with one.
    pub(in crate::content) fn signs(&self) -> impl Iterator<Item = Span> {
        let lists = self.parts.iter().filter_map(Part::list);
        let lines = lists.flat_map(|list| list.first..list.end.min(self.lines.len()));
        let marked = lines.filter(|at| self.lines[*at].opening.is_some());
        marked.map(|at| self.place(at))
    }

    /// The place of the first line of each table.
    pub fn tables(&self) -> impl Iterator<Item = Span> {
        self.parts.iter().filter_map(|part| match part {
            Part::Table(table) => Some(self.place(table.first)),
            Part::Words(_) | Part::List(_) | Part::Heading(_) => None,
        })
    }

    /// Whether lines in it begin with #.
    #[must_use]
    pub fn has_headings(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Heading(_)))
    }

    /// The sign that a line begins with.
    fn place(&self, line: usize) -> Span {
        let line = &self.lines[line];
        let end = match line.opening {
            Some(opening) if opening.length > 1 => line.start + opening.length as u32,
            _ => line.sign_end,
        };
        Span { source: self.span.source, start: line.start, end: end.min(self.span.end) }
    }
}

fn lines(literal: &str, span: Span) -> Vec<Line> {
    let signs = strings::decode(literal, span).signs;
    signs
        .split(|sign| matches!(sign.c, '\n' | '\u{2028}' | '\u{2029}' | '\u{B}'))
        .map(|signs| {
            let text: String = signs.iter().map(|sign| sign.c).filter(|c| *c != '\r').collect();
            Line::new(text, signs, span)
        })
        .collect()
}

impl Line {
    fn new(text: String, signs: &[Sign], span: Span) -> Self {
        let shown = signs.iter().find(|sign| !sign.is_space()).or(signs.first());
        let opening = openings::opening(&text);
        let (start, sign_end) =
            shown.map_or((span.start, span.start), |sign| (sign.start, sign.end));
        let places = signs.iter().filter(|sign| sign.c != '\r').map(|sign| (sign.start, sign.end));
        Self { text, start, sign_end, opening, places: places.collect() }
    }

    /// Its parts as lines of their own where it holds several numbers: "Bring: 1) … 2) …".
    fn parted(self) -> Vec<Self> {
        let starts = openings::numbers(&self.text);
        if starts.is_empty() {
            return vec![self];
        }
        let ends = starts.iter().copied().skip(1).chain([self.text.len()]);
        let mut ranges: Vec<_> = starts.iter().copied().zip(ends).collect();
        if !self.text[..starts[0]].trim().is_empty() {
            ranges.insert(0, (0, starts[0]));
        }
        let part = |(start, end): (usize, usize)| {
            let text = self.text[start..end].trim_end().to_owned();
            let first = self.text[..start].chars().count();
            let (start, sign_end) =
                self.places.get(first).copied().unwrap_or((self.start, self.sign_end));
            Self { opening: openings::opening(&text), text, start, sign_end, places: Vec::new() }
        };
        ranges.into_iter().map(part).collect()
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }
}

fn parts(lines: &[Line], holder: &Holder) -> Vec<Part> {
    let finder = lists::Finder::new(lines, holder);
    let mut parts = Vec::new();
    let (mut at, mut words) = (0, 0);
    while at < lines.len() {
        let table = tables::at(lines, at).map(|(table, end)| (Some(Part::Table(table)), end));
        let heading = || headings::marked(lines, at).map(|it| (Some(Part::Heading(it)), at + 1));
        let list = || finder.at(at).map(|(list, end)| (list.map(Part::List), end));
        match table.or_else(list).or_else(heading) {
            Some((Some(part), end)) => {
                if words < at {
                    parts.push(Part::Words(words..at));
                }
                parts.push(part);
                (at, words) = (end, end);
            }
            Some((None, end)) => at = end,
            None => at += 1,
        }
    }
    if words < lines.len() {
        parts.push(Part::Words(words..lines.len()));
    }
    parts
}

/// A line's words as an item or a cell: without a line break at its end.
fn trimmed(text: &str) -> &str {
    let text = text.trim();
    match text.strip_suffix("//") {
        Some(rest) if !rest.ends_with([':', '/']) => rest.trim_end(),
        _ => text,
    }
}
