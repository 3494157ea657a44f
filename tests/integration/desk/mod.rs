//! A file on the desk: read as data, changed without changing anything else, taken back, merged.

mod edits;
mod files;
mod histories;
mod merges;
mod pastes;
mod support;
