//! A next review that comes before the last one.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

rule! {
    /// The next review comes before the last one, or on the same day.
    ///
    /// Compares `review_by` with `reviewed`.
    ///
    /// ## Who is affected
    ///
    /// Readers, who see both dates in the imprint and cannot tell how old the advice is.
    ///
    /// ## How to mend it
    ///
    /// Look which of the dates is wrong; often they stand in each other's place, or a year is a slip.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// reviewed = 2029-10-01
    /// review_by = 2026-10-01
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// reviewed = 2026-10-01
    /// review_by = 2029-10-01
    /// ```
    ///
    /// ## Source
    ///
    /// PIF TICK, the UK mark of trusted health information: information is dated and reviewed.
    "review-order": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (Some(last), Some(next)) = (&subject.book.reviewed, &subject.book.review_by) else {
        return Vec::new();
    };
    if next.value > last.value {
        return Vec::new();
    }
    vec![
        RULE.at(next.span, "the next review does not come after the last one")
            .label(last.span, "the last review")
            .note("readers cannot tell how old the advice is")
            .help("look which date is wrong; perhaps they stand in each other's place"),
    ]
}
