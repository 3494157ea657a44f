//! Languages by their BCP 47 tags, and what the program knows of each: the files of `src/languages`.

mod everywhere;
mod facts;
mod files;
mod iso639;
mod known;
mod lasting;
mod lists;
mod phrases;
mod subtags;
mod telephone;

use std::fmt;
use std::sync::Arc;

use icu_locale_core::LanguageIdentifier;
use serde::Deserialize;

pub use everywhere::Everywhere;
pub use facts::{Facts, Nastaliq, Quotes};
pub use iso639::IsoLanguage;
pub use phrases::Phrases;
pub use telephone::Telephone;

/// The direction of a line of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// As in English.
    #[default]
    LeftToRight,
    /// As in Arabic.
    RightToLeft,
}

/// A language, named by a valid BCP 47 tag in its canonical letter case, such as `en-GB`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language {
    tag: Arc<str>,
    /// How long its primary subtag is; words are asked for their language again and again.
    primary: u8,
    /// Where its script subtag is, if it has one.
    script: Option<u8>,
    /// Where its file stands in the list of those of `src/languages`, if it has one.
    file: Option<u8>,
}

/// Why a tag names no language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLanguage {
    /// The tag that was probably meant.
    pub suggestion: Option<String>,
}

/// Scripts that are written from right to left, by ISO 15924 code.
const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"];

impl Language {
    /// Reads a tag.
    ///
    /// # Errors
    ///
    /// A tag that is not well-formed (RFC 5646, section 2.1), or whose language, script or region
    /// subtag is not registered.
    pub fn parse(tag: &str) -> Result<Self, UnknownLanguage> {
        Self::registered(tag).ok_or_else(|| UnknownLanguage { suggestion: suggest(tag) })
    }

    fn registered(tag: &str) -> Option<Self> {
        if tag.contains('_') {
            return None;
        }
        let parsed: LanguageIdentifier = tag.parse().ok()?;
        let known = subtags::is_language(parsed.language.as_str())
            && parsed.script.is_none_or(|script| subtags::is_script(script.as_str()))
            && parsed.region.is_none_or(|region| subtags::is_region(region.as_str()));
        known.then(|| Self::of(&parsed.to_string()))
    }

    /// The language of a sound tag in its letter case.
    fn of(tag: &str) -> Self {
        let primary = tag.find('-').unwrap_or(tag.len());
        let rest = tag.get(primary + 1..).unwrap_or_default();
        // The script stands right after the language (RFC 5646, section 2.1).
        let next = rest.split('-').next().unwrap_or_default();
        let is_script = next.len() == 4 && next.starts_with(char::is_alphabetic);
        // The primary subtag has two or three letters, by `registered`.
        let mut language = Self {
            tag: tag.into(),
            primary: primary as u8,
            script: is_script.then_some(primary as u8 + 1),
            file: None,
        };
        language.file = files::index(match language.primary() {
            "zh" if language.is_traditional_chinese() => "zh-Hant",
            "zh" => "zh-Hans",
            primary => primary,
        });
        language
    }

    /// British English, in which the program itself speaks.
    #[must_use]
    pub fn english() -> Self {
        Self::of("en-GB")
    }

    /// The whole tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The primary language subtag, such as `en`.
    #[must_use]
    pub fn primary(&self) -> &str {
        &self.tag[..usize::from(self.primary)]
    }

    /// The script subtag, such as `Hant`, where the tag has one.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.script.map(|at| &self.tag[usize::from(at)..][..4])
    }

    /// The region subtag, such as `GB`, where the tag has one.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.tag.split('-').skip(1).find(|part| part.len() == 2)
    }

    /// The direction in which the language is written.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self.script() {
            Some(script) if RIGHT_TO_LEFT_SCRIPTS.contains(&script) => Direction::RightToLeft,
            Some(_) => Direction::LeftToRight,
            None => Facts::of(self).map_or(Direction::default(), |facts| facts.direction),
        }
    }

    /// Whether it is Chinese in traditional characters, by its script or that of its region.
    #[must_use]
    pub fn is_traditional_chinese(&self) -> bool {
        match self.script() {
            Some(script) => script == "Hant",
            None => matches!(self.region(), Some("TW" | "HK" | "MO")),
        }
    }
}

/// The tag that was probably meant: what is wrong in it is replaced, what is sound is kept.
fn suggest(tag: &str) -> Option<String> {
    let parts: Vec<&str> =
        tag.split(['-', '_', ' ', '(', ')', ',']).filter(|part| !part.is_empty()).collect();
    let (first, rest) = parts.split_first()?;
    let language = subtags::language_for(first)?;
    let keep = |part: &&str| {
        let candidate = format!("{language}-{part}");
        match Language::registered(&candidate) {
            Some(_) => Some((*part).to_owned()),
            None => subtags::region_for(part).map(str::to_owned),
        }
    };
    let mut best = language.clone();
    for part in rest.iter().filter_map(keep) {
        best = format!("{best}-{part}");
    }
    let best = Language::registered(&best).or_else(|| Language::registered(&language))?;
    (best.tag() != tag).then(|| best.tag().to_owned())
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_subtag_decides_the_direction() {
        let direction = |tag: &str| Language::parse(tag).unwrap().direction();
        assert_eq!(direction("ar"), Direction::RightToLeft);
        assert_eq!(direction("en-GB"), Direction::LeftToRight);
        assert_eq!(direction("pa-Arab"), Direction::RightToLeft);
        assert_eq!(direction("ur-Latn"), Direction::LeftToRight);
    }

    #[test]
    fn real_tags_are_taken_and_put_into_their_letter_case() {
        for (tag, canonical) in [
            ("en-gb", "en-GB"),
            ("zh-hant", "zh-Hant"),
            ("pa-Arab", "pa-Arab"),
            ("sr-Latn-RS", "sr-Latn-RS"),
            ("en-GB-oxendict", "en-GB-oxendict"),
            ("es-419", "es-419"),
            ("ckb", "ckb"),
        ] {
            assert_eq!(Language::parse(tag).unwrap().tag(), canonical);
        }
    }

    #[test]
    fn what_is_no_tag_is_refused_with_the_one_meant() {
        for (tag, meant) in [
            ("english", Some("en")),
            ("Cymraeg", Some("cy")),
            ("en-UK", Some("en-GB")),
            ("en_GB", Some("en-GB")),
            ("English (UK)", Some("en-GB")),
            ("eng", Some("en")),
            ("jp", Some("ja")),
            ("en-Xxxx", Some("en")),
            ("xx", None),
            ("", None),
            ("und", None),
        ] {
            let error = Language::parse(tag).unwrap_err();
            assert_eq!(error.suggestion.as_deref(), meant, "{tag}");
        }
    }
}
