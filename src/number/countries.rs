//! What is known of countries beside their plans of numbers: `countries.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// Numbers by country, or countries by language.
pub(super) type Table = BTreeMap<String, Vec<String>>;

/// The file, whose comments say what each table holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Countries {
    pub everywhere: Vec<String>,
    pub emergencies: Table,
    pub advice: Table,
    helplines: Table,
    spoken_in: Table,
}

impl Countries {
    pub(super) fn known() -> &'static Self {
        static KNOWN: LazyLock<Countries> = LazyLock::new(|| {
            // The tests below read it.
            toml::from_str(include_str!("countries.toml")).expect("countries.toml is sound")
        });
        &KNOWN
    }

    /// Whether a country has a line of help with this number.
    pub(super) fn is_helpline(&self, country: &str, digits: &str) -> bool {
        self.helplines.get(country).is_some_and(|lines| lines.iter().any(|line| line == digits))
    }

    /// Countries whose short numbers may stand in a language.
    pub(super) fn spoken_in(&self, language: &str) -> &[String] {
        self.spoken_in.get(language).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::number::plan;

    /// A new plan may have learnt some of them.
    #[test]
    fn helplines_are_missing_in_the_plan_of_their_country() {
        for (country, lines) in &Countries::known().helplines {
            let region = plan::region(country).unwrap();
            for line in lines {
                assert!(!region.is_short(line), "{country}: {line}");
            }
        }
    }

    #[test]
    fn every_country_has_a_plan() {
        let known = Countries::known();
        let named = known.emergencies.keys().chain(known.advice.keys());
        for id in named.chain(known.spoken_in.values().flatten()) {
            assert!(id == "CA" || plan::region(id).is_some(), "{id}");
        }
        for language in known.spoken_in.keys() {
            assert!(Language::parse(language).is_ok(), "{language}");
        }
    }

    #[test]
    fn numbers_are_written_in_digits() {
        let known = Countries::known();
        let tables = [&known.emergencies, &known.advice, &known.helplines];
        for number in tables.into_iter().flat_map(|it| it.values().flatten()) {
            assert!(number.chars().all(|c| c.is_ascii_digit()), "{number}");
        }
    }
}
