//! Where links lead: addresses, places in the booklet, terms of the glossary.

use crate::codes;
use crate::content::addresses::{self, Address, BadAddress, bad, is_email, meant};
use crate::content::places::fold;
use crate::content::reader::Reader;
use crate::content::slug::{is_id, slug};
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
    pub(super) fn address_beside(&self, words: &str) -> Option<String> {
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

/// Reads the address of a website or of an email with its scheme.
pub(super) fn address(text: &str) -> Result<Address, BadAddress> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if let Some(read) = addresses::read(text) {
        return read;
    }
    without_scheme(text, &lower)
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
                let rest = text[scheme.len() + 1..].replace('\\', "/");
                let rest = rest.trim_start_matches('/');
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
            "put the file on the website and link to its address there, https://…; a chapter or block is linked by its id: [words](#id)",
        );
    }
    if !spaced && lower.split('/').next().is_some_and(is_host) {
        return meant("a web address begins with https://", format!("https://{text}"));
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-()./".contains(c);
    if digits >= 3 && text.chars().all(is_sign) {
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

impl Reader<'_> {
    /// Where a link's target leads; `None` where it leads nowhere, which is reported. `exact`
    /// says that the text stands in the file as it is and can be replaced there.
    pub(super) fn destination(
        &mut self,
        text: &str,
        span: Span,
        exact: bool,
    ) -> Option<Destination> {
        if let Some(id) = text.strip_prefix('#') {
            let place = self.place(id.trim(), span, exact)?;
            return Some(Destination { target: Target::Place(place), shown: None });
        }
        if let Some(term) = text.strip_prefix("term:") {
            let term = self.term(term.trim(), span)?;
            return Some(Destination { target: Target::Term(term), shown: None });
        }
        match self.address(text) {
            Ok(address) => {
                if address.shown.is_some() {
                    self.doubt_address(text, span);
                }
                Some(Destination { target: Target::Address(address.link), shown: address.shown })
            }
            Err(_) if self.is_unfit(span) => None,
            Err(bad) => {
                let diagnostic = Diagnostic::error(codes::BAD_LINK, span, bad.message);
                self.report(match bad.replacement {
                    Some(replacement) if exact => diagnostic.fix(bad.help, span, replacement),
                    Some(replacement) if self.is_value(span) && replacement.ends_with(text) => {
                        let scheme = &replacement[..replacement.len() - text.len()];
                        let written = format!("{scheme}{}", self.sources.snippet(span));
                        diagnostic.fix(format!("write {written}"), span, written)
                    }
                    Some(_) => diagnostic.help(bad.help),
                    None => self
                        .led(&diagnostic, text, span, exact)
                        .unwrap_or_else(|| diagnostic.help(bad.help)),
                });
                None
            }
        }
    }

    /// Whether a value and nothing else stands at a place.
    fn is_value(&self, span: Span) -> bool {
        let inner =
            self.sources.snippet(span).strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        inner.is_some_and(|name| self.values.definitions.contains_key(name))
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
                Diagnostic::error(codes::UNKNOWN_LINK, span, "a link leads nowhere")
                    .help("write the id of a chapter or block after the #"),
            );
            return None;
        }
        let diagnostic = Diagnostic::error(
            codes::UNKNOWN_LINK,
            span,
            format!("no chapter or block has the id `{id}`"),
        )
        .note("readers would be sent to a page that does not exist");
        if let Some(why) = self.names.absent.get(id) {
            let diagnostic = diagnostic.help(*why);
            self.report(diagnostic);
            return None;
        }
        let led = self.led(&diagnostic, &format!("#{id}"), span, exact);
        let names = &mut self.names;
        let known = names.places.keys().map(String::as_str);
        let told = led.unwrap_or_else(|| {
            match names.guessed_places.meant(id, names.places.len(), known) {
                Some(meant) if exact => {
                    diagnostic.fix(format!("did you mean #{meant}?"), span, format!("#{meant}"))
                }
                Some(meant) => diagnostic.help(format!("did you mean #{meant}?")),
                None => {
                    let id = Some(slug(id)).filter(|id| is_id(id));
                    let id = id.unwrap_or_else(|| "…".to_owned());
                    diagnostic.help(format!("give the chapter or block its id: id = \"{id}\""))
                }
            }
        });
        self.report(told);
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
                Diagnostic::error(codes::UNKNOWN_TERM, span, "a link names no term")
                    .help("write a term of the glossary after term:"),
            );
            return None;
        }
        let diagnostic = Diagnostic::error(
            codes::UNKNOWN_TERM,
            span,
            format!("the glossary has no term \"{term}\""),
        );
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
