//! A file in stretches of which each is one thing, that somebody changes or leaves as it is.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::desk::document::Document;

/// Tables in which each key is a fact of its own; the first is the top of a file.
const OF_FACTS: [&str; 5] = ["", "edition", "imprint", "theme", "values"];

/// Parts the keys of a name, which may hold full stops themselves.
const STOP: &str = "\u{0}";

/// What stands before the first key of a table.
const HEAD: &str = "\u{1}";

/// A stretch of a file, with the comments directly above it and what parts it from the next.
#[derive(Clone, Debug)]
pub(in crate::desk::document) struct Part {
    pub text: String,
    /// Its name, where there can be only one of that in the file: a table, a key.
    pub name: Option<String>,
    /// Whether a blank line stands before it.
    pub apart: bool,
    /// Its keys, where each is a fact of its own.
    pub keys: Vec<Self>,
}

impl Part {
    /// What it says; how many blank lines end it is no difference.
    pub(in crate::desk::document) fn body(&self) -> &str {
        self.text.trim_end()
    }

    /// Itself, or its keys.
    pub(in crate::desk::document) fn units(&self) -> impl Iterator<Item = &Self> {
        let own = self.keys.is_empty().then_some(self);
        own.into_iter().chain(&self.keys)
    }
}

impl Document {
    /// What stands before the first line in brackets, and each table with those within it. Contact
    /// points and the like are parts by themselves; what stands in a block is not.
    pub(in crate::desk::document) fn parts(&self) -> Vec<Part> {
        let mut starts = vec![(0, 0..1, Some(String::new()))];
        let mut number = 1;
        while number < self.syntax.sections.len() {
            let members = self.members(number);
            let header = |at: usize| self.syntax.sections[at].header.as_ref();
            let many = |at: usize| header(at).is_some_and(|header| header.many);
            let inner = members.clone().skip(1).find(|at| !many(number) && many(*at));
            let end = inner.unwrap_or(members.end);
            let name = header(number).filter(|header| !header.many);
            let name = name.map(|header| header.keys.join(STOP));
            starts.push((self.chunk(&(number..end)).start, number..end, name));
            number = end;
        }
        let ends = starts.iter().skip(1).map(|(start, ..)| *start).chain([self.text.len()]);
        let ends: Vec<usize> = ends.collect();
        let parts = starts.into_iter().zip(ends).map(|((start, sections, name), end)| {
            let of_facts = name.as_deref().and_then(|name| name.split(STOP).next());
            let of_facts = of_facts.is_some_and(|first| OF_FACTS.contains(&first));
            let keys = if of_facts { self.keys(&(start..end), sections) } else { Vec::new() };
            Part { keys, ..self.part(start..end, name) }
        });
        parts.filter(|part| !part.text.is_empty()).collect()
    }

    /// The parts, and the keys of those in which each is a fact of its own.
    pub(in crate::desk::document) fn units(&self) -> Vec<Part> {
        let parts = self.parts();
        parts.iter().flat_map(Part::units).cloned().collect()
    }

    fn part(&self, range: Range<usize>, name: Option<String>) -> Part {
        let before = &self.text[..range.start];
        let apart = ["\n\n", "\n\r\n"].iter().any(|end| before.ends_with(end));
        Part { text: self.text[range].to_owned(), name, apart, keys: Vec::new() }
    }

    /// The stretches of a table: its line in brackets, and each key; none where a name is there twice.
    fn keys(&self, range: &Range<usize>, sections: Range<usize>) -> Vec<Part> {
        let mut starts = vec![(range.start, HEAD.to_owned())];
        let mut begin = |start: usize, name: String| match starts.last_mut() {
            Some((_, last)) if *last == name => {}
            Some((at, last)) if *at == start => *last = name,
            _ => starts.push((start, name)),
        };
        for number in sections {
            let section = &self.syntax.sections[number];
            let table = section.header.as_ref().map_or(String::new(), |it| it.keys.join(STOP));
            if let Some(header) = &section.header {
                begin(self.lead(header.span.start), format!("{table}{STOP}{HEAD}"));
            }
            for statement in &section.statements {
                let keys: Vec<&str> = statement.keys.iter().map(|(key, _)| &**key).collect();
                let first = keys.first().copied().unwrap_or_default();
                // contact.heading and contact.text are of one table.
                let whole = !table.is_empty() || OF_FACTS.contains(&first);
                let name = if whole { keys.join(STOP) } else { first.to_owned() };
                begin(self.lead(statement.span().start), format!("{table}{STOP}{name}"));
            }
        }
        starts.retain(|(start, _)| range.contains(start));
        let names: BTreeSet<&str> = starts.iter().map(|(_, name)| &**name).collect();
        if names.len() < starts.len() {
            return Vec::new();
        }
        let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([range.end]);
        let ends: Vec<usize> = ends.collect();
        let keys = starts.into_iter().zip(ends);
        keys.map(|((start, name), end)| self.part(start..end, Some(name))).collect()
    }
}
