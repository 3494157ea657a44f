//! Parts of a text in which a line must not end, or which keep an order of their own.

use std::ops::Range;

use super::addresses;
use crate::language::Language;
use crate::typeset::atoms::{self, AtomKind};
use crate::typeset::{glue, joined};

/// How a stretch of text is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Treatment {
    /// Like any other.
    Plain,
    /// Kept in one piece.
    Whole,
    /// A telephone number: kept in one piece and in order.
    Phone,
    /// A web or email address: kept in order, with the signs that stick to it, in bytes.
    Address { before: usize, after: usize },
    /// A number with its unit: kept in one piece and in order.
    Measure,
    /// The word between two numbers that are read together and the blanks around it: a line ends at
    /// neither of them.
    Joint,
}

/// Part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch<'t> {
    pub words: &'t str,
    pub treatment: Treatment,
}

/// Anything longer may not fit a line of a phone's screen, and is broken like other text.
const LONGEST: usize = 22;

/// A text in stretches, in order and without gaps.
pub(super) fn stretches<'t>(text: &'t str, language: &Language) -> Vec<Stretch<'t>> {
    let mut stretches = Vec::new();
    let mut from = 0;
    for (range, treatment) in special(text, language) {
        if range.start > from {
            stretches
                .push(Stretch { words: &text[from..range.start], treatment: Treatment::Plain });
        }
        from = range.end;
        stretches.push(Stretch { words: &text[range], treatment });
    }
    if from < text.len() {
        stretches.push(Stretch { words: &text[from..], treatment: Treatment::Plain });
    }
    stretches
}

/// The stretches that are not plain, in order; none overlap.
fn special(text: &str, language: &Language) -> Vec<(Range<usize>, Treatment)> {
    let mut special: Vec<(Range<usize>, Treatment)> = atoms::find(text)
        .into_iter()
        .map(|atom| match atom.kind {
            AtomKind::Phone => (atom.range, Treatment::Phone),
            AtomKind::Address => with_signs(text, atom.range),
            AtomKind::Measure => (atom.range, Treatment::Measure),
        })
        .collect();
    let apart = |range: &Range<usize>| {
        special.iter().all(|(atom, _)| atom.end <= range.start || range.end <= atom.start)
    };
    let short = |range: &Range<usize>| text[range.clone()].chars().count() <= LONGEST;
    let glued: Vec<_> = glued(text, language).into_iter().filter(apart).filter(short).collect();
    special.extend(glued.into_iter().map(|range| (range, Treatment::Whole)));
    special.sort_by_key(|(range, _)| range.start);
    let joints = joints(text, language, &special);
    special.extend(joints.into_iter().map(|range| (range, Treatment::Joint)));
    special.sort_by_key(|(range, _)| range.start);
    special
}

/// What joins the numbers of ranges that fit a line of a phone's screen: the blanks of `10 to 14 days`,
/// with the words around them that are in no stretch of their own.
fn joints(
    text: &str,
    language: &Language,
    special: &[(Range<usize>, Treatment)],
) -> Vec<Range<usize>> {
    let within = |at: usize| special.iter().map(|it| &it.0).find(|it| it.start < at && at < it.end);
    let blanks = text.match_indices(' ').map(|(at, _)| at..at + 1);
    let blanks = blanks
        .filter(|blank| joined::is_in_range(text, blank.end, language))
        .filter(|blank| within(blank.start).is_none() && within(blank.end).is_none());
    // Each row of numbers with all that stays on its line.
    let mut rows: Vec<(Range<usize>, Vec<Range<usize>>)> = Vec::new();
    for blank in blanks {
        let start = text[..blank.start].rfind(' ').map_or(0, |before| before + 1);
        let start = within(start).map_or(start, |it| it.start);
        let end = text[blank.end..].find(' ').map_or(text.len(), |after| blank.end + after);
        let end = within(end).map_or(end, |it| it.end);
        match rows.last_mut() {
            Some((row, blanks)) if start < row.end => {
                row.end = end;
                blanks.push(blank);
            }
            _ => rows.push((start..end, vec![blank])),
        }
    }
    let short = |row: &Range<usize>| text[row.clone()].chars().count() <= LONGEST;
    let mut joints: Vec<Range<usize>> = Vec::new();
    for blank in rows.into_iter().filter(|(row, _)| short(row)).flat_map(|(_, blanks)| blanks) {
        let apart = |last: &Range<usize>| {
            text[last.end..blank.start].contains(' ')
                || special.iter().any(|(it, _)| last.end < it.end && it.start < blank.start)
        };
        match joints.last_mut().filter(|last| !apart(last)) {
            Some(last) => last.end = blank.end,
            None => joints.push(blank),
        }
    }
    joints.into_iter().map(|joint| with_numbers(text, joint, special)).collect()
}

