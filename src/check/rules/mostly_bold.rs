//! Paragraphs that are bold for the most part.

use crate::check::{Kind, Passage, Subject, prose};
use crate::diagnostic::Diagnostic;

/// Paragraphs of fewer words may be bold.
const FEWEST: usize = 5;
/// Items, cells and captions of fewer words may be bold.
const FEWEST_IN_ITEM: usize = 10;

rule! {
    /// A paragraph is bold for the most part.
    ///
    /// Looks for paragraphs of five words or more, and items of ten or more, of which over a half are
    /// marked as `**strong**` or `*stress*`, which are both shown in bold.
    ///
    /// ## Who is affected
    ///
    /// Everybody: where all is bold, nothing stands out. People with dyslexia read long stretches of
    /// bold with effort.
    ///
    /// ## How to mend it
    ///
    /// Mark the few words that matter most. If the whole paragraph matters more than the others,
    /// make it a `callout`.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "**Call us at once if you have a fever, even if you feel well.**"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Call us **at once** if you have a fever, even if you feel well."
    /// ```
    ///
    /// ## Source
    ///
    /// RNIB Clear Print; the NHS digital service manual, content guide.
    "mostly-bold": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let loud = subject.passages.iter().filter(|it| it.kind.is_prose() && is_mostly_bold(it));
    loud.map(|passage| {
        RULE.at(passage.span, "this paragraph is bold for the most part")
            .note("where all is bold, nothing stands out")
            .help("mark the few words that matter most, make the whole a `callout`, or use a `heading`")
    })
    .collect()
}

/// Whether more than half of the words are bold, where there are several.
pub(super) fn is_mostly_bold(passage: &Passage<'_>) -> bool {
    if !passage.has_bold() {
        return false;
    }
    let words: Vec<_> = prose::words(&passage.text).collect();
    let bold = |at: usize| passage.segment(at).is_some_and(|segment| segment.bold);
    let count = words.iter().filter(|(range, _)| bold(range.start)).count();
    let fewest = if passage.kind == Kind::Paragraph { FEWEST } else { FEWEST_IN_ITEM };
    words.len() >= fewest && count * 2 > words.len()
}
