//! Any bytes as a file of another program: imported or refused in words.

use chapbook::import::{Changes, Format, import};

pub fn run(data: &[u8]) {
    for format in [Format::Docx, Format::Odt, Format::Html, Format::Markdown, Format::Text] {
        let _ = import(data, format, Some(Changes::Accept), "file");
    }
}
