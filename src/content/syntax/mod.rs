//! Syntax errors in the author's words, with the caret where the fault really is.
//!
//! The parser's own errors say where it stopped: after a forgotten quote that may be pages
//! further on. So a file that it refuses is read once more by [`scan`], which knows the faults
//! that people make; what that does not find is translated by [`explain`]. With each fault mended,
//! [`repair()`] asks for the next.

mod brackets;
mod breaks;
mod cards;
mod commas;
#[expect(clippy::result_large_err, reason = "a file has few faults, each of which is made once")]
mod ends;
mod faults;
mod fences;
#[expect(clippy::result_large_err, reason = "a file has few faults, each of which is made once")]
mod headings;
mod items;
mod lines;
mod prose;
mod quotes;
mod remarks;
mod repair;
mod rows;
#[expect(clippy::result_large_err, reason = "a file has few faults, each of which is made once")]
mod scan;
mod sources;
#[expect(clippy::result_large_err, reason = "a file has few faults, each of which is made once")]
mod strings;
mod twice;
mod yaml;

use std::collections::HashSet;

use toml::de::Error;

pub(super) use faults::switch;
pub(super) use lines::{begins, is_name};
pub(super) use repair::{Repair, repair};
pub(super) use rows::{cells, lines_of};
pub(super) use twice::{Joined, joined, list_of};

use crate::codes::{self, Code};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// What was meant by a text of a list between whose words curly quotes and commas stand, though it can
/// be parsed: `"one”, “two"`. What is told, and what to write.
pub(super) fn several_items(literal: &str) -> Option<(String, String, String)> {
    let quoted = literal.len() > 2 && literal.starts_with('"') && !literal.starts_with("\"\"");
    let fault = quoted.then(|| quotes::several(literal, 0, literal.len()))??;
    Some((fault.message, fault.help, fault.patch?.1))
}

/// Quotes that a text of several lines has too many at its end, as a range of its literal.
pub(super) fn quotes_too_many(literal: &str) -> Option<(usize, usize)> {
    quotes::alone_at_end(literal)
}

/// What encloses a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Line,
    Array,
    Table,
}

/// A fault of syntax.
#[derive(Clone, Debug)]
struct Fault {
    range: (usize, usize),
    message: String,
    note: Option<String>,
    help: String,
    /// A range of the file and what should stand there instead.
    patch: Option<((usize, usize), String)>,
    label: Option<((usize, usize), String)>,
    /// Where the `key = value` begins that it lies in, where that is known.
    statement: Option<usize>,
    /// Whether it is a key that stands there a second time.
    twice: bool,
}

impl Fault {
    fn new(range: (usize, usize), message: impl Into<String>, help: impl Into<String>) -> Self {
        let (message, help) = (message.into(), help.into());
        Self {
            range,
            message,
            note: None,
            help,
            patch: None,
            label: None,
            statement: None,
            twice: false,
        }
    }

    fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    fn patch(mut self, range: (usize, usize), replacement: impl Into<String>) -> Self {
        self.patch = Some((range, replacement.into()));
        self
    }

    fn label(mut self, range: (usize, usize), text: impl Into<String>) -> Self {
        self.label = Some((range, text.into()));
        self
    }

    fn diagnostic(self, source: SourceId, code: Code) -> Diagnostic {
        let span = |(start, end): (usize, usize)| Span::new(source, start, end);
        let mut diagnostic = Diagnostic::error(code, span(self.range), self.message);
        if let Some((range, text)) = self.label {
            diagnostic = diagnostic.label(span(range), text);
        }
        if let Some(note) = self.note {
            diagnostic = diagnostic.note(note);
        }
        match self.patch {
            Some((range, replacement)) => diagnostic.fix(self.help, span(range), replacement),
            None => diagnostic.help(self.help),
        }
    }
}

