//! Telephone links whose number stands nowhere on paper.

use std::collections::HashSet;

use crate::check::Subject;
use crate::check::addresses::AddressKind;
use crate::content::{ContactPoint, Target};
use crate::diagnostic::Diagnostic;
use crate::number;

rule! {
    /// A telephone link has other words than its number, and the number is printed nowhere.
    ///
    /// Looks at links that call or send a text message. A number that stands in other words of the
    /// booklet or in the contact section is printed.
    ///
    /// ## Who is affected
    ///
    /// Whoever reads the booklet on paper or as plain text, or writes the number down for somebody:
    /// they are told to call, and not whom.
    ///
    /// ## How to mend it
    ///
    /// Write the number into the words of the link, or beside it.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "If you feel faint, [ring the ward](tel:{ward})."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "If you feel faint, ring the ward on [{ward}](tel:{ward})."
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own: web and email links are followed by their address in print, telephone
    /// links are not.
    "unprinted-number": Warning, look
}

/// So many of the last digits tell numbers apart, with or without what is dialled before them.
const TELLING: usize = 7;

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut printed: Option<HashSet<String>> = None;
    let mut findings = Vec::new();
    for passage in &subject.passages {
        for (link, _, _, words) in passage.links() {
            let Target::Address(address) = &link.target else { continue };
            let Some(called) = called(address) else { continue };
            let number = telling(called);
            if number.is_empty() || shows(&words, &number, subject) {
                continue;
            }
            if !printed.get_or_insert_with(|| numbers(subject)).contains(&number) {
                let written = subject.sources.snippet(link.target_span);
                let written = self::called(written).unwrap_or(called);
                let words = format!("the number of the link “{}” is printed nowhere", words.trim());
                let finding = RULE
                    .at(link.span, words)
                    .note("on paper there is nothing to tap, and nobody can tell whom to call")
                    .help(format!(
                        "write the number as well, for example ({written}) after the link"
                    ));
                findings.push(finding);
            }
        }
    }
    findings
}

/// What a link calls or sends a message to.
fn called(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("tel:").or_else(|| address.strip_prefix("sms:"))?;
    rest.split(['?', ';']).next()
}

/// Whether words show a number, this one or another.
fn shows(words: &str, number: &str, subject: &Subject<'_>) -> bool {
    // Where it is another one, `misleading-link` says so.
    digits(words).contains(number) || number::read(words, &subject.book.home).is_ok()
}

/// All numbers that are printed.
fn numbers(subject: &Subject<'_>) -> HashSet<String> {
    let mut numbers = HashSet::new();
    for passage in &subject.passages {
        for address in passage.addresses() {
            if !matches!(address.kind, AddressKind::Phone | AddressKind::Sms) {
                continue;
            }
            numbers.insert(telling(&passage.text[address.range.clone()]));
            numbers.extend(address.number.iter().map(|number| telling(&number.dialled)));
        }
    }
    let reaches =
        |point: &'_ ContactPoint| [point.phone.clone(), point.sms.clone(), point.textphone.clone()];
    for reach in subject.book.contact.points.iter().flat_map(reaches).flatten() {
        numbers.insert(telling(&reach.shown.text));
        numbers.extend(called(&reach.link).map(telling));
    }
    numbers
}

fn telling(number: &str) -> String {
    let digits = digits(number);
    digits[digits.len().saturating_sub(TELLING)..].to_owned()
}

fn digits(text: &str) -> String {
    text.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| char::from_digit(d, 10)).collect()
}
