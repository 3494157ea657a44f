//! Addresses of websites, email addresses and telephone numbers within running text.

use std::ops::Range;

use crate::number::{self, Doubt, Home, Number};
use crate::uri;

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
    /// What is dialled, of a telephone number that is not in doubt.
    pub number: Option<Number>,
    /// Why a telephone number is in doubt, where it is.
    pub doubt: Option<Doubt>,
}

/// The addresses of a text, in order; `home` says whose telephone numbers it means.
pub(super) fn find(text: &str, home: &Home) -> Vec<Address> {
    let mut found: Vec<Address> = tokens(text).filter_map(|range| address(text, range)).collect();
    for phone in number::find(text, home) {
        let range = phone.range;
        if !found.iter().any(|other| overlap(&other.range, &range)) {
            let kind = if phone.texted { AddressKind::Sms } else { AddressKind::Phone };
            found.push(Address { kind, range, number: phone.number, doubt: phone.doubt });
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
    let parts = |c: char| c.is_whitespace() || is_stop(c);
    text.split(parts).filter_map(move |token| {
        let begin = at;
        let length = token.len();
        at += length + text[at + length..].chars().next().map_or(0, char::len_utf8);
        let start = begin + (length - token.trim_start_matches(BEFORE).len());
        let end = begin + token.trim_end_matches(AFTER).len();
        (start < end).then_some(start..end)
    })
}

/// Whether a sign ends a sentence or a part of one in a script that is not Latin, or quotes words: it
/// stands in no address as people write them, and often right after one.
fn is_stop(c: char) -> bool {
    const STOPS: &str = "؛،؟۔।॥、。，；：！？）】」』》〉«»‹›„‚፡።፣፤၊။។៕";
    STOPS.contains(c)
}

fn address(text: &str, range: Range<usize>) -> Option<Address> {
    let token = &text[range.clone()];
    if !token.contains(['.', '@', ':']) {
        return None;
    }
    let lower = token.to_ascii_lowercase();
    let is_host = |text: &str| {
        let parts: Vec<&str> = text.split('.').collect();
        let last = parts.last().copied().unwrap_or_default();
        parts.len() >= 2
            && last.len() >= 2
            && last.chars().all(|c| c.is_ascii_alphabetic())
            && parts.iter().all(|part| {
                !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-')
            })
    };
    let begins = ["https://", "http://", "www."].iter().any(|it| lower.starts_with(it));
    let kind = if begins && is_host(host(&lower)) {
        AddressKind::Web
    } else if lower.split_once('@').is_some_and(|(user, at)| {
        let fits = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
        !user.is_empty() && user.chars().all(fits) && is_host(at)
    }) {
        AddressKind::Email
    } else if is_website(&lower) {
        AddressKind::Web
    } else {
        return None;
    };
    Some(Address { kind, range, number: None, doubt: None })
}

/// The host of a web address, with or without its scheme.
pub(super) fn host(address: &str) -> &str {
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    // "www.example.org/?u=https://example.com" has a second address in it.
    let rest = if scheme.chars().all(char::is_alphabetic) { rest } else { address };
    rest.split(['/', '?', '#', ':']).next().unwrap_or_default()
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

/// What a link to a telephone number dials, without the text of a message.
pub(super) fn called(link: &str) -> Option<String> {
    let number = link.strip_prefix("tel:").or_else(|| link.strip_prefix("sms:"))?;
    let number = number.split('?').next().unwrap_or_default();
    Some(String::from_utf8_lossy(&uri::decode(number).0).into_owned())
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
        find(text, &Home::britain()).into_iter().map(|address| &text[address.range]).collect()
    }

    #[test]
    fn a_host_is_that_of_the_whole_address() {
        for (address, name) in [
            ("https://www.example.org/a?b#c", "www.example.org"),
            ("www.example.org:80", "www.example.org"),
            ("example.org?a", "example.org"),
            ("www.example.org/?u=https://example.com", "www.example.org"),
        ] {
            assert_eq!(host(address), name, "{address}");
        }
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
        for stop in ['؛', '،', '؟', '۔', '।', '、', '。', '，', '；', '：', '！', '？', '»']
        {
            let text = format!("a www.example.org/help{stop} b help@example.org{stop}c");
            assert_eq!(found(&text), ["www.example.org/help", "help@example.org"], "{text}");
        }
        assert_eq!(found("e.g. this, and/or that, 3.com, a.b"), [""; 0]);
    }
}
