//! Moves a booklet's finished files into place, all of them or none.
//!
//! Every file is written beside its place under a name of its own, made safe on the disk, and
//! renamed when all are there; a file that is replaced is kept under a second name until the last
//! rename has succeeded. Both are locked, so that what a killed run has left can be told from what
//! another run is writing, and is cleaned up.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::find::slashed;
use super::interrupt;
use super::pipeline::Failure;

/// Begins the names of files under way.
const PREFIX: &str = ".chapbook-";

/// Ends the names of files under way.
const SUFFIX: &str = ".tmp";

/// A finished file.
pub(super) struct Finished<'a> {
    /// Its name in the output folder.
    pub name: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
}

/// Makes the output folder where it is missing and clears what killed runs left there.
pub(super) fn prepare(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::on("make the output folder", slashed(folder), &error))?;
    let entries = std::fs::read_dir(folder)
        .map_err(|error| Failure::on("look into the output folder", slashed(folder), &error))?;
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            remove_if_left(&entry.path());
        }
    }
    Ok(())
}

/// Removes a file under way unless a living run holds its lock.
fn remove_if_left(path: &Path) {
    // A pipe or a link of that name is not ours; to open it could take for ever.
    if !std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return;
    }
    let Ok(file) = OpenOptions::new().write(true).open(path) else { return };
    if file.try_lock().is_ok() {
        // Another run may have cleaned up first.
        let _ = std::fs::remove_file(path);
    }
}

/// Moves files into place; on a failure the folder is as it was before.
pub(super) fn publish(folder: &Path, files: &[Finished<'_>]) -> Result<(), Failure> {
    let mut written = Vec::new();
    for file in files {
        let target = folder.join(file.name);
        if target.is_dir() {
            return Err(Failure(format!(
                "cannot write {}: there is a folder of that name; move it or choose another --out",
                slashed(&target)
            )));
        }
        written.push((Temporary::write(folder, file.bytes, &target)?, target));
    }
    // Safe on the disk before any is in its place, so that no power cut leaves an empty file where a
    // whole one was; side by side, since each waits for the disk and not for the processor.
    written.par_iter().try_for_each(|(temporary, target)| temporary.make_safe(target))?;
    let _moving = interrupt::moving();
    let mut swaps: Vec<Swap> = Vec::new();
    for (temporary, target) in written {
        match Swap::make(temporary, target) {
            Ok(swap) => swaps.push(swap),
            Err(failure) => {
                swaps.into_iter().rev().for_each(Swap::undo);
                return Err(failure);
            }
        }
    }
    Ok(())
}

/// A file under way; removed when dropped.
struct Temporary {
    path: PathBuf,
    /// Holds the lock.
    file: File,
}

impl Temporary {
    fn write(folder: &Path, bytes: &[u8], target: &Path) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::on("write", slashed(target), &error);
        let mut temporary = Self::create(folder).map_err(failed)?;
        temporary.file.write_all(bytes).map_err(failed)?;
        Ok(temporary)
    }

    fn make_safe(&self, target: &Path) -> Result<(), Failure> {
        self.file.sync_data().map_err(|error| Failure::on("write", slashed(target), &error))
    }

    fn create(folder: &Path) -> std::io::Result<Self> {
        loop {
            let path = folder.join(unique_name());
            if std::fs::symlink_metadata(&path).is_ok() {
                continue;
            }
            interrupt::begin(&path);
            let file = match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => file,
                Err(error) => {
                    interrupt::end(&path);
                    if error.kind() == std::io::ErrorKind::AlreadyExists {
                        continue;
                    }
                    return Err(error);
                }
            };
            match file.try_lock() {
                // A run that cleans up may have taken the file between its making and its lock.
                Ok(()) if path.exists() => return Ok(Self { path, file }),
                Ok(()) | Err(TryLockError::WouldBlock) => interrupt::end(&path),
                // A file system without locks: nothing can be told apart there, so go on.
                Err(TryLockError::Error(_)) => return Ok(Self { path, file }),
            }
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a rename there is nothing left to remove.
        let _ = std::fs::remove_file(&self.path);
        interrupt::end(&self.path);
    }
}

fn unique_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{PREFIX}{}-{number}{SUFFIX}", std::process::id())
}

/// A file moved into place, and what it replaced.
struct Swap {
    target: PathBuf,
    replaced: Option<Kept>,
}

/// A file under a second name.
struct Kept {
    path: PathBuf,
    /// Holds the lock.
    _file: Option<File>,
}

