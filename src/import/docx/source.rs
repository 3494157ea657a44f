//! The words of a Word file as they stand in it, by code that knows nothing of blocks: what the
//! booklet is counted against.

use std::collections::VecDeque;

use super::revisions;
use crate::import::Changes;
use crate::import::xml::{Node, child, name, switch};

/// The words of a part, those of text boxes behind the others.
pub(super) fn words(root: Node<'_, '_>) -> String {
    walked(root, &|_| false)
}

/// The same with those behind the others that are not shown: `colo[u]r` is `color` and `u`.
pub(super) fn words_apart(root: Node<'_, '_>, changes: Option<Changes>) -> String {
    walked(root, &|node| {
        let element = name(node);
        let properties = || child(node, "rPr");
        let hidden = || properties().and_then(|it| switch(it, "vanish")) == Some(true);
        (revisions::is_change(element) && !revisions::keeps(changes, element))
            || (element == "r" && (hidden() || is_struck(properties())))
    })
}

/// Whether the words of a run are struck out.
pub(super) fn is_struck(properties: Option<Node<'_, '_>>) -> bool {
    let is = |key| properties.and_then(|it| switch(it, key)) == Some(true);
    is("strike") || is("dstrike")
}

fn walked(root: Node<'_, '_>, apart: &dyn Fn(Node<'_, '_>) -> bool) -> String {
    let mut out = String::new();
    let mut waiting = VecDeque::from([root]);
    while let Some(start) = waiting.pop_front() {
        let mut stack = vec![(start, false)];
        while let Some((node, done)) = stack.pop() {
            if done {
                out.push('\n');
                continue;
            }
            if node != start && (name(node) == "txbxContent" || apart(node)) {
                waiting.push_back(node);
                continue;
            }
            let repeated = name(node) == "Fallback"
                && node.parent().is_some_and(|parent| child(parent, "Choice").is_some());
            if repeated {
                continue;
            }
            match name(node) {
                "t" | "delText" | "v" => {
                    out.extend(node.children().filter_map(|it| it.text()));
                    continue;
                }
                "tab" | "ptab" | "br" | "cr" => out.push(' '),
                "noBreakHyphen" => out.push('-'),
                "p" | "tc" | "pt" => stack.push((node, true)),
                _ => {}
            }
            let mut children: Vec<_> = node.children().map(|it| (it, false)).collect();
            children.reverse();
            stack.extend(children);
        }
        out.push('\n');
    }
    out
}
