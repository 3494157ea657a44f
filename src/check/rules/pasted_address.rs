//! Addresses that a program changed on their way into the booklet.

use crate::check::addresses::AddressKind;
use crate::check::{Passage, Subject};
use crate::content::Target;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::uri;

rule! {
    /// An address was changed by the program that it was copied from.
    ///
    /// Looks in links, contact points and texts for addresses that lead through a mail program's
    /// check or a search engine (safelinks.protection.outlook.com, urldefense.com, google.com/url),
    /// for what newsletters add to count readers (utm_source), and for blanks and ends of lines within
    /// an address. `check --fix` writes the address
    /// itself where it can be read. Dashes that Word makes are a warning of `build`.
    ///
    /// ## Who is affected
    ///
    /// Everybody who opens the link: it leads nowhere after some time, or tells a firm who reads
    /// about an illness. Nobody can type it from paper.
    ///
    /// ## How to mend it
    ///
    /// Open the page, and copy its address from the browser's own line.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "[Ask us](https://www.google.com/url?q=https://www.example.org/help&sa=D)"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "[Ask us](https://www.example.org/help)"
    /// ```
    ///
    /// ## Source
    ///
    /// Microsoft Defender, Safe Links; Proofpoint, URL Defense; the parameters of Google Analytics.
    "pasted-address": Warning, look
}

/// In place of a parameter: the address stands in the path, as URL Defense writes it.
const DEFENSE: &str = "/__";

/// Websites that only pass readers on: a part of host and path, and the parameter with the address.
const THROUGH: [(&str, &str); 13] = [
    ("safelinks.protection.outlook.com", "url"),
    ("/atp-safelinks.html", "url"),
    ("www.google.", "q"),
    ("www.google.", "url"),
    ("l.facebook.com", "u"),
    ("lm.facebook.com", "u"),
    ("l.instagram.com", "u"),
    ("linkprotect.cudasvc.com", "a"),
    ("www.youtube.com/redirect", "q"),
    ("urldefense.com/v3", DEFENSE),
    ("urldefense.us/v3", DEFENSE),
    ("urldefense.proofpoint.com", "u"),
    ("secure-web.cisco.com", ""),
];

/// Websites that pass readers on to an address that only they know.
const HIDDEN: [&str; 10] = [
    "urldefense.com/v3",
    "urldefense.us/v3",
    "protect-eu.mimecast.com",
    "protect-us.mimecast.com",
    "url.uk.m.mimecastprotect.com",
    "list-manage.com/track",
    "ct.sendgrid.net",
    "clicktime.symantec.com",
    "lnkd.in",
    "t.co/",
];

/// Parameters that count readers.
const COUNTING: [&str; 10] = [
    "utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "_hsenc", "_hsmi",
    "mkt_tok",
];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut places: Vec<Span> = Vec::new();
    let mut judge = |address: &str, place: Span| {
        if !places.contains(&place) {
            findings.extend(complaint(address, place, subject));
            places.push(place);
        }
    };
    for passage in &subject.passages {
        for (link, ..) in passage.links() {
            if let Target::Address(address) = &link.target {
                judge(address, link.target_span);
            }
        }
        for (address, place) in bare(passage) {
            judge(&address, place);
        }
    }
    for point in &subject.book.contact.points {
        for reach in point.web.iter().chain(&point.email) {
            judge(&reach.link, reach.shown.span);
        }
    }
    findings
}

/// Web addresses in a text that are no links.
fn bare(passage: &Passage<'_>) -> Vec<(String, Span)> {
    let web = passage.addresses().iter().filter(|it| it.kind == AddressKind::Web);
    let bare = web.filter(|it| !passage.is_linked(it.range.start));
    bare.map(|it| (passage.text[it.range.clone()].to_owned(), passage.place(it.range.clone())))
        .collect()
}

fn complaint(address: &str, place: Span, subject: &Subject<'_>) -> Option<Diagnostic> {
    let written = subject.sources.snippet(place).trim_matches(['"', '\'']);
    if let Some(finding) = parted(written, place) {
        return Some(finding);
    }
    if let Some(meant) = behind(address) {
        let finding = RULE
            .at(place, "this address leads through another website, which sees who opens it")
            .note("such addresses are made by mail programs and searches, and lead nowhere after some time");
        return Some(mend(finding, &meant, place, subject));
    }
    if HIDDEN.iter().any(|host| is_at(address, host)) {
        let finding = RULE
            .at(place, "this address leads through another website, which sees who opens it")
            .note("such addresses are made by mail programs, and lead nowhere after some time");
        return Some(finding.help("open the page, and copy its address from the browser"));
    }
    if let Some(meant) = uncounted(written) {
        let finding = RULE
            .at(place, "this address has an ending by which readers are counted")
            .note("a firm is told who reads about an illness, and nobody can type it from paper");
        return Some(mend(finding, &meant, place, subject));
    }
    None
}

