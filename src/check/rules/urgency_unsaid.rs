//! Callouts that tell to get help at once and look like any tip.

use std::ops::Range;

use crate::check::addresses::{AddressKind, called};
use crate::check::orders::{find, is_no, plain, said_before};
use crate::check::{Passage, Subject, prose};
use crate::content::{Callout, Target};
use crate::diagnostic::Diagnostic;
use crate::language::Facts;
use crate::source::Span;

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
    said_before(before).is_some_and(|word| is_no(&word))
        && !before.trim_end().ends_with(['.', ':', ';'])
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
