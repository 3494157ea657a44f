//! Any bytes as a picture: refused, or drawn in a PDF and shown on a page.

#![no_main]

#[path = "../entries/mod.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::picture::run(data, &entries::folder("picture")));
