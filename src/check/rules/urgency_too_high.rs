//! Callouts that tell to get help later than their `urgency` says.

use std::ops::Range;

use super::urgency_too_low::orders;
use crate::check::orders::{is_no, plain};
use crate::check::{Passage, Subject, prose};
use crate::content::Urgency;
use crate::diagnostic::Diagnostic;

/// Words that put help off to another day.
const LATER: [&str; 13] = [
    "on monday",
    "on tuesday",
    "on wednesday",
    "on thursday",
    "on friday",
    "next week",
    "next working day",
    "the next day",
    "within a week",
    "within two weeks",
    "at your next appointment",
    "at your next visit",
    "at your next check",
];

/// Words that put off to hours of the day what cannot wait at all.
const HOURS: [&str; 6] = [
    "monday to friday",
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
    /// A callout tells to get help later than its `urgency` says.
    ///
    /// Looks in English callouts whose `urgency` is `"emergency"` or `"urgent"`, and that send nobody to
    /// 999, an ambulance, an emergency department or anybody at once, for words that put help off: call
    /// us on Monday, tell your nurse at your next appointment, and in an emergency during office hours.
    /// "Do not wait to see us on Monday" and "See page 3" are left alone.
    ///
    /// ## Who is affected
    ///
    /// Everybody who reads "Emergency advice" or "Urgent advice" over it: some are frightened for
    /// nothing or call 999, and the next real emergency is believed less.
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
    if said == Urgency::Routine || passages.iter().any(|it| !orders(it).is_empty()) {
        return None;
    }
    let (passage, range) = passages.iter().find_map(|it| Some((it, put_off(it, said)?)))?;
    let words = &passage.text[range.clone()];
    let (what, note, help) = match said {
        Urgency::Emergency => (
            "an emergency callout",
            "it is printed and read out as an emergency, which cannot wait",
            "should it be urgency = \"routine\", or \"urgent\"? where it is an emergency, say whom to call now",
        ),
        Urgency::Urgent | Urgency::Routine => (
            "an urgent callout",
            "it is printed and read out as urgent: help is needed today",
            "should it be urgency = \"routine\"? where it is urgent, say whom to call today",
        ),
    };
    let finding = RULE.at(passage.place(range), format!("{what} says “{words}”"));
    Some(finding.note(note).help(help))
}

/// Words of a sentence that put help off, from the word that tells to turn to somebody on.
fn put_off(passage: &Passage<'_>, said: Urgency) -> Option<Range<usize>> {
    let hours = HOURS.iter().filter(|_| said == Urgency::Emergency);
    let known: Vec<&str> = LATER.iter().chain(hours).copied().collect();
    passage.sentences().iter().find_map(|sentence| {
        if !passage.is_english(sentence) {
            return None;
        }
        let text = &passage.text[sentence.clone()];
        // Bytes stay where they are.
        let small = text.to_ascii_lowercase();
        let (at, later) = known.iter().find_map(|it| Some((small.find(it)?, it)))?;
        let asks = prose::words(&small[..at]).find(|(range, word)| {
            ASK.contains(word)
                && !is_to_read(word, &small[range.end..])
                && is_told(&small[..range.start])
        })?;
        let start = sentence.start + asks.0.start;
        Some(start..sentence.start + at + later.len())
    })
}

/// Whether to see something is to read it: "See page 3".
fn is_to_read(word: &str, after: &str) -> bool {
    const READ: [&str; 12] = [
        "page", "pages", "chapter", "chapters", "section", "part", "below", "above", "overleaf",
        "opposite", "figure", "table",
    ];
    let mut words = prose::words(after).map(|(_, word)| word).filter(|word| *word != "the");
    word == "see" && words.next().is_some_and(|word| READ.contains(&word))
}

/// Whether the words before one that tells to turn to somebody let it: "Do not wait to see us" does
/// not.
fn is_told(before: &str) -> bool {
    const PUT_OFF: [&str; 7] = ["wait", "waiting", "delay", "instead", "rather", "until", "before"];
    let clause = before.rsplit([',', ';', ':', '–', '—']).next().unwrap_or_default();
    !prose::words(clause).any(|(_, word)| is_no(&plain(word)) || PUT_OFF.contains(&word))
}
