//! A copy of a file in which what cannot be read is blank, byte for byte.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::syntax::{self, Statement};

/// So many bytes are read again and again for one file.
const MOST_READ: usize = 64_000_000;

/// So many stretches are left out one by one.
const MOST: usize = 200;

/// A copy in which what cannot be read is spaces, and the stretches that are.
pub(super) fn legible(text: &str) -> (String, Vec<Range<usize>>) {
    let mut copy = text.to_owned();
    if text.starts_with('\u{FEFF}') {
        copy.replace_range(..'\u{FEFF}'.len_utf8(), "   ");
    }
    let mut unread: Vec<Range<usize>> = Vec::new();
    let rounds = (MOST_READ / text.len().max(1)).clamp(2, MOST);
    for round in 0.. {
        let (_, errors) = DeTable::parse_recoverable(&copy);
        let places = errors.iter().filter_map(Error::span).map(|span| span.start);
        let Some(first) = places.min().or_else(|| (!errors.is_empty()).then_some(0)) else { break };
        let mut stretch = stretch(&copy, copy.floor_char_boundary(first.min(copy.len())));
        if round >= rounds {
            stretch.end = copy.len();
        }
        if copy[stretch.clone()].trim().is_empty() {
            stretch = 0..copy.len();
        }
        blank(&mut copy, stretch.clone());
        unread.push(trimmed(text, stretch));
        if round > rounds {
            break;
        }
    }
    (copy, joined(unread, text))
}

/// The line that can be read no further, from its `key` or `[` on to the next that begins one.
fn stretch(copy: &str, fault: usize) -> Range<usize> {
    let syntax = syntax::parse(copy);
    let starts = syntax.sections.iter().flat_map(|section| {
        let header = section.header.as_ref().map(|header| header.span.clone());
        header.into_iter().chain(section.statements.iter().map(Statement::span))
    });
    let starts: Vec<Range<usize>> = starts.collect();
    let line = |at: usize| copy[..at].rfind('\n').map_or(0, |found| found + 1);
    let own = line(fault);
    // A fault may lie in lines that no statement could be made of.
    let before = starts.iter().rfind(|span| line(span.start) <= own);
    let broken = |span: &Range<usize>| DeTable::parse(&copy[span.clone()]).is_err();
    let reaches = |span: &Range<usize>| own < span.end && !begins(line_at(copy, own));
    let before = before.filter(|span| broken(span) || reaches(span));
    let start = before.map_or(own, |span| line(span.start));
    let header = line_at(copy, start).trim_start().starts_with('[');
    let next = starts.iter().map(|span| line(span.start)).find(|at| *at > start);
    let whole = start..next.unwrap_or(copy.len());
    if !header && whole.contains(&fault) && DeTable::parse(&copy[whole.clone()]).is_ok() {
        return whole;
    }
    // Of a text that never ends the fault is the end of the file.
    let unended = fault + 1 >= copy.trim_end().len();
    let least = if unended { start } else { fault.max(start) };
    let mut end = start;
    for line in copy[start..].split_inclusive('\n') {
        let next = begins(line) && (!header || line.trim_start().starts_with('['));
        if end > least && next {
            break;
        }
        end += line.len();
    }
    start..end
}

fn line_at(text: &str, start: usize) -> &str {
    text[start..].lines().next().unwrap_or_default()
}

/// Whether a line begins a key or a table.
fn begins(line: &str) -> bool {
    let name = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
    };
    let line = line.trim();
    if let Some(inner) = line.strip_prefix('[') {
        let inner = inner.trim_start_matches('[').split(']').next().unwrap_or_default().trim();
        return name(inner) && inner.starts_with(|c: char| c.is_ascii_alphabetic());
    }
    line.split_once('=').is_some_and(|(key, _)| name(key.trim()))
}

/// Puts spaces in the place of all but line ends.
fn blank(copy: &mut String, stretch: Range<usize>) {
    let kept = |at: usize, c: char| c == '\n' || (c == '\r' && copy[at + 1..].starts_with('\n'));
    let mut spaces = String::with_capacity(stretch.len());
    for (at, c) in copy[stretch.clone()].char_indices() {
        if kept(stretch.start + at, c) {
            spaces.push(c);
        } else {
            spaces.extend(std::iter::repeat_n(' ', c.len_utf8()));
        }
    }
    copy.replace_range(stretch, &spaces);
}

/// Without blank lines at its end.
fn trimmed(text: &str, stretch: Range<usize>) -> Range<usize> {
    stretch.start..stretch.start + text[stretch].trim_end().len()
}

/// In their order, as one where nothing but blank lines stands between.
fn joined(mut stretches: Vec<Range<usize>>, text: &str) -> Vec<Range<usize>> {
    stretches.retain(|stretch| !stretch.is_empty());
    stretches.sort_by_key(|stretch| stretch.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last)
                if stretch.start <= last.end || text[last.end..stretch.start].trim().is_empty() =>
            {
                last.end = last.end.max(stretch.end);
            }
            _ => joined.push(stretch),
        }
    }
    joined
}
