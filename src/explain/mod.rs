//! What each diagnostic of `build` means: a page for every code, written for editors.
//!
//! The pages are Markdown files in `pages/`, one a code, compiled in. Every page has the same
//! parts: a sentence, what it means, who is affected, how to mend it, an example before and after,
//! and the rule or standard behind it.

mod pages;

use crate::codes::{Code, Severity};
use std::borrow::Cow;

pub use pages::PAGES;

use crate::diagnostic;

/// What `explain` says of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Kebab-case name of the fault.
    pub code: Code,
    /// error, warning or info.
    pub severity: Severity,
    /// The whole page in Markdown; its first line is a sentence of its own.
    pub text: Cow<'static, str>,
}

impl Page {
    /// The page in one sentence.
    #[must_use]
    pub fn summary(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }

    /// The page after that sentence.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.split_once('\n').map_or("", |(_, body)| body.trim())
    }
}

/// The page of a code.
///
/// # Errors
///
/// Where no page has this code: the code that was probably meant, if one is near.
pub fn find<'a>(pages: &'a [Page], code: &str) -> Result<&'a Page, Option<&'static str>> {
    let found = pages.iter().find(|page| page.code.as_str() == code);
    found.ok_or_else(|| diagnostic::nearest(code, pages.iter().map(|page| page.code.as_str())))
}
