//! Paragraphs and the marks within them.

use maud::{Markup, html};

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
        @for part in parts {
            @match part {
                Inline::Words(words) => (plain(context, &words.text)),
                Inline::LineBreak(_) => { br; }
                Inline::Strong(inner) => strong { (inlines(context, inner)) },
                Inline::Em(inner) => em { (inlines(context, inner)) },
                Inline::Language(language, inner) => {
                    @let (within, own) = context.enter(None, Some(language));
                    span lang=[own.lang] dir=[own.dir] { (inlines(within, inner)) }
                }
                Inline::Link(found) => (link(context, found)),
            }
        }
    }
}

fn link(context: Context<'_>, link: &Link) -> Markup {
    let target = match &link.target {
        Target::Address(address) => href(address),
        Target::Place(place) => format!("#{}", context.anchor(*place)),
        Target::Term(entry) => format!("#{}", term_id(*entry)),
    };
    html! { a href=(target) { (inlines(context, &link.words)) } }
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
                Manner::Address if isolated => bdi dir="ltr" { (words) },
                Manner::Phone | Manner::Measure if isolated => bdi.whole dir="ltr" { (words) },
                Manner::Phone | Manner::Measure | Manner::Whole => span.whole { (words) },
                Manner::Plain | Manner::Address => (words),
            }
        }
    }
}
