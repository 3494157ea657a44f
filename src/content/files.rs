//! Files of a booklet: found within its root, and never opened outside it.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use crate::codes;
use crate::content::copies;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{SourceId, Span};

/// A folder that files are named from.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    /// Its real place.
    pub real: PathBuf,
    /// Its path as the user gave it, without a `/` at its end; empty for the working directory.
    pub shown: String,
}

/// Which files may be read, and which were looked for.
#[derive(Clone, Debug)]
pub(super) struct Files {
    /// The root's real place.
    pub root: PathBuf,
    /// Every file that was read or looked for.
    pub looked_for: Vec<PathBuf>,
    /// The folder of each source file.
    pub folders: HashMap<SourceId, Folder>,
    /// The real places of folders that files were found in.
    real_folders: HashMap<PathBuf, PathBuf>,
}

/// A file that may be read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its real place.
    pub real: PathBuf,
    /// Its path as the user would give it.
    pub shown: String,
    /// The folder that its own paths are relative to.
    pub folder: Folder,
}

/// Why a path cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PathFault {
    /// It begins at the top of the disk.
    Absolute,
    /// It leaves the root.
    Outside,
    /// It leaves the root through a symbolic link.
    LinkOutside,
    /// There is nothing there; perhaps there is something with a similar name.
    Missing(Option<String>),
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or the like.
    NoFile,
    /// The system does not let us read it.
    Unreadable(String),
}

impl Files {
    /// For files within this root, at its real place.
    pub(super) fn within(root: PathBuf) -> Self {
        let (looked_for, folders, real_folders) = Default::default();
        Self { root, looked_for, folders, real_folders }
    }

    /// Follows a path that a file names.
    pub(super) fn find(&mut self, folder: &Folder, path: &str) -> Result<Found, PathFault> {
        if is_absolute(path) {
            return Err(PathFault::Absolute);
        }
        let place = normalize(&folder.real.join(path));
        let shown = join_shown(&folder.shown, path);
        if !place.starts_with(&self.root) {
            return Err(PathFault::Outside);
        }
        self.looked_for.push(PathBuf::from(&shown));
        let real = match fs::canonicalize(&place) {
            Ok(real) => real,
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return Err(PathFault::Unreadable(error.kind().to_string()));
            }
            Err(_) => return Err(PathFault::Missing(self.meant(folder, path))),
        };
        if !real.starts_with(&self.root) {
            return Err(PathFault::LinkOutside);
        }
        let metadata = fs::metadata(&real).map_err(|error| unreadable(&error))?;
        if metadata.is_dir() {
            return Err(PathFault::Folder);
        }
        if !metadata.is_file() {
            return Err(PathFault::NoFile);
        }
        let parent = self.real_folder(place.parent().unwrap_or(&place));
        let shown_parent = shown.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
        Ok(Found { real, shown, folder: Folder { real: parent, shown: shown_parent } })
    }

    fn real_folder(&mut self, folder: &Path) -> PathBuf {
        if let Some(real) = self.real_folders.get(folder) {
            return real.clone();
        }
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        self.real_folders.insert(folder.to_owned(), real.clone());
        real
    }

    /// A path that leads to what was perhaps meant.
    fn meant(&self, folder: &Folder, path: &str) -> Option<String> {
        self.nearby(folder, path).or_else(|| self.similar(folder, path))
    }

    /// The file of this path as seen from a folder above, as where a chapter names its picture from
    /// the booklet's folder; or the file of this name in the folder where such files usually are.
    fn nearby(&self, folder: &Folder, path: &str) -> Option<String> {
        let path = path.replace('\\', "/");
        let name = path.rsplit('/').next().unwrap_or(&path);
        let usual = ["chapters", "pictures"].map(|usual| format!("{usual}/{name}"));
        let above = folder.real.ancestors().take_while(|above| above.starts_with(&self.root));
        above
            .enumerate()
            .flat_map(|(steps, above)| {
                let up = "../".repeat(steps);
                let paths = [&path, &usual[0], &usual[1]].map(|path| (above.join(path), path));
                paths.map(|(place, path)| (normalize(&place), format!("{up}{path}")))
            })
            .find(|(place, _)| place.starts_with(&self.root) && place.is_file())
            .map(|(_, path)| path)
    }

    /// A path like this one that leads to something.
    fn similar(&self, folder: &Folder, path: &str) -> Option<String> {
        let mut real = folder.real.clone();
        let mut parts = Vec::new();
        for part in path.split(['/', '\\']).filter(|part| !part.is_empty()) {
            let next = normalize(&real.join(part));
            if next.exists() {
                parts.push(part.to_owned());
                real = next;
                continue;
            }
            let within =
                fs::canonicalize(&real).ok().filter(|real| real.starts_with(&self.root))?;
            let mut names: Vec<String> = fs::read_dir(within)
                .ok()?
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                // What was kept of a file before it was changed is never what is meant.
                .filter(|name| !copies::is_backup(name) && !copies::is_copy(name))
                .collect();
            names.sort();
            let alike = names.iter().map(String::as_str).filter(|name| is_alike(part, name));
            let name = nearest(part, alike)?.to_owned();
            real = real.join(&name);
            parts.push(name);
        }
        let found = parts.join("/");
        (found != path).then_some(found)
    }
}

