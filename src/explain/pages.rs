//! The list of pages.

use std::borrow::Cow;

use super::Page;

macro_rules! page {
    ($severity:literal, $code:literal) => {
        Page {
            code: $code,
            severity: $severity,
            text: Cow::Borrowed(include_str!(concat!("pages/", $code, ".md"))),
        }
    };
}

/// The pages of the codes that `build` reports, sorted by code.
pub const PAGES: &[Page] = &[
    page!("error", "back-page-overflow"),
    page!("error", "bad-edition"),
    page!("error", "bad-link"),
    page!("error", "bad-mark"),
    page!("error", "bad-picture"),
    page!("error", "bad-theme"),
    page!("error", "block-in-text"),
    page!("warning", "coarse-picture"),
    page!("warning", "doubtful-address"),
    page!("error", "duplicate-id"),
    page!("error", "empty-header"),
    page!("error", "heading-skipped"),
    page!("warning", "large-file"),
    page!("error", "missing-alt"),
    page!("warning", "missing-bold"),
    page!("error", "missing-file"),
    page!("error", "missing-glyph"),
    page!("error", "missing-key"),
    page!("error", "no-kind"),
    page!("error", "not-utf8"),
    page!("error", "outside-root"),
    page!("warning", "picture-changed"),
    page!("error", "ragged-table"),
    page!("error", "same-output"),
    page!("warning", "stale-output"),
    page!("error", "toml-syntax"),
    page!("error", "too-large"),
    page!("error", "two-kinds"),
    page!("error", "unknown-contact-point"),
    page!("error", "unknown-key"),
    page!("error", "unknown-language"),
    page!("error", "unknown-link"),
    page!("error", "unknown-term"),
    page!("error", "unknown-value"),
    page!("warning", "unlisted-chapter"),
    page!("error", "value-circle"),
    page!("warning", "word-too-wide"),
    page!("error", "wrong-type"),
];
