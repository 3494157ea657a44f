//! Words that stand for others which are still to be written, and what a program shows in place of
//! a value.

use std::borrow::Cow;
use std::ops::Range;

use super::prose;
use super::search::every;
use super::{Kind, Passage};

/// What is left over, and what to do about it.
pub(super) struct Found {
    pub range: Range<usize>,
    pub what: &'static str,
    pub help: Cow<'static, str>,
    /// What to write in its place, where that is sure.
    pub new: Option<String>,
}

/// What stands where something is to be filled in, in any language.
const DRAFTS: [&str; 12] = [
    "Lorem ipsum",
    "lorem ipsum",
    "Click or tap here to enter text",
    "Click here to enter text",
    "Click or tap to enter a date",
    "Choose an item.",
    "Klicken oder tippen Sie hier, um Text einzugeben",
    "Cliquez ou appuyez ici pour entrer du texte",
    "Haga clic o pulse aquí para escribir texto",
    "Type here",
    "TODO",
    "FIXME",
];

/// What begins or stands in brackets that are to be filled in.
const FILL: [&str; 26] = [
    "insert",
    "enter ",
    "add ",
    "your ",
    "name of ",
    "trust name",
    "name here",
    "hospital name",
    "ward name",
    "phone number",
    "telephone number",
    "number here",
    "date here",
    "to be confirmed",
    "tbc",
    "tba",
    "tbd",
    "xx",
    "to follow",
    "check with",
    "einfügen",
    "insérer",
    "insertar",
    "inserire",
    "invoegen",
    "inserir",
];

/// The last word of what is to be filled in: [ward name], [DATE].
const LAST: [&str; 14] = [
    "name",
    "names",
    "number",
    "numbers",
    "date",
    "dates",
    "address",
    "email",
    "phone",
    "telephone",
    "website",
    "url",
    "details",
    "logo",
];

/// The same in capitals alone: of somebody who speaks, [the hospital] explains a word.
const SHOUTED: [&str; 10] =
    ["WARD", "HOSPITAL", "TRUST", "DEPARTMENT", "CLINIC", "TIME", "TIMES", "DOSE", "TEAM", "DAY"];

/// Words that begin what explains.
const EXPLAINING: [&str; 8] = ["the", "a", "an", "my", "our", "his", "her", "their"];

/// What a spreadsheet shows where it has no value.
const SHEET: [&str; 9] =
    ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];

/// What to do about brackets that are to be filled in.
const FILL_IN: &str = "write what is meant; what stands in several places can be a value: {name}";

/// All that is unfinished in a passage.
pub(super) fn find(passage: &Passage<'_>) -> Vec<Found> {
    let text = &passage.text;
    let mut found = drafts(passage);
    found.extend(brackets(text, |at| passage.is_linked(at)));
    found.extend(angles(text));
    found.extend(unknown_pages(text));
    found.extend(sheet(text));
    found.extend(placeholder(passage));
    found.extend(furniture(passage));
    found.extend(lost_links(passage));
    found
}

/// What web pages have around their words.
const FURNITURE: [&str; 20] = [
    "skip to main content",
    "skip to content",
    "skip to navigation",
    "back to top",
    "return to top",
    "share this page",
    "share this article",
    "print this page",
    "accept cookies",
    "accept all cookies",
    "accept additional cookies",
    "reject additional cookies",
    "view cookies",
    "cookie settings",
    "cookies on this site",
    "was this page helpful?",
    "is this page useful?",
    "opens in a new window",
    "opens in new tab",
    "advertisement",
];

/// No longer text is nothing but one of them, with blanks and signs around it.
const LONGEST_FURNITURE: usize = 200;

/// Whether a text is nothing but what web pages have around their words.
pub(super) fn is_furniture(text: &str) -> bool {
    let words = text.trim().trim_end_matches(['.', '↑', '»']).trim().to_lowercase();
    FURNITURE.contains(&words.trim_matches(['(', ')']))
}

fn furniture(passage: &Passage<'_>) -> Option<Found> {
    if passage.text.len() > LONGEST_FURNITURE {
        return None;
    }
    // With its full stop it may be said to readers.
    let said = passage.text.trim() == "Print this page.";
    (is_furniture(&passage.text) && !said).then(|| Found {
        range: 0..passage.text.len(),
        what: "is left over from a web page",
        help: "take it out".into(),
        new: None,
    })
}

/// Words that were a link on a web page.
const LOST_LINKS: [&str; 6] = [
    "click here",
    "click on this link",
    "click this link",
    "click on the link",
    "click the link",
    "follow this link",
];

/// Words that ask to open a link, in a passage that has none.
fn lost_links(passage: &Passage<'_>) -> Option<Found> {
    if passage.segments.iter().any(|segment| segment.link.is_some()) {
        return None;
    }
    // Bytes stay where they are.
    let small = passage.text.to_ascii_lowercase();
    if !small.contains("click") && !small.contains("follow") {
        return None;
    }
    let range = LOST_LINKS.iter().find_map(|words| {
        let at = small.find(words)?;
        let range = at..at + words.len();
        (apart(&small, &range) && passage.is_english(&range)).then_some(range)
    })?;
    Some(Found {
        range,
        what: "leads nowhere: the link did not come along",
        help: "write what it leads to as a link: [help with travel costs](https://…)".into(),
        new: None,
    })
}

/// Whether a place of a text lies in something that is told of.
pub(super) fn holds(text: &str, at: usize) -> bool {
    unknown_pages(text).into_iter().any(|it| it.range.contains(&at)) || is_to_be_filled(text, at)
}

/// So far around a place brackets are looked for, in bytes.
const NEAR: usize = 120;

