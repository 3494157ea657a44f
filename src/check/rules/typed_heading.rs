//! Headings that are typed into a text.

use super::mostly_bold::is_mostly_bold;
use crate::check::strings::{self, AString};
use crate::check::{Kind, Subject, unfinished};
use crate::content::pasted::{self, Holder};
use crate::diagnostic::Diagnostic;

rule! {
    /// A heading is typed into a text.
    ///
    /// Looks in the text of blocks for a short line or paragraph without a full stop, also one in
    /// bold, that stands before a sentence, and for a few words in bold that are all of a text. Lines
    /// that end with `//` are left alone.
    ///
    /// ## Who is affected
    ///
    /// People who look for something, and people who listen and go from heading to heading: it is
    /// none. A line of its own runs on into the sentence after it.
    ///
    /// ## How to mend it
    ///
    /// Make it a block `heading` or `subheading`, or end it with a full stop where it is a sentence.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = """
    /// What to take with you
    ///
    /// Bring your letter and all of your medicines.
    /// """
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [[block]]
    /// heading = "What to take with you"
    ///
    /// [[block]]
    /// text = "Bring your letter and all of your medicines."
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 1.3.1 Info and Relationships.
    "typed-heading": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let texts = strings::of(subject);
    let texts = texts.iter().filter(|string| string.passages[0].kind == Kind::Paragraph);
    let found = texts.clone().flat_map(|string| {
        let Some(span) = string.span else { return Vec::new() };
        let found = pasted::headings(subject.sources, span, Holder::Block);
        // What is to be taken out is not to become a heading.
        found.into_iter().filter(|heading| !unfinished::is_furniture(&heading.words)).collect()
    });
    let alone = texts.clone().filter_map(|string| alone(string)).collect::<Vec<_>>();
    found
        .map(|heading| {
            RULE.at(heading.span, format!("“{}” looks like a heading", heading.words))
                .note("in a text it is none: who goes from heading to heading is not led to it")
                .help(format!(
                    "end the text before it, begin a new [[block]] and write heading = {}; the \
                     words after it are the text of another [[block]]",
                    heading.quoted
                ))
        })
        .chain(alone)
        .collect()
}

/// A few words in bold that are all of a text.
fn alone(string: &AString<'_>) -> Option<Diagnostic> {
    let [passage] = &string.passages[..] else { return None };
    let words = passage.text.trim();
    let bold = passage.segments.iter().all(|segment| segment.bold && segment.link.is_none());
    let short = words.chars().count() <= 60 && words.split_whitespace().count() <= 9;
    let ended = words.ends_with(['.', '!', ':', ';', ',', '…']) || words.contains('\n');
    let reads = words.starts_with(char::is_uppercase) || !words.starts_with(char::is_lowercase);
    if !bold
        || !short
        || ended
        || !reads
        || passage.callout.is_some()
        || is_mostly_bold(passage)
        || words.contains(['@', '/'])
    {
        return None;
    }
    let digits = words.chars().filter(char::is_ascii_digit).count();
    if digits > 4 || !words.contains(char::is_alphabetic) {
        return None;
    }
    let finding = RULE.at(passage.span, format!("“{words}” looks like a heading"));
    let finding =
        finding.note("in a text it is none: who goes from heading to heading is not led to it");
    let quoted = if words.contains('"') { format!("'{words}'") } else { format!("\"{words}\"") };
    Some(finding.help(format!(
        "write heading = {quoted} in place of this text, without the stars; where it is a sentence, end it with a full stop"
    )))
}
