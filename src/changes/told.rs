//! What a report says in words, the same on a terminal, on a page and on paper.

use super::Frame;
use super::matter::{Matter, Weight};
use super::report::{Report, Stretch};

/// What is said where nothing changed.
pub(super) const NOTHING: &str = "Nothing changed: both say the same, word for word.";

/// What is said of the proof.
pub(super) const PROOF: &str = "Checked before this was written: the old state with these changes \
     gives the new one, word for word. Looks are not compared: type, colours, page breaks, the table \
     of contents.";

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
            let place = [&*matter.before, "…", &*matter.after];
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
            let (before, after) = (sign(&matter.before, " "), behind(&matter.after));
            let context = if before.is_empty() && after.is_empty() {
                String::new()
            } else {
                format!(", in “{before}{new}{after}”")
            };
            format!("“{old}” is now “{new}”{context}{value}")
        }
    }
}

fn sign(words: &str, behind: &str) -> String {
    if words.is_empty() { String::new() } else { format!("{words}{behind}") }
}

/// Words behind a change, with the space before them where they do not begin with a sign.
pub(super) fn behind(words: &str) -> String {
    let sign = words.chars().next().is_none_or(|c| !c.is_alphanumeric());
    if sign { words.to_owned() } else { format!(" {words}") }
}

/// Whether two stretches stand apart: where each of them carries a word of ours, they do.
pub(super) fn are_parted(one: &Stretch, two: &Stretch) -> bool {
    two.spaced || one.fate != "kept" && two.fate != "kept"
}

/// Where it is.
pub(super) fn places(matter: &Matter) -> String {
    if matter.weight == Weight::Structure {
        return matter.places.first().map_or(String::new(), |it| format!("“{}”", it.part));
    }
    let mut said: Vec<(String, usize)> = Vec::new();
    for place in &matter.places {
        let beside = place.beside.as_ref().map_or(String::new(), |it| format!(" after “{it}”"));
        let words = format!("{}, {}{beside}", place.part, place.kind);
        match said.iter_mut().find(|(it, _)| *it == words) {
            Some((_, times)) => *times += 1,
            None => said.push((words, 1)),
        }
    }
    let rows = said.into_iter();
    let rows = rows.map(|(words, times)| match times {
        1 => words,
        _ => format!("{words} ({times} times)"),
    });
    rows.collect::<Vec<_>>().join("; ")
}
