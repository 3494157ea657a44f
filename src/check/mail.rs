//! What stands around the words of emails, web pages and shared documents, and their codes for signs.

use std::ops::Range;

use super::Passage;
use super::search::{Signs, every};
use super::unfinished::Found;

/// What emails and pages have around their words, wherever it stands.
const AROUND: [&str; 17] = [
    "Begin forwarded message:",
    "Forwarded message -",
    "Forwarded Message -",
    "Original Message -",
    "Original message -",
    "Sent from my iPhone",
    "Sent from my iPad",
    "Sent from my Galaxy",
    "Sent from my Samsung",
    "Get Outlook for ",
    "This email originated from outside",
    "This message originated from outside",
    "Accept all cookies.",
    "Page last reviewed: ",
    "Page last updated: ",
    "page was last updated on",
    "page was last reviewed on",
];

/// Codes of Word on a web page.
const CODES: [&str; 4] = ["<o:p></o:p>", "<o:p>", "</o:p>", "<o:p/>"];

/// Words before the colons in the head of an email.
const HEADS: [&str; 14] = [
    "From: ",
    "Sent: ",
    "To: ",
    "Cc: ",
    "CC: ",
    "Date: ",
    "Subject: ",
    "Von: ",
    "Gesendet: ",
    "An: ",
    "Betreff: ",
    "De : ",
    "Envoyé : ",
    "Objet : ",
];

/// Words that begin the way through a menu, which is no way through a website.
const MENUS: [&str; 12] = [
    "go", "open", "choose", "select", "click", "tap", "press", "settings", "see", "use", "then",
    "find",
];

/// No longer passage is a way through a website, or the head of a page, in bytes.
const LONGEST: usize = 160;

/// All of this in a passage.
pub(super) fn find(passage: &Passage<'_>) -> Vec<Found> {
    let text = &passage.text;
    let mut found: Vec<Found> = Vec::new();
    for range in every(text, &AROUND) {
        found.push(left(range, "stands around the words of an email or a web page", TAKE_OUT));
    }
    for range in every(text, &CODES) {
        let code = left(range, "is a code of Word", "take it out");
        found.push(Found { new: Some(String::new()), ..code });
    }
    found.extend(head(text));
    found.extend(trail(text));
    found.extend(remarks(passage));
    found.extend(codes(text));
    found.extend(hidden(passage));
    found
}

/// `ward7 [at] example [dot] org`: an email address that hides its sign from programs.
fn hidden(passage: &Passage<'_>) -> Vec<Found> {
    const AT: [&str; 4] = ["[at]", "(at)", "[AT]", "(AT)"];
    const DOT: [&str; 4] = ["[dot]", "(dot)", "[DOT]", "(DOT)"];
    let text = &passage.text;
    let part = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let mut found = Vec::new();
    for range in every(text, &AT) {
        let before = text[..range.start].trim_end();
        let start = before.trim_end_matches(part).len();
        let (mut end, mut host) = (range.end, String::new());
        loop {
            let rest = text[end..].trim_start();
            let length = rest.len() - rest.trim_start_matches(part).len();
            let name = rest[..length].trim_end_matches('.');
            host.push_str(name);
            let last = text.len() - rest.len() + name.len();
            let after = text[last..].trim_start();
            end = last;
            let Some(dot) = DOT.iter().find(|dot| after.starts_with(**dot)) else { break };
            host.push('.');
            end = text.len() - after.len() + dot.len();
        }
        let named = start < before.len() && host.contains('.') && !host.ends_with('.');
        if named && !passage.is_linked(start) {
            let address = format!("{}@{host}", &before[start..]);
            found.push(Found {
                range: start..end,
                what: "is an email address that hides its sign, and nobody can write to it",
                help: format!("write [{address}](mailto:{address})").into(),
                new: None,
            });
        }
    }
    found
}

const TAKE_OUT: &str = "take it out where it is no part of what you tell your readers";

fn left(range: Range<usize>, what: &'static str, help: &'static str) -> Found {
    Found { range, what, help: help.into(), new: None }
}

/// Whether a line begins as one of the head of an email does.
pub(super) fn is_head(line: &str) -> bool {
    HEADS.iter().any(|head| line.starts_with(head))
}

