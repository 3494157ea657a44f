//! Addresses and numbers that are no links.

use super::{left_over, similar_phone};
use crate::check::addresses::{Address, AddressKind};
use crate::check::{Passage, Subject};
use crate::content::can_be_linked;
use crate::diagnostic::Diagnostic;
use crate::number::Doubt;
use crate::source::{Sources, Span};
use crate::words::is_unit;

rule! {
    /// A web address, email address or telephone number is no link.
    ///
    /// Looks through texts, lists, tables and captions. Contact points are links by themselves.
    /// Sums of money, dates, registered numbers and the like are left alone. `check --fix` makes the
    /// links; the words that readers see stay the same.
    ///
    /// ## Who is affected
    ///
    /// People who read on a telephone and could tap a number to call it; people who cannot hold a
    /// pen or remember eleven digits.
    ///
    /// ## How to mend it
    ///
    /// Write it as a link. Where the same number stands in many places, make it a value, or show the
    /// contact point with `contact_point`.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Call us on 0808 008 7054."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Call us on [0808 008 7054](tel:0808 008 7054)."
    /// ```
    ///
    /// ## Source
    ///
    /// The NHS digital service manual, content guide: links and telephone numbers.
    "bare-address": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let passages = subject.passages.iter().filter(|passage| passage.kind.takes_links());
    passages
        .flat_map(|passage| {
            let addresses = passage.addresses().iter();
            let bare = addresses.filter(|it| {
                let (at, text) = (it.range.start, &passage.text);
                !passage.is_linked(at)
                    && !left_over::is_in_field(text, at)
                    && !is_of_half_link(&text[..at])
            });
            bare.map(|address| complaint(passage, address, subject))
        })
        .collect()
}

fn complaint(passage: &Passage<'_>, address: &Address, subject: &Subject<'_>) -> Diagnostic {
    let words = &passage.text[address.range.clone()];
    let (what, scheme) = match address.kind {
        AddressKind::Web if has_scheme(words) => ("web address", ""),
        AddressKind::Web => ("web address", "https://"),
        AddressKind::Email => ("email address", "mailto:"),
        AddressKind::Phone => ("telephone number", "tel:"),
        AddressKind::Sms => ("number for text messages", "sms:"),
    };
    let span = passage.place(address.range.clone());
    let finding =
        RULE.at(span, format!("the {what} {words} {}", fault(address))).note(match address.kind {
            AddressKind::Phone => "who reads on a telephone cannot tap it to call",
            AddressKind::Sms => "who reads on a telephone cannot tap it to write",
            _ => "who reads on a screen cannot open it",
        });
    if let Some(help) = before_a_link(passage, address, scheme, subject) {
        return finding.help(help);
    }
    match written(passage, address, span, subject.sources) {
        Some(written) => {
            let target = if written == words { target(address, words) } else { &written };
            let link = format!("[{written}]({scheme}{target})");
            finding.fix("make it a link", span, link)
        }
        None => {
            // A star by itself begins marked words.
            let shown = words.replace('*', "\\*");
            finding.help(format!("make it a link: [{shown}]({scheme}{})", target(address, words)))
        }
    }
}

/// What is wrong with an address: a slip in its digits does more harm than a link that is missing.
fn fault(address: &Address) -> &'static str {
    match address.doubt {
        Some(Doubt::TooShort(_)) => "may have a digit too few, and is no link",
        Some(Doubt::TooLong(_)) => "may have a digit too many, and is no link",
        _ => "is no link",
    }
}

