//! The blocks of a chapter.

use maud::{Markup, html};

use super::context::{Attributes, Context};
use super::inlines::{line, plain, text};
use super::lists::list;
use super::{contact, pictured, pictures, tables};
use crate::content::{Block, BlockKind, Callout, Definition, Quote, Text, Urgency, WritingLines};

/// A block within a chapter whose heading has the id `heading`; `level` is that of a heading right
/// under the one that the block stands under.
pub(super) fn block(context: Context<'_>, (level, block): (u8, &Block), heading: &str) -> Markup {
    let (within, own) = context.enter(block.id.as_deref(), block.language.as_ref());
    match &block.kind {
        BlockKind::Text(paragraphs) => prose(within, own, paragraphs),
        BlockKind::Heading(words) => {
            html! { h3 id=[own.id] lang=[own.lang] dir=[own.dir] { (line(within, words)) } }
        }
        BlockKind::Subheading(words) => {
            html! { h4 id=[own.id] lang=[own.lang] dir=[own.dir] { (line(within, words)) } }
        }
        BlockKind::List(items) => list(within, own, items),
        BlockKind::Callout(panel) => match panel.urgency {
            Some(urgency) => urgent(within, own, panel, (urgency, level)),
            None => callout(within, own, panel),
        },
        BlockKind::Quote(words) => quote(within, own, words),
        BlockKind::Figures(figures) => pictured::figures(within, own, figures),
        BlockKind::Illustrated(rows) => pictured::illustrated(within, own, rows),
        BlockKind::Table(table) => tables::table(within, own, table, heading),
        BlockKind::Definitions(entries) => definitions(within, own, entries),
        BlockKind::ContactPoint(index) => {
            // A contact point is written in booklet.toml, and so in the booklet's language.
            let language = block.language.as_ref().unwrap_or(&context.book.language);
            let (within, own) = context.enter(block.id.as_deref(), Some(language));
            contact::point(within, own, &context.book.contact.points[*index])
        }
        BlockKind::WritingLines(lines) => writing_lines(within, own, lines),
        BlockKind::Qr(code) => pictures::qr(within, own, code),
        BlockKind::PageBreak => html! { div.page-break id=[own.id] {} },
    }
}

fn prose(context: Context<'_>, own: Attributes<'_>, paragraphs: &Text) -> Markup {
    match &paragraphs[..] {
        [only] => html! {
            p id=[own.id] lang=[own.lang] dir=[own.dir] { (line(context, only)) }
        },
        _ if own.is_empty() => text(context, paragraphs),
        _ => html! {
            div id=[own.id] lang=[own.lang] dir=[own.dir] { (text(context, paragraphs)) }
        },
    }
}

fn callout(context: Context<'_>, own: Attributes<'_>, callout: &Callout) -> Markup {
    html! {
        div.panel id=[own.id] lang=[own.lang] dir=[own.dir] {
            p.panel-title { strong { (line(context, &callout.title)) } } "\n"
            (under_title(context, callout))
        }
    }
}

fn under_title(context: Context<'_>, callout: &Callout) -> Markup {
    html! {
        (text(context, &callout.text))
        @if let Some(items) = &callout.list {
            (list(context, Attributes::default(), items))
        }
    }
}

/// A callout whose title is a heading, with the words for how urgent it is before it.
fn urgent(
    context: Context<'_>,
    own: Attributes<'_>,
    callout: &Callout,
    (urgency, level): (Urgency, u8),
) -> Markup {
    let class = match urgency {
        Urgency::Emergency => "panel emergency",
        Urgency::Urgent => "panel urgent",
        Urgency::Routine => "panel routine",
    };
    let words = context.words();
    let label = html! { (context.added(urgency.words(words))) (words.colon) };
    let title = html! { span.urgency { (label) } (line(context, &callout.title)) };
    html! {
        section class=(class) id=[own.id] lang=[own.lang] dir=[own.dir] {
            @match level {
                2 => h3.panel-title { (title) },
                3 => h4.panel-title { (title) },
                _ => h5.panel-title { (title) },
            }
            "\n"
            (under_title(context, callout))
        }
    }
}

fn quote(context: Context<'_>, own: Attributes<'_>, quote: &Quote) -> Markup {
    html! {
        div.quote id=[own.id] lang=[own.lang] dir=[own.dir] {
            blockquote { (text(context, &quote.text)) }
            @if let Some(source) = &quote.source {
                p.source { (line(context, source)) }
            }
        }
    }
}

fn definitions(context: Context<'_>, own: Attributes<'_>, entries: &[Definition]) -> Markup {
    html! {
        dl id=[own.id] lang=[own.lang] dir=[own.dir] {
            "\n"
            @for entry in entries {
                (term(context, None, &entry.term.text, &entry.meaning)) "\n"
            }
        }
    }
}

/// A term and what it means, for a `dl`.
pub(super) fn term(context: Context<'_>, id: Option<&str>, term: &str, meaning: &Text) -> Markup {
    html! {
        div.entry id=[id] {
            dt { (plain(context, term)) }
            dd { (text(context, meaning)) }
        }
    }
}

fn writing_lines(context: Context<'_>, own: Attributes<'_>, lines: &WritingLines) -> Markup {
    html! {
        div.writing id=[own.id] lang=[own.lang] dir=[own.dir] {
            p.prompt { (line(context, &lines.prompt)) }
            div aria-hidden="true" {
                @for _ in 0..lines.lines { div.ruled-line {} }
            }
        }
    }
}
