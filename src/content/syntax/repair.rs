//! A file with syntax errors, read on with each of them mended.
//!
//! The parser is asked anew after every fault: what its shown change mends is changed in a copy, and
//! what only a person can mend is left out of it, from the beginning of its `key = value` to the next
//! line that begins one. So every fault is found that does not follow from another, and what else is
//! wrong with the file is found in the copy and told of the file ([`Repair::told`]).

use std::collections::BTreeSet;

use toml::de::{DeTable, Error};

use super::{Fault, duplicates, explain, lines};
use crate::codes;
use crate::diagnostic::{Diagnostic, Help, Label, Severity};
use crate::source::{SourceId, Span};

/// So many faults of a file are told one by one.
const MOST: usize = 1_000;

/// So many bytes are read again and again for one file.
const MOST_READ: usize = 64_000_000;

/// A stretch of a file, and what stands in its place in the copy.
#[derive(Clone, Debug)]
struct Edit {
    start: usize,
    end: usize,
    with: String,
    /// Whether what was meant is not known.
    lost: bool,
}

/// A copy of a file that can be parsed.
#[derive(Clone, Debug)]
pub(in crate::content) struct Repair {
    /// The copy.
    pub text: String,
    /// In the order of the file, in its bytes.
    edits: Vec<Edit>,
    /// Places of the copy where something was left out, and the lines in brackets over them.
    lacking: Vec<(usize, usize)>,
    /// Whether the copy can be parsed; else it is the file as it is.
    pub sound: bool,
}

/// All faults of a file that the parser refuses, and a copy without them.
pub(in crate::content) fn repair(source: SourceId, text: &str) -> (Vec<Diagnostic>, Repair) {
    let mut found = Vec::new();
    let mut repair = Repair::of(text);
    let rounds = (MOST_READ / text.len().max(1)).clamp(3, 2 * MOST);
    for _ in 0..rounds {
        let (_, errors) = DeTable::parse_recoverable(&repair.text);
        repair.sound = errors.is_empty();
        if repair.sound {
            repair.lacking = repair.lacking();
            return (found, repair);
        }
        let (fault, code) = explain(&repair.text, &errors);
        let mut twice = if fault.twice { duplicates(&repair.text, &errors) } else { Vec::new() };
        twice.truncate(MOST - found.len());
        if twice.len() > 1 {
            // Those further down first: the places of the others stay.
            let mut told = Vec::new();
            let mut led = false;
            for fault in twice.into_iter().rev() {
                told.extend(repair.placed(&fault).map(|it| it.diagnostic(source, code)));
                led |= repair.mend(text, fault);
            }
            found.extend(told.into_iter().rev());
            if !led || found.len() == MOST {
                break;
            }
            continue;
        }
        let told = repair.placed(&fault);
        if let Some(told) = told.filter(|_| found.len() < MOST) {
            found.push(told.diagnostic(source, code));
        }
        if code == codes::TOO_LARGE {
            return (found, Repair::of(text));
        }
        if !repair.mend(text, fault) || found.len() == MOST {
            break;
        }
    }
    found.extend(repair.more(text, source, &found));
    (found, Repair::of(text))
}

impl Repair {
    fn of(text: &str) -> Self {
        Self { text: text.to_owned(), edits: Vec::new(), lacking: Vec::new(), sound: false }
    }

    /// How many lines after the faults that were found cannot be read, where there are any.
    fn more(&self, text: &str, source: SourceId, found: &[Diagnostic]) -> Option<Diagnostic> {
        let (_, errors) = DeTable::parse_recoverable(&self.text);
        let told = found.iter().filter_map(|it| it.primary).map(|span| span.end as usize).max()?;
        let places = errors.iter().filter_map(Error::span).map(|span| {
            let at = self.text.floor_char_boundary(span.start.min(self.text.len()));
            text.floor_char_boundary(self.back(at, true).min(text.len()))
        });
        let start = |at: usize| text[..at].rfind('\n').map_or(0, |found| found + 1);
        let lines: BTreeSet<usize> = places.filter(|at| *at >= told).map(start).collect();
        let first = *lines.first()?;
        let message = match lines.len() {
            1 => "1 more line of this file cannot be read".to_owned(),
            more => format!("{more} more lines of this file cannot be read, from here on"),
        };
        let end = first + text[first..].lines().next().map_or(0, |line| line.trim_end().len());
        let place = Some(Span::new(source, first, end));
        let problem = Diagnostic::new(codes::TOML_SYNTAX, Severity::Info, place, message);
        Some(problem.help("mend what stands above it first: then these are told of one by one"))
    }

