//! Strings that nobody can mean: longer than a PDF can say, heaps of marks on one letter, and
//! nothing that can be seen.

use icu_segmenter::GraphemeClusterSegmenter;

use crate::codes;
use crate::content::Paragraph;
use crate::content::reader::Reader;
use crate::content::signs::{Signs, place, text};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The longest string that becomes one in a PDF: a title, a description, an address. These end at
/// 32,767 bytes of UTF-16 (ISO 19005-2, 6.1.13); what the program adds must fit too.
const LONGEST: usize = 16_000;

/// The longest words of a link, which are said again for every line that it runs over.
pub(super) const LONGEST_LINK: usize = 2_000;

/// The longest stem of names: with `-large-print.pdf` after it, as long as disks allow.
pub(super) const LONGEST_STEM: usize = 230;

/// The most signs that make one character as people see it. Text that is made to be sent keeps to
/// 30 marks (Unicode Standard Annex 15, 13); writing needs far fewer.
const MOST_TOGETHER: usize = 32;

impl Reader<'_> {
    /// Reports a string that is longer than any that a PDF can hold.
    pub(super) fn judge_length(&mut self, span: Span, what: &str, length: usize) {
        if length > LONGEST {
            self.report(
                Diagnostic::error(
                    codes::TOO_LARGE,
                    span,
                    format!("{what} is longer than 16,000 characters"),
                )
                .help("shorten it, or write it as a `text` of the chapter"),
            );
        }
    }

    /// The same for a line.
    pub(super) fn judge_line(&mut self, line: &Paragraph, what: &str) {
        self.judge_length(line.span, what, length(&line.plain_text()));
    }

    /// Reports the first letter that more stands on than any writing needs: drawn, marks without
    /// end take memory without end.
    pub(super) fn judge_heaps(&mut self, signs: &Signs) {
        let Some((start, end)) = heap(signs) else { return };
        if let Some(span) = place(signs.span.source, &signs.signs[start..end]) {
            self.report(
                Diagnostic::error(
                    codes::TOO_LARGE,
                    span,
                    "more than 32 signs make one letter with its marks",
                )
                .help("delete the marks that nobody needs, and type the letter again"),
            );
        }
    }
}

/// How much room a text takes in a PDF, in halves of its longest characters.
pub(super) fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn heap(signs: &Signs) -> Option<(usize, usize)> {
    // Nothing before U+0300 stands on a letter.
    let plain = |at: usize| signs.signs.get(at).is_none_or(|sign| sign.c < '\u{300}');
    let mut run = 0;
    let long = (0..signs.signs.len()).any(|at| {
        run = if plain(at) { 0 } else { run + 1 };
        run >= MOST_TOGETHER
    });
    if !long {
        return None;
    }
    let text = text(&signs.signs);
    let clusters = GraphemeClusterSegmenter::new();
    let (mut from, mut start) = (0, 0);
    clusters.segment_str(&text).skip(1).find_map(|to| {
        let end = start + text[from..to].chars().count();
        let found = (end - start > MOST_TOGETHER).then_some((start, end));
        (from, start) = (to, end);
        found
    })
}
