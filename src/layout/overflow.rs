//! A contact section that is longer than the back page: in large print it goes on over several pages;
//! elsewhere is told by how much, and what of it takes how much.

use super::compose::{self, Composition, Settings};
use super::flow::Flow;
use super::paginate::{Placed, on_one_page, paginate};
use super::style::Style;
use crate::codes;
use crate::content::Book;
use crate::diagnostic::Diagnostic;
use crate::geometry::Pt;
use crate::source::Span;
use crate::typeset::Fonts;

/// So many of its parts are named, the largest first.
const MOST_NAMED: usize = 3;

/// Of so many contact points each is measured.
const MOST_MEASURED: usize = 50;

/// A part of the contact section that may be left out.
struct Part {
    /// What it is, in the author's words.
    what: String,
    /// Where it is written.
    span: Span,
    /// How much shorter the section is without it.
    height: Pt,
}

/// Rounding of sums of lengths.
const TOLERANCE: Pt = Pt(0.01);

/// Whether the contact section fits its page, or may go on on another.
#[must_use]
pub fn contact_fits(book: &Book, style: &Style, fonts: &Fonts) -> bool {
    style.large_print.is_some() || over(book, style, fonts) <= TOLERANCE
}

/// Whether the contact section goes on over several pages. Large print is read page by page and has
/// no back cover to be found at once; smaller letters on it would fail those it is made for.
pub(super) fn goes_on(book: &Book, style: &Style, fonts: &Fonts) -> bool {
    style.large_print.is_some() && over(book, style, fonts) > TOLERANCE
}

/// The contact section on its page, or on its pages where it goes on; `number` is that of the first.
pub(super) fn place(
    composition: &Composition,
    settings: Settings<'_>,
    number: usize,
) -> Vec<Vec<Placed>> {
    let pieces = &composition.back.pieces;
    match settings.long_contact {
        true => paginate(pieces, &composition.heads, settings.style.height(), number),
        false => vec![on_one_page(pieces)],
    }
}

/// The problem of a contact section that is too high for its page.
pub(super) fn judge(book: &Book, settings: Settings<'_>, back: &Flow) -> Option<Diagnostic> {
    let over = back.height() - settings.style.height();
    (!settings.long_contact && over > TOLERANCE).then(|| told(book, settings, over))
}

/// By how much the contact section is too high.
fn over(book: &Book, style: &Style, fonts: &Fonts) -> Pt {
    let settings = Settings::of_back(style, fonts, true);
    compose::compose_back(book, settings).0.height() - style.height()
}

/// The problem of a contact section that is by `over` too high for the page of an edition.
fn told(book: &Book, settings: Settings<'_>, over: Pt) -> Diagnostic {
    let mm = |height: Pt| height.to_mm().ceil();
    let lines = (over.0 / settings.style.body.leading.0).ceil().max(1.0);
    let unit = if lines > 1.0 { "lines" } else { "line" };
    let message = format!(
        "contact section is {:.0} mm too long for the back page of the {} edition",
        mm(over),
        settings.edition
    );
    let mut problem = Diagnostic::error(codes::BACK_PAGE_OVERFLOW, book.contact.span, message)
        .note("the contact section is always the last page, so that readers find it at once");
    let parts = parts(book, settings, over);
    for part in parts.iter().take(MOST_NAMED) {
        problem =
            problem.label(part.span, format!("{} takes {:.0} mm", part.what, mm(part.height)));
    }
    let cut = format!("cut {:.0} mm, about {lines:.0} {unit}: ", mm(over));
    let enough: Vec<&str> =
        parts.iter().filter(|part| part.height >= over).map(|part| &*part.what).collect();
    problem.help(match (parts.first(), &enough[..]) {
        (None, _) => format!("{cut}shorten the heading or the text, or leave out a contact point"),
        (Some(largest), []) => format!(
            "{cut}the largest part is {}, and no part alone is enough; write points that few \
             readers need into a chapter, as a table of names and numbers, and take them out here",
            largest.what
        ),
        (Some(_), [only]) => {
            format!("{cut}to leave out {only} is enough: write it as text in a chapter instead")
        }
        (Some(_), [first, .., last]) => format!(
            "{cut}to leave out one part is enough, such as {first} or {last}: write it as text in \
             a chapter instead"
        ),
    })
}

/// What may be left out, the largest first.
fn parts(book: &Book, settings: Settings<'_>, over: Pt) -> Vec<Part> {
    let settings = Settings { about_chapter: true, ..settings };
    let whole = over + settings.style.height();
    let mut bare = book.clone();
    let mut parts = Vec::new();
    let mut measure = |bare: &mut Book, what: String, span: Span| {
        let height = whole - compose::compose_back(bare, settings).0.height();
        parts.push(Part { what, span, height });
        bare.contact = book.contact.clone();
    };
    if let Some(qr) = bare.contact.qr.take() {
        measure(&mut bare, "the QR code".to_owned(), qr.url.span);
    }
    if let Some(first) = std::mem::take(&mut bare.contact.text).first() {
        measure(&mut bare, "the text".to_owned(), first.span);
    }
    for (index, point) in book.contact.points.iter().enumerate().take(MOST_MEASURED) {
        bare.contact.points.remove(index);
        measure(&mut bare, format!("the point “{}”", point.name.text), point.name.span);
    }
    parts.sort_by(|a, b| b.height.0.total_cmp(&a.height.0));
    parts
}
