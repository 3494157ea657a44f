//! Holds every language to the same rules.

use super::*;

fn words(tag: &str) -> &'static Phrases {
    Phrases::of(&Language::parse(tag).unwrap())
}

fn all() -> impl Iterator<Item = &'static Phrases> {
    Facts::all().filter_map(|facts| facts.words.as_ref())
}

/// A field's name and its words.
type Field = (&'static str, &'static str);

/// Every string of a language with its field's name: without, then with, a `{}`.
fn strings(words: &Phrases) -> ([Field; 24], [Field; 7]) {
    let plain = [
        ("contents", words.contents),
        ("glossary", words.glossary),
        ("about", words.about),
        ("notes", words.notes),
        ("cover", words.cover),
        ("back_cover", words.back_cover),
        ("large_print", words.large_print),
        ("back_page_reference", words.back_page_reference),
        ("phone", words.phone),
        ("sms", words.sms),
        ("textphone", words.textphone),
        ("email", words.email),
        ("web", words.web),
        ("address", words.address),
        ("hours", words.hours),
        ("tick_box", words.tick_box),
        ("references", words.references),
        ("room_to_write", words.room_to_write),
        ("continued", words.continued),
        ("important", words.important),
        ("skip_to_content", words.skip_to_content),
        ("emergency", words.emergency),
        ("urgent", words.urgent),
        ("routine", words.routine),
    ];
    let templates = [
        ("page_reference", words.page_reference),
        ("version", words.version),
        ("last_reviewed", words.last_reviewed),
        ("next_review", words.next_review),
        ("qr_code", words.qr_code),
        ("picture", words.picture),
        ("page", words.page),
    ];
    (plain, templates)
}

#[test]
fn no_word_is_missing_in_any_language() {
    for words in all() {
        let (plain, templates) = strings(words);
        for (field, text) in plain.into_iter().chain(templates) {
            assert!(!text.trim().is_empty(), "{} has no {field}", words.language);
            assert_eq!(text, text.trim(), "{}: {field}", words.language);
        }
    }
}

#[test]
fn templates_have_one_place_to_fill_and_other_words_have_none() {
    for words in all() {
        let (plain, templates) = strings(words);
        for (field, text) in templates {
            assert_eq!(text.matches("{}").count(), 1, "{}: {field}", words.language);
        }
        for (field, text) in plain {
            assert!(!text.contains(['{', '}']), "{}: {field}", words.language);
        }
        for place in ["{d}", "{m}", "{y}"] {
            assert_eq!(words.date.matches(place).count(), 1, "{}: {place}", words.language);
        }
    }
}

#[test]
fn page_references_stand_in_brackets() {
    for words in all() {
        for text in [words.page_reference, words.back_page_reference] {
            let bracketed = text.starts_with(['(', '（']) && text.ends_with([')', '）']);
            assert!(bracketed, "{}: {text}", words.language);
        }
    }
}

#[test]
fn the_three_levels_of_urgency_differ_and_their_words_end_without_a_sign() {
    for words in all() {
        let levels = [words.emergency, words.urgent, words.routine];
        let mut unique = levels.to_vec();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), 3, "{}: {levels:?}", words.language);
        let bare = |text: &&str| !text.ends_with([':', '.', '!', '：', '。', '！']);
        assert!(levels.iter().all(bare), "{}: {levels:?}", words.language);
    }
}

#[test]
fn the_months_of_a_language_differ() {
    for words in all() {
        let mut months = words.months.to_vec();
        months.sort_unstable();
        months.dedup();
        assert_eq!(months.len(), 12, "{}", words.language);
    }
}

#[test]
fn each_language_has_one_entry_and_finds_it() {
    for words in all() {
        let language = Language::parse(words.language).unwrap();
        assert_eq!(Phrases::exact(&language).unwrap().language, words.language);
    }
}

#[test]
fn each_language_is_written_in_the_script_that_it_names() {
    use unicode_script::{Script, UnicodeScript};
    for words in all() {
        let expected = match words.script {
            "Hans" | "Hant" => Script::Han,
            code => Script::from_short_name(code).unwrap(),
        };
        let urgency = [words.emergency, words.urgent, words.routine];
        for text in [words.contents, words.glossary, words.about].into_iter().chain(urgency) {
            let mut scripts = text
                .chars()
                .map(|c| c.script())
                .filter(|s| !matches!(s, Script::Common | Script::Inherited));
            assert!(scripts.all(|script| script == expected), "{}: {text}", words.language);
        }
    }
}

#[test]
fn dates_are_written_in_the_booklets_language() {
    let date = |tag| words(tag).date(Date { year: 2026, month: 3, day: 1 });
    assert_eq!(date("en-GB"), "1 March 2026");
    assert_eq!(date("cy"), "1 Mawrth 2026");
    assert_eq!(date("es"), "1 de marzo de 2026");
    assert_eq!(date("pl"), "1 marca 2026");
    assert_eq!(date("cs"), "1. března 2026");
    assert_eq!(date("el"), "1 Μαρτίου 2026");
    assert_eq!(date("lt"), "2026 m. kovo 1 d.");
    assert_eq!(date("hu"), "2026. március 1.");
    assert_eq!(date("he"), "1 במרץ 2026");
    assert_eq!(date("vi"), "ngày 1 tháng 3 năm 2026");
    assert_eq!(date("zh-Hans"), "2026年3月1日");
}

#[test]
fn the_first_of_a_french_month_is_an_ordinal() {
    let date = |day| words("fr").date(Date { year: 2026, month: 3, day });
    assert_eq!(date(1), "1er mars 2026");
    assert_eq!(date(21), "21 mars 2026");
}

#[test]
fn a_tag_falls_back_to_its_language_and_script() {
    assert_eq!(words("pt-BR").language, "pt");
    assert_eq!(words("zh").language, "zh-Hans");
    assert_eq!(words("zh-Hant-HK").language, "zh-Hant");
    assert_eq!(words("zh-TW").language, "zh-Hant");
    assert_eq!(words("yue").language, "zh-Hant");
    assert_eq!(words("ku").language, "ku");
    assert_eq!(words("ku-Arab").language, "ckb");
    assert_eq!(words("prs").language, "fa");
}

#[test]
fn words_in_another_script_are_no_words() {
    assert!(Phrases::exact(&Language::parse("pa-Arab").unwrap()).is_none());
    assert!(Phrases::exact(&Language::parse("pa-Guru").unwrap()).is_some());
    assert_eq!(words("ur-Latn").language, "en");
}

#[test]
fn a_language_without_words_falls_back_to_english() {
    let yoruba = Language::parse("yo").unwrap();
    assert!(Phrases::exact(&yoruba).is_none());
    assert_eq!(Phrases::of(&yoruba).contents, "Contents");
}

#[test]
fn a_size_of_large_print_stands_after_the_comma_of_its_script() {
    let told = |tag| words(tag).in_large_print(Some(24.5));
    assert_eq!(words("en").in_large_print(None), "Large print");
    assert_eq!(told("en"), "Large print, 24.5 pt");
    assert_eq!(told("ar"), "طباعة بأحرف كبيرة، 24.5 pt");
    assert_eq!(told("zh-Hans"), "大字版，24.5 pt");
    assert_eq!(told("ti"), "ዓቢ ፊደል፣ 24.5 pt");
}
