//! Any bytes as a PDF: judged and read aloud, or called damaged.

#![no_main]

use chapbook::verify;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = verify::validate(data);
    let _ = verify::read(data);
});
