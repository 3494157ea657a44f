//! The computer's date: what review dates are compared with, and the date of a new booklet.

use crate::words::Date;

/// Today, where the computer stands.
pub(super) fn today() -> Date {
    date(day())
}

/// Today, to be reckoned with.
pub(super) fn day() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}

/// A day as booklets have it.
pub(super) fn date(day: jiff::civil::Date) -> Date {
    // A day before the year 1 is before every review there has been.
    let year = u16::try_from(day.year()).unwrap_or_default();
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    Date { year, month: part(day.month()), day: part(day.day()) }
}
