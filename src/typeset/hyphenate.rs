//! Where words may be hyphenated, by the patterns of their language.

use std::sync::OnceLock;

use hyphenation::{Hyphenator, Language as Patterns, Load, Standard};

use crate::language::{Facts, Language};

/// Fewest letters before a hyphen.
const BEFORE: usize = 2;
/// Fewest letters after a hyphen.
const AFTER: usize = 3;

/// The patterns of one language, read when first needed.
struct Dictionary {
    /// Its name in `dictionaries/`, by which the file of a language calls it.
    name: &'static str,
    patterns: Patterns,
    bytes: &'static [u8],
    read: OnceLock<Standard>,
}

macro_rules! dictionary {
    ($file:literal, $patterns:ident) => {
        Dictionary {
            name: $file,
            patterns: Patterns::$patterns,
            bytes: include_bytes!(concat!("../../dictionaries/", $file, ".standard.bincode")),
            read: OnceLock::new(),
        }
    };
}

static DICTIONARIES: [Dictionary; 17] = [
    dictionary!("en-us", EnglishUS),
    dictionary!("en-gb", EnglishGB),
    dictionary!("cy", Welsh),
    dictionary!("de-1996", German1996),
    dictionary!("el-monoton", GreekMono),
    dictionary!("es", Spanish),
    dictionary!("fr", French),
    dictionary!("ga", Irish),
    dictionary!("hu", Hungarian),
    dictionary!("it", Italian),
    dictionary!("lt", Lithuanian),
    dictionary!("pl", Polish),
    dictionary!("pt", Portuguese),
    dictionary!("ru", Russian),
    dictionary!("sk", Slovak),
    dictionary!("tr", Turkish),
    dictionary!("uk", Ukrainian),
];

/// Bytes of a word before which a hyphen may end a line; none where the language has no patterns
/// or the word holds anything but letters.
pub(super) fn points(word: &str, language: &Language) -> Vec<usize> {
    let letters = word.chars().count();
    if letters < BEFORE + AFTER || !word.chars().all(is_letter) {
        return Vec::new();
    }
    // The patterns count in the word's small letters, which may be longer: Ⱥ becomes ⱥ.
    if word.chars().any(|c| c.to_lowercase().map(char::len_utf8).sum::<usize>() != c.len_utf8()) {
        return Vec::new();
    }
    let Some(dictionary) = dictionary(language) else { return Vec::new() };
    let (first, last) = (nth(word, BEFORE), nth(word, letters - AFTER));
    let mut points = dictionary.hyphenate(word).breaks;
    points.retain(|point| (first..=last).contains(point));
    points
}

/// Whether a word is in capitals, as abbreviations are.
pub(super) fn in_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
        && !word.chars().any(char::is_lowercase)
}

/// Whether a character can be part of a word that is hyphenated.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}')
}

fn nth(word: &str, letter: usize) -> usize {
    word.char_indices().nth(letter).map_or(word.len(), |(at, _)| at)
}

fn dictionary(language: &Language) -> Option<&'static Standard> {
    let name = Facts::hyphenation(language)?;
    let dictionary = DICTIONARIES.iter().find(|dictionary| dictionary.name == name)?;
    Some(dictionary.read.get_or_init(|| {
        let mut bytes = dictionary.bytes;
        // `every_dictionary_can_be_read` holds this.
        Standard::from_reader(dictionary.patterns, &mut bytes).expect("a dictionary is sound")
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hyphenated(words: &str, language: &str) -> String {
        let language = Language::parse(language).unwrap();
        let word = |word: &str| {
            let mut hyphenated = word.to_owned();
            for point in points(word, &language).into_iter().rev() {
                hyphenated.insert(point, '-');
            }
            hyphenated
        };
        words.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_dictionary_can_be_read() {
        let mut read: Vec<&str> = Vec::new();
        let tags = Facts::all().map(|facts| facts.tag).chain(["en-US"]);
        for language in tags.map(|tag| Language::parse(tag).unwrap()) {
            let Some(name) = Facts::hyphenation(&language) else { continue };
            assert!(dictionary(&language).is_some(), "{language}: there is no dictionary {name}");
            read.push(name);
        }
        read.sort_unstable();
        let mut all = DICTIONARIES.each_ref().map(|dictionary| dictionary.name);
        all.sort_unstable();
        assert_eq!(read, all);
        assert!(dictionary(&Language::parse("ar").unwrap()).is_none());
    }

    #[test]
    fn words_are_hyphenated_by_their_language() {
        let text = "information chemotherapy radiotherapy physiotherapist photographer medicine";
        let british = "in-form-a-tion chemo-ther-apy ra-dio-ther-apy physio-ther-ap-ist pho-to-grapher medi-cine";
        assert_eq!(hyphenated(text, "en-GB"), british);
        assert_eq!(hyphenated("information medicine", "en-US"), "in-for-ma-tion med-i-cine");
        assert_eq!(hyphenated("gwybodaeth meddyginiaeth", "cy"), "gwybod-aeth medd-yg-in-iaeth");
        assert_eq!(hyphenated("Krankenhaus", "de"), "Kran-ken-haus");
        assert_eq!(hyphenated("лечение", "ru"), "ле-че-ние");
    }

    #[test]
    fn two_letters_stay_before_a_hyphen_and_three_after() {
        assert_eq!(hyphenated("away only idea", "en-GB"), "away only idea");
        assert_eq!(hyphenated("szpital apteka", "pl"), "szpi-tal ap-teka");
    }

    #[test]
    fn letters_whose_small_form_is_longer_are_left_whole() {
        assert_eq!(hyphenated("Ⱥinformation", "en-GB"), "Ⱥinformation");
    }

    #[test]
    fn capitals_are_told_from_a_capital() {
        assert!(in_capitals("COPD") && !in_capitals("Copd") && !in_capitals("I"));
    }
}
