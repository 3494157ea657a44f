//! Dates as people write them, to the form that TOML reads.

use crate::language::Language;
use crate::words::Phrases;

/// Whether a key holds a date.
pub(super) fn is_date_key(key: &str) -> bool {
    matches!(key, "reviewed" | "review_by")
}

/// The date that is plainly meant, year first: `2026-11-22` for "22 November 2026". Where day and
/// month could be either, as in "3/4/2026", nobody can tell.
pub(super) fn meant(text: &str, language: &Language) -> Option<String> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [a, b, c] = parts[..] else { return None };
    let (year, month, day) = match (month(a, language), month(b, language)) {
        (None, Some(month)) => match (year(a), year(c)) {
            (None, Some(year)) => (year, month, day(a)?),
            (Some(year), None) => (year, month, day(c)?),
            _ => return None,
        },
        (Some(month), None) => (year(c)?, month, day(b)?),
        _ => by_numbers(a, b, c)?,
    };
    let date = format!("{year}-{month:02}-{day:02}");
    date.parse::<toml::value::Datetime>().is_ok().then_some(date)
}

/// The last day of what is meant by "Oct 2026", "10/2026" or "2026".
pub(super) fn last_day(text: &str, language: &Language) -> Option<String> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let (a, b) = match parts[..] {
        [a] => return year(a).map(|year| format!("{year}-12-31")),
        [a, b] => (a, b),
        _ => return None,
    };
    let (a, b) = if year(a).is_some() { (b, a) } else { (a, b) };
    let (month, year) = (month(a, language).or_else(|| number(a))?, year(b)?);
    [31, 30, 29, 28].into_iter().find_map(|day| {
        let date = format!("{year}-{month:02}-{day:02}");
        date.parse::<toml::value::Datetime>().is_ok().then_some(date)
    })
}

fn by_numbers(a: &str, b: &str, c: &str) -> Option<(u16, u8, u8)> {
    if let Some(year) = year(a) {
        return Some((year, number(b)?, number(c)?));
    }
    let (one, two, year) = (number(a)?, number(b)?, year(c)?);
    match (one > 12, two > 12) {
        (true, false) => Some((year, two, one)),
        (false, true) => Some((year, one, two)),
        _ if one == two => Some((year, one, two)),
        _ => None,
    }
}

fn year(text: &str) -> Option<u16> {
    text.parse().ok().filter(|_| text.len() == 4)
}

fn number(text: &str) -> Option<u8> {
    text.parse().ok()
}

/// The day in "22" and "22nd".
fn day(text: &str) -> Option<u8> {
    number(text.trim_end_matches(|c: char| c.is_alphabetic()))
}

/// The month of a name or its beginning, in a language or in English.
fn month(text: &str, language: &Language) -> Option<u8> {
    let text = text.to_lowercase();
    if text.chars().nth(2).is_none() || text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let english = Language::english();
    [language, &english].into_iter().find_map(|language| {
        let months = &Phrases::of(language).months;
        let at = months.iter().position(|month| month.to_lowercase().starts_with(&text))?;
        u8::try_from(at + 1).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_or_year_without_a_day_has_a_last_day() {
        let english = Language::english();
        for (text, date) in [
            ("Oct 2026", Some("2026-10-31")),
            ("February 2028", Some("2028-02-29")),
            ("02/2027", Some("2027-02-28")),
            ("2026-11", Some("2026-11-30")),
            ("13/2026", None),
            ("2026", Some("2026-12-31")),
            ("226", None),
        ] {
            assert_eq!(last_day(text, &english).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn dates_are_understood_where_they_are_plain() {
        let welsh = Language::parse("cy").unwrap();
        for (text, date) in [
            ("22 November 2026", Some("2026-11-22")),
            ("22nd Nov. 2026", Some("2026-11-22")),
            ("November 22, 2026", Some("2026-11-22")),
            ("22 Tachwedd 2026", Some("2026-11-22")),
            ("22/11/2026", Some("2026-11-22")),
            ("11/22/2026", Some("2026-11-22")),
            ("2026/11/2", Some("2026-11-02")),
            ("3/4/2026", None),
            ("31 February 2026", None),
            ("November 2026", None),
            ("22 November 26", None),
            ("soon", None),
        ] {
            assert_eq!(meant(text, &welsh).as_deref(), date, "{text}");
        }
    }
}
