//! What an edit did to the number of pages and sheets, told from the last output where it still
//! lies in the output folder.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

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

/// The number of pages that the metadata of a PDF tell (XMP, `xmpTPg:NPages`). They stand in plain
/// text in every file of ours, so that it need not be taken apart for this.
fn told(pdf: &[u8]) -> Option<usize> {
    const KEY: &[u8] = b"<xmpTPg:NPages>";
    let at = pdf.windows(KEY.len()).rposition(|window| window == KEY)? + KEY.len();
    let digits = pdf[at..].iter().take(6).take_while(|byte| byte.is_ascii_digit());
    digits.map(|digit| usize::from(digit - b'0')).reduce(|number, digit| 10 * number + digit)
}

/// How the pages of an edition, or its sheets, differ from those of the last output.
pub(super) fn change(edition: EditionName, before: usize, now: usize) -> String {
    // An office booklet's file has two pages a sheet.
    let (before, now, unit) = match edition {
        EditionName::Booklet => (before / 2, now / 2, "sheet"),
        _ => (before, now, "page"),
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
        std::fs::write(&file, "<xmpTPg:NPages>24</xmpTPg:NPages>").unwrap();
        assert_eq!(pages(&file), Some(24));
        assert_eq!(pages(folder.path()), None, "a folder");
    }
}
