//! Source files and places within them.

use std::sync::Arc;

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
    /// What was counted of it.
    counts: Arc<Counts>,
}

/// Lines and characters of a text, counted once: a file may have a hundred thousand faults.
#[derive(Debug)]
struct Counts {
    /// The bytes at which lines begin.
    lines: Vec<usize>,
    /// The number of characters before each multiple of [`STEP`] bytes.
    characters: Vec<usize>,
}

/// How many bytes apart characters are counted.
const STEP: usize = 1024;

impl Counts {
    fn of(text: &str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let mut counts = Self { lines: lines.collect(), characters: vec![0] };
        let mut sum = 0;
        for step in text.as_bytes().chunks(STEP) {
            sum += step.iter().filter(|byte| begins_character(**byte)).count();
            counts.characters.push(sum);
        }
        counts
    }

    /// The number of characters before a byte that begins one.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        let rest = &text.as_bytes()[step * STEP..offset];
        self.characters[step] + rest.iter().filter(|byte| begins_character(**byte)).count()
    }
}

/// Whether a byte of UTF-8 is the first of its character.
fn begins_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

impl SourceFile {
    /// The line that a byte stands in, counted from 1, and the byte at which that line begins.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> (usize, usize) {
        let line = self.counts.lines.partition_point(|start| *start <= offset);
        (line, self.counts.lines[line - 1])
    }

    /// The byte at which the line of a byte ends, without the sign of its end.
    #[must_use]
    pub fn line_end(&self, offset: usize) -> usize {
        let (line, _) = self.line_at(offset);
        self.counts.lines.get(line).map_or(self.text.len(), |next| next - 1)
    }

    fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let (line, start) = self.line_at(offset);
        let before = |offset| self.counts.characters_before(&self.text, offset);
        (line, before(offset) - before(start) + 1)
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
        let counts = Counts::of(text).into();
        self.files.push(SourceFile { path: path.into(), text: text.into(), counts });
        SourceId(id)
    }

    /// Puts another text in the place of a file's, and gives that back.
    pub(crate) fn replace(&mut self, id: SourceId, text: &str) -> Arc<str> {
        let file = &mut self.files[id.0 as usize];
        file.counts = Counts::of(text).into();
        std::mem::replace(&mut file.text, text.into())
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
    fn every_place_is_counted_as_if_one_by_one() {
        let text = "aé漢🙂\n".repeat(400) + &"é🙂a".repeat(900) + "\n\nb";
        let mut sources = Sources::new();
        let id = sources.add("a.toml", &text);
        let (mut line, mut column) = (1, 1);
        for (at, c) in text.char_indices() {
            let found = sources.position(Span::new(id, at, at));
            assert_eq!((found.line, found.column), (line, column), "{at}");
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        let end = sources.position(Span::new(id, text.len(), text.len() + 9));
        assert_eq!((end.line, end.column, end.end_column), (line, column, column));
    }
}
