//! The last bound on what a foreign file may cost.
//!
//! `verify` counts beforehand what a file asks for. Should one come by that fools its counts, the
//! command ends here with a sentence, before the machine has no memory left for anything else.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often is looked.
const LOOK: Duration = Duration::from_millis(10);

/// What the command may take in memory, and how much more for each byte of the file, up to a bound:
/// structure is packed tightly, and is there twice while it is judged.
const MEMORY: u64 = 800 * 1024 * 1024;
const MEMORY_PER_BYTE: u64 = 64;
const MORE_MEMORY: u64 = 1024 * 1024 * 1024;

/// What it may take in time, on all cores together; a file of a million bytes has four seconds more.
/// A program that is built to be tried, not used, is slower.
const TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 9 });
const TIME_PER_BYTE: Duration = Duration::from_micros(4);

/// Watches until it is dropped.
pub(super) struct Guard {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Guard {
    /// Watches over work on a file of so many bytes. Where it takes too much, `give_up` is told what
    /// it takes; it should end the program.
    pub(super) fn over(bytes: usize, give_up: impl FnOnce(&str) + Send + 'static) -> Self {
        let bytes = bytes as u64;
        let memory = MEMORY + (MEMORY_PER_BYTE * bytes).min(MORE_MEMORY + 2 * bytes);
        let time = TIME + TIME_PER_BYTE * u32::try_from(bytes).unwrap_or(u32::MAX);
        let (done, ended) = channel();
        let watch = move || {
            let start = Instant::now();
            let before = processor_time();
            while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(LOOK) {
                let spent =
                    processor_time().zip(before).map(|(now, then)| now.saturating_sub(then));
                if resident().is_some_and(|resident| resident > memory) {
                    return give_up("it takes hundreds of megabytes of memory");
                }
                if spent.unwrap_or_else(|| start.elapsed()) > time {
                    return give_up("it takes too long");
                }
            }
        };
        let thread = std::thread::Builder::new().name("guard".into()).spawn(watch).ok();
        Self { done: Some(done), thread }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.done.take());
        // One that gives up ends the program from its own thread.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Bytes of this program that are in memory (proc(5), statm); unknown where the system does not
/// tell.
fn resident() -> Option<u64> {
    const PAGE: u64 = 4096;
    let told = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(told.split_whitespace().nth(1)?.parse::<u64>().ok()? * PAGE)
}

/// What all threads of this program have worked together (proc(5), stat, fields 14 and 15).
fn processor_time() -> Option<Duration> {
    /// Linux counts in hundredths of a second wherever it shows such times.
    const TICK: Duration = Duration::from_millis(10);
    let told = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is a name in brackets, which may hold spaces.
    let mut fields = told.rsplit(')').next()?.split_whitespace().skip(11);
    let ticks = fields.next()?.parse::<u32>().ok()?.checked_add(fields.next()?.parse().ok()?)?;
    Some(TICK * ticks)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn this_program_is_in_memory_and_has_worked() {
        assert!(resident().is_none_or(|bytes| bytes > 100_000));
        assert!(processor_time().is_none_or(|time| time < Duration::from_hours(10)));
    }

    #[test]
    fn work_that_is_done_in_time_is_left_alone() {
        let gave_up = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&gave_up);
        let guard = Guard::over(0, move |_| told.store(true, Ordering::Relaxed));
        std::thread::sleep(LOOK * 3);
        drop(guard);
        assert!(!gave_up.load(Ordering::Relaxed));
    }
}
