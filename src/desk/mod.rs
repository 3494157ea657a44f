//! The desk: a booklet's words, messages and pages in a browser of the same computer.
//!
//! [`Desk::open`] listens on 127.0.0.1; [`Desk::serve`] answers until somebody has had enough. A
//! request comes in by `server`, is read within limits by `http`, let in or refused by `guard`, and
//! answered by `routes`. A booklet that is looked at has a `studio`: it reads the booklet, lays it out
//! and asks `check`, again whenever a file changes, and tells the windows by `events` what is new.
//! `pages` tells pages apart and draws them, `messages` and `words` say what stands beside them,
//! `previews` makes the editions that have no pages, `shelf` lists booklets, `front` is what the
//! browser is given. Files are written by `writing`, as edits of a [`document`] of which `manuscripts`
//! keeps what was before, and `drafts` what cannot be written yet; `material` adds pictures and chapters, and `finishing` gives the editions
//! away (`finished`), by themselves or as an `archive`.
//!
//! Nothing here connects to anywhere. What lies outside of this module (finding booklets, watching and
//! changing files, the clock) it asks of a [`House`], which `cli` is.

mod answer;
mod archive;
mod booklet;
pub mod document;
mod drafts;
mod events;
mod finished;
mod finishing;
mod front;
mod guard;
mod house;
mod http;
mod manuscripts;
mod material;
mod messages;
mod pages;
mod previews;
mod routes;
mod server;
mod shelf;
mod studio;
mod words;
mod writing;

pub use house::{Found, House, Unsaved, Watch};
pub use server::Desk;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Holds something that several connections share. What one that broke down has left is whole: it is
/// always replaced as a whole.
fn hold<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
