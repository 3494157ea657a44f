//! A diagnostic as text, with all of its places.

use std::fmt::Write as _;

use chapbook::diagnostic::{Diagnostic, line};
use chapbook::source::{Sources, Span};

fn place(span: Span, sources: &Sources) -> String {
    let at = sources.position(span);
    let path = &sources.file(span.source).path;
    format!("{path}:{}:{}-{}:{}", at.line, at.column, at.end_line, at.end_column)
}

pub fn diagnostic(found: &Diagnostic, sources: &Sources, out: &mut String) {
    let _ = writeln!(out, "{}", line(found, sources));
    for label in &found.labels {
        let _ = writeln!(out, "  label {}: {}", place(label.span, sources), label.text);
    }
    for note in &found.notes {
        let _ = writeln!(out, "  note: {note}");
    }
    for help in &found.helps {
        let _ = writeln!(out, "  help: {}", help.text);
        if let Some(patch) = &help.patch {
            let at = place(patch.span, sources);
            let _ = writeln!(out, "    {at} becomes {:?}", patch.replacement);
        }
    }
}
