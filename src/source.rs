//! Source files and places within them.

use std::sync::{Arc, OnceLock};

/// Which file of a [`Sources`] a [`Span`] lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(u32);

/// A range of bytes in one source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte of the range.
    pub start: u32,
    /// One past the last byte of the range.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `source`, in bytes.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: clamp(start), end: clamp(end) }
    }

    /// The first position of `source`, for problems that have no narrower place.
    #[must_use]
    pub fn top(source: SourceId) -> Self {
        Self { source, start: 0, end: 0 }
    }

    /// The byte range, for slicing the file's text.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place where the author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

/// A place as people count it: from 1, columns in Unicode scalar values, ends exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column one past the end.
    pub end_column: usize,
}

/// One file that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as the user gave it, joined with `/`.
    pub path: Arc<str>,
    /// The text without a byte-order mark.
    pub text: Arc<str>,
    /// Where each line begins, found when it is first asked for.
    lines: OnceLock<Box<[usize]>>,
}

impl SourceFile {
    /// Where the line that a byte stands in begins, and its number from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> (usize, usize) {
        let ends = || self.text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = self.lines.get_or_init(|| std::iter::once(0).chain(ends()).collect());
        let number = starts.partition_point(|start| *start <= offset);
        (starts[number - 1], number)
    }

    fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let (start, line) = self.line(offset);
        (line, self.text[start..offset].chars().count() + 1)
    }
}

/// Every file of a booklet that was read, so that a [`Span`] can be shown.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a file's text; a leading byte-order mark is dropped.
    pub fn add(&mut self, path: impl Into<Arc<str>>, text: &str) -> SourceId {
        let id = u32::try_from(self.files.len()).expect("fewer than 4 billion files");
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        self.files.push(SourceFile {
            path: path.into(),
            text: text.into(),
            lines: OnceLock::new(),
        });
        SourceId(id)
    }

    /// The file itself.
    #[must_use]
    pub fn file(&self, id: SourceId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The files in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (SourceId(index as u32), file))
    }

    /// The words of a span.
    #[must_use]
    pub fn snippet(&self, span: Span) -> &str {
        self.file(span.source).text.get(span.range()).unwrap_or("")
    }

    /// Lines and columns of a span, counted from 1.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        let file = self.file(span.source);
        let (line, column) = file.line_column(span.start as usize);
        let (end_line, end_column) = file.line_column(span.end as usize);
        Position { line, column, end_line, end_column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_scalar_values_from_one() {
        let mut sources = Sources::new();
        let id = sources.add("a.toml", "\u{FEFF}é = 1\nü = 2\n");
        let at = sources.file(id).text.find('2').unwrap();
        let position = sources.position(Span::new(id, at, at + 1));
        assert_eq!(position, Position { line: 2, column: 5, end_line: 2, end_column: 6 });
    }

    #[test]
    fn a_line_end_belongs_to_the_line_that_it_ends() {
        let mut sources = Sources::new();
        let file = sources.add("a.toml", "a\n\nb");
        let lines: Vec<_> = (0..5).map(|offset| sources.file(file).line(offset)).collect();
        assert_eq!(lines, [(0, 1), (0, 1), (2, 2), (3, 3), (3, 3)]);
    }
}
