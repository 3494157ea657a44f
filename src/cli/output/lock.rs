//! One run at a time moves files into an output folder.
//!
//! The lock is the system's own and ends with the run that holds it, however that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::super::find::slashed;
use super::super::pipeline::Failure;

/// What is locked where a folder cannot be: a file in it, which stays.
const NAME: &str = ".chapbook.lock";

/// How long another run may take to move its files.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often it is looked whether the other one is done.
const PAUSE: Duration = Duration::from_millis(5);

/// Booklets of one run take turns here, so that none of them waits for a pause to end.
static TURN: Mutex<()> = Mutex::new(());

/// While it lives, no other run moves files into the folder.
pub(in super::super) struct Lock {
    _file: Option<File>,
    _turn: MutexGuard<'static, ()>,
}

/// Another run holds the lock.
struct Busy;

/// Waits for the folder.
///
/// # Errors
///
/// Where another run holds it for long.
pub(in super::super) fn take(folder: &Path) -> Result<Lock, Failure> {
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let start = Instant::now();
    loop {
        match attempt(folder) {
            Ok(file) => return Ok(Lock { _file: file, _turn: turn }),
            Err(Busy) if start.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
            Err(Busy) => {
                return Err(Failure(format!(
                    "cannot write to {}: another chapbook has been writing there for {} seconds; \
                     wait until it is done, or choose another --out",
                    slashed(folder),
                    PATIENCE.as_secs()
                )));
            }
        }
    }
}

/// Takes the folder where it is free.
pub(in super::super) fn take_if_free(folder: &Path) -> Option<Lock> {
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    attempt(folder).ok().map(|file| Lock { _file: file, _turn: turn })
}

/// Locks the folder itself, or a file in it where the system locks files alone; nothing where it
/// locks neither.
fn attempt(folder: &Path) -> Result<Option<File>, Busy> {
    for open in [open_itself, open_within] {
        let Ok(file) = open(folder) else { continue };
        match file.try_lock() {
            Ok(()) if is_still(&file, folder) => return Ok(Some(file)),
            // It was put in another's place before it was locked.
            Ok(()) | Err(TryLockError::WouldBlock) => return Err(Busy),
            Err(TryLockError::Error(_)) => {}
        }
    }
    Ok(None)
}

fn open_itself(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

fn open_within(folder: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).open(folder.join(NAME))
}

#[cfg(unix)]
fn is_still(file: &File, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    let (Ok(locked), Ok(now)) = (file.metadata(), std::fs::metadata(folder)) else { return true };
    !locked.is_dir() || identity(locked) == identity(now)
}

#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_held_by_one_and_free_again_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let held = open_itself(folder.path()).unwrap();
        held.try_lock().unwrap();
        assert!(attempt(folder.path()).is_err());
        drop(held);
        assert!(attempt(folder.path()).is_ok_and(|file| file.is_some()));
        assert!(take_if_free(folder.path()).is_some());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "it leaves nothing");
    }
}
