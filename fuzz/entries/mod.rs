//! What each fuzz target does with its bytes; `tests/integration/corpus.rs` does the same with those
//! that were kept.

#![allow(dead_code, reason = "each target uses one of them")]

pub mod import;
pub mod inline;
pub mod pages;
pub mod pdf;
pub mod picture;
pub mod source;
pub mod text;

use std::path::PathBuf;

/// A folder for the files of one run.
pub fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("chapbook-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Languages with writing of every kind.
const LANGUAGES: [&str; 12] =
    ["en-GB", "cy", "ar", "ur", "he", "hi", "bn", "th", "zh-Hans", "tr", "pl", "am"];

/// As much of the bytes as is text.
fn text_of(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(fault) => std::str::from_utf8(&bytes[..fault.valid_up_to()]).unwrap_or_default(),
    }
}
