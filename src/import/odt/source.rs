//! The words of an OpenDocument text, by code that knows nothing of blocks.

use std::collections::VecDeque;

use crate::import::xml::{Node, attribute, name};

/// All words within.
pub(super) fn words(root: Node<'_, '_>) -> String {
    apart(root).concat()
}

/// The same, those of frames behind the others, each for themselves.
pub(super) fn apart(root: Node<'_, '_>) -> Vec<String> {
    let mut all = Vec::new();
    let mut waiting = VecDeque::from([root]);
    while let Some(start) = waiting.pop_front() {
        let mut out = String::new();
        let mut stack = vec![(start, false)];
        while let Some((node, done)) = stack.pop() {
            if done {
                out.push('\n');
                continue;
            }
            if node.is_text() {
                let within = node.parent().map(name).unwrap_or_default();
                // What is said of pictures and changes is no word of the text.
                if !matches!(within, "desc" | "creator" | "date" | "title" | "sender-initials") {
                    out.push_str(node.text().unwrap_or_default());
                }
                continue;
            }
            match name(node) {
                "frame" | "custom-shape" | "g" | "rect" | "tracked-changes" if node != start => {
                    waiting.push_back(node);
                    continue;
                }
                "s" | "tab" | "line-break" => out.push(' '),
                "checkbox" => out.push_str(tick_box(node)),
                "p" | "h" | "note-citation" | "note-body" | "annotation" => {
                    out.push(' ');
                    stack.push((node, true));
                }
                _ => {}
            }
            let mut children: Vec<_> = node.children().map(|it| (it, false)).collect();
            children.reverse();
            stack.extend(children);
        }
        out.push('\n');
        all.push(out);
    }
    all
}

/// The box of a field to tick.
pub(super) fn tick_box(node: Node<'_, '_>) -> &'static str {
    let ticked = matches!(attribute(node, "current-state"), Some("checked" | "true"));
    if ticked { "☑" } else { "☐" }
}