    /// A fault of the copy at its place in the file; `None` where it follows from another.
    fn placed(&self, fault: &Fault) -> Option<Fault> {
        let follows = match &fault.patch {
            // A change that holds an earlier one as a whole is made in its place.
            Some(((start, end), _)) => self.in_copy().any(|(edit, from, to)| {
                let both_insert = start == end && edit.start == edit.end && from <= *start;
                let touched = *start < to && from < *end;
                let whole = *start <= from && to <= *end && (*start, *end) != (from, to);
                (touched && (edit.lost || !whole))
                    || (from < *start && *end < to)
                    || (both_insert && *start <= to)
            }),
            None => self.in_copy().any(|(_, from, to)| fault.range.0 < to && from < fault.range.1),
        };
        if follows {
            return None;
        }
        let place = |range| self.place(range);
        let placed = |it: &((usize, usize), String)| (place(it.0), it.1.clone());
        Some(Fault {
            range: place(fault.range),
            patch: fault.patch.as_ref().map(placed),
            label: fault.label.as_ref().map(placed),
            ..fault.clone()
        })
    }

    /// Changes the copy so that a fault is gone; says whether that led anywhere.
    fn mend(&mut self, text: &str, fault: Fault) -> bool {
        let told = self.placed(&fault).is_some();
        let (range, with, lost) = match fault.patch {
            Some((range, with)) if told => (range, with, false),
            _ => {
                let (range, with) = lost(&self.text, &fault);
                (range, with, true)
            }
        };
        let (start, end) = self.place(range);
        if lost && text.get(start..end).is_none_or(|it| it == with) {
            return false;
        }
        self.edits.retain(|edit| {
            edit.end < start || edit.start > end || {
                // What stands right beside it stays.
                !lost && (edit.end <= start || edit.start >= end)
            }
        });
        let at = self.edits.partition_point(|edit| (edit.start, edit.end) <= (start, end));
        self.edits.insert(at, Edit { start, end, with, lost });
        let mut copy = String::with_capacity(text.len());
        let mut from = 0;
        for edit in &self.edits {
            copy.push_str(text.get(from..edit.start).unwrap_or_default());
            copy.push_str(&edit.with);
            from = edit.end;
        }
        copy.push_str(text.get(from..).unwrap_or_default());
        let new = copy != self.text;
        self.text = copy;
        new
    }

    /// The changes, each with its place in the copy.
    fn in_copy(&self) -> impl Iterator<Item = (&Edit, usize, usize)> {
        let (mut before, mut copied) = (0, 0);
        self.edits.iter().map(move |edit| {
            let from = copied + (edit.start - before);
            (before, copied) = (edit.end, from + edit.with.len());
            (edit, from, copied)
        })
    }

    /// The place in the file of a place in the copy, which `begins` or ends a stretch.
    fn back(&self, at: usize, begins: bool) -> usize {
        let mut place = at;
        for (edit, from, to) in self.in_copy() {
            if at < from || (at == from && !begins) {
                break;
            }
            if at < to {
                return if begins { edit.start } else { edit.end };
            }
            place = edit.end + (at - to);
        }
        place
    }

    /// The stretch of the file that a stretch of the copy is.
    fn place(&self, (start, end): (usize, usize)) -> (usize, usize) {
        let from = self.back(start, start < end);
        (from, self.back(end, false).max(from))
    }

    /// Where something was left out, and the lines in brackets over that.
    fn lacking(&self) -> Vec<(usize, usize)> {
        let lost = self.in_copy().filter(|(edit, ..)| edit.lost);
        lost.flat_map(|(_, from, to)| [(from, to), header_over(&self.text, from)]).collect()
    }

    /// Whether nothing of the file was left out.
    pub(in crate::content) fn is_whole(&self) -> bool {
        self.edits.iter().all(|edit| !edit.lost)
    }

    /// A problem of the copy, told of the file; `None` where it follows from a syntax error.
    pub(in crate::content) fn told(
        &self,
        problem: Diagnostic,
        source: SourceId,
    ) -> Option<Diagnostic> {
        let own = |span: Span| span.source == source;
        if problem.primary.is_some_and(|span| own(span) && self.follows(bytes(span))) {
            return None;
        }
        let place = |span: Span| {
            if !own(span) {
                return span;
            }
            let (start, end) = self.place(bytes(span));
            Span::new(source, start, end)
        };
        let helps = problem.helps.into_iter().map(|help| {
            let patch = help.patch.filter(|it| !own(it.span) || self.is_clear(bytes(it.span)));
            let patch = patch.map(|mut patch| {
                patch.span = place(patch.span);
                patch
            });
            Help { patch, ..help }
        });
        let labels = problem.labels.into_iter().map(|it| Label { span: place(it.span), ..it });
        Some(Diagnostic {
            primary: problem.primary.map(place),
            helps: helps.collect(),
            labels: labels.collect(),
            ..problem
        })
    }

    /// Whether a stretch of the copy holds the changes that it touches as a whole.
    fn is_clear(&self, (start, end): (usize, usize)) -> bool {
        self.in_copy()
            .all(|(_, from, to)| to <= start || end <= from || (start <= from && to <= end))
    }

    /// Whether a place of the copy is that of something left out, or of the table that lacks it.
    fn follows(&self, (start, end): (usize, usize)) -> bool {
        self.lacking
            .iter()
            .any(|(from, to)| (start < *to && *from < end) || (start >= *from && end <= *to))
    }
}

