//! Judges finished files behind the scenes, and gives way to whatever is newer.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};

use super::super::finish::judge;
use super::super::panics;
use super::super::pipeline::{Failure, Output};
use super::super::stream::complain;

/// A thread that judges.
pub(super) struct Verifier {
    work: Sender<(u64, Vec<Output>)>,
    /// Which build is the newest.
    newest: Arc<AtomicU64>,
}

impl Verifier {
    /// Starts it; `booklet` is what it calls the booklet.
    pub(super) fn start(booklet: String) -> Result<Self, Failure> {
        let newest = Arc::new(AtomicU64::new(0));
        let (work, waiting) = channel::<(u64, Vec<Output>)>();
        let latest = newest.clone();
        let judge_all = move || {
            for (build, outputs) in waiting {
                for output in &outputs {
                    if latest.load(Ordering::Relaxed) != build {
                        break;
                    }
                    if let Some(Failure(sentence)) = fault(output, &booklet) {
                        complain(&format!("error: {sentence}"));
                    }
                }
            }
        };
        std::thread::Builder::new()
            .spawn(judge_all)
            .map_err(|error| Failure::on("start", "the thread that judges files", &error))?;
        Ok(Self { work, newest })
    }

    /// A build begins: what is being judged is out of date.
    pub(super) fn give_way(&self) {
        self.newest.fetch_add(1, Ordering::Relaxed);
    }

    /// Judges the files of the newest build.
    pub(super) fn judge(&self, outputs: Vec<Output>) {
        // The thread ends with the program alone.
        let _ = self.work.send((self.newest.load(Ordering::Relaxed), outputs));
    }
}

fn fault(output: &Output, booklet: &str) -> Option<Failure> {
    match panics::catch(|| judge(output, booklet)) {
        Ok(judgement) => judgement.err(),
        Err(panic) => Some(Failure(panic.sentence(&format!("judging {}", output.file_name)))),
    }
}
