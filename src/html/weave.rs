//! Words of a paragraph with what keeps their order and holds them on a line.
//!
//! Telephone numbers stay in one piece, as do a number and its unit, and a date's day and month.
//! What the order of a number asks for is worked out for the paragraph as a whole, since it depends
//! on the words before it, also on those within other elements.

use std::iter::Peekable;
use std::vec::IntoIter;

use maud::{Markup, PreEscaped, Render, html};

use super::addresses;
use super::stretches::{Stretch, Treatment, stretches};
use crate::language::{Direction, Language};
use crate::typeset::isolates::{Isolate, direction_of, isolates};

/// Goes through a paragraph's text from its beginning to its end.
pub(super) struct Weaver {
    text: String,
    direction: Direction,
    /// Whether any of the text may run from right to left.
    turns: bool,
    isolates: Peekable<IntoIter<Isolate>>,
    /// Isolates that began in other words, each with its end and the sign for it.
    open: Vec<(usize, &'static str)>,
    /// How many bytes of the text have been written.
    at: usize,
}

impl Weaver {
    /// Of the text of a whole paragraph.
    pub(super) fn new(text: &str, direction: Direction) -> Self {
        let isolates = isolates(text, direction).into_iter().peekable();
        let turns = direction == Direction::RightToLeft
            || text.chars().any(|c| direction_of(c) == Some(Direction::RightToLeft));
        Self { text: text.to_owned(), direction, turns, isolates, open: Vec::new(), at: 0 }
    }

    /// What of some words, of which a part has been written, has not been.
    pub(super) fn waiting<'w>(&self, words: &'w str) -> &'w str {
        let sticks = addresses::stuck_before(words);
        let end = &words[words.len() - sticks..];
        if self.text[self.at..].starts_with(end) && !self.text[..self.at].ends_with(words) {
            end
        } else {
            ""
        }
    }

    /// Whether an address so many bytes further on may stand in a box of its own, which the order of
    /// a line takes for one sign without a direction: only where it comes to stand in the same place
    /// then. Beside words that run its way it would leave them.
    pub(super) fn is_boxable(&self, ahead: usize, length: usize) -> bool {
        let start = self.at + ahead;
        if !self.turns {
            return true;
        }
        if !self.open.is_empty() {
            return false;
        }
        let strong = |c: char| {
            let digit = c.is_numeric().then_some(Direction::LeftToRight);
            direction_of(c).or(digit)
        };
        let before = self.text[..start].chars().rev().find_map(strong);
        let after = self.text[start + length..].chars().find_map(strong);
        let same = |side: Option<Direction>| side.unwrap_or(self.direction);
        match self.direction {
            Direction::RightToLeft => same(before) == same(after),
            Direction::LeftToRight => {
                same(before) == Direction::LeftToRight || same(after) == Direction::LeftToRight
            }
        }
    }

    /// An address that comes next, in its own order.
    pub(super) fn address(&mut self, address: &str) -> Markup {
        self.pass(address);
        let parts = addresses::parts(address);
        if self.turns {
            html! { bdi dir="ltr" { (parts) } }
        } else {
            parts
        }
    }

    /// Leaves out words that are written otherwise: no isolate that begins there is wanted.
    pub(super) fn pass(&mut self, words: &str) {
        self.at += words.len();
        while self.isolates.next_if(|isolate| isolate.range.start < self.at).is_some() {}
    }

    /// The words that come next.
    pub(super) fn words(&mut self, text: &str, language: &Language) -> Markup {
        let (start, limit) = (self.at, self.at + text.len());
        let mut stretches = stretches(text, language);
        let mut ahead = 0;
        for stretch in &mut stretches {
            if matches!(stretch.treatment, Treatment::Address { .. })
                && !self.is_boxable(ahead, stretch.words.len())
            {
                stretch.treatment = Treatment::Plain;
            }
            ahead += stretch.words.len();
        }
        let mut pieces = Pieces { rest: stretches.into_iter(), cut: None, at: start };
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
            let (first, second) = piece.treatment.cut(length, rest.len());
            taken.push(Stretch { words, treatment: first });
            self.cut = (!rest.is_empty()).then_some(Stretch { words: rest, treatment: second });
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
        [only] if only.treatment.is_whole() => html! { bdi.whole dir="ltr" { (only.words) } },
        [Stretch { words, treatment: Treatment::Address { before: 0, after: 0 } }] => {
            addresses::boxed("", &html! { bdi dir="ltr" { (addresses::parts(words)) } }, "")
        }
        _ => html! { bdi dir="ltr" { (markup(pieces)) } },
    }
}

fn markup(pieces: &[Stretch<'_>]) -> Markup {
    html! {
        @for Stretch { words, treatment } in pieces {
            @match *treatment {
                Treatment::Plain => (words),
                Treatment::Address { before, after } => {
                    (addresses::boxed(
                        &words[..before],
                        &addresses::parts(&words[before..words.len() - after]),
                        &words[words.len() - after..],
                    ))
                }
                Treatment::Whole | Treatment::Phone | Treatment::Measure => span.whole { (words) },
                Treatment::Joint => span.joint { (words) },
            }
        }
    }
}

impl Treatment {
    fn is_whole(self) -> bool {
        !matches!(self, Self::Plain | Self::Address { .. } | Self::Joint)
    }

    /// How the two parts of a stretch are treated that is cut where the first has so many bytes: an
    /// address without the signs that stick to it is still one.
    fn cut(self, first: usize, second: usize) -> (Self, Self) {
        match self {
            Self::Address { before, after } if second > 0 => {
                if first == before {
                    (Self::Plain, Self::Address { before: 0, after })
                } else if second == after {
                    (Self::Address { before, after: 0 }, Self::Plain)
                } else {
                    (Self::Plain, Self::Plain)
                }
            }
            whole => (whole, whole),
        }
    }
}