/// An address with a blank or the end of a line in it.
fn parted(written: &str, place: Span) -> Option<Diagnostic> {
    let lower = written.to_ascii_lowercase();
    let web = ["https://", "http://", "www."].iter().any(|it| lower.starts_with(it));
    let written = written.trim();
    if !web || !written.contains(char::is_whitespace) || written.contains(['{', '\\']) {
        return None;
    }
    if !written.contains('\n') {
        let encoded = written.split_whitespace().collect::<Vec<_>>().join("%20");
        let finding = RULE
            .at(place, "this address has a blank in it")
            .note("who types it from paper takes it to end there")
            .help(format!(
                "give the page a name without blanks on the website; or write {encoded}"
            ));
        return Some(finding);
    }
    let lines: Vec<&str> = written.lines().map(str::trim).collect();
    let whole = lines.concat();
    let signs = ['/', '.', '-', '_', '?', '=', '&', '#'];
    let at_sign = |pair: &[&str]| pair[0].ends_with(signs) || pair[1].starts_with(signs);
    let sure = lines.windows(2).all(at_sign) && !whole.contains(char::is_whitespace);
    let finding = RULE
        .at(place, "this address goes on over the end of its line")
        .note("the end of the line is a blank in it, so that it leads elsewhere");
    let help = format!("write it on one line: {whole}");
    Some(if sure { finding.fix(help, place, whole) } else { finding.help(help) })
}

/// The address itself, in place of what stands there.
fn mend(finding: Diagnostic, meant: &str, place: Span, subject: &Subject<'_>) -> Diagnostic {
    let snippet = subject.sources.snippet(place);
    let quote = snippet.chars().next().filter(|c| matches!(c, '"' | '\''));
    let plain = !meant.contains(['(', ')', '"', '\'', '\\', '{', '}', '<', '>', ' '])
        && meant.is_ascii()
        && !snippet.contains(['{', '\\', '\n']);
    let help = format!("write {meant}");
    match quote {
        _ if !plain => finding.help(help),
        Some(quote) => finding.fix(help, place, format!("{quote}{meant}{quote}")),
        None => finding.fix(help, place, meant),
    }
}

/// Whether an address is on a website, or below one of its folders.
fn is_at(address: &str, part: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('?').next().unwrap_or_default();
    let host = rest.split('/').next().unwrap_or_default();
    let name = part.split('/').next().unwrap_or_default();
    let own = host == name || host.ends_with(&format!(".{name}")) || name.ends_with('.');
    rest.contains(part) && (own || name.is_empty())
}

/// The address that another website passes readers on to.
fn behind(address: &str) -> Option<String> {
    let mut found = None;
    for (site, parameter) in THROUGH.iter().filter(|(site, _)| is_at(address, site)) {
        let whole = match *parameter {
            DEFENSE => defended(address),
            "" => {
                let at = address.rfind("http")?;
                let rest = address.get(at..).filter(|_| at > 8)?;
                let rest = rest.split("__").next().unwrap_or(rest);
                decoded(rest)
            }
            "u" if site.contains("proofpoint") => {
                let value = value(address, "u")?;
                decoded(&value.replace('-', "%").replace('_', "/"))
            }
            name => value(address, name).and_then(decoded),
        };
        let whole = whole.filter(|it| it.starts_with("https://") || it.starts_with("http://"));
        found = found.or(whole);
    }
    found.map(|meant| behind(&meant).or_else(|| uncounted(&meant)).unwrap_or(meant))
}

/// The address in `https://urldefense.com/v3/__https://www.example.org__;!!…`. A star in it stands for
/// a sign that is told after it in another encoding.
fn defended(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("/__")?;
    let (whole, _) = rest.rsplit_once("__;")?;
    (!whole.contains('*')).then(|| whole.to_owned())
}

fn value<'a>(address: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = address.split_once('?')?;
    let pairs = query.split('&').map(|pair| pair.strip_prefix("amp;").unwrap_or(pair));
    pairs.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, it)| it)
}

fn decoded(value: &str) -> Option<String> {
    String::from_utf8(uri::decode(value).0).ok()
}

/// The address without the parameters that count readers.
fn uncounted(address: &str) -> Option<String> {
    let (page, query) = address.split_once('?')?;
    let (query, place) = query.split_once('#').map_or((query, None), |(a, b)| (a, Some(b)));
    let counts = |pair: &str| COUNTING.iter().any(|name| pair.starts_with(name));
    let pairs: Vec<&str> = query.split('&').collect();
    let kept: Vec<&str> = pairs.iter().copied().filter(|pair| !counts(pair)).collect();
    if kept.len() == pairs.len() {
        return None;
    }
    let mut meant = page.to_owned();
    if !kept.is_empty() {
        meant.push_str(&format!("?{}", kept.join("&")));
    }
    if let Some(place) = place {
        meant.push_str(&format!("#{place}"));
    }
    Some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_behind_url_defense_are_whole_or_not_read() {
        let meant = |rest: &str| behind(&format!("https://urldefense.com/v3/__{rest}"));
        assert_eq!(meant("https://x.org/a__;!!abc").as_deref(), Some("https://x.org/a"));
        assert_eq!(meant("https://x.org/a__b/c__;!!abc").as_deref(), Some("https://x.org/a__b/c"));
        assert_eq!(meant("https://x.org/a%20b__;!!abc").as_deref(), Some("https://x.org/a%20b"));
        assert_eq!(meant("https://x.org/a*b__;Iw!!abc"), None);
        assert_eq!(meant("https://x.org/a"), None);
    }
}
