//! Pictures with white ground on paper that is not white.

use std::collections::HashSet;

use rayon::prelude::*;

use super::weight;
use crate::codes;
use crate::content::{Book, EditionName, Image, Theme};
use crate::diagnostic::{Diagnostic, Severity};
use crate::geometry::Color;

/// What nobody sees of a difference of colours, of 255 for each of red, green and blue.
const UNSEEN: u8 = 4;

/// Tells of each picture once that stands in a white box in one of the editions.
pub(super) fn judge(book: &Book, editions: &[EditionName]) -> Vec<Diagnostic> {
    let papers = papers(&book.theme, editions);
    if papers.is_empty() {
        return Vec::new();
    }
    let mut known = HashSet::new();
    let images = weight::images(book).filter(|image| known.insert(image.picture.id));
    let images: Vec<&Image> = images.collect();
    let cover = [&book.cover.image, &book.cover.logo].map(Option::as_ref);
    let stands_on = |image: &Image, edition: EditionName| {
        // The cover of the web page has cards of its own under its pictures.
        let of_cover = cover.iter().flatten().any(|other| other.picture.id == image.picture.id);
        !(of_cover && edition == EditionName::Html)
    };
    let told = |image: &Image| {
        let mut papers = papers.iter().filter(|(edition, _)| stands_on(image, *edition)).peekable();
        papers.peek()?;
        let border = image.picture.white_border()?;
        papers.find(|(_, paper)| !is_alike(border, *paper)).map(|paper| finding(image, *paper))
    };
    images.into_par_iter().filter_map(told).collect()
}

/// The papers that are not white, in the order of the editions that have them.
fn papers(theme: &Theme, editions: &[EditionName]) -> Vec<(EditionName, Color)> {
    let papers = editions.iter().filter_map(|edition| {
        let keys = match edition {
            EditionName::Screen => &theme.screen,
            EditionName::LargePrint => &theme.large_print,
            EditionName::Html => &theme.html,
            // What is printed is on the printer's paper.
            EditionName::Booklet | EditionName::Press | EditionName::Text => return None,
        };
        let paper = keys.paper.as_ref().or(theme.base.paper.as_ref())?;
        Some((*edition, paper.value))
    });
    papers.filter(|(_, paper)| !is_alike(*paper, Color::WHITE)).collect()
}

fn finding(image: &Image, (edition, paper): (EditionName, Color)) -> Diagnostic {
    let Color { red, green, blue } = paper;
    let message = format!(
        "picture “{}” has a white background, and the paper of the {} edition is #{red:02X}{green:02X}{blue:02X}",
        image.path.value,
        edition.as_str()
    );
    let place = Some(image.path.span);
    Diagnostic::new(codes::WHITE_BOX, Severity::Warning, place, message)
        .note("readers see the picture in a white box, which looks like a mistake")
        .help(
            "save it as PNG with a transparent background, or as a drawing (SVG); or leave `paper` out",
        )
}

/// Whether nobody can tell two colours apart.
fn is_alike(one: Color, other: Color) -> bool {
    let pairs = [(one.red, other.red), (one.green, other.green), (one.blue, other.blue)];
    pairs.iter().all(|(one, other)| one.abs_diff(*other) <= UNSEEN)
}
