//! Abbreviations that nobody explains.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{capitals, left_over, unit_capitals};
use crate::check::{Kind, Passage, Subject, prose, unfinished};
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
const KNOWN: [&str; 70] = [
    "AIDS", "AM", "BBC", "BC", "CD", "COVID", "DNA", "DVD", "EU", "FAQ", "FM", "GB", "HIV", "ID",
    "II", "III", "IU", "IV", "IX", "MP", "NHS", "OK", "PC", "PDF", "PIN", "PM", "PO", "QR", "SIM",
    "SMS", "SOS", "TV", "UK", "UN", "US", "USA", "USB", "VAT", "VI", "VII", "VIII", "WC", "WIFI",
    "WWW", "XI", "XII", "XIII", "XIV", "XV", "XX", "XXI", "AD", "HTTP", "HTTPS", "NB", "UNICEF",
    "ISBN", "DR", "MD", "OBE", "MBE", "CBE", "FRCS", "FRCP", "MRCP", "RGN", "GIG", "DU", "BA",
    "MA",
];

/// The most letters of an abbreviation.
const LONGEST: usize = 6;
/// The most bytes that are looked at in brackets after an abbreviation.
const LONGEST_MEANING: usize = 500;

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let unknown = unknown(subject);
    if unknown.is_empty() {
        return Vec::new();
    }
    // Too many words begin with any two letters: "can take" explains no CT. Of three, "can take it"
    // explains no CTI.
    let mut spelled = HashSet::new();
    for (letters, shortest) in [(3..=3, 4), (4..=LONGEST, 1)] {
        let fits = |word: &&str| letters.contains(&word.chars().count());
        let wanted = unknown.iter().map(|(_, _, word)| word.as_str()).filter(fits);
        spelled.extend(Speller::new(wanted, shortest).spelled(subject));
    }
    let unspelled = unknown.into_iter().filter(|(_, _, word)| !spelled.contains(word));
    unspelled.map(|(passage, range, word)| complaint(passage, range, &word)).collect()
}

/// The first use of each abbreviation that is not explained beside it or as a term.
fn unknown<'s, 'a>(subject: &'s Subject<'a>) -> Vec<(&'s Passage<'a>, Range<usize>, String)> {
    let explained = explained(subject);
    let mut seen: HashSet<String> = HashSet::new();
    let mut found = Vec::new();
    let read = |passage: &&Passage<'_>| !matches!(passage.kind, Kind::Plain | Kind::Citation);
    for passage in subject.passages.iter().filter(read) {
        for (range, word) in abbreviations(passage) {
            let termed = passage.segment(range.start).and_then(|segment| segment.link);
            let termed = termed.is_some_and(|link| matches!(link.target, Target::Term(_)));
            let known = KNOWN.contains(&word.as_str())
                || left_over::is_known(&word)
                || unfinished::is_to_be_filled(&passage.text, range.start);
            if termed || known || explained.contains(&word) {
                continue;
            }
            if seen.insert(word.clone()) {
                found.push((passage, range, word));
            }
        }
    }
    found
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
        let before = loud.partition_point(|loud| loud.start <= range.start);
        before.checked_sub(1).is_none_or(|last| range.end > loud[last].end)
    };
    let words = prose::words(&passage.text).filter_map(|(range, word)| {
        let word = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word);
        let word = word.strip_suffix('s').unwrap_or(word);
        let letters = word.chars().count();
        let capitals = word.chars().all(|c| c.is_uppercase());
        let typed = || prose::is_typed(&passage.text[..range.start]);
        (capitals && (2..=LONGEST).contains(&letters) && !capitals::is_shouted(word) && !typed())
            .then(|| (range.start..range.start + word.len(), word.to_owned()))
    });
    let words: Vec<(Range<usize>, String)> = words.filter(|(range, _)| apart(range)).collect();
    // "5 MG" is no abbreviation to be explained, but a unit that is written wrongly.
    let units = if words.is_empty() { Vec::new() } else { unit_capitals::in_capitals(passage) };
    let unit = |range: &Range<usize>| {
        units.iter().any(|(_, unit, _)| unit.start <= range.start && range.end <= unit.end)
    };
    words.into_iter().filter(|(range, _)| !unit(range)).collect()
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
            let in_brackets = before.strip_suffix('(').is_some_and(|before| {
                before.ends_with(|c: char| c.is_alphanumeric() || c.is_whitespace())
            }) && after.starts_with([')', ',', ';']);
            let then_words = after.strip_prefix('(').is_some_and(|inner| {
                let inner = &inner[..inner.floor_char_boundary(LONGEST_MEANING)];
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

/// Finds abbreviations spelt by the first letters of words in a row, whichever they are, in one
/// reading of the words: with a reading for each, a thousand would take minutes.
struct Speller {
    /// Every beginning of an abbreviation, in small letters.
    beginnings: HashSet<String>,
    /// The abbreviations by their small letters.
    wanted: HashMap<String, String>,
    /// The fewest letters of a word that counts.
    shortest: usize,
}

impl Speller {
    fn new<'w>(wanted: impl Iterator<Item = &'w str>, shortest: usize) -> Self {
        let wanted: HashMap<String, String> =
            wanted.map(|word| (word.to_lowercase(), word.to_owned())).collect();
        let beginnings = wanted.keys().flat_map(|word| {
            word.char_indices().map(|(at, c)| word[..at + c.len_utf8()].to_owned())
        });
        Self { beginnings: beginnings.collect(), wanted, shortest }
    }

    /// Those that some passage spells.
    fn spelled(&self, subject: &Subject<'_>) -> HashSet<String> {
        let mut spelled = HashSet::new();
        if !self.wanted.is_empty() {
            subject.passages.iter().for_each(|passage| self.read(passage, &mut spelled));
        }
        spelled
    }

    /// Reads a passage word by word; small words such as "of" and "and" may stand between those
    /// that count.
    fn read(&self, passage: &Passage<'_>, spelled: &mut HashSet<String>) {
        const SMALL: [&str; 8] = ["a", "and", "for", "in", "of", "on", "the", "to"];
        // No name has more of them in a row.
        const MOST_SMALL: usize = 4;
        let mut begun: Vec<String> = Vec::new();
        let mut small = 0;
        let words = prose::words(&passage.text).flat_map(|(_, word)| word.split(['-', '/']));
        for word in words.filter(|word| !word.is_empty()) {
            let word = word.to_lowercase();
            let is_small = SMALL.contains(&word.as_str());
            small = if is_small { small + 1 } else { 0 };
            let mut next: Vec<String> = Vec::new();
            let letter = word.chars().next().filter(|_| word.chars().count() >= self.shortest);
            for before in begun.iter().map(String::as_str).chain([""]) {
                let longer = letter.map(|letter| format!("{before}{letter}"));
                next.extend(longer.filter(|it| self.beginnings.contains(it)));
            }
            if is_small && small <= MOST_SMALL {
                next.append(&mut begun);
            }
            next.sort_unstable();
            next.dedup();
            begun = next;
            spelled.extend(begun.iter().filter_map(|letters| self.wanted.get(letters)).cloned());
        }
    }
}
