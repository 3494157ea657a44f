//! Doses of many digits without a comma.

use crate::check::Subject;
use crate::check::amounts;
use crate::check::doses;
use crate::diagnostic::Diagnostic;

/// Numbers of four digits are taken in at a glance.
const FEWEST: usize = 5;

rule! {
    /// A dose of five digits or more has no comma.
    ///
    /// Looks in English texts for doses such as 10000 units and 100000 units.
    ///
    /// ## Who is affected
    ///
    /// Everybody who takes or gives the medicine: nobody counts noughts, and 100000 units are read
    /// as 10,000 or as 1,000,000.
    ///
    /// ## How to mend it
    ///
    /// Write a comma before every three digits from the end.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Inject 10000 units."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Inject 10,000 units."
    /// ```
    ///
    /// ## Source
    ///
    /// Institute for Safe Medication Practices, List of Error-Prone Abbreviations, Symbols, and Dose
    /// Designations; NHS digital service manual, content guide, on numbers.
    "unparted-number": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (passage, amount, _) in doses::all(subject) {
        let number = &passage.text[amount.number.clone()];
        let digits = number.split(amounts::is_point).next().unwrap_or_default();
        if digits.len() >= FEWEST && digits.bytes().all(|it| it.is_ascii_digit()) {
            let words = &passage.text[amount.whole()];
            let message = format!("“{words}” has {} digits in a row", digits.len());
            findings.push(
                RULE.at(passage.place(amount.whole()), message)
                    .note("nobody counts noughts: ten times the dose, or a tenth of it, is read")
                    .help(format!("write {}{}", parted(digits), &number[digits.len()..])),
            );
        }
    }
    findings
}

/// Digits with a comma before every three.
fn parted(digits: &str) -> String {
    let mut parted = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}
