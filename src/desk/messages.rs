//! What `check` says, as windows are told of it, and its fixes as changes of a file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::house::{Found, House};
use super::studio::Reading;
use crate::diagnostic::{Diagnostic, Help, Label, Severity};
use crate::source::{Sources, Span};

/// A place in a file: bytes, and the line that people count.
#[derive(Debug, Serialize)]
struct PlaceFacts<'a> {
    file: &'a str,
    from: u32,
    to: u32,
    line: usize,
    /// What is said of the place.
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
}

/// What to do about a message.
#[derive(Debug, Serialize)]
struct HelpFacts<'a> {
    text: &'a str,
    /// Whether the desk can do it.
    fix: bool,
}

/// A message.
#[derive(Debug, Serialize)]
pub(super) struct MessageFacts<'a> {
    /// Its place in the list.
    id: usize,
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    caption: &'a str,
    place: Option<PlaceFacts<'a>>,
    elsewhere: Vec<PlaceFacts<'a>>,
    notes: &'a [String],
    helps: Vec<HelpFacts<'a>>,
}

/// How many messages there are of each kind.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn add(&mut self, severity: Severity) {
        *match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.notes,
        } += 1;
    }

    /// Of a whole booklet.
    pub(super) fn of(findings: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        findings.iter().for_each(|finding| counts.add(finding.severity));
        counts
    }

    /// Of each file, by its path.
    pub(super) fn by_file<'a>(
        findings: &[Diagnostic],
        sources: &'a Sources,
    ) -> BTreeMap<&'a str, Self> {
        let mut counts: BTreeMap<&str, Self> = BTreeMap::new();
        for finding in findings {
            if let Some(span) = finding.primary {
                let path = &*sources.file(span.source).path;
                counts.entry(path).or_default().add(finding.severity);
            }
        }
        counts
    }
}

/// All messages of a reading.
pub(super) fn facts<'a>(
    reading: &'a Reading,
    house: &dyn House,
    booklet: &Found,
) -> Vec<MessageFacts<'a>> {
    let mut own: BTreeMap<&str, bool> = BTreeMap::new();
    let sources = &*reading.sources;
    let findings = reading.findings.iter().enumerate();
    findings
        .map(|(id, finding)| {
            let helps = finding.helps.iter().map(|help| {
                let fix = help.patch.as_ref().is_some_and(|patch| {
                    let path = &*sources.file(patch.span.source).path;
                    *own.entry(path).or_insert_with(|| house.is_own(booklet, path))
                        && is_whole(patch.span, sources)
                        && Some(patch.span.source) != reading.house
                });
                HelpFacts { text: &help.text, fix }
            });
            message(id, finding, helps.collect(), sources)
        })
        .collect()
}

fn message<'a>(
    id: usize,
    finding: &'a Diagnostic,
    helps: Vec<HelpFacts<'a>>,
    sources: &'a Sources,
) -> MessageFacts<'a> {
    let elsewhere = |label: &'a Label| place(label.span, &label.text, sources);
    MessageFacts {
        id,
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        message: &finding.message,
        caption: &finding.caption,
        place: finding.primary.map(|span| place(span, "", sources)),
        elsewhere: finding.labels.iter().map(elsewhere).collect(),
        notes: &finding.notes,
        helps,
    }
}

fn place<'a>(span: Span, text: &'a str, sources: &'a Sources) -> PlaceFacts<'a> {
    let file = &*sources.file(span.source).path;
    PlaceFacts { file, from: span.start, to: span.end, line: sources.position(span).line, text }
}

/// Whether a place lies within its file, between whole letters.
fn is_whole(span: Span, sources: &Sources) -> bool {
    sources.file(span.source).text.get(span.range()).is_some()
}

/// A change of a file that a message offers.
pub(super) struct Change<'r> {
    /// The file.
    pub path: &'r str,
    /// Its text, without a byte-order mark.
    pub old: &'r str,
    /// What it says afterwards.
    pub new: String,
}

/// The change that a message offers.
///
/// # Errors
///
/// A sentence: there is no such change, or none that is made here.
pub(super) fn change(
    reading: &Reading,
    (message, help): (usize, usize),
) -> Result<Change<'_>, String> {
    let help: Option<&Help> =
        reading.findings.get(message).and_then(|finding| finding.helps.get(help));
    let Some(patch) = help.and_then(|help| help.patch.as_ref()) else {
        return Err("there is no such change".to_owned());
    };
    let file = reading.sources.file(patch.span.source);
    if Some(patch.span.source) == reading.house || !is_whole(patch.span, &reading.sources) {
        return Err(format!("{} is not changed from here", file.path));
    }
    let mut new = file.text.to_string();
    new.replace_range(patch.span.range(), &patch.replacement);
    Ok(Change { path: &file.path, old: &file.text, new })
}
