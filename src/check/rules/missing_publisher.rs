//! No publisher.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

rule! {
    /// The booklet does not say who publishes it.
    ///
    /// Looks for `publisher` in booklet.toml or in the house file. It is printed in the imprint,
    /// and PDF readers and search engines show it as the author.
    ///
    /// ## Who is affected
    ///
    /// Everybody who has to judge whether health information can be trusted. A booklet without a
    /// name on it looks like one that nobody answers for.
    ///
    /// ## How to mend it
    ///
    /// Write the name of your organisation as `publisher`. If all of your booklets have the same
    /// one, write it into the house file.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// title = "Drinking enough water"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// title = "Drinking enough water"
    /// publisher = "Ovacome"
    /// ```
    ///
    /// ## Source
    ///
    /// PIF TICK, the UK mark of trusted health information: readers can see who made it.
    "missing-publisher": Error, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let book = subject.book;
    let finding = || {
        RULE.at(book.span, "the booklet does not say who publishes it")
            .note("readers judge by the publisher whether they can trust what they read")
            .help("add publisher = \"…\" to booklet.toml, or to the house file")
    };
    book.publisher.is_none().then(finding).into_iter().collect()
}
