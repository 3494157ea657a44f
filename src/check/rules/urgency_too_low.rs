//! Callouts that tell to get help sooner than their `urgency` says.

use std::ops::Range;

use crate::check::addresses::{AddressKind, called};
use crate::check::orders::{find, is_no, plain, said_before};
use crate::check::passage::Kind;
use crate::check::{Passage, Subject, prose};
use crate::content::{Target, Urgency};
use crate::diagnostic::Diagnostic;
use crate::language::Facts;
use crate::number::Help;
use crate::source::Span;

/// Words before "call 999" that tell what somebody does or did, or what is not to be done.
const NO_ORDER: [&str; 34] = [
    "you",
    "we",
    "they",
    "i",
    "he",
    "she",
    "who",
    "will",
    "may",
    "might",
    "can",
    "could",
    "would",
    "did",
    "had",
    "pas",
    "nicht",
    "kein",
    "keinen",
    "keine",
    "niet",
    "geen",
    "non",
    "nie",
    "não",
    "no",
    "peidiwch",
    "without",
    "only",
    "nur",
    "alleen",
    "seulement",
    "solo",
    "tylko",
];

/// Words in the sentence by which it speaks of a case apart from the callout's own.
const APART: [&str; 12] = [
    "in an emergency",
    "emergencies",
    "im notfall",
    "in notfällen",
    "en cas d'urgence",
    "in caso di emergenza",
    "w nagłym",
    "em caso de emergência",
    "en caso de emergencia",
    "en caso de urgencia",
    "in geval van nood",
    "mewn argyfwng",
];

rule! {
    /// A callout tells to get help sooner than its `urgency` says.
    ///
    /// Looks in callouts whose `urgency` is `"urgent"` or `"routine"` for words that tell to call
    /// the number of emergencies of the booklet's countries (999, 112, 911, 15), in every language;
    /// and in English, Welsh, Dutch, French, German, Italian, Polish, Portuguese and Spanish for words
    /// that send to an ambulance or an emergency department. Where it is `"routine"`, words that tell
    /// to get help today or straight away are told of too. What may be meant otherwise is left alone:
    /// "do not call 999", "if you call 999", "in an emergency", and a text that tells of another way to
    /// get help as well.
    ///
    /// ## Who is affected
    ///
    /// Everybody who needs help at once: over the title they read and hear "Urgent advice" or
    /// "Non-urgent advice", and may wait.
    ///
    /// ## How to mend it
    ///
    /// Write `urgency = "emergency"` where an ambulance is to be called, `"urgent"` where help is needed
    /// today. Where both stand in one callout, make two of it. Only you know which it is, so `--fix`
    /// does not choose.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [block.callout]
    /// urgency = "routine"
    /// title = "Call 999 if you cannot breathe"
    /// text = "Sit up while you wait."
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
    "urgency-too-low": Warning, look
}

/// Words that tell to get help, and how soon.
pub(super) struct Order {
    words: String,
    span: Span,
    level: Urgency,
    in_title: bool,
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.callouts().filter_map(judge).collect()
}

