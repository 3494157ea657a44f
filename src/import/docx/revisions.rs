//! Which words of tracked changes stay.

use crate::import::Changes;
use crate::import::xml::{Node, child, name};

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

/// Whether a tracked change joins a paragraph with the next.
pub(super) fn joins(paragraph: Node<'_, '_>, changes: Option<Changes>) -> bool {
    let mark = child(paragraph, "pPr").and_then(|it| child(it, "rPr"));
    mark.is_some_and(|mark| {
        mark.children().map(name).any(|it| matches!(it, "ins" | "del") && !keeps(changes, it))
    })
}
