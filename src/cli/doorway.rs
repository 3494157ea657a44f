//! A page that leads the browser to the desk.
//!
//! The address that lets in is no argument of the program that opens it: every user of the computer can
//! list those. It stands in a file that this user alone can read, for as long as it takes.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::open;

/// Such a page; gone when it is dropped.
pub(super) struct Doorway {
    _file: NamedTempFile,
}

impl Doorway {
    /// Shows the page in the browser; none where that cannot be done.
    pub(super) fn show(address: &str) -> Option<Self> {
        let file = written(address, &place())?;
        open::show(file.path()).then_some(Self { _file: file })
    }
}

fn written(address: &str, folder: &Path) -> Option<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    // For its owner alone, as every file of this crate; on Windows the folder is the user's.
    let mut file = builder.prefix("chapbook-desk-").suffix(".html").tempfile_in(folder).ok()?;
    let page = format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={address}\">\n\
         <title>To the desk</title>\n<p><a href=\"{address}\">To the desk</a></p>\n</html>\n"
    );
    file.write_all(page.as_bytes()).and_then(|()| file.flush()).ok()?;
    Some(file)
}

/// Where browsers can read it. Those of snapd see another folder of temporary files than we do, and
/// hidden files nowhere.
fn place() -> PathBuf {
    let home = std::env::home_dir().filter(|home| home.is_dir());
    let snaps = cfg!(target_os = "linux") && Path::new("/var/lib/snapd/snaps").is_dir();
    home.filter(|_| snaps).unwrap_or_else(std::env::temp_dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_leads_on_is_for_its_owner_alone_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let file = written("http://127.0.0.1:1/open/abc", folder.path()).unwrap();
        let page = std::fs::read_to_string(file.path()).unwrap();
        assert!(page.contains("content=\"0; url=http://127.0.0.1:1/open/abc\""), "{page}");
        let name = file.path().file_name().unwrap().to_string_lossy().into_owned();
        assert!(name.ends_with(".html") && !name.starts_with('.'), "{name}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(file.path()).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        drop(Doorway { _file: file });
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
