//! No date of the last review.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

rule! {
    /// The booklet does not say when it was last reviewed.
    ///
    /// Looks for `reviewed` in booklet.toml. It is printed in the imprint, in the words of the
    /// booklet's language.
    ///
    /// ## Who is affected
    ///
    /// Readers, who cannot tell whether the advice is that of this year or of ten years ago.
    ///
    /// ## How to mend it
    ///
    /// Write the day of the last review as a date: the year first, without quotes.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// version = "2.1"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// version = "2.1"
    /// reviewed = 2026-10-01
    /// ```
    ///
    /// ## Source
    ///
    /// PIF TICK, the UK mark of trusted health information: information is dated and kept up to
    /// date.
    "missing-reviewed": Error, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let book = subject.book;
    let finding = || {
        RULE.at(book.span, "the booklet does not say when it was last reviewed")
            .note("readers cannot tell whether the advice is still right")
            .help(
                "add the day to booklet.toml, year first and without quotes: reviewed = 2026-10-01",
            )
    };
    book.reviewed.is_none().then(finding).into_iter().collect()
}
