//! Files that are too large to be sent, and the pictures that make them so.

use std::cmp::Reverse;

use super::Output;
use crate::codes;
use crate::content::{Book, EditionName, Image};
use crate::diagnostic::{Diagnostic, Severity};

/// The largest file that most mailboxes take, in bytes.
const MOST: usize = 10_000_000;

/// So many pictures are named.
const MOST_NAMED: usize = 3;

/// Tells of an edition that is too large; a print shop wants its pictures as they are.
pub(super) fn judge(book: &Book, output: &Output) -> Option<Diagnostic> {
    if output.bytes.len() <= MOST || output.edition == EditionName::Press {
        return None;
    }
    let size = output.bytes.len().div_ceil(1_000_000);
    let edition = output.label();
    let message = format!("the {edition} edition has {size} MB ({})", output.file_name);
    let mut images: Vec<&Image> = images(book).collect();
    images.sort_by_key(|image| Reverse(image.picture.file_bytes));
    images.dedup_by_key(|image| image.picture.id);
    let large = images.iter().filter(|image| image.picture.file_bytes > 100_000);
    let named = large.take(MOST_NAMED).map(|image| {
        let megabytes = image.picture.file_bytes as f64 / 1e6;
        format!("“{}” ({megabytes:.1} MB)", image.path.value)
    });
    let named: Vec<String> = named.collect();
    let problem = Diagnostic::new(codes::LARGE_FILE, Severity::Warning, None, message)
        .note("many mailboxes take no more than 10 MB");
    Some(match &named[..] {
        [] => problem.help("split the booklet"),
        _ => problem.help(format!(
            "make pictures smaller with width, or save photos as JPEG; the largest files are {}",
            named.join(", ")
        )),
    })
}

/// The pictures of a book.
pub(super) fn images(book: &Book) -> impl Iterator<Item = &Image> {
    let blocks = book.chapters.iter().flat_map(|chapter| &chapter.blocks);
    let figures = blocks.flat_map(|block| block.kind.images());
    book.cover.image.iter().chain(&book.cover.logo).chain(figures)
}
