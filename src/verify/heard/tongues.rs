//! The names of languages, in English as the program speaks.

use std::collections::HashMap;

use crate::language::IsoLanguage;

/// Languages whose name of ISO 639 is not what people call them, and those without a code of two
/// letters that booklets are made in.
const NAMES: &[(&str, &str)] = &[
    ("ckb", "Sorani Kurdish"),
    ("cmn", "Mandarin Chinese"),
    ("dsb", "Lower Sorbian"),
    ("el", "Greek"),
    ("fil", "Filipino"),
    ("haw", "Hawaiian"),
    ("hsb", "Upper Sorbian"),
    ("kmr", "Kurmanji Kurdish"),
    ("nb", "Norwegian"),
    ("pa", "Punjabi"),
    ("pes", "Persian"),
    ("prs", "Dari"),
    ("yue", "Cantonese"),
];

/// The longest tag that is said (RFC 5646, 4.4.1: 35 are enough for any).
const MAX_TAG: usize = 35;

/// The announcements of languages that have been asked for.
#[derive(Default)]
pub(super) struct Tongues {
    known: HashMap<String, String>,
}

impl Tongues {
    /// What is said before words in a language, within a document in another: `in Welsh: `. Of a
    /// form of the same language the tag is said too.
    pub(super) fn announce(&mut self, tag: &str, document: Option<&str>) -> String {
        let tag = shortened(tag);
        if let Some(known) = self.known.get(tag) {
            return known.clone();
        }
        let name = name(tag);
        let is_form = document.is_some_and(|it| same(Some(primary(it)), Some(primary(tag))));
        let announcement =
            if is_form { format!("in {name} ({tag}): ") } else { format!("in {name}: ") };
        self.known.insert(tag.to_owned(), announcement.clone());
        announcement
    }
}

/// Whether words in the one language sound as in the other: the tags are one, or one only says more,
/// as `en-GB` does than `en`.
pub(super) fn same(one: Option<&str>, other: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return one == other };
    let mut subtags = one.split('-').zip(other.split('-'));
    subtags.all(|(one, other)| one.eq_ignore_ascii_case(other))
}

/// The name of a tag's language.
pub(super) fn name(tag: &str) -> String {
    let code = primary(tag).to_ascii_lowercase();
    let own = NAMES.iter().find(|(known, _)| *known == code).map(|(_, name)| (*name).to_owned());
    let name = own.or_else(|| IsoLanguage::by_code(&code).map(|it| it.name.to_owned()));
    name.unwrap_or_else(|| format!("the language {}", shortened(tag)))
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

fn shortened(tag: &str) -> &str {
    tag.char_indices().nth(MAX_TAG).map_or(tag, |(end, _)| &tag[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_called_by_their_english_names() {
        for (tag, expected) in [
            ("cy", "Welsh"),
            ("EN-gb", "English"),
            ("el", "Greek"),
            ("zh-Hant", "Chinese"),
            ("cym", "Welsh"),
            ("fil-PH", "Filipino"),
            ("x-klingon", "the language x-klingon"),
        ] {
            assert_eq!(name(tag), expected, "{tag}");
        }
    }

    #[test]
    fn a_tag_that_only_says_more_is_the_same() {
        assert!(same(Some("en"), Some("en-gb")) && same(Some("EN-GB"), Some("en-GB")));
        assert!(!same(Some("en-US"), Some("en-GB")) && !same(Some("en"), None));
    }

    #[test]
    fn a_form_of_the_same_language_is_told_by_its_tag() {
        let mut tongues = Tongues::default();
        assert_eq!(tongues.announce("en-US", Some("en-GB")), "in English (en-US): ");
        assert_eq!(tongues.announce("cy", Some("en-GB")), "in Welsh: ");
        assert_eq!(tongues.announce("cy", None), "in Welsh: ");
    }
}
