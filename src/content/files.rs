//! Files of a booklet: found within its root, and never opened outside it.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use crate::content::path_faults::PathFault;
use crate::source::SourceId;

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

impl Files {
    /// For files within this root, at its real place.
    pub(super) fn within(root: PathBuf) -> Self {
        let (looked_for, folders, real_folders) = Default::default();
        Self { root, looked_for, folders, real_folders }
    }

    /// Follows a path that a file names.
    pub(super) fn find(&mut self, folder: &Folder, path: &str) -> Result<Found, PathFault> {
        if is_absolute(path) {
            return Err(PathFault::Absolute(self.within_reach(folder, path)));
        }
        let place = normalize(&folder.real.join(path));
        let shown = join_shown(&folder.shown, path);
        if !place.starts_with(&self.root) {
            return Err(PathFault::Outside(self.within_reach(folder, path)));
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
