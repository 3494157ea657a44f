//! Files of a booklet: found within its root, and never opened outside it.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use crate::codes;
use crate::content::meant::{self, Meant};
use crate::content::written::quoted;
use crate::diagnostic::Diagnostic;
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
    /// It begins at the top of the disk; perhaps this was meant.
    Absolute(Option<String>),
    /// It leaves the root; perhaps this was meant.
    Outside(Option<String>),
    /// It leaves the root through a symbolic link.
    LinkOutside,
    /// There is nothing there; what was perhaps meant.
    Missing(Meant),
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

/// The problem of a path, where it is written: `what` is "chapter", "picture" or "house file".
pub(super) fn fault(span: Span, what: &str, path: &str, fault: &PathFault) -> Diagnostic {
    const WHOLE: &str =
        "a booklet's folder must hold all that it needs, so that it can be passed on";
    let given = path;
    let path = &readable(path);
    let outside = |message: String| Diagnostic::error(codes::OUTSIDE_ROOT, span, message);
    let missing = |message: String| Diagnostic::error(codes::MISSING_FILE, span, message);
    let near = |problem: Diagnostic, near: &str| {
        let quoted = quoted(near);
        problem.fix(format!("did you mean {quoted}?"), span, quoted)
    };
    match fault {
        PathFault::Absolute(found) => {
            let problem = outside(format!("the {what}'s path begins at the top of the disk"))
                .note("on another computer the file would not be there");
            match found {
                Some(found) => near(problem, found),
                None => problem.help(taken_in(what, given)),
            }
        }
        PathFault::Outside(found) => {
            let problem =
                outside(format!("the {what} lies outside the booklet's folder")).note(WHOLE);
            match found {
                Some(found) => near(problem, found),
                None => problem.help(taken_in(what, given)),
            }
        }
        PathFault::LinkOutside => {
            outside(format!("the {what} is a link to a file outside the booklet's folder"))
                .note(WHOLE)
                .help("put the file itself into the booklet's folder")
        }
        PathFault::Missing(meant) => {
            let problem = missing(if path.contains("://") {
                format!("\"{path}\" is no file in the booklet's folder")
            } else {
                format!("there is no {what} \"{path}\"")
            });
            match meant {
                Meant::Path(similar) => near(problem, similar),
                Meant::Renamed(name) => problem.help(renaming(path, name)),
                Meant::Document(name) => problem.help(format!(
                    "“{name}” lies there: {what}s are text files, so copy its words into a new \
                     file of a text editor such as Notepad, and save that as “{}”",
                    last(path)
                )),
                Meant::Listed(other) => problem.help(format!(
                    "take it out where {} was meant, which is listed already; else make the file",
                    quoted(other)
                )),
                Meant::OneOf(paths) => problem.help(beside(paths)),
                Meant::Nothing if path.contains("://") => {
                    problem.note(WHOLE).help(taken_in(what, given))
                }
                Meant::Nothing if path.contains('\\') => {
                    problem.help("write / and not \\ between folders: \"chapters/01.toml\"")
                }
                Meant::Nothing => problem.help(
                    "look at the spelling, capital letters included; the path starts at the \
                     folder of the file that names it",
                ),
            }
        }
        PathFault::Folder => missing(format!("\"{path}\" is a folder and no {what}"))
            .help("write the path of the file in it"),
        PathFault::NoFile => missing(format!("\"{path}\" is no file that can be read"))
            .help("put an ordinary file there"),
        PathFault::Unreadable(why) => {
            missing(format!("the {what} \"{path}\" cannot be read: {why}"))
                .help("ask whoever looks after the computer for the right to read it")
        }
    }
}

/// What to do with a file that lies elsewhere: where to put it, and what to write then.
fn taken_in(what: &str, path: &str) -> String {
    let name = meant::name(path);
    match what {
        "picture" => format!(
            "copy the file into the folder “pictures” beside booklet.toml, and write {} here in a \
             chapter, {} in booklet.toml",
            quoted(&format!("../pictures/{name}")),
            quoted(&format!("pictures/{name}"))
        ),
        "chapter" => format!(
            "move the file into the folder “chapters” beside booklet.toml, and write {} here",
            quoted(&format!("chapters/{name}"))
        ),
        _ => "put the file into the booklet's folder, or beside the house file".to_owned(),
    }
}

fn renaming(path: &str, name: &str) -> String {
    format!(
        "there is a file “{name}”: rename it to “{}”. Where Windows hides .txt at its end, turn on \
         View, Show, “File name extensions”",
        last(path)
    )
}

fn last(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn beside(paths: &[String]) -> String {
    let quoted: Vec<String> = paths.iter().map(|path| quoted(path)).collect();
    format!(
        "look at the spelling: what lies there is {}; a path starts at the folder of the file that \
         names it",
        quoted.join(", ")
    )
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
