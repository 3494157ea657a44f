//! The desk, as browsers and attackers meet it, by raw sockets; and a file on it: read as data, changed
//! without changing anything else, taken back, merged.

mod caller;
mod claims;
mod documents;
mod edits;
mod files;
mod histories;
mod limits;
mod material;
mod merges;
mod pastes;
mod studio;
mod support;
mod walls;
mod writing;
