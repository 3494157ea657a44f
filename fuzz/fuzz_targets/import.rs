//! Any bytes as a file of another program: imported or refused in words.

#![no_main]

#[path = "../entries/mod.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::import::run(data));
