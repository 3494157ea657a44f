//! Web and email addresses: whether one can be opened, what its link holds and what is printed.
//!
//! Everything that an author writes as an address comes through here: targets of links, addresses
//! in `< >`, the contact section, QR codes. What is printed is what was written; what is linked is
//! ASCII, with the name of a website in punycode (RFC 5890) and the rest percent-encoded.

use std::net::{Ipv4Addr, Ipv6Addr};

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;
use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};
use unicode_script::{Script, UnicodeScript};

use crate::codes;
use crate::content::characters::is_visible;
use crate::content::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::uri;

const WHOLE: &str = "write the whole address, such as https://www.example.org";
const EMAIL: &str = "an email address is written name@example.org";

/// The longest part of a website's name, and the longest name (RFC 1035, 2.3.4).
const LONGEST_LABEL: usize = 63;
const LONGEST_HOST: usize = 253;
/// No name of so many bytes can be short enough in punycode.
const MOST_READ: usize = 4 * LONGEST_HOST;

/// An address that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// With its scheme, spaces and foreign letters encoded.
    pub link: String,
    /// As shown in brackets: of web and email addresses alone.
    pub shown: Option<String>,
}

/// Why something is no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BadAddress {
    pub message: String,
    pub help: String,
    /// What was meant.
    pub replacement: Option<String>,
}

pub(super) fn bad<T>(message: impl Into<String>, help: impl Into<String>) -> Result<T, BadAddress> {
    Err(BadAddress { message: message.into(), help: help.into(), replacement: None })
}

pub(super) fn meant<T>(message: impl Into<String>, replacement: String) -> Result<T, BadAddress> {
    let help = format!("write {replacement}");
    Err(BadAddress { message: message.into(), help, replacement: Some(replacement) })
}

/// Percent-encodes what may not stand in a URI (RFC 3986, section 2).
pub(super) fn encode(text: &str) -> String {
    uri::encode(text, |byte| {
        byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
    })
}

/// Reads a text that begins as a web or email address; `None` where it does not.
pub(super) fn read(text: &str) -> Option<Result<Address, BadAddress>> {
    let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let lower = seen.trim().to_ascii_lowercase();
    let scheme = ["https://", "http://", "mailto:"].into_iter().find(|it| lower.starts_with(it))?;
    Some(all_seen(text).and_then(|()| {
        let rest = text.trim()[scheme.len()..].trim();
        if scheme == "mailto:" { mail(rest) } else { web(scheme, rest) }
    }))
}

/// The link of an email address of the contact section.
pub(super) fn email_of_point(text: &str) -> Result<String, BadAddress> {
    if text.to_ascii_lowercase().starts_with("mailto:") {
        return Err(BadAddress {
            message: "an email address stands here without mailto:".to_owned(),
            help: format!("write {}", &text[7..]),
            replacement: Some(text[7..].trim().to_owned()),
        });
    }
    all_seen(text)?;
    encodes_characters(text)?;
    Ok(format!("mailto:{}", email(text)?))
}

/// The link of a web address of the contact section, where `https://` may be left out.
pub(super) fn web_of_point(text: &str) -> Result<String, BadAddress> {
    all_seen(text)?;
    let lower = text.to_ascii_lowercase();
    let scheme = lower.starts_with("https://") || lower.starts_with("http://");
    let host = lower.split(['/', '?', '#', ':']).next().unwrap_or("");
    if is_email(text) {
        return Err(BadAddress {
            message: format!("\"{text}\" is an email address and no web address"),
            help: format!("write email = \"{text}\""),
            replacement: None,
        });
    }
    let six = text.starts_with('[');
    let named = !text.contains(char::is_whitespace) && host.contains('.') && !host.contains('@');
    if !scheme && !named && !six {
        return bad(
            format!("\"{text}\" is no web address"),
            "a web address is written www.example.org or https://www.example.org/help",
        );
    }
    let whole = if scheme { text.to_owned() } else { format!("https://{text}") };
    read(&whole)
        .unwrap_or_else(|| bad(format!("\"{text}\" is no web address"), WHOLE))
        .map(|it| it.link)
}

