//! TOML to a valid [`Book`], or diagnostics.

mod book;

pub use book::*;

/// A picture that was read and found sound.
#[derive(Clone, Debug)]
pub struct Picture {}
