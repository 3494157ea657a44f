//! Decimals without a nought before the point.

use crate::check::Subject;
use crate::check::amounts;
use crate::check::doses;
use crate::diagnostic::Diagnostic;

rule! {
    /// A number begins with its point.
    ///
    /// Looks in English texts for amounts such as .5 mg and .25%, also in ranges and in the cells of
    /// a column whose head names the unit.
    ///
    /// ## Who is affected
    ///
    /// Everybody who takes or gives the medicine: where the point is not seen, .5 mg is read as
    /// 5 mg, ten times the dose. A screen reader may leave the point out.
    ///
    /// ## How to mend it
    ///
    /// Write a nought before the point, or another unit: 0.5 mg, or 500 micrograms.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Take .5 mg at night."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Take 0.5 mg at night."
    /// ```
    ///
    /// ## Source
    ///
    /// British National Formulary, Prescription writing; Institute for Safe Medication Practices,
    /// List of Error-Prone Abbreviations, Symbols, and Dose Designations.
    "missing-nought": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (passage, amount, _) in doses::measured(subject).filter(|(.., unit)| unit.is_measure()) {
        let number = &passage.text[amount.number.clone()];
        let Some((_, fraction)) = amount.decimals(&passage.text) else { continue };
        if number.starts_with(amounts::is_point) {
            let words = &passage.text[amount.whole()];
            let message = format!("“{words}” has no nought before its point");
            findings.push(
                RULE.at(passage.place(amount.whole()), message)
                    .note(format!("where the point is not seen, it is read as {fraction}"))
                    .help(format!("write 0.{fraction}")),
            );
        }
    }
    findings
}
