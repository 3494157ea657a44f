//! A language that the program does not speak.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;
use crate::words::Phrases;

rule! {
    /// The program has no words of its own in the booklet's language.
    ///
    /// Some words come from the program and not from your files: "Contents", "page 4", "Phone", the
    /// names of the months. Where it does not know them in the booklet's `language`, they are
    /// English.
    ///
    /// ## Who is affected
    ///
    /// Readers who do not know English; and people who listen, since a screen reader speaks the
    /// English words with the wrong voice.
    ///
    /// ## How to mend it
    ///
    /// Ask for the words of your language: somebody who speaks it and can translate some thirty of
    /// them is all that it takes. Until then, tell the readers or leave out what brings the words
    /// in (`contents = false`).
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// language = "haw"
    /// ```
    ///
    /// After, with the reason why it stays:
    ///
    /// ```toml
    /// language = "haw"
    /// allow = [{ code = "missing-words", reason = "English is understood here" }]
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criteria 3.1.1 Language of Page and 3.1.2 Language of Parts.
    "missing-words": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let book = subject.book;
    let finding = || {
        let tag = &book.language;
        RULE.at(
            book.span,
            format!("the words that the program adds will be English: it has none in \"{tag}\""),
        )
        .note("this concerns words such as Contents, page and Phone, and the names of months")
        .help("ask for a translation of these words, or silence this with `allow` and a reason")
    };
    Phrases::exact(&book.language).is_none().then(finding).into_iter().collect()
}
