//! Times of the 24-hour clock.

use crate::check::clock::{Form, Time, times, word_after, word_before};
use crate::check::{Kind, Passage, Subject, amounts};
use crate::diagnostic::Diagnostic;

rule! {
    /// A time stands in the 24-hour clock.
    ///
    /// Looks in English texts for times such as 14:00, 08:00 and 1400 hours, and for 14.00 and 1430
    /// where they can be nothing but times: after a word such as "at", or from one such time to another
    /// (8.30–16.30). 10:30 and 10.30am are left alone, and so are prices, results, verses of the Bible
    /// and how long something takes (20:00 minutes).
    ///
    /// ## Who is affected
    ///
    /// People who do not read the 24-hour clock: they come at 4 for 14:00, or take a medicine twelve
    /// hours late.
    ///
    /// ## How to mend it
    ///
    /// Write am and pm, and midday and midnight in words.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Come at 14:00. Visiting is from 09:00 to 20:00."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Come at 2pm. Visiting is from 9am to 8pm."
    /// ```
    ///
    /// ## Source
    ///
    /// NHS digital service manual, content guide, on times.
    "twenty-four-hour-clock": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.kind != Kind::Citation) {
        let times = times(&passage.text);
        for (at, time) in times.iter().enumerate() {
            let range = &time.range;
            let known = is_of_the_long_clock(&passage.text, &times, at)
                && passage.is_english(range)
                && !amounts::is_in_address(&passage.text, range.start);
            if known {
                findings.push(complaint(passage, time));
            }
        }
    }
    findings
}

fn complaint(passage: &Passage<'_>, time: &Time) -> Diagnostic {
    let words = &passage.text[time.range.clone()];
    RULE.at(passage.place(time.range.clone()), format!("“{words}” is a time of the 24-hour clock"))
        .note("not everybody reads it: 14:00 is taken for 4 in the afternoon")
        .help(format!("write {}", spoken(time.hour, time.minute)))
}

/// A time as people say it.
fn spoken(hour: u32, minute: u32) -> String {
    match (hour % 24, minute) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (hour, minute) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            if minute == 0 { format!("{hour}{half}") } else { format!("{hour}:{minute:02}{half}") }
        }
    }
}

/// Whether a time is one of the 24-hour clock.
fn is_of_the_long_clock(text: &str, times: &[Time], at: usize) -> bool {
    let time = &times[at];
    let (start, end) = (time.range.start, time.range.end);
    let zeroed = text[start..].starts_with('0');
    let after = word_after(text, end);
    let halved = ["am", "a.m", "pm", "p.m"].contains(&&*after);
    let (long, plain) = (time.hour >= 13 || time.hour == 0, zeroed && !halved);
    if !long && !plain && time.form != Form::Bare {
        return false;
    }
    let hours = matches!(&*after, "hours" | "hrs" | "hr" | "h") || text[..end].ends_with('h');
    let before = word_before(text, start);
    match time.form {
        Form::Colon => {
            !is_verse(&before) && !is_ratio(text, start) && !is_duration(text, times, at)
        }
        Form::Point => {
            let led = matches!(
                &*before,
                "at" | "until" | "till" | "before" | "after" | "between" | "from" | "by"
            );
            let joined = is_joined(text, times, at);
            let next = times.get(at + 1).filter(|next| joined && next.range.start - end < 10);
            let measured = is_measured(&after)
                || next.is_some_and(|next| is_measured(&word_after(text, next.range.end)));
            let round = time.minute.is_multiple_of(5);
            let opened = is_after_hour(text, start);
            !measured && (hours || zeroed && time.hour > 0 || (led || joined || opened) && round)
        }
        Form::Bare => {
            let paired = at > 0 && is_joined(text, times, at) && {
                let first = &times[at - 1];
                is_led_nought(text, first)
                    || is_led(text, first, &word_before(text, first.range.start))
            };
            hours && is_hours(text, time, &before)
                || is_led_nought(text, time)
                || is_led(text, time, &before)
                || paired
        }
    }
}

