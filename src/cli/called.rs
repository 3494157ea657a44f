//! The program as it was called, for commands that people are shown to type.

use std::ffi::OsString;
use std::path::Path;

/// What everybody calls it who has put it where terminals look.
const NAME: &str = "chapbook";

/// What to type for this program: `./chapbook` where it was called by a path from here, since a
/// terminal that needs that does not know the name alone.
pub(super) fn program() -> String {
    let name = std::env::args_os().next().unwrap_or_default();
    shown(&name, std::env::current_dir().ok().as_deref(), cfg!(windows))
}

/// An absolute path is shown as the name: it is long, and comes from other programs.
/// PowerShell makes one of `.\chapbook`, and so does a double click in the program's own folder.
fn shown(called: &OsString, here: Option<&Path>, windows: bool) -> String {
    let path = Path::new(called);
    let Some(name) = called.to_str().map(|it| bare(it, windows)) else { return NAME.to_owned() };
    let plain = |c: char| c.is_alphanumeric() || "/._-~".contains(c) || (windows && c == '\\');
    let steps = |c: char| c == '/' || (windows && c == '\\');
    if path.is_absolute() {
        let is_here = windows && path.parent().is_some_and(|it| Some(it) == here);
        let file = name.rsplit(steps).next().filter(|file| is_here && file.chars().all(plain));
        return file.map_or_else(|| NAME.to_owned(), |file| format!(".\\{file}"));
    }
    if !name.contains(steps) || !name.chars().all(plain) {
        return NAME.to_owned();
    }
    if windows { name.replace('/', "\\") } else { name.to_owned() }
}

/// Without the ending that nobody types.
fn bare(name: &str, windows: bool) -> &str {
    let at = name.len().saturating_sub(".exe".len());
    let ends = name.get(at..).is_some_and(|end| windows && end.eq_ignore_ascii_case(".exe"));
    if ends { &name[..at] } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_from_here_is_typed_again_and_nothing_else() {
        let unix = |called: &str| shown(&called.into(), Some(Path::new("/here")), false);
        assert_eq!(unix("./chapbook"), "./chapbook");
        assert_eq!(unix("../tools/chapbook"), "../tools/chapbook");
        assert_eq!(unix("chapbook"), "chapbook");
        assert_eq!(unix(""), "chapbook");
        assert_eq!(unix("my tools/chapbook"), "chapbook");
        #[cfg(unix)]
        assert_eq!(unix("/here/chapbook"), "chapbook");
    }

    #[test]
    fn windows_has_its_own_strokes_and_an_ending() {
        let windows = |called: &str| shown(&called.into(), None, true);
        assert_eq!(windows(".\\chapbook.exe"), ".\\chapbook");
        assert_eq!(windows("./chapbook.EXE"), ".\\chapbook");
        assert_eq!(windows("chapbook.exe"), "chapbook");
        let here = std::env::current_dir().unwrap();
        let whole = here.join("chapbook.exe").into_os_string();
        assert_eq!(shown(&whole, Some(&here), true).rsplit(['/', '\\']).next(), Some("chapbook"));
        assert_eq!(shown(&whole, Some(Path::new("elsewhere")), true), "chapbook");
    }
}
