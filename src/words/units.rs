//! Units of measure: what stays with the number before it, on its line and in its order.

/// Abbreviated units and the like that stay with the number before them.
const UNITS: &[&str] = &[
    "%", "‰", "°", "°C", "°F", "℃", "g", "kg", "mg", "mcg", "µg", "μg", "ng", "l", "L", "dl", "dL",
    "cl", "ml", "mL", "µl", "μl", "m", "km", "cm", "mm", "µm", "m²", "ft", "lb", "lbs", "oz", "st",
    "mol", "mmol", "IU", "iu", "units", "unit", "kcal", "cal", "kJ", "h", "hr", "hrs", "min",
    "mins", "s", "sec", "secs", "am", "pm", "a.m", "p.m", "AM", "PM", "Uhr", "bpm", "mmHg", "Gy",
    "mGy", "Sv", "mSv", "MBq", "Hz", "V", "W", "kW", "€", "£", "$", "zł", "Kč", "kr", "lei", "Ft",
    "million", "billion", "мг", "г", "кг", "мл", "л", "см", "мм",
];

/// Whether a word, without the punctuation at its end, is an abbreviated unit.
#[must_use]
pub fn is_unit(word: &str) -> bool {
    let word = trim_end(word);
    // "5 mg/kg": the unit before the stroke decides.
    UNITS.contains(&word) || word.split_once('/').is_some_and(|(unit, _)| UNITS.contains(&unit))
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
        assert!(is_latin_unit("mg/kg") && is_latin_unit("°C"));
        assert!(!is_latin_unit("мг"), "Cyrillic letters are not isolated");
    }
}
