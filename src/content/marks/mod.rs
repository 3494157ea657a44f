//! A paragraph's signs to pieces, with what is wrong with its marks (`docs/format.md`, section 4).
//!
//! The grammar is our own, not CommonMark. [`lines`] looks at what lines begin with and joins
//! them, [`parse`] finds brackets and stars, and [`super::inlines`] builds the tree.

pub(super) mod lines;
mod parse;
mod stars;
pub(super) mod tags;

pub(super) use parse::parse;

use crate::codes::Code;
use crate::language::Language;

/// A part of a paragraph. Numbers are indices into the paragraph's signs.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// A sign to be shown; `\n` is a line break.
    Sign { at: usize, strong: bool, em: bool },
    /// `<https://…>`: what is within.
    Address { from: usize, to: usize, strong: bool, em: bool },
    /// `[words](target)`.
    Bracket(Bracket),
    /// `*`, `**` or `***` before it is known what they pair with; [`parse`] gives none.
    Stars { from: usize, len: usize },
}

/// `[words](target)`.
#[derive(Clone, Debug)]
pub(super) struct Bracket {
    /// From the opening to the closing bracket.
    pub whole: (usize, usize),
    /// The target, spaces at its ends left out.
    pub target: (usize, usize),
    pub words: Vec<Piece>,
    /// The language, where the target begins with `lang:`. `None` within where it is unknown.
    pub language: Option<Option<Language>>,
}

/// Something wrong with a paragraph's marks.
#[derive(Clone, Debug)]
pub(super) struct MarkFault {
    pub code: Code,
    /// The signs at fault.
    pub range: (usize, usize),
    pub message: String,
    pub note: Option<String>,
    pub help: Option<String>,
    /// What should stand there instead, as the reader of the marks sees it.
    pub replacement: Option<String>,
}

impl MarkFault {
    fn new(code: Code, range: (usize, usize), message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, range, message, note: None, help: None, replacement: None }
    }

    /// Whether it tells of lines that look like a list or a heading.
    pub(super) fn is_block(&self) -> bool {
        ["bullets", "steps", "heading`"].iter().any(|end| self.message.ends_with(end))
    }

    /// Whether it tells of a tag or a sign of HTML.
    pub(super) fn is_html(&self) -> bool {
        self.message.contains("is HTML, which is not read")
    }

    /// Puts what helps where no block can begin: in an item, a cell, a heading.
    pub(super) fn advise(&mut self, what: &str) {
        let kind = ["bullets", "steps"].into_iter().find(|kind| self.message.ends_with(kind));
        self.help = match (kind, what) {
            (Some(kind), "an item of a list") => {
                Some(format!("write the item as {{ text = \"…\", {kind} = [\"…\", \"…\"] }}"))
            }
            (Some(kind), "a cell") => {
                Some(format!("give each point a row, or put `{kind}` after the table"))
            }
            (Some(kind), _) => Some(format!(
                "write the points as sentences, or put them into a chapter as `{kind}`"
            )),
            (None, "`title`" | "`heading`" | "`subheading`") if self.message.contains("with #") => {
                Some("take the # out: this is shown as a heading already".to_owned())
            }
            _ => self.help.take(),
        };
    }

    fn note(mut self, text: impl Into<String>) -> Self {
        self.note = Some(text.into());
        self
    }

    fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    fn replace(mut self, text: impl Into<String>) -> Self {
        self.replacement = Some(text.into());
        self
    }
}

/// Whether there is a mark among the signs: more than letters that stand for themselves.
pub(super) fn is_marked(signs: &[super::signs::Sign]) -> bool {
    let escaped = signs.iter().any(|sign| sign.literal && !matches!(sign.c, '{' | '}'));
    escaped
        || lines::paragraphs(signs).iter().any(|paragraph| {
            let joined = lines::join(signs, paragraph, true);
            joined.iter().any(|sign| sign.c == '\n')
                || parse(&joined).0.iter().any(|piece| match piece {
                    Piece::Sign { strong, em, .. } => *strong || *em,
                    _ => true,
                })
        })
}