/// Whether one name may be a misspelling of the other: "02.toml" is none of "01.toml".
fn is_alike(a: &str, b: &str) -> bool {
    let letters = |name: &str| {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        stem.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase()
    };
    let number = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let (one, other) = (letters(a), letters(b));
    if a.to_lowercase() == b.to_lowercase() {
        return true;
    }
    one.chars().count().min(other.chars().count()) >= 3 && (one != other || number(a) == number(b))
}

fn unreadable(error: &io::Error) -> PathFault {
    PathFault::Unreadable(error.kind().to_string())
}

fn is_absolute(path: &str) -> bool {
    let mut letters = path.chars();
    let drive = letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && letters.next() == Some(':')
        && matches!(letters.next(), Some('/' | '\\'));
    drive || path.starts_with(['/', '\\']) || path.starts_with("~/")
}

/// Takes `.` and `..` out of an absolute path without asking the disk.
pub(super) fn normalize(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

/// A path relative to a shown folder, as the user would give it.
pub(super) fn join_shown(folder: &str, path: &str) -> String {
    let absolute = folder.starts_with('/');
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != ".." && *last != ".") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    if absolute { format!("/{joined}") } else { joined }
}

/// Reads a file of at most `most` bytes; `None` where it is larger.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = fs::File::open(path)?;
    // Room for all of it and the end, so that it is read at once; it may change meanwhile.
    let length = file.metadata()?.len().min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// The problem of a path, where it is written: `what` is "chapter", "picture" or "house file".
pub(super) fn fault(span: Span, what: &str, path: &str, fault: &PathFault) -> Diagnostic {
    let path = &readable(path);
    let outside = |message: String| Diagnostic::error(codes::OUTSIDE_ROOT, span, message);
    let missing = |message: String| Diagnostic::error(codes::MISSING_FILE, span, message);
    match fault {
        PathFault::Absolute => {
            outside(format!("the {what}'s path begins at the top of the disk"))
                .note("on another computer the file would not be there")
                .help("put the file into the booklet's folder and write its path from the file that names it")
        }
        PathFault::Outside => outside(format!("the {what} lies outside the booklet's folder"))
            .note("a booklet's folder must hold all that it needs, so that it can be passed on")
            .help("put the file into the booklet's folder, or beside the house file"),
        PathFault::LinkOutside => {
            outside(format!("the {what} is a link to a file outside the booklet's folder"))
                .note("a booklet's folder must hold all that it needs, so that it can be passed on")
                .help("put the file itself into the booklet's folder")
        }
        PathFault::Missing(Some(similar)) => {
            let quoted = format!("\"{similar}\"");
            missing(format!("there is no {what} \"{path}\""))
                .fix(format!("did you mean {quoted}?"), span, quoted)
        }
        PathFault::Missing(None) if path.contains("://") => {
            missing(format!("\"{path}\" is no file in the booklet's folder"))
                .note("a booklet's folder must hold all that it needs, so that it can be passed on")
                .help("save it into the booklet's folder, and write its path here")
        }
        PathFault::Missing(None) if path.contains('\\') => {
            missing(format!("there is no {what} \"{path}\""))
                .help("write / and not \\ between folders: \"chapters/01.toml\"")
        }
        PathFault::Missing(None) => missing(format!("there is no {what} \"{path}\"")).help(
            "look at the spelling, capital letters included; the path starts at the folder of the file that names it",
        ),
        PathFault::Folder => missing(format!("\"{path}\" is a folder and no {what}"))
            .help("write the path of the file in it"),
        PathFault::NoFile => {
            missing(format!("\"{path}\" is no file that can be read")).help("put an ordinary file there")
        }
        PathFault::Unreadable(why) => missing(format!("the {what} \"{path}\" cannot be read: {why}"))
            .help("ask whoever looks after the computer for the right to read it"),
    }
}

/// A path in which nothing is hidden: "chapters\new.toml" holds a line end after its folder.
fn readable(path: &str) -> String {
    let shown = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.into() };
    path.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_paths_stay_as_the_user_gave_them() {
        for (folder, path, expected) in [
            ("booklet", "chapters/02.toml", "booklet/chapters/02.toml"),
            ("booklet", "../house.toml", "house.toml"),
            ("", "../house.toml", "../house.toml"),
            ("./booklet", "./a.toml", "./booklet/a.toml"),
            ("/srv/b", "../house.toml", "/srv/house.toml"),
            ("..", "../house.toml", "../../house.toml"),
        ] {
            assert_eq!(join_shown(folder, path), expected);
        }
    }
}
