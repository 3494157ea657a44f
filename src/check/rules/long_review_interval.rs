//! Too long until the next review.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;
use crate::words::Date;

/// The most months between two reviews.
const MOST: i32 = 36;

rule! {
    /// More than three years lie between two reviews.
    ///
    /// Counts the months from `reviewed` to `review_by`: more than 36 are too many.
    ///
    /// ## Who is affected
    ///
    /// Readers, who may follow advice that has changed in the meantime. Treatments, telephone
    /// numbers and the names of services seldom stay the same for so long.
    ///
    /// ## How to mend it
    ///
    /// Plan the next review for at most three years after the last one.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// reviewed = 2026-10-01
    /// review_by = 2031-10-01
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
    /// PIF TICK, the UK mark of trusted health information: a review at least every three years.
    "long-review-interval": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (Some(last), Some(next)) = (&subject.book.reviewed, &subject.book.review_by) else {
        return Vec::new();
    };
    let months = months_between(last.value, next.value);
    if months <= MOST {
        return Vec::new();
    }
    let (years, rest) = (months / 12, months % 12);
    let span = if rest == 0 { format!("{years} years") } else { format!("{months} months") };
    vec![
        RULE.at(next.span, format!("the next review is {span} after the last one"))
            .label(last.span, "the last review")
            .note("readers may follow advice that has changed in the meantime")
            .help("plan it for at most three years after the last one"),
    ]
}

/// The months from one day to another, a month that has begun counted in full.
fn months_between(from: Date, to: Date) -> i32 {
    let months = |date: Date| i32::from(date.year) * 12 + i32::from(date.month);
    months(to) - months(from) + i32::from(to.day > from.day)
}
