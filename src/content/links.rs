//! Where links lead: addresses, places in the booklet, terms of the glossary.

use crate::content::places::fold;
use crate::content::reader::Reader;
use crate::content::{Place, Target};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Where a link leads.
#[derive(Clone, Debug)]
pub(super) struct Destination {
    pub target: Target,
    /// The address as it is shown in brackets: of web and email links alone.
    shown: Option<String>,
}

impl Destination {
    /// The address to be shown beside a link with these words.
    pub fn address_beside(&self, words: &str) -> Option<String> {
        let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
        self.shown.clone().filter(|shown| !same(&bare(words.trim()), shown))
    }
}

/// An address for people: without its scheme and the `/` at its end.
fn bare(address: &str) -> String {
    let lower = address.to_ascii_lowercase();
    let scheme = ["https://", "http://", "mailto:"];
    let start = scheme.iter().find(|scheme| lower.starts_with(**scheme)).map_or(0, |s| s.len());
    address[start..].strip_suffix('/').unwrap_or(&address[start..]).to_owned()
}

/// An address that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// With its scheme, spaces and foreign letters encoded.
    pub link: String,
    /// As shown in brackets.
    shown: Option<String>,
}

/// Why something is no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BadAddress {
    pub message: String,
    pub help: String,
    /// What was meant.
    pub replacement: Option<String>,
}

fn bad<T>(message: impl Into<String>, help: impl Into<String>) -> Result<T, BadAddress> {
    Err(BadAddress { message: message.into(), help: help.into(), replacement: None })
}

fn meant<T>(message: impl Into<String>, replacement: String) -> Result<T, BadAddress> {
    let help = format!("write {replacement}");
    Err(BadAddress { message: message.into(), help, replacement: Some(replacement) })
}

/// Reads an address with its scheme.
pub(super) fn address(text: &str) -> Result<Address, BadAddress> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let rest = |scheme: &str| lower.starts_with(scheme).then(|| text[scheme.len()..].trim());
    for scheme in ["https://", "http://"] {
        if let Some(rest) = rest(scheme) {
            return web(scheme, rest);
        }
    }
    if let Some(rest) = rest("mailto:") {
        return mail(rest);
    }
    if let Some(rest) = rest("tel:") {
        return match dial(rest) {
            Some(number) if number.len() > MOST_DIGITS => two_numbers(rest),
            Some(_) if look_alike(rest).is_some() => letters(rest),
            Some(number) => Ok(Address { link: format!("tel:{number}"), shown: None }),
            None => no_number(rest),
        };
    }
    if let Some(rest) = rest("sms:") {
        let (number, body) = rest.split_once('?').unwrap_or((rest, ""));
        let mark = if body.is_empty() { "" } else { "?" };
        return match dial(number) {
            Some(dialled) if dialled.len() > MOST_DIGITS => two_numbers(number),
            Some(_) if look_alike(number).is_some() => letters(number),
            Some(number) => {
                let link = format!("sms:{number}{mark}{}", encode(body));
                Ok(Address { link, shown: None })
            }
            None => no_number(rest),
        };
    }
    without_scheme(text, &lower)
}

fn no_number(text: &str) -> Result<Address, BadAddress> {
    bad(
        format!("\"{text}\" is no telephone number that can be called"),
        "write the number in digits, with a + before the country code; what stands after a letter or a bracket is left out",
    )
}

fn two_numbers(text: &str) -> Result<Address, BadAddress> {
    bad(
        format!("\"{text}\" has more digits than a telephone number"),
        "where two numbers stand here, make a link of each",
    )
}

fn letters(text: &str) -> Result<Address, BadAddress> {
    let (part, digits) = look_alike(text).unwrap_or_default();
    bad(
        format!("“{part}” in the telephone number has letters that look like digits"),
        format!("write {digits}"),
    )
}

fn web(scheme: &str, rest: &str) -> Result<Address, BadAddress> {
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    if host.is_empty() || host.contains(char::is_whitespace) || host.starts_with(':') {
        return bad(
            "the web address has no name of a website",
            "write the whole address, such as https://www.example.org",
        );
    }
    let name = host.rsplit_once('@').map_or(host, |(_, name)| name);
    let fits = |c: char| c.is_alphanumeric() || "-._:[]%~".contains(c);
    if let Some(strange) = name.chars().find(|c| !fits(*c)) {
        return bad(
            format!("the name of the website has a {strange} in it: {name}"),
            "its parts are parted by full stops, as in https://www.example.org",
        );
    }
    let link = format!("{scheme}{}", encode(rest));
    Ok(Address { link, shown: Some(bare(rest)) })
}

fn mail(rest: &str) -> Result<Address, BadAddress> {
    let (recipient, query) = rest.split_once('?').unwrap_or((rest, ""));
    if !recipient.split(',').all(|one| is_email(one.trim())) {
        return bad(
            format!("\"{recipient}\" is no email address"),
            "an email address is written name@example.org",
        );
    }
    let mark = if query.is_empty() { "" } else { "?" };
    let link = format!("mailto:{}{mark}{}", encode(recipient), encode(query));
    Ok(Address { link, shown: Some(recipient.to_owned()) })
}