/// The first fault of a file that the parser refused, in the author's words.
fn explain(text: &str, errors: &[Error]) -> (Fault, Code) {
    let start = |error: &Error| error.span().map_or(usize::MAX, |span| span.start);
    let Some(first) = errors.iter().min_by_key(|error| start(error)) else {
        let help = "look whether it is a text file";
        return (Fault::new((0, 0), "the file cannot be read", help), codes::TOML_SYNTAX);
    };
    if errors.iter().any(|error| error.message().contains("recurs")) {
        return (too_deep(first, text), codes::TOO_LARGE);
    }
    let scanned = scan::first_fault(text);
    let hidden = |fault: Fault| {
        let (from, to) = fault.range;
        let behind = || faults::invisible(text, to).filter(|_| to - from <= 1);
        let found = faults::invisible(text, from).or_else(behind);
        found.map_or(fault.clone(), |found| Fault { statement: fault.statement, ..found })
    };
    let line = |at: usize| text[..text.floor_char_boundary(at)].rfind('\n').map_or(0, |at| at + 1);
    let fault = match scanned {
        Some(fault) if line(fault.range.0) <= line(start(first)) => hidden(fault),
        _ => translate(first, text),
    };
    (fault, codes::TOML_SYNTAX)
}

fn too_deep(error: &Error, text: &str) -> Fault {
    let range = range(error, text);
    Fault::new(
        range,
        "brackets stand within each other more than 80 deep",
        "lists may be 8 deep: make the inner ones lists of their own",
    )
}

fn range(error: &Error, text: &str) -> (usize, usize) {
    let span = error.span().unwrap_or(0..0);
    let start = text.floor_char_boundary(span.start.min(text.len()));
    (start, text.ceil_char_boundary(span.end.clamp(start, text.len())))
}

fn translate(error: &Error, text: &str) -> Fault {
    let range = range(error, text);
    let key = text[range.0..range.1].trim_matches(['"', '\'']).to_owned();
    let message = error.message();
    if message.starts_with("duplicate key") {
        return duplicate(text, range, &key, true);
    }
    if message.starts_with("cannot extend") {
        return single_brackets(text, range).unwrap_or_else(|| has_value(range, &key));
    }
    if message.contains("carriage return") {
        return Fault::new(
            range,
            "the line ends in a way that no editor writes today",
            "save the file with the line ends of Unix (LF) or of Windows (CRLF)",
        );
    }
    if let Some(fault) = hyphen_of_word(text, range.0) {
        return fault;
    }
    let control = text[range.0..].chars().next().filter(|c| c.is_control() && *c != '\n');
    if let Some(control) = control {
        let code = u32::from(control);
        let end = range.0 + control.len_utf8();
        return Fault::new(
            (range.0, end),
            format!("a control character (U+{code:04X}) stands here"),
            "delete it: it cannot be seen in most editors, so delete and retype the words around it",
        );
    }
    Fault::new(range, "this cannot be read", "compare the line with those around it: every line is `key = value`, text stands in quotes, a list in [ ], keys in { }")
        .note(format!("in the words of TOML: {message}"))
}

/// The signs of Word for a hyphen that is shown only at the end of a line, and for one that is always
/// shown.
fn hyphen_of_word(text: &str, at: usize) -> Option<Fault> {
    let sign = text[at..].chars().next()?;
    let range = (at, at + 1);
    match sign {
        '\u{1F}' => {
            let message = "a hyphen of Word that is not seen (U+001F) stands here";
            Some(Fault::new(range, message, "delete it").patch(range, ""))
        }
        '\u{1E}' => {
            let message = "a hyphen of Word that keeps a line together (U+001E) stands here";
            Some(Fault::new(range, message, "write - in its place").patch(range, "-"))
        }
        _ => None,
    }
}

fn has_value(range: (usize, usize), key: &str) -> Fault {
    Fault::new(
        range,
        format!("`{key}` has its value already and cannot be given keys of its own here"),
        format!("write it once: either {key} = … or the table with its keys under it"),
    )
}

/// `[[block]]` after a `[block]`.
fn single_brackets(text: &str, range: (usize, usize)) -> Option<Fault> {
    let line_start = text[..range.0].rfind('\n').map_or(0, |at| at + 1);
    let name = text[line_start..].lines().next()?.trim().strip_prefix("[[")?.strip_suffix("]]")?;
    let single = format!("[{name}]");
    let mut start = 0;
    let first = text[..line_start].split_inclusive('\n').find_map(|line| {
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        (line.trim() == single).then_some((at, at + single.len()))
    })?;
    let fault = Fault::new(
        first,
        format!("{single} stands here in single brackets, and below in double ones"),
        format!("write [{single}] each time: it may be there many times"),
    );
    Some(fault.label(range, "here it is again").patch(first, format!("[{single}]")))
}

