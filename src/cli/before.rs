//! What an edit did to the number of pages and sheets, told from the last output where it still
//! lies in the output folder.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use flate2::read::ZlibDecoder;

use super::report::count;
use crate::content::EditionName;

/// A file larger than this is not opened only to count its pages.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Pages of the file that an edition is about to replace; nothing where there is none, or where
/// it cannot be told.
pub(super) fn pages(target: &Path) -> Option<usize> {
    // A pipe or a device in that place is not read: it might never end.
    let size = std::fs::metadata(target).ok().filter(std::fs::Metadata::is_file)?.len();
    if size > MOST_BYTES {
        return None;
    }
    let mut old = Vec::new();
    File::open(target).ok()?.take(MOST_BYTES).read_to_end(&mut old).ok()?;
    told(&old)
}

/// The number of pages that the metadata of a PDF tell (XMP, `xmpTPg:NPages`). They are a stream of
/// their own in every file of ours, so that it need not be taken apart for this.
fn told(pdf: &[u8]) -> Option<usize> {
    let packet = packet(pdf)?;
    let after = packet.split("<xmpTPg:NPages>").nth(1)?;
    after.split('<').next()?.parse().ok()
}

/// The metadata of a PDF, deflated or not.
fn packet(pdf: &[u8]) -> Option<String> {
    const LONGEST: u64 = 1024 * 1024;
    let key = b"/Type/Metadata";
    let object = &pdf[pdf.windows(key.len()).rposition(|window| window == key)?..];
    let start = object.windows(7).position(|window| window == b"stream\n")? + 7;
    let (dictionary, data) = object.split_at(start);
    let mut packet = Vec::new();
    // What follows the stream, or is wrong in it, is no matter: what came before is read.
    let _ = if dictionary.windows(12).any(|window| window == b"/FlateDecode") {
        ZlibDecoder::new(data).take(LONGEST).read_to_end(&mut packet)
    } else {
        data.take(LONGEST).read_to_end(&mut packet)
    };
    Some(String::from_utf8_lossy(&packet).into_owned())
}

/// How the pages of an edition, or its sheets, differ from those of the last output.
pub(super) fn change(edition: EditionName, before: usize, now: usize) -> String {
    // An office booklet's file has two pages a sheet.
    let (before, now, unit) = match edition {
        EditionName::Booklet => (before / 2, now / 2, "sheet"),
        EditionName::Screen
        | EditionName::LargePrint
        | EditionName::Press
        | EditionName::Html
        | EditionName::Text => (before, now, "page"),
    };
    match now.cmp(&before) {
        std::cmp::Ordering::Equal => "as before".to_owned(),
        std::cmp::Ordering::Greater => format!("{} more than before", count(now - before, unit)),
        std::cmp::Ordering::Less => format!("{} fewer than before", count(before - now, unit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_in_pages_or_in_sheets() {
        assert_eq!(change(EditionName::Screen, 25, 26), "1 page more than before");
        assert_eq!(change(EditionName::Press, 28, 24), "4 pages fewer than before");
        assert_eq!(change(EditionName::Booklet, 14, 12), "1 sheet fewer than before");
        assert_eq!(change(EditionName::LargePrint, 30, 30), "as before");
    }

    #[test]
    fn what_is_no_pdf_or_not_there_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.pdf");
        assert_eq!(pages(&file), None);
        std::fs::write(&file, "not a PDF").unwrap();
        assert_eq!(pages(&file), None);
        let pdf = "<</Type/Metadata>>\nstream\n<xmpTPg:NPages>24</xmpTPg:NPages>\nendstream";
        std::fs::write(&file, pdf).unwrap();
        assert_eq!(pages(&file), Some(24));
        std::fs::write(&file, "<</Type/Metadata/Filter/FlateDecode>>\nstream\nx").unwrap();
        assert_eq!(pages(&file), None);
        assert_eq!(pages(folder.path()), None, "a folder");
    }
}
