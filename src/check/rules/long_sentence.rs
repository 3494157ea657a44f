//! Sentences that are too long.

use crate::check::{Subject, prose};
use crate::diagnostic::Diagnostic;

/// The most words of a sentence.
const MOST: usize = 25;
/// A sentence of more words is far too long.
const FAR_TOO_MANY: usize = 40;

rule! {
    /// A sentence has more than 25 words.
    ///
    /// Counts the words of every sentence in texts, lists, tables, quotes, captions and the imprint.
    /// With more than 40 it is far too long. Languages that do not part their words by spaces are
    /// left out.
    ///
    /// ## Who is affected
    ///
    /// Everybody who is ill, tired or frightened; people with a learning disability; people who
    /// read in their second language. They have forgotten how the sentence began before it ends.
    ///
    /// ## How to mend it
    ///
    /// Say one thing in a sentence. Make two of it where it has an "and", a "which" or a dash; make
    /// `bullets` of what it lists.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = """
    /// You may need to go to another hospital to see the second doctor, and if you are treated there
    /// you may need to go many times, which can be expensive.
    /// """
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = """
    /// You may need to go to another hospital to see the second doctor. If you are treated there, you
    /// may need to go many times. This can be expensive.
    /// """
    /// ```
    ///
    /// ## Source
    ///
    /// The GOV.UK content design guidance (sentences of at most 25 words); the Plain English
    /// Campaign (15 to 20 words on average).
    "long-sentence": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.kind.is_prose()) {
        if !prose::has_spaces(passage.language) {
            continue;
        }
        for range in passage.sentences() {
            let count = prose::words(&passage.text[range.clone()]).count();
            if count <= MOST {
                continue;
            }
            let far = if count > FAR_TOO_MANY { "far " } else { "" };
            findings.push(
                RULE.at(
                    passage.place(range.clone()),
                    format!("this sentence has {count} words, which is {far}too many"),
                )
                .note("people who are ill or tired lose the thread of a long sentence")
                .help("make two or three of it, or a list: at most 25 words each"),
            );
        }
    }
    findings
}