/// Whether a place of a text lies in brackets that are to be filled in, or in what a spreadsheet
/// shows.
pub(super) fn is_to_be_filled(text: &str, at: usize) -> bool {
    let start = text.floor_char_boundary(at.saturating_sub(NEAR));
    let end = text.ceil_char_boundary((at + NEAR).min(text.len()));
    let near = &text[start..end];
    let all = brackets(near, |_| false).into_iter().chain(sheet(near)).chain(angles(near));
    all.into_iter().any(|it| it.range.contains(&(at - start)))
}

/// The `…` that messages show for words that nobody knows yet.
fn placeholder(passage: &Passage<'_>) -> Option<Found> {
    let alone = matches!(passage.text.trim(), "…" | "...") && passage.kind != Kind::Cell;
    alone.then(|| Found {
        range: 0..passage.text.len(),
        what: "stands for words that are still to be written",
        help: "write the words themselves in its place".into(),
        new: None,
    })
}

fn sheet(text: &str) -> Vec<Found> {
    let found = every(text, &SHEET).map(|range| Found {
        range,
        what: "is what a spreadsheet shows where it has no value",
        help: "look the value up in the spreadsheet, and write it".into(),
        new: None,
    });
    found.collect()
}

/// `page XX`.
fn unknown_pages(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for page in every(text, &["page ", "Page ", "pages ", "Pages ", "p. ", "pg "]) {
        let rest = &text[page.end..];
        let apart = !text[..page.start].ends_with(char::is_alphanumeric);
        let number = [
            "XXX", "xxx", "XX", "xx", "X", "x", "??", "?", "____", "___", "__", "##", "#", "TBC",
            "TBD",
        ]
        .into_iter()
        .find(|sign| {
            rest.starts_with(sign) && !rest[sign.len()..].starts_with(char::is_alphanumeric)
        });
        // “Which page ?” asks for one.
        let Some(number) = number.filter(|sign| apart && *sign != "?") else { continue };
        found.push(Found {
            range: page.start..page.end + number.len(),
            what: "has no number yet",
            help: "link to the chapter or block that is meant, [words](#id): the program adds its page".into(),
            new: None,
        });
    }
    found
}

fn drafts(passage: &Passage<'_>) -> Vec<Found> {
    let text = &passage.text;
    let what = "stands for words that are still to be written";
    let help = "write what is meant, or take it out; a remark for yourself begins with # and stands on a line of its own";
    let words = prose::words(text).filter(|(range, word)| {
        let english = passage.is_english(range);
        let crosses = word.len() >= 3 && word.bytes().all(|byte| byte == b'X');
        crosses || (english && matches!(*word, "TBC" | "TBA" | "TBD" | "tbc" | "tbd"))
    });
    let mut ranges: Vec<Range<usize>> = words.map(|(range, _)| range).collect();
    ranges.extend(every(text, &DRAFTS).filter(|range| apart(text, range)));
    ranges.extend(every(text, &["???"]));
    ranges.into_iter().map(|range| Found { range, what, help: help.into(), new: None }).collect()
}

fn apart(text: &str, range: &Range<usize>) -> bool {
    !text[..range.start].ends_with(char::is_alphanumeric)
        && !text[range.end..].starts_with(char::is_alphanumeric)
}

/// `[insert number]`, `[NAME]`.
fn brackets(text: &str, is_linked: impl Fn(usize) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('[') {
        let Some(length) = text[start..].find(']') else { break };
        let range = start..start + length + 1;
        let inner = text[start + 1..start + length].trim();
        if is_to_fill(inner) && !is_linked(start) {
            let what = "is still to be filled in";
            found.push(Found { range, what, help: FILL_IN.into(), new: None });
        } else if is_comment_mark(inner) && !is_linked(start) {
            found.push(Found {
                range,
                what: "is the mark of a remark in Word",
                help: "take it out, and see that the remark itself did not come along".into(),
                new: None,
            });
        }
    }
    found
}

/// Whether words in brackets say what is to stand there.
fn is_to_fill(inner: &str) -> bool {
    let small = inner.to_lowercase();
    let short = small.chars().count() <= 80 && !small.contains('[');
    let begins = FILL.iter().any(|word| {
        let ends = ["einfügen", "here"].contains(word) && small.ends_with(word);
        small.starts_with(word) || ends
    });
    let words: Vec<&str> = small.split_whitespace().collect();
    let shouted = inner.split_whitespace().next_back().is_some_and(|word| SHOUTED.contains(&word));
    let explains = words.first().is_some_and(|word| EXPLAINING.contains(word));
    let last = words.last().is_some_and(|word| LAST.contains(word)) && !explains || shouted;
    short && (begins || last && words.len() <= 5)
}

/// `JS1`: initials and a number.
fn is_comment_mark(inner: &str) -> bool {
    // With the remark itself: [JS1: check this].
    let inner = inner.split(':').next().unwrap_or_default();
    let letters = inner.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = &inner[letters..];
    (2..=3).contains(&letters)
        && (1..=3).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}

/// `<name of nurse>`.
fn angles(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('<') {
        let Some(length) = text[start..].find('>') else { break };
        let inner = &text[start + 1..start + length];
        let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '’' | '\'' | '-' | '/');
        let touches =
            inner.starts_with(char::is_alphabetic) && inner.ends_with(char::is_alphabetic);
        if touches && inner.chars().all(plain) && is_to_fill(inner) {
            let (range, what) = (start..start + length + 1, "is still to be filled in");
            found.push(Found { range, what, help: FILL_IN.into(), new: None });
        }
    }
    found
}
