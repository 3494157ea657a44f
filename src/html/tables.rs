//! Tables.

use maud::{Markup, html};

use super::context::{Attributes, Context};
use super::inlines::line;
use crate::content::{Paragraph, Table};

/// A table, in a frame that scrolls where it is wider than the screen.
pub(super) fn table(
    context: Context<'_>,
    own: Attributes<'_>,
    table: &Table,
    heading: &str,
) -> Markup {
    let inner = html! {
        table {
            @if let Some(caption) = &table.caption {
                caption { (line(context, caption)) }
            }
            "\n" (head(context, table)) "\n" (body(context, table))
        }
    };
    // Whoever uses a keyboard can scroll only what can have the focus; a table that fits the
    // narrowest screen is no stop on the way.
    let scrolls = least_width(table) > NARROWEST_COLUMN;
    html! {
        @if scrolls {
            div.table tabindex="0" role="group" aria-labelledby=(heading)
                id=[own.id] lang=[own.lang] dir=[own.dir] { (inner) }
        } @else {
            div.table id=[own.id] lang=[own.lang] dir=[own.dir] { (inner) }
        }
    }
}

fn head(context: Context<'_>, table: &Table) -> Markup {
    html! {
        thead {
            tr {
                @for column in &table.columns {
                    @match column {
                        Some(words) => th scope="col" { (line(context, words)) },
                        // The corner over the heads of the rows is the head of nothing.
                        None => td {},
                    }
                }
            }
        }
    }
}

fn body(context: Context<'_>, table: &Table) -> Markup {
    html! {
        tbody {
            @for row in &table.rows {
                "\n"
                tr {
                    @for (column, cell) in row.iter().enumerate() {
                        @if column == 0 && table.row_headers {
                            th scope="row" { (line(context, cell)) }
                        } @else {
                            td { (line(context, cell)) }
                        }
                    }
                }
            }
            "\n"
        }
    }
}

/// Width of the column on a screen of 320 CSS pixels (WCAG 2.2, 1.4.10), in ems of 18 pixels.
const NARROWEST_COLUMN: f32 = 16.0;

/// The width of a table whose words are not broken, in ems: an estimate.
fn least_width(table: &Table) -> f32 {
    const PADDING: f32 = 0.6;
    let columns = table.columns.iter().enumerate().map(|(column, head)| {
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        head.iter().chain(cells).map(widest_word).fold(0.0, f32::max) + PADDING
    });
    columns.sum()
}

/// In ems.
fn widest_word(cell: &Paragraph) -> f32 {
    let words = cell.plain_text();
    let width = |word: &str| word.chars().map(width).sum();
    // A number stays on a line with its unit.
    let parts = |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}');
    words.split(parts).map(width).fold(0.0, f32::max)
}

/// The width of a letter in ems. Those of Tamil and Malayalam are wide, their marks included; Greek
/// and Cyrillic ones come from the reader's own fonts, of which some are wide.
fn width(letter: char) -> f32 {
    match letter {
        '\u{370}'..='\u{52F}' => 0.7,
        '\u{B80}'..='\u{BFF}' | '\u{D00}'..='\u{D7F}' => 0.9,
        _ => 0.56,
    }
}