/// What is to be said of the passages of one callout.
fn judge(passages: &[Passage<'_>]) -> Option<Diagnostic> {
    let said = passages.first()?.callout?.urgency?;
    if said == Urgency::Emergency {
        return None;
    }
    let orders: Vec<Order> = passages.iter().flat_map(orders).collect();
    let emergency = orders.iter().filter(|order| order.level == Urgency::Emergency);
    let has_another = orders.iter().any(|order| order.level == Urgency::Urgent)
        || passages.iter().any(names_another);
    let sure = |order: &&Order| order.in_title || !has_another;
    if let Some(order) = emergency.clone().find(sure) {
        return Some(complaint(order, said));
    }
    let soon = orders.iter().find(|order| order.level == Urgency::Urgent);
    soon.filter(|_| said == Urgency::Routine).map(|order| complaint(order, said))
}

fn complaint(order: &Order, said: Urgency) -> Diagnostic {
    let name = |level| match level {
        Urgency::Emergency => "emergency",
        Urgency::Urgent => "urgent",
        Urgency::Routine => "routine",
    };
    let (words, said, due) = (&order.words, name(said), name(order.level));
    RULE.at(order.span, format!("a callout says “{words}”, but its urgency is \"{said}\""))
        .note("it is printed and read out as less urgent, and people may wait who must not")
        .help(format!("should it be urgency = \"{due}\"? what can wait belongs in another callout"))
}

/// Whether a passage names somebody to call or write to who is no help in an emergency.
fn names_another(passage: &Passage<'_>) -> bool {
    let is_emergency =
        |digits: &str| passage.home.and_then(|home| home.help(digits)) == Some(Help::Emergency);
    let printed = passage.addresses().iter().any(|address| match &address.number {
        Some(number) => !is_emergency(&number.dialled),
        None => address.kind != AddressKind::Web,
    });
    let links = passage.links();
    printed
        || links.into_iter().any(|(link, ..)| match &link.target {
            Target::Address(address) => called(address).is_some_and(|it| !is_emergency(&it)),
            Target::Place(_) | Target::Term(_) => false,
        })
}

/// What a passage tells to get, as far as that is help at once or today.
pub(super) fn orders(passage: &Passage<'_>) -> Vec<Order> {
    let numbers = numbers(passage);
    // "Call 999 at once" is one order, and no help of another day.
    let own = |(range, level): &(Range<usize>, Urgency)| {
        let overlaps = |it: &Range<usize>| it.start < range.end && range.start < it.end;
        *level == Urgency::Emergency || !numbers.iter().any(overlaps)
    };
    let phrases: Vec<_> = phrases(passage).into_iter().filter(own).collect();
    let found = numbers.into_iter().map(|range| (range, Urgency::Emergency)).chain(phrases);
    let told = found.filter(|(range, _)| !is_apart(passage, range));
    told.map(|(range, level)| Order {
        words: passage.text[range.clone()].to_owned(),
        span: passage.place(range),
        level,
        in_title: passage.kind == Kind::Label,
    })
    .collect()
}

fn is_apart(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let sentence = passage.sentences().iter().find(|it| it.contains(&range.start));
    let text = sentence.map_or("", |it| &passage.text[it.clone()]);
    let text = plain(text);
    APART.iter().any(|words| text.contains(words))
}

/// Where numbers of emergencies stand that are to be called, printed or linked.
fn numbers(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let Some(home) = passage.home else { return Vec::new() };
    let is_emergency = |digits: &str| home.help(digits) == Some(Help::Emergency);
    let printed = passage.addresses().iter().filter(|address| {
        address.kind == AddressKind::Phone
            && address.number.as_ref().is_some_and(|number| is_emergency(&number.dialled))
    });
    let printed = printed.map(|address| address.range.clone());
    let links = passage.links().into_iter();
    let linked = links.filter_map(|(link, range, ..)| match &link.target {
        Target::Address(address) => {
            called(address).is_some_and(|digits| is_emergency(&digits)).then_some(range)
        }
        Target::Place(_) | Target::Term(_) => None,
    });
    printed.chain(linked).filter(|range| is_order(&passage.text[..range.start])).collect()
}

/// Whether the words before a number tell to call it, and not that somebody does or must not.
fn is_order(before: &str) -> bool {
    let clause = before.rsplit(['.', ':', ';', '!', '?', ',']).next().unwrap_or_default();
    !said_before(clause).is_some_and(|word| is_no_order(&word))
}

fn is_no_order(word: &str) -> bool {
    is_no(word) || NO_ORDER.contains(&word)
}

/// Words that tell to get help, as the language's file lists them.
fn phrases(passage: &Passage<'_>) -> Vec<(Range<usize>, Urgency)> {
    let mut found = Vec::new();
    for sentence in passage.sentences() {
        let text = &passage.text[sentence.clone()];
        let Some(facts) = Facts::of(passage.language_at(sentence.start)) else { continue };
        let words: Vec<(Range<usize>, String)> =
            prose::words(text).map(|(range, word)| (range, plain(word))).collect();
        let emergency = facts.emergency_help.iter().map(|it| (it, Urgency::Emergency));
        // A pattern without a gap names a place or an appointment, and tells nobody to go there.
        let soon = facts.urgent_help.iter().filter(|it| it.contains('…'));
        for (pattern, level) in emergency.chain(soon.map(|it| (it, Urgency::Urgent))) {
            let Some(at) = find(pattern, &words) else { continue };
            let (first, last) = (&words[at.start].0, &words[at.end - 1].0);
            let negated = words[at.clone()].iter().any(|(_, word)| is_no(word) || word == "nicht");
            if !negated && is_order(&text[..first.start]) {
                found.push((sentence.start + first.start..sentence.start + last.end, level));
            }
        }
    }
    found
}
