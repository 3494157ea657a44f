//! Lines that are too long.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use crate::check::{LaidOut, Subject};
use crate::content::{Book, ThemeKeys};
use crate::diagnostic::Diagnostic;
use crate::layout::{Ink, Owner};
use crate::source::Span;
use crate::unseen::is_ignorable;

/// The most characters of a line.
const MOST: usize = 80;

rule! {
    /// Lines have more than 80 characters.
    ///
    /// Counts the characters of every line in the pocket layout and in large print, spaces
    /// included, and names the longest. Vowel signs and other marks on letters do not count, nor
    /// what is not seen.
    ///
    /// ## Who is affected
    ///
    /// People with dyslexia, people with low vision, and everybody who is tired: at the end of a
    /// long line the eye does not find the beginning of the next.
    ///
    /// ## How to mend it
    ///
    /// Make the text larger (`size`), the margins wider (`margins`), or the page smaller (`page`).
    /// 60 to 70 characters are best.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [theme]
    /// page = "A4"
    /// size = 12
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [theme]
    /// page = "A4"
    /// size = 14
    /// margins = { inner = 30, outer = 30 }
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 1.4.8 Visual Presentation; RNIB Clear Print.
    "long-measure": Error, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.layouts.iter().filter_map(|laid_out| judge(subject.book, laid_out)).collect()
}

fn judge(book: &Book, laid_out: &LaidOut<'_>) -> Option<Diagnostic> {
    let (longest, page) = longest(laid_out)?;
    if longest <= MOST {
        return None;
    }
    let edition = laid_out.edition;
    let place = place(book, laid_out.is_large_print()).unwrap_or(book.span);
    Some(
        RULE.at(
            place,
            format!("lines of the {edition} edition have up to {longest} characters (page {page})"),
        )
        .note("at the end of a long line the eye does not find the beginning of the next")
        .help("make the text larger, the margins wider or the page smaller, until no line has more than 80"),
    )
}

/// The characters of the longest line, and its page counted from 1.
fn longest(laid_out: &LaidOut<'_>) -> Option<(usize, usize)> {
    let mut lines: HashMap<u32, (usize, usize)> = HashMap::new();
    for (index, page) in laid_out.layout.pages.iter().enumerate() {
        for item in &page.items {
            let (Ink::Glyphs(run, _), Owner::Leaf(_)) = (&item.ink, item.owner) else {
                continue;
            };
            let start = run.glyphs.iter().map(|glyph| glyph.start as usize).min();
            let end = run.glyphs.iter().map(|glyph| glyph.end as usize).max();
            let text = start.zip(end).and_then(|(start, end)| run.text.get(start..end));
            if item.line > 0 {
                let line = lines.entry(item.line).or_insert((0, index + 1));
                line.0 += text.map_or(0, |text| text.chars().filter(|c| is_seen(*c)).count());
            }
        }
    }
    // The space at a line's end is drawn, and is not read.
    lines
        .into_values()
        .map(|(count, page)| (count.saturating_sub(1), page))
        .max_by_key(|(count, page)| (*count, std::cmp::Reverse(*page)))
}

/// Whether a character takes up room of its own on a line. Vowel signs and other marks stand on the
/// letters before them, and joiners and signs of direction are not seen.
fn is_seen(c: char) -> bool {
    !c.is_control() && !is_combining_mark(c) && !is_ignorable(c)
}

/// The key that makes lines long.
fn place(book: &Book, large: bool) -> Option<Span> {
    let keys = if large { &book.theme.large_print } else { &book.theme.base };
    let ThemeKeys { page, margins, size, .. } = keys;
    let page = page.as_ref().map(|page| page.span);
    page.or(margins.as_ref().map(|margins| margins.span)).or(size.as_ref().map(|size| size.span))
}
