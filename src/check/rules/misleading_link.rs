//! Links that show one address and lead to another.

use crate::check::Subject;
use crate::check::addresses::{self, AddressKind, called};
use crate::content::{Target, host_in_ascii};
use crate::diagnostic::Diagnostic;
use crate::number::{self, Doubt, Home};
use crate::source::Span;
use crate::uri;

rule! {
    /// The words of a link are one address, and the link leads to another.
    ///
    /// Looks at links whose words are one or several telephone numbers, an email address or the
    /// address of a website, and at the numbers of the contact section that have a `call` of their
    /// own. Codes of countries and zeros before a number make no difference.
    ///
    /// ## Who is affected
    ///
    /// Whoever taps the number: they call somebody else than those who read it from paper.
    ///
    /// ## How to mend it
    ///
    /// Find out which of the two is right, and write it in both places; best as a value.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Call [0808 157 0142](tel:01632 960 999)."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Call [{support_line}](tel:{support_line})."
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own: a wrong number in health information does harm.
    "misleading-link": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        for (link, _, _, words) in passage.links() {
            let Target::Address(address) = &link.target else { continue };
            let home = &subject.book.home;
            if called(address).is_some() && has_several(&words, home) {
                findings.push(several(link.target_span, &words, address));
            } else if differs(&words, address, home) {
                findings.push(complaint(link.target_span, &words, address));
            }
        }
    }
    for point in &subject.book.contact.points {
        for reach in [&point.phone, &point.sms, &point.textphone].into_iter().flatten() {
            if differs(&reach.shown.text, &reach.link, &subject.book.home) {
                findings.push(complaint(reach.shown.span, &reach.shown.text, &reach.link));
            }
        }
    }
    findings
}

/// Whether words are an address, and not this one.
fn differs(words: &str, address: &str, home: &Home) -> bool {
    let words = words.trim();
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    let leads = rest.split('?').next().unwrap_or_default();
    if let Some(number) = called(address) {
        return calls_another(words, &number, home);
    }
    match scheme {
        "mailto" => is_whole(words, AddressKind::Email, home) && !is_same_email(words, leads),
        _ => is_whole(words, AddressKind::Web, home) && host(words) != host(address),
    }
}

/// Whether words are a telephone number, and a link does not call it.
fn calls_another(words: &str, dialled: &str, home: &Home) -> bool {
    let Ok(shown) = number::read(words, home) else {
        // What the plan of numbers does not know is compared as it stands.
        let (shown, dialled) = (digits(words), digits(dialled));
        let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+()-–./".contains(c);
        return shown.len() > 5 && words.chars().all(is_sign) && !dialled.ends_with(&shown);
    };
    match number::read(dialled, home) {
        Ok(called) => !called.is_same(&shown),
        Err(_) => digits(dialled) != digits(&shown.dialled),
    }
}

/// Whether words are several telephone numbers, of which a link can call but one.
fn has_several(words: &str, home: &Home) -> bool {
    matches!(number::read(words, home), Err(Doubt::Several(_)))
}

/// The digits of a number, without the noughts and the plus before it.
fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// Whether words are one address of a kind and nothing else.
fn is_whole(words: &str, kind: AddressKind, home: &Home) -> bool {
    let found = addresses::find(words, home);
    matches!(&found[..], [address] if address.kind == kind && address.range == (0..words.len()))
}

/// The name of a website in small letters, without `www.`.
fn host(address: &str) -> String {
    let lower = address.to_ascii_lowercase();
    let host = addresses::host(&lower);
    let host = host_in_ascii(host).unwrap_or_else(|| host.to_owned());
    host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
}

/// Whether an email address is that of a link, which is percent-encoded and has its host in punycode.
fn is_same_email(words: &str, leads: &str) -> bool {
    let whole = |address: &str| {
        let (name, host) = address.split_once('@').unwrap_or((address, ""));
        let name = String::from_utf8_lossy(&uri::decode(name).0).to_lowercase();
        (name, host_in_ascii(host).unwrap_or_else(|| host.to_lowercase()))
    };
    whole(words) == whole(leads)
}

fn several(place: Span, words: &str, address: &str) -> Diagnostic {
    let called = called(address).unwrap_or_default();
    let message = format!("the words {} are several numbers under one link", words.trim());
    RULE.at(place, message)
        .note(format!("whoever taps any of them calls {called}"))
        .help("give each number a link of its own")
}

fn complaint(place: Span, words: &str, address: &str) -> Diagnostic {
    let number = called(address);
    let leads = number.as_deref().or_else(|| address.strip_prefix("mailto:")).unwrap_or(address);
    RULE.at(place, format!("readers see {} and the link leads to {leads}", words.trim()))
        .note("who taps it reaches somebody else than who reads it from paper")
        .help(
            "find out which is right, write it once under [values], and use {name} in both places",
        )
}
