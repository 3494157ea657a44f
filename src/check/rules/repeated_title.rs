//! Chapters with the same title.

use std::collections::HashMap;

use crate::check::{Subject, prose};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

rule! {
    /// Two chapters have the same title.
    ///
    /// Compares the titles of the chapters with each other, without regard to capitals and signs.
    ///
    /// ## Who is affected
    ///
    /// People who go from title to title, by eye, in the contents list or with a screen reader: they
    /// cannot tell which of the two they need. Perhaps one is a copy of the other's file, and is
    /// printed twice.
    ///
    /// ## How to mend it
    ///
    /// Give each chapter a title that says what it alone is about. Take a copy out of `chapters`.
    ///
    /// ## Example
    ///
    /// Before (at the top of two files):
    ///
    /// ```toml
    /// title = "Side effects"
    /// ```
    ///
    /// After (in the second file):
    ///
    /// ```toml
    /// title = "Side effects that need a doctor"
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 2.4.6 Headings and Labels.
    "repeated-title": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut first: HashMap<String, Span> = HashMap::new();
    let mut findings = Vec::new();
    for chapter in &subject.book.chapters {
        let title = chapter.title.plain_text();
        let folded = prose::fold(&title);
        if folded.is_empty() {
            continue;
        }
        let Some(earlier) = first.get(&folded) else {
            first.insert(folded, chapter.title.span);
            continue;
        };
        let title = prose::shorten(&title, 60);
        findings.push(
            RULE.at(chapter.title.span, format!("two chapters have the title “{title}”"))
                .label(*earlier, "the other one")
                .note("readers cannot tell which of the two they need")
                .help("say in each title what it alone is about, or take one of the two out"),
        );
    }
    findings
}
