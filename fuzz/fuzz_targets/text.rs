//! Any letters, in any language and width: set into lines that lose nothing.

#![no_main]

#[path = "../entries/mod.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::text::run(data));