/// What is to be done before an address is made a link, where it cannot be made one as it stands.
fn before_a_link(
    passage: &Passage<'_>,
    address: &Address,
    scheme: &str,
    subject: &Subject<'_>,
) -> Option<String> {
    let words = &passage.text[address.range.clone()];
    // A number that may be a slip is made no link before somebody has looked at it.
    if similar_phone::nearly(subject, words).is_some() {
        return Some("find out first whether the number is right, then make it a link".to_owned());
    }
    let phone = matches!(address.kind, AddressKind::Phone | AddressKind::Sms);
    if phone && address.number.is_none() {
        return Some(first(address.doubt.as_ref()));
    }
    if words.rfind("://").is_some_and(|at| at > "https".len()) {
        return Some("put a blank between the two addresses, and make each a link".to_owned());
    }
    let (before, after) =
        (&passage.text[..address.range.start], &passage.text[address.range.end..]);
    if phone && may_count(before, after) {
        let link = format!("[{words}]({scheme}{})", target(address, words));
        return Some(format!("if it is a telephone number, make it a link: {link}"));
    }
    if address.kind == AddressKind::Web && before.trim_end().ends_with('@') {
        return Some("if it is an email address, close it up, and make it a link: [help@example.org](mailto:help@example.org)".to_owned());
    }
    if address.kind == AddressKind::Web
        && let Some(whole) = closed_up(words, before, after)
    {
        let page = whole.trim_start_matches("https://").trim_start_matches("http://");
        let scheme = if has_scheme(&whole) { "" } else { scheme };
        return Some(format!(
            "take out the blank or the end of the line within the address, and make it a link: [{page}]({scheme}{whole})"
        ));
    }
    if before.ends_with('“') && after.starts_with('”') {
        let (_, lead) = (0, before.trim_end_matches('“'));
        let round = lead.ends_with('(') && after[3..].starts_with(')');
        let around = if round { "(“…”)" } else { "“…”" };
        let link = format!("[{words}]({scheme}{})", target(address, words));
        return Some(format!("write {link} in place of the address and its quotes {around}"));
    }
    if let Some(shown) = named_before(before) {
        let link = format!("[{shown}]({scheme}{})", target(address, words));
        return Some(format!("write {link} in place of both"));
    }
    // Half a link: to put another one around its address would leave its signs in print.
    if before.ends_with("] (") && after.starts_with(')') {
        return Some("take out the space between ] and (: a link is [words](address)".to_owned());
    }
    if before.ends_with('<') && after.starts_with('>') {
        let link = format!("[{words}]({scheme}{})", target(address, words));
        return Some(format!("write {link} in place of what stands in < >"));
    }
    // A link that `build` would refuse is no help.
    let refused = !can_be_linked(&format!("{scheme}{words}"));
    refused.then(|| "look the address up again, and make it a link".to_owned())
}

/// The words in square brackets right before an address: `[our site] https://…`.
fn named_before(before: &str) -> Option<&str> {
    /// More words than a link shows.
    const LONGEST: usize = 120;
    let inner = before.trim_end_matches([' ', ':', '\n']).strip_suffix(']')?;
    let from = inner.floor_char_boundary(inner.len().saturating_sub(LONGEST));
    let (_, words) = inner[from..].rsplit_once('[')?;
    words.contains(char::is_alphabetic).then_some(words)
}

/// Ends of the names of websites, which begin no sentence.
const ENDS: [&str; 12] =
    ["org", "com", "net", "uk", "co.uk", "org.uk", "nhs.uk", "gov.uk", "eu", "ie", "info", "scot"];

/// The whole of a web address in which a blank or the end of a line stands.
fn closed_up(words: &str, before: &str, after: &str) -> Option<String> {
    let blank = |c: char| matches!(c, ' ' | '\n' | '\u{A0}' | '\t');
    // The blank stands before the part that was found: “https://www. example.org”.
    let lead = before.trim_end_matches(blank);
    let first = lead.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let begun = matches!(first, "https://" | "http://" | "https://www." | "http://www." | "www.");
    if begun && lead.len() < before.len() {
        return Some(format!("{first}{words}"));
    }
    let host = words.split("://").last().unwrap_or(words).split('/').next().unwrap_or("");
    // Signs at the end of what was found may be left to the sentence.
    let signs = after.len() - after.trim_start_matches(['.', '-', '/', '_', '?', '=', '&']).len();
    let (sign, rest) = after.split_at(signs);
    let next = rest.trim_start_matches(blank);
    if next.len() == rest.len() {
        return None;
    }
    let token = next.split(char::is_whitespace).next().unwrap_or("");
    let token = token.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '"']);
    let small = token.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    let begins = |sign: char| token.len() > 1 && token.starts_with(sign);
    let last = format!("{words}{sign}");
    let end = token.split(['/', '?', '#']).next().unwrap_or("");
    let goes_on = match () {
        () if sign.is_empty() && (begins('.') || begins('/') || begins('?')) => true,
        () if sign == "." && ENDS.contains(&end) => {
            !ENDS.iter().any(|it| host.ends_with(&format!(".{it}")))
        }
        () if last.ends_with(['-', '_', '=', '&']) => small,
        () if last.ends_with('/') => small && token.contains(['/', '-', '_', '=']),
        () => false,
    };
    (goes_on && token.is_ascii()).then(|| format!("{last}{token}"))
}

