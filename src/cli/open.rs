//! `--open`: shows a finished file in the program that the computer has for it.

use std::path::Path;

use super::find::slashed;

/// Opens a file and says nothing; or a sentence, where the computer cannot show it. The file is
/// there all the same.
pub(super) fn open(file: &Path) -> Option<String> {
    // The launchers take an absolute path for a file and never for an option.
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let error = open::that_detached(whole).err()?;
    Some(sentence(file, error.kind() == std::io::ErrorKind::NotFound))
}

/// Opens a page of this computer in the browser, and says whether that was begun.
#[cfg(feature = "desk")]
pub(super) fn show(page: &Path) -> bool {
    open::that_detached(page).is_ok()
}

/// Why a launcher failed is said in words of programs, which help nobody.
fn sentence(file: &Path, none: bool) -> String {
    let shown = slashed(file);
    let reason = if none { ": no program for that was found" } else { "" };
    let folder = file.parent().map(slashed).filter(|folder| !folder.is_empty());
    let place = folder.map_or_else(String::new, |folder| format!(", in the folder {folder}"));
    format!("note: {shown} could not be shown{reason}; open it yourself{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_must_open_it_is_told_where_it_lies() {
        let told = sentence(Path::new("out/hip.pdf"), false);
        let wanted = "note: out/hip.pdf could not be shown; open it yourself, in the folder out";
        assert_eq!(told, wanted);
        let told = sentence(Path::new("hip.pdf"), true);
        assert!(told.ends_with("no program for that was found; open it yourself"), "{told}");
    }
}