/// Whether a text is an email address.
pub(super) fn is_email(text: &str) -> bool {
    email(text).is_ok()
}

/// The name of a website as it is looked up: in punycode and small letters; `None` where no website
/// has such a name.
#[must_use]
pub fn host_in_ascii(name: &str) -> Option<String> {
    host(name).ok().map(|host| host.to_ascii_lowercase())
}

/// Whether a web or email address with its scheme may stand in a link; other links are not looked at.
#[must_use]
pub fn can_be_linked(address: &str) -> bool {
    read(address).is_none_or(|read| read.is_ok())
}

fn web(scheme: &str, rest: &str) -> Result<Address, BadAddress> {
    if rest.contains('\\') {
        // Browsers take it for a stroke: https://e.org\@example.org leads to e.org.
        return meant(
            "the web address has a \\ in it",
            format!("{scheme}{}", rest.replace('\\', "/")),
        );
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.is_empty() || authority.contains(char::is_whitespace) || authority.starts_with(':')
    {
        return bad("the web address has no name of a website", WHOLE);
    }
    if let Some((before, after)) = authority.rsplit_once('@') {
        return bad(
            format!("the web address leads to {after} and not to {before}"),
            "take out the @ and what stands before it",
        );
    }
    whole_percents(path)?;
    let (name, port) = with_port(authority)?;
    let link = format!("{scheme}{}{port}{}", host(name)?, encode(path));
    let shown = rest.strip_suffix('/').unwrap_or(rest).to_owned();
    Ok(Address { link, shown: Some(shown) })
}

/// What stands before the path as the name, and the port with its colon.
fn with_port(authority: &str) -> Result<(&str, &str), BadAddress> {
    let at = match authority.strip_prefix('[') {
        Some(inner) => match inner.find(']') {
            Some(end) => end + 2,
            None => return bad("the [ in the web address is not closed", WHOLE),
        },
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (name, port) = authority.split_at(at);
    let digits = port.strip_prefix(':').unwrap_or(port);
    let sound = digits.bytes().all(|b| b.is_ascii_digit())
        && digits.parse::<u16>().is_ok_and(|number| number > 0);
    if port.is_empty() || port.starts_with(':') && sound {
        return Ok((name, port));
    }
    bad(
        format!("what follows the name of the website is no port: {port}"),
        "take it out, or write a number from 1 to 65535 after the colon",
    )
}

/// A name of a website or an address of a computer, in ASCII; an ASCII name stays as it is written.
fn host(name: &str) -> Result<String, BadAddress> {
    if name.len() > MOST_READ {
        return bad("the name of the website is too long", "a name has 253 letters at most");
    }
    if let Some(six) = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        return match six.parse::<Ipv6Addr>() {
            Ok(_) => Ok(name.to_owned()),
            Err(_) => bad(format!("{name} is no address of a computer"), WHOLE),
        };
    }
    if name.contains('%') {
        return encoded_host(name);
    }
    // Full stops of Chinese and Japanese keyboards part names too (RFC 3490, 3.1).
    let stop = |c: char| matches!(c, '.' | '。' | '．' | '｡');
    let fits = |c: char| c.is_alphanumeric() || is_mark(c) || matches!(c, '-' | '_') || stop(c);
    if let Some(strange) = name.chars().find(|c| !fits(*c)) {
        return bad(
            format!("the name of the website has a {strange} in it: {name}"),
            "its parts are parted by full stops, as in https://www.example.org",
        );
    }
    let labels: Vec<&str> = name.split(stop).collect();
    if labels.iter().any(|label| label.is_empty()) {
        return bad(format!("the name of the website has a full stop too many: {name}"), WHOLE);
    }
    if labels.len() < 2 {
        return bad(format!("{name} is no website that readers can open"), WHOLE);
    }
    if labels.last().is_some_and(|last| last.chars().all(|c| c.is_ascii_digit())) {
        return match name.parse::<Ipv4Addr>() {
            Ok(_) => Ok(name.to_owned()),
            Err(_) => bad(format!("{name} is no address of a computer"), WHOLE),
        };
    }
    if let Some(label) = labels.iter().find(|label| label.starts_with('-') || label.ends_with('-'))
    {
        return bad(
            format!("a part of the website's name begins or ends with a hyphen: {label}"),
            "no website has such a name: look it up again",
        );
    }
    if let Some(label) = labels.iter().find(|label| mixes_scripts(label)) {
        return bad(
            format!("the website's name has letters of two scripts that look alike: {label}"),
            "type the name anew with one keyboard",
        );
    }
    in_punycode(name)
}

fn in_punycode(name: &str) -> Result<String, BadAddress> {
    let punycode = name.split('.').any(|label| label.to_ascii_lowercase().starts_with("xn--"));
    // An underscore is in no name that is registered, and is looked up all the same.
    let ascii = if name.is_ascii() && !punycode {
        name.to_owned()
    } else {
        let mapped = Uts46::new().to_ascii(
            name.as_bytes(),
            AsciiDenyList::URL,
            Hyphens::CheckFirstLast,
            DnsLength::Ignore,
        );
        match mapped {
            Ok(ascii) => ascii.into_owned(),
            Err(_) => {
                return bad(
                    format!("no website can have the name {name}"),
                    "look the name up again, and type it anew",
                );
            }
        }
    };
    if ascii.len() > LONGEST_HOST || ascii.split('.').any(|label| label.len() > LONGEST_LABEL) {
        return bad(
            format!("the name of the website is too long: {name}"),
            "a name has 253 letters at most, and 63 between two full stops",
        );
    }
    if ascii.split('.').any(str::is_empty) {
        return bad(format!("the name of the website has a full stop too many: {name}"), WHOLE);
    }
    Ok(ascii)
}

/// A name with `%` in it: what it stands for is offered, unless that cannot be seen.
fn encoded_host(name: &str) -> Result<String, BadAddress> {
    let message = format!("the name of the website has a % in it: {name}");
    let decoded = String::from_utf8(uri::decode(name).0).ok();
    match decoded.filter(|decoded| !decoded.contains('%') && host(decoded).is_ok()) {
        Some(decoded) => bad(message, format!("write {decoded}")),
        None => bad(message, WHOLE),
    }
}

/// Whether a part of a name has Latin letters beside those of a script whose letters look alike.
fn mixes_scripts(label: &str) -> bool {
    use Script::{Armenian, Cherokee, Cyrillic, Greek, Latin};
    let has = |script: Script| label.chars().any(|c| c.script() == script);
    !label.is_ascii()
        && [Latin, Cyrillic, Greek, Armenian, Cherokee].into_iter().filter(|it| has(*it)).count()
            > 1
}

fn mail(rest: &str) -> Result<Address, BadAddress> {
    let (recipients, query) = rest.split_once('?').unwrap_or((rest, ""));
    encodes_characters(rest)?;
    let linked: Result<Vec<String>, _> =
        recipients.split(',').map(|one| email(one.trim())).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    let link = format!("mailto:{}{mark}{}", linked?.join(","), encode(query));
    Ok(Address { link, shown: Some(recipients.trim().to_owned()) })
}

/// Refuses what would end a line within the head of a message, and so add others to it.
fn encodes_characters(text: &str) -> Result<(), BadAddress> {
    whole_percents(text)?;
    if uri::decode(text).0.iter().any(u8::is_ascii_control) {
        return bad(
            "the email address has an encoded line end or control character in it",
            "write the subject on one line, without %0D, %0A and the like",
        );
    }
    Ok(())
}

/// One email address as it stands after `mailto:`.
fn email(text: &str) -> Result<String, BadAddress> {
    let none = || bad(format!("\"{text}\" is no email address"), EMAIL);
    let Some((name, domain)) = text.split_once('@') else { return none() };
    // RFC 5322, 3.2.3, without the stroke, and letters of other scripts (RFC 6531, 3.3).
    let fits = |c: char| {
        c.is_alphanumeric()
            || "!#$%&'*+-=^_`{|}~.".contains(c)
            || !c.is_ascii() && (is_mark(c) || is_doubtful(c))
    };
    let dots = name.starts_with('.') || name.ends_with('.') || name.contains("..");
    let last = domain.rsplit('.').next().unwrap_or_default();
    let named = last.chars().nth(1).is_some()
        && (last.chars().all(|c| c.is_alphabetic() || is_mark(c)) || last.starts_with("xn--"));
    if name.is_empty() || dots || !name.chars().all(fits) || !named || !domain.contains('.') {
        return none();
    }
    let after = |problem: BadAddress| BadAddress {
        message: problem.message.replace("the name of the website", "what stands after the @"),
        help: EMAIL.to_owned(),
        replacement: None,
    };
    let domain = host(domain).map_err(after)?;
    // RFC 6068, 2: these have a meaning of their own in a link.
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$'*+%".contains(&byte);
    Ok(format!("{}@{domain}", uri::encode(name, kept)))
}

/// Refuses a `%` that encodes nothing: typed from paper it would reach another server's error.
fn whole_percents(text: &str) -> Result<(), BadAddress> {
    match uri::decode(text).1 {
        None => Ok(()),
        Some(at) => {
            let part: String = text[at..].chars().take(3).collect();
            bad(
                format!("“{part}” in the address encodes no character"),
                "copy the address anew from the browser; a percent sign itself is written %25",
            )
        }
    }
}

/// Refuses signs that nobody sees: a soft hyphen, a zero width space, a sign of direction.
fn all_seen(text: &str) -> Result<(), BadAddress> {
    let Some(unseen) = text.trim_matches(' ').chars().find(|c| is_unseen(*c)) else {
        return Ok(());
    };
    let message = format!("the address has an invisible sign in it (U+{:04X})", u32::from(unseen));
    let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    Err(BadAddress { message, help: format!("write {seen}"), replacement: Some(seen) })
}

fn is_unseen(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator, SpaceSeparator};
    if c == ' ' || c.is_ascii_graphic() {
        return false;
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    !is_visible(c)
        // The empty pattern of Braille is a blank in all but its name.
        || c == '\u{2800}'
        || matches!(category, Control | Format | LineSeparator | ParagraphSeparator | SpaceSeparator)
}

fn is_mark(c: char) -> bool {
    use GeneralCategory::{NonspacingMark, SpacingMark};
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    c >= '\u{300}' && matches!(category, NonspacingMark | SpacingMark)
}

/// Whether a sign in an address was most likely put there by a word processor.
fn is_doubtful(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201F}' | '\u{2026}' | '\u{2212}' | '«' | '»')
}

impl Reader<'_> {
    /// Warns of signs in an address that word processors make of those that were typed.
    pub(super) fn doubt_address(&mut self, text: &str, span: Span) {
        let Some(sign) = text.chars().find(|c| is_doubtful(*c)) else { return };
        let (what, instead) = match sign {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => ("a dash", "a hyphen (-), or two of them"),
            '\u{2026}' => ("an ellipsis", "three full stops, or the whole address"),
            _ => ("a curly quote", "a straight one (')"),
        };
        let message = format!("the address has {what} in it: {sign}");
        self.report(
            Diagnostic::warning(codes::DOUBTFUL_ADDRESS, span, message)
                .note("word processors make them by themselves: readers who follow the address get nowhere")
                .help(format!("open the address; where it does not open, write {instead}")),
        );
    }
}
