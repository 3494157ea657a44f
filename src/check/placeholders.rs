//! What other programs put where a name or number is to come, drafts that say so, and what stands
//! around the words of slides and tracked changes.

use std::collections::HashSet;
use std::ops::Range;

use super::unfinished::Found;
use super::{Kind, Passage};
use crate::content::is_filled_in;

/// Signs that programs put around the name of what they fill in.
const AROUND: [(&str, &str); 6] =
    [("{", "}"), ("%%", "%%"), ("%", "%"), ("«", "»"), ("<<", ">>"), ("$", "$")];

/// The longest name of what is filled in, in bytes.
const LONGEST: usize = 40;

/// Words that say that a text is not finished, where they are all of it or begin it.
const DRAFTS: [&str; 11] = [
    "draft",
    "first draft",
    "final draft",
    "working draft",
    "draft only",
    "draft copy",
    "not for circulation",
    "not for distribution",
    "for review only",
    "for internal use only",
    "internal use only",
];

/// Words of a page, a slide or a website that are nobody's text.
const FURNITURE: [&str; 18] = [
    "click here to share",
    "share on facebook",
    "share on twitter",
    "share this on facebook",
    "tweet this",
    "cookie policy",
    "cookie preferences",
    "manage cookies",
    "we use cookies",
    "sign up to our newsletter",
    "subscribe to our newsletter",
    "speaker notes",
    "click to edit master title style",
    "click to edit master text styles",
    "click to add title",
    "click to add text",
    "click to add notes",
    "page load error",
];

/// What remarks and tracked changes are headed with in Word.
const TRACKED: [&str; 2] = ["Style Definition: ", "Comment by "];

/// The same where these may be words of the text: "Moved: 3 times".
const PERHAPS_TRACKED: [&str; 2] = ["Inserted: ", "Moved: "];

/// What the names of fields end with: «FirstName» is one, «DiMaggio» is somebody.
const FIELD_ENDS: [&str; 24] = [
    "Name", "Names", "Date", "Time", "Day", "Address", "Line", "Phone", "Number", "No", "Email",
    "Title", "Ward", "Hospital", "Clinic", "Trust", "Code", "Postcode", "Town", "City", "Id", "ID",
    "Of", "Block",
];

/// What stands for the words of the cell above.
const DITTO: [&str; 10] = ["〃", "\"", "”", "“", "''", "″", "-\"-", "-”-", "do.", "ditto"];

/// All of this in a passage. Of the names of `values` it is told that they are values; `marked_up` says
/// that tracked changes came along with other words of the booklet.
pub(super) fn find(passage: &Passage<'_>, values: &HashSet<&str>, marked_up: bool) -> Vec<Found> {
    let mut found = names(passage, values);
    found.extend(citations(&passage.text));
    found.extend(whole(passage, marked_up));
    found.extend(cell(passage));
    found
}

/// `{name}`, `%phone%`, `«FirstName»`.
fn names(passage: &Passage<'_>, values: &HashSet<&str>) -> Vec<Found> {
    let text = &passage.text;
    let mut found: Vec<Found> = Vec::new();
    for (open, close) in AROUND {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            let inner = start + open.len();
            let near = text.ceil_char_boundary((inner + LONGEST).min(text.len()));
            from = inner;
            let Some(length) = text[inner..near].find(close) else { continue };
            let range = start..inner + length + close.len();
            let free = apart(text, &range) && !passage.is_linked(start);
            let name = &text[inner..inner + length];
            if free && !values.contains(name) && is_name(name, open) {
                from = range.end;
                found.push(Found {
                    range,
                    what: "is a name that another program fills in, and none fills it in here",
                    help: "write what is meant; what stands in several places can be a value: {name}, defined under [values] in booklet.toml".into(),
                    new: None,
                });
            }
        }
    }
    found
}

/// Whether words between such signs are a name: one word, of which quotes and amounts are none.
fn is_name(inner: &str, open: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let parts = inner.contains('_') || inner.chars().skip(1).any(|c| c.is_ascii_uppercase());
    let named = inner.len() > 1
        && inner.starts_with(|c: char| c.is_ascii_alphabetic())
        && inner.chars().all(word)
        && !inner.ends_with('.');
    let plain = inner.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    named
        && match open {
            // What somebody says or is called stands between such quotes too.
            "«" => {
                let ends = |end: &str| inner.strip_suffix(end).is_some_and(|it| it.len() > 1);
                inner.contains('_') || parts && FIELD_ENDS.iter().any(|end| ends(end))
            }
            // `build` says to write a word so whose braces are meant: {{word}}.
            "{" => parts || plain && is_filled_in(inner),
            "$" => parts || is_filled_in(inner),
            _ => true,
        }
}

fn apart(text: &str, range: &Range<usize>) -> bool {
    !text[..range.start].ends_with(char::is_alphanumeric)
        && !text[range.end..].starts_with(char::is_alphanumeric)
}

