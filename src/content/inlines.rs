//! The pieces of a paragraph to the tree of inlines that the book keeps.

use crate::codes;
use crate::content::bounds::{LONGEST_LINK, length};
use crate::content::links::Destination;
use crate::content::marks::{Bracket, Piece};
use crate::content::reader::Reader;
use crate::content::signs::{Sign, Signs, Writer, place, text};
use crate::content::typography::{Change, Shown, changes};
use crate::content::{Inline, Link, Target, Words};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::source::{SourceId, Span};

impl Reader<'_> {
    /// Builds the inlines of a paragraph and resolves its links.
    pub(super) fn build(&mut self, whole: &Signs, signs: &[Sign], pieces: &[Piece]) -> Vec<Inline> {
        let mut visible = Vec::with_capacity(pieces.len());
        collect(signs, pieces, &self.language, &mut visible);
        let shown: Vec<Shown<'_>> = visible.iter().map(|(_, shown)| *shown).collect();
        let mut becomes: Vec<Becomes> = vec![Becomes::Itself; signs.len()];
        for (order, change) in changes(&shown).into_iter().enumerate() {
            becomes[visible[order].0] = match change {
                Change::Keep => Becomes::Itself,
                Change::Gone => Becomes::Nothing,
                Change::Put { text, len } => {
                    Becomes::Other { text, last: visible[order + len - 1].0 }
                }
            };
        }
        let source = whole.span.source;
        let mut builder = Builder { reader: self, whole, signs, source, becomes };
        builder.group(pieces, Marked { strong: false, em: false })
    }
}

/// The signs that are shown, in the order of reading.
fn collect<'a>(
    signs: &[Sign],
    pieces: &'a [Piece],
    language: &'a Language,
    visible: &mut Vec<(usize, Shown<'a>)>,
) {
    for piece in pieces {
        match piece {
            Piece::Sign { at, .. } => {
                visible.push((*at, Shown { c: signs[*at].c, language, fixed: false }));
            }
            Piece::Address { from, to, .. } => {
                let fixed = |at: usize| (at, Shown { c: signs[at].c, language, fixed: true });
                visible.extend((*from..*to).map(fixed));
            }
            Piece::Bracket(bracket) => {
                let inner = bracket.language.as_ref().and_then(Option::as_ref);
                collect(signs, &bracket.words, inner.unwrap_or(language), visible);
            }
            Piece::Stars { .. } => {}
        }
    }
}

/// What a sign is shown as.
#[derive(Clone, Copy, Debug)]
enum Becomes {
    Itself,
    Nothing,
    /// Other characters, which come from the signs up to `last`.
    Other {
        text: &'static str,
        last: usize,
    },
}

/// What the tree around a piece marks already.
#[derive(Clone, Copy)]
struct Marked {
    strong: bool,
    em: bool,
}

pub(super) struct Builder<'b, 'a> {
    pub(super) reader: &'b mut Reader<'a>,
    whole: &'b Signs,
    signs: &'b [Sign],
    source: SourceId,
    becomes: Vec<Becomes>,
}

impl Builder<'_, '_> {
    /// Reports a link that is too long for a PDF.
    fn judge_link(&mut self, shown: &str, target: &Target, span: Span) {
        if length(shown) > LONGEST_LINK {
            self.reader.report(
                Diagnostic::error(
                    codes::TOO_LARGE,
                    span,
                    "the words of a link are longer than 2,000 characters",
                )
                .help("link some words that say where it leads"),
            );
        }
        if let Target::Address(address) = target {
            self.reader.judge_length(span, "the address of a link", address.len());
        }
    }

