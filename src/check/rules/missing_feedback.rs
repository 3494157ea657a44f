//! No way to comment on the booklet.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

rule! {
    /// The booklet does not say how to comment on it.
    ///
    /// Looks for `feedback` under `[imprint]`, in booklet.toml or the house file.
    ///
    /// ## Who is affected
    ///
    /// Readers who find a mistake or a sentence that hurts, and have nobody to tell; and all readers
    /// after them.
    ///
    /// ## How to mend it
    ///
    /// Say in a sentence how to reach you about the booklet itself.
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
    /// feedback = "Tell us what you think: [020 7299 6653](tel:020 7299 6653)."
    /// copyright = "© Ovacome 2026"
    /// ```
    ///
    /// ## Source
    ///
    /// PIF TICK, the UK mark of trusted health information: readers can give feedback.
    "missing-feedback": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let book = subject.book;
    let finding = || {
        RULE.at(book.span, "the booklet does not say how to comment on it")
            .note("readers who find a mistake have nobody to tell")
            .help("add feedback = \"…\" under [imprint] in booklet.toml, or in the house file")
    };
    book.imprint.feedback.is_empty().then(finding).into_iter().collect()
}
