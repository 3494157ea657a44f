//! Several numbers in one text, each as its author has to write it by itself.

use std::ops::Range;

use super::doubt::{Listed, Way};
use super::extensions;
use super::home::Home;
use super::labels::{self, Dials};
use super::runs::Run;
use super::signs::is_dash;
use crate::language::Telephone;

/// A number of several in a text.
struct Part<'a> {
    run: &'a Run,
    groups: Range<usize>,
    /// Whether the plan knows it as a whole number, and as a short one.
    known: Option<bool>,
}

/// The numbers of runs, in order. `dials` says what is dialled for a number that was written in full; `labelled`: with the words of each.
pub(super) fn list(
    text: &str,
    runs: &[&Run],
    home: &Home,
    (dials, labelled): (Dials<'_>, bool),
) -> Vec<Listed> {
    let parts: Vec<Part<'_>> = runs.iter().flat_map(|run| parts(run, text, home)).collect();
    let mut listed: Vec<Listed> = Vec::new();
    let (mut last, mut end): (Option<&Part<'_>>, usize) = (None, 0);
    let mut places: Vec<Range<usize>> = Vec::new();
    for part in &parts {
        let place = part.place();
        let behind_extension = || {
            last.is_some_and(|first| extensions::are_named(&text[first.place().end..place.start]))
        };
        let written = match last {
            // What follows the digits of an extension is no end of the number before it.
            Some(_) if !part.is_whole(text) && behind_extension() => None,
            Some(first) if !part.is_whole(text) => {
                completed((first, part), text, &|whole| dials(whole).is_some())
            }
            _ => Some(part.written(text).to_owned()),
        };
        let start = part.run.groups[part.groups.start].range.start;
        listed.push(Listed { written, words: None, way: way(&text[end..start.max(end)]) });
        end = part.run.groups[part.groups.end - 1].range.end;
        places.push(place);
        // An end belongs to the whole number before it.
        if part.known == Some(false) {
            last = Some(part);
        }
    }
    if labelled {
        labels::add(text, &places, &mut listed, dials);
    }
    listed
}

/// A run's numbers, without hours behind them; what is none by the plan reaches to the next stroke.
fn parts<'a>(run: &'a Run, text: &str, home: &Home) -> Vec<Part<'a>> {
    let (mut parts, mut from) = (Vec::new(), 0);
    while from < run.groups.len() {
        // Looked for where it is needed alone: a row of figures may have none.
        let stroke = || (from + 1..run.groups.len()).find(|at| run.groups[*at].stroke);
        let (end, known) = match run.read_from(from, text, home) {
            Some(reading) => (reading.count, Some(reading.placed.short)),
            None => (stroke().unwrap_or(run.groups.len()), None),
        };
        if known.is_some() || !run.is_times(from..end, text) {
            parts.push(Part { run, groups: from..end, known });
        }
        from = end;
    }
    parts
}

impl<'a> Part<'a> {
    /// Where it stands in the text, its plus and its bracket included.
    fn place(&self) -> Range<usize> {
        let groups = &self.run.groups;
        let start = match self.groups.start {
            0 => self.run.start,
            first => groups[first].range.start,
        };
        start..groups[self.groups.end - 1].range.end
    }

    fn written<'t>(&self, text: &'t str) -> &'t str {
        self.run.written(self.groups.clone(), text)
    }

    /// Whether a dash stands for the digits of the number before it: 030 12345-0 oder -12.
    fn is_behind_dash(&self, text: &str) -> bool {
        text[..self.run.groups[self.groups.start].range.start].ends_with(is_dash)
    }

    /// Whether it can be dialled without the digits of another one, as far as anybody can see.
    fn is_whole(&self, text: &str) -> bool {
        // The numbers of emergencies, and no ends of others: 999, 15, 116 123.
        let digits = self.run.dialled(self.groups.clone());
        let emergency = digits.len() <= 3 || digits.starts_with("116");
        let glued = self.run.groups[self.groups.start].stroke
            && text[..self.run.groups[self.groups.start].range.start].ends_with('/');
        match self.known {
            _ if self.is_behind_dash(text) => false,
            Some(true) => emergency && !glued,
            Some(false) => true,
            None => digits.starts_with(['0', '+']) && digits.len() > 4,
        }
    }
}

/// The number before with its last digits replaced: "020 7946 0019/20". Nobody counts down, so that
/// lower digits are no end of the same row.
fn completed(
    (first, end): (&Part<'_>, &Part<'_>),
    text: &str,
    reads: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let new: String = end.run.dialled(end.groups.clone());
    let written = first.written(text);
    if end.is_behind_dash(text) && first.run.groups[first.groups.end - 1].joined {
        // Behind a hyphen stands an extension, and extensions have different lengths.
        let at = written
            .rfind(is_dash)
            .map(|at| at + written[at..].chars().next().map_or(0, char::len_utf8))?;
        return Some(format!("{}{new}", &written[..at])).filter(|whole| reads(whole));
    }
    let digits: Vec<usize> =
        written.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    // As many as whole groups have, or a few of the last one.
    let sizes = first.run.groups[first.groups.clone()].iter().rev().map(|it| it.digits.len());
    let ends: Vec<usize> = sizes
        .scan(0, |sum, size| {
            *sum += size;
            Some(*sum)
        })
        .collect();
    let last = *ends.first()?;
    let clear = new.len() < last || ends.contains(&new.len());
    // Where the end is a number by itself too, nobody can be sure.
    if !clear || end.known.is_some() && new.len() <= 3 || new.len() >= digits.len() {
        return None;
    }
    let from = digits[digits.len() - new.len()];
    let old: String = written[from..].chars().filter(char::is_ascii_digit).collect();
    let mut digit = new.chars();
    let replace = |c: char| if c.is_ascii_digit() { digit.next().unwrap_or(c) } else { c };
    let whole =
        format!("{}{}", &written[..from], written[from..].chars().map(replace).collect::<String>());
    (new > old && reads(&whole)).then_some(whole)
}

/// Whether a word, in small letters, says that a number is not to be called.
#[must_use]
pub fn is_way(word: &str) -> bool {
    let known = Telephone::all();
    [&known.textphone, &known.sms, &known.fax].iter().any(|list| list.contains(&word))
}

/// What the words before a number say that it is for.
fn way(before: &str) -> Way {
    // What stands in brackets behind the number before belongs to that.
    let before = before.rfind(')').map_or(before, |at| &before[at..]);
    let words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let known = |word: &str| {
        let word = word.to_lowercase();
        let known = Telephone::all();
        let is = |list: &[&str], way| list.contains(&&*word).then_some(way);
        is(&known.textphone, Way::Textphone)
            .or_else(|| is(&known.sms, Way::Text))
            .or_else(|| is(&known.fax, Way::Fax))
    };
    words.rev().take(3).find_map(known).unwrap_or(Way::Call)
}
