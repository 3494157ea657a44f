//! Addresses of websites, email addresses and telephone numbers within running text.

use std::ops::Range;

use super::prose;

/// What kind of address it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddressKind {
    Web,
    Email,
    Phone,
    /// A number that the words before say to send a text message to.
    Sms,
}

/// An address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub kind: AddressKind,
    pub range: Range<usize>,
}

/// The addresses of a text, in order.
pub(super) fn find(text: &str) -> Vec<Address> {
    let mut found: Vec<Address> = tokens(text).filter_map(|range| address(text, range)).collect();
    for range in phones(text) {
        if !found.iter().any(|other| overlap(&other.range, &range)) {
            let texted = calling(near(text, range.start)) == Some(Calling::Text);
            let kind = if texted { AddressKind::Sms } else { AddressKind::Phone };
            found.push(Address { kind, range });
        }
    }
    found.sort_by_key(|address| address.range.start);
    found
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// What stands between spaces, without the signs around it.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    const BEFORE: [char; 7] = ['(', '[', '“', '‘', '"', '\'', '<'];
    const AFTER: [char; 14] =
        [')', ']', '”', '’', '"', '\'', '>', '.', ',', ';', ':', '!', '?', '/'];
    let mut at = 0;
    text.split(char::is_whitespace).filter_map(move |token| {
        let begin = at;
        let length = token.len();
        at += length + text[at + length..].chars().next().map_or(0, char::len_utf8);
        let start = begin + (length - token.trim_start_matches(BEFORE).len());
        let end = begin + token.trim_end_matches(AFTER).len();
        (start < end).then_some(start..end)
    })
}

fn address(text: &str, range: Range<usize>) -> Option<Address> {
    let token = &text[range.clone()];
    if !token.contains(['.', '@', ':']) {
        return None;
    }
    let lower = token.to_ascii_lowercase();
    let host = |text: &str| {
        let parts: Vec<&str> = text.split('.').collect();
        let last = parts.last().copied().unwrap_or_default();
        parts.len() >= 2
            && last.len() >= 2
            && last.chars().all(|c| c.is_ascii_alphabetic())
            && parts.iter().all(|part| {
                !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-')
            })
    };
    let rest = ["https://", "http://"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    let name = |rest: &str| host(rest.split(['/', '?', '#', ':']).next().unwrap_or_default());
    let kind = if rest.is_some_and(name) || (lower.starts_with("www.") && name(&lower)) {
        AddressKind::Web
    } else if lower.split_once('@').is_some_and(|(user, at)| {
        let fits = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
        !user.is_empty() && user.chars().all(fits) && host(at)
    }) {
        AddressKind::Email
    } else if is_website(&lower) {
        AddressKind::Web
    } else {
        return None;
    };
    Some(Address { kind, range })
}

/// A name of a website without `www.`, as far as its ending leaves no doubt.
fn is_website(token: &str) -> bool {
    const ENDINGS: [&str; 8] =
        [".org.uk", ".nhs.uk", ".gov.uk", ".co.uk", ".ac.uk", ".org", ".com", ".nhs.wales"];
    let host = token.split('/').next().unwrap_or_default();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    matches!(host, "nhs.uk" | "gov.uk")
        || host.chars().all(fits)
            && ENDINGS.iter().any(|ending| {
                host.strip_suffix(ending).is_some_and(|name| {
                    name.len() >= 2 && name.starts_with(|c: char| c.is_ascii_alphabetic())
                })
            })
}

/// Telephone numbers: runs of digits that begin with 0 or +, North American ones, and short ones
/// after a word such as "call".
fn phones(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '('))
    {
        let start = at + start;
        let end = run_end(text, start);
        at = end.max(start + 1);
        if is_phone(text, start..end) {
            found.push(start..end);
        }
    }
    found
}

/// The end of a run of digits, with single spaces, hyphens and brackets within it.
fn run_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut gap = 0;
    for (offset, c) in text[start..].char_indices() {
        match c {
            '0'..='9' => {
                end = start + offset + 1;
                gap = 0;
            }
            '+' if offset == 0 => {}
            ' ' | '\u{A0}' | '\u{202F}' | '-' | '\u{2011}' | '(' | ')' if gap < 2 => gap += 1,
            _ => break,
        }
    }
    end
}

/// The words shortly before a place: a few of them say what a number is for, and a long text has a
/// great many numbers.
fn near(text: &str, at: usize) -> &str {
    const NEAR: usize = 300;
    &text[text.floor_char_boundary(at.saturating_sub(NEAR))..at]
}

fn is_phone(text: &str, range: Range<usize>) -> bool {
    let run = &text[range.clone()];
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    // Chinese, Japanese and Thai have no space between words and numbers.
    let letter = |c: char| c.is_alphanumeric() && c < '\u{E00}';
    let glued = |c: Option<char>| {
        c.is_some_and(|c| letter(c) || matches!(c, '/' | '£' | '$' | '€' | '#' | '_' | '='))
    };
    let decimal = matches!(before, Some('.' | ',' | '-' | '–'))
        || after.is_some_and(|c| c == '%')
        || (matches!(after, Some('.' | ','))
            && text[range.end + 1..].starts_with(|c: char| c.is_ascii_digit()));
    let words_before = near(text, range.start);
    if glued(before) || glued(after) || decimal || is_registration(words_before) {
        return false;
    }
    if is_fax(words_before, &text[range.end..]) {
        return false;
    }
    let lead = run.trim_start_matches('(');
    let count = digits.len();
    if lead.starts_with('0') || lead.starts_with('+') {
        return (9..=15).contains(&count);
    }
    // Harmonised European numbers, such as that of the Samaritans.
    let harmonised = run.starts_with("116 ") && count == 6;
    let called = is_short(run, &digits) && calling(words_before).is_some();
    is_american(run, &digits) || harmonised || called
}

