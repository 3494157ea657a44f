//! The words that the program adds to a booklet, in the booklet's language.

mod units;

use crate::language::{Facts, Language};

pub use crate::language::Phrases;

pub use units::{is_any_spelled_unit, is_latin_unit, is_spelled_unit, is_unit, trim_end};

/// A date of the proleptic Gregorian calendar, as written in TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, four digits.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl Phrases {
    /// The words for a language, in English where there are none for it.
    #[must_use]
    pub fn of(language: &Language) -> &'static Self {
        Self::exact(language).unwrap_or_else(Self::english)
    }

    /// The words for a language, or `None` where there are none for it.
    ///
    /// The region never matters but for Chinese. Words in another script than the tag's are no
    /// words for it: who reads Punjabi in Arabic letters is better off with English than with
    /// Gurmukhi.
    #[must_use]
    pub fn exact(language: &Language) -> Option<&'static Self> {
        let words = home(language)?.words.as_ref()?;
        language.script().is_none_or(|script| script == words.script).then_some(words)
    }

    fn english() -> &'static Self {
        Facts::english().words.as_ref().expect("English has words")
    }

    /// A date in words.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let month = self.months[usize::from(date.month.clamp(1, 12)) - 1];
        let day = match (date.day, self.first_day) {
            (1, Some(first)) => first.to_owned(),
            (day, _) => day.to_string(),
        };
        self.date.replace("{d}", &day).replace("{m}", month).replace("{y}", &date.year.to_string())
    }

    /// That something is large print; where there are several sizes, of which: `Large print, 24 pt`.
    #[must_use]
    pub fn in_large_print(&self, size: Option<f32>) -> String {
        let size = size.map(|size| format!("{}{size} pt", self.comma()));
        format!("{}{}", self.large_print, size.unwrap_or_default())
    }

    /// What parts the words of an apposition.
    #[must_use]
    pub fn comma(&self) -> &'static str {
        match self.script {
            "Arab" => "، ",
            "Ethi" => "፣ ",
            "Hans" | "Hant" => "，",
            _ => ", ",
        }
    }

    /// A template with its `{}` filled in.
    #[must_use]
    pub fn fill(template: &str, with: &str) -> String {
        template.replacen("{}", with, 1)
    }
}

/// What is known of the language whose words a language takes. Kurdish in Arabic script is Sorani,
/// and forms of Chinese go by their script or that of their region.
fn home(language: &Language) -> Option<&'static Facts> {
    let facts = Facts::of(language)?;
    let script = language.script();
    match facts.words_of.unwrap_or(facts.tag) {
        "ku" if script == Some("Arab") => Facts::by_tag("ckb"),
        "zh" => {
            let usual = script.is_none() && facts.script == "Hant";
            let traditional = usual || language.is_traditional_chinese();
            Facts::by_tag(if traditional { "zh-Hant" } else { "zh-Hans" })
        }
        tag if tag != facts.tag => Facts::by_tag(tag),
        _ => Some(facts),
    }
}

#[cfg(test)]
mod tests;
