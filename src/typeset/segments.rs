//! Divides a paragraph into stretches that can each be shaped at once.

use std::ops::Range;

use icu_segmenter::GraphemeClusterSegmenter;
use unicode_script::{Script, UnicodeScript};

use super::characters::{Drawn, drawn, is_blank};
use super::habits::Habits;
use super::{Fonts, Paragraph};

/// A stretch before it is shaped: blanks or no blanks, of one run, level, script and family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) range: Range<usize>,
    /// Index of its run.
    pub(super) run: usize,
    pub(super) level: u8,
    pub(super) script: Script,
    pub(super) family: usize,
    pub(super) blank: bool,
}

/// A stretch this long ends at the next place where a line may, so that no stretch grows with the
/// paragraph where there are no blanks, as in Chinese or Thai.
const LONG: usize = 48;

/// No stretch is longer, unless it is a single character with so many marks.
const LONGEST: usize = 1024;

/// The stretches of a paragraph in order. `opportunities` are the places where a line may end,
/// `levels` the embedding levels of its bytes.
pub(super) fn divide(
    fonts: &Fonts,
    paragraph: &Paragraph,
    opportunities: &[usize],
    levels: Option<&[u8]>,
) -> Vec<Segment> {
    let text = &*paragraph.text;
    let script = text.chars().map(script_of).find(is_real).unwrap_or(Script::Latin);
    let habits = paragraph.runs.first().map(|run| Habits::of(&run.style.language));
    let Some(habits) = habits else { return Vec::new() };
    let habits = (0, habits);
    // Words and the blanks between them.
    let segments = Vec::with_capacity(2 * opportunities.len() + 2);
    let mut segmenter = Segmenter { fonts, paragraph, levels, script, run: 0, habits, segments };
    let mut opportunities = opportunities.iter().copied().peekable();
    let mut start = 0;
    while start < text.len() {
        let blank = text[start..].starts_with(is_blank);
        let end = text[start..].find(|c| is_blank(c) != blank).map_or(text.len(), |at| start + at);
        if blank {
            segmenter.blanks(start..end);
        } else {
            let mut from = start;
            while let Some(at) = opportunities.next_if(|at| *at < end) {
                // A soft hyphen does not part a word.
                if at > from && !text[..at].ends_with('\u{AD}') {
                    segmenter.word(from..at, from == start || segmenter.last_is_long());
                    from = at;
                }
            }
            segmenter.word(from..end, from == start || segmenter.last_is_long());
        }
        start = end;
    }
    segmenter.lend_families_to_leading_blanks();
    parted(segmenter.segments, text)
}

/// Words of thousands of letters in parts, since to cut a stretch takes as long as it is.
fn parted(segments: Vec<Segment>, text: &str) -> Vec<Segment> {
    if segments.iter().all(|segment| segment.range.len() <= LONGEST) {
        return segments;
    }
    let mut parts = Vec::with_capacity(segments.len());
    for segment in segments {
        let Range { mut start, end } = segment.range;
        if end - start > LONGEST {
            let clusters = GraphemeClusterSegmenter::new();
            let places: Vec<usize> = clusters
                .segment_str(&text[start..end])
                .map(|at| segment.range.start + at)
                .collect();
            for at in places {
                if at - start >= LONGEST && at < end {
                    parts.push(Segment { range: start..at, ..segment.clone() });
                    start = at;
                }
            }
        }
        parts.push(Segment { range: start..end, ..segment });
    }
    parts
}

struct Segmenter<'a> {
    fonts: &'a Fonts,
    paragraph: &'a Paragraph,
    levels: Option<&'a [u8]>,
    /// The script of the last character that has one of its own.
    script: Script,
    /// The run of the last stretch.
    run: usize,
    /// A run and how its language is written.
    habits: (usize, Habits),
    segments: Vec<Segment>,
}

impl Segmenter<'_> {
    fn level(&self, at: usize) -> u8 {
        self.levels.map_or(0, |levels| levels[at])
    }

    fn run_at(&mut self, at: usize) -> usize {
        let runs = &self.paragraph.runs;
        while runs.get(self.run + 1).is_some_and(|next| next.start <= at) {
            self.run += 1;
        }
        self.run
    }

    fn blanks(&mut self, range: Range<usize>) {
        let mut ends_line = true;
        let family = self.segments.last().map_or(UNKNOWN, |segment| segment.family);
        for (at, c) in self.paragraph.text[range.clone()].char_indices() {
            let at = range.start + at;
            let piece = Segment {
                range: at..at + c.len_utf8(),
                run: self.run_at(at),
                level: self.level(at),
                script: self.script,
                family,
                blank: true,
            };
            self.push(piece, ends_line);
            ends_line = drawn(c) == Drawn::LineEnd;
        }
    }

    fn last_is_long(&self) -> bool {
        self.segments.last().is_some_and(|last| last.range.len() >= LONG)
    }

    /// Divides a word, or a part of one after which a line may end.
    fn word(&mut self, range: Range<usize>, mut fresh: bool) {
        let paragraph = self.paragraph;
        let word = &paragraph.text[range.clone()];
        let script = word.chars().map(script_of).find(is_real).unwrap_or(self.script);
        let run = self.run_at(range.start);
        let style = &paragraph.runs[run].style;
        if self.habits.0 != run {
            self.habits = (run, Habits::of(&style.language));
        }
        let habits = self.habits.1;
        if word.is_ascii()
            && self.levels.is_none()
            && paragraph.runs.get(run + 1).is_none_or(|next| next.start >= range.end)
            && let Some(family) = self.fonts.sole_family(word, script, habits, style)
        {
            self.script = script;
            self.push(Segment { range, run, level: 0, script, family, blank: false }, fresh);
            return;
        }
        let shares = self.fonts.share_out(word, script, habits, style);
        let mut shares = shares.into_iter().peekable();
        for (at, c) in word.char_indices() {
            shares.next_if(|share| share.end <= at);
            let family = shares.peek().expect("shares cover the word").family;
            // Marks take the script of what they stand on; so do digits and punctuation.
            let own = Some(script_of(c)).filter(is_real);
            self.script = own.unwrap_or(if at == 0 { script } else { self.script });
            let at = range.start + at;
            let letter = Segment {
                range: at..at + c.len_utf8(),
                run: self.run_at(at),
                level: self.level(at),
                script: self.script,
                family,
                blank: false,
            };
            self.push(letter, std::mem::take(&mut fresh));
        }
    }

    /// Adds a stretch to the last one where both are of a kind and no `fresh` one is called for.
    fn push(&mut self, segment: Segment, fresh: bool) {
        match self.segments.last_mut() {
            Some(last)
                if !fresh
                    && last.run == segment.run
                    && last.level == segment.level
                    && last.script == segment.script
                    && last.family == segment.family =>
            {
                last.range.end = segment.range.end;
            }
            _ => self.segments.push(segment),
        }
    }

    fn lend_families_to_leading_blanks(&mut self) {
        let lent = self.segments.iter().find(|segment| segment.family != UNKNOWN);
        let lent = lent.map_or(UNKNOWN, |segment| segment.family);
        for segment in self.segments.iter_mut().take_while(|segment| segment.family == UNKNOWN) {
            segment.family = match lent {
                UNKNOWN => self.fonts.order(Script::Latin, false).next().unwrap_or(0),
                lent => lent,
            };
        }
    }
}

/// The family of blanks before the first word.
const UNKNOWN: usize = usize::MAX;

fn script_of(c: char) -> Script {
    if c.is_ascii_alphabetic() { Script::Latin } else { c.script() }
}

fn is_real(script: &Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}
