//! Words in drawings that come out too small.

use std::collections::HashSet;
use std::sync::Arc;

use crate::check::{LaidOut, Subject};
use crate::content::{Alt, Book, Image};
use crate::diagnostic::Diagnostic;
use crate::geometry::Pt;
use crate::layout::Ink;
use crate::picture::{Picture, PictureKind};

/// The smallest size of words.
const LEAST: Pt = Pt(12.0);
/// The same in large print.
const LEAST_LARGE: Pt = Pt(16.0);

rule! {
    /// Words in a drawing are smaller than 12 points on the page, or 16 in large print.
    ///
    /// Works out how large the words of an SVG come out where it stands, in the pocket layout and in
    /// large print. A logo and what only decorates are left alone, and so are PNG and JPEG, whose
    /// words the program cannot see. That the text itself is not smaller is seen to by `build`.
    ///
    /// ## Who is affected
    ///
    /// People with low vision, most people over sixty, and everybody who reads a copy.
    ///
    /// ## How to mend it
    ///
    /// Make the drawing wider with `width`, or its words larger in the drawing; fewer words leave
    /// room for both. What needs many words is better told in a `table` or in `steps`.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// figure = { image = "../pictures/path.svg", alt = "Four steps", width = 50 }
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// figure = { image = "../pictures/path.svg", alt = "Four steps", width = 100 }
    /// ```
    ///
    /// ## Source
    ///
    /// RNIB Clear Print: at least 12 points, and 16 or more in large print.
    "small-text": Error, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut told_of_large_print = HashSet::new();
    for laid_out in &subject.layouts {
        let found = judge(subject.book, laid_out).into_iter();
        // Of several sizes of large print the first speaks for all.
        let is_new =
            |it: &Diagnostic| !laid_out.is_large_print() || told_of_large_print.insert(it.primary);
        findings.extend(found.filter(is_new));
    }
    findings
}

fn judge(book: &Book, laid_out: &LaidOut<'_>) -> Vec<Diagnostic> {
    let edition = laid_out.edition;
    let least = if laid_out.is_large_print() { LEAST_LARGE } else { LEAST };
    let mut findings = Vec::new();
    let mut seen: Vec<&Arc<Picture>> = Vec::new();
    for image in figures(book) {
        if seen.iter().any(|other| Arc::ptr_eq(other, &image.picture)) {
            continue;
        }
        seen.push(&image.picture);
        let Some(size) = smallest(laid_out, &image.picture).filter(|size| *size < least) else {
            continue;
        };
        // Rounded down, so that 11.96 does not read as enough.
        let shown = (size.0 * 10.0).floor() / 10.0;
        findings.push(
            RULE.at(
                image.path.span,
                format!("words in this drawing come out at {shown} pt in the {edition} edition"),
            )
            .note("people with low vision cannot read them")
            .help(format!("make the drawing wider or its words larger: at least {} pt", least.0)),
        );
    }
    findings
}

fn figures(book: &Book) -> impl Iterator<Item = &Image> {
    let blocks = book.chapters.iter().flat_map(|chapter| &chapter.blocks);
    // Nobody has to read what only decorates.
    blocks
        .flat_map(|block| block.kind.images())
        .filter(|image| !matches!(image.alt, Alt::Decorative))
}

/// The smallest words of a drawing where it is drawn smallest.
fn smallest(laid_out: &LaidOut<'_>, picture: &Arc<Picture>) -> Option<Pt> {
    let PictureKind::Drawing(drawing) = &picture.kind else {
        return None;
    };
    let in_drawing = drawing.smallest_text()?;
    let items = laid_out.layout.pages.iter().flat_map(|page| &page.items);
    let widths = items.filter_map(|item| match &item.ink {
        Ink::Picture(other, size) if Arc::ptr_eq(other, picture) => Some(size.width),
        _ => None,
    });
    let narrowest = widths.reduce(Pt::min)?;
    Some(narrowest * (in_drawing / picture.width))
}
