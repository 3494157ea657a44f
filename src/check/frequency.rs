//! How often a medicine is taken, as the words of a sentence say it.

use std::ops::Range;

use super::directions::Word;

/// How often, as a sentence says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Often {
    /// Once a week.
    Weekly,
    /// So many times a day: from and to.
    Times(u32, u32),
    /// "daily", "nightly", "one tablet a day": once a day, where nothing else is said.
    Daily,
    /// "every day", "each night", which leaves open how often on that day.
    EveryDay,
    /// "4 tablets a day", which leaves it open too.
    Amount,
    /// So many hours from one dose to the next: from and to.
    Hours(u32, u32),
    /// Days from one dose to the next in tenths: from and to. Twice a week is 35.
    Cycle(u32, u32),
    /// So many days of each week.
    OfWeek,
    /// A number of days.
    Days,
    /// Days of the week by their names, joined with "and" or "to".
    Named,
    /// "morning and night".
    Mornings,
}

/// A stretch of words, from and to.
pub(super) type Stretch = (Often, Range<usize>);

/// Words before a day or a week that make it each.
const EACH: [&str; 4] = ["a", "each", "every", "per"];

/// A week and a month in tenths of days.
pub(super) const WEEK: u32 = 70;
const MONTH: u32 = 300;

/// What the words say of how often, in order.
pub(super) fn sayings(words: &[Word<'_>]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match saying(words, at) {
            Some((often, length)) => {
                found.push((often, at..at + length));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// How often the words from one on say, and how many of them do.
fn saying(words: &[Word<'_>], at: usize) -> Option<(Often, usize)> {
    counted(words, at)
        .or_else(|| every(words, at))
        .or_else(|| joined(words, at))
        .or_else(|| plain(words, at))
        .or_else(|| days(words, at))
        .or_else(|| named_days(words, at).map(|length| (Often::Named, length)))
        .or_else(|| mornings(words, at).map(|length| (Often::Mornings, length)))
}

/// A word in small letters, or nothing behind the last.
fn small<'w>(words: &'w [Word<'_>], at: usize) -> &'w str {
    words.get(at).map_or("", |word| &word.small)
}

/// `once`, `three times`, `2 to 3 times`, `2x`: from, to, and how many words.
fn count(words: &[Word<'_>], at: usize) -> Option<(u32, u32, usize)> {
    let single = |word: &str| match word {
        "once" => Some(1),
        "twice" => Some(2),
        "thrice" => Some(3),
        _ => None,
    };
    let word = small(words, at);
    if let Some(from) = single(word) {
        let to = single(small(words, at + 2)).filter(|_| small(words, at + 1) == "or");
        return Some(to.map_or((from, from, 1), |to| (from, to, 3)));
    }
    if matches!(word, "several" | "many" | "multiple" | "few") && small(words, at + 1) == "times" {
        return Some((2, 9, 2));
    }
    let crossed = word.strip_suffix(['x', '×']).or_else(|| word.strip_prefix(['x', '×']));
    if let Some(number) = crossed.and_then(|number| number.parse().ok()) {
        return Some((number, number, 1));
    }
    let (from, to, length) = range(words, at)?;
    matches!(small(words, at + length), "times" | "x" | "time").then_some((from, to, length + 1))
}

/// `4`, `4 to 6`, `4-6`, `four or five`: from, to, and how many words.
fn range(words: &[Word<'_>], at: usize) -> Option<(u32, u32, usize)> {
    let first = words.get(at)?;
    if let Some((from, to)) = first.small.split_once('-') {
        return Some((from.parse().ok()?, to.parse().ok()?, 1));
    }
    let from = first.number().filter(|number| *number > 0)?;
    let number = |index: usize| words.get(index).and_then(Word::number);
    let to = match small(words, at + 1) {
        "to" | "or" => number(at + 2).map(|to| (to, 3)),
        // A long dash parts words: "4–6".
        _ => number(at + 1).map(|to| (to, 2)),
    };
    let (to, length) = to.filter(|(to, _)| *to > from).unwrap_or((from, 1));
    Some((from, to, length))
}

/// `twice a week`, `three times daily`, `once every other day`, `4 times in 24 hours`
fn counted(words: &[Word<'_>], at: usize) -> Option<(Often, usize)> {
    if small(words, at) == "more" && small(words, at + 1) == "than" {
        // "more than once a week"
        let (often, length) = counted(words, at + 2)?;
        return (often == Often::Weekly).then_some((Often::Cycle(0, WEEK / 2), length + 2));
    }
    let (from, to, length) = count(words, at)?;
    let next = at + length;
    let inner = usize::from(small(words, next) == "in");
    if inner == 1 && range(words, next + 1).is_some_and(|(hours, ..)| hours == 24) {
        return (small(words, next + 2) == "hours").then_some((Often::Times(from, to), length + 3));
    }
    if (from, to) == (1, 1)
        && let Some((often, more)) = every(words, next + inner)
        && !matches!(often, Often::EveryDay)
    {
        return Some((often, length + inner + more));
    }
    let next = next + inner;
    let each = usize::from(EACH.contains(&small(words, next)));
    let often = match small(words, next + each) {
        "day" | "daily" => Often::Times(from, to),
        "week" | "weekly" => of_week(from, to),
        "month" | "monthly" => cycle(MONTH, from, to),
        "fortnight" => cycle(2 * WEEK, from, to),
        _ => return None,
    };
    Some((often, length + inner + each + 1))
}

fn of_week(from: u32, to: u32) -> Often {
    if (from, to) == (1, 1) { Often::Weekly } else { cycle(WEEK, from, to) }
}

fn cycle(period: u32, from: u32, to: u32) -> Often {
    Often::Cycle(period / to.max(1), period / from.max(1))
}

/// `every 8 hours`, `every 4 to 6 hours`, `every other day`, `every third day`, `alternate days`
fn every(words: &[Word<'_>], at: usize) -> Option<(Often, usize)> {
    const PLACES: [&[&str]; 6] = [
        &["second", "2nd", "other"],
        &["third", "3rd"],
        &["fourth", "4th"],
        &["fifth", "5th"],
        &["sixth", "6th"],
        &["seventh", "7th"],
    ];
    if matches!(small(words, at), "alternate" | "alternating") {
        return spaced(2, 2, small(words, at + 1)).map(|often| (often, 2));
    }
    if !matches!(small(words, at), "every" | "each") {
        return None;
    }
    let word = small(words, at + 1);
    if let Some(place) = PLACES.iter().position(|names| names.contains(&word)) {
        let number = place as u32 + 2;
        return spaced(number, number, small(words, at + 2)).map(|often| (often, 3));
    }
    if matches!(word, "few" | "couple") {
        let of = usize::from(small(words, at + 2) == "of");
        return spaced(2, 4, small(words, at + 2 + of)).map(|often| (often, 3 + of));
    }
    if let Some((from, to, length)) = range(words, at + 1) {
        let often = spaced(from, to, small(words, at + 1 + length))?;
        return Some((often, length + 2));
    }
    match word {
        "day" | "night" | "morning" | "evening" | "afternoon" | "mealtime" | "meal" => {
            Some((Often::EveryDay, 2))
        }
        "hour" => Some((Often::Hours(1, 1), 2)),
        "month" => Some((Often::Cycle(MONTH, MONTH), 2)),
        _ => None,
    }
}

/// So many hours, days or weeks apart.
fn spaced(from: u32, to: u32, unit: &str) -> Option<Often> {
    // Nobody takes anything more rarely than this, and no number may run over.
    let (from, to) = (from.min(1000), to.min(1000));
    match unit {
        "hour" | "hours" | "hourly" | "hrs" | "hr" | "hrly" | "h" if from > 24 => {
            Some(Often::Cycle(from * 10 / 24, to * 10 / 24))
        }
        "hour" | "hours" | "hourly" | "hrs" | "hr" | "hrly" | "h" => Some(Often::Hours(from, to)),
        "day" | "days" | "night" | "nights" | "morning" | "mornings" | "evening" | "evenings"
            if to == 1 =>
        {
            Some(Often::EveryDay)
        }
        "day" | "days" | "night" | "nights" | "morning" | "mornings" | "evening" | "evenings" => {
            Some(Often::Cycle(from * 10, to * 10))
        }
        "week" | "weeks" | "weekly" if to == 1 => Some(Often::Weekly),
        "week" | "weeks" | "weekly" => Some(Often::Cycle(from * WEEK, to * WEEK)),
        "month" | "months" => Some(Often::Cycle(from * MONTH, to * MONTH)),
        _ => None,
    }
}

/// `twice-weekly`, `12-hourly`, `eight hourly`, `bi-weekly`
fn joined(words: &[Word<'_>], at: usize) -> Option<(Often, usize)> {
    let word = words.get(at)?;
    if let Some((number, "hourly")) = word.number().map(|number| (number, small(words, at + 1))) {
        return spaced(number, number, "hours").map(|often| (often, 2));
    }
    let (first, unit) = word.small.rsplit_once('-')?;
    let first = first.strip_suffix("-times").unwrap_or(first);
    let often = match (first, unit) {
        ("once", "weekly") => Often::Weekly,
        ("once", "daily") => Often::Times(1, 1),
        ("twice", "daily") => Often::Times(2, 2),
        ("twice" | "bi" | "semi", "weekly") => cycle(WEEK, 2, 2),
        ("thrice" | "three" | "tri", "weekly")
            if first != "three" || word.small.contains("times") =>
        {
            cycle(WEEK, 3, 3)
        }
        ("alternate", "day") => Often::Cycle(20, 20),
        (number, "hourly" | "hrly") => {
            let named = Word { range: 0..0, written: number, small: number.to_owned() };
            let number = named.number()?;
            spaced(number, number, "hours")?
        }
        _ => return None,
    };
    Some((often, 1))
}

/// `weekly`, `daily`, `a week` and `a day` after an amount
fn plain(words: &[Word<'_>], at: usize) -> Option<(Often, usize)> {
    let before = at.checked_sub(1).map_or("", |before| small(words, before));
    let several = matches!(before, "twice" | "times" | "thrice" | "days");
    match (small(words, at), small(words, at + 1)) {
        ("weekly", _) if !several => Some((Often::Weekly, 1)),
        ("biweekly", _) => Some((cycle(WEEK, 2, 2), 1)),
        ("daily" | "nightly", _) => Some((Often::Daily, 1)),
        ("hourly", _) => Some((Often::Hours(1, 1), 1)),
        ("fortnightly", _) => Some((Often::Cycle(2 * WEEK, 2 * WEEK), 1)),
        ("monthly", _) => Some((Often::Cycle(MONTH, MONTH), 1)),
        ("weekdays" | "weekends", _) => Some((Often::OfWeek, 1)),
        ("a" | "per" | "every" | "each", "week") if one_before(words, at) => {
            Some((Often::Weekly, 2))
        }
        ("a" | "per", "day") if one_before(words, at) => Some((Often::Daily, 2)),
        ("a" | "per", "day") if amount_before(words, at) => Some((Often::Amount, 2)),
        _ => None,
    }
}

/// "one tablet" before "a week"
fn one_before(words: &[Word<'_>], at: usize) -> bool {
    let is_one =
        |back: usize| at.checked_sub(back).is_some_and(|before| words[before].number() == Some(1));
    is_one(1) || is_one(2) && words[at - 1].is_dose()
}

/// "4 tablets", "2 g", "4" before "a day"
fn amount_before(words: &[Word<'_>], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| words[before].is_dose() || words[before].is_number())
}

/// `7 days`, `seven consecutive days`, `two days a week`
fn days(words: &[Word<'_>], at: usize) -> Option<(Often, usize)> {
    let (_, to, length) = range(words, at)?;
    let more = matches!(
        small(words, at + length),
        "consecutive" | "full" | "whole" | "more" | "different" | "separate"
    );
    let end = length + usize::from(more);
    if to < 2 || small(words, at + end) != "days" {
        return None;
    }
    let of = usize::from(matches!(small(words, at + end + 1), "of" | "in"));
    let next = at + end + 1 + of;
    let each = EACH.contains(&small(words, next)) || of == 1 && small(words, next) == "the";
    if each && small(words, next + 1) == "week" {
        return Some((Often::OfWeek, end + of + 3));
    }
    Some((Often::Days, end + 1))
}

/// "Mondays and Thursdays": how many words.
fn named_days(words: &[Word<'_>], at: usize) -> Option<usize> {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const SHORT: [&str; 9] = ["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat"];
    let is_day = |index: usize| {
        let word = words.get(index);
        word.is_some_and(|word| {
            let short = word.written.starts_with(char::is_uppercase);
            DAYS.contains(&word.small.trim_end_matches('s'))
                || short && SHORT.contains(&&*word.small)
        })
    };
    let mut end = at;
    let mut joined = false;
    while is_day(end) {
        let link = matches!(small(words, end + 1), "and" | "to");
        let again =
            usize::from(link) * usize::from(matches!(small(words, end + 2), "on" | "every"));
        let and = link && is_day(end + 2 + again);
        joined |= and;
        end += if and { 2 + again } else { 1 };
    }
    joined.then_some(end - at)
}

/// "morning and night", "in the morning and in the evening": how many words.
fn mornings(words: &[Word<'_>], at: usize) -> Option<usize> {
    const LATER: [&str; 6] = ["night", "evening", "bedtime", "afternoon", "teatime", "lunchtime"];
    const SMALL: [&str; 3] = ["at", "in", "the"];
    if small(words, at) != "morning" || small(words, at + 1) != "and" {
        return None;
    }
    let gap = (0..2).take_while(|gap| SMALL.contains(&small(words, at + 2 + gap))).count();
    LATER.contains(&small(words, at + 2 + gap)).then_some(gap + 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::directions;

    fn read(text: &str) -> Vec<Often> {
        let words = directions::words(text, 0..text.len());
        sayings(&words).into_iter().map(|(often, _)| often).collect()
    }

    #[test]
    fn every_way_to_say_how_often_is_read() {
        for (text, often) in [
            ("once a week", Often::Weekly),
            ("once-weekly", Often::Weekly),
            ("once every week", Often::Weekly),
            ("one tablet a week", Often::Weekly),
            ("twice a week", Often::Cycle(35, 35)),
            ("twice weekly", Often::Cycle(35, 35)),
            ("2x a week", Often::Cycle(35, 35)),
            ("twice-weekly", Often::Cycle(35, 35)),
            ("two or three times per week", Often::Cycle(23, 35)),
            ("more than once a week", Often::Cycle(0, 35)),
            ("once or twice a week", Often::Cycle(35, 70)),
            ("every other day", Often::Cycle(20, 20)),
            ("once every second day", Often::Cycle(20, 20)),
            ("on alternate days", Often::Cycle(20, 20)),
            ("every 3 days", Often::Cycle(30, 30)),
            ("every 72 hours", Often::Cycle(30, 30)),
            ("every few days", Often::Cycle(20, 40)),
            ("every 2 weeks", Often::Cycle(140, 140)),
            ("every 7 days", Often::Cycle(70, 70)),
            ("once a month", Often::Cycle(300, 300)),
            ("every 12 hours", Often::Hours(12, 12)),
            ("12-hourly", Often::Hours(12, 12)),
            ("eight hourly", Often::Hours(8, 8)),
            ("every 4 to 6 hours", Often::Hours(4, 6)),
            ("every 4–6 hours", Often::Hours(4, 6)),
            ("every 4-6 hours", Often::Hours(4, 6)),
            ("once every 8 hours", Often::Hours(8, 8)),
            ("three times a day", Often::Times(3, 3)),
            ("4 times in 24 hours", Often::Times(4, 4)),
            ("once daily", Often::Times(1, 1)),
            ("once or twice a day", Often::Times(1, 2)),
            ("daily", Often::Daily),
            ("every night", Often::EveryDay),
            ("4 tablets a day", Often::Amount),
            ("two days a week", Often::OfWeek),
            ("3 days of each week", Often::OfWeek),
            ("on weekdays", Often::OfWeek),
            ("for ten days", Often::Days),
            ("Mondays and Thursdays", Often::Named),
            ("every Monday and every Thursday", Often::Named),
            ("in the morning and at night", Often::Mornings),
        ] {
            assert_eq!(read(text), [often], "{text}");
        }
        for text in ["a day unit", "a day later", "on Monday or Tuesday", "a week", "every week"] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
