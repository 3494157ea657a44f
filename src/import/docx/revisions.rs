//! Which words of tracked changes stay.

use crate::import::Changes;

/// What is to be done with words that a tracked change put in or took out.
pub(super) fn keeps(changes: Option<Changes>, element: &str) -> bool {
    match element {
        "ins" | "moveTo" => changes != Some(Changes::Reject),
        _ => changes == Some(Changes::Reject),
    }
}

/// Whether an element is a change that somebody tracked.
pub(super) fn is_change(element: &str) -> bool {
    matches!(element, "ins" | "del" | "moveFrom" | "moveTo")
}
