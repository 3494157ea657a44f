//! Faults of values, brackets and lines, in the author's words.

use super::{Fault, Within, prose, quotes};
use crate::content::{dates, written};
use crate::language::Language;

/// Keys that hold a number of percent, millimetres, points or lines.
const MEASURES: [&str; 10] =
    ["width", "lines", "size", "leading", "inner", "outer", "top", "bottom", "creep", "bleed"];

/// A line that is no `key = value`.
pub(super) fn no_key(text: &str, start: usize, key: &str, within: Within) -> Fault {
    let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |e| start + e);
    let line = text[start..line_end].trim_end();
    let end = start + line.len();
    let before = line.split('=').next().unwrap_or("").trim();
    let words = before.split_whitespace().count();
    if line.contains('=') && !key.is_empty() && (2..=3).contains(&words) && !before.contains('"') {
        let joined = before.split_whitespace().collect::<Vec<_>>().join("_");
        let range = (start, start + before.len());
        return Fault::new(range, "a key holds no spaces", format!("write {joined}"))
            .patch(range, joined);
    }
    if line.starts_with('{') && text[..start].trim().is_empty() && text.contains("\":") {
        return json(text, start, end);
    }
    if let Some(inner) = line.strip_prefix("<!--").and_then(|it| it.strip_suffix("-->")) {
        let remark = format!("# {}", inner.trim());
        return Fault::new((start, end), "a remark begins with #", format!("write {remark}"))
            .patch((start, end), remark);
    }
    if let Some(title) = markdown(text) {
        return Fault::new(
            (start, end),
            "this is written as Markdown, and chapters are written as TOML",
            format!(
                "write title = \"{title}\" at the top, and for each part [[block]] and under it heading = \"…\" in place of ##, text = \"…\" or bullets = [\"…\", \"…\"]"
            ),
        );
    }
    let lower = line.to_ascii_lowercase();
    if ["<!doctype", "<html", "<head", "<body", "<h1", "<h2", "<p>", "<div"]
        .iter()
        .any(|it| lower.starts_with(it))
    {
        return Fault::new(
            (start, end),
            "this is written as HTML, and chapters are written as TOML",
            "open it in a browser and copy the words from there; write title = \"…\" at the top, and for each block [[block]] and under it text = \"…\", heading = \"…\" or bullets = [\"…\", \"…\"]",
        );
    }
    if line.starts_with("//") {
        return Fault::new((start, start + 2), "a remark begins with #", "write # in place of //")
            .patch((start, start + 2), "#");
    }
    if within == Within::Table && line.is_empty() {
        return Fault::new((start, end), "a key is missing here", "write key = value");
    }
    Fault::new(
        (start, end.max(start)),
        "this line is no `key = value`",
        "write what it is before it: text = \"…\"; where it goes on from the line before, both stand between \"\"\" and \"\"\"",
    )
    .note("a remark of yours begins with #")
}

/// The first heading of a file of Markdown that is no chapter.
fn markdown(text: &str) -> Option<&str> {
    let title = text.trim_start().lines().next()?.strip_prefix("# ")?.trim();
    let own = |line: &str| line.starts_with('[') || line.contains('=');
    let plain = !title.contains(['"', '\\']) && !text.lines().any(|line| own(line.trim()));
    plain.then_some(title)
}

/// A whole file in JSON.
fn json(text: &str, start: usize, end: usize) -> Fault {
    let after =
        text.split_once("\"title\"").and_then(|(_, rest)| rest.trim_start().strip_prefix(':'));
    let title = after.and_then(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
    let title = title.unwrap_or("…");
    Fault::new(
        (start, end),
        "this file is written as JSON, and chapters are written as TOML",
        format!(
            "take out the braces and the commas at the ends of lines; write title = \"{title}\" at the top, and for each block [[block]] and under it text = \"…\""
        ),
    )
}

/// An invisible character where a blank or nothing may stand, as it comes with words copied from a
/// web page.
pub(super) fn invisible(text: &str, at: usize) -> Option<Fault> {
    let c = text.get(at..)?.chars().next()?;
    let space = c.is_whitespace() && !c.is_ascii();
    if !space && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') {
        return None;
    }
    let range = (at, at + c.len_utf8());
    let code = u32::from(c);
    let fault = Fault::new(
        range,
        format!("an invisible character (U+{code:04X}) stands here"),
        "delete it, and type a plain space where one is needed",
    );
    Some(fault.patch(range, if space { " " } else { "" }))
}

