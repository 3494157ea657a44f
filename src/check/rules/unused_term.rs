//! Terms of the glossary that no text uses.

use crate::check::{Subject, prose};
use crate::content::Target;
use crate::diagnostic::Diagnostic;

rule! {
    /// A term of the glossary is used nowhere.
    ///
    /// Looks at the terms that booklet.toml defines itself. A term is used where a link leads to it
    /// or where a chapter holds its words. Terms of the house file are printed only where they are
    /// used.
    ///
    /// ## Who is affected
    ///
    /// Readers, who wonder where they have missed the word; and the paper that it takes.
    ///
    /// ## How to mend it
    ///
    /// Link to it where the word first stands, or take it out.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [[glossary]]
    /// term = "Biopsy"
    /// meaning = "A small piece of your body that is looked at closely."
    /// ```
    ///
    /// After, in a chapter:
    ///
    /// ```toml
    /// text = "You may need a [biopsy](term:biopsy)."
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 3.1.3 Unusual Words: a reader gets from the word to its meaning.
    "unused-term": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let entries = subject.book.glossary.iter().enumerate();
    entries
        .filter(|(index, entry)| entry.own && !is_used(subject, *index, &entry.term.text))
        .map(|(_, entry)| {
            let term = &entry.term.text;
            RULE.at(entry.term.span, format!("the term “{term}” is used nowhere"))
                .note("readers wonder where they have missed the word")
                .help(format!("link to it where the word first stands, [{term}](term:{term}), or take it out"))
        })
        .collect()
}

fn is_used(subject: &Subject<'_>, index: usize, term: &str) -> bool {
    let term = format!(" {}", prose::fold(term));
    subject.passages.iter().any(|passage| {
        let linked = passage
            .segments
            .iter()
            .filter_map(|segment| segment.link)
            .any(|link| link.target == Target::Term(index));
        let said = passage.chapter.is_some()
            && format!(" {}", prose::fold(&passage.text)).contains(&term);
        linked || said
    })
}