/// The keys that stand there a second time, in the order of the file, up to the first of another name: a
/// line in brackets before one of them may mend those after it. None where something else is wrong with
/// the file too.
fn duplicates(text: &str, errors: &[Error]) -> Vec<Fault> {
    if !errors.iter().all(|error| error.message().starts_with("duplicate key")) {
        return Vec::new();
    }
    let mut ranges: Vec<(usize, usize)> = errors.iter().map(|error| range(error, text)).collect();
    ranges.sort_unstable();
    let mut found: Vec<Fault> = Vec::new();
    // What one list was made of up to here, and the keys of which none can be made.
    let (mut done, mut alone, mut name) = (0, HashSet::new(), None);
    for range in ranges {
        if range.0 < done {
            continue;
        }
        let key = text[range.0..range.1].trim_matches(['"', '\'']);
        if *name.get_or_insert(key) != key {
            break;
        }
        let part = text[..range.0].rfind("\n[").unwrap_or(0);
        let fault = duplicate(text, range, key, !alone.contains(&(part, key)));
        match &fault.patch {
            Some(((_, end), _)) if *end > range.1 => done = *end,
            _ => {
                alone.insert((part, key));
            }
        }
        let more = fault.twice;
        found.push(fault);
        if !more {
            break;
        }
    }
    found
}

/// A key or a line in brackets that stands there a second time; `gathers` says whether it may make one
/// list with the others.
fn duplicate(text: &str, range: (usize, usize), key: &str, gathers: bool) -> Fault {
    let line_start = text[..range.0].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or("");
    if let Some(fault) = single_brackets(text, range) {
        return fault;
    }
    let header = line.trim_start().starts_with('[');
    let first = if header {
        earlier_header(text, line_start, header_name(line))
    } else {
        earlier(text, line_start, key)
    };
    let first = first.filter(|first| first.0 < line_start);
    let mut fault = match (header, first) {
        (true, None) => return has_value(range, key),
        (true, Some(_)) => table_twice(line, line_start, range),
        (false, _) => twice::fault(text, line_start, range, (key, first), gathers),
    };
    fault.twice = true;
    match first {
        Some(first) => fault.label(first, "here it is already"),
        None => fault,
    }
}

/// A line in brackets that stands there a second time.
fn table_twice(line: &str, line_start: usize, range: (usize, usize)) -> Fault {
    let name = line.trim();
    let message = format!("the table {name} stands here for the second time");
    if !matches!(name, "[block]" | "[glossary]" | "[contact.point]") {
        return Fault::new(range, message, "put the keys of both under one of them");
    }
    let start = line_start + (line.len() - line.trim_start().len());
    let help = format!("write [{name}] each time: it may be there many times");
    Fault::new(range, message, help).patch((start, start + name.len()), format!("[{name}]"))
}

/// The last line in brackets.
fn last_header(text: &str) -> Option<&str> {
    text.lines().map(str::trim).rfind(|line| line.starts_with('[') && line.ends_with(']'))
}

/// What stands between the brackets of a table's header.
fn header_name(line: &str) -> Option<&str> {
    let name = line.trim_start().strip_prefix('[')?.trim_start_matches('[').split(']').next()?;
    Some(name.trim())
}

/// The header of the same name before a line.
fn earlier_header(text: &str, before: usize, name: Option<&str>) -> Option<(usize, usize)> {
    let mut start = 0;
    for line in text[..before].split_inclusive('\n') {
        if name.is_some() && header_name(line) == name {
            let indent = line.len() - line.trim_start().len();
            let end = line.rfind(']').map_or(line.trim_end().len(), |at| at + 1);
            return Some((start + indent, start + end));
        }
        start += line.len();
    }
    None
}

/// Where a key stands in the same table before a line.
fn earlier(text: &str, before: usize, key: &str) -> Option<(usize, usize)> {
    let mut found = None;
    let mut start = 0;
    for line in text[..before].split_inclusive('\n') {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        if trimmed.starts_with('[') {
            found = None;
        }
        let after = trimmed.strip_prefix(key).map(str::trim_start);
        if after.is_some_and(|after| after.starts_with('=')) {
            found = Some((start + indent, start + indent + key.len()));
        }
        start += line.len();
    }
    found
}
