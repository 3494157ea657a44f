//! What changed from one build to the next, in a line for each edition.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::super::pipeline::Output;
use super::super::report::count;

/// What is kept of an edition to compare the next one with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trace {
    /// The edition, with its size where it has several.
    label: String,
    /// How each page looks, in the order of reading; none for HTML and text.
    looks: Vec<u64>,
    /// All bytes of the file.
    file: u64,
}

impl Trace {
    /// The trace of a finished edition.
    pub(super) fn of(output: &Output) -> Self {
        let mut hasher = DefaultHasher::new();
        output.bytes.hash(&mut hasher);
        Self { label: output.label(), looks: output.looks.clone(), file: hasher.finish() }
    }
}

/// A line for each edition.
pub(super) fn describe(before: &[Trace], after: &[Trace]) -> Vec<String> {
    if before == after {
        return vec!["nothing in the booklet changed".to_owned()];
    }
    let earlier = |label: &str| before.iter().find(|trace| trace.label == label);
    let mut lines: Vec<String> = after
        .iter()
        .map(|trace| {
            let words = earlier(&trace.label).map_or_else(
                || match trace.looks.len() {
                    0 => "new".to_owned(),
                    pages => format!("new, {}", count(pages, "page")),
                },
                |before| difference(before, trace),
            );
            format!("{}: {words}", trace.label)
        })
        .collect();
    let gone = before.iter().filter(|old| after.iter().all(|new| new.label != old.label));
    lines.extend(gone.map(|old| format!("{}: no longer built", old.label)));
    lines
}

fn difference(before: &Trace, after: &Trace) -> String {
    let pages = after.looks.len();
    if before.file == after.file && before.looks == after.looks {
        return "as before".to_owned();
    }
    if pages == 0 {
        return "changed".to_owned();
    }
    if pages != before.looks.len() {
        let (number, word) = match pages.checked_sub(before.looks.len()) {
            Some(more) => (more, "more"),
            None => (before.looks.len() - pages, "fewer"),
        };
        return format!("{}, {number} {word}", count(pages, "page"));
    }
    let pairs = before.looks.iter().zip(&after.looks);
    let changed: Vec<usize> =
        pairs.enumerate().filter(|(_, (old, new))| old != new).map(|(at, _)| at + 1).collect();
    let which = match changed.len() {
        0 => "no page looks different, but what the file tells of itself changed".to_owned(),
        1 => format!("page {} changed", changed[0]),
        all if all == pages => "every page changed".to_owned(),
        _ => format!("pages {} changed", ranges(&changed)),
    };
    format!("{which}; {} as before", count(pages, "page"))
}

/// `2, 4 to 6 and 9`.
fn ranges(numbers: &[usize]) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match parts.last_mut() {
            Some((_, end)) if *end + 1 == number => *end = number,
            _ => parts.push((number, number)),
        }
    }
    let words: Vec<String> = parts
        .into_iter()
        .map(|(start, end)| match end - start {
            0 => start.to_string(),
            1 => format!("{start}, {end}"),
            _ => format!("{start} to {end}"),
        })
        .collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.replace(", ", " and "),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(label: &str, looks: &[u64]) -> Trace {
        let file = looks.iter().sum();
        Trace { label: label.to_owned(), looks: looks.to_vec(), file }
    }

    fn said(before: &[u64], after: &[u64]) -> String {
        let edition = "screen";
        describe(&[trace(edition, before)], &[trace(edition, after)]).join("\n")
    }

    #[test]
    fn the_pages_that_changed_are_named() {
        assert_eq!(said(&[1, 2, 3], &[1, 7, 3]), "screen: page 2 changed; 3 pages as before");
        assert_eq!(
            said(&[1, 2, 3], &[1, 7, 8]),
            "screen: pages 2 and 3 changed; 3 pages as before"
        );
        assert_eq!(
            said(&[1, 2, 3, 4, 5, 6, 7], &[0, 2, 0, 0, 0, 6, 0]),
            "screen: pages 1, 3 to 5 and 7 changed; 7 pages as before"
        );
        assert_eq!(said(&[1, 2], &[3, 4]), "screen: every page changed; 2 pages as before");
    }

    #[test]
    fn pages_more_or_fewer_are_counted() {
        assert_eq!(said(&[1, 2, 3], &[1, 2, 3, 4]), "screen: 4 pages, 1 more");
        assert_eq!(said(&[1, 2, 3], &[1]), "screen: 1 page, 2 fewer");
    }

    #[test]
    fn where_nothing_changed_one_line_says_so() {
        assert_eq!(said(&[1, 2], &[1, 2]), "nothing in the booklet changed");
    }

    #[test]
    fn what_no_page_shows_is_a_change_all_the_same() {
        let old = trace("screen", &[1, 2]);
        let new = Trace { file: 9, ..old.clone() };
        let lines = describe(&[old], &[new]);
        assert!(lines[0].starts_with("screen: no page looks different"), "{lines:?}");
    }

    #[test]
    fn editions_without_pages_and_those_that_come_and_go_have_their_line() {
        let text = Trace { label: "text".to_owned(), looks: Vec::new(), file: 1 };
        let press = trace("press", &[1, 2]);
        let lines = describe(&[text.clone(), press.clone()], &[Trace { file: 2, ..text.clone() }]);
        assert_eq!(lines, ["text: changed", "press: no longer built"]);
        assert_eq!(
            describe(std::slice::from_ref(&text), &[press, text.clone()])[0],
            "press: new, 2 pages"
        );
    }
}
