//! News from the system that something happened in a folder.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify::event::EventKind;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::super::pipeline::Failure;
use super::snapshot;

/// The system's news of the folders that matter.
pub(in super::super) struct Wakeups {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
    news: Receiver<()>,
}

impl Wakeups {
    /// Listens, to nothing yet.
    pub(in super::super) fn new() -> Result<Self, Failure> {
        let (sender, news): (Sender<()>, _) = channel();
        let tell = move |event: notify::Result<Event>| {
            // That a file is read is no news; what cannot be told may be.
            if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                // Nobody listens any more at the end of the program.
                let _ = sender.send(());
            }
        };
        let watcher = notify::recommended_watcher(tell)
            .map_err(|error| Failure(format!("cannot watch files on this computer: {error}")))?;
        Ok(Self { watcher, folders: BTreeSet::new(), news })
    }

    /// Listens to the folders of these files, and to no others. All are taken up anew, since a
    /// folder may be another one of the same name by now.
    pub(in super::super) fn follow(&mut self, files: &[PathBuf]) {
        for folder in std::mem::take(&mut self.folders) {
            // One that is gone is not watched any more.
            let _ = self.watcher.unwatch(&folder);
        }
        self.folders = snapshot::folders(files);
        for folder in &self.folders {
            // What the system sends no news of is looked at every now and then all the same.
            let _ = self.watcher.watch(folder, RecursiveMode::NonRecursive);
        }
    }

    /// Returns at the first news, or after a time without any.
    pub(in super::super) fn wait(&self, longest: Duration) {
        if self.news.recv_timeout(longest).is_ok() {
            while self.news.try_recv().is_ok() {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_save_is_news_long_before_anybody_would_look() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.toml");
        std::fs::write(&file, "one").unwrap();
        let mut wakeups = Wakeups::new().unwrap();
        wakeups.follow(std::slice::from_ref(&file));
        let start = Instant::now();
        std::fs::write(&file, "two").unwrap();
        wakeups.wait(Duration::from_secs(20));
        // 50 ms are the promise; a machine that builds three programs at once gets more.
        assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
    }
}
