//! Callouts that tell to get help at once and look like any tip.

use std::ops::Range;

use crate::check::addresses::{AddressKind, called};
use crate::check::{Passage, Subject, prose};
use crate::content::{Callout, Target};
use crate::diagnostic::Diagnostic;
use crate::language::Facts;
use crate::source::Span;

/// The most words that may stand where a pattern has "…".
const GAP: usize = 10;

rule! {
    /// A callout tells to get help at once, and does not say how urgent it is.
    ///
    /// Looks in callouts without `urgency` for the numbers of emergencies and of lines for health of
    /// the booklet's countries (999, 111, 112, 15), in every language; and in English, Welsh, Dutch,
    /// French, German, Italian, Polish, Portuguese and Spanish for words that tell to call an
    /// ambulance, to go to an emergency department, or to get help today or straight away. "Do not
    /// call 999" is left alone.
    ///
    /// ## Who is affected
    ///
    /// Everybody who looks for help in a hurry: without `urgency` the callout has no more weight than
    /// a tip about a cushion. People who listen cannot jump to it, since its title is no heading.
    ///
    /// ## How to mend it
    ///
    /// Say how soon help is needed: `urgency = "emergency"` where an ambulance is to be called,
    /// `"urgent"` where help is needed today, `"routine"` where it can wait. Keep what can wait apart
    /// from what cannot. Only you know which it is, so `--fix` does not choose.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// callout = { title = "Call 999 if you cannot breathe", text = "Sit up while you wait." }
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [block.callout]
    /// urgency = "emergency"
    /// title = "Call 999 if you cannot breathe"
    /// text = "Sit up while you wait."
    /// ```
    ///
    /// ## Source
    ///
    /// NHS design system, care cards: three levels, each with its words and a heading.
    "urgency-unsaid": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut told: Option<&Callout> = None;
    let mut findings = Vec::new();
    for passage in &subject.passages {
        let Some(callout) = passage.callout.filter(|callout| callout.urgency.is_none()) else {
            continue;
        };
        if told.is_some_and(|last| std::ptr::eq(last, callout)) {
            continue;
        }
        if let Some((words, span)) = number(passage).or_else(|| phrase(passage)) {
            told = Some(callout);
            findings.push(complaint(&words, span));
        }
    }
    findings
}

fn complaint(words: &str, span: Span) -> Diagnostic {
    RULE.at(span, format!("a callout says “{words}”, and not how urgent that is"))
        .note("it looks like any tip, and people who listen cannot jump to it")
        .help(
            "add urgency = \"emergency\" (call an ambulance), \"urgent\" (get help today) or \
             \"routine\" (ask when it suits) to the callout",
        )
}

/// The first number that is called for help, printed or in a link.
fn number(passage: &Passage<'_>) -> Option<(String, Span)> {
    let home = passage.home?;
    let printed = passage.addresses().iter().find(|address| {
        let dialled = address.number.as_ref().map(|number| number.dialled.as_str());
        address.kind == AddressKind::Phone
            && dialled.is_some_and(|digits| home.help(digits).is_some())
            && !is_forbidden(&passage.text[..address.range.start])
    });
    let printed = printed.map(|it| it.range.clone());
    let linked = || {
        passage.links().into_iter().find_map(|(link, range, ..)| match &link.target {
            Target::Address(address) => {
                let helps = called(address).is_some_and(|digits| home.help(&digits).is_some());
                let meant = helps && !is_forbidden(&passage.text[..range.start]);
                meant.then_some(range)
            }
            Target::Place(_) | Target::Term(_) => None,
        })
    };
    let range = printed.or_else(linked)?;
    Some((passage.text[range.clone()].to_owned(), passage.place(range)))
}

/// Whether the words before a number tell not to call it: "do not call", "you need not ring NHS".
fn is_forbidden(before: &str) -> bool {
    const PASSED: [&str; 12] = [
        "call",
        "ring",
        "phone",
        "dial",
        "to",
        "need",
        "have",
        "nhs",
        "ambulance",
        "an",
        "the",
        "for",
    ];
    let words: Vec<String> = prose::words(before).map(|(_, word)| plain(word)).collect();
    let mut back = words.iter().rev().skip_while(|word| PASSED.contains(&word.as_str()));
    back.next().is_some_and(|word| is_no(word)) && !before.trim_end().ends_with(['.', ':', ';'])
}

pub(super) fn is_no(word: &str) -> bool {
    matches!(word, "not" | "never" | "don't" | "needn't" | "cannot" | "can't")
}

/// The first words that tell to get help, as the language's file lists them.
fn phrase(passage: &Passage<'_>) -> Option<(String, Span)> {
    for sentence in passage.sentences() {
        let text = &passage.text[sentence.clone()];
        let Some(facts) = Facts::of(passage.language_at(sentence.start)) else { continue };
        let words: Vec<(Range<usize>, String)> =
            prose::words(text).map(|(range, word)| (range, plain(word))).collect();
        for pattern in facts.emergency_help.iter().chain(&facts.urgent_help) {
            if let Some(found) = find(pattern, &words) {
                let range = words[found.start].0.start..words[found.end - 1].0.end;
                let place = sentence.start + range.start..sentence.start + range.end;
                return Some((text[range].to_owned(), passage.place(place)));
            }
        }
    }
    None
}

pub(super) fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// Where a pattern stands among the words of a sentence.
pub(super) fn find(pattern: &str, words: &[(Range<usize>, String)]) -> Option<Range<usize>> {
    let parts: Vec<Vec<&str>> =
        pattern.split('…').map(|part| part.split_whitespace().collect()).collect();
    let is_at = |part: &[&str], at: usize| {
        let here = words.get(at..at + part.len());
        here.is_some_and(|here| here.iter().zip(part).all(|((_, word), wanted)| word == wanted))
    };
    let (first, rest) = parts.split_first()?;
    (0..words.len()).find_map(|start| {
        let forbidden = (1..=3).any(|back| {
            let before = start.checked_sub(back).map(|at| words[at].1.as_str());
            let passed = words[start.saturating_sub(back - 1)..start].iter();
            before.is_some_and(is_no)
                && passed.clone().all(|(_, word)| matches!(word.as_str(), "need" | "have" | "to"))
        });
        if forbidden || !is_at(first, start) {
            return None;
        }
        let mut end = start + first.len();
        for part in rest {
            let at = (end..=end + GAP).find(|at| is_at(part, *at))?;
            end = at + part.len();
        }
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, text: &str) -> bool {
        let words: Vec<_> = prose::words(text).map(|(range, word)| (range, plain(word))).collect();
        find(pattern, &words).is_some()
    }

    #[test]
    fn a_gap_holds_a_few_words_and_no_part_may_be_missing() {
        assert!(found("call … ambulance", "Call for an ambulance"));
        assert!(found("call … ambulance", "Please call ambulance"));
        assert!(!found("call … ambulance", "The ambulance will call"));
        assert!(!found("call … ambulance", "call a b c d e f g h i j k ambulance"));
        assert!(!found("go … a&e", "Do not go to A&E"));
        assert!(!found("call … ambulance", "You do not need to call an ambulance"));
        assert!(found("call … ambulance", "Do not wait: call an ambulance"));
    }
}
