//! Units of doses in capitals.

use std::ops::Range;

use crate::check::{Kind, Passage, Subject, amounts};
use crate::diagnostic::Diagnostic;

rule! {
    /// The unit of a dose has a capital that makes another unit of it.
    ///
    /// Looks in English texts for MG, Mg and mG (milligrams) and for ML and Ml (millilitres) after a
    /// number, and in brackets in the head of a column. The mL that is usual in America is left alone.
    ///
    /// ## Who is affected
    ///
    /// Everybody who takes or gives the medicine. M stands for a million and m for a thousandth: Mg is
    /// a thousand kilograms, or magnesium. A screen reader may spell MG as letters, or say
    /// "megagram".
    ///
    /// ## How to mend it
    ///
    /// Write mg and ml in small letters, or the words in full.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Take 500 MG with 200 ML of water."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Take 500 mg with 200 ml of water."
    /// ```
    ///
    /// ## Source
    ///
    /// British National Formulary, Prescription writing, on units; International Bureau of Weights and
    /// Measures, SI Brochure, on prefixes.
    "unit-capitals": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.kind != Kind::Citation) {
        for (whole, unit, right) in in_capitals(passage) {
            let word = &passage.text[unit.clone()];
            let mended = format!("{}{right}", &passage.text[whole.start..unit.start]);
            let full = if right.starts_with("mg") { "milligrams" } else { "millilitres" };
            findings.push(
                RULE.at(passage.place(whole), format!("“{word}” is not the sign for {full}"))
                    .note("M stands for a million and m for a thousandth, and a screen reader may say other words")
                    .help(format!("write {mended}")),
            );
        }
    }
    findings
}

/// The units of a passage in wrong capitals: each with its number, alone, and as it is right.
pub fn in_capitals(passage: &Passage<'_>) -> Vec<(Range<usize>, Range<usize>, &'static str)> {
    let text = &*passage.text;
    if !text.contains(['G', 'L', 'M']) {
        return Vec::new();
    }
    let counted = passage.amounts().iter().filter_map(|amount| {
        let unit = amount.unit.as_ref()?;
        Some((amount.whole(), unit.range.clone()?, right(&unit.word)?))
    });
    let headed = (passage.kind == Kind::ColumnHead).then(|| bracketed(text)).flatten();
    let headed = headed.map(|range| (range.clone(), range.clone(), &text[range]));
    let headed = headed.and_then(|(whole, unit, word)| Some((whole, unit, right(word)?)));
    counted
        .chain(headed)
        .filter(|(_, unit, _)| {
            passage.is_english(unit) && !amounts::is_in_address(text, unit.start)
        })
        .collect()
}

/// How a unit is right that has other capitals.
fn right(word: &str) -> Option<&'static str> {
    const RIGHT: [&str; 4] = ["mg", "mgs", "ml", "mls"];
    let american = matches!(word, "mL" | "mLs");
    let right = RIGHT.into_iter().find(|right| right.eq_ignore_ascii_case(word))?;
    (word != right && !american).then_some(right)
}

/// The word in brackets: "Dose (MG)".
fn bracketed(text: &str) -> Option<Range<usize>> {
    let start = text.find('(')? + 1;
    let end = start + text[start..].find(')')?;
    Some(start..end)
}