    /// Puts neighbours that are strong into one `Strong`, and the same for `Em`.
    fn group(&mut self, pieces: &[Piece], within: Marked) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for run in pieces.chunk_by(|a, b| is_strong(a) == is_strong(b)) {
            if is_strong(&run[0]) && !within.strong {
                let inner = self.group(run, Marked { strong: true, ..within });
                inlines.push(Inline::Strong(inner));
                continue;
            }
            for run in run.chunk_by(|a, b| is_em(a) == is_em(b)) {
                if is_em(&run[0]) && !within.em {
                    let inner = self.group(run, Marked { em: true, ..within });
                    inlines.push(Inline::Em(inner));
                } else {
                    self.leaves(run, within, &mut inlines);
                }
            }
        }
        join_words(inlines)
    }

    fn leaves(&mut self, pieces: &[Piece], within: Marked, into: &mut Vec<Inline>) {
        let mut writer = Writer::new(self.source);
        for piece in pieces {
            match piece {
                Piece::Sign { at, .. } if self.signs[*at].c == '\n' => {
                    self.flush(&mut writer, into);
                    into.push(Inline::LineBreak(self.signs[*at].span(self.source)));
                }
                Piece::Sign { at, .. } => match self.becomes[*at] {
                    Becomes::Itself => writer.sign(self.signs[*at]),
                    Becomes::Nothing => {}
                    Becomes::Other { text, last } => {
                        writer.instead(self.signs[*at], self.signs[last], text);
                    }
                },
                Piece::Address { from, to, .. } => {
                    self.flush(&mut writer, into);
                    let link = self.address((*from, *to));
                    into.extend(link);
                }
                Piece::Bracket(bracket) => {
                    self.flush(&mut writer, into);
                    self.bracket(bracket, within, into);
                }
                Piece::Stars { .. } => {}
            }
        }
        self.flush(&mut writer, into);
    }

    fn flush(&self, writer: &mut Writer, into: &mut Vec<Inline>) {
        let written = std::mem::replace(writer, Writer::new(self.source));
        if !written.is_empty() {
            into.push(Inline::Words(written.finish(self.whole.span)));
        }
    }

    fn span(&self, range: (usize, usize)) -> Span {
        place(self.source, &self.signs[range.0..range.1]).unwrap_or(self.whole.span)
    }

    fn bracket(&mut self, bracket: &Bracket, within: Marked, into: &mut Vec<Inline>) {
        let words = self.group(&bracket.words, within);
        if let Some(language) = &bracket.language {
            match language {
                Some(language) => into.push(Inline::Language(language.clone(), words)),
                None => into.extend(words),
            }
            return;
        }
        match self.destination(bracket.target) {
            Some(destination) if !words.is_empty() => {
                let span = self.span(bracket.whole);
                into.push(self.link(destination, words, span, bracket.target));
            }
            _ => into.extend(words),
        }
    }

    /// Where a target leads; `None` where that is wrong, which is reported.
    fn destination(&mut self, range: (usize, usize)) -> Option<Destination> {
        let signs = &self.signs[range.0..range.1];
        // A link that a value brought in whole has its target from the same value.
        let opening = range.0.checked_sub(1).map_or(0, |at| self.signs[at].used);
        let marked = signs.iter().find(|sign| {
            sign.used > 0 && sign.used != opening && self.whole.uses[sign.used as usize - 1].marked
        });
        if let Some(sign) = marked {
            let value = &self.whole.uses[sign.used as usize - 1];
            let message =
                format!("the value `{}` has marks, which are not read in a target", value.name);
            let diagnostic = Diagnostic::error(codes::BAD_MARK, sign.span(self.source), message)
                .label(value.definition, format!("`{}` is defined here", value.name))
                .help("use a value that is the bare address");
            self.reader.report(diagnostic);
            return None;
        }
        let span = place(self.source, signs)?;
        let exact = signs.iter().all(|sign| sign.exact);
        let (whole, text) = (self.whole, text(signs));
        self.reader.at_uses(whole, signs, |reader| reader.destination(&text, span, exact))
    }

    fn link(
        &mut self,
        destination: Destination,
        words: Vec<Inline>,
        span: Span,
        target: (usize, usize),
    ) -> Inline {
        let mut shown = String::new();
        super::prose::collect_text(&words, &mut shown);
        self.judge_link(&shown, &destination.target, span);
        let address = destination.address_beside(&shown);
        let target_span = self.span(target);
        Inline::Link(Link { target: destination.target, words, address, span, target_span })
    }

    fn address(&mut self, range: (usize, usize)) -> Option<Inline> {
        let signs = &self.signs[range.0..range.1];
        let mut writer = Writer::new(self.source);
        let address = text(signs);
        let scheme = ["mailto:", "tel:", "sms:"];
        let lower = address.to_ascii_lowercase();
        // A scheme alone is a fault, and is shown as it stands.
        let hidden = scheme.iter().find(|it| lower.starts_with(**it) && lower.len() > it.len());
        for sign in &signs[hidden.map_or(0, |scheme| scheme.len())..] {
            writer.sign(*sign);
        }
        let words = vec![Inline::Words(writer.finish(self.whole.span))];
        let whole = Span {
            source: self.source,
            start: self.signs[range.0 - 1].start,
            end: self.signs[range.1].end,
        };
        let span = place(self.source, signs)?;
        let full = if address.contains(':') { address } else { format!("mailto:{address}") };
        let whole_string = self.whole;
        let read = |reader: &mut Reader<'_>| reader.destination(&full, span, false);
        match self.reader.at_uses(whole_string, signs, read) {
            Some(destination) => Some(self.link(destination, words, whole, range)),
            None => words.into_iter().next(),
        }
    }
}

fn is_strong(piece: &Piece) -> bool {
    match piece {
        Piece::Sign { strong, .. } | Piece::Address { strong, .. } => *strong,
        Piece::Bracket(bracket) => !bracket.words.is_empty() && bracket.words.iter().all(is_strong),
        Piece::Stars { .. } => false,
    }
}

fn is_em(piece: &Piece) -> bool {
    match piece {
        Piece::Sign { em, .. } | Piece::Address { em, .. } => *em,
        Piece::Bracket(bracket) => !bracket.words.is_empty() && bracket.words.iter().all(is_em),
        Piece::Stars { .. } => false,
    }
}

/// Joins neighbouring words, which faulty marks leave apart.
fn join_words(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match (joined.last_mut(), inline) {
            (Some(Inline::Words(last)), Inline::Words(next)) => append(last, &next),
            (_, inline) => joined.push(inline),
        }
    }
    joined
}

fn append(words: &mut Words, next: &Words) {
    let shift = words.text.len() as u32;
    words.text = format!("{}{}", words.text, next.text).into();
    words.span.end = words.span.end.max(next.span.end);
    words.origins.extend(
        next.origins.iter().map(|origin| super::Origin { at: origin.at + shift, ..*origin }),
    );
}
