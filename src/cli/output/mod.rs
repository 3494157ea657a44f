//! Moves a booklet's finished files into place, all of them or none.
//!
//! Every file is written beside its place under a name of its own, made safe on the disk, and
//! renamed when all are there; a file that is replaced is kept under a second name until the last
//! rename has succeeded. Both are locked, so that what a killed run has left can be told from what
//! another run is writing, and is cleaned up.
//!
//! The files of a booklet are moved by one run at a time (`lock`), are written down before (`journal`),
//! and are known as the booklet's afterwards (`manifest`).

mod journal;
mod lock;
mod manifest;

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

pub(super) use journal::Mended;
pub(super) use lock::take;
pub(super) use manifest::{Files, Manifest, Owner, Stale, identity, relative};

use super::find::slashed;
use super::interrupt;
use super::pipeline::Failure;
use journal::Move;

/// Begins the names of files under way.
const PREFIX: &str = ".chapbook-";

/// Ends the names of files under way.
const SUFFIX: &str = ".tmp";

/// Files of our own that lie beside a booklet's.
pub(super) const OWN: [&str; 2] = [manifest::NAME, journal::NAME];

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
    std::fs::read_dir(folder)
        .map_err(|error| Failure::on("look into the output folder", slashed(folder), &error))?;
    tidy(folder);
    Ok(())
}

/// Brings to its end what a killed run began to move, clears what else it left, and says what
/// became of it. A folder in which another run is at work is left to that.
pub(super) fn tidy(folder: &Path) -> Option<Mended> {
    let entries = std::fs::read_dir(folder).ok()?;
    let _lock = lock::take_if_free(folder)?;
    let mended = {
        let _moving = interrupt::moving();
        journal::finish(folder)
    };
    for entry in entries.flatten() {
        if is_under_way(&entry.file_name().to_string_lossy()) {
            remove_if_left(&entry.path());
        }
    }
    mended
}

/// Whether a name is that of a file under way.
fn is_under_way(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

/// Whether a name is that of a file in the output folder on any system, and none of our hidden ones.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':', '\0'])
}

/// A digest in hexadecimal digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The digest of an ordinary file; `None` of what is no such file, or cannot be read.
pub(super) fn digest_of_file(path: &Path) -> Option<String> {
    std::fs::symlink_metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    std::fs::read(path).ok().map(|bytes| digest(&bytes))
}

fn is_hexadecimal(digits: &str) -> bool {
    digits.len() == 64 && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
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
    let written = write_all(folder, files)?;
    let _moving = interrupt::moving();
    swap_all(written)
}

/// The same with a booklet's files in its output folder, which are taken down as its own: no other
/// run comes between them, and should this one be killed, the next one brings it to its end.
pub(super) fn publish_booklet(
    folder: &Path,
    files: &[Finished<'_>],
    owner: Option<&Owner>,
) -> Result<(), Failure> {
    let mut written = write_all(folder, files)?;
    let digests: Vec<String> = files.par_iter().map(|file| digest(file.bytes)).collect();
    let made = files.iter().map(|file| file.name.to_owned()).zip(digests);
    let mut moves: Vec<Move> = made
        .zip(&written)
        .map(|((to, sha256), (temporary, _))| Move { from: temporary.name(), to, sha256 })
        .collect();
    let _lock = take(folder)?;
    let _moving = interrupt::moving();
    journal::finish(folder);
    if let Some(owner) = owner {
        let mut manifest = Manifest::read(folder);
        manifest.keep_what_is_in(folder);
        manifest.add(owner, moves.iter().map(|it| (it.to.clone(), it.sha256.clone())));
        written.extend(write_manifest(folder, &manifest, &mut moves)?);
    }
    let journal = folder.join(journal::NAME);
    journal::begin(folder, moves)
        .map_err(|error| Failure::on("write", slashed(&journal), &error))?;
    let outcome = swap_all(written);
    journal::end(folder);
    outcome
}

/// Puts a file in the place of another, with its permissions, where that is the `same` as before; says
/// whether it is.
pub(super) fn replace(
    target: &Path,
    bytes: &[u8],
    same: &dyn Fn() -> bool,
) -> Result<bool, Failure> {
    let failed = |error: std::io::Error| Failure::on("change", slashed(target), &error);
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let temporary = Temporary::write(folder.unwrap_or(Path::new(".")), bytes, target)?;
    let permissions = std::fs::metadata(target).map_err(failed)?.permissions();
    std::fs::set_permissions(&temporary.path, permissions).map_err(failed)?;
    temporary.make_safe(target)?;
    let _moving = interrupt::moving();
    if !same() {
        return Ok(false);
    }
    std::fs::rename(&temporary.path, target).map_err(failed)?;
    Ok(true)
}

/// Puts a new manifest in the place of the old one; whoever calls this holds the lock.
pub(super) fn replace_manifest(folder: &Path, manifest: &Manifest) -> Result<(), Failure> {
    let written = write_manifest(folder, manifest, &mut Vec::new())?;
    let _moving = interrupt::moving();
    swap_all(written.into_iter().collect())
}

/// Writes a manifest beside its place; nothing where somebody's folder is in that place, since a
/// booklet is built without one all the same.
fn write_manifest(
    folder: &Path,
    manifest: &Manifest,
    moves: &mut Vec<Move>,
) -> Result<Option<(Temporary, PathBuf)>, Failure> {
    let target = folder.join(manifest::NAME);
    if target.is_dir() {
        return Ok(None);
    }
    let bytes = manifest.bytes();
    let temporary = Temporary::write(folder, &bytes, &target)?;
    let (from, to) = (temporary.name(), manifest::NAME.to_owned());
    moves.push(Move { from, to, sha256: digest(&bytes) });
    Ok(Some((temporary, target)))
}

/// Writes files beside their places.
fn write_all(folder: &Path, files: &[Finished<'_>]) -> Result<Vec<(Temporary, PathBuf)>, Failure> {
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
    Ok(written)
}

fn swap_all(written: Vec<(Temporary, PathBuf)>) -> Result<(), Failure> {
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

    fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
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
    // Windows lets no file be replaced that is open, save on some of its file systems: there, the lock of
    // the folder alone parts the runs.
    let file = if cfg!(windows) { None } else { locked(target) };
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
