//! The words that the program adds to a booklet, in the booklet's language.

mod east_asia;
mod europe;
mod horn_of_africa;
mod isles;
mod middle_east;
mod romance;
mod slavic;
mod south_asia;
mod units;

use crate::language::Language;

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

/// The words in one language. Templates hold `{}` where something is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Primary language subtag (with script where it matters) that these words are in.
    pub language: &'static str,
    /// The script that these words are written in, by its ISO 15924 code.
    pub script: &'static str,
    /// Heading of the table of contents.
    pub contents: &'static str,
    /// Heading of the glossary.
    pub glossary: &'static str,
    /// Heading of the imprint where it is a chapter of its own.
    pub about: &'static str,
    /// Heading of a page to write on.
    pub notes: &'static str,
    /// Page label of the cover.
    pub cover: &'static str,
    /// Page label of the back page.
    pub back_cover: &'static str,
    /// After a link to a chapter or block: `(page {})`.
    pub page_reference: &'static str,
    /// After a link to something on the back page: `(back page)`.
    pub back_page_reference: &'static str,
    /// Before a telephone number: `Phone`.
    pub phone: &'static str,
    /// Before a number for text messages.
    pub sms: &'static str,
    /// Before a textphone number.
    pub textphone: &'static str,
    /// Before an email address.
    pub email: &'static str,
    /// Before a web address.
    pub web: &'static str,
    /// Before opening hours.
    pub hours: &'static str,
    /// `Version {}` in the imprint.
    pub version: &'static str,
    /// `Last reviewed: {}` in the imprint.
    pub last_reviewed: &'static str,
    /// `Next review: {}` in the imprint.
    pub next_review: &'static str,
    /// What a tick box is called.
    pub tick_box: &'static str,
    /// `QR code: {}`, the alternative text of a QR code.
    pub qr_code: &'static str,
    /// `page {}`, where a page is named on its own, as in speech.
    pub page: &'static str,
    /// Name of ruled lines to write on, for those who do not see them.
    pub room_to_write: &'static str,
    /// The link over a web page that leads past its navigation.
    pub skip_to_content: &'static str,
    /// `Picture: {}`, the description of a picture where it cannot be shown.
    pub picture: &'static str,
    /// The months' names as they stand in a date.
    pub months: [&'static str; 12],
    /// How the first day of a month is written, where that is not `1`.
    pub first_day: Option<&'static str>,
    /// A date: `{d}`, `{m}` and `{y}` stand for day, month's name and year.
    pub date: &'static str,
}

/// Every language that has words. Months stand in the form that a date asks for: CLDR 46,
/// `dateFormat` long of the Gregorian calendar, with European digits throughout, since page and
/// telephone numbers have them too.
const ALL: &[&Words] = &[
    &isles::ENGLISH,
    &isles::WELSH,
    &isles::IRISH,
    &isles::GAELIC,
    &romance::FRENCH,
    &romance::SPANISH,
    &romance::PORTUGUESE,
    &romance::ITALIAN,
    &romance::ROMANIAN,
    &slavic::POLISH,
    &slavic::CZECH,
    &slavic::SLOVAK,
    &slavic::UKRAINIAN,
    &slavic::RUSSIAN,
    &slavic::BULGARIAN,
    &europe::GERMAN,
    &europe::DUTCH,
    &europe::LITHUANIAN,
    &europe::HUNGARIAN,
    &europe::GREEK,
    &europe::TURKISH,
    &middle_east::ARABIC,
    &middle_east::PERSIAN,
    &middle_east::PASHTO,
    &middle_east::SORANI,
    &middle_east::KURMANJI,
    &middle_east::HEBREW,
    &south_asia::URDU,
    &south_asia::HINDI,
    &south_asia::BENGALI,
    &south_asia::GUJARATI,
    &south_asia::PUNJABI,
    &south_asia::TAMIL,
    &east_asia::CHINESE_SIMPLIFIED,
    &east_asia::CHINESE_TRADITIONAL,
    &east_asia::THAI,
    &east_asia::VIETNAMESE,
    &horn_of_africa::SOMALI,
    &horn_of_africa::AMHARIC,
    &horn_of_africa::TIGRINYA,
];

impl Words {
    /// What stands between a label such as `Phone` and what it names.
    #[must_use]
    pub fn colon(&self) -> &'static str {
        match self.language {
            // French puts a space that does not break before it.
            "fr" => "\u{A0}: ",
            // Chinese and Japanese have a sign of their own, with its room in it.
            language if language.starts_with("zh") || language == "ja" => "：",
            _ => ": ",
        }
    }

    /// The words for a language, in English where there are none for it.
    #[must_use]
    pub fn of(language: &Language) -> &'static Self {
        Self::exact(language).unwrap_or(&isles::ENGLISH)
    }

    /// The words for a language, or `None` where there are none for it.
    ///
    /// The region never matters but for Chinese. Words in another script than the tag's are no
    /// words for it: who reads Punjabi in Arabic letters is better off with English than with
    /// Gurmukhi.
    #[must_use]
    pub fn exact(language: &Language) -> Option<&'static Self> {
        let (primary, script) = primary_and_script(language);
        ALL.iter().copied().find(|words| {
            words.primary() == primary && script.is_none_or(|script| script == words.script)
        })
    }

    fn primary(&self) -> &'static str {
        self.language.split('-').next().unwrap_or(self.language)
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

    /// A template with its `{}` filled in.
    #[must_use]
    pub fn fill(template: &str, with: &str) -> String {
        template.replacen("{}", with, 1)
    }
}

/// The subtags by which [`ALL`] is searched: members of a macrolanguage (ISO 639-3) go by its
/// code, and Chinese by the script that its region writes.
fn primary_and_script(language: &Language) -> (&str, Option<&str>) {
    let script = language.script();
    match language.primary() {
        "ku" | "kmr" if script == Some("Arab") => ("ckb", script),
        "kmr" => ("ku", script),
        "arb" => ("ar", script),
        "pes" | "prs" => ("fa", script),
        "iw" => ("he", script),
        "yue" => ("zh", script.or(Some("Hant"))),
        "zh" | "cmn" => {
            let traditional = matches!(language.region(), Some("TW" | "HK" | "MO"));
            ("zh", script.or(Some(if traditional { "Hant" } else { "Hans" })))
        }
        primary => (primary, script),
    }
}

#[cfg(test)]
mod tests;