fn without_scheme(text: &str, lower: &str) -> Result<Address, BadAddress> {
    let scheme = lower.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'))
    });
    if is_email(text) {
        return meant("an email link begins with mailto:", format!("mailto:{text}"));
    }
    if let Some(scheme) = scheme {
        return match scheme {
            "http" | "https" => {
                let rest = text[scheme.len() + 1..].trim_start_matches('/');
                meant("a web address has two slashes", format!("{scheme}://{rest}"))
            }
            "phone" | "telephone" | "call" => {
                let rest = text[scheme.len() + 1..].trim();
                meant("a telephone link begins with tel:", format!("tel:{rest}"))
            }
            "email" | "mail" => {
                let rest = text[scheme.len() + 1..].trim();
                meant("an email link begins with mailto:", format!("mailto:{rest}"))
            }
            _ => bad(
                format!("a link cannot lead to {scheme}:"),
                "a link begins with https://, http://, mailto:, tel: or sms:, or is #id, term:… or lang:…",
            ),
        };
    }
    let spaced = text.contains(char::is_whitespace);
    let file = [".toml", ".pdf", ".html", ".png", ".jpg", ".svg"];
    if !spaced && file.iter().any(|extension| lower.ends_with(extension)) && !text.contains("//") {
        return bad(
            "a link cannot lead to a file",
            "a chapter or block is linked by its id: [words](#id); a page of a website begins with https://",
        );
    }
    if !spaced && lower.split('/').next().is_some_and(is_host) {
        return meant("a web address begins with https://", format!("https://{text}"));
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits >= 3 && dial(text).is_some() && !text.contains(char::is_alphabetic) {
        return meant("a telephone link begins with tel:", format!("tel:{text}"));
    }
    bad(
        format!("a link cannot lead to \"{text}\""),
        "a link is written [words](https://…), [words](mailto:…), [words](tel:…) or [words](#id)",
    )
}

fn is_host(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() >= 2
        && parts.iter().all(|part| !part.is_empty())
        && parts.last().is_some_and(|last| last.len() >= 2 && last.chars().all(char::is_alphabetic))
}

/// Whether a text is an email address.
pub(super) fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        let whole = |text: &str| !text.is_empty() && !text.contains([' ', '@', ':', '/', ',']);
        whole(name) && whole(host) && is_host(host)
    })
}

/// The digits of a telephone number and a leading plus, up to the first letter or bracket;
/// `None` where that leaves no number.
pub(super) fn dial(text: &str) -> Option<String> {
    let mut number = String::new();
    for c in text.trim().chars() {
        match c {
            '+' if number.is_empty() => number.push('+'),
            '(' | ')' | '[' | ']' | '{' | '}' => break,
            _ if c.is_alphabetic() => break,
            _ => number.extend(digit(c)),
        }
    }
    // The shortest numbers there are (999, 112) have three digits.
    (number.trim_start_matches('+').len() >= 3).then_some(number)
}

/// A group of a telephone number in which letters stand that look like digits, as in "0808 157 O142",
/// and the group as it was meant.
pub(super) fn look_alike(text: &str) -> Option<(&str, String)> {
    let group = |part: &&str| {
        part.contains(|c: char| c.is_ascii_digit())
            && part.contains(['O', 'o', 'l', 'I'])
            && part.chars().all(|c| c.is_ascii_digit() || "OolI".contains(c))
    };
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let part = parts.filter(|part| !part.is_empty()).find(group)?;
    Some((part, part.replace(['O', 'o'], "0").replace(['l', 'I'], "1")))
}

/// More digits than any number has that can be dialled, the prefix of a text relay included
/// (ITU-T E.164 allows 15).
pub(super) const MOST_DIGITS: usize = 20;

