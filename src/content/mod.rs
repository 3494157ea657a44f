//! TOML to a valid [`Book`], or diagnostics.

mod book;
pub mod picture;

pub use book::*;
pub use picture::Picture;
