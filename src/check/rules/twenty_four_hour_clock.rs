//! Times of the 24-hour clock.

use std::ops::Range;

use crate::check::{Kind, Passage, Subject, amounts};
use crate::diagnostic::Diagnostic;

rule! {
    /// A time stands in the 24-hour clock.
    ///
    /// Looks in English texts for times such as 14:00, 08:00 and 1400 hours, and for 14.00 where it
    /// can be nothing but a time: after a word such as "at", or from one such time to another. 10:30
    /// and 10.30am are left alone, and so are prices, results and verses of the Bible.
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

/// A time as it is written.
struct Time {
    range: Range<usize>,
    hour: u32,
    minute: u32,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `14:00`
    Colon,
    /// `14.00`, which may be a price or a result.
    Point,
    /// `1400`, which may be any number.
    Bare,
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

/// What looks like a time in a text.
fn times(text: &str) -> Vec<Time> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let inner = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | 'h');
        let run = &text[start..];
        let run = &run[..run.find(|c: char| !inner(c)).unwrap_or(run.len())];
        at = start + run.len();
        // "1400hrs"
        let worded = text[at..].starts_with(char::is_alphabetic);
        let run = if worded { run.trim_end_matches('h') } else { run };
        let run = run.trim_end_matches([':', '.']);
        if let Some((hour, minute, form)) = read(run)
            && stands_alone(text, start, start + run.len())
        {
            found.push(Time { range: start..start + run.len(), hour, minute, form });
        }
    }
    found
}

/// `14:00`, `14.00`, `14h00`, `1400`, `1400h`: hour and minute. Only with two digits each can a time
/// be told from other numbers.
fn read(run: &str) -> Option<(u32, u32, Form)> {
    let digits = |text: &str| text.len() == 2 && text.bytes().all(|it| it.is_ascii_digit());
    let bare = run.strip_suffix('h').unwrap_or(run);
    let (hour, minute, form) = match run.find([':', '.', 'h']) {
        Some(2) if run.len() > 3 => {
            let rest = &run[3..];
            // "14:00:00", "14:00h"
            let rest = rest.strip_suffix(":00").or_else(|| rest.strip_suffix('h')).unwrap_or(rest);
            let form = if run.as_bytes()[2] == b'.' { Form::Point } else { Form::Colon };
            (&run[..2], rest, form)
        }
        _ if bare.len() == 4 && bare.is_ascii() => (&bare[..2], &bare[2..], Form::Bare),
        _ => return None,
    };
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && (hour < 24 || hour == 24 && minute == 0)).then_some((hour, minute, form))
}

/// Whether it is no part of something longer.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let joined = |c: char| {
        c.is_alphanumeric() || matches!(c, ':' | '.' | ',' | '£' | '$' | '€' | '+' | '#' | '_')
    };
    let goes_on =
        |c: char| c.is_alphanumeric() && !text[end..].starts_with(['a', 'p', 'h']) || c == '%';
    !before.is_some_and(joined) && !after.is_some_and(goes_on)
}

/// The word before a place in small letters, without the signs around it.
fn word_before(text: &str, at: usize) -> String {
    let near = &text[text.floor_char_boundary(at.saturating_sub(40))..at];
    let word = near.split_whitespace().next_back().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The word after a place, in small letters.
fn word_after(text: &str, at: usize) -> String {
    let near = &text[at..text.ceil_char_boundary((at + 40).min(text.len()))];
    let word = near.split_whitespace().next().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase()
}

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
        Form::Colon => !is_verse(&before) && !is_ratio(text, start),
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
            !measured && (hours || zeroed && time.hour > 0 || (led || joined) && round)
        }
        Form::Bare => {
            let paired =
                at > 0 && is_joined(text, times, at) && is_led_nought(text, &times[at - 1]);
            hours && is_hours(text, time, &before) || is_led_nought(text, time) || paired
        }
    }
}

/// Whether a word after a number says that it is no time.
fn is_measured(after: &str) -> bool {
    const UNITS: [&str; 9] =
        ["%", "percent", "per", "million", "mmol", "kg", "cm", "points", "degrees"];
    amounts::is_dose_word(after) || UNITS.contains(&after) || after.contains('/')
}

/// Whether it is the begin or the end of a stretch of time: "14.00 to 16.00".
fn is_joined(text: &str, times: &[Time], at: usize) -> bool {
    let joins = |from: &Time, to: &Time| {
        let between = text[from.range.end..to.range.start].trim();
        let quarters = from.minute.is_multiple_of(15) && to.minute.is_multiple_of(15);
        quarters && matches!(between, "to" | "–" | "-" | "\u{2011}" | "until" | "till" | "and")
    };
    let next = times.get(at + 1).is_some_and(|next| joins(&times[at], next));
    next || at > 0 && joins(&times[at - 1], &times[at])
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
