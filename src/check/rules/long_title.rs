//! Titles that are too long.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

/// The most characters of a title.
const MOST: usize = 65;

rule! {
    /// A title has more than 65 characters.
    ///
    /// Counts the characters of the booklet's title, and of titles of chapters, headings and
    /// subheadings.
    ///
    /// ## Who is affected
    ///
    /// People who go from heading to heading, by eye or with a screen reader, to find what they
    /// need; and everybody who looks at the contents page or at a list of search results, where long
    /// titles are cut off.
    ///
    /// ## How to mend it
    ///
    /// Say what it is about in a few words, the important ones first. The rest can be the first
    /// sentence under it.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// title = "What to think about before you decide whether to ask for a second opinion"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// title = "Before you ask for a second opinion"
    /// ```
    ///
    /// ## Source
    ///
    /// The GOV.UK content design guidance (titles of at most 65 characters); WCAG 2.2, success
    /// criterion 2.4.6 Headings and Labels.
    "long-title": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let headings = subject.passages.iter().filter(|passage| passage.kind.is_heading());
    let counted = headings.map(|passage| (passage, passage.text.chars().count()));
    counted
        .filter(|(_, length)| *length > MOST)
        .map(|(passage, length)| {
            RULE.at(passage.span, format!("this title has {length} characters"))
                .note("people who look for something go from title to title, and need short ones")
                .help("keep it to 65, the important words first")
        })
        .collect()
}
