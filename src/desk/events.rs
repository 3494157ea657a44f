//! What happens at the desk, told to every window that listens (HTML, 9.2: server-sent events).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::Serialize;

use super::answer::Answer;
use super::hold;
use super::http::Connection;

/// How often it is looked whether a window is there still.
const LOOK: Duration = Duration::from_millis(500);

/// After so many looks something is said that says nothing: what sleeps between the two sockets shows
/// itself only when it is spoken to.
const SILENT_LOOKS: u32 = 20;

/// Tells every window.
#[derive(Default)]
pub(super) struct Events {
    listeners: Mutex<Vec<Sender<Arc<str>>>>,
    windows: AtomicUsize,
}

impl Events {
    /// Tells what happened, with its facts.
    pub(super) fn tell(&self, name: &str, facts: &impl Serialize) {
        let facts = serde_json::to_string(facts);
        let facts = facts.expect("strings and numbers alone always make JSON");
        let event: Arc<str> = format!("event: {name}\ndata: {facts}\n\n").into();
        hold(&self.listeners).retain(|listener| listener.send(Arc::clone(&event)).is_ok());
    }

    /// How many windows listen.
    pub(super) fn windows(&self) -> usize {
        self.windows.load(Ordering::Relaxed)
    }

    /// Ends all that is being told.
    pub(super) fn end(&self) {
        hold(&self.listeners).clear();
    }

    /// Tells a window all that happens until it is gone.
    pub(super) fn stream(&self, connection: &mut Connection) {
        let (sender, news) = channel();
        hold(&self.listeners).push(sender);
        self.windows.fetch_add(1, Ordering::Relaxed);
        let _ = connection.send(&Answer::stream("text/event-stream"));
        pass_on(&news, connection);
        self.windows.fetch_sub(1, Ordering::Relaxed);
    }
}

fn pass_on(news: &Receiver<Arc<str>>, connection: &mut Connection) {
    use std::sync::mpsc::RecvTimeoutError;
    for look in 1u32.. {
        let sent = match news.recv_timeout(LOOK) {
            Ok(event) => connection.send(event.as_bytes()),
            Err(RecvTimeoutError::Timeout) if look % SILENT_LOOKS != 0 => Ok(()),
            // A line that begins with a colon says nothing.
            Err(RecvTimeoutError::Timeout) => connection.send(b":\n\n"),
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if sent.is_err() || connection.is_gone() {
            return;
        }
    }
}
