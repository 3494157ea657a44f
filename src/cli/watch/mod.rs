//! `watch`: builds at once, and again whenever a file of the booklet changes.
//!
//! A session builds and says what changed (`session`, `changes`). The system wakes it when
//! something happens in a folder that matters (`wakeups`); whether a file of the booklet changed is
//! then read off the files themselves (`snapshot`), so that its own outputs never start a build,
//! however an editor saves. Finished files are judged after the report (`verifier`).

mod changes;
mod session;
mod snapshot;
mod verifier;
mod wakeups;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::arguments::{BuildOptions, Format, WatchOptions};
use super::exit::Exit;
use super::find::{FoundBooklet, find, unusable};
#[cfg(unix)]
use super::interrupt;
use super::pipeline::{Failure, Load};
use super::stream::{complain, complain_in_colour, takes_colour};
use super::threads::pool;
use session::Session;
pub(super) use snapshot::Snapshot;
#[cfg(feature = "desk")]
pub(super) use snapshot::worth_watching;
use verifier::Verifier;
pub(super) use wakeups::Wakeups;

/// How often the files are looked at where no news comes: some network drives send none.
const LOOK: Duration = Duration::from_millis(200);

/// How long files must stay as they are before they are read: editors write in several steps.
pub(super) const SETTLE: Duration = Duration::from_millis(8);

/// Builds until the user has had enough.
pub(super) fn run(options: &WatchOptions, load: &Load) -> Exit {
    let outcome = only_booklet(options).and_then(|found| {
        let stop = stop_on_signals()?;
        let pool = pool(None)?;
        pool.install(|| watch(Session::new(found, options.as_build(), load), &stop))
    });
    match outcome {
        Ok(()) => Exit::Done,
        Err(Failure(sentence)) => {
            complain(&format!("error: {sentence}"));
            Exit::Failed
        }
    }
}

/// The booklet of the command line; one at a time is watched.
fn only_booklet(options: &WatchOptions) -> Result<FoundBooklet, Failure> {
    let paths: Vec<_> = options.path.iter().chain(&options.torn).cloned().collect();
    if let Some(failure) = unusable(options.root.as_deref(), &options.fonts).into_iter().next() {
        return Err(failure);
    }
    let (mut booklets, failures) = find(&paths);
    if let Some(failure) = failures.into_iter().next() {
        return Err(failure);
    }
    if booklets.len() == 1 && !options.torn.is_empty() {
        return Err(Failure("one booklet at a time can be watched; name it once".to_owned()));
    }
    if booklets.len() > 1 {
        let names: Vec<&str> = booklets.iter().map(|found| found.path.as_str()).collect();
        return Err(Failure(format!(
            "one booklet at a time can be watched; name one of {}",
            names.join(", ")
        )));
    }
    Ok(booklets.remove(0))
}

/// A flag that Ctrl-C, SIGTERM and the end of the terminal raise. A second one of the first two ends
/// the program at once, in the middle of a build if need be: files are moved into place together or
/// not at all.
pub(super) fn stop_on_signals() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        let done = i32::from(Exit::Done.code());
        signal_hook::flag::register_conditional_shutdown(signal, done, stop.clone())
            .and_then(|_| signal_hook::flag::register(signal, stop.clone()))
            .map_err(|error| Failure::on("listen for", "Ctrl-C", &error))?;
    }
    #[cfg(unix)]
    if interrupt::heeds_hangup() {
        // System and shell may both send one, which are not two wishes.
        signal_hook::flag::register(signal_hook::consts::SIGHUP, stop.clone())
            .map_err(|error| Failure::on("listen for", "the end of the terminal", &error))?;
    }
    Ok(stop)
}

fn watch(mut session: Session<'_>, stop: &AtomicBool) -> Result<(), Failure> {
    let verifier = Verifier::start(session.name())?;
    let mut wakeups = Wakeups::new()?;
    let mut files = vec![session.file()];
    while !stop.load(Ordering::Relaxed) {
        // Looked at before they are read: what is saved meanwhile is a change. Files that come to
        // light by reading are looked at by the session, as soon as they are read.
        let before = Snapshot::of(&files);
        verifier.give_way();
        let round = session.build();
        complain_in_colour(&round.report, takes_colour());
        if !session.options().no_verify {
            verifier.judge(round.outputs);
        }
        files = round.files;
        let seen = round.seen.overlaid(before);
        wakeups.follow(&files);
        wait_for_change(&files, &seen, &wakeups, stop);
    }
    Ok(())
}

/// Returns when a file is no longer as it was seen, or the user has had enough.
fn wait_for_change(
    files: &[std::path::PathBuf],
    seen: &Snapshot,
    wakeups: &Wakeups,
    stop: &AtomicBool,
) {
    while !stop.load(Ordering::Relaxed) {
        let mut now = Snapshot::of(files);
        if now != *seen {
            loop {
                std::thread::sleep(SETTLE);
                let later = Snapshot::of(files);
                if later == now {
                    return;
                }
                now = later;
            }
        }
        wakeups.wait(LOOK);
    }
}

impl WatchOptions {
    /// The same for `build`, which judges nothing: that is done after the report.
    fn as_build(&self) -> BuildOptions {
        BuildOptions {
            paths: self.path.iter().cloned().collect(),
            editions: self.editions.clone(),
            out: self.out.clone(),
            root: self.root.clone(),
            fonts: self.fonts.clone(),
            record: false,
            open: false,
            prune: false,
            jobs: None,
            no_verify: self.no_verify,
            standard: self.standard,
            format: Format::Human,
        }
    }
}
