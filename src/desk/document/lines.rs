//! Lines of a file: where they begin and end, and which comments belong to what.

use std::ops::Range;

use super::Document;

impl Document {
    /// The line end of the file.
    pub(super) fn line_end_sign(&self) -> &'static str {
        self.end
    }

    /// The first byte after a byte-order mark.
    pub(super) fn top(&self) -> usize {
        if self.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 }
    }

    /// The first byte of the line of a byte.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |found| found + 1).max(self.top())
    }

    /// The end of the line of a byte, without its line end.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |found| at + found);
        let cut = end > at && self.text[..end].ends_with('\r') && end < self.text.len();
        if cut { end - 1 } else { end }
    }

    /// The first byte of the line after that of a byte, or the end of the file.
    pub(super) fn next_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |found| at + found + 1)
    }

    /// The blanks that a line begins with.
    pub(super) fn indent(&self, at: usize) -> &str {
        let line = &self.text[self.line_start(at)..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// Whether nothing but blanks stands before a byte in its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].trim().is_empty()
    }

    /// The comment that a line is, where it is nothing else.
    fn comment_line(&self, start: usize) -> Option<&Range<usize>> {
        let comments = &self.syntax.comments;
        let next = comments.partition_point(|comment| comment.start < start);
        let comment = comments.get(next)?;
        let own = comment.start <= self.line_end(start);
        (own && self.text[start..comment.start].trim().is_empty()).then_some(comment)
    }

    /// The first byte of the comments that stand directly above the line of a byte, or of that line.
    pub(super) fn lead(&self, at: usize) -> usize {
        let mut start = self.line_start(at);
        while start > self.top() {
            let before = self.line_start(start - 1);
            if self.comment_line(before).is_none() {
                break;
            }
            start = before;
        }
        start
    }

    /// The end of the line of a byte, or of the comments directly under it, where a blank line parts
    /// them from what follows.
    fn trail(&self, at: usize) -> usize {
        let end = self.line_end(at);
        let (mut last, mut next) = (end, self.next_line(end));
        while next < self.text.len() && self.comment_line(next).is_some() {
            last = self.line_end(next);
            next = self.next_line(last);
        }
        // What stands at the end of the file is a comment on the file.
        let more = !self.text[next.min(self.text.len())..].trim().is_empty();
        let parted =
            next < self.text.len() && self.text[next..self.line_end(next)].trim().is_empty();
        if more && parted { last } else { end }
    }

    /// The end of what a section says, with all that cannot be read of it.
    pub(super) fn section_end(&self, number: usize) -> usize {
        let section = &self.syntax.sections[number];
        let header = section.header.as_ref().map_or(self.top(), |header| header.span.end);
        let mut end = section.statements.last().map_or(header, |last| last.value.span.end);
        let next = self.syntax.sections.get(number + 1).and_then(|next| next.header.as_ref());
        let next = next.map_or(self.text.len(), |next| next.span.start);
        for stretch in &self.unread {
            let own = stretch.start >= header && stretch.end <= next && stretch.end > end;
            if own && !self.text[stretch.clone()].trim_start().starts_with('[') {
                end = stretch.end;
            }
        }
        end
    }

    /// The sections of a table whose line in brackets is that of the section: its own and those of the
    /// tables within it.
    pub(super) fn members(&self, number: usize) -> Range<usize> {
        let sections = &self.syntax.sections;
        let keys = |at: usize| sections[at].header.as_ref().map(|header| &header.keys[..]);
        let Some(own) = keys(number) else { return number..number + 1 };
        let within = |at: &usize| {
            keys(*at).is_some_and(|keys| keys.starts_with(own) && keys.len() > own.len())
        };
        let count = (number + 1..sections.len()).take_while(within).count();
        number..number + 1 + count
    }

    /// The bytes of sections that stand together, with the comments that belong to them and without
    /// the last line end.
    pub(super) fn chunk(&self, sections: &Range<usize>) -> Range<usize> {
        let header = self.syntax.sections[sections.start].header.as_ref();
        let start = header.map_or(self.top(), |header| self.lead(header.span.start));
        start..self.trail(self.section_end(sections.end - 1))
    }

    /// What stands after a chunk up to the next thing that is no blank line: the end of the last blank
    /// line.
    pub(super) fn blanks_after(&self, end: usize) -> usize {
        let mut at = self.next_line(end);
        while at < self.text.len() && self.text[at..self.line_end(at)].trim().is_empty() {
            at = self.next_line(at);
        }
        at
    }

    /// The start of the blank lines before the line of a byte, with the line end of what stands before
    /// them.
    pub(super) fn blanks_before(&self, start: usize) -> usize {
        let before = &self.text[self.top()..start];
        self.top() + before.trim_end_matches([' ', '\t', '\r', '\n']).len()
    }
}
