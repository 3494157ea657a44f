//! Any bytes as a PDF: judged and read aloud, or called damaged.

use chapbook::verify;

pub fn run(data: &[u8]) {
    let _ = verify::validate(data);
    let _ = verify::read(data);
    let _ = verify::heard(data);
}
