//! Any bytes as a PDF: judged and read aloud, or called damaged.

#![no_main]

#[path = "../entries/mod.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::pdf::run(data));
