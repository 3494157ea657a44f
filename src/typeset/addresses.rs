//! Web and email addresses in text: where one ends, and where a line may end within one that is
//! wider than its column.

use std::net::Ipv4Addr;

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

/// What a line end within an address parts, from what misleads least to what misleads most.
///
/// Whoever types an address from paper takes a line for the whole of it where nothing says that it
/// goes on. After `/` or before another sign of the path the first line is at worst the beginning
/// of the way. The name of a host that is parted is another host. An email address is best parted
/// before the first full stop of its host: what stands before is no address yet, and no program
/// makes a link of it, as it would of `name@hospital.nhs` or of what follows a full stop in the
/// name. The `@` comes last: `name` and `hospital.example` alone both look whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seam {
    /// After `/`, or before `.`, `?`, `&`, `#` or `=`, in what follows the host.
    Path,
    /// Between `https://` and the host.
    Scheme,
    /// Before a full stop of a website's name, or the first one of an email address's host.
    Host,
    /// Before `.` after `www`, before other full stops of an email address.
    Name,
    /// Before `@`.
    At,
}

impl Seam {
    /// All of them, from what misleads least.
    pub const ALL: [Self; 5] = [Self::Path, Self::Scheme, Self::Host, Self::Name, Self::At];
}

/// The places in an address where a line may end if the address is wider than its column: bytes of
/// the address, in order, each with what it parts. None is beside a hyphen, since nobody could tell
/// whether that belongs to the address.
#[must_use]
pub fn seams(address: &str) -> Vec<(usize, Seam)> {
    let start = scheme(address).map_or(0, str::len);
    let rest = &address[start..];
    let path = start + authority(rest).len();
    let mut seams = Vec::new();
    if address[..start].ends_with('/') {
        seams.push((start, Seam::Scheme));
    }
    match address[start..path].rfind('@') {
        Some(at) => email_seams(address, start, start + at, path, &mut seams),
        None => {
            let dots = address[start..path].match_indices('.').map(|(at, _)| start + at);
            seams.extend(dots.map(|at| {
                let bare = address[start..at].eq_ignore_ascii_case("www");
                (at, if bare { Seam::Name } else { Seam::Host })
            }));
        }
    }
    path_seams(address, path, &mut seams);
    seams.retain(|(at, _)| {
        let (before, after) = address.split_at(*at);
        !before.is_empty()
            && !after.is_empty()
            && !before.ends_with(is_hyphen)
            && !after.starts_with(is_hyphen)
    });
    seams
}

fn email_seams(address: &str, start: usize, at: usize, end: usize, seams: &mut Vec<(usize, Seam)>) {
    let dots = |from: usize, to: usize| {
        let dots = address[from..to].match_indices('.');
        dots.map(move |(dot, _)| from + dot)
    };
    seams.extend(dots(start, at).map(|dot| (dot, Seam::Name)));
    seams.push((at, Seam::At));
    let kinds = std::iter::once(Seam::Host).chain(std::iter::repeat(Seam::Name));
    seams.extend(dots(at, end).zip(kinds));
}

fn path_seams(address: &str, path: usize, seams: &mut Vec<(usize, Seam)>) {
    let sign = |c: char| matches!(c, '.' | '?' | '&' | '#' | '=');
    let mut before = None;
    for (at, c) in address[path..].char_indices() {
        let at = path + at;
        let after_strokes = before == Some('/') && c != '/';
        let before_sign = sign(c) && !before.is_some_and(sign);
        if after_strokes || before_sign {
            seams.push((at, Seam::Path));
        }
        before = Some(c);
    }
}

/// Whether a line that ends between two characters of an address would mislead although no sign of
/// the address is parted: beside a hyphen or an `@`, within `%C3`, before or after a sign at which
/// a line might end for other reasons.
#[must_use]
pub fn misleads(address: &str, at: usize) -> bool {
    let (before, after) = address.split_at(at);
    let sign = |c: char| is_hyphen(c) || matches!(c, '@' | '.' | '/' | ':' | '%' | '_' | ' ');
    let encoded = before.len() >= 2
        && before.is_char_boundary(before.len() - 2)
        && before[before.len() - 2..].starts_with('%');
    before.ends_with(sign) || after.starts_with(sign) || encoded
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{AD}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// `https://`, `http://` or `mailto:`, as the address begins.
fn scheme(address: &str) -> Option<&str> {
    let begins = |scheme: &&str| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let known = ["https://", "http://", "mailto:"].into_iter().find(begins)?;
    Some(&address[..known.len()])
}

/// What stands before the path: `www.example.org:80`, `name@example.org`.
fn authority(rest: &str) -> &str {
    &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())]
}

/// No address is looked at further, so that a text without blanks takes no longer than another.
const LONGEST: usize = 2_048;

/// Where the web or email address that begins at `start` ends.
pub(super) fn end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
    let token = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
    if !token.bytes().any(|b| matches!(b, b'.' | b'@' | b':')) {
        return None;
    }
    let token = trim_end(&token[..extent(token)]);
    is_address(token).then_some(start + token.len())
}

/// Whether an address may begin with `c` where `last` stands before it. Chinese, Thai and Ethiopic
/// letters, and the prefixes of Hebrew and Arabic, stand directly at addresses.
pub(super) fn may_begin(last: Option<char>, c: char) -> bool {
    if !(c.is_alphanumeric() || matches!(c, '[' | '_')) {
        return false;
    }
    let Some(last) = last else { return true };
    if last.is_alphanumeric() {
        return last >= '\u{590}' && c.is_ascii_alphanumeric();
    }
    !"-_.@%+~=&#$".contains(last) && !is_mark(last)
}

