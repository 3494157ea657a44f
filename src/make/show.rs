//! Editions as they would be printed, to be looked at while there is no file of them.

use super::medium::Medium;
use super::{Maker, Outcome, Request, fonts_for, once};
use crate::content::{Book, EditionName};
use crate::diagnostic::Diagnostic;
use crate::editions::{self, Publication};
use crate::typeset::Fonts;

/// What came of an edition that was looked at.
#[derive(Debug)]
pub struct Shown<T> {
    /// What was made of each of its publications, in the order of its files: several where large print
    /// comes in several sizes, none for HTML and text and where the layout is an error.
    pub seen: Vec<T>,
    /// What is wrong with the book, as [`super::make`] would say.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lays an edition out and has a look at what would be written, with the fonts that it is set in.
pub fn show<T>(
    book: &Book,
    request: &Request,
    edition: EditionName,
    mut look: impl FnMut(&Publication<'_>, &Fonts) -> T,
) -> Shown<T> {
    let request = Request { editions: vec![edition], ..request.clone() };
    let mut diagnostics = Vec::new();
    let fonts = fonts_for(book, &request, &mut diagnostics);
    let maker = Maker::new(book, &fonts, &request);
    let layouts = maker.lay_out(&[edition], &mut diagnostics, &|_, _, _| {});
    let mut seen = Vec::new();
    if !diagnostics.iter().any(Diagnostic::is_error) {
        for medium in layouts.media(edition) {
            let mut outcome = Outcome::default();
            match medium {
                Medium::Screen(timed) => {
                    let palette = editions::screen_palette(book, &timed.layout);
                    seen.push(look(&maker.single_pages(&timed.layout, palette), &fonts));
                }
                Medium::LargePrint(timed) => {
                    let palette = timed.layout.style.palette;
                    let publication = maker.single_pages(&timed.layout, palette);
                    seen.push(look(&publication, maker.large_fonts()));
                }
                Medium::Sheets(timed) => {
                    let publication = maker.impose(edition, &timed.layout, &mut outcome);
                    seen.extend(publication.map(|publication| look(&publication, &fonts)));
                }
                Medium::Web | Medium::Text => {}
            }
            diagnostics.extend(outcome.diagnostics);
        }
    }
    once::say(book, &mut diagnostics);
    Shown { seen, diagnostics }
}
