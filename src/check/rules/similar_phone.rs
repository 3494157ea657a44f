//! Telephone numbers that are almost those of the contact section.

use std::collections::{HashMap, HashSet};

use strsim::osa_distance;

use crate::check::addresses::{AddressKind, called, national};
use crate::check::{Passage, Subject};
use crate::content::{ContactPoint, Reach, Target};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Shorter numbers are too few digits to tell a slip from another number.
const FEWEST: usize = 9;
/// Longer ones are no numbers that can be dialled.
const LONGEST: usize = 20;
/// The most digits by which a slip differs.
const MOST: usize = 2;

rule! {
    /// A telephone number differs from one of the contact section by a digit or two.
    ///
    /// Compares the numbers in texts, and those that links dial, with every number of the contact
    /// section. Two digits in the wrong order count as one.
    ///
    /// ## Who is affected
    ///
    /// Readers in need who call a stranger, and the stranger.
    ///
    /// ## How to mend it
    ///
    /// Find out which number is right. Then write it once under `[values]` and use `{name}` in both
    /// places. If they are two numbers, say so with an `allow` on the block.
    ///
    /// ## Example
    ///
    /// Before, where the contact section says 0808 008 7054:
    ///
    /// ```toml
    /// text = "Call [0808 008 7045](tel:0808 008 7045)."
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
    "similar-phone": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    for passage in &subject.passages {
        for (number, span) in said(passage) {
            if let Some(reach) = nearly(subject, &number) {
                findings.push(complaint(&number, span, reach));
            }
        }
    }
    findings
}

/// The number of the contact section that another one is almost, and is not.
pub fn nearly<'a>(subject: &Subject<'a>, number: &str) -> Option<&'a Reach> {
    let digits = national(number);
    if digits.len() < FEWEST {
        return None;
    }
    let points = &subject.book.contact.points;
    let (point, reach) = subject.known.get_or_init(|| Known::of(points)).nearly(&digits)?;
    reaches(&points[point]).nth(reach)
}

/// The numbers of the contact section, so that nobody has to compare each with each: two that differ
/// by a digit or two are the same when one or two digits are left out of each.
#[derive(Debug)]
pub struct Known {
    /// Each with its contact point, and which it is of that one's.
    numbers: Vec<(String, (usize, usize))>,
    exact: HashSet<String>,
    by_rest: HashMap<String, Vec<usize>>,
}

impl Known {
    fn of(points: &[ContactPoint]) -> Self {
        let mut numbers: Vec<(String, (usize, usize))> = Vec::new();
        for (index, point) in points.iter().enumerate() {
            for (at, reach) in reaches(point).enumerate() {
                numbers.extend(digits(reach).map(|digits| (digits, (index, at))));
            }
        }
        let exact: HashSet<String> = numbers.iter().map(|(digits, _)| digits.clone()).collect();
        let mut seen = HashSet::new();
        numbers.retain(|(digits, _)| can_be_near(digits) && seen.insert(digits.clone()));
        let mut by_rest: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (digits, _)) in numbers.iter().enumerate() {
            for rest in rests(digits) {
                by_rest.entry(rest).or_default().push(at);
            }
        }
        Self { numbers, exact, by_rest }
    }

    /// The first that these digits almost are, and are not.
    fn nearly(&self, digits: &str) -> Option<(usize, usize)> {
        if self.exact.contains(digits) || !can_be_near(digits) {
            return None;
        }
        let mut near: Vec<usize> = rests(digits)
            .iter()
            .filter_map(|rest| self.by_rest.get(rest))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        let found = near.into_iter().find(|at| osa_distance(digits, &self.numbers[*at].0) <= MOST);
        found.map(|at| self.numbers[at].1)
    }
}

/// Whether digits are as many as a number has, so that a slip can be told from another number.
fn can_be_near(digits: &str) -> bool {
    (FEWEST..=LONGEST).contains(&digits.len())
}

/// Digits without any one or two of them, and all of them.
fn rests(digits: &str) -> HashSet<String> {
    let mut rests = HashSet::from([digits.to_owned()]);
    for _ in 0..MOST {
        let shorter: Vec<String> = rests
            .iter()
            .flat_map(|rest| (0..rest.len()).map(move |at| [&rest[..at], &rest[at + 1..]].concat()))
            .collect();
        rests.extend(shorter);
    }
    rests
}

/// The numbers of a contact point.
fn reaches(point: &ContactPoint) -> impl Iterator<Item = &Reach> {
    [&point.phone, &point.sms, &point.textphone].into_iter().flatten()
}

/// A number's digits as dialled and as shown.
fn digits(reach: &Reach) -> [String; 2] {
    let dialled = called(&reach.link).unwrap_or_default();
    [national(&dialled), national(&reach.shown.text)]
}

/// The numbers that a passage shows, and those that its links dial where they are others.
fn said(passage: &Passage<'_>) -> Vec<(String, Span)> {
    let found = passage
        .addresses()
        .iter()
        .filter(|it| matches!(it.kind, AddressKind::Phone | AddressKind::Sms));
    let mut said: Vec<(String, Span)> = found
        .map(|it| (passage.text[it.range.clone()].to_owned(), passage.place(it.range.clone())))
        .collect();
    let mut known: HashSet<String> = said.iter().map(|(number, _)| national(number)).collect();
    for link in passage.segments.iter().filter_map(|segment| segment.link) {
        let Target::Address(address) = &link.target else { continue };
        let Some(number) = called(address) else { continue };
        if known.insert(national(&number)) {
            said.push((number, link.target_span));
        }
    }
    said
}

fn complaint(number: &str, span: Span, reach: &Reach) -> Diagnostic {
    let shown = &reach.shown.text;
    RULE.at(span, format!("{number} is almost the number {shown} of the contact section"))
        .label(reach.shown.span, "the contact section's number")
        .note("if it is a slip, people in need call a stranger")
        .help(
            "find out which is right, write it once under [values], and use {name} in both places",
        )
}
