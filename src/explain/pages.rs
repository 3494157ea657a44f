//! The list of pages.

use std::borrow::Cow;

use super::Page;
use crate::codes::{self, each_code};
use crate::diagnostic::Severity;

macro_rules! pages {
    ($($(#[$doc:meta])* $name:ident = $severity:ident $text:literal,)*) => {
        /// The pages of the codes that `build` reports, sorted by code.
        pub const PAGES: &[Page] = &[$(Page {
            code: codes::$name,
            severity: Severity::$severity,
            text: Cow::Borrowed(include_str!(concat!("pages/", $text, ".md"))),
        },)*];
    };
}

each_code!(pages);