/// The head of an email, and `On 12 March 2026, Jo wrote:`.
fn head(text: &str) -> Option<Found> {
    let what = "is the head of an email";
    let help = "take these lines out, and leave the words of the booklet that come after them";
    let shown = text.trim();
    let wrote = shown.starts_with("On ") && shown.ends_with(" wrote:") && shown.len() <= LONGEST;
    let many = || {
        let inside = |head: &&&str| text.contains(&format!(" {}", head.trim_end()));
        HEADS.iter().filter(inside).count() >= 2
    };
    (wrote || is_head(shown) && many()).then(|| left(0..text.len(), what, help))
}

/// `Home > Health A to Z > Going home`.
fn trail(text: &str) -> Option<Found> {
    let shown = text.trim();
    if shown.len() > LONGEST || shown.ends_with(['.', '!', '?', ':']) {
        return None;
    }
    let sign = [" > ", " › ", " » ", " / ", " | "].into_iter().find(|sign| shown.contains(sign))?;
    let parts: Vec<&str> = shown.split(sign).map(str::trim).collect();
    let named = parts
        .iter()
        .all(|part| part.starts_with(char::is_uppercase) && part.split_whitespace().count() <= 6);
    let first = parts[0].split_whitespace().next().unwrap_or_default().to_lowercase();
    let begun = parts[0].to_lowercase();
    let home =
        matches!(&*begun, "home" | "homepage" | "home page") || begun.starts_with("you are here");
    // Hospital > Ward 5 > Bed 3 is a way to a bed.
    let counted = parts.iter().any(|part| part.ends_with(|c: char| c.is_ascii_digit()));
    let many = match sign {
        // Signs that part other words too.
        " / " => home,
        " | " => home && parts.len() >= 3,
        _ => parts.len() >= 3 && !counted || home,
    };
    let what = "is the way to a page of a website";
    (many && named && !MENUS.contains(&&*first)).then(|| left(0..text.len(), what, TAKE_OUT))
}

/// `two[a] tablets` and `[a]Is this right?`, as Google Docs gives remarks.
fn remarks(passage: &Passage<'_>) -> Vec<Found> {
    let text = &passage.text;
    let mut found = Vec::new();
    for (start, _) in text.match_indices('[') {
        let inner = text[start + 1..].split_once(']').map_or("", |(inner, _)| inner);
        if inner.len() != 1 || !inner.starts_with(|c: char| c.is_ascii_lowercase()) {
            continue;
        }
        let begins = text[..start].trim().is_empty()
            && text[start + 3..].starts_with(|c: char| c.is_uppercase());
        let touches = text[..start].ends_with(|c: char| c.is_alphanumeric() || ".,!?".contains(c));
        if passage.is_linked(start) {
            continue;
        }
        if begins {
            let help = "take the whole line out when you have done what it asks for";
            found.push(left(0..text.len(), "is a remark of Google Docs", help));
        } else if touches {
            let help = "take it out, and see that the remark itself did not come along";
            found.push(left(start..start + 3, "is the mark of a remark in Google Docs", help));
        }
    }
    found
}

/// `=E2=80=99` and `=20`: signs of an email as it is sent.
fn codes(text: &str) -> Vec<Found> {
    if !Signs::of(text).may_hold("=") {
        return Vec::new();
    }
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('=').map(|found| at + found) {
        let bytes = run(&text[start..]);
        let end = start + 3 * bytes.len();
        at = end.max(start + 1);
        let Ok(signs) = String::from_utf8(bytes.clone()) else { continue };
        let between = text[..start].ends_with(|c: char| c.is_alphabetic() || ".,".contains(c))
            && text[end..].starts_with(char::is_alphabetic);
        let coded = bytes.len() > 1 && !signs.is_ascii();
        let plain = matches!(&*signs, " " | "\r\n") && between;
        if coded || plain {
            let written = if plain { " ".to_owned() } else { signs };
            found.push(Found {
                range: start..end,
                what: "is the code that an email has for a sign",
                help: format!("write {} in its place", if plain { "a space" } else { &*written })
                    .into(),
                new: Some(written),
            });
        }
    }
    found
}

/// The bytes of the codes that a text begins with.
fn run(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(code) = rest.strip_prefix('=').and_then(|rest| rest.get(..2)) {
        let upper = code.bytes().all(|c| c.is_ascii_digit() || (b'A'..=b'F').contains(&c));
        let Some(byte) = u8::from_str_radix(code, 16).ok().filter(|_| upper) else { break };
        bytes.push(byte);
        rest = &rest[3..];
        if bytes.len() >= 64 {
            break;
        }
    }
    bytes
}
