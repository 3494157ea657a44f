//! What the browser is given: pages, styles and scripts, as they stand in `front/`.

use super::answer::Answer;

/// What is shown to whoever was not let in.
const CLOSED_DOOR: &[u8] = include_bytes!("front/closed.html");

/// Leads a browser that was let in back to the desk.
const WAY_BACK: &[u8] = include_bytes!("front/door.js");

const PAGE: &str = "text/html; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const DRAWING: &str = "image/svg+xml";

macro_rules! files {
    ($($name:literal: $kind:ident),+ $(,)?) => {
        &[$(($name, $kind, include_bytes!(concat!("front/", $name)))),+]
    };
}

const FILES: &[(&str, &str, &[u8])] = files![
    "index.html": PAGE,
    "desk.css": STYLE,
    "page.css": STYLE,
    "icon.svg": DRAWING,
    "main.js": SCRIPT,
    "api.js": SCRIPT,
    "bench.js": SCRIPT,
    "chapters.js": SCRIPT,
    "elements.js": SCRIPT,
    "messages.js": SCRIPT,
    "page.js": SCRIPT,
    "pages.js": SCRIPT,
    "panes.js": SCRIPT,
    "places.js": SCRIPT,
    "shelf.js": SCRIPT,
    "types.js": SCRIPT,
    "words.js": SCRIPT,
    "write/aloud.js": SCRIPT,
    "write/block.js": SCRIPT,
    "write/caret.js": SCRIPT,
    "write/dialogs.js": SCRIPT,
    "write/drafts.js": SCRIPT,
    "write/drags.js": SCRIPT,
    "write/file.js": SCRIPT,
    "write/finish.js": SCRIPT,
    "write/forms.js": SCRIPT,
    "write/grid.js": SCRIPT,
    "write/items.js": SCRIPT,
    "write/kinds.js": SCRIPT,
    "write/manuscript.js": SCRIPT,
    "write/marks.js": SCRIPT,
    "write/offers.js": SCRIPT,
    "write/outline.js": SCRIPT,
    "write/paste.js": SCRIPT,
    "write/picture.js": SCRIPT,
    "write/raw.js": SCRIPT,
    "write/remarks.js": SCRIPT,
    "write/scalars.js": SCRIPT,
    "write/several.js": SCRIPT,
    "write/types.js": SCRIPT,
    "write/values.js": SCRIPT,
    "write/wordbox.js": SCRIPT,
    "write/write.css": STYLE,
    "write/writer.js": SCRIPT,
];

/// What is shown to whoever was not let in. It leads a browser that was let in back, which keeps
/// where the desk is.
pub(super) fn door(status: u16, reason: &'static str) -> Answer {
    Answer::page(status, reason, CLOSED_DOOR)
}

/// The script of that page.
pub(super) fn way_back() -> Answer {
    Answer::file(SCRIPT, WAY_BACK)
}

/// A file of the front.
pub(super) fn file(name: &str) -> Option<Answer> {
    let (_, kind, bytes) = FILES.iter().find(|(known, _, _)| *known == name)?;
    Some(Answer::file(kind, *bytes))
}
