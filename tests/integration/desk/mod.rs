//! The desk: its walls, met by raw sockets as attackers meet them; a booklet as windows see it; a file
//! on it, read as data, changed without changing anything else, taken back, merged.

mod caller;
mod claims;
#[cfg(target_os = "linux")]
mod doorway;
mod drafts;
mod edits;
mod failures;
mod files;
mod histories;
mod limits;
mod material;
mod merges;
mod pastes;
mod roots;
mod studio;
mod support;
mod walls;
mod writing;
