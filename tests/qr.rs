//! Runs the tests that stand in `src/layout/qr.rs`.

#[path = "../src/layout/qr.rs"]
mod qr;
