//! What only sheets of paper need: pages that fill them up, and editions that no sheet can be made for.

use super::Outcome;
use crate::codes;
use crate::content::{Book, EditionName};
use crate::diagnostic::{Diagnostic, Severity};
use crate::editions::{self, SheetError};
use crate::layout::{self, Layout, Page};
use crate::typeset::Fonts;

/// The pages that fill up the last sheet.
#[must_use]
pub fn filler_pages(book: &Book, layout: &Layout, fonts: &Fonts) -> Vec<Page> {
    let first = layout.pages.len() - 1;
    let count = editions::imposition::filler_count(first);
    (first..first + count)
        .map(|index| layout::filler_page(book, &layout.style, fonts, index))
        .collect()
}

/// An edition that cannot be made is left out with a note, or an error where it was named.
pub(super) fn refuse(book: &Book, problem: SheetError, named: bool, outcome: &mut Outcome) {
    let named_in_file = book
        .editions
        .as_ref()
        .and_then(|editions| editions.iter().find(|edition| edition.value == EditionName::Booklet));
    match problem {
        SheetError::Page(reason) => {
            let page = book.theme.base.page.as_ref().map_or(book.span, |page| page.span);
            outcome.diagnostics.push(if named || named_in_file.is_some() {
                let place = named_in_file.map_or(page, |edition| edition.span);
                let message = format!("the booklet edition cannot be made: {reason}");
                Diagnostic::error(codes::BAD_EDITION, place, message)
                    .help("do not ask for this edition, or choose another `page` under [theme]")
            } else {
                let message = format!("the booklet edition was left out: {reason}");
                Diagnostic::new(codes::BAD_EDITION, Severity::Info, Some(page), message)
            });
        }
        SheetError::Creep(reason) => {
            let place = book.theme.booklet.creep.as_ref().map_or(book.span, |creep| creep.span);
            outcome.diagnostics.push(
                Diagnostic::error(codes::BAD_EDITION, place, reason)
                    .help("use thinner paper, a wider inner margin, or two booklets"),
            );
        }
    }
}
