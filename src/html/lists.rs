//! Bullets, steps and checklists.

use maud::{Markup, html};

use super::context::{Attributes, Context};
use super::inlines::line;
use crate::content::{List, ListItem, ListKind};

/// A list, with those inside its items.
pub(super) fn list(context: Context<'_>, own: Attributes<'_>, list: &List) -> Markup {
    let items = html! {
        "\n"
        @for entry in &list.items { (item(context, list.kind, entry)) "\n" }
    };
    match list.kind {
        ListKind::Bullets => html! {
            ul id=[own.id] lang=[own.lang] dir=[own.dir] { (items) }
        },
        ListKind::Steps => html! {
            ol start=[(list.first > 1).then_some(list.first)]
                id=[own.id] lang=[own.lang] dir=[own.dir] { (items) }
        },
        // WebKit takes a list without markers for none unless it is told.
        ListKind::Checklist => html! {
            ul.checklist role="list" id=[own.id] lang=[own.lang] dir=[own.dir] { (items) }
        },
    }
}

fn item(context: Context<'_>, kind: ListKind, item: &ListItem) -> Markup {
    let (within, own) = context.enter(None, item.language.as_ref());
    html! {
        li lang=[own.lang] dir=[own.dir] {
            @if kind == ListKind::Checklist {
                span.box aria-hidden="true" {}
                span.unseen { (within.added(context.words().tick_box)) " " }
            }
            (line(within, &item.text))
            @if let Some(inner) = &item.list {
                "\n" (list(within, Attributes::default(), inner))
            }
        }
    }
}