/// `800-555-0100`, `(800) 555-0100`, `1-800-555-0100`.
fn is_american(run: &str, digits: &str) -> bool {
    let groups: Vec<usize> = run
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .map(str::len)
        .collect();
    let hyphen = run.contains(['-', '\u{2011}', '(']);
    hyphen && (groups == [3, 3, 4] || (groups == [1, 3, 3, 4] && digits.starts_with('1')))
}

/// Numbers of few digits: 999, 111, 60777. 18001 and 18002 are dialled before another number
/// (Relay UK).
fn is_short(run: &str, digits: &str) -> bool {
    (3..=6).contains(&digits.len())
        && run.len() == digits.len()
        && !matches!(digits, "18001" | "18002")
}

/// What a number is for, by the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Calling {
    Call,
    Text,
}

/// Words that have a number after them, and what it is for.
const CALLING: [(&str, Calling); 8] = [
    ("call", Calling::Call),
    ("calling", Calling::Call),
    ("ring", Calling::Call),
    ("dial", Calling::Call),
    ("phone", Calling::Call),
    ("telephone", Calling::Call),
    ("ffoniwch", Calling::Call),
    ("text", Calling::Text),
];

/// Whether the words before say what the number is for: "call NHS 111", "text YES to 70085".
fn calling(before: &str) -> Option<Calling> {
    let mut words: Vec<(Range<usize>, &str)> = prose::words(before).collect();
    // A stop between the word and the number parts them.
    let whole = before.rfind(['.', ',', ';', '!', '?']).map_or(0, |at| at + 1);
    words.retain(|(range, _)| range.start >= whole);
    let back = |at: usize| words.len().checked_sub(at).map(|at| words[at].1.to_lowercase());
    let found = |word: Option<String>| {
        let word = word?;
        CALLING.iter().find(|(known, _)| *known == word).map(|(_, calling)| *calling)
    };
    match back(1)?.as_str() {
        "nhs" | "on" => found(back(2)),
        "to" => found(back(2)).or_else(|| found(back(3))),
        _ => found(back(1)),
    }
}

/// Whether a number is that of a fax machine, which nobody calls.
fn is_fax(before: &str, after: &str) -> bool {
    let last: Vec<String> = prose::words(before).map(|(_, word)| word.to_lowercase()).collect();
    let is_fax = |word: &str| matches!(word, "fax" | "facsimile");
    last.iter().rev().take(3).any(|word| is_fax(word))
        || prose::words(after).next().is_some_and(|(_, word)| is_fax(&word.to_lowercase()))
}

/// Whether the words before say that the number registers something.
fn is_registration(before: &str) -> bool {
    const REGISTERS: [&str; 11] = [
        "charity",
        "company",
        "registered",
        "registration",
        "isbn",
        "reference",
        "ref",
        "vat",
        "sc",
        "account",
        "sort",
    ];
    let last: Vec<String> = prose::words(before).map(|(_, word)| word.to_lowercase()).collect();
    last.iter()
        .rev()
        .take(3)
        .any(|word| REGISTERS.contains(&word.split('-').next().unwrap_or_default()))
}

/// The digits of a number as they are dialled within the United Kingdom.
pub(super) fn national(number: &str) -> String {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    match digits.strip_prefix("+44").or_else(|| digits.strip_prefix("0044")) {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|address| &text[address.range]).collect()
    }

    #[test]
    fn addresses_are_found_without_the_stops_after_them() {
        assert_eq!(found("See https://www.example.org/a?b=1."), ["https://www.example.org/a?b=1"]);
        assert_eq!(
            found("(www.nhs.uk/conditions), or nhs.uk"),
            ["www.nhs.uk/conditions", "nhs.uk"]
        );
        assert_eq!(found("Write to help@example.org.uk!"), ["help@example.org.uk"]);
        assert_eq!(found("at macmillan.org.uk."), ["macmillan.org.uk"]);
        assert_eq!(found("e.g. this, and/or that, 3.com, a.b"), [""; 0]);
    }

    #[test]
    fn telephone_numbers_are_told_from_other_numbers() {
        assert_eq!(
            found("Call 0808 008 7054, or 020\u{A0}7299\u{A0}6653."),
            ["0808 008 7054", "020\u{A0}7299\u{A0}6653"]
        );
        assert_eq!(
            found("+44 (0)20 7299 6653 and (01865) 123456"),
            ["+44 (0)20 7299 6653", "(01865) 123456"]
        );
        assert_eq!(
            found("In an emergency call 999. Or call NHS 111, or ring 116 123"),
            ["999", "111", "116 123"]
        );
        for text in [
            "It cost £012345678900 in 2026-10-01 or 01/02/2026.",
            "Registered charity number 0123456789",
            "Take 10 000 000 000 units, 0.5 mg, 111 tablets, 100 000 people",
            "We see 999 people. Call. 999 times",
            "ISBN 978-0-123456-78-9 or ISBN-10: 0-19-852663-6",
            "The fax number is 020 7946 0018. Dial 18001 first.",
            "Come to 111 High Street",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn numbers_for_text_messages_are_told_from_those_to_call() {
        let kinds: Vec<AddressKind> = find("Text YES to 70085, or text 07700 900118, call 999")
            .into_iter()
            .map(|address| address.kind)
            .collect();
        assert_eq!(kinds, [AddressKind::Sms, AddressKind::Sms, AddressKind::Phone]);
    }

    #[test]
    fn numbers_are_compared_as_they_are_dialled_at_home() {
        assert_eq!(national("+44 (0)20 7299 6653"), "02072996653");
        assert_eq!(national("020 7299 6653"), "02072996653");
    }
}
