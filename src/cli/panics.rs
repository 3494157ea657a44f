//! A fault of the program becomes one sentence instead of a trace.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// Where the last panic of any thread happened: a booklet is built by several.
static LAST: Mutex<Option<String>> = Mutex::new(None);

thread_local! {
    /// Where the last panic of this thread happened.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A panic that was caught.
pub(super) struct Panic {
    place: Option<String>,
    words: String,
}

impl Panic {
    /// What happened, in plain words; `doing` says what was going on.
    pub(super) fn sentence(&self, doing: &str) -> String {
        let Self { place, words } = self;
        let place = place.as_ref().map_or(String::new(), |place| format!(" at {place}"));
        format!(
            "chapbook broke down while {doing}; this is a fault of the program and not yours, \
             please report it with these words: {words}{place}"
        )
    }
}

/// Keeps panics quiet from here on: whoever catches one tells of it.
pub(super) fn record() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = place.clone();
        PLACE.with(|cell| *cell.borrow_mut() = place);
    }));
}

/// Runs something that may panic.
pub(super) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    // What the work leaves half done is dropped with it: nothing outlives a booklet but files,
    // which are moved into place as the last step.
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| Panic {
        place: PLACE
            .with(|cell| cell.borrow_mut().take())
            .or_else(|| LAST.lock().unwrap_or_else(PoisonError::into_inner).take()),
        words: words(payload.as_ref()),
    })
}

fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no words".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_sentence() {
        let caught = catch(|| panic!("a page of {} lines", 0)).err().unwrap();
        let sentence = caught.sentence("building booklet");
        assert!(sentence.starts_with("chapbook broke down while building booklet;"), "{sentence}");
        assert!(sentence.contains("a page of 0 lines"), "{sentence}");
    }

    #[test]
    fn the_place_of_a_panic_on_another_thread_is_told() {
        record();
        let caught = catch(|| {
            let thread = std::thread::spawn(|| panic!("a page of no lines"));
            std::panic::resume_unwind(thread.join().unwrap_err());
        });
        let _ = std::panic::take_hook();
        let sentence = caught.err().unwrap().sentence("building booklet");
        assert!(sentence.contains("a page of no lines at src/cli/panics.rs:"), "{sentence}");
    }
}