impl Swap {
    fn make(temporary: Temporary, target: PathBuf) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::on("replace", slashed(&target), &error);
        let replaced = if std::fs::symlink_metadata(&target).is_ok() {
            Some(keep(&target).map_err(failed)?)
        } else {
            None
        };
        let swap = Self { target: target.clone(), replaced };
        std::fs::rename(&temporary.path, &target).map_err(failed)?;
        Ok(swap)
    }

    fn undo(mut self) {
        // The folder could be written to a moment ago; should it not be now, the kept file stays
        // under its second name.
        let _ = match self.replaced.take() {
            Some(kept) => std::fs::rename(kept.path, &self.target),
            None => std::fs::remove_file(&self.target),
        };
    }
}

impl Drop for Swap {
    fn drop(&mut self) {
        if let Some(kept) = &self.replaced {
            let _ = std::fs::remove_file(&kept.path);
        }
    }
}

/// Gives a file a second name, or copies it where the file system knows no second names.
fn keep(target: &Path) -> std::io::Result<Kept> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let path = folder.join(unique_name());
    let ordinary = std::fs::symlink_metadata(target)?.is_file();
    // Only the lock is wanted; whoever holds it already protects the file as well.
    let locked = |path: &Path| {
        let file = File::open(path).ok().filter(|_| ordinary)?;
        let _ = file.try_lock();
        Some(file)
    };
    let file = locked(target);
    if std::fs::hard_link(target, &path).is_ok() {
        return Ok(Kept { path, _file: file });
    }
    if !ordinary {
        return Err(std::io::Error::other("it is no ordinary file; move it away"));
    }
    if let Err(error) = std::fs::copy(target, &path) {
        let _ = std::fs::remove_file(&path);
        return Err(error);
    }
    Ok(Kept { _file: locked(&path), path })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished<'a>(names: &[&'a str], bytes: &'a [u8]) -> Vec<Finished<'a>> {
        names.iter().map(|name| Finished { name, bytes }).collect()
    }

    fn listing(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_replaced_together_and_nothing_is_left_over() {
        let folder = tempfile::tempdir().unwrap();
        publish(folder.path(), &finished(&["a.pdf", "b.pdf"], b"old")).unwrap();
        publish(folder.path(), &finished(&["a.pdf", "b.pdf", "c.txt"], b"new")).unwrap();
        assert_eq!(listing(folder.path()), ["a.pdf", "b.pdf", "c.txt"]);
        assert_eq!(std::fs::read(folder.path().join("b.pdf")).unwrap(), b"new");
    }

    #[test]
    fn a_folder_in_the_way_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        publish(folder.path(), &finished(&["a.pdf"], b"old")).unwrap();
        std::fs::create_dir(folder.path().join("b.pdf")).unwrap();
        let Failure(sentence) =
            publish(folder.path(), &finished(&["a.pdf", "b.pdf"], b"new")).unwrap_err();
        assert!(sentence.contains("b.pdf: there is a folder of that name"), "{sentence}");
        assert_eq!(std::fs::read(folder.path().join("a.pdf")).unwrap(), b"old");
        assert_eq!(listing(folder.path()), ["a.pdf", "b.pdf"]);
    }

    #[test]
    fn a_late_failure_undoes_the_renames_before_it() {
        let folder = tempfile::tempdir().unwrap();
        publish(folder.path(), &finished(&["a.pdf"], b"old")).unwrap();
        let place = |name: &str| folder.path().join(name);
        let swap = |name: &str| {
            let temporary = Temporary::write(folder.path(), b"new", &place(name)).unwrap();
            Swap::make(temporary, place(name)).unwrap()
        };
        let swaps = [swap("a.pdf"), swap("b.pdf")];
        swaps.into_iter().rev().for_each(Swap::undo);
        assert_eq!(std::fs::read(place("a.pdf")).unwrap(), b"old");
        assert_eq!(listing(folder.path()), ["a.pdf"]);
    }

    #[test]
    fn what_a_killed_run_left_is_cleared_and_what_a_living_one_writes_is_not() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(".chapbook-1-0.tmp"), b"half").unwrap();
        std::fs::write(folder.path().join(".chapbook-notes"), b"somebody's").unwrap();
        let living = Temporary::create(folder.path()).unwrap();
        prepare(folder.path()).unwrap();
        assert!(living.path.exists());
        drop(living);
        assert_eq!(listing(folder.path()), [".chapbook-notes"]);
    }
}
