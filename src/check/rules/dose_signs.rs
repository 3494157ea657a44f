//! Signs beside doses that are read as digits.

use std::cell::LazyCell;
use std::ops::Range;

use crate::check::amounts::{self, Amount};
use crate::check::directions::{self, Word};
use crate::check::doses;
use crate::check::{Kind, Passage, Subject};
use crate::diagnostic::Diagnostic;

rule! {
    /// A dose is written with a sign that can be read as a digit, or the other way round.
    ///
    /// Looks in English texts for \<, >, ≤, ≥, >= and \<= before a dose, for 1/2 tablet, and for @
    /// between a dose and its time (1 tablet @ 8pm, 1 @ night). ½ is left alone.
    ///
    /// ## Who is affected
    ///
    /// Everybody who takes or gives the medicine. \<10 is read as 40 or as more than 10, 1/2 tablet
    /// as 1 or 2 tablets, and @ as 2; a screen reader may say nothing of them at all.
    ///
    /// ## How to mend it
    ///
    /// Write words: less than, more than, half a tablet, at.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Take 1/2 tablet @ night. Never take >8 tablets in a day."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Take half a tablet at night. Never take more than 8 tablets in a day."
    /// ```
    ///
    /// ## Source
    ///
    /// Institute for Safe Medication Practices, List of Error-Prone Abbreviations, Symbols, and Dose
    /// Designations.
    "dose-signs": Warning, look
}

/// Signs and what they mean; the longer ones come first.
const SIGNS: [(&str, &str); 16] = [
    (">/=", "at least"),
    ("</=", "up to"),
    (">=", "at least"),
    ("=>", "at least"),
    ("> or =", "at least"),
    ("<=", "up to"),
    ("=<", "up to"),
    ("< or =", "up to"),
    ("<", "less than"),
    (">", "more than"),
    ("≤", "up to"),
    ("≥", "at least"),
    ("⩽", "up to"),
    ("⩾", "at least"),
    ("≦", "up to"),
    ("≧", "at least"),
];

/// Words of a time of the day after which a number with @ can be nothing but a dose.
const TIMES: [&str; 12] = [
    "night",
    "nights",
    "bedtime",
    "bed",
    "morning",
    "noon",
    "midday",
    "lunch",
    "lunchtime",
    "breakfast",
    "teatime",
    "mealtimes",
];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (passage, amount, unit) in doses::measured(subject) {
        if unit.is_dose() {
            findings.extend(compared(passage, amount));
            findings.extend(timed(passage, amount));
        }
        findings.extend(parted(passage, amount));
    }
    for passage in subject.passages.iter().filter(|passage| passage.kind != Kind::Citation) {
        bare(passage, &mut findings);
    }
    findings
}

fn complaint(passage: &Passage<'_>, range: Range<usize>, mended: &str) -> Diagnostic {
    let words = &passage.text[range.clone()];
    RULE.at(
        passage.place(range.clone()),
        format!("the sign in “{words}” can be read as a digit, or wrongly"),
    )
    .note("another dose is taken, and who listens may not hear the sign")
    .help(format!("write {mended}"))
}

/// `>8 tablets`
fn compared(passage: &Passage<'_>, amount: &Amount) -> Option<Diagnostic> {
    let before = passage.text[..amount.number.start].trim_end();
    let (sign, words) = SIGNS.iter().find(|(known, _)| before.ends_with(known))?;
    let range = before.len() - sign.len()..amount.whole().end;
    let dose = &passage.text[amount.whole()];
    Some(complaint(passage, range, &format!("{words} {dose}")))
}

