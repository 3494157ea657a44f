//! The computer's date: what review dates are compared with, and the date of a new booklet.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::words::Date;

/// Today, where the computer stands.
pub(super) fn today() -> Date {
    date(day())
}

/// Today, to be reckoned with.
pub(super) fn day() -> jiff::civil::Date {
    Timestamp::now().to_zoned(zone()).date()
}

/// The zone of the computer. Its rules are all that is needed, and not its name, for which jiff
/// would look through every zone that there is.
fn zone() -> TimeZone {
    let rules = || TimeZone::tzif("local", &std::fs::read("/etc/localtime").ok()?).ok();
    let chosen = std::env::var_os("TZ").is_some();
    if chosen { None } else { rules() }.unwrap_or_else(TimeZone::system)
}

/// A day as booklets have it.
pub(super) fn date(day: jiff::civil::Date) -> Date {
    // A day before the year 1 is before every review there has been.
    let year = u16::try_from(day.year()).unwrap_or_default();
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    Date { year, month: part(day.month()), day: part(day.day()) }
}
