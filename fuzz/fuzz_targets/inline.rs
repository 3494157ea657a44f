//! Any text with marks, links and values: read, then set into columns of many widths, where no word
//! of it is lost.

#![no_main]

#[path = "../entries/mod.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::inline::run(data, &entries::folder("inline")));
