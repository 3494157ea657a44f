//! The desk, as browsers and attackers meet it: by raw sockets.

mod caller;
mod claims;
mod files;
mod limits;
mod studio;
mod walls;
