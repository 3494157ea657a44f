//! Noughts at the end of a dose's decimals.

use crate::check::amounts::Amount;
use crate::check::doses;
use crate::check::{Passage, Subject};
use crate::diagnostic::Diagnostic;

rule! {
    /// A dose ends with a nought after its point.
    ///
    /// Looks in English texts for doses such as 1.0 mg and 2.50 ml, also in ranges and in the cells
    /// of a column whose head names the unit. Numbers without a unit, weights in kg, percentages and
    /// the results of tests are left alone.
    ///
    /// ## Who is affected
    ///
    /// Everybody who takes or gives the medicine: where the point is not seen, 1.0 mg is read as
    /// 10 mg, ten times the dose.
    ///
    /// ## How to mend it
    ///
    /// Leave the noughts out, and the point where nothing else follows it.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Take 1.0 mg at night."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Take 1 mg at night."
    /// ```
    ///
    /// ## Source
    ///
    /// British National Formulary, Prescription writing; Institute for Safe Medication Practices,
    /// List of Error-Prone Abbreviations, Symbols, and Dose Designations.
    "trailing-nought": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    doses::all(subject).filter_map(|(passage, amount, _)| judge(passage, amount)).collect()
}

fn judge(passage: &Passage<'_>, amount: &Amount) -> Option<Diagnostic> {
    let (whole, fraction) = amount.decimals(&passage.text)?;
    if !fraction.ends_with('0') {
        return None;
    }
    let kept = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let mended = if kept.is_empty() { whole.to_owned() } else { format!("{whole}.{kept}") };
    let pointless = format!("{whole}{fraction}");
    let pointless = pointless.trim_start_matches('0');
    let words = &passage.text[amount.whole()];
    let unit = &passage.text[amount.number.end..amount.whole().end];
    Some(
        RULE.at(passage.place(amount.whole()), format!("the dose “{words}” ends with a nought"))
            .note(format!("where the point is not seen, it is read as {pointless}"))
            .help(format!("write {mended}{unit}")),
    )
}
