//! Languages by their BCP 47 tags, and the direction in which they are written.

use std::fmt;
use std::sync::Arc;

/// The direction of a line of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As in English.
    #[default]
    LeftToRight,
    /// As in Arabic.
    RightToLeft,
}

/// A language, named by a valid BCP 47 tag in its canonical letter case, such as `en-GB`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(Arc<str>);

/// Why a tag names no language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLanguage {
    /// The tag that was probably meant.
    pub suggestion: Option<String>,
}

/// Scripts that are written from right to left, by ISO 15924 code.
const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"];

/// Languages whose usual script is written from right to left (CLDR, likely subtags).
const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "fa", "ur", "ps", "he", "yi", "sd", "ug", "dv", "ckb", "prs", "pnb", "arc", "syr", "ks",
    "lrc", "mzn", "azb", "bal", "ary", "arz", "apc", "acm", "aeb", "ajp",
];

impl Language {
    /// Reads a tag.
    ///
    /// # Errors
    ///
    /// A tag that is not well-formed (RFC 5646, section 2.1), or whose language, script or region
    /// subtag is not registered.
    pub fn parse(tag: &str) -> Result<Self, UnknownLanguage> {
        let locale: icu_locale_core::LanguageIdentifier =
            tag.parse().map_err(|_| UnknownLanguage { suggestion: None })?;
        Ok(Self(locale.to_string().into()))
    }

    /// British English, in which the program itself speaks.
    #[must_use]
    pub fn english() -> Self {
        Self("en-GB".into())
    }

    /// The whole tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The primary language subtag, such as `en`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The script subtag, such as `Hant`, where the tag has one.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.0
            .split('-')
            .skip(1)
            .find(|part| part.len() == 4 && part.starts_with(char::is_alphabetic))
    }

    /// The region subtag, such as `GB`, where the tag has one.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.split('-').skip(1).find(|part| part.len() == 2)
    }

    /// The direction in which the language is written.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let right_to_left = match self.script() {
            Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
            None => RIGHT_TO_LEFT.contains(&self.primary()),
        };
        if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
}
