//! The kinds of block.

use super::{Key, blocks};

variants! {
    /// What a block is: the one key in it that says so.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Kind {
        /// Paragraphs.
        Text,
        /// A heading under the chapter's title.
        Heading,
        /// A heading one level further down.
        Subheading,
        /// A list with bullets.
        Bullets,
        /// A numbered list.
        Steps,
        /// A list with boxes to tick.
        Checklist,
        /// A panel that stands out.
        Callout,
        /// Somebody's words, set apart.
        Quote,
        /// A picture, or a few side by side.
        Figure,
        /// Pictures with words beside them.
        Illustrated,
        /// Rows and columns.
        Table,
        /// Words and what they mean.
        Definitions,
        /// A point of the contact section.
        ContactPoint,
        /// Lines to write on.
        WritingLines,
        /// A QR code.
        Qr,
        /// A new page.
        PageBreak,
    }
}

impl Kind {
    /// The names of their keys.
    pub const NAMES: [&str; Self::ALL.len()] = {
        let mut names = [""; Self::ALL.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = Self::ALL[at].key().name;
            at += 1;
        }
        names
    };

    /// The kind of a key.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key().name == name)
    }

    /// The key that says it.
    #[must_use]
    pub const fn key(self) -> Key {
        match self {
            Self::Text => blocks::TEXT,
            Self::Heading => blocks::HEADING,
            Self::Subheading => blocks::SUBHEADING,
            Self::Bullets => blocks::BULLETS,
            Self::Steps => blocks::STEPS,
            Self::Checklist => blocks::CHECKLIST,
            Self::Callout => blocks::A_CALLOUT,
            Self::Quote => blocks::A_QUOTE,
            Self::Figure => blocks::A_FIGURE,
            Self::Illustrated => blocks::ILLUSTRATED,
            Self::Table => blocks::A_TABLE,
            Self::Definitions => blocks::DEFINITIONS,
            Self::ContactPoint => blocks::CONTACT_POINT,
            Self::WritingLines => blocks::SOME_WRITING_LINES,
            Self::Qr => blocks::A_QR,
            Self::PageBreak => blocks::PAGE_BREAK,
        }
    }
}
