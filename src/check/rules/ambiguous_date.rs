//! Dates in digits that can be read as two days.

use std::ops::Range;

use crate::check::{Passage, Subject, amounts};
use crate::diagnostic::Diagnostic;

rule! {
    /// A date in digits can be read as two days.
    ///
    /// Looks in English texts for dates such as 03/04/2026, 3.4.26 and 3-4-2026, as far as another
    /// order of day, month and year makes another day of them, with blanks around their strokes too.
    /// 25/12/2026 is left alone, and so is 2026-04-03.
    ///
    /// ## Who is affected
    ///
    /// Everybody who is to come, to stop or to start on that day: 03/04/2026 is 3 April in Britain
    /// and 4 March in America.
    ///
    /// ## How to mend it
    ///
    /// Write the month as a word.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Stop on 03/04/2026."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Stop on 3 April 2026."
    /// ```
    ///
    /// ## Source
    ///
    /// NHS digital service manual, content guide, on dates; W3C Internationalization, Date formats.
    "ambiguous-date": Warning, look
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words before numbers in three parts that are no dates.
const COUNTED: [&str; 16] = [
    "version",
    "section",
    "sections",
    "recommendation",
    "recommendations",
    "paragraph",
    "clause",
    "chapter",
    "figure",
    "table",
    "part",
    "step",
    "code",
    "criterion",
    "standard",
    "rule",
];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        for (range, days) in dates(&passage.text) {
            let known =
                passage.is_english(&range) && !amounts::is_in_address(&passage.text, range.start);
            if known {
                findings.push(complaint(passage, range, &days));
            }
        }
    }
    findings
}

fn complaint(passage: &Passage<'_>, range: Range<usize>, days: &[String]) -> Diagnostic {
    let date = &passage.text[range.clone()];
    let days = days.join(" or as ");
    RULE.at(passage.place(range), format!("the date {date} can be read as {days}"))
        .note("readers come, start or stop on the wrong day")
        .help(format!("write the month as a word: {}", days.replace(" or as ", ", or ")))
}

/// The dates of a text that can be read as several days, with these days.
fn dates(text: &str) -> Vec<(Range<usize>, Vec<String>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        if let Some(end) = spaced(text, start) {
            let range = start..end;
            let days = days(&text[range.clone()]);
            if days.len() > 1 && stands_alone(text, &range) {
                found.push((range, days));
                at = end;
                continue;
            }
        }
        let run = &text[start..];
        let inner = |c: char| c.is_ascii_digit() || is_sign(c);
        let end = start + run.find(|c: char| !inner(c)).unwrap_or(run.len());
        let end = start + text[start..end].trim_end_matches(is_sign).len();
        at = end;
        for range in parted(text, start..end) {
            let days = days(&text[range.clone()]);
            if days.len() > 1 && stands_alone(text, &range) {
                found.push((range, days));
            }
        }
    }
    found
}

/// Where a date with blanks around its strokes ends: "03 / 04 / 2026". Three numbers may be sizes, so
/// that the year needs four digits, or the day and the month a nought.
fn spaced(text: &str, start: usize) -> Option<usize> {
    let blank = |c: char| amounts::is_gap(c) && c != '\n';
    let mut at = start;
    let mut parts: Vec<&str> = Vec::new();
    let mut signs: Vec<char> = Vec::new();
    let mut blanks = 0;
    loop {
        let rest = &text[at..];
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        parts.push(&rest[..digits]);
        at += digits;
        if parts.len() == 3 {
            break;
        }
        let rest = &text[at..];
        let sign = rest.trim_start_matches(blank);
        let dash = sign.chars().next().filter(|c| is_sign(*c))?;
        let next = sign[dash.len_utf8()..].trim_start_matches(blank);
        blanks += rest.len() - next.len() - dash.len_utf8();
        signs.push(dash);
        at = text.len() - next.len();
    }
    let padded = parts[..2].iter().all(|part| part.len() == 2)
        && parts[..2].iter().any(|part| part.starts_with('0'));
    let goes_on = text[at..].trim_start_matches(blank).starts_with(is_stroke)
        || text[..start].trim_end_matches(blank).ends_with(is_stroke);
    let unit = amounts::unit_after(text, at).is_some_and(|unit| unit.is_measure());
    let sure = match parts[2].len() {
        4 => is_stroke(signs[0]) || padded,
        2 => padded && is_stroke(signs[0]) && !parts[2].starts_with('0'),
        _ => false,
    };
    (blanks > 0 && sure && !goes_on && !unit).then_some(at)
}

