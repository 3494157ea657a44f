//! Lists of many items.

use crate::check::{Subject, walk};
use crate::diagnostic::Diagnostic;

/// The most items of a list.
const MOST: usize = 8;

rule! {
    /// A list has more than eight items.
    ///
    /// Looks at bullets, steps and checklists, also those inside of others and of callouts. Each
    /// list counts its own items only.
    ///
    /// ## Who is affected
    ///
    /// Everybody, and people with a poor memory most: nobody keeps more than a handful of points in
    /// mind.
    ///
    /// ## How to mend it
    ///
    /// Part the list under two headings, or group the items in lists inside of the list. Leave out
    /// what the readers do not need.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// bullets = ["keys", "purse", "glasses", "pills", "pen", "paper", "phone", "charger", "book"]
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// bullets = [
    ///   { text = "for the doctor:", bullets = ["pills", "pen", "paper", "glasses"] },
    ///   { text = "for you:", bullets = ["keys", "purse", "phone", "charger", "book"] },
    /// ]
    /// ```
    ///
    /// ## Source
    ///
    /// The European easy-to-read standards (Information for all); the Plain English Campaign.
    "long-list": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = walk::lists(subject.book).into_iter().filter(|list| list.items.len() > MOST);
    lists
        .map(|list| {
            RULE.at(list.span, format!("this list has {} items", list.items.len()))
                .note("nobody keeps more than a handful of points in mind")
                .help("part it under headings or into lists of at most eight items")
        })
        .collect()
}