/// `[citation needed]`
fn citations(text: &str) -> Vec<Found> {
    const MARKS: [&str; 8] = [
        "[citation needed]",
        "[clarification needed]",
        "[who?]",
        "[when?]",
        "[source?]",
        "[ref]",
        "[reference needed]",
        "[image]",
    ];
    let small = text.to_ascii_lowercase();
    let found = MARKS.iter().flat_map(|mark| small.match_indices(mark));
    let found = found.map(|(at, mark)| Found {
        range: at..at + mark.len(),
        what: "is a remark to whoever writes the text",
        help: "do what it asks for, or take it out; sources stand in references under [imprint]"
            .into(),
        new: None,
    });
    found.collect()
}

/// Passages that are no words of the booklet.
fn whole(passage: &Passage<'_>, marked_up: bool) -> Option<Found> {
    let text = passage.text.trim();
    let small = text.to_lowercase();
    let bare = small.trim_matches(|c: char| !c.is_alphanumeric());
    let found = |what, help: &'static str| Found {
        range: 0..passage.text.len(),
        what,
        help: help.into(),
        new: None,
    };
    if passage.is_english(&(0..0)) && FURNITURE.contains(&bare) {
        return Some(found("is left over from a web page or a slide", "take it out"));
    }
    let slide = bare.strip_prefix("slide ").map(|number| number.trim());
    let counted = |it: &str| {
        let mut parts = it.split(" of ");
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        parts.all(digits)
    };
    if slide.is_some_and(counted) {
        return Some(found(
            "is the number of a slide",
            "take it out: the program numbers the pages",
        ));
    }
    let head = bare.split([':', '–', '-', '—', '(', '.', ',']).next().unwrap_or("").trim();
    let numbered = head.strip_prefix("draft ").or_else(|| head.strip_prefix("draft v"));
    let numbered = numbered.is_some_and(|it| it.bytes().all(|b| b.is_ascii_digit() || b == b'v'));
    let marked = text.to_lowercase().contains("(draft)") || text.contains("[DRAFT]");
    let begun = DRAFTS.contains(&head)
        && (head == bare || text.starts_with("DRAFT") || text.starts_with("Draft"));
    if passage.is_english(&(0..0)) && (begun || numbered || marked) {
        return Some(found(
            "says that the text is not finished",
            "take it out when it is; a remark for yourself begins with # and stands on a line of its own",
        ));
    }
    let perhaps = PERHAPS_TRACKED.iter().filter(|_| marked_up);
    let tracked = TRACKED.iter().chain(perhaps).find(|words| text.starts_with(**words))?;
    Some(Found {
        range: 0..tracked.trim_end().len(),
        what: "is left over from Word's remarks or tracked changes",
        help: "take it out with what belongs to it; accept all changes in Word before you copy"
            .into(),
        new: None,
    })
}

/// What a spreadsheet makes of 1-2, and signs for the words of the cell above.
fn cell(passage: &Passage<'_>) -> Option<Found> {
    if passage.kind != Kind::Cell {
        return None;
    }
    let text = passage.text.trim();
    let range = 0..passage.text.len();
    if DITTO.contains(&&*text.to_lowercase()) {
        return Some(Found {
            range,
            what: "stands for the words of the cell above",
            help:
                "write these words again: who listens, and who turns the page, does not know them"
                    .into(),
            new: None,
        });
    }
    let (first, second, day) = day_and_month(text)?;
    let help = format!(
        "where numbers are meant, write {first} to {second} or {first}-{second}; where a day is meant, write it as a word: {day}"
    );
    let what = "is the day that a spreadsheet makes of two numbers";
    Some(Found { range, what, help: help.into(), new: None })
}

const MONTHS: [(&str, &str); 12] = [
    ("jan", "January"),
    ("feb", "February"),
    ("mar", "March"),
    ("apr", "April"),
    ("may", "May"),
    ("jun", "June"),
    ("jul", "July"),
    ("aug", "August"),
    ("sep", "September"),
    ("oct", "October"),
    ("nov", "November"),
    ("dec", "December"),
];

/// The numbers of `01-Feb` and `Feb-01` in their order, and the day in words.
fn day_and_month(text: &str) -> Option<(usize, usize, String)> {
    let (one, two) = text.split_once('-')?;
    let day_first = one.starts_with(|c: char| c.is_ascii_digit());
    let (day, name) = if day_first { (one, two) } else { (two, one) };
    let day: usize = day.parse().ok()?;
    let name = name.to_lowercase();
    let month = MONTHS.iter().position(|(short, _)| *short == name)?;
    let words = format!("{day} {}", MONTHS[month].1);
    let (first, second) = if day_first { (day, month + 1) } else { (month + 1, day) };
    // From 1 to 1 is no range, nor from 8 to 1: 8-Jan is a day.
    ((1..=31).contains(&day) && first < second).then_some((first, second, words))
}
