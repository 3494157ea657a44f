//! A stretch of words as readers read it, with the way back to the file.

use std::ops::Range;
use std::sync::OnceLock;

use super::addresses::{self, Address};
use super::amounts::{self, Amount};
use super::prose;
use crate::content::{Callout, Inline, Link, Paragraph, Words};
use crate::language::Language;
use crate::number::Home;
use crate::source::Span;

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The booklet's title.
    BookTitle,
    /// A chapter's title.
    ChapterTitle,
    /// A heading.
    Heading,
    /// A heading one level further down.
    Subheading,
    /// A paragraph of a text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// The head of a column.
    ColumnHead,
    /// Words under a picture or over a table.
    Caption,
    /// The title of a callout, or the heading of the contact section.
    Label,
    /// What to write on ruled lines, or who said a quote.
    Line,
    /// Where the facts come from: names of books and journals, which nobody wrote for patients.
    Citation,
    /// A string without marks: a name, a description of a picture, opening hours.
    Plain,
}

impl Kind {
    /// Whether it is running text, in sentences.
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Paragraph | Self::Item | Self::Cell | Self::Caption)
    }

    /// Whether links may stand in it, and do no harm there.
    #[must_use]
    pub fn takes_links(self) -> bool {
        self.is_prose() || matches!(self, Self::Label | Self::Line | Self::Citation)
    }

    /// Whether it heads what follows.
    #[must_use]
    pub fn is_heading(self) -> bool {
        matches!(self, Self::BookTitle | Self::ChapterTitle | Self::Heading | Self::Subheading)
    }
}

/// A stretch of a passage's text.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    /// First byte in the text; it runs to the next segment.
    pub at: usize,
    /// Its words.
    pub words: &'a Words,
    /// Whether it is shown in bold: strong and stressed words are.
    pub bold: bool,
    /// The link that it belongs to.
    pub link: Option<&'a Link>,
    /// Its language.
    pub language: &'a Language,
}

/// Words that are read in one go.
#[derive(Clone, Debug)]
pub struct Passage<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its language, where no words in it are marked as another.
    pub language: &'a Language,
    /// All of its words without marks.
    pub text: String,
    /// Where they come from, in order.
    pub segments: Vec<Segment<'a>>,
    /// The whole of it.
    pub span: Span,
    /// The chapter, where it stands in one.
    pub chapter: Option<usize>,
    /// Passages of one string have the same number.
    pub group: usize,
    /// Whose telephone numbers it means, where it stands in a booklet.
    pub home: Option<&'a Home>,
    /// The callout that it stands in.
    pub callout: Option<&'a Callout>,
    /// The head of its column, where it is a cell.
    pub head: Option<&'a Paragraph>,
    /// What several rules ask for, found once.
    sentences: OnceLock<Vec<Range<usize>>>,
    addresses: OnceLock<Vec<Address>>,
    amounts: OnceLock<Vec<Amount>>,
}

impl<'a> Passage<'a> {
    /// A paragraph with its marks read.
    pub(super) fn marked(kind: Kind, paragraph: &'a Paragraph, language: &'a Language) -> Self {
        let mut passage = Self::empty(kind, language, paragraph.span);
        passage.take(&paragraph.inlines, Look { bold: false, link: None, language });
        passage
    }

    /// A string without marks.
    pub(super) fn plain(kind: Kind, words: &'a Words, language: &'a Language) -> Self {
        let mut passage = Self::empty(kind, language, words.span);
        passage.push(words, Look { bold: false, link: None, language });
        passage
    }

    fn empty(kind: Kind, language: &'a Language, span: Span) -> Self {
        Self {
            kind,
            language,
            text: String::new(),
            segments: Vec::new(),
            span,
            chapter: None,
            group: 0,
            home: None,
            callout: None,
            head: None,
            sentences: OnceLock::new(),
            addresses: OnceLock::new(),
            amounts: OnceLock::new(),
        }
    }

    fn push(&mut self, words: &'a Words, look: Look<'a>) {
        self.segments.push(Segment {
            at: self.text.len(),
            words,
            bold: look.bold,
            link: look.link,
            language: look.language,
        });
        self.text.push_str(&words.text);
    }

    fn take(&mut self, inlines: &'a [Inline], look: Look<'a>) {
        for inline in inlines {
            match inline {
                Inline::Words(words) => self.push(words, look),
                Inline::LineBreak(_) => self.text.push('\n'),
                Inline::Strong(inner) | Inline::Em(inner) => {
                    self.take(inner, Look { bold: true, ..look });
                }
                Inline::Language(language, inner) => self.take(inner, Look { language, ..look }),
                Inline::Link(link) => self.take(&link.words, Look { link: Some(link), ..look }),
            }
        }
    }

