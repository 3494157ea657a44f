//! How the files of a booklet stand on the disk, to tell whether one of them changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Name of the folders in which fonts may lie.
const FONTS: &str = "fonts";

/// How the names of files end that matter by lying in a folder: fonts, and chapters not listed yet.
const ENDINGS: [&str; 7] = ["toml", "ttf", "otf", "ttc", "otc", "woff", "woff2"];

/// What tells a file from what it was; a file that is saved anew differs in one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
    /// Which file it is: editors put a new one in the place of the old.
    identity: u64,
}

/// How files stand; `None` for what is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Snapshot(BTreeMap<PathBuf, Option<Stamp>>);

impl Snapshot {
    /// How files stand now; of a folder, what lies in it and matters.
    pub(in super::super) fn of(paths: &[PathBuf]) -> Self {
        let mut stamps = BTreeMap::new();
        for path in paths {
            let metadata = std::fs::metadata(path).ok();
            if metadata.as_ref().is_some_and(std::fs::Metadata::is_dir) {
                let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
                for entry in entries.map(|entry| entry.path()).filter(|path| matters(path)) {
                    stamps.insert(entry.clone(), std::fs::metadata(entry).ok().map(stamp));
                }
            } else {
                stamps.insert(path.clone(), metadata.map(stamp));
            }
        }
        Self(stamps)
    }

    /// Whether one of these files was saved at this time or later.
    #[cfg(feature = "desk")]
    pub(in super::super) fn is_newer_than(&self, time: SystemTime) -> bool {
        self.0.values().flatten().any(|stamp| stamp.modified.is_some_and(|it| it >= time))
    }

    /// With an earlier look at the same files put over it.
    pub(in super::super) fn overlaid(mut self, earlier: Self) -> Self {
        for (path, stamp) in earlier.0 {
            self.0.entry(path).and_modify(|now| *now = stamp);
        }
        self
    }
}

/// Not what editors put beside a file while they save it.
fn matters(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    ENDINGS.iter().any(|known| ending == *known)
}

#[cfg(unix)]
fn stamp(metadata: std::fs::Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt as _;
    let identity = metadata.ino();
    Stamp { modified: metadata.modified().ok(), bytes: metadata.len(), identity }
}

#[cfg(not(unix))]
fn stamp(metadata: std::fs::Metadata) -> Stamp {
    Stamp { modified: metadata.modified().ok(), bytes: metadata.len(), identity: 0 }
}

/// The files and folders that a build depends on: what was read or looked for, and folders of
/// fonts. A folder beside any TOML file is taken for one, so that the house's is among them.
pub(in super::super) fn worth_watching(files: &[PathBuf], fonts: &[PathBuf]) -> Vec<PathBuf> {
    let toml = files.iter().filter(|file| file.extension().is_some_and(|it| it == "toml"));
    let beside = toml.map(|file| file.with_file_name(FONTS));
    let all: BTreeSet<PathBuf> =
        files.iter().cloned().chain(beside).chain(fonts.iter().cloned()).collect();
    all.into_iter().collect()
}

/// The folders in which something must happen for one of these files to change: its own, and the
/// nearest one above it that is there, where the folder itself may come and go.
pub(super) fn folders(files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut folders = BTreeSet::new();
    for file in files {
        let parents = file.ancestors().skip(1).map(existing_name);
        folders.extend(parents.filter(|folder| folder.is_dir()).take(2));
        if file.is_dir() {
            folders.insert(file.clone());
        }
    }
    folders
}

/// The working directory has an empty name as a path's parent.
fn existing_name(folder: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_replaced_changed_even_where_it_is_as_long_as_before() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.toml");
        std::fs::write(&file, "one").unwrap();
        let files = [file.clone()];
        let before = Snapshot::of(&files);
        assert_eq!(before, Snapshot::of(&files));
        std::fs::write(folder.path().join("a.toml~"), "two").unwrap();
        std::fs::rename(folder.path().join("a.toml~"), &file).unwrap();
        assert_ne!(before, Snapshot::of(&files));
    }

    #[test]
    fn files_beside_it_are_no_change() {
        let folder = tempfile::tempdir().unwrap();
        let files = [folder.path().join("a.toml"), folder.path().join("fonts")];
        let before = Snapshot::of(&files);
        std::fs::create_dir(folder.path().join("out")).unwrap();
        std::fs::write(folder.path().join("out/a.pdf"), "pdf").unwrap();
        assert_eq!(before, Snapshot::of(&files));
        std::fs::create_dir(folder.path().join("fonts")).unwrap();
        let empty = Snapshot::of(&files);
        std::fs::write(folder.path().join("fonts/a.ttf"), "font").unwrap();
        assert_ne!(empty, Snapshot::of(&files));
    }

    #[test]
    fn what_was_seen_before_a_build_counts_and_what_came_to_light_in_it_is_added() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        std::fs::write(&old, "1").unwrap();
        std::fs::write(&new, "1").unwrap();
        let before = Snapshot::of(std::slice::from_ref(&old));
        std::fs::write(&old, "saved during the build").unwrap();
        let files = [old, new];
        assert_ne!(Snapshot::of(&files).overlaid(before), Snapshot::of(&files));
        assert_eq!(Snapshot::of(&files).overlaid(Snapshot::default()), Snapshot::of(&files));
    }

    #[test]
    fn where_a_folder_is_gone_the_nearest_above_it_is_watched() {
        let folder = tempfile::tempdir().unwrap();
        let gone = folder.path().join("booklet/chapters/01.toml");
        let above = folder.path().parent().unwrap().to_owned();
        assert_eq!(folders(&[gone]), BTreeSet::from([folder.path().to_owned(), above]));
        assert!(folders(&[PathBuf::from("booklet.toml")]).contains(Path::new(".")));
    }
}
