//! Words as an author means them: marked up, with the way back to their place in the source.

use std::sync::Arc;

use crate::language::Language;
use crate::source::Span;

/// A string after values and typographic signs, with its way back to the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is shown.
    pub text: Arc<str>,
    /// The whole of it in the source.
    pub span: Span,
    /// Stretches of `text` and where they come from, in order and without gaps.
    pub origins: Vec<Origin>,
}

/// Where a stretch of a [`Words`] comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// First byte of the stretch in the text; it runs to the next stretch.
    pub at: u32,
    /// Its place in the source.
    pub span: Span,
    /// Whether the stretch stands byte for byte in the source, so that parts of it have a place
    /// of their own; otherwise (an escape, a value, a typographic sign) all of it comes from all
    /// of `span`.
    pub verbatim: bool,
}

impl Words {
    /// Words that all come from one place.
    #[must_use]
    pub fn new(text: impl Into<Arc<str>>, span: Span) -> Self {
        Self { text: text.into(), span, origins: vec![Origin { at: 0, span, verbatim: false }] }
    }

    /// The narrowest place in the source of a range of the text's bytes.
    #[must_use]
    pub fn place(&self, range: std::ops::Range<usize>) -> Span {
        let index = |offset: usize| {
            self.origins.partition_point(|origin| origin.at as usize <= offset).saturating_sub(1)
        };
        let Some(first) = self.origins.get(index(range.start)) else {
            return self.span;
        };
        let last_byte = range.end.saturating_sub(1).max(range.start);
        let last = self.origins.get(index(last_byte)).unwrap_or(first);
        let start = if first.verbatim {
            first.span.start + (range.start - first.at as usize) as u32
        } else {
            first.span.start
        };
        let end = if last.verbatim {
            last.span.start + (last_byte + 1 - last.at as usize) as u32
        } else {
            last.span.end
        };
        if first.span.source != last.span.source || end < start {
            return first.span;
        }
        Span { source: first.span.source, start, end }
    }
}

/// Prose: paragraphs of marked-up words.
pub type Text = Vec<Paragraph>;

/// One paragraph of marked-up words; also a line (a heading, a caption).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it holds, in reading order.
    pub inlines: Vec<Inline>,
    /// Where it stands.
    pub span: Span,
}

impl Paragraph {
    /// The words alone, without marks.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        collect_text(&self.inlines, &mut text);
        text
    }
}

impl Paragraph {
    /// The same with the words of its links in place of the links: for a place that is a link
    /// itself, as an entry of the contents is.
    #[must_use]
    pub fn without_links(&self) -> Self {
        Self { inlines: unlinked(&self.inlines), span: self.span }
    }
}

fn unlinked(inlines: &[Inline]) -> Vec<Inline> {
    let mut plain = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Words(_) | Inline::LineBreak(_) => plain.push(inline.clone()),
            Inline::Strong(inner) => plain.push(Inline::Strong(unlinked(inner))),
            Inline::Em(inner) => plain.push(Inline::Em(unlinked(inner))),
            Inline::Language(language, inner) => {
                plain.push(Inline::Language(language.clone(), unlinked(inner)));
            }
            Inline::Link(link) => plain.extend(unlinked(&link.words)),
        }
    }
    plain
}

pub(super) fn collect_text(inlines: &[Inline], into: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Words(words) => into.push_str(&words.text),
            Inline::LineBreak(_) => into.push(' '),
            Inline::Strong(inner) | Inline::Em(inner) => collect_text(inner, into),
            Inline::Language(_, inner) => collect_text(inner, into),
            Inline::Link(link) => collect_text(&link.words, into),
        }
    }
}

/// A piece of marked-up words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words as they are.
    Words(Words),
    /// A line break that the author asked for.
    LineBreak(Span),
    /// Words of weight.
    Strong(Vec<Inline>),
    /// Stressed words.
    Em(Vec<Inline>),
    /// Words in another language.
    Language(Language, Vec<Inline>),
    /// A link.
    Link(Link),
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// What is shown, never empty.
    pub words: Vec<Inline>,
    /// The address to be shown in brackets after it where a medium is printed: set where the
    /// target is a web or email address and the words are not that address (`docs/format.md`,
    /// section 4).
    pub address: Option<String>,
    /// The whole link.
    pub span: Span,
    /// The target alone.
    pub target_span: Span,
}

impl Link {
    /// Whether its words are the web or email address that it leads to.
    #[must_use]
    pub fn shows_address(&self) -> bool {
        let Target::Address(address) = &self.target else { return false };
        let schemes = ["https:", "http:", "mailto:"];
        let leads_out = schemes.iter().any(|scheme| address.starts_with(scheme));
        let mut words = String::new();
        collect_text(&self.words, &mut words);
        leads_out && self.address.is_none() && words.contains(['.', ':'])
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A whole address, with its scheme: `http`, `https`, `mailto`, `tel` or `sms`.
    Address(String),
    /// A place in the booklet.
    Place(Place),
    /// An entry of [`Book::glossary`], by index.
    Term(usize),
}

/// A place that a link can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The table of contents.
    Contents,
    /// A chapter, by index.
    Chapter(usize),
    /// A block: chapter index, block index.
    Block(usize, usize),
    /// The glossary.
    Glossary,
    /// The imprint.
    About,
    /// The contact section.
    Contact,
}