/// How much of a token may belong to an address: where words have no blanks between them, letters
/// of their script directly after ASCII letters are words of the sentence.
fn extent(token: &str) -> usize {
    let mut last = None;
    for (at, c) in token.char_indices() {
        let part = c.is_ascii_graphic() && !"<>\"".contains(c) || c.is_alphanumeric() || is_mark(c);
        let leaves = c >= '\u{590}' && last.is_some_and(|c: char| c.is_ascii_alphanumeric());
        if !part || leaves {
            return at;
        }
        last = Some(c);
    }
    token.len()
}

fn is_address(token: &str) -> bool {
    let start = scheme(token).map_or(0, str::len);
    let rest = &token[start..];
    let authority = authority(rest);
    if token[..start].ends_with('/') {
        return !authority.is_empty();
    }
    let plain = |c: char| c.is_alphanumeric() || is_mark(c) || "!#$%&'*+-=^_`{|}~.’".contains(c);
    let host = authority.rsplit_once('@').map_or(authority, |(name, host)| {
        if !name.is_empty() && name.chars().all(plain) { host } else { "" }
    });
    if let Some(six) = host.strip_prefix('[') {
        let six = six.split_once(']').map_or("", |(six, _)| six);
        return six.matches(':').count() >= 2
            && six.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.'));
    }
    let host = host.split(':').next().unwrap_or(host);
    if rest.len() > host.len() && host.parse::<Ipv4Addr>().is_ok() {
        return true;
    }
    let mut labels = host.split('.');
    let last = labels.next_back().unwrap_or_default();
    let letter = |c: char| c.is_alphabetic() || is_mark(c);
    let named =
        last.starts_with("xn--") || last.chars().nth(1).is_some() && last.chars().all(letter);
    let label = |label: &str| {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || is_mark(c);
        !label.is_empty() && label.chars().all(fits)
    };
    host.contains('.') && named && labels.all(label)
}

fn is_mark(c: char) -> bool {
    use GeneralCategory::{NonspacingMark, SpacingMark};
    c >= '\u{300}'
        && matches!(CodePointMapData::<GeneralCategory>::new().get(c), NonspacingMark | SpacingMark)
}

/// An address without the punctuation of the sentence that it ends.
fn trim_end(token: &str) -> &str {
    let mut token = token;
    loop {
        let trimmed = token.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '”', '|']);
        let unopened = [('(', ')'), ('[', ']'), ('{', '}')].iter().any(|(open, close)| {
            trimmed.ends_with(*close)
                && trimmed.matches(*close).count() > trimmed.matches(*open).count()
        });
        let trimmed = if unopened { &trimmed[..trimmed.len() - 1] } else { trimmed };
        if trimmed.len() == token.len() {
            return token;
        }
        token = trimmed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The address with `|` where a line may end, and the letter of what that parts.
    fn parted(address: &str) -> String {
        let mut parted = address.to_owned();
        for (at, seam) in seams(address).into_iter().rev() {
            let letter = match seam {
                Seam::Path => "",
                Seam::Scheme => "s",
                Seam::Host => "h",
                Seam::Name => "n",
                Seam::At => "a",
            };
            parted.insert_str(at, &format!("|{letter}"));
        }
        parted
    }

    #[test]
    fn an_address_is_parted_at_its_signs_and_never_at_a_hyphen() {
        for (address, expected) in [
            ("www.nhs.uk", "www|n.nhs|h.uk"),
            (
                "https://www.example.org/a-b/c.html?x=1&y=#z",
                "https://|swww|n.example|h.org/|a-b/|c|.html|?x|=1|&y|=#z",
            ),
            ("example.org:80/-a/b-.c/", "example|h.org:80/-a/|b-.c/"),
            ("e.org/a//b...c/?d", "e|h.org/|a//|b|...c/|?d"),
            ("a-b.c-.org/~d", "a-b|h.c-.org/|~d"),
            ("a.b@hospital.nhs.uk", "a|n.b|a@hospital|h.nhs|n.uk"),
            ("mailto:a@e.org?subject=b", "mailto:a|a@e|h.org|?subject|=b"),
            ("www.youtube.example/@name", "www|n.youtube|h.example/|@name"),
        ] {
            assert_eq!(parted(address), expected);
        }
    }

    #[test]
    fn what_comes_after_an_address_is_no_part_of_it() {
        let found = |text: &str| end(text, 0).map(|end| text[..end].to_owned());
        for (text, address) in [
            ("www.example.org).", "www.example.org"),
            ("https://example.org/a_(b),", "https://example.org/a_(b)"),
            ("www.example.org网站", "www.example.org"),
            ("https://example.org/健康。", "https://example.org/健康"),
            ("https://[2001:db8::1]/].", "https://[2001:db8::1]/"),
            ("[2001:db8::1]/a.", "[2001:db8::1]/a"),
            ("192.0.2.1/a", "192.0.2.1/a"),
            ("www.youtube.example/@name", "www.youtube.example/@name"),
            ("उदाहरण.भारत", "उदाहरण.भारत"),
            ("xn--nda.xn--p1ai", "xn--nda.xn--p1ai"),
            ("help@nhs.example?", "help@nhs.example"),
        ] {
            assert_eq!(found(text).as_deref(), Some(address));
        }
        for text in ["e.g.", "1.2.3.4", "10.30.", "@name.org", "see:", "a:b", "[1:2]"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
