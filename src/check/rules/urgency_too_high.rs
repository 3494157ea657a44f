//! Emergency callouts that tell to get help on another day.

use std::ops::Range;

use super::urgency_too_low::orders;
use crate::check::{Passage, Subject, prose};
use crate::content::Urgency;
use crate::diagnostic::Diagnostic;

/// Words that put help off.
const LATER: [&str; 19] = [
    "on monday",
    "on tuesday",
    "on wednesday",
    "on thursday",
    "on friday",
    "monday to friday",
    "next week",
    "next working day",
    "the next day",
    "within a week",
    "within two weeks",
    "at your next appointment",
    "at your next visit",
    "at your next check",
    "during office hours",
    "during opening hours",
    "during working hours",
    "when we are open",
    "when the surgery opens",
];

/// Words that tell to turn to somebody.
const ASK: [&str; 14] = [
    "call", "ring", "phone", "contact", "see", "tell", "ask", "speak", "talk", "email", "mention",
    "book", "visit", "write",
];

rule! {
    /// An emergency callout tells to get help on another day.
    ///
    /// Looks in English callouts whose `urgency` is `"emergency"`, and that send nobody to 999, an
    /// ambulance, an emergency department or anybody at once, for words that put help off: call us on
    /// Monday, tell your nurse at your next appointment, during office hours.
    ///
    /// ## Who is affected
    ///
    /// Everybody who reads "Emergency advice" over it: some are frightened for nothing or call 999,
    /// and the next real emergency is believed less.
    ///
    /// ## How to mend it
    ///
    /// Write `urgency = "routine"` where it can wait, `"urgent"` where help is needed today. Where it is
    /// an emergency, say whom to call now. Only you know which it is, so `--fix` does not choose.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [block.callout]
    /// urgency = "emergency"
    /// title = "If you feel a little tired"
    /// text = "Call us on Monday."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [block.callout]
    /// urgency = "routine"
    /// title = "If you feel a little tired"
    /// text = "Call us on Monday."
    /// ```
    ///
    /// ## Source
    ///
    /// NHS design system, care cards: three levels, each with its words and a heading.
    "urgency-too-high": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.callouts().filter_map(judge).collect()
}

/// What is to be said of the passages of one callout.
fn judge(passages: &[Passage<'_>]) -> Option<Diagnostic> {
    let said = passages.first()?.callout?.urgency?;
    if said != Urgency::Emergency || passages.iter().any(|it| !orders(it).is_empty()) {
        return None;
    }
    let (passage, range) = passages.iter().find_map(|it| Some((it, put_off(it)?)))?;
    let words = &passage.text[range.clone()];
    let message = format!("an emergency callout says “{words}”");
    let finding = RULE.at(passage.place(range), message);
    let finding = finding.note("it is printed and read out as an emergency, which cannot wait");
    Some(finding.help(
        "should it be urgency = \"routine\", or \"urgent\"? where it is an emergency, say whom to call now",
    ))
}

/// Words of a sentence that put help off, from the word that tells to turn to somebody on.
fn put_off(passage: &Passage<'_>) -> Option<Range<usize>> {
    passage.sentences().iter().find_map(|sentence| {
        if !passage.is_english(sentence) {
            return None;
        }
        let text = &passage.text[sentence.clone()];
        // Bytes stay where they are.
        let small = text.to_ascii_lowercase();
        let (at, later) = LATER.iter().find_map(|it| Some((small.find(it)?, it)))?;
        let asks = prose::words(&small[..at]).find(|(_, word)| ASK.contains(word))?;
        let start = sentence.start + asks.0.start;
        Some(start..sentence.start + at + later.len())
    })
}