/// The dates of a stretch from one to another: "03/04/2026–05/04/2026".
fn parted(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let dash = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–');
    let words = &text[run.clone()];
    if !words.contains(dash) || !words.contains(['/', '.']) {
        return vec![run];
    }
    let mut at = run.start;
    let parts = words.split(dash).map(|part| {
        let range = at..at + part.len();
        at = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        range
    });
    parts.collect()
}

fn is_sign(c: char) -> bool {
    is_stroke(c) || matches!(c, '.' | '-' | '\u{2010}' | '\u{2011}' | '–')
}

/// A slash, or a sign that looks like it.
fn is_stroke(c: char) -> bool {
    matches!(c, '/' | '\u{2044}' | '\u{2215}')
}

/// The days that a row of digits can be read as, the British one first.
fn days(run: &str) -> Vec<String> {
    let mut days = Vec::new();
    let signs: Vec<char> = run.chars().filter(|c| is_sign(*c)).collect();
    let parts: Vec<&str> = run.split(is_sign).map(str::trim).collect();
    let &[first, second, third] = &parts[..] else { return days };
    let short = |part: &str| (1..=2).contains(&part.len());
    let fits = short(first) && short(second) && matches!(third.len(), 2 | 4);
    if signs.len() != 2 || signs[0] != signs[1] || !fits {
        return days;
    }
    let number = |part: &str| part.parse::<usize>().unwrap_or(0);
    let year = |part: &str| if part.len() == 2 { 2000 + number(part) } else { number(part) };
    let mut add = |day: usize, month: usize, year: usize| {
        if (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year) {
            let shown = format!("{day} {} {year}", MONTHS[month - 1]);
            if !days.contains(&shown) {
                days.push(shown);
            }
        }
    };
    add(number(first), number(second), year(third));
    add(number(second), number(first), year(third));
    if third.len() == 2 && first.len() == 2 && second.len() == 2 {
        add(number(third), number(second), year(first));
    }
    days
}

/// Whether it is no part of something longer, nor the number of a section or a bank.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    let joined = before
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '£' | '#' | '_'))
        || text[range.end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '_'));
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(40))..];
    let word = near.split_whitespace().next_back().unwrap_or_default();
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    !joined && !COUNTED.contains(&&*word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_that_mean_two_days_are_found() {
        for text in [
            "03/04/2026",
            "3.4.26",
            "3-4-2026",
            "01/02/26",
            "on 1/2/2026.",
            "03/04/2026–13/04/2026",
            "3.4.26-25.4.2026",
            "(12/11/2026)",
            "3–4–2026",
            "30/04/26",
            "3/4/26,",
            "from 01.02.2026 on",
            "03 / 04 / 2026",
            "3 / 4 / 2026,",
            "03/ 04/ 2026",
            "03 /04 /2026",
            "03\u{A0}/\u{A0}04\u{A0}/\u{A0}26",
            "03 - 04 - 2026",
            "03 – 04 – 2026",
            "03. 04. 2026",
            "03\u{2044}04\u{2044}2026",
        ] {
            assert_eq!(dates(text).len(), 1, "{text}");
        }
        for text in [
            "25/12/2026",
            "04/04/2026",
            "2026-04-03",
            "31/12/99",
            "recommendation 1.3.14",
            "section 1.2.10",
            "sort code 20-05-10",
            "version 3.4.26",
            "120/80",
            "1.5",
            "3/4",
            "0300 123 1110",
            "13/14/2026",
            "192.168.1.10",
            "1/2/3/4",
            "3.4-26",
            "Ref A03/04/2026",
            "sizes 10 / 12 / 14",
            "5 / 10 / 20 mg",
            "05 / 10 / 20 mg",
            "25 / 12 / 2026",
            "04 / 04 / 2026",
            "1. 2. 2026",
            "9 - 10 - 2026",
            "1 / 2 / 3 / 2026",
            "section 3 / 4 / 2026",
            "01 / 02 / 03",
        ] {
            assert_eq!(dates(text), [], "{text}");
        }
    }
}
