//! Abbreviations that nobody explains.

use std::collections::HashSet;
use std::ops::Range;

use super::capitals;
use crate::check::{Kind, Passage, Subject, prose};
use crate::content::Target;
use crate::diagnostic::Diagnostic;

rule! {
    /// An abbreviation is never explained.
    ///
    /// Looks for words of two to six capitals, such as PALS or MRI. One is explained where it stands
    /// in brackets after the full words, or the full words in brackets after it; where three or more
    /// words whose first letters it is made of stand somewhere in the booklet; or where it is a term
    /// of the glossary or of `definitions`, or a link to one. NHS, UK and some others that everybody
    /// knows are left alone. The first use is named.
    ///
    /// ## Who is affected
    ///
    /// Everybody who does not work in a hospital; people with a learning disability; people who read
    /// in their second language.
    ///
    /// ## How to mend it
    ///
    /// Write the words out at the first use, with the abbreviation in brackets. Or do without it.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Ask PALS for help."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Ask the Patient Advice and Liaison Service (PALS) for help."
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 3.1.4 Abbreviations.
    "unexplained-abbreviation": Warning, look
}

/// Abbreviations that are better known than what they stand for, and Roman numbers.
const KNOWN: [&str; 69] = [
    "AIDS", "AM", "BBC", "BC", "CD", "COVID", "DNA", "DVD", "EU", "FAQ", "FM", "GB", "HIV", "ID",
    "II", "III", "IV", "IX", "MP", "NHS", "OK", "PC", "PDF", "PIN", "PM", "PO", "QR", "SIM", "SMS",
    "SOS", "TV", "UK", "UN", "US", "USA", "USB", "VAT", "VI", "VII", "VIII", "WC", "WIFI", "WWW",
    "XI", "XII", "XIII", "XIV", "XV", "XX", "XXI", "AD", "HTTP", "HTTPS", "NB",
    "UNICEF", "ISBN", "DR", "MD", "OBE", "MBE", "CBE", "FRCS", "FRCP", "MRCP", "RGN", "GIG", "DU", "BA", "MA",
];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let explained = explained(subject);
    let mut seen: HashSet<String> = HashSet::new();
    let mut findings = Vec::new();
    // Worked out only where an abbreviation has to be looked for.
    let mut initials: Option<Vec<Vec<String>>> = None;
    let read = |passage: &&Passage<'_>| !matches!(passage.kind, Kind::Plain | Kind::Citation);
    for passage in subject.passages.iter().filter(read) {
        for (range, word) in abbreviations(passage) {
            let termed = passage.segment(range.start).and_then(|segment| segment.link);
            let termed = termed.is_some_and(|link| matches!(link.target, Target::Term(_)));
            if termed || KNOWN.contains(&word.as_str()) || explained.contains(&word) {
                continue;
            }
            if !seen.insert(word.clone()) {
                continue;
            }
            let initials = initials.get_or_insert_with(|| subject.passages.iter().map(read_words).collect());
            if !initials.iter().any(|words| spells(words, &word)) {
                findings.push(complaint(passage, range, &word));
            }
        }
    }
    findings
}

fn complaint(passage: &Passage<'_>, range: Range<usize>, word: &str) -> Diagnostic {
    RULE.at(passage.place(range), format!("{word} is never explained"))
        .note("readers who do not work in a hospital may not know what it stands for")
        .help(format!("write the words out here, with ({word}) after them"))
}

/// The abbreviations of a passage without an s at their end. Words in capitals for emphasis are
/// none.
fn abbreviations(passage: &Passage<'_>) -> Vec<(Range<usize>, String)> {
    if !capitals::has_capitals(&passage.text) {
        return Vec::new();
    }
    let loud = capitals::loud(passage);
    let apart = |range: &Range<usize>| {
        !loud.iter().any(|loud| loud.start <= range.start && range.end <= loud.end)
    };
    let words = prose::words(&passage.text).filter_map(|(range, word)| {
        let word = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word);
        let word = word.strip_suffix('s').unwrap_or(word);
        let letters = word.chars().count();
        let capitals = word.chars().all(|c| c.is_uppercase());
        let typed = || prose::is_typed(&passage.text[..range.start]);
        (capitals && (2..=6).contains(&letters) && !capitals::is_shouted(word) && !typed())
            .then(|| (range.start..range.start + word.len(), word.to_owned()))
    });
    words.filter(|(range, _)| apart(range)).collect()
}

/// Abbreviations that are explained beside them, or as terms.
fn explained(subject: &Subject<'_>) -> HashSet<String> {
    let mut explained = HashSet::new();
    for passage in &subject.passages {
        if passage.kind == Kind::Plain {
            // Terms of the glossary and of definitions; names of contact points.
            explained.extend(abbreviations(passage).into_iter().map(|(_, word)| word));
            continue;
        }
        for (range, word) in abbreviations(passage) {
            let before = passage.text[..range.start].trim_end();
            let after = passage.text[range.end..].trim_start_matches(['s', '’']).trim_start();
            let in_brackets = before
                .strip_suffix('(')
                .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c.is_whitespace()))
                && after.starts_with([')', ',', ';']);
            let then_words = after.strip_prefix('(').is_some_and(|inner| {
                let inner = inner.split(')').next().unwrap_or_default();
                inner.chars().any(char::is_lowercase)
            });
            let told = ["stands for ", "is short for ", "means ", ", which stands for "]
                .iter()
                .any(|words| after.starts_with(words));
            if in_brackets || then_words || told {
                explained.insert(word);
            }
        }
    }
    explained
}

/// The words of a passage in small letters.
fn read_words(passage: &Passage<'_>) -> Vec<String> {
    prose::words(&passage.text)
        .flat_map(|(_, word)| word.split(['-', '/']))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether words in a row begin with the letters of an abbreviation, one after the other; small
/// words such as "of" and "and" may stand between them.
fn spells(words: &[String], abbreviation: &str) -> bool {
    const SMALL: [&str; 8] = ["a", "and", "for", "in", "of", "on", "the", "to"];
    // Too many words begin with any two letters: "can take" explains no CT.
    let shortest = match abbreviation.chars().count() {
        ..=2 => return false,
        3 => 4,
        _ => 1,
    };
    let letters: Vec<char> = abbreviation.to_lowercase().chars().collect();
    (0..words.len()).any(|start| {
        let mut left = letters.iter().peekable();
        for word in &words[start..] {
            let Some(letter) = left.peek() else { break };
            if word.starts_with(**letter) && word.chars().count() >= shortest {
                left.next();
            } else if left.len() == letters.len() || !SMALL.contains(&word.as_str()) {
                return false;
            }
        }
        left.peek().is_none()
    })
}
