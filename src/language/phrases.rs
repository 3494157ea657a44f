//! The words that the program adds to a booklet, as they stand under `[words]` in a language's file.

use serde::Deserialize;

use super::lasting::lasting;

/// The words in one language. Templates hold `{}` where something is put in.
///
/// Months and dates are those of CLDR, `dateFormat` long of the Gregorian calendar, with European
/// digits throughout, since page and telephone numbers have them too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// Primary language subtag (with script where it matters) that these words are in.
    #[serde(skip)]
    pub language: &'static str,
    /// The script that these words are written in, by its ISO 15924 code.
    #[serde(skip)]
    pub script: &'static str,
    /// What stands between a label such as `Phone` and what it names.
    #[serde(deserialize_with = "lasting")]
    pub colon: &'static str,
    /// Heading of the table of contents.
    #[serde(deserialize_with = "lasting")]
    pub contents: &'static str,
    /// Heading of the glossary.
    #[serde(deserialize_with = "lasting")]
    pub glossary: &'static str,
    /// Heading of the imprint where it is a chapter of its own.
    #[serde(deserialize_with = "lasting")]
    pub about: &'static str,
    /// Heading of a page to write on.
    #[serde(deserialize_with = "lasting")]
    pub notes: &'static str,
    /// Page label of the cover.
    #[serde(deserialize_with = "lasting")]
    pub cover: &'static str,
    /// Page label of the back page.
    #[serde(deserialize_with = "lasting")]
    pub back_cover: &'static str,
    /// On the cover, in the imprint and in the title of large print: `Large print`.
    #[serde(deserialize_with = "lasting")]
    pub large_print: &'static str,
    /// After a link to a chapter or block: `(page {})`.
    #[serde(deserialize_with = "lasting")]
    pub page_reference: &'static str,
    /// After a link to something on the back page: `(back page)`.
    #[serde(deserialize_with = "lasting")]
    pub back_page_reference: &'static str,
    /// Before a telephone number: `Phone`.
    #[serde(deserialize_with = "lasting")]
    pub phone: &'static str,
    /// Before a number for text messages.
    #[serde(deserialize_with = "lasting")]
    pub sms: &'static str,
    /// Before a textphone number.
    #[serde(deserialize_with = "lasting")]
    pub textphone: &'static str,
    /// Before an email address.
    #[serde(deserialize_with = "lasting")]
    pub email: &'static str,
    /// Before a web address.
    #[serde(deserialize_with = "lasting")]
    pub web: &'static str,
    /// Before a postal address: `Address`.
    #[serde(deserialize_with = "lasting")]
    pub address: &'static str,
    /// Before opening hours.
    #[serde(deserialize_with = "lasting")]
    pub hours: &'static str,
    /// `Version {}` in the imprint.
    #[serde(deserialize_with = "lasting")]
    pub version: &'static str,
    /// `Last reviewed: {}` in the imprint.
    #[serde(deserialize_with = "lasting")]
    pub last_reviewed: &'static str,
    /// `Next review: {}` in the imprint.
    #[serde(deserialize_with = "lasting")]
    pub next_review: &'static str,
    /// Before the references in the imprint.
    #[serde(deserialize_with = "lasting")]
    pub references: &'static str,
    /// What a tick box is called.
    #[serde(deserialize_with = "lasting")]
    pub tick_box: &'static str,
    /// `QR code: {}`, the alternative text of a QR code.
    #[serde(deserialize_with = "lasting")]
    pub qr_code: &'static str,
    /// `page {}`, where a page is named on its own, as in speech.
    #[serde(deserialize_with = "lasting")]
    pub page: &'static str,
    /// After the name of a record or panel that goes on on another page: `(continued)`.
    #[serde(deserialize_with = "lasting")]
    pub continued: &'static str,
    /// Name of ruled lines to write on, for those who do not see them.
    #[serde(deserialize_with = "lasting")]
    pub room_to_write: &'static str,
    /// Before the title of a callout in plain text, where nothing is drawn: `Important`.
    #[serde(deserialize_with = "lasting")]
    pub important: &'static str,
    /// The link over a web page that leads past its navigation.
    #[serde(deserialize_with = "lasting")]
    pub skip_to_content: &'static str,
    /// `Picture: {}`, the description of a picture where it cannot be shown.
    #[serde(deserialize_with = "lasting")]
    pub picture: &'static str,
    /// Before the title of a callout that says to call an ambulance: `Immediate action required`.
    #[serde(deserialize_with = "lasting")]
    pub emergency: &'static str,
    /// Before the title of a callout that says to get help today: `Urgent advice`.
    #[serde(deserialize_with = "lasting")]
    pub urgent: &'static str,
    /// Before the title of a callout about what can wait: `Non-urgent advice`.
    #[serde(deserialize_with = "lasting")]
    pub routine: &'static str,
    /// The months' names as they stand in a date.
    #[serde(deserialize_with = "lasting")]
    pub months: [&'static str; 12],
    /// How the first day of a month is written, where that is not `1`.
    #[serde(default, deserialize_with = "lasting")]
    pub first_day: Option<&'static str>,
    /// A date: `{d}`, `{m}` and `{y}` stand for day, month's name and year.
    #[serde(deserialize_with = "lasting")]
    pub date: &'static str,
}
