//! Headings that are typed into a text.

use crate::check::strings;
use crate::check::{Kind, Subject};
use crate::content::pasted::{self, Holder};
use crate::diagnostic::Diagnostic;

rule! {
    /// A heading is typed into a text.
    ///
    /// Looks in the text of blocks for a short line or paragraph without a full stop, also one in
    /// bold, that stands before a sentence. Lines that end with `//` are left alone.
    ///
    /// ## Who is affected
    ///
    /// People who look for something, and people who listen and go from heading to heading: it is
    /// none. A line of its own runs on into the sentence after it.
    ///
    /// ## How to mend it
    ///
    /// Make it a block `heading` or `subheading`, or end it with a full stop where it is a sentence.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = """
    /// What to take with you
    ///
    /// Bring your letter and all of your medicines.
    /// """
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [[block]]
    /// heading = "What to take with you"
    ///
    /// [[block]]
    /// text = "Bring your letter and all of your medicines."
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 1.3.1 Info and Relationships.
    "typed-heading": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let texts = strings::of(subject);
    let texts = texts.iter().filter(|string| string.passages[0].kind == Kind::Paragraph);
    let found = texts.flat_map(|string| {
        let Some(span) = string.span else { return Vec::new() };
        pasted::headings(subject.sources, span, Holder::Block)
    });
    found
        .map(|heading| {
            RULE.at(heading.span, format!("“{}” looks like a heading", heading.words))
                .note("in a text it is none: who goes from heading to heading is not led to it")
                .help(format!(
                    "end the text before it, begin a new [[block]] and write heading = {}; the \
                     words after it are the text of another [[block]]",
                    heading.quoted
                ))
        })
        .collect()
}
