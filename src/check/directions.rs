//! Sentences that say how a medicine is taken, word by word.

use std::ops::Range;

use super::amounts;

/// A word of a sentence, and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// Its bytes in the text, the points within and after it included.
    pub range: Range<usize>,
    /// As it stands, points included.
    pub written: &'t str,
    /// In small letters and without points.
    pub small: String,
}

/// Words that stand in directions for taking a medicine, and hardly elsewhere.
const DIRECTIONS: &str = "\
    take takes taken taking dose doses dosage tablet tablets capsule capsules medicine medicines \
    medication inject injected injection inhale inhaled puff puffs drop drops apply applied cream \
    ointment swallow patch patches mg ml mcg microgram micrograms units insulin prescribed spoonful \
    teaspoon sachet sachets pill pills needed required methotrexate inhaler spray syrup lotion antibiotic \
    antibiotics painkiller painkillers";

/// Words after which a number says how much is taken.
const VERBS: &str = "take taken give given apply inject inhale";

/// The words of a sentence.
pub(super) fn words(text: &str, sentence: Range<usize>) -> Vec<Word<'_>> {
    let part = &text[sentence.clone()];
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '.' | '’' | '\'' | '-');
    let mut words = Vec::new();
    let mut at = 0;
    for token in part.split(|c: char| !inner(c)) {
        let start = sentence.start + at;
        at += token.len();
        at += part[at..].chars().next().map_or(0, char::len_utf8);
        let lead = token.len() - token.trim_start_matches(['.', '-', '\'', '’']).len();
        let written = token[lead..].trim_end_matches(['-', '\'', '’']);
        if written.contains(char::is_alphanumeric) {
            let range = start + lead..start + lead + written.len();
            let small = without_points(written);
            words.push(Word { range, written, small });
        }
    }
    words
}

/// In small letters and without points.
fn without_points(written: &str) -> String {
    if written.is_ascii() {
        let signs = written.bytes().filter(|sign| *sign != b'.');
        return signs.map(|sign| char::from(sign.to_ascii_lowercase())).collect();
    }
    written.to_lowercase().replace('.', "")
}

impl Word<'_> {
    /// Whether points stand between its letters: "b.d."
    pub(super) fn is_pointed(&self) -> bool {
        self.written.trim_end_matches('.').contains('.')
    }

    /// Whether it has no capital.
    pub(super) fn is_small(&self) -> bool {
        !self.written.contains(char::is_uppercase)
    }

    /// Whether it is a number, in digits or in words.
    pub(super) fn is_number(&self) -> bool {
        self.number().is_some() || self.small == "half" || self.small.starts_with(['½', '¼', '¾'])
    }

    /// The whole number that it is.
    pub(super) fn number(&self) -> Option<u32> {
        const WORDS: [&str; 13] = [
            "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve",
        ];
        let named = WORDS.iter().position(|word| *word == self.small);
        named
            .map(|number| number as u32)
            .or_else(|| self.written.trim_end_matches('.').parse().ok())
    }

    /// Whether it names what a dose is counted in, with or without its number: "tablets", "5mg".
    pub(super) fn is_dose(&self) -> bool {
        let unit = self.written.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        amounts::is_dose_word(unit.trim_end_matches('.'))
    }
}

/// Whether a sentence says how a medicine is taken.
pub(super) fn are_directions(words: &[Word<'_>]) -> bool {
    let known = |word: &Word<'_>| DIRECTIONS.split_ascii_whitespace().any(|it| it == word.small);
    words.iter().any(|word| known(word) || word.written.len() > 1 && word.is_dose())
}

/// Whether a dose stands right before a word: "one tablet", "500 mg by mouth", "take two".
pub(super) fn follows_dose(words: &[Word<'_>], at: usize) -> bool {
    const BETWEEN: [&str; 12] = [
        "by",
        "mouth",
        "orally",
        "each",
        "eye",
        "with",
        "food",
        "subcutaneously",
        "it",
        "them",
        "this",
        "daily",
    ];
    let verb = |word: &Word<'_>| VERBS.split_ascii_whitespace().any(|it| it == word.small);
    let mut before = words[..at].iter().rev();
    let Some(last) = before.by_ref().find(|word| !BETWEEN.contains(&&*word.small)) else {
        return false;
    };
    if last.is_dose() || verb(last) {
        return true;
    }
    last.is_number() && before.take(4).any(|word| verb(word) || word.is_dose())
}
