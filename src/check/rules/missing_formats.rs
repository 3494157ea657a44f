//! No word on other formats.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

rule! {
    /// The booklet does not say which other formats there are.
    ///
    /// Looks for `formats` under `[imprint]`, in booklet.toml or the house file.
    ///
    /// ## Who is affected
    ///
    /// People who cannot read the copy that they were given, and do not know that there is a large
    /// print, a web page for their screen reader, or the text to be read to them.
    ///
    /// ## How to mend it
    ///
    /// Say in a sentence what there is and how to ask for it.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [imprint]
    /// copyright = "© Ovacome 2026"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [imprint]
    /// formats = "You can have this booklet in large print. Ask our support line."
    /// copyright = "© Ovacome 2026"
    /// ```
    ///
    /// ## Source
    ///
    /// The Accessible Information Standard of NHS England (DCB1605).
    "missing-formats": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let book = subject.book;
    let finding = || {
        RULE.at(book.span, "the booklet does not say in which other formats it can be had")
            .note("people who cannot read this copy do not learn that there is another")
            .help("add formats = \"…\" under [imprint] in booklet.toml, or in the house file")
    };
    book.imprint.formats.is_empty().then(finding).into_iter().collect()
}
