//! Tables under lines in brackets: put in, taken out, moved, with the comments directly above them.

use std::ops::Range;

use super::rows::moved;
use super::tree::{Data, Home, Node, Place};
use super::words::Change;
use super::{Document, Refused};

impl Document {
    /// The chunk of each of the tables under `[[name]]`.
    pub(super) fn chunks(&self, tables: &[Node]) -> Vec<Range<usize>> {
        let sections = tables.iter().filter_map(|node| match node.table()?.home {
            Home::Section(number) => Some(self.chunk(&self.members(number))),
            _ => None,
        });
        sections.collect()
    }

    /// What parts two tables: as those beside it are parted, else a blank line.
    fn parting(&self, chunks: &[Range<usize>], at: usize) -> String {
        let gap = |at: usize| {
            let (one, two) = (chunks.get(at.checked_sub(1)?)?, chunks.get(at)?);
            let gap = self.text.get(one.end..two.start)?;
            gap.trim().is_empty().then_some(gap)
        };
        let beside = [Some(at), at.checked_sub(1), at.checked_add(1)];
        let found = beside.into_iter().flatten().find_map(gap);
        found.map_or_else(|| self.line_end_sign().repeat(2), str::to_owned)
    }

    /// Puts a table in before the one of a number, or after the last; there is at least one.
    pub(super) fn insert_section(&self, tables: &[Node], at: usize, written: &str) -> Vec<Change> {
        let chunks = self.chunks(tables);
        let parting = self.parting(&chunks, at);
        match (chunks.get(at), chunks.last()) {
            (Some(next), _) => vec![(next.start..next.start, format!("{written}{parting}"))],
            (None, Some(last)) => vec![(last.end..last.end, format!("{parting}{written}"))],
            (None, None) => self.append_section(written),
        }
    }

    /// Puts a table after everything but the comment at the end of the file.
    pub(super) fn append_section(&self, written: &str) -> Vec<Change> {
        let last = self.syntax.sections.len() - 1;
        let mut end = self.section_end(last).max(self.unread.last().map_or(0, |last| last.end));
        let end_sign = self.line_end_sign();
        let said =
            last > 0 || !self.syntax.sections[0].statements.is_empty() || !self.unread.is_empty();
        if !said {
            // A file of comments alone.
            end = self.text.trim_end().len().max(self.top());
            let parting = if end == self.top() { String::new() } else { end_sign.repeat(2) };
            return vec![(end..end, format!("{parting}{written}{}", self.last_end(end)))];
        }
        let end = self.line_end(end);
        vec![(end..end, format!("{}{written}{}", end_sign.repeat(2), self.last_end(end)))]
    }

    /// The line end that a file has not yet at its end.
    fn last_end(&self, at: usize) -> &'static str {
        if at == self.text.len() { self.line_end_sign() } else { "" }
    }

    /// Takes sections out that stand together, with one of the blank stretches around them.
    pub(super) fn remove_sections(&self, sections: &Range<usize>) -> Change {
        let chunk = self.chunk(sections);
        let after = self.blanks_after(chunk.end);
        if after < self.text.len() || self.blanks_before(chunk.start) <= self.top() {
            return (chunk.start..after, String::new());
        }
        (self.blanks_before(chunk.start)..chunk.end, String::new())
    }

    /// All lines that a table is written in which has no line of its own in the place of a value.
    pub(super) fn remove_lines(&self, node: &Node) -> Vec<Change> {
        let mut sections: Vec<Range<usize>> = Vec::new();
        let mut statements = Vec::new();
        self.gather(node, &mut sections, &mut statements);
        sections.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in sections {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        let mut changes: Vec<Change> = joined.iter().map(|it| self.remove_sections(it)).collect();
        let inside = |section: usize| joined.iter().any(|range| range.contains(&section));
        let own = statements.into_iter().filter(|(section, _)| !inside(*section));
        changes.extend(own.map(|(section, line)| self.remove_statement(section, line)));
        changes
    }

    fn gather(
        &self,
        node: &Node,
        sections: &mut Vec<Range<usize>>,
        statements: &mut Vec<(usize, usize)>,
    ) {
        match &node.data {
            Data::Tables(tables) => {
                tables.iter().for_each(|it| self.gather(it, sections, statements))
            }
            Data::Table(table) => {
                if let Home::Section(number) = table.home {
                    sections.push(self.members(number));
                }
                for entry in &table.entries {
                    match entry.place {
                        Place::Statement(section, line) => statements.push((section, line)),
                        Place::Lines => self.gather(&entry.node, sections, statements),
                        Place::Braced(_) => {}
                    }
                }
            }
            Data::Words(_) | Data::Bare | Data::List(..) => {}
        }
    }

    /// Takes `key = value` out with the comment behind it.
    pub(super) fn remove_statement(&self, section: usize, line: usize) -> Change {
        let span = self.syntax.sections[section].statements[line].span();
        let start = self.line_start(span.start);
        let mut end = self.next_line(span.end);
        let blank_before = start == self.top()
            || self.blanks_before(start) + 2 <= start
                && self.text[self.line_start(start - 1)..start].trim().is_empty();
        if blank_before {
            end = self.blanks_after(span.end);
        }
        if end >= self.text.len() && start > self.top() {
            // The line end of the file stays as it was.
            return (self.blanks_before(start)..self.line_end(span.end), String::new());
        }
        (start..end, String::new())
    }

    /// Moves a table to the place of another one, with what belongs to it; what stands between the
    /// tables stays there.
    pub(super) fn move_section(
        &self,
        tables: &[Node],
        from: usize,
        to: usize,
    ) -> Result<Vec<Change>, Refused> {
        let chunks = self.chunks(tables);
        if chunks.len() != tables.len() || from.max(to) >= chunks.len() {
            return Err(Refused::NoPlace);
        }
        let order = moved(chunks.len(), from, to);
        let (first, last) = (from.min(to), from.max(to));
        let mut made = String::new();
        for slot in first..=last {
            made.push_str(&self.text[chunks[order[slot]].clone()]);
            if slot < last {
                let gap = self.text.get(chunks[slot].end..chunks[slot + 1].start);
                made.push_str(gap.ok_or(Refused::NoPlace)?);
            }
        }
        Ok(vec![(chunks[first].start..chunks[last].end, made)])
    }
}
