//! How many digits the widest page number will have, as far as the size of the text tells.
//!
//! Numbers of pages are printed in the contents and beside links, and room for them is needed before
//! there is a page. To guess too low costs a second composition of the whole book; to guess one
//! digit too many costs a little white beside the numbers of a booklet that nearly has so many.

use super::style::Style;
use crate::content::{Block, BlockKind, Book, ChapterStart};

/// The mean width of a letter in ems, blanks included, of the scripts that are not square.
const LETTER: f32 = 0.47;

/// Bytes of a source's text that fill an em of a line, as the titles of the chapters are written.
fn bytes_of_em(book: &Book) -> f32 {
    let (mut bytes, mut ems) = (0.0, 0.0);
    for chapter in &book.chapters {
        for c in chapter.title.plain_text().chars() {
            bytes += c.len_utf8() as f32;
            // Chinese, Japanese and Korean signs.
            ems += if c >= '\u{2E80}' { 1.0 } else { LETTER };
        }
    }
    if ems > 0.0 { bytes / ems } else { 1.0 / LETTER }
}

/// Cover, contents, what the booklet says about itself, and the back page.
const BESIDE: f32 = 5.0;

/// A book that comes so near to the next digit gets room for it.
const MARGIN: f32 = 1.06;

/// How many digits to leave room for, at least 2.
pub(super) fn digits(book: &Book, style: &Style) -> usize {
    let pages = pages(book, style) * MARGIN;
    (pages.ceil() as usize).to_string().len().max(2)
}

/// About how many pages a book will have.
fn pages(book: &Book, style: &Style) -> f32 {
    let width = style.page.width - style.margins.inner - style.margins.outer;
    let line = width.0 / style.body.size.0 * bytes_of_em(book);
    let leading = style.body.leading.0;
    let gap = style.paragraph_space.0 / leading;
    let lines = |bytes: u32| (bytes as f32 / line).ceil();
    let of_block = |block: &Block| {
        let bytes = block.span.end - block.span.start;
        gap + match &block.kind {
            BlockKind::Heading(_) | BlockKind::Subheading(_) => 2.0 * lines(bytes),
            BlockKind::Figures(_) => 9.0,
            BlockKind::Illustrated(illustrated) => 5.0 * illustrated.rows.len() as f32,
            BlockKind::Qr(_) => 5.0,
            BlockKind::WritingLines(lines) => 1.0 + 1.5 * lines.lines as f32,
            BlockKind::Callout(_) | BlockKind::ContactPoint(_) => 1.5 + 1.1 * lines(bytes),
            BlockKind::Table(_) | BlockKind::Definitions(_) => 1.4 * lines(bytes),
            BlockKind::List(list) => lines(bytes) + 0.6 * list.items.len() as f32,
            BlockKind::Text(_) | BlockKind::Quote(_) => lines(bytes),
            BlockKind::PageBreak => 10.0,
        }
    };
    let blocks = book.chapters.iter().flat_map(|chapter| &chapter.blocks).map(of_block);
    let of_chapter = match style.chapter_start {
        ChapterStart::RunOn => 4.0,
        ChapterStart::Page => 13.0,
        ChapterStart::Recto => 25.0,
    };
    let chapters = of_chapter * book.chapters.len() as f32;
    let glossary = 2.5 * book.glossary.len() as f32;
    BESIDE + (blocks.sum::<f32>() + chapters + glossary) * leading / style.height().0
}