/// Whether an address is that of a link in other marks, which is told of as such: `[1]: https://…` and
/// `[words] [https://…]`.
fn is_of_half_link(before: &str) -> bool {
    let name = before.strip_suffix("]: ").and_then(|it| it.rsplit_once('['));
    name.is_some_and(|(lead, _)| lead.is_empty() || lead.ends_with(char::is_whitespace))
        || before.ends_with("] [")
        || before.ends_with("][")
}

/// Words before a number that is none of a telephone, with or without "number" after them.
const COUNTED: [&str; 16] = [
    "batch",
    "lot",
    "ref",
    "reference",
    "serial",
    "order",
    "policy",
    "account",
    "case",
    "claim",
    "file",
    "registration",
    "licence",
    "version",
    "isbn",
    "charity",
];

/// Whether digits may count or name something else: a batch, an amount.
fn may_count(before: &str, after: &str) -> bool {
    let before = before.to_lowercase();
    let mut words = before.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let last = words.next().unwrap_or_default();
    let named = match last {
        "number" | "no" | "nr" | "code" | "id" | "is" => words.next().unwrap_or_default(),
        last => last,
    };
    let sentence =
        before.trim_end().ends_with(['.', ';', '!', '?']) && last != "no" && last != "ref";
    let next = after.trim_start().split(|c: char| !c.is_alphanumeric() && c != '%').next();
    let unit = next.is_some_and(|word| {
        is_unit(word) && word != "h"
            || matches!(word, "unit" | "units" | "iu" | "IU" | "tablet" | "tablets")
    });
    (COUNTED.contains(&named) && !sentence) || (unit && after.starts_with([' ', '\u{A0}']))
}

/// What is to be done before a number in doubt is made a link.
fn first(doubt: Option<&Doubt>) -> String {
    match doubt {
        Some(Doubt::Abroad { .. }) => {
            "write it with + and its country's code, then make it a link: as it stands, it cannot be dialled in the country of this booklet".to_owned()
        }
        Some(Doubt::LookAlike { part, meant }) => {
            format!("“{part}” has letters that look like digits: write {meant}, then make it a link")
        }
        Some(Doubt::Several(_)) => {
            "write each number with all of its digits, and make each a link of its own".to_owned()
        }
        _ => "find out first whether it has all of its digits and none too many, then make it a link".to_owned(),
    }
}

fn has_scheme(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// How the address stands in the file, where a link can be put around it as it stands: all of its
/// characters as they are, or a value that holds it and nothing else.
fn written(
    passage: &Passage<'_>,
    address: &Address,
    span: Span,
    sources: &Sources,
) -> Option<String> {
    let snippet = sources.snippet(span);
    let words = &passage.text[address.range.clone()];
    if snippet == words {
        // Brackets may stand around the words of a number, and in no address.
        let signs = if address.number.is_some() {
            &['[', ']', '{', '}', '\\', '*'][..]
        } else {
            &['(', ')', '[', ']', '{', '}', '\\']
        };
        return (!words.contains(signs)).then(|| words.to_owned());
    }
    let name = snippet.strip_prefix('{')?.strip_suffix('}')?;
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let whole = |at: usize| passage.segment(at).map(|segment| (segment.at, segment.words));
    let (at, value) = whole(address.range.start)?;
    let same = |at: usize| value.place(at..at + 1) == span;
    let (start, end) = (address.range.start - at, address.range.end - at);
    let alone = (start == 0 || !same(start - 1)) && (end >= value.text.len() || !same(end));
    (is_name && alone && end <= value.text.len()).then(|| snippet.to_owned())
}

/// Where the link leads: a number as it is written, where its brackets would not end the link; one
/// with brackets as it is dialled; any other address as it is.
fn target<'a>(address: &'a Address, words: &'a str) -> &'a str {
    match &address.number {
        Some(number) if words.contains(['(', ')']) => &number.dialled,
        _ => words,
    }
}
