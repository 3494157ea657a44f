//! Blocks of pictures: one, a few side by side, and pictures with words beside them.

use maud::{Markup, html};

use super::context::{Attributes, Context};
use super::inlines::{line, text};
use super::lists::list;
use super::pictures;
use crate::content::{Alt, Figure, Illustrated, IllustratedRow};

/// Share of the row that pictures take where the author says nothing.
const USUAL_SHARE: f32 = 0.35;

/// A picture, or a few side by side.
pub(super) fn figures(context: Context<'_>, own: Attributes<'_>, figures: &[Figure]) -> Markup {
    match figures {
        [only] => figure(context, own, only, Size::Alone),
        _ => html! {
            div.side-by-side id=[own.id] lang=[own.lang] dir=[own.dir] {
                "\n"
                @for one in figures {
                    (figure(context, Attributes::default(), one, Size::Beside)) "\n"
                }
            }
        },
    }
}

/// How large a figure is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    /// As its author says, or as the column allows.
    Alone,
    /// As high as those beside it.
    Beside,
}

fn figure(context: Context<'_>, own: Attributes<'_>, figure: &Figure, size: Size) -> Markup {
    let picture = &figure.image.picture;
    let share = figure.width.as_ref().map(|share| share.value).filter(|_| size == Size::Alone);
    let grows = (size == Size::Beside)
        .then(|| format!("flex-grow:{:.2}", picture.width / picture.height.max(1.0)));
    html! {
        figure id=[own.id] lang=[own.lang] dir=[own.dir] style=[grows] {
            (pictures::image(&figure.image, share))
            @if let Some(caption) = &figure.caption {
                figcaption { (line(context, caption)) }
            }
        }
    }
}

/// A list whose items are a picture and its words. WebKit takes a list without markers for none unless
/// it is told.
pub(super) fn illustrated(
    context: Context<'_>,
    own: Attributes<'_>,
    illustrated: &Illustrated,
) -> Markup {
    let share = illustrated.width.as_ref().map_or(USUAL_SHARE, |share| share.value);
    let style = format!("--picture:{}%", (share * 100.0).round());
    let rows = html! {
        "\n"
        @for entry in &illustrated.rows { (row(context, entry)) "\n" }
    };
    html! {
        @if illustrated.numbered {
            ol.illustrated style=(style) id=[own.id] lang=[own.lang] dir=[own.dir] { (rows) }
        } @else {
            ul.illustrated role="list" style=(style) id=[own.id] lang=[own.lang] dir=[own.dir] {
                (rows)
            }
        }
    }
}

fn row(context: Context<'_>, row: &IllustratedRow) -> Markup {
    let alone =
        matches!(row.image.alt, Alt::Decorative) && row.text.is_empty() && row.list.is_none();
    html! {
        li {
            div.beside {
                (pictures::image(&row.image, None))
                @if !alone {
                    div {
                        (text(context, &row.text))
                        @if let Some(items) = &row.list {
                            (list(context, Attributes::default(), items))
                        }
                    }
                }
            }
        }
    }
}
