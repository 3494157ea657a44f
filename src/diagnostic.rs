//! What is wrong with a booklet, in the author's words.

use strsim::osa_distance;

use crate::codes::Code;
pub use crate::codes::Severity;
use crate::source::{Sources, Span};

/// A second place that explains the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What it has to do with the problem.
    pub text: String,
}

/// A change to a source file that would mend the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// The words that take its place.
    pub replacement: String,
}

/// What to do about a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// In words.
    pub text: String,
    /// As a change, where one can be made for sure.
    pub patch: Option<Patch>,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Kebab-case name of the fault (`docs/format.md`, section 9).
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// Lower case, no full stop.
    pub message: String,
    /// The narrowest place that the author can change; `None` where the problem is not in a file.
    pub primary: Option<Span>,
    /// Words under the primary caret, often empty.
    pub caption: String,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// Who is affected, or why.
    pub notes: Vec<String>,
    /// What to do.
    pub helps: Vec<Help>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, Some(span), message.into())
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, Some(span), message.into())
    }

    /// A problem with or without a place.
    #[must_use]
    pub fn new(code: Code, severity: Severity, primary: Option<Span>, message: String) -> Self {
        Self {
            code,
            severity,
            message: shortened(message),
            primary,
            caption: String::new(),
            labels: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// Adds words under the caret.
    #[must_use]
    pub fn caption(mut self, text: impl Into<String>) -> Self {
        self.caption = shortened(text.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: shortened(text.into()) });
        self
    }

    /// Adds who is affected, or why.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(shortened(text.into()));
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(Help { text: shortened(text.into()), patch: None });
        self
    }

    /// Adds what to do, as a change to the file.
    #[must_use]
    pub fn fix(
        mut self,
        text: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        let patch = Patch { span, replacement: replacement.into() };
        self.helps.push(Help { text: shortened(text.into()), patch: Some(patch) });
        self
    }

    /// Whether the booklet cannot be built.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Words as people can take them in: of a name of a megabyte, the beginning and the end of the
/// sentence that quotes it.
fn shortened(words: String) -> String {
    const MOST: usize = 2_000;
    const END: usize = 200;
    if words.len() <= MOST {
        return words;
    }
    let start = words.floor_char_boundary(MOST - END);
    let end = words.ceil_char_boundary(words.len() - END);
    format!("{}…{}", &words[..start], &words[end..])
}

/// Sorts by file in reading order, then by place, so that a report reads from top to bottom.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| {
        (
            diagnostic.primary.is_none(),
            diagnostic.primary.map(|span| (span.source, span.start, span.end)),
        )
    });
}

/// Whether a terminal may be driven, or a line be shown in another order, by a sign that nobody sees:
/// controls, marks, embeddings and isolates of direction (UAX 9, 2), line ends of Unicode, deprecated
/// and interlinear formats, and tags. What comes from files and arguments never shows them raw.
#[must_use]
pub fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2066}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(c, '\u{E0000}'..='\u{E007F}')
}

/// A one-line form for tests and logs: `error[code] file:line:column-line:column: message`.
#[must_use]
pub fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.primary.map_or(String::new(), |span| {
        let at = sources.position(span);
        format!(
            " {}:{}:{}-{}:{}",
            sources.file(span.source).path,
            at.line,
            at.column,
            at.end_line,
            at.end_column
        )
    });
    format!("{}[{}]{place}: {}", diagnostic.severity.as_str(), diagnostic.code, diagnostic.message)
}

/// The word of `known` that `word` is most likely a misspelling of.
///
/// Damerau–Levenshtein (optimal string alignment) distance of at most a third of the longer
/// word, at least 1 but never more than half of it; ties go to the first.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let longer = letters.max(candidate.chars().count());
        let limit = (longer / 3).max(1).min(longer / 2);
        // A file may have thousands of names: what is too long or too short to be near is not compared.
        let limit = best.map_or(limit, |(least, _)| limit.min(least.saturating_sub(1)));
        let small: String = candidate.chars().flat_map(char::to_lowercase).collect();
        if small.chars().count().abs_diff(letters) > limit {
            continue;
        }
        let distance = osa_distance(&word, &small);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The one word of `known` that begins with `word`, as "language" with "lang".
#[must_use]
pub fn begun<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let mut longer = known.into_iter().filter(|candidate| candidate.starts_with(&word));
    longer.next().filter(|_| word.chars().count() >= 3 && longer.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;

    #[test]
    fn a_quoted_megabyte_is_shortened() {
        let long = format!("there is no picture \"{}.svg\"", "é".repeat(500_000));
        let problem = Diagnostic::new(codes::MISSING_FILE, Severity::Error, None, long);
        assert!(problem.message.len() < 2_010, "{}", problem.message.len());
        assert!(problem.message.starts_with("there is no picture \"é"));
        assert!(problem.message.ends_with("é.svg\""));
    }

    #[test]
    fn near_misses_are_suggested_and_far_ones_are_not() {
        let known = ["title", "language", "chapters", "contact"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("langauge", known), Some("language"));
        assert_eq!(nearest("Chapter", known), Some("chapters"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("a", ["b"]), None);
        assert_eq!(nearest("A", ["a"]), Some("a"));
        assert_eq!(begun("lang", known), Some("language"));
        assert_eq!(begun("c", known), None);
        assert_eq!(begun("con", ["contents", "contact"]), None);
        assert_eq!(nearest("y", ["x", "xy"]), Some("xy"));
        assert_eq!(nearest("y", ["x"]), None);
    }
}
