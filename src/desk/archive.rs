//! Several files in one, nothing made smaller: what editions hold is so already.

use std::io::{Cursor, Write as _};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Files by their names; the same files give the same bytes.
///
/// # Errors
///
/// Where they are larger than the format holds.
pub(super) fn stored(files: &[(&str, &[u8])]) -> ZipResult<Vec<u8>> {
    // 1 January 1980, the first day of the format (APPNOTE.TXT 6.3.10, 4.4.6).
    let day = DateTime::default();
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(day);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn every_file_comes_out_as_it_went_in() {
        let files: [(&str, &[u8]); 3] = [("a.txt", b"one"), ("b.txt", b""), ("ŵyr.pdf", b"%PDF")];
        let bytes = stored(&files).unwrap();
        assert_eq!(bytes, stored(&files).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(archive.len(), files.len());
        for (name, bytes) in files {
            let mut found = Vec::new();
            archive.by_name(name).unwrap().read_to_end(&mut found).unwrap();
            assert_eq!(found, bytes, "{name}");
        }
    }
}
