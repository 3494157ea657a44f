//! `--open`: shows a finished file in the program that the computer has for it.

use std::path::Path;

use super::find::slashed;

/// Opens a file and says nothing; or a sentence, where the computer cannot show it. The file is
/// there all the same.
pub(super) fn open(file: &Path) -> Option<String> {
    // The launchers take an absolute path for a file and never for an option.
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let error = open::that_detached(whole).err()?;
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "no program for that was found".to_owned(),
        _ => super::pipeline::reason(&error),
    };
    Some(format!("note: {} could not be shown: {reason}; open it yourself", slashed(file)))
}
