//! Tables.

use maud::{Markup, html};

use super::context::{Attributes, Context};
use super::inlines::line;
use crate::content::{Paragraph, Table};

/// A table, in a frame that scrolls where it is wider than the screen. On a screen that is too narrow for
/// its columns it stands as records, each cell under the head of its column; roles say that it stays a
/// table, and the heads over the cells are silent, since screen readers say those of the columns.
pub(super) fn table(
    context: Context<'_>,
    own: Attributes<'_>,
    table: &Table,
    heading: &str,
) -> Markup {
    let columns = columns(table);
    let inner = html! {
        table role=[columns.role("table")] {
            @if let Some(caption) = &table.caption {
                caption { (line(context, caption)) }
            }
            @if let Some(widths) = &table.widths {
                colgroup {
                    @for width in widths { col style={ "inline-size:" (percent(*width)) "%" }; }
                }
            }
            "\n" (head(context, table, columns)) "\n" (body(context, table, columns))
        }
    };
    // Whoever uses a keyboard can scroll only what can have the focus; a table that fits the
    // narrowest screen is no stop on the way.
    let fill = if is_filled_in(table) { " fill" } else { "" };
    let class = format!("table{}{fill}", columns.class());
    html! {
        @if columns != Columns::Fit {
            div class=(class) tabindex="0" role="group" aria-labelledby=(heading)
                id=[own.id] lang=[own.lang] dir=[own.dir] { (inner) }
        } @else {
            div class=(class) id=[own.id] lang=[own.lang] dir=[own.dir] { (inner) }
        }
    }
}

/// How the columns stand on narrow screens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Columns {
    /// Side by side, on the narrowest too.
    Fit,
    /// As records on a telephone.
    Wide,
    /// As records on a tablet too.
    Wider,
}

impl Columns {
    fn class(self) -> &'static str {
        match self {
            Self::Fit => "",
            Self::Wide => " wide",
            Self::Wider => " wider",
        }
    }

    /// A role that an element has anyhow, until it is displayed as a block.
    fn role(self, role: &'static str) -> Option<&'static str> {
        (self != Self::Fit).then_some(role)
    }
}

fn columns(table: &Table) -> Columns {
    match least_width(table) {
        width if width <= NARROWEST_COLUMN => Columns::Fit,
        width if width <= WIDE_COLUMN => Columns::Wide,
        _ => Columns::Wider,
    }
}

/// Whether people are to write into a table: it has lines between its columns.
fn is_filled_in(table: &Table) -> bool {
    let empty = |column: usize| table.rows.iter().all(|row| row[column].plain_text().is_empty());
    !table.rows.is_empty() && (0..table.columns.len()).any(empty)
}

/// A share in percent, to a tenth.
fn percent(share: f32) -> f32 {
    (share * 1000.0).round() / 10.0
}

fn head(context: Context<'_>, table: &Table, columns: Columns) -> Markup {
    html! {
        thead role=[columns.role("rowgroup")] {
            tr role=[columns.role("row")] {
                @for column in &table.columns {
                    @match column {
                        Some(words) => th scope="col" role=[columns.role("columnheader")] { (line(context, words)) },
                        // The corner over the heads of the rows is the head of nothing.
                        None => td role=[columns.role("cell")] {},
                    }
                }
            }
        }
    }
}

fn body(context: Context<'_>, table: &Table, columns: Columns) -> Markup {
    let label = |column: usize| {
        let head = table.columns[column].as_ref().map(Paragraph::plain_text);
        head.filter(|_| columns != Columns::Fit)
    };
    html! {
        tbody role=[columns.role("rowgroup")] {
            @for row in &table.rows {
                "\n"
                tr role=[columns.role("row")] {
                    @for (column, cell) in row.iter().enumerate() {
                        @if column == 0 && table.row_headers {
                            th scope="row" role=[columns.role("rowheader")]
                                data-head=[label(column)] { (line(context, cell)) }
                        } @else {
                            td role=[columns.role("cell")]
                                data-head=[label(column)] { (line(context, cell)) }
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

/// Width of a column up to which records are for telephones alone, in ems: `width < 30rem` in the style.
const WIDE_COLUMN: f32 = 27.0;

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
