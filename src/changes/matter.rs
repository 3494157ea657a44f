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
    /// Words before it at the first place.
    pub before: String,
    /// Words behind it at the first place.
    pub after: String,
    /// The value that the words were filled in from.
    pub value: Option<String>,
    /// The language of the words.
    pub language: String,
    /// Everywhere that it is so.
    pub places: Vec<Place>,
}

/// Where a change is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The title of its part.
    pub part: String,
    /// What it is there.
    pub kind: &'static str,
    /// The cell before it, or whose number it is.
    pub beside: Option<String>,
}

impl Place {
    /// A passage of some kind in a part.
    pub(super) fn of(part: String, kind: Kind) -> Self {
        Self { part, kind: kind.name(), beside: None }
    }
}

impl Matter {
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
    /// A name out of the glossary or of a table of doses.
    Medicine,
    /// How soon somebody needs help.
    Urgency,
    /// Anything else of the contact section.
    Contact,
    /// A picture or what is said in its place.
    Picture,
    /// A heading, an item or a term that stands elsewhere.
    Order,
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
            Self::Medicine => "name of a medicine or term",
            Self::Urgency => "urgency",
            Self::Contact => "contact section",
            Self::Picture => "picture or its description",
            Self::Order => "order",
            Self::Structure => "chapters",
        }
    }

    /// Whether `--deny numbers` is about it.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Cell | Self::Date | Self::Phone | Self::Address)
    }
}
