//! Doses that stand right behind the name of their medicine.

use crate::check::Subject;
use crate::check::doses;
use crate::diagnostic::Diagnostic;

/// Names such as vitamin B12 and omega3 are shorter, or end in capitals.
const FEWEST: usize = 5;

rule! {
    /// The name of a medicine runs into its dose.
    ///
    /// Looks in English texts for names such as Inderal40 mg. A unit right behind its number (40mg)
    /// is left alone, as the website of the NHS writes it.
    ///
    /// ## Who is affected
    ///
    /// Everybody who takes or gives the medicine: the l of Inderal40 is read as a one, and 140 mg is
    /// taken.
    ///
    /// ## How to mend it
    ///
    /// Write a space between the name and the number.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Inderal40 mg"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Inderal 40 mg"
    /// ```
    ///
    /// ## Source
    ///
    /// Institute for Safe Medication Practices, List of Error-Prone Abbreviations, Symbols, and Dose
    /// Designations.
    "glued-dose": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (passage, amount, _) in doses::all(subject) {
        let before = &passage.text[..amount.number.start];
        let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(FEWEST);
        let small = before.ends_with(char::is_lowercase);
        if letters.count() < FEWEST || !small {
            continue;
        }
        let word = before.rfind(|c: char| !c.is_alphabetic());
        let start = word.map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let range = start..amount.whole().end;
        let (name, dose) = (&before[start..], &passage.text[amount.whole()]);
        let message = format!("the name “{name}” runs into the dose {dose}");
        findings.push(
            RULE.at(passage.place(range), message)
                .note("the end of the name is read as a digit, such as an l as a one")
                .help(format!("write {name} {dose}")),
        );
    }
    findings
}
