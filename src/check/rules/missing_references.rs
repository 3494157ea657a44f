//! No word on where the facts come from.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

rule! {
    /// The booklet does not say what it is based on.
    ///
    /// Looks for `references` under `[imprint]`, in booklet.toml or the house file.
    ///
    /// ## Who is affected
    ///
    /// Readers and health professionals who want to know where a fact comes from before they act on
    /// it.
    ///
    /// ## How to mend it
    ///
    /// Name the sources, or say in a sentence how to ask for them.
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
    /// references = "Ask our support line where the facts in this booklet come from."
    /// copyright = "© Ovacome 2026"
    /// ```
    ///
    /// ## Source
    ///
    /// PIF TICK, the UK mark of trusted health information: information rests on evidence, and
    /// readers can find out on which.
    "missing-references": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let book = subject.book;
    let finding = || {
        RULE.at(book.span, "the booklet does not say where its facts come from")
            .note("readers cannot see what the advice rests on")
            .help("add references = \"…\" under [imprint] in booklet.toml, or in the house file")
    };
    book.imprint.references.is_empty().then(finding).into_iter().collect()
}
