//! Times in digits, as they stand in a text.

use std::ops::Range;

/// A time as it is written.
pub(super) struct Time {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// From 0 to 24.
    pub hour: u32,
    /// From 0 to 59.
    pub minute: u32,
    /// How it is written.
    pub form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `14:00`
    Colon,
    /// `14.00`, which may be a price or a result.
    Point,
    /// `1400`, which may be any number.
    Bare,
}

/// What looks like a time in a text.
pub(super) fn times(text: &str) -> Vec<Time> {
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
/// be told from other numbers; `8.30` is one where it leads to another.
fn read(run: &str) -> Option<(u32, u32, Form)> {
    let digits = |text: &str| text.len() == 2 && text.bytes().all(|it| it.is_ascii_digit());
    let early = |text: &str| text.len() == 1 && matches!(text.as_bytes()[0], b'1'..=b'9');
    let bare = run.strip_suffix('h').unwrap_or(run);
    let (hour, minute, form) = match run.find([':', '.', 'h']) {
        Some(sign @ (1 | 2)) if run.len() > sign + 1 => {
            let rest = &run[sign + 1..];
            // "14:00:00", "14:00h"
            let rest = rest.strip_suffix(":00").or_else(|| rest.strip_suffix('h')).unwrap_or(rest);
            let form = if run.as_bytes()[sign] == b'.' { Form::Point } else { Form::Colon };
            (&run[..sign], rest, form)
        }
        _ if bare.len() == 4 && bare.is_ascii() => (&bare[..2], &bare[2..], Form::Bare),
        _ => return None,
    };
    if !digits(hour) && !early(hour) || !digits(minute) {
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
pub(super) fn word_before(text: &str, at: usize) -> String {
    let near = &text[text.floor_char_boundary(at.saturating_sub(40))..at];
    let word = near.split_whitespace().next_back().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The word after a place, in small letters.
pub(super) fn word_after(text: &str, at: usize) -> String {
    let near = &text[at..text.ceil_char_boundary((at + 40).min(text.len()))];
    let word = near.split_whitespace().next().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase()
}
