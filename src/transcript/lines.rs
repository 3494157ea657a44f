//! Lines of plain text: a paragraph is one, whatever its length, and blank lines part them.
//!
//! Programs that show mail, screen readers and braille displays break lines where their readers
//! have room; a line that was broken before is broken twice there, and heard with a pause.

use super::order::Order;
use crate::language::{Direction, Language};

/// Headings, from the highest down.
///
/// They have no underlines, which are heard as "equals equals equals", and no numbers, which no
/// other edition has and which would run into a title's own: "2. 5 mg" is heard as two point five.
/// Blank lines tell them to the hand and the eye, and to whoever listens line by line. To the ear that
/// listens on, a subheading leads over to its words with a colon, as a term does to its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// The booklet's title.
    Title,
    /// A chapter, or a part that is none of the author's.
    Chapter,
    /// A heading in a chapter.
    Heading,
    /// A heading under that: its words stand right under it.
    Subheading,
}

impl Level {
    /// Blank lines before it.
    fn gap(self) -> usize {
        match self {
            Self::Title => 0,
            Self::Chapter => 3,
            Self::Heading => 2,
            Self::Subheading => 1,
        }
    }
}

/// The text as it grows.
#[derive(Debug)]
pub(super) struct Lines {
    text: String,
    /// The language of what is being written.
    pub(super) language: Language,
    /// The direction of the text as a whole.
    direction: Direction,
    /// What every line begins with.
    margin: String,
    /// Blank lines due before the next line.
    gap: usize,
    /// Whether the next line stands right under the last one, whoever asks for a blank line.
    leads: bool,
}

/// A margin to go back to.
#[derive(Debug)]
#[must_use]
pub(super) struct Margin(usize);

impl Lines {
    pub(super) fn new(language: Language) -> Self {
        let direction = language.direction();
        let (text, margin) = (String::new(), String::new());
        Self { text, language, direction, margin, gap: 0, leads: false }
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
        if !self.text.is_empty() && !self.leads {
            self.gap = self.gap.max(lines);
        }
    }

    /// The same, for what stands off from a subheading too.
    pub(super) fn stand_off(&mut self, lines: usize) {
        self.leads = false;
        self.gap(lines);
    }

    /// A paragraph after a blank line.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.gap(1);
        self.line(text);
    }

    /// Words directly under the last line; a line end in them is one that the author asked for.
    pub(super) fn line(&mut self, text: &str) {
        self.marked("", text);
    }

    /// Words after a marker.
    pub(super) fn marked(&mut self, marker: &str, text: &str) {
        let mut lead = marker;
        let mut order = Order::new(self.language.direction(), self.direction);
        for line in text.split('\n') {
            self.push(lead, &order.line(line));
            lead = "";
        }
    }

    /// A heading, and the blank lines that tell it.
    pub(super) fn heading(&mut self, text: &str, level: Level) {
        self.stand_off(level.gap());
        self.line(text);
        match level {
            Level::Subheading => self.leads = true,
            Level::Title | Level::Chapter | Level::Heading => self.gap(1),
        }
    }

    fn push(&mut self, lead: &str, line: &str) {
        self.leads = false;
        let gap = std::mem::take(&mut self.gap);
        self.text.extend(std::iter::repeat_n('\n', gap));
        let start = self.text.len();
        self.text.push_str(&self.margin);
        self.text.push_str(lead);
        self.text.push_str(line);
        self.text.truncate(start + self.text[start..].trim_end().len());
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn words_stand_right_under_a_subheading_and_headings_never() {
        let mut lines = Lines::new(Language::english());
        lines.heading("over", Level::Heading);
        lines.heading("under:", Level::Subheading);
        lines.heading("once more:", Level::Subheading);
        lines.paragraph("one");
        lines.paragraph("two");
        lines.heading("last:", Level::Subheading);
        lines.stand_off(1);
        lines.line("three");
        assert_eq!(lines.finish(), "over\n\nunder:\n\nonce more:\none\n\ntwo\n\nlast:\n\nthree\n");
    }

    #[test]
    fn a_margin_is_no_part_of_blank_lines() {
        let mut lines = Lines::new(Language::english());
        let margin = lines.indent("  ");
        lines.line("one");
        lines.paragraph("two");
        lines.outdent(margin);
        lines.line("three");
        assert_eq!(lines.finish(), "  one\n\n  two\nthree\n");
    }
}