fn bytes(span: Span) -> (usize, usize) {
    (span.start as usize, span.end as usize)
}

/// The line in brackets that rules a place, or the first position of the file.
fn header_over(text: &str, at: usize) -> (usize, usize) {
    let mut found = (0, 0);
    let mut start = 0;
    for line in text[..at].split_inclusive('\n') {
        if line.trim_start().starts_with('[') && lines::begins(line) {
            found = (start, start + line.len());
        }
        start += line.len();
    }
    found
}

/// What is left out of the copy for a fault that only a person can mend: all up to the next line that
/// begins a key or a table; and what takes its place.
fn lost(text: &str, fault: &Fault) -> ((usize, usize), String) {
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |found| found + 1);
    let start = fault.statement.unwrap_or(usize::MAX).min(line_start(fault.range.0));
    let fault_end = text.ceil_char_boundary(fault.range.1.saturating_sub(1).max(fault.range.0));
    let mut end = text[fault_end..].find('\n').map_or(text.len(), |at| fault_end + at + 1);
    let header = text[start..].trim_start().starts_with('[');
    for line in text[end..].split_inclusive('\n') {
        if lines::begins(line) && (!header || line.trim_start().starts_with('[')) {
            break;
        }
        end += line.len();
    }
    let whole = &text[start..end];
    let end = start + whole.trim_end().len();
    let key = whole.split_once('=').map(|(key, _)| key.trim()).filter(|key| lines::is_name(key));
    let with = match key {
        Some("chapters") => format!("chapters = [{}]", chapters(whole)),
        // A key that stands there twice is there once without this one.
        Some(key) if !fault.twice => format!("{key} = 0"),
        _ => String::new(),
    };
    ((start, end.max(start)), with)
}

/// The files that a list of chapters names, however it is written.
fn chapters(written: &str) -> String {
    let sign = |c: char| c.is_whitespace() || "\"'“”„‘’‚«»‹›`´,;[](){}=".contains(c);
    let paths = written.split(sign).filter(|path| path.ends_with(".toml"));
    paths.map(|path| format!("'{path}'")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::source::Sources;

    fn tomls(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                tomls(&path, found);
            } else if path.extension().is_some_and(|it| it == "toml") {
                found.push(path);
            }
        }
    }

    #[test]
    fn nothing_sound_is_said_to_be_a_fault() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths = Vec::new();
        for folder in ["booklet", "docs/guide", "tests/booklets", "tests/corpus"] {
            tomls(&root.join(folder), &mut paths);
        }
        let mut sound = 0;
        for path in paths {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            if !DeTable::parse_recoverable(&text).1.is_empty() {
                continue;
            }
            let faulty = format!("{text}\nfaulty = = 1\n");
            let source = Sources::new().add("a.toml", &faulty);
            let (found, repair) = repair(source, &faulty);
            let said: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
            assert_eq!(said, ["one = is enough"], "{}", path.display());
            assert_eq!(repair.text, format!("{text}\nfaulty =  1\n"));
            sound += 1;
        }
        assert!(sound > 50, "{sound}");
    }

    #[test]
    fn a_great_many_faults_are_told_up_to_a_thousand_and_the_others_counted() {
        let said = |faults: usize| {
            let text = "title = \"A\"\n\n[[block]]\n".to_owned() + &"a==1\n".repeat(faults);
            let source = Sources::new().add("a.toml", &text);
            let (found, _) = repair(source, &text);
            let last = found.last().unwrap();
            let line = text[..last.primary.unwrap().range().start].matches('\n').count() + 1;
            (found.len(), line, last.message.clone(), last.severity)
        };
        let more = |count| format!("{count} more lines of this file cannot be read, from here on");
        // One fault of a line, and from the second on the key that is there already.
        assert_eq!(said(510), (1001, 505, more(9), Severity::Info));
    }

    #[test]
    fn places_of_the_copy_lead_back_to_the_file() {
        let text = "title: “A”\n[[block]]\nthis is (no) key = x\ntext = x\n";
        let source = Sources::new().add("a.toml", text);
        let (found, repair) = repair(source, text);
        assert!(repair.sound && !repair.is_whole());
        assert_eq!(repair.text, "title = \"A\"\n[[block]]\n\ntext = \"x\"\n");
        let places: Vec<&str> = found.iter().map(|it| &text[it.primary.unwrap().range()]).collect();
        assert_eq!(places, [":", "“", "this is (no) key = x", "x"]);
        let at = repair.text.find("\"x\"").unwrap();
        let problem =
            |start, end| Diagnostic::error(codes::WRONG_TYPE, Span::new(source, start, end), "m");
        let told = repair.told(problem(at, at + 3), source).unwrap();
        assert_eq!(&text[told.primary.unwrap().range()], "x");
        // What the table of something left out lacks may be in that.
        let block = repair.text.find("[[block]]").unwrap();
        assert!(repair.told(problem(block, block + 9), source).is_none());
    }
}
