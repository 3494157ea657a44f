//! No version.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

rule! {
    /// The booklet has no version.
    ///
    /// Looks for `version` in booklet.toml. It is printed in the imprint.
    ///
    /// ## Who is affected
    ///
    /// Readers and staff who hold two copies and cannot tell which is newer; and your own team,
    /// when old copies have to be found and taken away.
    ///
    /// ## How to mend it
    ///
    /// Write a number or a name as `version`, and change it whenever you publish anew.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// publisher = "Ovacome"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// publisher = "Ovacome"
    /// version = "2.1"
    /// ```
    ///
    /// ## Source
    ///
    /// PIF TICK, the UK mark of trusted health information: it asks for a process in which
    /// versions are kept apart, reviewed and taken back.
    "missing-version": Error, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let book = subject.book;
    let finding = || {
        RULE.at(book.span, "the booklet has no version")
            .note("nobody can tell an old copy from a new one")
            .help("write version = \"1.0\" in booklet.toml, before its first line in brackets, and change it when you publish anew")
    };
    book.version.is_none().then(finding).into_iter().collect()
}
