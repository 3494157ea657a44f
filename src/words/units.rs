//! Units of measure: what stays with the number before it, on its line and in its order.

use crate::language::Language;

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

/// Units of time, length, weight and volume that are written out, by language.
const SPELLED: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week",
            "weeks", "month", "months", "year", "years", "mile", "miles", "metre", "metres",
            "meter", "meters", "gram", "grams", "litre", "litres", "liter", "liters", "pint",
            "pints", "stone", "pounds", "pence", "degrees",
        ],
    ),
    (
        "cy",
        &[
            "eiliad", "munud", "funud", "awr", "oriau", "diwrnod", "ddiwrnod", "wythnos", "mis",
            "fis", "blwyddyn", "flwyddyn", "mlynedd", "blynedd", "milltir", "filltir",
        ],
    ),
    (
        "fr",
        &[
            "seconde", "secondes", "minute", "minutes", "heure", "heures", "jour", "jours",
            "semaine", "semaines", "mois", "an", "ans", "année", "années", "euro", "euros",
        ],
    ),
    (
        "de",
        &[
            "Sekunde", "Sekunden", "Minute", "Minuten", "Stunde", "Stunden", "Tag", "Tage",
            "Tagen", "Woche", "Wochen", "Monat", "Monate", "Monaten", "Jahr", "Jahre", "Jahren",
            "Euro",
        ],
    ),
    (
        "es",
        &[
            "segundo", "segundos", "minuto", "minutos", "hora", "horas", "día", "días", "semana",
            "semanas", "mes", "meses", "año", "años", "euro", "euros",
        ],
    ),
    (
        "it",
        &[
            "secondo",
            "secondi",
            "minuto",
            "minuti",
            "ora",
            "ore",
            "giorno",
            "giorni",
            "settimana",
            "settimane",
            "mese",
            "mesi",
            "anno",
            "anni",
            "euro",
        ],
    ),
    (
        "pt",
        &[
            "segundo", "segundos", "minuto", "minutos", "hora", "horas", "dia", "dias", "semana",
            "semanas", "mês", "meses", "ano", "anos", "euro", "euros",
        ],
    ),
    (
        "pl",
        &[
            "sekunda",
            "sekundy",
            "sekund",
            "minuta",
            "minuty",
            "minut",
            "godzina",
            "godziny",
            "godzin",
            "dzień",
            "dni",
            "tydzień",
            "tygodnie",
            "tygodni",
            "miesiąc",
            "miesiące",
            "miesięcy",
            "rok",
            "lata",
            "lat",
        ],
    ),
];

/// Whether a word, without the punctuation at its end, is a unit that is written out.
#[must_use]
pub fn is_spelled_unit(word: &str, language: &Language) -> bool {
    let spelled = SPELLED.iter().find(|(tag, _)| *tag == language.primary());
    spelled.is_some_and(|(_, units)| units.contains(&trim_end(word)))
}

/// Whether a word is a unit that is written out in any language of which we know them.
#[must_use]
pub fn is_any_spelled_unit(word: &str) -> bool {
    SPELLED.iter().any(|(_, units)| units.contains(&trim_end(word)))
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
