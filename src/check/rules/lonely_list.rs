//! Lists of one item.

use crate::check::{Subject, walk};
use crate::diagnostic::Diagnostic;

rule! {
    /// A list has one item only.
    ///
    /// Looks at bullets, steps and checklists, also those inside of others and of callouts.
    ///
    /// ## Who is affected
    ///
    /// People who listen to the booklet. A screen reader says "list with one item", and they wait
    /// for something that does not come.
    ///
    /// ## How to mend it
    ///
    /// Make it a sentence of the text before, or a `callout`.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// bullets = ["Bring your medicines with you."]
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Bring your medicines with you."
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 1.3.1 Info and Relationships: what is called a list is one.
    "lonely-list": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = walk::lists(subject.book).into_iter().filter(|list| list.items.len() == 1);
    lists
        .map(|list| {
            RULE.at(list.span, "this list has one item only")
                .note("a screen reader says “list with one item”, and people wait for more")
                .help("make it a sentence of a `text`, or a `callout`")
        })
        .collect()
}
