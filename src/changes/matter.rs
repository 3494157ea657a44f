//! A change that matters, what kind of thing changed, and where.

use serde::Serialize;

use super::state::Kind;

/// A change that somebody has to say yes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matter {
    /// What kind of thing changed.
    pub weight: Weight,
    /// What became of it, where it is not about words: `chapter moved`.
    pub note: Option<String>,
    /// The words that went.
    pub old: String,
    /// The words that came.
    pub new: String,
    /// Words before it at the first place, with the space that parts them from it.
    pub before: String,
    /// Words behind it at the first place, with the space that parts it from them.
    pub after: String,
    /// The value that the words were filled in from.
    pub value: Option<String>,
    /// The language of the words.
    pub language: String,
    /// Everywhere that it is so.
    pub places: Vec<Place>,
}

/// Something that became of a passage beside its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// It, in words: `was item of a list`.
    pub told: String,
    /// Why it matters, if it does.
    pub weight: Option<Weight>,
    /// Whether it is about this passage alone, so that its words have to be told with it.
    pub own: bool,
}

/// Where a change is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The title of its part.
    pub part: String,
    /// What it is there.
    pub kind: &'static str,
    /// Beside what it stands: its row and column, or whose number it is.
    pub beside: Option<String>,
    /// The page that it stood on, counted from 1, where there are pages.
    pub old_page: Option<usize>,
    /// The page that it stands on.
    pub new_page: Option<usize>,
}

impl Matter {
    /// Something that is told in words of ours, without a place yet.
    pub(super) fn noted(weight: Weight, note: String, language: String) -> Self {
        Self {
            weight,
            note: Some(note),
            old: String::new(),
            new: String::new(),
            before: String::new(),
            after: String::new(),
            value: None,
            language,
            places: Vec::new(),
        }
    }

    /// Whether it is about the booklet as such: its version, the dates of its reviews.
    pub(super) fn is_fact(&self) -> bool {
        self.places.iter().all(|place| place.kind == Kind::Fact.name())
    }
}

/// What kind of thing changed, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// A number, with its unit where it has one, or a word for one.
    Number,
    /// A cell or head of a table that stands beside others than before.
    Cell,
    /// A date.
    Date,
    /// A telephone number.
    Phone,
    /// An address, or where a link leads.
    Address,
    /// A word that turns a sentence round or bounds it.
    Negation,
    /// A word whose opposite is as likely a word.
    Opposite,
    /// A name out of the glossary or of a table.
    Medicine,
    /// How soon somebody needs help.
    Urgency,
    /// Anything else of the contact section.
    Contact,
    /// A picture or what is said in its place.
    Picture,
    /// A heading, an item or a term that stands elsewhere.
    Order,
    /// What holds a passage, or what kind it is.
    Setting,
    /// The language that words are said in.
    Language,
    /// A part that came, went, was moved or has another name.
    Structure,
}

impl Weight {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Cell => "place in a table",
            Self::Date => "date",
            Self::Phone => "telephone number",
            Self::Address => "address or link",
            Self::Negation => "“not” and words like it",
            Self::Opposite => "word that turns the meaning",
            Self::Medicine => "name of a medicine or term",
            Self::Urgency => "urgency",
            Self::Contact => "contact section",
            Self::Picture => "picture or its description",
            Self::Order => "order",
            Self::Setting => "panel, list or heading",
            Self::Language => "language",
            Self::Structure => "chapters",
        }
    }

    /// Whether `--deny numbers` is about it.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Cell | Self::Date | Self::Phone | Self::Address)
    }
}
