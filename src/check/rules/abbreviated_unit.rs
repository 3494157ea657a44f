//! Units of doses that are taken for others.

use std::ops::Range;

use crate::check::amounts::{self, full};
use crate::check::doses;
use crate::check::explanations;
use crate::check::{Kind, Passage, Subject};
use crate::diagnostic::Diagnostic;

rule! {
    /// A unit of a dose is shortened such that it can be taken for another.
    ///
    /// Looks in English texts for µg, mcg, ug and microg (micrograms), ng (nanograms), U and IU
    /// (units) and cc (ml) after a number, and for µg and mcg and the like in brackets or alone. The
    /// results of tests, which are given for a litre of blood (30 µg/L, 4 ng/ml), are left alone, and
    /// so are the numbers of buses and rooms (Bus 10U). Where the booklet says first what mcg or IU
    /// means, as in "micrograms (mcg)", it may be used, but IU not right behind a digit.
    ///
    /// ## Who is affected
    ///
    /// Everybody who takes, gives or draws up a medicine. µg is read as mg: a thousand times the
    /// dose. 10U is read as 100, and IU as IV or 10: ten times the dose. People have died of both.
    ///
    /// ## How to mend it
    ///
    /// Write the unit in full: micrograms, nanograms, units. Write ml for cc.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// bullets = ["Levothyroxine 50 µg in the morning.", "Insulin glargine 10U at night."]
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// bullets = ["Levothyroxine 50 micrograms in the morning.", "Insulin glargine 10 units at night."]
    /// ```
    ///
    /// ## Source
    ///
    /// British National Formulary, Prescription writing; National Patient Safety Agency, Rapid
    /// Response Report 13 of 2010 (Safer administration of insulin); Institute for Safe Medication
    /// Practices, List of Error-Prone Abbreviations, Symbols, and Dose Designations.
    "abbreviated-unit": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let told = explanations::find(subject);
    for (index, passage) in subject.passages.iter().enumerate() {
        for (amount, unit) in doses::of(passage).filter(|(_, unit)| unit.is_dose()) {
            let (Some(full), Some(range)) = (unit.full(), &unit.range) else { continue };
            let number = &passage.text[amount.number.clone()];
            let other = full == "ml" && is_engine(&passage.text[amount.whole().end..])
                || is_numbered(&passage.text, &amount.whole(), &unit.word);
            // What IU means helps nobody who reads 10IU as 101.
            let glued = full == "units" && range.start == amount.number.end;
            if !other && (glued || !told.is_before(&unit.word, index, range.start)) {
                let mended = format!("{number} {full}");
                findings.push(complaint(passage, amount.whole(), &unit.word, &mended));
            }
        }
    }
    for (index, passage) in subject.passages.iter().enumerate() {
        for (range, full) in alone(passage) {
            let word = passage.text[range.clone()].to_owned();
            if !told.is_before(&word, index, range.start) {
                findings.push(complaint(passage, range, &word, full));
            }
        }
    }
    findings
}

fn complaint(passage: &Passage<'_>, range: Range<usize>, short: &str, mended: &str) -> Diagnostic {
    let words = &passage.text[range.clone()];
    let message = if words == short {
        format!("“{short}” can be taken for another unit")
    } else {
        format!("the {short} of “{words}” can be taken for another unit, or for a digit")
    };
    RULE.at(passage.place(range), message)
        .note(match full(short) {
            Some("units") => "10U is read as 100, and IU as IV or 10: ten times the dose is taken",
            Some("ml") => "cc is read as two noughts, or as u for units",
            _ => "it is read as mg: a thousand or a million times the dose is taken",
        })
        .help(format!("write {mended}"))
}

/// Short forms without a number, as the head of a column has them, where the text does not say what
/// they mean.
fn alone(passage: &Passage<'_>) -> Vec<(Range<usize>, &'static str)> {
    const FULL: [&str; 4] = ["microgram", "nanogram", "international unit", "millilit"];
    let text = &*passage.text;
    let may_have = text.contains('g') || text.contains('(');
    if !may_have || passage.kind == Kind::Citation {
        return Vec::new();
    }
    let small = text.to_ascii_lowercase();
    if FULL.iter().any(|full| small.contains(full)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let range = at..at + word.len();
        at = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        let Some(full) = full(word).filter(|_| !is_counted(text, range.start)) else { continue };
        let bracketed = text[..range.start].ends_with('(') && text[range.end..].starts_with(')');
        // "ng" and "u" may be anything else.
        let sure = full == "micrograms" && !word.starts_with("ug");
        let written = passage.is_english(&range) && !amounts::is_in_address(text, range.start);
        if (sure || bracketed && word.len() > 1) && written {
            found.push((range, full));
        }
    }
    found
}

/// Whether it is no dose, but a bus, a room or a team: "Bus 10U", "buses 10U and 12U".
fn is_numbered(text: &str, whole: &Range<usize>, unit: &str) -> bool {
    const AFTER: [&str; 10] =
        ["bus", "buses", "tram", "train", "route", "service", "team", "league", "towards", "stop"];
    let near = &text[text.floor_char_boundary(whole.start.saturating_sub(60))..whole.start];
    let same = |word: &str| {
        let word = word.trim_end_matches(',');
        word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(unit)
    };
    let joined = |word: &&str| matches!(*word, "and" | "or" | "&" | "to") || same(word);
    let before = near.split_whitespace().rev().find(|word| !joined(word)).unwrap_or_default();
    let before = before.trim_end_matches('.').to_lowercase();
    let after = text[whole.end..].split_whitespace().next().unwrap_or_default();
    let after = after.trim_end_matches(|c: char| !c.is_alphanumeric());
    // "take the 10U to the hospital"
    let line = before == "the" && matches!(after, "to" | "from");
    amounts::is_label(&before) || unit.len() == 1 && (AFTER.contains(&after) || line)
}

/// Whether a number stands before a unit.
fn is_counted(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{A0}', '\u{202F}', '\u{2009}', '-']);
    before.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether it is an engine that has so many cc.
fn is_engine(after: &str) -> bool {
    const ENGINES: [&str; 6] = ["motor", "engine", "scooter", "bike", "moped", "car"];
    let after = after.trim_start().to_ascii_lowercase();
    ENGINES.iter().any(|engine| after.starts_with(engine))
}
