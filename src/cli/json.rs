//! Reports for programs (`docs/format.md`, section 8), with keys in the order of that page.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, is_treacherous};
use crate::source::Sources;
use crate::verify::{Fault, StandardResult};

/// What `build` prints.
#[derive(Debug, Default, Serialize)]
pub(super) struct BuildReport {
    /// In the order of the paths.
    pub booklets: Vec<BookletReport>,
    /// Why the command could not do its work, where it could not.
    pub failure: Option<String>,
}

/// A booklet.
#[derive(Debug, Serialize)]
pub(super) struct BookletReport {
    pub path: String,
    pub outputs: Vec<OutputReport>,
    pub diagnostics: Vec<DiagnosticReport>,
}

/// A file that was written.
#[derive(Debug, Serialize)]
pub(super) struct OutputReport {
    pub edition: &'static str,
    pub path: String,
    pub pages: Option<usize>,
    pub sheets: Option<usize>,
    pub filler_pages: usize,
    pub bytes: usize,
    pub sha256: String,
    pub milliseconds: f64,
    pub standards: Vec<&'static str>,
}

/// A problem; the five keys of its place are null together.
#[derive(Debug, Serialize)]
pub(super) struct DiagnosticReport {
    code: &'static str,
    severity: &'static str,
    message: String,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    notes: Vec<String>,
    helps: Vec<String>,
}

impl DiagnosticReport {
    /// A diagnostic with its place looked up.
    pub(super) fn new(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        let at = diagnostic.primary.map(|span| sources.position(span));
        let file = diagnostic.primary.map(|span| sources.file(span.source).path.to_string());
        let elsewhere = diagnostic.labels.iter().map(|label| {
            let at = sources.position(label.span);
            let path = &sources.file(label.span.source).path;
            format!("{}: {path}:{}:{}", label.text, at.line, at.column)
        });
        Self {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity.as_str(),
            message: diagnostic.message.clone(),
            file,
            line: at.map(|at| at.line),
            column: at.map(|at| at.column),
            end_line: at.map(|at| at.end_line),
            end_column: at.map(|at| at.end_column),
            notes: elsewhere.chain(diagnostic.notes.iter().cloned()).collect(),
            helps: diagnostic.helps.iter().map(|help| help.text.clone()).collect(),
        }
    }
}

/// What `verify` prints.
#[derive(Debug, Default, Serialize)]
pub(super) struct VerifyReport {
    /// The files that could be judged, in order.
    pub files: Vec<FileReport>,
    /// Why the others could not; left out where all could.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// A file that was judged.
#[derive(Debug, Serialize)]
pub(super) struct FileReport {
    pub path: String,
    results: Vec<ResultReport>,
}

#[derive(Debug, Serialize)]
struct ResultReport {
    standard: &'static str,
    passes: bool,
    faults: Vec<FaultReport>,
}

#[derive(Debug, Serialize)]
struct FaultReport {
    clause: String,
    page: Option<usize>,
    message: String,
}

impl FileReport {
    /// A file and how it stands with each standard.
    pub(super) fn new(path: String, results: &[StandardResult]) -> Self {
        let results = results.iter().map(|result| ResultReport {
            standard: result.standard.as_str(),
            passes: result.passes,
            faults: result.faults.iter().map(FaultReport::new).collect(),
        });
        Self { path, results: results.collect() }
    }
}

impl FaultReport {
    fn new(fault: &Fault) -> Self {
        Self { clause: fault.clause.clone(), page: fault.page, message: fault.message.clone() }
    }
}

/// A document as it is printed: treacherous signs, which occur in its strings alone, are escaped
/// (RFC 8259, 7), so that it can be shown in a terminal too.
pub(super) fn document(report: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(report);
    let json = json.expect("strings and numbers alone always make JSON") + "\n";
    if !json.contains(|c: char| c != '\n' && is_treacherous(c)) {
        return json;
    }
    let mut shown = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !is_treacherous(c) {
            shown.push(c);
        } else {
            let units = c.encode_utf16(&mut [0; 2]).to_vec();
            shown.extend(units.iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    shown
}

/// The document of `build` or `check` where it did nothing at all.
pub(super) fn failure(sentence: &str) -> String {
    document(&BuildReport { failure: Some(sentence.to_owned()), ..BuildReport::default() })
}

/// The same of `verify`.
pub(super) fn nothing_judged(sentence: &str) -> String {
    document(&VerifyReport { failure: Some(sentence.to_owned()), ..VerifyReport::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;
    use crate::source::Span;

    #[test]
    fn keys_stand_in_the_order_of_the_format() {
        let mut sources = Sources::new();
        let id = sources.add("booklet/chapters/02.toml", "alt = \"é\"\n");
        let diagnostic = Diagnostic::error(codes::MISSING_ALT, Span::new(id, 6, 10), "no words")
            .note("who")
            .fix("do this", Span::new(id, 0, 0), "x");
        let json = serde_json::to_string(&DiagnosticReport::new(&diagnostic, &sources)).unwrap();
        assert_eq!(
            json,
            "{\"code\":\"missing-alt\",\"severity\":\"error\",\"message\":\"no words\",\
             \"file\":\"booklet/chapters/02.toml\",\"line\":1,\"column\":7,\"end_line\":1,\
             \"end_column\":10,\"notes\":[\"who\"],\"helps\":[\"do this\"]}"
        );
    }

    #[test]
    fn another_place_that_matters_is_a_note() {
        let mut sources = Sources::new();
        let id = sources.add("b/booklet.toml", "[values]\na = \"*x\"\n");
        let diagnostic = Diagnostic::error(codes::BAD_MARK, Span::new(id, 0, 1), "no partner")
            .note("who")
            .label(Span::new(id, 13, 17), "`a` is defined here");
        let report = DiagnosticReport::new(&diagnostic, &sources);
        assert_eq!(report.notes, ["`a` is defined here: b/booklet.toml:2:5", "who"]);
    }

    #[test]
    fn a_problem_without_a_place_has_null_for_all_five() {
        let severity = crate::diagnostic::Severity::Warning;
        let diagnostic = Diagnostic::new(codes::SAME_OUTPUT, severity, None, "words".into());
        let json = serde_json::to_value(DiagnosticReport::new(&diagnostic, &Sources::new()));
        let json = json.unwrap();
        for key in ["file", "line", "column", "end_line", "end_column"] {
            assert!(json[key].is_null(), "{key}");
        }
    }

    #[test]
    fn signs_that_nobody_sees_are_escaped_and_read_back() {
        let words = "a\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{2066}\u{E0041}\n\"é";
        let printed = failure(words);
        assert!(!printed.contains(|c| c != '\n' && is_treacherous(c)), "{printed:?}");
        let json: serde_json::Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(json["failure"], words);
    }

    #[test]
    fn a_failure_alone_is_a_whole_document() {
        let json: serde_json::Value = serde_json::from_str(&failure("no such folder")).unwrap();
        assert_eq!(json, serde_json::json!({ "booklets": [], "failure": "no such folder" }));
    }
}
