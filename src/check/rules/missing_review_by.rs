//! No date of the next review.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

rule! {
    /// The booklet does not say when it will be reviewed next.
    ///
    /// Looks for `review_by` in booklet.toml. It is printed in the imprint, and once that day has
    /// passed the rule `review-overdue` speaks up.
    ///
    /// ## Who is affected
    ///
    /// Readers, who cannot tell whether the booklet is still looked after; and your own team, which
    /// nobody reminds.
    ///
    /// ## How to mend it
    ///
    /// Write the day as a date: the year first, without quotes. Three years after the last review
    /// is the most.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// reviewed = 2026-10-01
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// reviewed = 2026-10-01
    /// review_by = 2028-10-01
    /// ```
    ///
    /// ## Source
    ///
    /// PIF TICK, the UK mark of trusted health information: a next review is planned.
    "missing-review-by": Error, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let book = subject.book;
    let finding = || {
        RULE.at(book.span, "the booklet does not say when it will be reviewed next")
            .note("readers cannot tell whether anybody still looks after it")
            .help("add the day to booklet.toml, year first and without quotes: review_by = 2028-10-01")
    };
    book.review_by.is_none().then(finding).into_iter().collect()
}
