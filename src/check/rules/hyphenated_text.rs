//! Words broken at the ends of lines.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

rule! {
    /// Words are broken at the ends of lines.
    ///
    /// Looks for `hyphenate = true` in `[theme]` and `[edition.large-print]`.
    ///
    /// ## Who is affected
    ///
    /// People who read slowly, with dyslexia, or in a language that they are still learning: half a
    /// word has to be kept in mind until the eye has found the other half.
    ///
    /// ## How to mend it
    ///
    /// Take the line out. Words are then kept whole, unless one is wider than its column.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [theme]
    /// hyphenate = true
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [theme]
    /// hyphenate = false
    /// ```
    ///
    /// ## Source
    ///
    /// RNIB Clear Print; the European easy-to-read standards (Information for all).
    "hyphenated-text": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let theme = &subject.book.theme;
    let keys = [&theme.base.hyphenate, &theme.large_print.hyphenate].into_iter().flatten();
    keys.filter(|hyphenate| hyphenate.value)
        .map(|hyphenate| {
            RULE.at(hyphenate.span, "words are broken at the ends of lines")
                .note("half a word is hard to read for people with dyslexia and for learners")
                .help("take the line out, or write hyphenate = false")
        })
        .collect()
}
