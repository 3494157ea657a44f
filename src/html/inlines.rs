//! Paragraphs and the marks within them.

use maud::{Markup, html};

use super::addresses;
use super::context::{Context, term_id};
use super::weave::Weaver;
use crate::content::{Inline, Link, Paragraph, Target, Text};
use crate::language::{Direction, Language};
use crate::typeset::isolates::{TURN_BACK, turn_to};

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
    let direction = context.language.direction();
    let mut whole = String::new();
    spell(&paragraph.inlines, direction, &mut whole);
    inlines(context, &mut Weaver::new(&whole, direction), &paragraph.inlines)
}

/// The text of a paragraph as its order is worked out: words that run the other way than those
/// around them between signs that say so.
fn spell(parts: &[Inline], direction: Direction, into: &mut String) {
    for part in parts {
        match part {
            Inline::Words(words) => into.push_str(&words.text),
            Inline::LineBreak(_) => into.push('\n'),
            Inline::Strong(inner) | Inline::Em(inner) => spell(inner, direction, into),
            Inline::Link(link) => spell(&link.words, direction, into),
            Inline::Language(language, inner) if language.direction() == direction => {
                spell(inner, direction, into);
            }
            Inline::Language(language, inner) => {
                into.push(turn_to(language.direction()));
                spell(inner, language.direction(), into);
                into.push(TURN_BACK);
            }
        }
    }
}

/// The same parts in the same order as [`spell`] takes them.
fn inlines(context: Context<'_>, weaver: &mut Weaver, parts: &[Inline]) -> Markup {
    // Whether the address before stands in a box, and how much of what follows is in it.
    let mut stuck = 0;
    let mut written = Vec::with_capacity(parts.len());
    for (at, part) in parts.iter().enumerate() {
        written.push(match part {
            Inline::Words(words) => {
                let rest = &words.text[std::mem::take(&mut stuck)..];
                let own = rest.len() - lent_to_next(weaver, rest, parts.get(at + 1));
                weaver.words(&rest[..own], context.language)
            }
            Inline::LineBreak(_) => line_break(weaver),
            Inline::Strong(inner) => html! { strong { (inlines(context, weaver, inner)) } },
            Inline::Em(inner) => html! { em { (inlines(context, weaver, inner)) } },
            Inline::Language(language, inner) => turned(context, weaver, language, inner),
            Inline::Link(found) => {
                let (markup, after) = linked(context, weaver, parts, (at, found));
                stuck = after;
                markup
            }
        });
    }
    html! { @for part in written { (part) } }
}

/// How many bytes at the end of some words stand in the box of the address that comes next.
fn lent_to_next(weaver: &Weaver, words: &str, next: Option<&Inline>) -> usize {
    let Some(Inline::Link(link)) = next else { return 0 };
    let boxed = boxable(weaver, words.len(), link);
    if boxed { addresses::stuck_before(words) } else { 0 }
}

/// Whether a link shows its address, and may stand in a box so many bytes further on.
fn boxable(weaver: &Weaver, ahead: usize, link: &Link) -> bool {
    let [Inline::Words(words)] = &link.words[..] else { return false };
    link.shows_address() && weaver.is_boxable(ahead, words.text.len())
}

/// A link, and how many bytes of the words after it stand in its box.
fn linked(
    context: Context<'_>,
    weaver: &mut Weaver,
    parts: &[Inline],
    (at, found): (usize, &Link),
) -> (Markup, usize) {
    let before = match at.checked_sub(1).and_then(|before| parts.get(before)) {
        Some(Inline::Words(words)) => weaver.waiting(&words.text),
        _ => "",
    };
    let Some(shown) = shown_address(found).filter(|_| boxable(weaver, before.len(), found)) else {
        return (link(context, weaver, found), 0);
    };
    let before = weaver.words(before, context.language);
    let address = weaver.address(shown);
    let target = target(context, found);
    let address = html! { a href=(target) { (address) } };
    let after = match parts.get(at + 1) {
        Some(Inline::Words(words)) => &words.text[..addresses::stuck_after(&words.text)],
        _ => "",
    };
    let length = after.len();
    let after = weaver.words(after, context.language);
    (html! { span.address { (before) (address) (after) } }, length)
}

fn shown_address(link: &Link) -> Option<&str> {
    match &link.words[..] {
        [Inline::Words(words)] if link.shows_address() => Some(&words.text),
        _ => None,
    }
}

fn line_break(weaver: &mut Weaver) -> Markup {
    weaver.pass("\n");
    html! { br; }
}

/// Words in another language.
fn turned(
    context: Context<'_>,
    weaver: &mut Weaver,
    language: &Language,
    inner: &[Inline],
) -> Markup {
    let (within, own) = context.enter(None, Some(language));
    let mut sign = [0; 4];
    let turns = own.dir.is_some();
    weaver.pass(if turns { turn_to(language.direction()).encode_utf8(&mut sign) } else { "" });
    let words = inlines(within, weaver, inner);
    weaver.pass(if turns { TURN_BACK.encode_utf8(&mut sign) } else { "" });
    html! { span lang=[own.lang] dir=[own.dir] { (words) } }
}

fn link(context: Context<'_>, weaver: &mut Weaver, link: &Link) -> Markup {
    // The style sheet prints it: on paper nothing can be followed.
    let address = link.address.as_deref().filter(|_| context.prints_addresses());
    html! {
        a href=(target(context, link)) data-address=[address] {
            (inlines(context, weaver, &link.words))
        }
    }
}

fn target(context: Context<'_>, link: &Link) -> String {
    match &link.target {
        Target::Address(address) => href(address),
        Target::Place(place) => format!("#{}", context.anchor(*place)),
        Target::Term(entry) => format!("#{}", term_id(*entry)),
    }
}

/// An address as a browser takes it: an author's may hold spaces.
pub(super) fn href(address: &str) -> String {
    address.trim().replace(' ', "%20")
}

/// Words without marks.
pub(super) fn plain(context: Context<'_>, text: &str) -> Markup {
    plain_after(context, "", text)
}

/// Words without marks that follow others on their line.
pub(super) fn plain_after(context: Context<'_>, before: &str, text: &str) -> Markup {
    let mut weaver = Weaver::new(&format!("{before}{text}"), context.language.direction());
    weaver.pass(before);
    weaver.words(text, context.language)
}
