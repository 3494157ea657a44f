//! Words that only those who see the page can follow.

use std::ops::Range;

use crate::check::{Subject, prose};
use crate::diagnostic::Diagnostic;

rule! {
    /// Words point to something by its colour or its place alone.
    ///
    /// Looks in English texts for words such as "shown in red", "the green box", "the box on the
    /// right", "the right-hand column" and "the picture below", and for "see page 7". A pain in the
    /// right side and a red rash are left alone.
    ///
    /// ## Who is affected
    ///
    /// People who listen to the booklet and people who see colours differently; and everybody who
    /// reads another edition: in large print or on a web page the box is not on the right.
    ///
    /// ## How to mend it
    ///
    /// Call it by its name, and link to it.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "The numbers to call are in the box on the right."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "The numbers to call are under [Who can help](#who-can-help)."
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criteria 1.3.3 Sensory Characteristics and 1.4.1 Use of Color.
    "sensory-words": Warning, look
}

const COLOURS: [&str; 14] = [
    "red",
    "green",
    "blue",
    "yellow",
    "orange",
    "purple",
    "pink",
    "grey",
    "gray",
    "brown",
    "amber",
    "violet",
    "turquoise",
    "coloured",
];
/// Parts of a page, which no illness has.
const THINGS: [&str; 24] = [
    "box",
    "boxes",
    "panel",
    "panels",
    "text",
    "table",
    "column",
    "columns",
    "picture",
    "pictures",
    "diagram",
    "figure",
    "image",
    "photo",
    "chart",
    "graph",
    "map",
    "heading",
    "headings",
    "paragraph",
    "section",
    "sections",
    "arrow",
    "words",
];
const SHOWN: [&str; 14] = [
    "shown",
    "marked",
    "printed",
    "highlighted",
    "written",
    "shaded",
    "coloured",
    "circled",
    "underlined",
    "text",
    "words",
    "sentences",
    "items",
    "those",
];
/// What is seen and not read.
const PICTURES: [&str; 11] = [
    "picture",
    "pictures",
    "photo",
    "photos",
    "photograph",
    "image",
    "images",
    "drawing",
    "drawings",
    "diagram",
    "illustration",
];
const SIDES: [&str; 2] = ["left", "right"];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        if passage.language.primary() != "en" {
            continue;
        }
        for range in find(&passage.text) {
            if !passage.is_english(&range) {
                continue;
            }
            let words = &passage.text[range.clone()];
            if words.ends_with(|c: char| c.is_ascii_digit()) {
                findings.push(
                    RULE.at(
                        passage.place(range.clone()),
                        format!("“{words}” names a page that has another number elsewhere"),
                    )
                    .note("large print has other pages, and a website has none")
                    .help("link to the chapter or block that is meant, [words](#id): the program adds its page"),
                );
                continue;
            }
            findings.push(
                RULE.at(
                    passage.place(range.clone()),
                    format!("“{words}” tells by colour or place alone what is meant"),
                )
                .note("people who listen, and people who see colours differently, cannot follow")
                .help("call it by its name, and link to it: [Who can help](#who-can-help)"),
            );
        }
    }
    findings
}

/// The stretches that speak of a page by its looks.
fn find(text: &str) -> Vec<Range<usize>> {
    // The words that are looked for are of ASCII; bytes stay where they are.
    let small = text.to_ascii_lowercase();
    let words: Vec<(Range<usize>, &str)> = prose::words(&small).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..words.len() {
        let Some(length) = looks(&words[at..]) else { continue };
        let range = words[at].0.start..words[at + length - 1].0.end;
        // A sentence's end parts what it stands between.
        // "p. 12"
        let page = text[range.clone()].rsplit_once(". ").filter(|_| page(&words[at..]).is_some());
        let bare = page.map_or(&text[range.clone()], |(before, _)| before);
        let parted = bare.contains(['.', ';', ':', '!', '?']);
        let overlaps = found.last().is_some_and(|last| last.end > range.start);
        if !parted && !overlaps {
            found.push(range);
        }
    }
    found
}