/// Whether a word after a number says that it is no time.
fn is_measured(after: &str) -> bool {
    const UNITS: [&str; 13] = [
        "%", "percent", "per", "million", "mmol", "kg", "cm", "points", "degrees", "km", "miles",
        "m", "mm",
    ];
    is_short_time(after)
        || amounts::is_dose_word(after)
        || UNITS.contains(&after)
        || after.contains('/')
}

/// Whether it is the begin or the end of a stretch of time: "14.00 to 16.00".
fn is_joined(text: &str, times: &[Time], at: usize) -> bool {
    let joins = |from: &Time, to: &Time| {
        let between = text[from.range.end..to.range.start].trim();
        // "a range of 3.00 to 14.00" is one of results.
        if from.range.len() == 4 && from.form == Form::Point && is_result(text, from.range.start) {
            return false;
        }
        let quarters = from.minute.is_multiple_of(15) && to.minute.is_multiple_of(15);
        quarters && matches!(between, "to" | "–" | "-" | "\u{2011}" | "until" | "till" | "and")
    };
    let next = times.get(at + 1).is_some_and(|next| joins(&times[at], next));
    next || at > 0 && joins(&times[at - 1], &times[at])
}

/// Whether results of tests or scores are spoken of.
fn is_result(text: &str, at: usize) -> bool {
    const RESULTS: [&str; 10] = [
        "range", "score", "level", "normal", "ratio", "value", "average", "result", "mean", "limit",
    ];
    let near = text[text.floor_char_boundary(at.saturating_sub(40))..at].to_lowercase();
    RESULTS.iter().any(|word| near.contains(word))
}

/// Minutes and seconds after a number: it says how long something takes.
fn is_short_time(after: &str) -> bool {
    matches!(after, "minutes" | "minute" | "mins" | "min" | "seconds" | "second" | "secs" | "sec")
}

/// Whether minutes and seconds are meant: "20:00 minutes", "from 15:00 to 20:00 minutes", "took 14:30".
fn is_duration(text: &str, times: &[Time], at: usize) -> bool {
    let time = &times[at];
    let long = |time: &Time| {
        let rest = text[time.range.end..].trim_start_matches(['-', '\u{2011}']);
        is_short_time(&word_after(rest, 0))
    };
    let joined = times.get(at + 1).filter(|_| is_joined(text, times, at)).is_some_and(long);
    let before = word_before(text, time.range.start);
    let took = matches!(&*before, "in" | "took" | "takes" | "lasts" | "lasted");
    let near =
        &text[text.floor_char_boundary(time.range.start.saturating_sub(40))..time.range.start];
    let timed = ["timer", "stopwatch", "countdown"].iter().any(|word| near.contains(word));
    long(time) || joined || took || timed
}

/// Whether an hour without minutes leads to it, in words of opening: "open 9–17.30", "from 9 to 17.00".
fn is_after_hour(text: &str, start: usize) -> bool {
    const OPEN: [&str; 8] =
        ["from", "between", "open", "opening", "visiting", "hours", "daily", "times"];
    let near = text[text.floor_char_boundary(start.saturating_sub(40))..start].trim_end();
    let links = ["–", "-", "\u{2011}", " to", " until", " till", " and"];
    let Some(near) = links.into_iter().find_map(|link| near.strip_suffix(link)) else {
        return false;
    };
    let near = near.trim_end();
    let rest = near.trim_end_matches(|c: char| c.is_ascii_digit());
    let hour = &near[rest.len()..];
    let short = (1..=2).contains(&hour.len()) && hour.parse().is_ok_and(|hour: u32| hour <= 12);
    short && rest.ends_with([' ', '\u{A0}']) && OPEN.contains(&&*word_before(rest, rest.len()))
}

