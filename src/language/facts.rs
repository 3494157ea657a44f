//! What the program knows of a language, from the first part of its file in `src/languages`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Direction;
use super::lasting::lasting;
use super::phrases::Phrases;

/// What begins and ends `"…"`, then what begins and ends `'…'` and `"…"` within `"…"`.
pub type Quotes = [&'static str; 4];

/// What holds for texts in one language. Whatever is missing in its file holds for no text in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Its tag, with the script where that tells two languages apart.
    #[serde(deserialize_with = "lasting")]
    pub tag: &'static str,
    /// The script that it is written in where a tag names none, by its ISO 15924 code.
    #[serde(deserialize_with = "lasting")]
    pub script: &'static str,
    /// The direction of that script.
    pub direction: Direction,
    /// The language whose words it takes, as one that it is a form of.
    #[serde(default, deserialize_with = "lasting")]
    pub words_of: Option<&'static str>,
    /// Quotation marks.
    #[serde(default, deserialize_with = "lasting")]
    pub(super) quotes: Option<Quotes>,
    /// Quotation marks by script or region.
    #[serde(default)]
    pub(super) quotes_in: BTreeMap<String, [String; 4]>,
    /// The name of the dictionary that hyphenates it.
    #[serde(default, deserialize_with = "lasting")]
    pub(super) hyphenation: Option<&'static str>,
    /// The same by region.
    #[serde(default)]
    pub(super) hyphenation_in: BTreeMap<String, String>,
    /// Whether spaces part its words, so that they can be counted.
    #[serde(default = "yes")]
    pub spaces: bool,
    /// When Arabic script is set in the hanging style, if ever.
    pub nastaliq: Option<Nastaliq>,
    /// Whether it needs letters that the first family lacks, so that it is set in the fallback.
    #[serde(default)]
    pub fallback_face: bool,
    /// Countries whose telephone numbers are meant where a tag names none, the likeliest first.
    #[serde(default, deserialize_with = "lasting")]
    pub countries: Vec<&'static str>,
    /// Words that begin with an apostrophe, without it: `tis`.
    #[serde(default, deserialize_with = "lasting")]
    pub elisions: Vec<&'static str>,
    /// Whether readers expect words of a single letter on a line with the next word.
    #[serde(default)]
    pub lone_letters: bool,
    /// Single capitals that are words and no initials.
    #[serde(default, deserialize_with = "lasting")]
    pub no_initials: Vec<&'static str>,
    /// The word between day, month and year: "1 de marzo".
    #[serde(default, deserialize_with = "lasting")]
    pub date_link: Option<&'static str>,
    /// Words that make one thing of the numbers around them: "10 to 14", "1 or 2".
    #[serde(default, deserialize_with = "lasting")]
    pub between_numbers: Vec<&'static str>,
    /// Languages that a short text in it is taken for.
    #[serde(default, deserialize_with = "lasting")]
    pub alike: Vec<&'static str>,
    /// Words that are vague as a whole link, in small letters.
    #[serde(default, deserialize_with = "lasting")]
    pub vague_links: Vec<&'static str>,
    /// The first words of links that are vague whatever follows.
    #[serde(default, deserialize_with = "lasting")]
    pub vague_link_beginnings: Vec<&'static str>,
    /// Words that send to an ambulance or an emergency department, written like `urgent_help`.
    #[serde(default, deserialize_with = "lasting")]
    pub emergency_help: Vec<&'static str>,
    /// Other words that tell to get help at once, in small letters; `…` stands for a few others.
    #[serde(default, deserialize_with = "lasting")]
    pub urgent_help: Vec<&'static str>,
    /// Words that turn a sentence round or bound it, in small letters: `not`, `only`.
    #[serde(default, deserialize_with = "lasting")]
    pub negations: Vec<&'static str>,
    /// Words that say how much or how often, in small letters: `two`, `daily`.
    #[serde(default, deserialize_with = "lasting")]
    pub amounts: Vec<&'static str>,
    /// Units, and forms of medicine that are counted, in small letters: `micrograms`, `drops`.
    #[serde(default, deserialize_with = "lasting")]
    pub measures: Vec<&'static str>,
    /// Days of the week, times of the day and meals, in small letters: `monday`, `bedtime`.
    #[serde(default, deserialize_with = "lasting")]
    pub times: Vec<&'static str>,
    /// Words whose opposite is as likely a word, in small letters: `left`, `must`.
    #[serde(default, deserialize_with = "lasting")]
    pub opposites: Vec<&'static str>,
    /// Words that it alone is full of, in small letters, sorted.
    #[serde(default, deserialize_with = "lasting")]
    pub common_words: Vec<&'static str>,
    /// The words that the program adds.
    pub words: Option<Phrases>,
}

/// When the hanging style of Arabic script is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nastaliq {
    /// Where no other script is named.
    Always,
    /// Where the tag names Arabic script, since the language is written in others too.
    Tagged,
}

fn yes() -> bool {
    true
}

impl Facts {
    pub(super) fn read(text: &'static str) -> Result<Self, toml::de::Error> {
        let mut facts: Self = toml::from_str(text)?;
        if let Some(words) = &mut facts.words {
            (words.language, words.script) = (facts.tag, facts.script);
        }
        Ok(facts)
    }
}
