//! Paragraphs and the marks within them.

use maud::{Markup, html};

use super::addresses;
use super::context::{Context, term_id};
use super::stretches::{Manner, Stretch, stretches};
use crate::content::{Inline, Link, Paragraph, Target, Text};

/// Paragraphs, each an element of its own.
pub(super) fn text(context: Context<'_>, text: &Text) -> Markup {
    html! {
        @for paragraph in text {
            p { (line(context, paragraph)) } "\n"
        }
    }
}

/// What a paragraph holds, without an element around it.
pub(super) fn line(context: Context<'_>, paragraph: &Paragraph) -> Markup {
    inlines(context, &paragraph.inlines)
}

fn inlines(context: Context<'_>, parts: &[Inline]) -> Markup {
    html! {
        @for (at, part) in parts.iter().enumerate() {
            @match part {
                Inline::Words(words) => {
                    @let (before, after) = lent(parts, at);
                    (plain(context, &words.text[before..words.text.len() - after]))
                }
                Inline::LineBreak(_) => { br; }
                Inline::Strong(inner) => strong { (inlines(context, inner)) },
                Inline::Em(inner) => em { (inlines(context, inner)) },
                Inline::Language(language, inner) => {
                    @let (within, own) = context.enter(None, Some(language));
                    span lang=[own.lang] dir=[own.dir] { (inlines(within, inner)) }
                }
                Inline::Link(found) if found.shows_address() => {
                    @let (before, after) = borrowed(parts, at);
                    (addresses::boxed(before, &link(context, found), after))
                }
                Inline::Link(found) => (link(context, found)),
            }
        }
    }
}

/// How many bytes at the start and at the end of some words stick to the addresses beside them.
fn lent(parts: &[Inline], at: usize) -> (usize, usize) {
    let Inline::Words(words) = &parts[at] else { return (0, 0) };
    let shown =
        |part: Option<&Inline>| matches!(part, Some(Inline::Link(it)) if it.shows_address());
    let first = at.checked_sub(1).and_then(|before| parts.get(before));
    let before = if shown(first) { addresses::stuck_after(&words.text) } else { 0 };
    let rest = &words.text[before..];
    let after = if shown(parts.get(at + 1)) { addresses::stuck_before(rest) } else { 0 };
    (before, after)
}

/// The signs beside an address that stick to it.
fn borrowed(parts: &[Inline], at: usize) -> (&str, &str) {
    let before = at.checked_sub(1).map_or("", |before| match &parts[before] {
        Inline::Words(words) => &words.text[words.text.len() - lent(parts, before).1..],
        _ => "",
    });
    let after = match parts.get(at + 1) {
        Some(Inline::Words(words)) => &words.text[..lent(parts, at + 1).0],
        _ => "",
    };
    (before, after)
}

fn link(context: Context<'_>, link: &Link) -> Markup {
    let target = match &link.target {
        Target::Address(address) => href(address),
        Target::Place(place) => format!("#{}", context.anchor(*place)),
        Target::Term(entry) => format!("#{}", term_id(*entry)),
    };
    let words = match &link.words[..] {
        [Inline::Words(words)] if link.shows_address() => addresses::ordered(context, &words.text),
        words => inlines(context, words),
    };
    html! { a href=(target) { (words) } }
}

/// An address as a browser takes it: an author's may hold spaces.
pub(super) fn href(address: &str) -> String {
    address.trim().replace(' ', "%20")
}

/// Words without marks.
///
/// Telephone numbers stay in one piece, as do a number and its unit, and a date's day and month.
/// Among words that run from right to left, telephone numbers and addresses keep their own order:
/// "+44 20" would otherwise be shown as "20 44+".
pub(super) fn plain(context: Context<'_>, text: &str) -> Markup {
    let isolated = context.right_to_left();
    html! {
        @for Stretch { words, manner } in stretches(text, context.language) {
            @match manner {
                Manner::Address { before, after } => {
                    @let (before, rest) = words.split_at(before);
                    @let (address, after) = rest.split_at(rest.len() - after);
                    (addresses::boxed(before, &addresses::ordered(context, address), after))
                }
                Manner::Phone | Manner::Measure if isolated => bdi.whole dir="ltr" { (words) },
                Manner::Phone | Manner::Measure | Manner::Whole => span.whole { (words) },
                Manner::Plain => (words),
            }
        }
    }
}
