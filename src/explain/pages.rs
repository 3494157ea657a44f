//! The list of pages.

use super::Page;
use crate::diagnostic::Severity::{Error, Warning};

macro_rules! page {
    ($severity:expr, $code:literal) => {
        Page {
            code: $code,
            severity: $severity,
            text: include_str!(concat!("pages/", $code, ".md")),
        }
    };
}

/// The pages of the codes that `build` reports, sorted by code.
pub const PAGES: &[Page] = &[
    page!(Error, "back-page-overflow"),
    page!(Error, "bad-edition"),
    page!(Error, "bad-link"),
    page!(Error, "bad-mark"),
    page!(Error, "bad-picture"),
    page!(Error, "bad-theme"),
    page!(Error, "block-in-text"),
    page!(Warning, "coarse-picture"),
    page!(Error, "duplicate-id"),
    page!(Error, "empty-header"),
    page!(Error, "heading-skipped"),
    page!(Error, "missing-alt"),
    page!(Error, "missing-file"),
    page!(Error, "missing-glyph"),
    page!(Error, "missing-key"),
    page!(Error, "no-kind"),
    page!(Error, "not-utf8"),
    page!(Error, "outside-root"),
    page!(Warning, "picture-changed"),
    page!(Error, "ragged-table"),
    page!(Error, "same-output"),
    page!(Error, "toml-syntax"),
    page!(Error, "too-large"),
    page!(Error, "two-kinds"),
    page!(Error, "unknown-contact-point"),
    page!(Error, "unknown-key"),
    page!(Error, "unknown-language"),
    page!(Error, "unknown-link"),
    page!(Error, "unknown-term"),
    page!(Error, "unknown-value"),
    page!(Error, "value-circle"),
    page!(Warning, "word-too-wide"),
    page!(Error, "wrong-type"),
];
