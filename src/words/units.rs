//! Units of measure: what stays with the number before it, on its line and in its order.

use crate::language::{Everywhere, Language};

/// Signs of units and money, which belong to no language. Those that do stand in its file.
const SIGNS: &[&str] = &[
    "%", "‰", "°", "°C", "°F", "℃", "g", "kg", "mg", "mcg", "µg", "μg", "ng", "l", "L", "dl", "dL",
    "cl", "ml", "mL", "µl", "μl", "m", "km", "cm", "mm", "µm", "m²", "mol", "mmol", "kcal", "cal",
    "kJ", "h", "min", "s", "mmHg", "Gy", "mGy", "Sv", "mSv", "MBq", "Hz", "V", "W", "kW", "€", "£",
    "$",
];

/// Whether a word, without the punctuation at its end, is an abbreviated unit.
#[must_use]
pub fn is_unit(word: &str) -> bool {
    let word = trim_end(word);
    // "5 mg/kg": the unit before the stroke decides.
    is_abbreviated(word) || word.split_once('/').is_some_and(|(unit, _)| is_abbreviated(unit))
}

fn is_abbreviated(unit: &str) -> bool {
    SIGNS.contains(&unit) || Everywhere::all().units.contains(&unit)
}

/// Whether a word, without the punctuation at its end, is a unit that is written out.
#[must_use]
pub fn is_spelled_unit(word: &str, language: &Language) -> bool {
    Everywhere::of(language).is_some_and(|own| own.spelled_units.contains(&trim_end(word)))
}

/// Whether a word is a unit that is written out in any language of which we know them.
#[must_use]
pub fn is_any_spelled_unit(word: &str) -> bool {
    Everywhere::all().spelled_units.contains(&trim_end(word))
}

/// Whether a unit is written in letters or signs that run from left to right wherever they stand,
/// as "mg" and "°C" do in Arabic.
#[must_use]
pub fn is_latin_unit(word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric() || "°℃%‰/µμ²€£$".contains(c);
    !word.is_empty() && word.chars().all(latin) && is_unit(word)
}

/// A word without the punctuation of the sentence that it ends.
#[must_use]
pub fn trim_end(word: &str) -> &str {
    word.trim_end_matches([
        ',', '.', ';', ':', '!', '?', ')', ']', '”', '’', '"', '»', '“', '،', '؛', '؟', '۔',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_with_the_punctuation_after_them() {
        assert!(is_unit("mg,") && is_unit("mg/kg.") && is_unit("°C"));
        assert!(!is_unit("NHS") && !is_unit("mgs"));
        let language = |tag| Language::parse(tag).unwrap();
        assert!(is_spelled_unit("weeks.", &language("en-GB")));
        assert!(is_spelled_unit("wythnos,", &language("cy")));
        assert!(!is_spelled_unit("weeks", &language("cy")));
        assert!(is_latin_unit("mg/kg") && is_latin_unit("°C"));
        assert!(!is_latin_unit("мг"), "Cyrillic letters are not isolated");
    }
}
