//! What Ctrl-C finds: no booklet half moved into place, and no file under way left over.
//!
//! A thread waits for the signals, so that what they do is not bound to what a signal handler may
//! do: it lets the booklet that is just being moved come to its end, removes the files under way,
//! and then ends the program as the signal would have.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

/// Held by everyone who moves files into place.
static MOVING: RwLock<()> = RwLock::new(());

/// Files that would be litter.
static UNDER_WAY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// While it lives, a signal waits.
pub(super) fn moving() -> RwLockReadGuard<'static, ()> {
    MOVING.read().unwrap_or_else(PoisonError::into_inner)
}

/// From now on the file is removed where a signal ends the program.
pub(super) fn begin(path: &Path) {
    under_way().insert(path.to_owned());
}

/// The file is in its place, or gone.
pub(super) fn end(path: &Path) {
    under_way().remove(path);
}

fn under_way() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets a file that grows beyond what the system allows be an error of writing, as a full disk is,
/// and not the end of the program.
#[cfg(unix)]
pub(super) fn outlive_size_limits() {
    use std::sync::{Arc, atomic::AtomicBool};
    // Where it cannot be had, the program ends as any other does.
    let nobody_asks = Arc::new(AtomicBool::new(false));
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, nobody_asks);
}

#[cfg(not(unix))]
pub(super) fn outlive_size_limits() {}

/// Whether the end of the terminal ends the program: whoever starts it with `nohup` has asked that
/// it go on.
#[cfg(unix)]
pub(super) fn heeds_hangup() -> bool {
    // Where the system does not tell, nobody can have asked that it notices.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // proc_pid_status(5): a mask in which signal 1 is the lowest bit.
    ignored.is_none_or(|mask| mask & (1 << (signal_hook::consts::SIGHUP - 1)) == 0)
}

/// Ends the program cleanly on Ctrl-C, SIGTERM and the end of the terminal.
#[cfg(unix)]
pub(super) fn tidy_up_on_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let signals = [SIGINT, SIGTERM].into_iter().chain(heeds_hangup().then_some(SIGHUP));
    // Where they cannot be listened to, the next run clears what this one leaves.
    let Ok(mut signals) = signal_hook::iterator::Signals::new(signals) else { return };
    std::thread::spawn(move || {
        let signal = signals.forever().next().unwrap_or(SIGTERM);
        let _nobody_moves = MOVING.write().unwrap_or_else(PoisonError::into_inner);
        // Held until the end, so that no more files begin.
        let left = under_way();
        left.iter().for_each(|path| {
            let _ = std::fs::remove_file(path);
        });
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    });
}

#[cfg(not(unix))]
pub(super) fn tidy_up_on_signals() {}
