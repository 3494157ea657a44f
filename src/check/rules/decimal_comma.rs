//! Commas in place of the points of decimals.

use crate::check::Subject;
use crate::check::amounts::{self, Amount};
use crate::check::doses;
use crate::check::{Passage, passage::Segment};
use crate::diagnostic::Diagnostic;

rule! {
    /// An amount has a comma where English writes a point.
    ///
    /// Looks in English texts for amounts such as 1,5 mg and 0,125 ml, also in the cells of a column
    /// whose head names the unit. A comma before three digits (1,500 mg) is right and left alone.
    /// English of South Africa, where the comma is the sign of decimals, is left alone too.
    ///
    /// ## Who is affected
    ///
    /// Everybody who takes or gives the medicine: in English a comma parts thousands, so that 1,5 mg
    /// is read as 15 mg, or as 1 or 5 mg. A screen reader may read two numbers.
    ///
    /// ## How to mend it
    ///
    /// Write a point before the decimals, and a comma before thousands alone.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Give 2,5 ml in the evening."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Give 2.5 ml in the evening."
    /// ```
    ///
    /// ## Source
    ///
    /// NHS Common User Interface, Medication Line, on numbers (a comma breaks up numbers of a thousand
    /// and above); British National Formulary, Prescription writing, on decimal points.
    "decimal-comma": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let measured = doses::measured(subject).filter(|(.., unit)| unit.is_measure());
    measured.filter_map(|(passage, amount, _)| judge(passage, amount)).collect()
}

fn judge(passage: &Passage<'_>, amount: &Amount) -> Option<Diagnostic> {
    let text = &*passage.text;
    let number = &text[amount.number.clone()];
    let (whole, decimals) = number.split_once(',')?;
    // "1,2 or 3 tablets" is a list: only the last number of it has the unit right after it.
    let own = amount.unit.as_ref().is_some_and(|unit| unit.range.is_some());
    let after = text[amount.number.end..].trim_start();
    let listed = !own && ["or ", "and "].iter().any(|word| after.starts_with(word));
    let digits = decimals.bytes().all(|it| it.is_ascii_digit());
    let thousands = decimals.len() == 3 && whole != "0";
    let usual = passage.segment(amount.number.start).is_some_and(writes_commas);
    if thousands || !digits || listed || usual || whole.contains(amounts::is_point) {
        return None;
    }
    let kept = decimals.trim_end_matches('0');
    let mended = if kept.is_empty() { whole.to_owned() } else { format!("{whole}.{kept}") };
    let run = format!("{whole}{decimals}");
    let run = run.trim_start_matches('0');
    let words = &text[amount.whole()];
    let unit = &text[amount.number.end..amount.whole().end];
    let message = format!("“{words}” has a comma where English writes a point");
    Some(
        RULE.at(passage.place(amount.whole()), message)
            .note(format!("it is read as {run}, or as two numbers"))
            .help(format!("write {mended}{unit}")),
    )
}

/// Whether the comma is the sign of decimals where this English is written.
fn writes_commas(segment: &Segment<'_>) -> bool {
    segment.language.region() == Some("ZA")
}
