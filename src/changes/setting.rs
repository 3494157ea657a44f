//! What a passage stands in and beside, and how its words are set apart from others.

use std::sync::Arc;

/// What a passage stands in and beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Setting {
    /// What holds it, where it does not stand by itself.
    pub within: Option<Within>,
    /// The number that is printed before it, where it is a step.
    pub number: Option<usize>,
    /// Whether a list of steps begins with it.
    pub begins: bool,
    /// What it belongs to: the head of its row, the term that it explains, the contact that is
    /// reached by it; its place in its part.
    pub row: Option<usize>,
    /// The head of its column.
    pub column: Option<usize>,
}

impl Setting {
    /// Whether a step has another number than in an old setting, that does not only follow from what
    /// came or went before it in its list: that is told already.
    pub(super) fn is_renumbered(self, old: Self) -> bool {
        let begun_elsewhere = old.begins && old.number != Some(1);
        self.number != old.number
            && self.number.is_some()
            && old.number.is_some()
            && (self.begins || begun_elsewhere)
    }
}

/// What holds a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Within {
    /// A panel.
    Panel,
    /// A panel for emergencies.
    Emergency,
    /// A panel for what has to be done today.
    Urgent,
    /// A panel for what can wait.
    Routine,
    /// Somebody's words.
    Quote,
    /// A row with a picture.
    Pictured,
    /// A row with a picture and a number.
    Numbered,
}

impl Within {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Panel => "a panel",
            Self::Emergency => "a panel for emergencies",
            Self::Urgent => "an urgent panel",
            Self::Routine => "a panel about what can wait",
            Self::Quote => "a quote",
            Self::Pictured => "a row with a picture",
            Self::Numbered => "a numbered row with a picture",
        }
    }

    /// Whether it says how soon somebody needs help.
    #[must_use]
    pub fn is_urgency(self) -> bool {
        matches!(self, Self::Emergency | Self::Urgent | Self::Routine)
    }
}

/// How a word is set apart from others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Whether it has weight.
    pub bold: bool,
    /// Whether it is stressed.
    pub stressed: bool,
    /// Whether it is of a link.
    pub link: bool,
    /// Whether its author has begun a line with it.
    pub new_line: bool,
    /// The tag of its language.
    pub language: Arc<str>,
    /// Where its marks change within it: the byte, and a number for what holds from there.
    pub seams: Vec<(usize, u8)>,
}