/// How many words from the first one on speak of a page by its looks.
fn looks(words: &[(Range<usize>, &str)]) -> Option<usize> {
    let word = |at: usize| words.get(at).map_or("", |(_, word)| *word);
    let is = |list: &[&str], at: usize| list.contains(&word(at));
    let side = |at: usize| {
        matches!(word(at), "on" | "to" | "at") && word(at + 1) == "the" && is(&SIDES, at + 2)
    };
    // "shown in red"
    if is(&SHOWN, 0) && word(1) == "in" && is(&COLOURS, 2) {
        return Some(3);
    }
    // "marked red"
    let marked = matches!(word(0), "marked" | "highlighted" | "shaded" | "printed");
    if marked && is(&COLOURS, 1) {
        return Some(2);
    }
    // "the box in green"
    if is(&THINGS, 0) && word(1) == "in" && is(&COLOURS, 2) {
        return Some(3);
    }
    // "shown on the right"
    let shown = matches!(word(0), "shown" | "pictured" | "listed" | "printed");
    if shown && side(1) {
        return Some(4);
    }
    // "see page 7", "turn to p. 12"
    if let Some(length) = page(words) {
        return Some(length);
    }
    // "the picture below"
    let after = |at: usize| matches!(word(at), "below" | "above" | "overleaf" | "opposite");
    if matches!(word(0), "the" | "this") && is(&PICTURES, 1) {
        let shown = usize::from(matches!(word(2), "shown" | "printed"));
        if after(2 + shown) {
            return Some(3 + shown);
        }
    }
    // "overleaf", "on the opposite page": another edition has other pages.
    if word(0) == "overleaf" {
        return Some(1);
    }
    if matches!(word(0), "opposite" | "facing") && word(1) == "page" {
        return Some(2);
    }
    // "the green box", but no "red text message"
    if word(0) == "the" && is(&COLOURS, 1) && is(&THINGS, 2) && word(3) != "message" {
        return Some(3);
    }
    // "the box on the right", "the picture to the left"
    if is(&THINGS, 0) && side(1) {
        return Some(4);
    }
    // "the right-hand column", "on the left-hand page"
    let hand = matches!(word(0), "left-hand" | "right-hand" | "lefthand" | "righthand");
    if hand && (is(&THINGS, 1) || matches!(word(1), "page" | "margin")) {
        return Some(2);
    }
    None
}

/// How many words from the first one on lead to a page by its number: other editions have other
/// pages.
fn page(words: &[(Range<usize>, &str)]) -> Option<usize> {
    let word = |at: usize| words.get(at).map_or("", |(_, word)| *word);
    let leads = match (word(0), word(1)) {
        ("turn" | "go" | "refer" | "back" | "return", "to") => 2,
        ("see" | "on" | "read", _) => 1,
        _ => return None,
    };
    let named = matches!(word(leads), "page" | "pages" | "p" | "pp" | "pg");
    let number = word(leads + 1);
    let of_page = (1..=3).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit());
    // "on page 3 of the form"
    let elsewhere =
        word(leads + 2) == "of" && !matches!(word(leads + 3), "this") || word(leads + 2) == "in";
    (named && of_page && !elsewhere).then_some(leads + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn illness_may_be_red_and_on_the_right() {
        for text in [
            "Is the pain on the right or on the left? Red skin is a sign. The red text message.",
            "Take the blue inhaler. A red rash, shown to a nurse. The left-hand ovary.",
            "Put it in the box. On the right day, call.",
        ] {
            assert_eq!(find(text), [0..0; 0], "{text}");
        }
        for (text, words) in [
            ("Warnings are shown in red.", "shown in red"),
            ("See the green box.", "the green box"),
            ("as in the picture to the left", "picture to the left"),
            ("The right-hand column says it.", "right-hand column"),
            ("As shown on the left.", "shown on the left"),
            ("Dates marked red are full.", "marked red"),
            ("There is a table overleaf.", "overleaf"),
        ] {
            let found: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, [words]);
        }
    }
}
