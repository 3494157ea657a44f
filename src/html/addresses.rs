//! Web and email addresses as a browser breaks them.
//!
//! An address is a box of its own: one that fits a line goes whole to the next. Within one that does
//! not, `<wbr>` stands where it misleads least, and no break anywhere else. The signs that touch an
//! address are in its box, so that none of them stands alone on a line. Screen readers would hear a
//! blank at a `<wbr>` that is not hidden from them, and at a box within a link.

use std::ops::Range;

use maud::{Markup, html};

use super::context::Context;
use crate::language::Direction;
use crate::typeset::addresses::{self, Seam};

/// A part of so many letters fits the narrowest screen: 320 pixels (WCAG 2.2, success criterion
/// 1.4.10) less what panels take, with letters spaced as readers may want them (1.4.12).
const SHORT: usize = 20;
/// The most signs on one side that stick to an address.
const MOST_STUCK: usize = 8;

/// An address with the signs before and after it.
pub(super) fn boxed(before: &str, address: &Markup, after: &str) -> Markup {
    html! { span.address { (before) (address) (after) } }
}

/// An address in its own order, to stand in a box.
pub(super) fn ordered(context: Context<'_>, words: &str) -> Markup {
    if context.language.direction() == Direction::RightToLeft {
        return html! { bdi dir="ltr" { (parts(words)) } };
    }
    parts(words)
}

/// An address that may be parted.
pub(super) fn parts(words: &str) -> Markup {
    part(words, 0..words.len(), &addresses::seams(words), &Seam::ALL)
}

/// A range of an address, parted at the seams that mislead least.
fn part(words: &str, range: Range<usize>, seams: &[(usize, Seam)], levels: &[Seam]) -> Markup {
    let Some((level, deeper)) = levels.split_first() else { return last_resort(words, range) };
    let inner = |at: &usize| range.start < *at && *at < range.end;
    let at_level = seams.iter().filter(|(at, seam)| inner(at) && seam == level);
    let ends: Vec<usize> = at_level.map(|(at, _)| *at).chain([range.end]).collect();
    let starts = std::iter::once(range.start).chain(ends.iter().copied());
    let short = |range: &Range<usize>| words[range.clone()].chars().nth(SHORT).is_none();
    html! {
        @for (start, end) in starts.zip(ends.iter().copied()) {
            @if start > range.start { wbr aria-hidden="true"; }
            @if short(&(start..end)) {
                (words[start..end])
            } @else if ends.len() == 1 {
                (part(words, start..end, seams, deeper))
            } @else {
                span.part { (part(words, start..end, seams, deeper)) }
            }
        }
    }
}

/// What no sign parts: where it is too wide a line ends anywhere but beside a hyphen and the like.
fn last_resort(words: &str, range: Range<usize>) -> Markup {
    let (mut start, mut pieces) = (range.start, Vec::new());
    let places = words[range.clone()].char_indices().map(|(at, _)| range.start + at);
    for at in places.skip(1).chain([range.end]) {
        if at == range.end || !addresses::misleads(words, at) {
            pieces.push(&words[start..at]);
            start = at;
        }
    }
    html! {
        span.long {
            @for piece in pieces {
                @if piece.chars().nth(1).is_some() {
                    span.whole { (piece) }
                } @else {
                    (piece)
                }
            }
        }
    }
}

/// How many bytes at the start of a text stick to an address before it.
pub(super) fn stuck_after(text: &str) -> usize {
    let sticks = |c: &char| {
        !c.is_whitespace()
            && !c.is_alphanumeric()
            && !is_opening(*c)
            && !"+#@-–—*/&=~€£$".contains(*c)
    };
    text.chars().take(MOST_STUCK).take_while(sticks).map(char::len_utf8).sum()
}

/// How many bytes at the end of a text stick to an address after it.
pub(super) fn stuck_before(text: &str) -> usize {
    text.chars().rev().take(MOST_STUCK).take_while(|c| is_opening(*c)).map(char::len_utf8).sum()
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '「' | '『' | '（')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_may_be_too_wide_are_boxes() {
        for (address, expected) in [
            ("www.example.org", "www.example.org"),
            (
                "www.nhs.uk/a-b/c.html?a",
                "www.nhs.uk/<wbr aria-hidden=\"true\">a-b/<wbr aria-hidden=\"true\">c<wbr aria-hidden=\"true\">.html<wbr aria-hidden=\"true\">?a",
            ),
            (
                "https://www.example.org/information-a/b",
                "<span class=\"part\">https://<wbr aria-hidden=\"true\">www.example.org/</span><wbr aria-hidden=\"true\">information-a/<wbr aria-hidden=\"true\">b",
            ),
            (
                "name.surname@hospital.example.org",
                "<span class=\"part\">name<wbr aria-hidden=\"true\">.surname@hospital</span><wbr aria-hidden=\"true\">.example.org",
            ),
        ] {
            assert_eq!(parts(address).into_string(), expected);
        }
    }

    #[test]
    fn a_long_part_is_never_broken_beside_a_hyphen() {
        let parted = parts("www.nhs.uk/abcdefghijklmnop-qrstuvwxyz").into_string();
        assert_eq!(
            parted,
            "www.nhs.uk/<wbr aria-hidden=\"true\"><span class=\"part\"><span class=\"long\">abcdefghijklmno\
             <span class=\"whole\">p-q</span>rstuvwxyz</span></span>"
        );
    }

    #[test]
    fn signs_stick_to_an_address() {
        assert_eq!((stuck_before("see (“"), stuck_after(").” Then")), (4, 5));
        assert_eq!((stuck_before("see "), stuck_after(" and")), (0, 0));
    }
}