/// Whether four digits after "at" are a time: "at 1430". Years, heights, calories and house numbers
/// stand before other words.
fn is_led(text: &str, time: &Time, before: &str) -> bool {
    const COUNTED: [&str; 13] = [
        "calorie", "kcal", "step", "metre", "meter", "feet", "altitude", "cost", "price",
        "platelet", "count", "people", "limit",
    ];
    const HELD: [&str; 9] =
        ["stay", "keep", "kept", "held", "capped", "limited", "starts", "stands", "score"];
    let (start, end) = (time.range.start, time.range.end);
    if time.form != Form::Bare || before != "at" || time.hour < 13 || !time.minute.is_multiple_of(5)
    {
        return false;
    }
    let sentence = text[text.floor_char_boundary(start.saturating_sub(80))
        ..text.ceil_char_boundary((end + 80).min(text.len()))]
        .to_lowercase();
    let verb = word_before(text, text[..start].trim_end().len() - before.len());
    let rest = &text[end..];
    let fits = ends_well(text, end);
    let stroke = rest.starts_with(['/', '\'', '’', '%', '°']);
    let counted = COUNTED.iter().any(|word| sentence.contains(word)) || HELD.contains(&&*verb);
    fits && !stroke && !counted
}

/// Whether the words after four digits leave them a time: none, another time, or such as "on Monday".
fn ends_well(text: &str, end: usize) -> bool {
    const NEXT: &str = "\
        on and or for every each daily today tomorrow tonight until till if with by then when but so \
        because sharp to monday tuesday wednesday thursday friday saturday sunday mondays tuesdays \
        wednesdays thursdays fridays saturdays sundays before after unless as from in";
    let rest = &text[end..];
    // "at 1430 and 1800 calories", "at 1800-555-0199"
    let number = |rest: &str| {
        let rest = rest.trim_start();
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        (digits > 0).then(|| (rest[..digits].to_owned(), word_after(rest, digits)))
    };
    let dashed = rest.trim_start().strip_prefix(['-', '–', '\u{2011}']).map(number);
    match dashed {
        Some(Some((digits, _))) => digits.len() == 4,
        Some(None) => true,
        None => {
            let next = word_after(text, end);
            let linked = NEXT.split_ascii_whitespace().any(|it| it == next);
            rest.trim().is_empty() || !rest.starts_with(amounts::is_gap) || linked
        }
    }
}

