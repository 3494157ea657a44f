//! All tests of the finished program and of its parts together, in one binary: it is linked once.

// Nobody can reach anything in a binary.
#![allow(unreachable_pub)]

mod support;

mod addresses;
mod architecture;
mod back_page;
mod booklets;
mod changes;
mod check;
mod check_command;
mod circles;
mod commands;
mod content;
mod content_files;
mod corpus;
#[cfg(feature = "desk")]
mod desk;
mod digits;
mod explain;
mod extremes;
mod faults;
mod file_order;
mod files;
mod fill;
mod following;
mod growth;
mod guide;
mod import;
mod jobs;
mod keys;
mod languages;
mod large_print;
mod layout;
mod leftovers;
mod limits;
mod line_ends;
mod links;
mod looks;
mod opening;
mod order;
mod outputs;
mod paper;
mod parted;
mod pasted;
mod pasted_meaning;
mod pictures;
mod properties;
mod reference;
mod schema;
mod security;
mod sheets;
mod starter;
mod svg;
mod typeset;
mod verify;
mod watch;
mod white_box;
mod words;
