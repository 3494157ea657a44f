//! The next review is past.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;
use crate::words::Phrases;

rule! {
    /// The day of the next review has passed.
    ///
    /// Compares `review_by` with today's date, or with the day given by `--today`.
    ///
    /// ## Who is affected
    ///
    /// Readers, who may follow advice that is out of date. Many will see the date in the imprint
    /// and trust the rest of the booklet less.
    ///
    /// ## How to mend it
    ///
    /// Have the booklet reviewed. Then set `reviewed` to the day of that review, `review_by` to the
    /// day of the next one, and give the booklet a new `version`. Do not move the date alone.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// reviewed = 2021-03-01
    /// review_by = 2024-03-01
    /// ```
    ///
    /// After, once it has been reviewed:
    ///
    /// ```toml
    /// reviewed = 2026-10-01
    /// review_by = 2029-10-01
    /// ```
    ///
    /// ## Source
    ///
    /// PIF TICK, the UK mark of trusted health information: information is reviewed in time.
    "review-overdue": Error, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let date = subject.book.review_by.as_ref().filter(|date| date.value < subject.today);
    date.map(|date| {
        let english = Phrases::of(&crate::language::Language::english());
        let (due, today) = (english.date(date.value), english.date(subject.today));
        RULE.at(date.span, format!("the review was due on {due}, and today is {today}"))
            .note("readers may follow advice that is out of date")
            .help("have the booklet reviewed, then set `reviewed`, `review_by` and `version` anew")
    })
    .into_iter()
    .collect()
}
