//! Paragraphs and the marks within them.

use maud::{Markup, html};

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
    html! {
        @for part in parts {
            @match part {
                Inline::Words(words) => (weaver.words(&words.text, context.language)),
                Inline::LineBreak(_) => { (line_break(weaver)) }
                Inline::Strong(inner) => strong { (inlines(context, weaver, inner)) },
                Inline::Em(inner) => em { (inlines(context, weaver, inner)) },
                Inline::Language(language, inner) => {
                    (turned(context, weaver, language, inner))
                }
                Inline::Link(found) => (link(context, weaver, found)),
            }
        }
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
    let target = match &link.target {
        Target::Address(address) => href(address),
        Target::Place(place) => format!("#{}", context.anchor(*place)),
        Target::Term(entry) => format!("#{}", term_id(*entry)),
    };
    html! { a href=(target) { (inlines(context, weaver, &link.words)) } }
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