/// `1/2 tablet`, `1/2 a tablet`
fn parted(passage: &Passage<'_>, amount: &Amount) -> Option<Diagnostic> {
    const PARTS: [(&str, &str, &str, char); 5] = [
        ("1", "2", "half", '½'),
        ("1", "4", "a quarter of", '¼'),
        ("3", "4", "three quarters of", '¾'),
        ("1", "3", "a third of", '⅓'),
        ("2", "3", "two thirds of", '⅔'),
    ];
    let text = &*passage.text;
    let before = text[..amount.number.start].strip_suffix('/')?;
    let below = &text[amount.number.clone()];
    let (above, _, words, sign) = PARTS.into_iter().find(|(above, known, ..)| {
        let inner = |c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | ',');
        *known == below && before.strip_suffix(above).is_some_and(|it| !it.ends_with(inner))
    })?;
    let (thing, end) = thing(text, amount.number.end)?;
    let one = thing.strip_suffix('s').unwrap_or(thing);
    let start = before.len() - above.len();
    // "1 1/2 tablets"
    let whole = text[..start].trim_end();
    let digits = whole.len() - whole.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=2).contains(&digits) && whole.len() < start {
        let from = whole.len() - digits;
        return Some(complaint(passage, from..end, &format!("{}{sign} {one}s", &whole[from..])));
    }
    Some(complaint(passage, start..end, &format!("{words} a {one}")))
}

/// What is parted, and where its name ends.
fn thing(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text[at..].trim_start();
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let rest = rest.strip_prefix("a ").unwrap_or(rest);
    let word = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    let end = word.as_ptr() as usize - text.as_ptr() as usize + word.len();
    (word.len() > 2 && amounts::is_dose_word(word)).then_some((word, end))
}

/// `1 tablet @ night`, `5 mg @8pm`
fn timed(passage: &Passage<'_>, amount: &Amount) -> Option<Diagnostic> {
    const REACH: usize = 60;
    let start = amount.whole().start;
    let rest = &passage.text[start..];
    let near = &rest[..rest.ceil_char_boundary(REACH.min(rest.len()))];
    let at = near.find(" @")?;
    // A name of social media has letters right behind it.
    let named = near[at + 2..].starts_with(char::is_alphabetic);
    let parted = [". ", "; ", "! ", "? ", "\n"].iter().any(|end| near[..at].contains(end));
    if named || parted {
        return None;
    }
    Some(complaint(passage, start..start + at + 2, "at"))
}

/// `1 @ night`, `take it @ 8pm`: an at sign without a dose before it
fn bare(passage: &Passage<'_>, findings: &mut Vec<Diagnostic>) {
    if !passage.text.contains('@') {
        return;
    }
    for sentence in passage.sentences() {
        let words = directions::words(&passage.text, sentence.clone());
        let directed = LazyCell::new(|| directions::are_directions(&words));
        for at in 1..words.len() {
            let (last, next) = (&words[at - 1], &words[at]);
            let between = &passage.text[last.range.end..next.range.start];
            let range = last.range.start..last.range.end + between.trim_end().len();
            let known = is_at_sign(between, next)
                && passage.is_english(&range)
                && !amounts::is_in_address(&passage.text, last.range.start);
            if known && is_taken(&words, at, || *directed) {
                findings.push(complaint(passage, range, "at"));
            }
        }
    }
}

/// Whether an at sign stands between two words. A name of social media has its letters right behind
/// it.
fn is_at_sign(between: &str, next: &Word<'_>) -> bool {
    let clock = next.small.starts_with(|c: char| c.is_ascii_digit());
    between.trim() == "@"
        && between.starts_with(amounts::is_gap)
        && (clock || between.ends_with(amounts::is_gap))
}

/// Whether the word from one on is a time, and what stands before it is taken then.
fn is_taken(words: &[Word<'_>], at: usize, directed: impl Fn() -> bool) -> bool {
    const TAKEN: [&str; 7] = ["it", "them", "this", "these", "take", "taken", "give"];
    let (last, next) = (&words[at - 1], &words[at]);
    let timed = TIMES.contains(&&*next.small);
    let clock = next.small.starts_with(|c: char| c.is_ascii_digit());
    // "Ward 1 @ night", "a table for 2 @ 8pm"
    let place = at
        .checked_sub(2)
        .map(|before| &*words[before].small)
        .is_some_and(|before| amounts::is_label(before) || matches!(before, "for" | "group"));
    let counted = last.is_number() && !place;
    let taken = counted || TAKEN.contains(&&*last.small);
    counted && timed || taken && (timed || clock) && directed()
}
