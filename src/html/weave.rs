//! Words of a paragraph with what keeps their order and holds them on a line.
//!
//! Telephone numbers stay in one piece, as do a number and its unit, and a date's day and month.
//! What the order of a number asks for is worked out for the paragraph as a whole, since it depends
//! on the words before it, also on those within other elements.

use std::iter::Peekable;
use std::vec::IntoIter;

use maud::{Markup, PreEscaped, Render, html};

use super::stretches::{Manner, Stretch, stretches};
use crate::language::{Direction, Language};
use crate::typeset::isolates::{Isolate, isolates};

/// Goes through a paragraph's text from its beginning to its end.
pub(super) struct Weaver {
    isolates: Peekable<IntoIter<Isolate>>,
    /// Isolates that began in other words, each with its end and the sign for it.
    open: Vec<(usize, &'static str)>,
    /// How many bytes of the text have been written.
    at: usize,
}

impl Weaver {
    /// Of the text of a whole paragraph.
    pub(super) fn new(text: &str, direction: Direction) -> Self {
        Self { isolates: isolates(text, direction).into_iter().peekable(), open: Vec::new(), at: 0 }
    }

    /// Leaves out words that are written otherwise: no isolate that begins there is wanted.
    pub(super) fn pass(&mut self, words: &str) {
        self.at += words.len();
        while self.isolates.next_if(|isolate| isolate.range.start < self.at).is_some() {}
    }

    /// The words that come next.
    pub(super) fn words(&mut self, text: &str, language: &Language) -> Markup {
        let (start, limit) = (self.at, self.at + text.len());
        let mut pieces =
            Pieces { rest: stretches(text, language).into_iter(), cut: None, at: start };
        let mut written = String::new();
        while let Some(isolate) = self.isolates.next_if(|next| next.range.start < limit) {
            self.close(&mut written, &mut pieces, isolate.range.start);
            markup(&pieces.take(isolate.range.start)).render_to(&mut written);
            let inner = self.isolates.peek();
            let alone = inner.is_none_or(|inner| inner.range.start >= isolate.range.end);
            if alone && isolate.range.end <= limit {
                isolated(&pieces.take(isolate.range.end), &isolate).render_to(&mut written);
            } else {
                // No element can hold what begins in one and ends in another.
                written.push_str(isolate.opener());
                self.open.push((isolate.range.end, isolate.closer()));
            }
        }
        self.close(&mut written, &mut pieces, limit);
        markup(&pieces.take(limit)).render_to(&mut written);
        self.at = limit;
        PreEscaped(written)
    }

    /// Writes on to the end of each isolate that ends by `limit`.
    fn close(&mut self, written: &mut String, pieces: &mut Pieces<'_>, limit: usize) {
        while let Some((end, sign)) = self.open.pop_if(|(end, _)| *end <= limit) {
            markup(&pieces.take(end)).render_to(written);
            written.push_str(sign);
        }
    }
}

/// Stretches of words that are taken from the first to the last.
struct Pieces<'t> {
    rest: IntoIter<Stretch<'t>>,
    /// What is left of one that was cut.
    cut: Option<Stretch<'t>>,
    at: usize,
}

impl<'t> Pieces<'t> {
    /// Those up to a byte of the paragraph.
    fn take(&mut self, end: usize) -> Vec<Stretch<'t>> {
        let mut taken = Vec::new();
        while self.at < end
            && let Some(piece) = self.cut.take().or_else(|| self.rest.next())
        {
            let length = piece.words.len().min(end - self.at);
            let (words, rest) = piece.words.split_at(length);
            taken.push(Stretch { words, ..piece });
            self.cut = (!rest.is_empty()).then_some(Stretch { words: rest, ..piece });
            self.at += length;
        }
        taken
    }
}

fn isolated(pieces: &[Stretch<'_>], isolate: &Isolate) -> Markup {
    let mark = if isolate.follows { "\u{200F}" } else { "" };
    html! { (isolated_pieces(pieces, isolate)) (mark) }
}

fn isolated_pieces(pieces: &[Stretch<'_>], isolate: &Isolate) -> Markup {
    match pieces {
        _ if isolate.overrides => html! { bdo dir="ltr" { (markup(pieces)) } },
        [only] if only.manner.is_whole() => html! { bdi.whole dir="ltr" { (only.words) } },
        _ => html! { bdi dir="ltr" { (markup(pieces)) } },
    }
}

fn markup(pieces: &[Stretch<'_>]) -> Markup {
    html! {
        @for Stretch { words, manner } in pieces {
            @if manner.is_whole() {
                span.whole { (words) }
            } @else {
                (words)
            }
        }
    }
}

impl Manner {
    fn is_whole(self) -> bool {
        !matches!(self, Self::Plain | Self::Address)
    }
}
