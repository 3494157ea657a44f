//! Any pieces with keeps, breaks and heads: each is placed once and in order, on no page that it does
//! not fit unless it fits none.

#![no_main]

#[path = "../entries/mod.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::pages::run(data));