/// The fault of a bracket at `open` without its partner, which may stand at `last`.
pub(super) fn unclosed(
    text: &str,
    open: usize,
    (bracket, closing): (char, char),
    last: usize,
) -> Fault {
    let what = if bracket == '[' { "the list" } else { "the table" };
    let many_lines = text[open..last].contains('\n');
    let written = match (many_lines, bracket) {
        (true, _) => format!("\n{closing}"),
        (false, '[') => closing.to_string(),
        (false, _) => format!(" {closing}"),
    };
    Fault::new(
        (open, open + 1),
        format!("{what} that begins here has no closing {closing}"),
        format!("write {closing} where it ends"),
    )
    .patch((last, last), written)
}

/// The fault of a key without a value; `sign` is what lies between `=` and the line's end.
pub(super) fn no_value(text: &str, sign: (usize, usize), key: &str) -> Fault {
    let at = sign.1;
    if let Some(fault) = prose::points(text, sign.0, key) {
        return fault;
    }
    let line_end = text[at..].find(['\n', '\r']).map_or(text.len(), |end| at + end);
    let remark = text[at..line_end].trim_end();
    let hex = |digits: &str| digits.chars().all(|c| c.is_ascii_hexdigit());
    let colour = remark.split_whitespace().next().unwrap_or("");
    if matches!(colour.len(), 4 | 7) && colour.strip_prefix('#').is_some_and(hex) {
        let range = (at, at + colour.len());
        let help = format!("put the colour in quotes: \"{colour}\"");
        return Fault::new(
            range,
            format!("nothing stands after `{key} =`: # begins a remark"),
            help,
        )
        .patch(range, format!("\"{colour}\""));
    }
    let message = if key.is_empty() {
        "a value is missing here".to_owned()
    } else {
        format!("nothing stands after `{key} =`")
    };
    let fault = |help: String| Fault::new((at, at), message.clone(), help);
    if matches!(key, "blocks" | "block" | "sections" | "content") {
        let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
        let words = format!("`{key}` is not needed: each block begins with [[block]]");
        return Fault::new((start, at), words, "take the line out").patch((start, at), "");
    }
    if key == "page_break" {
        return fault("write page_break = true".into()).patch(sign, " true");
    }
    if dates::is_date_key(key) {
        return fault(format!("write a date, or take the line out: {key} = 2026-10-31"));
    }
    if prose::is_list(key) {
        return fault(format!("write a list in brackets on the same line: {key} = [\"…\", \"…\"]"));
    }
    fault("write the value on the same line, a text in quotes".into())
}

/// The fault of a value that is no number, date, true or false.
pub(super) fn not_bare(key: &str, token: &str, range: (usize, usize), within: Within) -> Fault {
    let lower = token.trim_end_matches(['.', '!', ';', ',']).to_lowercase();
    let word = match lower.as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    };
    if let Some(word) = word {
        return Fault::new(range, format!("\"{token}\" is no value"), format!("write {word}"))
            .patch(range, word);
    }
    if token.starts_with(')') || token.starts_with(']') || token.starts_with('}') || token == "," {
        return Fault::new(range, format!("a value is missing before {token}"), "write it there");
    }
    let numbers = token.chars().all(|c| c.is_ascii_digit() || "-/. :T".contains(c));
    let dashes = token.matches(['-', '/', '.']).count() == 2 && !token.contains(' ');
    let version = key == "version" || (!dates::is_date_key(key) && token.contains('.'));
    if numbers && dashes && !version {
        return no_date(token, range);
    }
    let digits = token.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '%' | ' '));
    let digits = written::number(digits).filter(|_| MEASURES.contains(&key));
    if let Some(digits) = digits {
        return Fault::new(
            range,
            "a number stands here without its unit",
            format!("write {digits}"),
        )
        .patch(range, digits);
    }
    if dates::is_date_key(key) {
        return no_date(token, range);
    }
    let words = quotes::without_single(token);
    let words = prose::without_point(words).filter(|_| within == Within::Array).unwrap_or(words);
    let quoted = quotes::text_of(words);
    let message = if token.ends_with(quotes::is_quote) && !words.ends_with(quotes::is_quote) {
        "this text has no opening quote"
    } else {
        "this text stands in no quotes"
    };
    Fault::new(range, message, format!("write {quoted}")).patch(range, quoted)
}

/// The fault of a date that is written otherwise, or is none.
fn no_date(token: &str, range: (usize, usize)) -> Fault {
    match dates::meant(token, &Language::english()) {
        Some(meant) => Fault::new(
            range,
            format!("\"{token}\" is not written as a date is here"),
            format!("write year, month and day in digits: {meant}"),
        )
        .patch(range, meant),
        None => {
            let year_first = token.as_bytes().get(4) == Some(&b'-');
            let what = if year_first {
                "is no date that exists"
            } else {
                "is not the way a date is written here"
            };
            let help = "write year, month and day in digits, with hyphens: 2026-10-31";
            Fault::new(range, format!("\"{token}\" {what}"), help)
        }
    }
}
