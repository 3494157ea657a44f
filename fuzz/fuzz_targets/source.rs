//! Any bytes as booklet.toml and chapter: read or reported, and made into editions where they are
//! read.

#![no_main]

#[path = "../entries/mod.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::source::run(data, &entries::folder("source")));
