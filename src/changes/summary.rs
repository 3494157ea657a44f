//! A report as lines for a terminal.

use std::fmt::Write as _;

use super::Frame;
use super::report::{PassageChange, Report};
use super::told;

/// So many words that stay are shown beside a change.
const AROUND: usize = 5;

/// What changed, what matters first, a line each.
#[must_use]
pub fn summary(report: &Report, frame: &Frame<'_>) -> String {
    let mut lines = String::new();
    let _ = writeln!(lines, "{}\n{}", told::compared(frame), told::total(report));
    if report.is_empty() {
        return lines;
    }
    if !report.matters.is_empty() {
        lines.push_str("\nWhat matters\n");
    }
    for matter in &report.matters {
        let told = match &matter.note {
            Some(note) => told::noted(matter, note),
            None => format!("{}; {}", told::fate(matter), told::places(matter)),
        };
        let _ = writeln!(lines, "  {}: {told}", matter.weight.name());
    }
    lines.push_str("\nEvery change\n");
    for part in &report.parts {
        let note = part.note.as_ref().map_or(String::new(), |note| format!(" ({note})"));
        let _ = writeln!(lines, "  {}{note}", part.title);
        for change in &part.changes {
            let _ = writeln!(lines, "    {}: {}", told::what(change), words(change));
        }
    }
    let _ = writeln!(lines, "\n{}", told::PROOF);
    lines
}

/// The words of a change on one line: what stays is cut short.
fn words(change: &PassageChange) -> String {
    let last = change.words.len().saturating_sub(1);
    let mut shown = String::new();
    for (at, stretch) in change.words.iter().enumerate() {
        if at > 0 && told::are_parted(&change.words[at - 1], stretch) {
            shown.push(' ');
        }
        shown.push_str(&match stretch.fate {
            "deleted" => format!("[-{}-]", stretch.text),
            "inserted" => format!("{{+{}+}}", stretch.text),
            _ => short(&stretch.text, at == 0, at == last),
        });
    }
    shown
}

fn short(text: &str, first: bool, last: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let (head, tail) = (if first && !last { 0 } else { AROUND }, if last { 0 } else { AROUND });
    if words.len() <= head + tail + 1 {
        return text.to_owned();
    }
    let (head, tail) = (words[..head].join(" "), words[words.len() - tail..].join(" "));
    let parts = [&*head, "…", &*tail];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}
