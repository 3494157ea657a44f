//! Finds what is known of a language.

use std::sync::LazyLock;

use super::Language;
use super::everywhere::Everywhere;
use super::facts::{Facts, Quotes};
use super::files::{FILES, File};
use super::telephone::Telephone;

impl Facts {
    /// What is known of a language, whatever script or region its tag names.
    #[must_use]
    pub fn of(language: &Language) -> Option<&'static Self> {
        File::of(language).map(File::facts)
    }

    /// What is known of the language of a file.
    #[must_use]
    pub fn by_tag(tag: &str) -> Option<&'static Self> {
        File::find(tag).map(File::facts)
    }

    /// What is known of English, which stands in for languages of which nothing is known.
    #[must_use]
    pub fn english() -> &'static Self {
        Self::by_tag("en").expect("English has a file")
    }

    /// What is known of each language of which anything is.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        FILES.iter().map(File::facts)
    }

    /// The quotation marks of a language; English ones where it has none of its own.
    #[must_use]
    pub fn quotes(language: &Language) -> Quotes {
        let own = Self::of(language).and_then(|facts| {
            let parts = [language.script(), language.region()];
            let narrow = parts.into_iter().flatten().find_map(|part| facts.quotes_in.get(part));
            narrow.map(|marks| marks.each_ref().map(String::as_str)).or(facts.quotes)
        });
        own.or(Self::english().quotes).expect("English has quotation marks")
    }

    /// The name of the dictionary that hyphenates a language, if there is one.
    #[must_use]
    pub fn hyphenation(language: &Language) -> Option<&'static str> {
        let facts = Self::of(language)?;
        let regional = || facts.hyphenation_in.get(language.region()?).map(String::as_str);
        regional().or(facts.hyphenation)
    }
}

impl Everywhere {
    /// Those of all languages.
    #[must_use]
    pub fn all() -> &'static Self {
        static ALL: LazyLock<Everywhere> = LazyLock::new(|| {
            let mut all = Everywhere::default();
            FILES.iter().for_each(|file| all.add(file.everywhere()));
            all
        });
        &ALL
    }

    /// Those of one language.
    #[must_use]
    pub fn of(language: &Language) -> Option<&'static Self> {
        File::of(language).map(File::everywhere)
    }
}

impl Telephone {
    /// Those of all languages.
    #[must_use]
    pub fn all() -> &'static Self {
        static ALL: LazyLock<Telephone> = LazyLock::new(|| {
            let mut all = Telephone::default();
            FILES.iter().for_each(|file| all.add(file.telephone()));
            all
        });
        &ALL
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::language::subtags;

    #[test]
    fn what_a_file_names_is_there() {
        for facts in Facts::all() {
            let tag = facts.tag;
            assert!(subtags::is_script(facts.script), "{tag}: {}", facts.script);
            for country in &facts.countries {
                assert!(subtags::is_region(country), "{tag}: {country}");
            }
            for part in facts.quotes_in.keys().chain(facts.hyphenation_in.keys()) {
                assert!(subtags::is_region(part) || subtags::is_script(part), "{tag}: {part}");
            }
            if let Some(other) = facts.words_of {
                let own = Facts::of(&Language::parse(other).unwrap()).unwrap();
                assert!(facts.words.is_none() && own.words.is_some(), "{tag}: {other}");
            }
            for other in &facts.alike {
                let other = Facts::of(&Language::parse(other).unwrap()).expect(other);
                assert!(other.alike.contains(&tag), "{tag} is like {}, but not so back", other.tag);
            }
        }
    }

    #[test]
    fn a_language_with_words_has_quotation_marks() {
        for facts in Facts::all().filter(|facts| facts.words.is_some()) {
            assert!(facts.quotes.is_some(), "{}", facts.tag);
        }
    }

    #[test]
    fn words_are_written_as_they_are_looked_for() {
        for facts in Facts::all() {
            let tag = facts.tag;
            assert!(facts.common_words.is_sorted(), "{tag}: common_words are found by halves");
            let small = [&facts.common_words, &facts.vague_links, &facts.vague_link_beginnings];
            let changed = [&facts.negations, &facts.amounts, &facts.measures, &facts.times];
            let small = small.into_iter().chain(changed).chain([&facts.opposites]);
            for word in small.flatten().chain(&facts.elisions) {
                assert_eq!(word.trim(), word.to_lowercase(), "{tag}");
            }
        }
    }

    #[test]
    fn regions_and_scripts_narrow_a_language() {
        let language = |tag| Language::parse(tag).unwrap();
        let first = |tag| Facts::quotes(&language(tag))[0];
        assert_eq!(["de", "de-AT", "de-CH", "de-LI"].map(first), ["„", "„", "«", "«"]);
        assert_eq!(["pt", "pt-PT", "az-Arab", "yo"].map(first), ["“", "«", "«", "“"]);
        assert_eq!(["zh", "zh-TW", "zh-Hans-HK", "yue"].map(first), ["“", "「", "“", "「"]);
        let dictionary = |tag| Facts::hyphenation(&language(tag));
        assert_eq!(
            ["en", "en-AU", "en-US"].map(dictionary),
            [Some("en-gb"), Some("en-gb"), Some("en-us")]
        );
        assert_eq!(dictionary("zh"), None);
    }

    #[test]
    fn words_of_each_language_are_understood_in_all() {
        let all = Everywhere::all();
        assert!(all.titles.contains(&"Dr") && all.titles.contains(&"Herr"));
        let telephone = Telephone::all();
        assert!(telephone.fax.contains(&"fax") && telephone.fax.contains(&"facs"));
        let english = Everywhere::of(&Language::english()).unwrap();
        assert!(english.titles.contains(&"Dr") && !english.titles.contains(&"Herr"));
    }

    #[test]
    fn no_word_is_listed_twice() {
        for file in &FILES {
            let lists = file.everywhere().lists().into_iter().chain(file.telephone().lists());
            for (key, list) in lists {
                let words: BTreeSet<&&str> = list.iter().collect();
                assert_eq!(words.len(), list.len(), "src/languages/{}.toml: {key}", file.tag);
            }
        }
    }

    #[test]
    fn what_is_understood_is_written_as_it_is_looked_for() {
        let (all, beside) = (Everywhere::all(), Telephone::all());
        let words = beside.lists().into_iter().filter(|(key, _)| *key != "beside_numbers");
        for word in all.copy.iter().chain(&all.copy_of).chain(words.flat_map(|(_, list)| list)) {
            assert_eq!(**word, word.to_lowercase());
        }
        for (key, list) in beside.lists() {
            assert!(!list.iter().any(|word| word.contains(char::is_whitespace)), "{key}: {list:?}");
        }
        let stems = all.titles.iter().chain(&all.numbered).chain(&beside.extensions);
        assert!(stems.clone().all(|word| !word.ends_with('.')), "{stems:?}");
        let capitals = beside.beside_numbers.iter().chain(&all.shouted);
        assert!(capitals.clone().all(|word| **word == word.to_uppercase()), "{capitals:?}");
    }
}