/// A joint with the numbers beside it that are in no stretch of their own: where lines are chosen
/// together (`text-wrap: pretty`), browsers end one before a stretch that begins with a blank.
fn with_numbers(
    text: &str,
    joint: Range<usize>,
    special: &[(Range<usize>, Treatment)],
) -> Range<usize> {
    let free = |range: &Range<usize>| {
        special.iter().all(|(it, _)| it.end <= range.start || range.end <= it.start)
    };
    let start = text[..joint.start].rfind(' ').map_or(0, |before| before + 1);
    let end = text[joint.end..].find(' ').map_or(text.len(), |after| joint.end + after);
    let start = if free(&(start..joint.start)) { start } else { joint.start };
    let end = if free(&(joint.end..end)) { end } else { joint.end };
    start..end
}

/// An address with the signs that stick to it.
fn with_signs(text: &str, address: Range<usize>) -> (Range<usize>, Treatment) {
    let before = addresses::stuck_before(&text[..address.start]);
    let after = addresses::stuck_after(&text[address.end..]);
    (address.start - before..address.end + after, Treatment::Address { before, after })
}

/// Words that hold together, each group from its first letter to its last.
fn glued(text: &str, language: &Language) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices(' ') {
        if !glue::holds(text, at + 1, language) {
            continue;
        }
        let start = text[..at].rfind(' ').map_or(0, |before| before + 1);
        let end = text[at + 1..].find(' ').map_or(text.len(), |after| at + 1 + after);
        match groups.last_mut() {
            Some(group) if group.end > start => group.end = end,
            _ => groups.push(start..end),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stretches that are not plain, with a letter for each one's treatment.
    fn marked(text: &str) -> String {
        let language = Language::english();
        let stretches = stretches(text, &language);
        assert_eq!(stretches.iter().map(|stretch| stretch.words).collect::<String>(), text);
        let marked = stretches.iter().filter_map(|stretch| match stretch.treatment {
            Treatment::Plain => None,
            Treatment::Whole => Some(format!("w:{}", stretch.words)),
            Treatment::Phone => Some(format!("p:{}", stretch.words)),
            Treatment::Address { .. } => Some(format!("a:{}", stretch.words)),
            Treatment::Measure => Some(format!("m:{}", stretch.words)),
            Treatment::Joint => Some(format!("j:{}", stretch.words.replace(' ', "_"))),
        });
        marked.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn telephone_numbers_and_addresses_are_found() {
        let text = "Call 0808 008 7054, or see (www.example.org).";
        assert_eq!(marked(text), "p:0808 008 7054 | a:(www.example.org).");
    }

    #[test]
    fn numbers_hold_their_units_and_dates_stay_whole() {
        assert_eq!(marked("Take 5 mg on 1 March 2026"), "m:5 mg | w:1 March 2026");
        assert_eq!(marked("nothing here"), "");
    }

    #[test]
    fn numbers_that_are_read_together_are_joined() {
        for (text, expected) in [
            ("off, 10 to 14 days later", "j:10_to_ | w:14 days"),
            ("open 9am to 5pm, or 5 mg to 10 mg", "j:9am_to_5pm, | m:5 mg | j:_to_ | m:10 mg"),
            ("between 2 and 3, 1 – 2 tablets", "j:2_and_3, | w:1 – | j:_2"),
            ("1 or 2 or 3 of them, to 14 people", "j:1_or_2_or_3"),
            ("1 March 2026 to 2 March 2026", "w:1 March 2026 | w:2 March 2026"),
            ("see www.example.org or 2 to 3", "a:www.example.org | j:2_to_3"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn what_is_too_long_for_a_phone_is_broken_like_other_text() {
        assert_eq!(marked("Prof. J. A. B. C. D. E. F. Jones"), "");
    }
}
