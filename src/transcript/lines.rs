//! Lines of at most 72 columns: wrapping, margins, underlines and the blank lines between.

use icu_segmenter::LineSegmenter;
use unicode_width::UnicodeWidthStr;

use super::order::Order;
use crate::language::{Direction, Language};
use crate::typeset::glue;

/// Columns of a line. An email keeps its lines whole at this width, even when quoted in a reply.
const COLUMNS: usize = 72;

/// However deep it is nested, a paragraph keeps this many columns.
const FEWEST_COLUMNS: usize = 24;

/// How a heading is underlined, from the highest down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Underline {
    /// The booklet's title, also with a line over it.
    Title,
    /// A chapter.
    Chapter,
    /// A heading in a chapter.
    Heading,
    /// A heading under that.
    Subheading,
}

impl Underline {
    fn sign(self) -> &'static str {
        match self {
            Self::Title | Self::Chapter => "=",
            Self::Heading => "-",
            Self::Subheading => "~",
        }
    }
}

/// The text as it grows.
#[derive(Debug)]
pub(super) struct Lines {
    text: String,
    /// The language of what is being written, which says what stays on a line.
    pub(super) language: Language,
    /// The direction of the text as a whole.
    direction: Direction,
    /// What every line begins with.
    margin: String,
    /// Blank lines due before the next line, with the margin that they have.
    gap: Option<(usize, String)>,
}

/// A margin to go back to.
#[derive(Debug)]
#[must_use]
pub(super) struct Margin(usize);

impl Lines {
    pub(super) fn new(language: Language) -> Self {
        let direction = language.direction();
        Self { text: String::new(), language, direction, margin: String::new(), gap: None }
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Moves what follows in, after `with`.
    pub(super) fn indent(&mut self, with: &str) -> Margin {
        let before = Margin(self.margin.len());
        self.margin.push_str(with);
        before
    }

    /// Moves what follows back out.
    pub(super) fn outdent(&mut self, to: Margin) {
        self.margin.truncate(to.0);
    }

    /// Asks for blank lines before the next line; of several wishes the largest counts.
    pub(super) fn gap(&mut self, lines: usize) {
        if self.text.is_empty() || self.gap.as_ref().is_some_and(|(asked, _)| *asked >= lines) {
            return;
        }
        self.gap = Some((lines, self.margin.trim_end().to_owned()));
    }

    /// A paragraph after a blank line.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.gap(1);
        self.hanging("", "", text);
    }

    /// Words directly under the last line.
    pub(super) fn line(&mut self, text: &str) {
        self.hanging("", "", text);
    }

    /// Words whose first line follows `first` and whose other lines follow `rest`.
    pub(super) fn hanging(&mut self, first: &str, rest: &str, text: &str) {
        let room = self.room().saturating_sub(first.width().max(rest.width())).max(FEWEST_COLUMNS);
        let mut lead = first;
        let mut order = Order::new(self.language.direction(), self.direction);
        for line in wrap(text, room, &self.language.clone()) {
            self.push(lead, &order.line(line));
            lead = rest;
        }
    }

    /// A heading after a blank line, underlined as wide as its widest line.
    pub(super) fn heading(&mut self, text: &str, underline: Underline) {
        let lines = wrap(text, self.room(), &self.language);
        let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
        let rule = underline.sign().repeat(widest.min(self.room()));
        self.gap(1);
        if underline == Underline::Title {
            self.push("", &rule);
        }
        self.line(text);
        self.push("", &rule);
    }

    /// Empty lines to write on.
    pub(super) fn rules(&mut self, count: u32) {
        let rule = "_".repeat(self.room());
        for _ in 0..count {
            self.gap(1);
            self.push("", &rule);
        }
    }

    fn room(&self) -> usize {
        COLUMNS.saturating_sub(self.margin.width()).max(FEWEST_COLUMNS)
    }

    fn push(&mut self, lead: &str, line: &str) {
        if let Some((count, margin)) = self.gap.take() {
            for _ in 0..count {
                self.text.push_str(&margin);
                self.text.push('\n');
            }
        }
        let start = self.text.len();
        self.text.push_str(&self.margin);
        self.text.push_str(lead);
        self.text.push_str(line);
        self.text.truncate(start + self.text[start..].trim_end().len());
        self.text.push('\n');
    }
}

