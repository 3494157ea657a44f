//! Findings in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS), for tools that
//! show them beside the lines of a file.

use std::path::Path;

use serde_json::{Value, json};

use crate::check::{Manual, manuals};
use crate::diagnostic::{Diagnostic, Label, Patch, Severity};
use crate::source::{Sources, Span};
use crate::uri::encode;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The document of a run: what was found, each with the files that it speaks of, and what the
/// machine could not do.
pub(super) fn document<'a>(
    findings: impl Iterator<Item = (&'a Diagnostic, &'a Sources)>,
    failures: &[String],
) -> Value {
    let manuals: Vec<Manual> = manuals().collect();
    let results = findings.map(|(finding, sources)| result(finding, sources, &manuals));
    let notifications =
        failures.iter().map(|failure| json!({ "level": "error", "message": { "text": failure } }));
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "chapbook",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": manuals.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": failures.is_empty(),
                "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
            }],
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn rule(manual: &Manual) -> Value {
    json!({
        "id": manual.code.as_str(),
        "shortDescription": { "text": manual.summary },
        "help": { "text": manual.text, "markdown": manual.text },
        "defaultConfiguration": { "level": level(manual.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(finding: &Diagnostic, sources: &Sources, manuals: &[Manual]) -> Value {
    let mut result = json!({
        "ruleId": finding.code.as_str(),
        "level": level(finding.severity),
        "message": { "text": message(finding) },
    });
    if let Some(index) = manuals.iter().position(|manual| manual.code == finding.code) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(span) = finding.primary {
        result["locations"] = json!([{ "physicalLocation": place(span, sources) }]);
    }
    if !finding.labels.is_empty() {
        let related = finding.labels.iter().map(|label| related(label, sources));
        result["relatedLocations"] = related.collect();
    }
    let fixes: Vec<Value> = finding
        .helps
        .iter()
        .filter_map(|help| Some(fix(&help.text, help.patch.as_ref()?, sources)))
        .collect();
    if !fixes.is_empty() {
        result["fixes"] = Value::Array(fixes);
    }
    result
}

/// What is wrong, whom it affects and what to do.
fn message(finding: &Diagnostic) -> String {
    let notes = finding.notes.iter().map(|note| format!("\nnote: {note}"));
    let helps = finding.helps.iter().map(|help| format!("\nhelp: {}", help.text));
    let more: String = notes.chain(helps).collect();
    finding.message.clone() + &more
}

fn place(span: Span, sources: &Sources) -> Value {
    json!({
        "artifactLocation": { "uri": uri(&sources.file(span.source).path) },
        "region": region(span, sources),
    })
}

fn region(span: Span, sources: &Sources) -> Value {
    let at = sources.position(span);
    json!({
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    })
}

fn related(label: &Label, sources: &Sources) -> Value {
    json!({
        "physicalLocation": place(label.span, sources),
        "message": { "text": label.text },
    })
}

fn fix(help: &str, patch: &Patch, sources: &Sources) -> Value {
    json!({
        "description": { "text": help },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&sources.file(patch.span.source).path) },
            "replacements": [{
                "deletedRegion": region(patch.span, sources),
                "insertedContent": { "text": patch.replacement },
            }],
        }],
    })
}

/// A path as a relative URI reference (RFC 3986): below the working directory where it lies there.
fn uri(path: &str) -> String {
    let here = std::env::current_dir().ok();
    let inside = here.as_ref().and_then(|here| Path::new(path).strip_prefix(here).ok());
    let path = inside.map_or(path.into(), Path::to_string_lossy);
    let path = path.strip_prefix("./").unwrap_or(&path);
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    format!("{scheme}{}", encode(path, kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("./booklet/chapters/02 é.toml"), "booklet/chapters/02%20%C3%A9.toml");
        assert_eq!(uri("../house.toml"), "../house.toml");
        assert_eq!(uri("/nowhere/a.toml"), "file:///nowhere/a.toml");
    }
}
