//! The codes of what may be wrong with a booklet (`docs/format.md`, section 9).

use std::fmt;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Info,
    /// The booklet is built, but a reader may stumble.
    Warning,
    /// The booklet is not built.
    Error,
}

impl Severity {
    /// The word used in reports and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The kebab-case name of a fault: one of this module, or that of a rule of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// The code of a rule of `check`, which its file alone names.
    #[must_use]
    pub const fn of_rule(name: &'static str) -> Self {
        Self(name)
    }

    /// As it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// Hands every code of `build` to a macro, with how grave it is at its worst; sorted by code. Each has
/// a page of its name in `explain/pages`.
macro_rules! each_code {
    ($then:ident) => {
        $then! {
            /// The contact section does not fit on its page.
            BACK_PAGE_OVERFLOW = Error "back-page-overflow",
            /// An edition is not known or cannot be made.
            BAD_EDITION = Error "bad-edition",
            /// A link is not complete or not allowed.
            BAD_LINK = Error "bad-link",
            /// A mark has no partner or no meaning.
            BAD_MARK = Error "bad-mark",
            /// A picture cannot be read.
            BAD_PICTURE = Error "bad-picture",
            /// A value in the theme cannot be used.
            BAD_THEME = Error "bad-theme",
            /// A list, heading or picture is typed into a text.
            BLOCK_IN_TEXT = Error "block-in-text",
            /// A picture is too coarse for paper.
            COARSE_PICTURE = Warning "coarse-picture",
            /// An address has a sign in it that a word processor makes.
            DOUBTFUL_ADDRESS = Warning "doubtful-address",
            /// Two parts have the same name.
            DUPLICATE_ID = Error "duplicate-id",
            /// A column or a row has no head.
            EMPTY_HEADER = Error "empty-header",
            /// A subheading has no heading before it.
            HEADING_SKIPPED = Error "heading-skipped",
            /// An edition is larger than most mailboxes take.
            LARGE_FILE = Warning "large-file",
            /// A picture has no description.
            MISSING_ALT = Error "missing-alt",
            /// A font that is used has no bold, or no regular.
            MISSING_BOLD = Warning "missing-bold",
            /// A chapter, picture or house file is not there.
            MISSING_FILE = Error "missing-file",
            /// No font has this sign.
            MISSING_GLYPH = Error "missing-glyph",
            /// A key that has to be there is not.
            MISSING_KEY = Error "missing-key",
            /// A block does not say what it is.
            NO_KIND = Error "no-kind",
            /// The file is not saved as UTF-8.
            NOT_UTF8 = Error "not-utf8",
            /// A path leaves the booklet's folder.
            OUTSIDE_ROOT = Error "outside-root",
            /// A picture looks different here than elsewhere.
            PICTURE_CHANGED = Warning "picture-changed",
            /// A row is longer or shorter than the others.
            RAGGED_TABLE = Error "ragged-table",
            /// Two booklets would be written to the same files, or one over a file of your own.
            SAME_OUTPUT = Error "same-output",
            /// Files of an earlier build lie in the output folder, under another name or with other words.
            STALE_OUTPUT = Warning "stale-output",
            /// The file is not correct TOML.
            TOML_SYNTAX = Error "toml-syntax",
            /// Something is larger than the program accepts.
            TOO_LARGE = Error "too-large",
            /// A block has two kinds at once.
            TWO_KINDS = Error "two-kinds",
            /// There is no contact point of this name.
            UNKNOWN_CONTACT_POINT = Error "unknown-contact-point",
            /// There is no such key here.
            UNKNOWN_KEY = Error "unknown-key",
            /// A language tag is not known.
            UNKNOWN_LANGUAGE = Error "unknown-language",
            /// A link leads to nothing in the booklet.
            UNKNOWN_LINK = Error "unknown-link",
            /// A link leads to no term of the glossary.
            UNKNOWN_TERM = Error "unknown-term",
            /// A name in braces has no value.
            UNKNOWN_VALUE = Error "unknown-value",
            /// A chapter's file is there and booklet.toml does not list it.
            UNLISTED_CHAPTER = Warning "unlisted-chapter",
            /// A value holds itself.
            VALUE_CIRCLE = Error "value-circle",
            /// A picture with a white background stands on paper that is not white.
            WHITE_BOX = Warning "white-box",
            /// A word or a number is wider than its column.
            WORD_TOO_WIDE = Warning "word-too-wide",
            /// A value is of the wrong sort.
            WRONG_TYPE = Error "wrong-type",
        }
    };
}
pub(crate) use each_code;

macro_rules! define {
    ($($(#[$doc:meta])* $name:ident = $severity:ident $text:literal,)*) => {
        $($(#[$doc])* pub const $name: Code = Code($text);)*

        /// Every code of `build`, sorted, with how grave it is at its worst.
        pub const ALL: &[(Code, Severity)] = &[$(($name, Severity::$severity),)*];
    };
}

each_code!(define);