/// A digit of any of the scripts that have their own.
fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 9] = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xE50, 0xFF10];
    let code = u32::from(c);
    let zero = ZEROS.into_iter().find(|zero| (*zero..*zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// Percent-encodes what may not stand in a URI (RFC 3986, section 2).
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => encoded.push(char::from(byte)),
            _ if b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte) => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

impl Reader<'_> {
    /// Where a link's target leads; `None` where it leads nowhere, which is reported. `exact`
    /// says that the text stands in the file as it is and can be replaced there.
    pub fn destination(&mut self, text: &str, span: Span, exact: bool) -> Option<Destination> {
        if let Some(id) = text.strip_prefix('#') {
            let place = self.place(id.trim(), span, exact)?;
            return Some(Destination { target: Target::Place(place), shown: None });
        }
        if let Some(term) = text.strip_prefix("term:") {
            let term = self.term(term.trim(), span)?;
            return Some(Destination { target: Target::Term(term), shown: None });
        }
        match address(text) {
            Ok(address) => {
                Some(Destination { target: Target::Address(address.link), shown: address.shown })
            }
            Err(bad) => {
                let diagnostic = Diagnostic::error("bad-link", span, bad.message);
                self.report(match bad.replacement {
                    Some(replacement) if exact => diagnostic.fix(bad.help, span, replacement),
                    _ => diagnostic.help(bad.help),
                });
                None
            }
        }
    }

    fn place(&mut self, id: &str, span: Span, exact: bool) -> Option<Place> {
        if let Some(place) = self.names.places.get(id) {
            return Some(*place);
        }
        if self.names.pardoned.contains(id) {
            return None;
        }
        if id.is_empty() {
            self.report(
                Diagnostic::error("unknown-link", span, "a link leads nowhere")
                    .help("write the id of a chapter or block after the #"),
            );
            return None;
        }
        let diagnostic = Diagnostic::error(
            "unknown-link",
            span,
            format!("no chapter or block has the id `{id}`"),
        )
        .note("readers would be sent to a page that does not exist");
        let names = &mut self.names;
        let known = names.places.keys().map(String::as_str);
        let meant = names.titled.get(id).cloned();
        let meant = meant.or_else(|| names.guessed_places.meant(id, names.places.len(), known));
        self.report(match (self.names.absent.get(id), meant) {
            (Some(why), _) => diagnostic.help(*why),
            (None, Some(meant)) if exact => {
                diagnostic.fix(format!("did you mean #{meant}?"), span, format!("#{meant}"))
            }
            (None, Some(meant)) => diagnostic.help(format!("did you mean #{meant}?")),
            (None, None) => {
                diagnostic.help(format!("give the chapter or block its id: id = \"{id}\""))
            }
        });
        None
    }

    fn term(&mut self, term: &str, span: Span) -> Option<usize> {
        if let Some(&index) = self.names.term_index.get(&fold(term)) {
            self.names.linked_terms.push(index);
            return Some(index);
        }
        if self.names.incomplete {
            return None;
        }
        if term.is_empty() {
            self.report(
                Diagnostic::error("unknown-term", span, "a link names no term")
                    .help("write a term of the glossary after term:"),
            );
            return None;
        }
        let diagnostic =
            Diagnostic::error("unknown-term", span, format!("the glossary has no term \"{term}\""));
        let names = &mut self.names;
        let known = names.terms.iter().map(String::as_str);
        let meant = names.guessed_terms.meant(term, names.terms.len(), known);
        self.report(match meant {
            Some(meant) => diagnostic.help(format!("did you mean term:{meant}?")),
            None => diagnostic.help(format!(
                "add it to booklet.toml: [[glossary]], then term = \"{term}\" and meaning = \"…\""
            )),
        });
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_links_keep_digits_up_to_a_letter_or_bracket() {
        for (text, number) in [
            ("0808 008 7054", Some("08080087054")),
            ("+44 20 7299 6653", Some("+442072996653")),
            ("020 7299 6653 ext 12", Some("02072996653")),
            ("0808 008 7054 (freephone 24)", Some("08080087054")),
            ("999", Some("999")),
            ("+44 (0)20 7299 6653", None),
            ("(01865) 123456", None),
            ("Freephone 0800", None),
            ("٠٨٠٨ ٠٠٨", Some("0808008")),
        ] {
            assert_eq!(dial(text).as_deref(), number, "{text}");
        }
    }

    #[test]
    fn letters_that_look_like_digits_are_found_in_numbers() {
        let found = |text| look_alike(text).map(|(part, meant)| format!("{part} {meant}"));
        assert_eq!(found("0808 157 O142").as_deref(), Some("O142 0142"));
        assert_eq!(found("+44 l632 960999").as_deref(), Some("l632 1632"));
        for text in ["0808 157 0142 ext 12", "01632 960000x12", "0808 CALL NOW", "0808 157 0142 or"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_are_encoded_and_shown_bare() {
        let read = |text: &str| address(text).map(|address| (address.link, address.shown));
        let pair = |a: &str, b: &str| Ok((a.to_owned(), Some(b.to_owned())));
        assert_eq!(
            read("HTTPS://www.example.org/a b/"),
            pair("https://www.example.org/a%20b/", "www.example.org/a b")
        );
        assert_eq!(
            read("mailto:a@example.org?subject=My booklet"),
            pair("mailto:a@example.org?subject=My%20booklet", "a@example.org")
        );
        assert_eq!(read("sms:60 777?body=STOP it"), Ok(("sms:60777?body=STOP%20it".into(), None)));
    }

    #[test]
    fn what_was_meant_is_offered() {
        let meant = |text: &str| address(text).unwrap_err().replacement;
        assert_eq!(meant("www.example.org/x").as_deref(), Some("https://www.example.org/x"));
        assert_eq!(meant("name@example.org").as_deref(), Some("mailto:name@example.org"));
        assert_eq!(meant("0808 008 7054").as_deref(), Some("tel:0808 008 7054"));
        assert_eq!(meant("javascript:alert(1)"), None);
        assert_eq!(meant("see below"), None);
        assert_eq!(meant("02.toml"), None);
    }
}
