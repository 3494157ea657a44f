//! What a report says in words, the same on a terminal, on a page and on paper.

use super::Frame;
use super::matter::{Matter, Weight};
use super::report::{PassageChange, Report, Stretch};

/// What is said where nothing changed.
pub(super) const NOTHING: &str = "Nothing changed: both say the same, word for word.";

/// What is said of the proof.
pub(super) const PROOF: &str = "Checked before this was written: the old state with these changes \
     gives the new one, word for word. Not compared are type, colours, sizes, page breaks and the \
     table of contents.";

/// What stands before words that went and words that came.
pub(super) const DELETED: &str = "deleted:";
pub(super) const INSERTED: &str = "inserted:";

/// The heads of the table to sign.
pub(super) const SIGN_OFF: [&str; 4] = ["Name", "Role", "Date", "Decision"];

/// How many may sign.
pub(super) const SIGNERS: usize = 4;

/// A number of things: `1 change`, `2 changes`.
pub(super) fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// How much changed, in a sentence.
pub(super) fn total(report: &Report) -> String {
    if report.is_empty() {
        return NOTHING.to_owned();
    }
    format!(
        "{}, {} changed of {} in {}.",
        match report.matters.len() {
            1 => "1 change that matters".to_owned(),
            number => format!("{number} changes that matter"),
        },
        count(report.changed(), "passage"),
        report.passages,
        count(report.parts.len(), "part"),
    )
}

/// What is compared.
pub(super) fn compared(frame: &Frame<'_>) -> String {
    format!("Old: {}. New: {}.", frame.old, frame.new)
}

/// What became of a thing that matters, without its places.
pub(super) fn fate(matter: &Matter) -> String {
    let value = matter.value.as_ref();
    let value = value.map_or(String::new(), |name| format!(" (the value {{{name}}})"));
    let within = |fate: &str, words: &str| {
        let lone = matter.before.is_empty() && matter.after.is_empty();
        let around = if lone {
            String::new()
        } else {
            let place = [matter.before.trim_end(), "…", matter.after.trim_start()];
            let place: Vec<&str> = place.into_iter().filter(|it| !it.is_empty()).collect();
            format!(", in “{}”", place.join(" "))
        };
        format!("{fate} “{words}”{around}{value}")
    };
    match (&matter.note, &*matter.old, &*matter.new) {
        (Some(note), ..) => note.clone(),
        (None, "", new) => within("inserted", new),
        (None, old, "") => within("deleted", old),
        (None, old, new) => {
            let context = match (&*matter.before, &*matter.after) {
                ("", "") => String::new(),
                (before, after) => format!(", in “{before}{new}{after}”"),
            };
            format!("“{old}” is now “{new}”{context}{value}")
        }
    }
}

/// Whether two stretches stand apart: where each of them carries a word of ours, they do.
pub(super) fn are_parted(one: &Stretch, two: &Stretch) -> bool {
    two.spaced || one.fate != "kept" && two.fate != "kept"
}

/// What became of a thing that is told in words of ours, with its place.
pub(super) fn noted(matter: &Matter, note: &str) -> String {
    let sign = if matter.weight == Weight::Structure { "" } else { ":" };
    format!("{}{sign} {note}", places(matter))
}

/// On which pages something was and is, behind a sign, where there are pages.
pub(super) fn pages(old: Option<usize>, new: Option<usize>, sign: &str) -> String {
    match (old, new) {
        (Some(old), Some(new)) if old != new => format!("{sign}page {new} (was on page {old})"),
        (_, Some(page)) => format!("{sign}page {page}"),
        (Some(page), None) => format!("{sign}was on page {page}"),
        (None, None) => String::new(),
    }
}

/// What a passage is, where it stands and what became of it.
pub(super) fn what(change: &PassageChange) -> String {
    let beside = change.beside.as_ref().map_or(String::new(), |it| format!(" {it}"));
    let pages = pages(change.old_page, change.new_page, ", ");
    format!("{}{beside}, {}{pages}", change.kind, change.fate)
}

/// Where it is.
pub(super) fn places(matter: &Matter) -> String {
    if matter.weight == Weight::Structure {
        return matter.places.first().map_or(String::new(), |it| format!("“{}”", it.part));
    }
    let mut said: Vec<(String, usize)> = Vec::new();
    for place in &matter.places {
        let beside = place.beside.as_ref().map_or(String::new(), |it| format!(" {it}"));
        let pages = pages(place.old_page, place.new_page, ", ");
        let words = format!("{}, {}{beside}{pages}", place.part, place.kind);
        match said.iter_mut().find(|(it, _)| *it == words) {
            Some((_, times)) => *times += 1,
            None => said.push((words, 1)),
        }
    }
    let rows = said.into_iter().map(|(words, times)| match times {
        1 => words,
        _ => format!("{words} ({times} times)"),
    });
    rows.collect::<Vec<_>>().join("; ")
}