/// Whether four digits with a nought before them are a time: "at 0900", and no telephone number.
fn is_led_nought(text: &str, time: &Time) -> bool {
    let before = word_before(text, time.range.start);
    let led = matches!(&*before, "at" | "by" | "from" | "until" | "till" | "between" | "before");
    let goes_on = text[time.range.end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let round = time.minute.is_multiple_of(5);
    time.form == Form::Bare && led && round && !goes_on && text[time.range.start..].starts_with('0')
}

/// Whether four digits before "hours" are a time, and not how long something takes.
fn is_hours(text: &str, time: &Time, before: &str) -> bool {
    const LONG: [&str; 13] = [
        "of", "a", "per", "in", "each", "every", "for", "over", "about", "around", "nearly",
        "than", "took",
    ];
    let unit_end = text[time.range.end..].trim_start();
    let rest = unit_end.trim_start_matches(|c: char| c.is_alphabetic());
    let next = word_after(rest, 0);
    let zeroed = text[time.range.clone()].starts_with('0');
    let led =
        matches!(before, "at" | "by" | "from" | "until" | "till" | "between" | "before" | "after");
    let most = text[..time.range.start].trim_end().ends_with("up to");
    let counted = LONG[..7].contains(&&*next);
    zeroed || !counted && (led || !most && !LONG.contains(&before))
}

/// Whether a proportion is spoken of: "a ratio of 15:20".
fn is_ratio(text: &str, at: usize) -> bool {
    let near = &text[text.floor_char_boundary(at.saturating_sub(25))..at];
    ["ratio", "dilution", "scale", "proportion"].iter().any(|word| near.contains(word))
}

/// Whether it is a verse: "John 14:27".
fn is_verse(before: &str) -> bool {
    const BOOKS: [&str; 37] = [
        "genesis",
        "exodus",
        "leviticus",
        "numbers",
        "deuteronomy",
        "joshua",
        "judges",
        "samuel",
        "kings",
        "chronicles",
        "nehemiah",
        "job",
        "psalm",
        "psalms",
        "proverbs",
        "isaiah",
        "jeremiah",
        "ezekiel",
        "zechariah",
        "daniel",
        "hosea",
        "matthew",
        "mark",
        "luke",
        "john",
        "acts",
        "romans",
        "corinthians",
        "hebrews",
        "revelation",
        "sirach",
        "wisdom",
        "quran",
        "qur’an",
        "surah",
        "sura",
        "verse",
    ];
    BOOKS.contains(&before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let times = times(text);
        let long = (0..times.len()).filter(|at| is_of_the_long_clock(text, &times, *at));
        long.map(|at| &text[times[at].range.clone()]).collect()
    }

    #[test]
    fn only_times_of_the_long_clock_are_found() {
        for (text, times) in [
            ("at 15:30", vec!["15:30"]),
            ("between 09:00 and 17:00", vec!["09:00", "17:00"]),
            ("09:00-17:00", vec!["09:00", "17:00"]),
            ("at 14.00, or", vec!["14.00"]),
            ("Monday, 13.30 to 15.00", vec!["13.30", "15.00"]),
            ("by 1400 hours", vec!["1400"]),
            ("Visiting: 1400 hrs to 1600 hrs", vec!["1400", "1600"]),
            ("at 0800h", vec!["0800h"]),
            ("14h30", vec!["14h30"]),
            ("14:00pm", vec!["14:00"]),
            ("00:00", vec!["00:00"]),
            ("08:30.", vec!["08:30"]),
            ("at 24:00", vec!["24:00"]),
            ("at 17:00:00", vec!["17:00:00"]),
            ("from 08.00", vec!["08.00"]),
            ("from 0900 to 1700", vec!["0900", "1700"]),
            ("at 0830.", vec!["0830"]),
            ("at 1430", vec!["1430"]),
            ("take it at 1430 and rest", vec!["1430"]),
            ("come at 1500 on Monday", vec!["1500"]),
            ("at 1430, then", vec!["1430"]),
            ("at 0830 and 1430", vec!["0830", "1430"]),
            ("at 1430 and 1800", vec!["1430", "1800"]),
            ("open 8.30–16.30", vec!["16.30"]),
            ("8.30 to 16.30", vec!["16.30"]),
            ("8:30–16:30", vec!["16:30"]),
            ("open 9–17.30", vec!["17.30"]),
            ("from 9 to 17.00", vec!["17.00"]),
        ] {
            assert_eq!(found(text), times, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_times() {
        for text in [
            "at 10:30",
            "10.30am",
            "at 9.30 am",
            "09:30am",
            "12:00",
            "£14.00",
            "costs 14.50",
            "14.50 mg",
            "John 14:27",
            "after 2000 hours of work",
            "over 1500 hours",
            "in 2019",
            "0300 123 1110",
            "13.10.2026",
            "a ratio of 1:20",
            "13.50 g/dL",
            "about 14.00",
            "1400 calories",
            "up 13.5",
            "between 13.00 and 18.00 g",
            "score 14.25 points",
            "2014:15",
            "call 116 123",
            "1830 people",
            "at 0800 1111",
            "from 1400 to 1600",
            "20:00 minutes",
            "15:00 to 20:00 minutes",
            "a 20:00-minute walk",
            "set the timer for 15:00",
            "ran it in 23:45",
            "at 1500 metres",
            "at 1500 High Street",
            "stay at 1500 for a week",
            "at 1800 555 0199",
            "at 1800-555-0199",
            "aim at 1500 and 1800 calories",
            "by 2030",
            "after 1945",
            "a range of 3.00–14.00",
            "from 3.00 to 14.00 km",
            "£8.30–16.30",
            "8.30–10.30",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        for (hour, minute, words) in [
            (14, 0, "2pm"),
            (0, 0, "midnight"),
            (12, 0, "midday"),
            (24, 0, "midnight"),
            (8, 5, "8:05am"),
            (0, 30, "12:30am"),
            (12, 30, "12:30pm"),
            (23, 59, "11:59pm"),
        ] {
            assert_eq!(spoken(hour, minute), words);
        }
    }
}