    /// The stretch that a byte of the text belongs to.
    #[must_use]
    pub fn segment(&self, at: usize) -> Option<&Segment<'a>> {
        let index = self.segments.partition_point(|segment| segment.at <= at);
        self.segments.get(index.checked_sub(1)?)
    }

    /// The stretches of the text and their bytes, line breaks at their ends left out.
    pub fn stretches(&self) -> impl Iterator<Item = (Range<usize>, &Segment<'a>)> {
        self.segments
            .iter()
            .map(|segment| (segment.at..segment.at + segment.words.text.len(), segment))
    }

    /// The stretches that a range of the text's bytes touches.
    pub fn stretches_in(
        &self,
        range: &Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, &Segment<'a>)> {
        let first = self.segments.partition_point(|segment| segment.at <= range.start);
        let end = self.segments.partition_point(|segment| segment.at < range.end);
        self.segments[first.saturating_sub(1)..end.max(first)]
            .iter()
            .map(|segment| (segment.at..segment.at + segment.words.text.len(), segment))
    }

    /// The narrowest place in the file of a range of the text's bytes.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Span {
        let last = range.end.saturating_sub(1).max(range.start);
        let (Some(from), Some(to)) = (self.segment(range.start), self.segment(last)) else {
            return self.span;
        };
        let within = |segment: &Segment<'_>, range: Range<usize>| {
            let length = segment.words.text.len();
            let inner = |at: usize| at.saturating_sub(segment.at).min(length);
            segment.words.place(inner(range.start)..inner(range.end))
        };
        let start = within(from, range.clone());
        let end = within(to, range.start.max(to.at)..range.end);
        if start.source == end.source && start.start <= end.end {
            return Span { source: start.source, start: start.start, end: end.end };
        }
        start
    }

    /// Whether a range of the text is in English.
    #[must_use]
    pub fn is_english(&self, range: &Range<usize>) -> bool {
        self.language_at(range.start).primary() == "en"
    }

    /// The language that a byte of the text is in.
    #[must_use]
    pub fn language_at(&self, at: usize) -> &'a Language {
        self.segment(at).map_or(self.language, |found| found.language)
    }

    /// Whether a byte of the text belongs to a link.
    #[must_use]
    pub fn is_linked(&self, at: usize) -> bool {
        self.segment(at).is_some_and(|segment| segment.link.is_some())
    }

    /// Its sentences, without the spaces around them.
    #[must_use]
    pub fn sentences(&self) -> &[Range<usize>] {
        self.sentences.get_or_init(|| prose::sentences(&self.text))
    }

    /// The links in it: each with its first stretch, and all of its words. A link with bold words in
    /// it has several stretches.
    pub(super) fn links(&self) -> Vec<(&'a Link, Range<usize>, &Segment<'a>, String)> {
        let mut links: Vec<(&Link, Range<usize>, &Segment<'a>, String)> = Vec::new();
        for (range, segment) in self.stretches() {
            let Some(link) = segment.link else { continue };
            let words = &self.text[range.clone()];
            match links.last_mut() {
                Some((last, .., all)) if std::ptr::eq(*last, link) => all.push_str(words),
                _ => links.push((link, range, segment, words.to_owned())),
            }
        }
        links
    }

    /// The addresses and telephone numbers in it, in order.
    pub(super) fn addresses(&self) -> &[Address] {
        self.addresses.get_or_init(|| match self.home {
            Some(home) => addresses::find(&self.text, home),
            None => addresses::find(&self.text, &Home::britain()),
        })
    }

    /// The numbers in it with their units, in order. Those of a cell may have theirs from the head of
    /// its column.
    pub(super) fn amounts(&self) -> &[Amount] {
        self.amounts.get_or_init(|| {
            let head = self.head.map(Paragraph::plain_text);
            amounts::find(&self.text, head.as_deref())
        })
    }

    /// Whether some of its words are bold.
    pub(super) fn has_bold(&self) -> bool {
        self.segments.iter().any(|segment| segment.bold)
    }
}

/// How words look, by the marks around them.
#[derive(Clone, Copy)]
struct Look<'a> {
    bold: bool,
    link: Option<&'a Link>,
    language: &'a Language,
}
