//! What each diagnostic means: a page for every code, written for editors.
//!
//! The pages are Markdown files in `pages/`, one a code, compiled in. Every page has the same
//! parts: a sentence, what it means, who is affected, how to mend it, an example before and after,
//! and the rule or standard behind it.

mod pages;

pub use pages::PAGES;

use crate::diagnostic::{self, Severity};

/// What `explain` says of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Kebab-case name of the fault.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The whole page in Markdown; its first line is a sentence of its own.
    pub text: &'static str,
}

impl Page {
    /// The page in one sentence.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default()
    }

    /// The page after that sentence.
    #[must_use]
    pub fn body(&self) -> &'static str {
        self.text.split_once('\n').map_or("", |(_, body)| body.trim())
    }
}

/// Every page, sorted by code. Codes from elsewhere join here.
#[must_use]
pub fn all() -> Vec<Page> {
    let mut pages = PAGES.to_vec();
    pages.sort_by_key(|page| page.code);
    pages
}

/// The page of a code, or the code that was probably meant.
///
/// # Errors
///
/// Where no page has this code: the nearest code, if one is near.
pub fn find(code: &str) -> Result<Page, Option<&'static str>> {
    let pages = all();
    let found = pages.iter().find(|page| page.code == code).copied();
    found.ok_or_else(|| diagnostic::nearest(code, pages.iter().map(|page| page.code)))
}