/// The lines of a text, filled one after the other; a line end in the text ends a line.
fn wrap<'t>(text: &'t str, columns: usize, language: &Language) -> Vec<&'t str> {
    text.split('\n').flat_map(|line| fill(line, columns, language)).collect()
}

fn fill<'t>(text: &'t str, columns: usize, language: &Language) -> Vec<&'t str> {
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, 0);
    for next in breaks(text, language) {
        if end > start && text[start..next].trim_end().width() > columns {
            lines.push(text[start..end].trim_end());
            start = end;
        }
        end = next;
    }
    lines.push(text[start..].trim_end());
    lines
}

/// Where a line may end: UAX 14, but after a space or between letters that are written without
/// spaces, so that an address is whole on its line and can be clicked or copied. Numbers keep their
/// units, and dates stay whole.
fn breaks<'t>(text: &'t str, language: &Language) -> impl Iterator<Item = usize> + 't {
    let language = language.clone();
    LineSegmenter::new_auto(Default::default())
        .segment_str(text)
        .filter(move |&at| at > 0 && (at == text.len() || may_break(text, at, &language)))
}

fn may_break(text: &str, at: usize, language: &Language) -> bool {
    let before = text[..at].trim_end_matches(' ');
    let last = before.chars().next_back();
    let next = text[at..].chars().next();
    if before.len() == at {
        return [last, next].into_iter().flatten().any(|letter| !letter.is_ascii());
    }
    let numeral = |sign: char| sign.is_ascii_digit() || "()".contains(sign);
    let within_number = last.is_some_and(numeral) && next.is_some_and(numeral);
    !within_number && !glue::holds(text, at, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns, &Language::english())
    }

    #[test]
    fn lines_are_filled_at_spaces() {
        assert_eq!(wrapped("one two three four", 9), ["one two", "three", "four"]);
    }

    #[test]
    fn a_telephone_number_is_never_broken() {
        assert_eq!(wrapped("call 0808 008 7054 now", 16), ["call", "0808 008 7054", "now"]);
        assert_eq!(
            wrapped("call +44 (0)20 7946 0321 now", 16),
            ["call", "+44 (0)20 7946 0321", "now"]
        );
    }

    #[test]
    fn numbers_keep_their_units_and_dates_stay_whole() {
        assert_eq!(wrapped("take up to 20 mg daily", 13), ["take up to", "20 mg daily"]);
        assert_eq!(
            wrapped("reviewed on 12 October 2026 by us", 16),
            ["reviewed on", "12 October 2026", "by us"]
        );
    }

    #[test]
    fn an_address_is_never_broken() {
        let text = "at www.patients-association.org.uk/a/b today";
        assert_eq!(wrapped(text, 20), ["at", "www.patients-association.org.uk/a/b", "today"]);
    }

    #[test]
    fn chinese_and_thai_are_broken_without_spaces() {
        assert_eq!(wrapped("请给我们打电话", 8), ["请给我们", "打电话"]);
        assert!(wrapped("คุณสามารถขอความเห็นที่สองได้", 12).len() > 1);
    }

    #[test]
    fn wrapping_loses_no_letter() {
        let text = "A word, another; 0808 008 7054 – and 「請打電話」 at www.example.org/a-b.";
        for columns in 1..60 {
            let joined: String = wrapped(text, columns).concat();
            let letters = |text: &str| text.replace(' ', "");
            assert_eq!(letters(&joined), letters(text), "at {columns} columns");
        }
    }

    #[test]
    fn an_edited_sentence_leaves_the_lines_before_it_alone() {
        let before = wrapped("The first sentence stays. The second one is short.", 20);
        let after = wrapped("The first sentence stays. The second one has grown much longer.", 20);
        assert_eq!(before[..2], after[..2]);
    }

    #[test]
    fn the_largest_gap_counts_and_the_text_begins_without_one() {
        let mut lines = Lines::new(Language::english());
        lines.gap(2);
        lines.line("one");
        lines.gap(2);
        lines.gap(1);
        lines.line("two");
        assert_eq!(lines.finish(), "one\n\n\ntwo\n");
    }

    #[test]
    fn blank_lines_within_a_margin_have_its_bar() {
        let mut lines = Lines::new(Language::english());
        lines.line("over");
        lines.gap(1);
        let margin = lines.indent("| ");
        lines.line("one");
        lines.paragraph("two");
        lines.outdent(margin);
        lines.paragraph("under");
        assert_eq!(lines.finish(), "over\n\n| one\n|\n| two\n\nunder\n");
    }
}
