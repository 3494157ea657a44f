//! The editions that were made last, kept until they are taken away.

use std::sync::{Arc, Mutex};

use crate::make::Output;

/// What was made last.
#[derive(Default)]
pub(super) struct Shelf(pub(super) Mutex<Arc<Vec<Output>>>);
