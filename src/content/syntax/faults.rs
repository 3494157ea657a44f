//! Faults of values, brackets and lines, in the author's words.

use super::{Fault, Within, items, prose, quotes, rows, yaml};
use crate::content::{dates, written};
use crate::keys;
use crate::language::Language;

/// Keys that hold a number of percent, millimetres, points or lines.
const MEASURES: [&str; 10] =
    ["width", "lines", "size", "leading", "inner", "outer", "top", "bottom", "creep", "bleed"];

/// A line that is no `key = value`.
pub(super) fn no_key(text: &str, start: usize, key: &str, within: Within) -> Fault {
    let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |e| start + e);
    let line = text[start..line_end].trim_end();
    let range = (start, start + line.len());
    let known = spaced_key(line, start, key)
        .or_else(|| other_remark(line, range))
        .or_else(|| html(line, range));
    if let Some(fault) = known {
        return fault;
    }
    if let Some(fault) = line_of_signs(line, range) {
        return fault;
    }
    if within == Within::Table && line.is_empty() {
        return Fault::new(range, "a key is missing here", "write key = value");
    }
    Fault::new(
        range,
        "this line is no `key = value`",
        "write what it is before it: text = \"…\"; where it goes on from the line before, both stand between \"\"\" and \"\"\"",
    )
    .note("a remark of yours begins with #")
}

/// `review by = 2026-10-31`, and `const title = "…"` as programmers write it
fn spaced_key(line: &str, start: usize, key: &str) -> Option<Fault> {
    const PROGRAMMERS: [&str; 5] = ["const", "let", "var", "set", "string"];
    let before = line.split_once('=')?.0.trim();
    if let Some((word, name)) = before.split_once(' ').filter(|it| PROGRAMMERS.contains(&it.0)) {
        let range = (start, start + word.len() + 1);
        let fault = Fault::new(range, "a key is one word", format!("write {}", name.trim()));
        return Some(fault.patch(range, ""));
    }
    let words = before.split_whitespace().count();
    let joined = before.split_whitespace().collect::<Vec<_>>().join("_");
    let range = (start, start + before.len());
    let fault = Fault::new(range, "a key holds no spaces", format!("write {joined}"));
    (!key.is_empty() && (2..=3).contains(&words) && !before.contains('"'))
        .then(|| fault.patch(range, joined))
}

/// `<!-- a remark -->` and `// a remark`
pub(super) fn other_remark(line: &str, (start, end): (usize, usize)) -> Option<Fault> {
    let message = "a remark begins with #";
    if let Some(inner) = line.strip_prefix("<!--").and_then(|it| it.strip_suffix("-->")) {
        let remark = format!("# {}", inner.trim());
        let fault = Fault::new((start, end), message, format!("write {remark}"));
        return Some(fault.patch((start, end), remark));
    }
    if let Some(inner) = line.strip_prefix("/*").and_then(|it| it.strip_suffix("*/")) {
        let remark = format!("# {}", inner.trim());
        let fault = Fault::new((start, end), message, format!("write {remark}"));
        return Some(fault.patch((start, end), remark));
    }
    let sign = ["//", "-- ", "; "].into_iter().find(|sign| line.starts_with(sign))?.trim_end();
    let range = (start, start + sign.len());
    let fault = Fault::new(range, message, format!("write # in place of {sign}"));
    Some(fault.patch(range, "#"))
}

/// `---`, which parts the pages of YAML and Markdown
fn line_of_signs(line: &str, range: (usize, usize)) -> Option<Fault> {
    let of = |sign| line.len() >= 3 && line.chars().all(|c| c == sign);
    let fault = Fault::new(range, "this line of signs parts nothing", "take it out");
    ['-', '*', '_', '~'].into_iter().any(of).then(|| fault.patch(range, ""))
}

/// A line of HTML within a file that is none.
fn html(line: &str, range: (usize, usize)) -> Option<Fault> {
    const TAGS: [&str; 8] = ["<!doctype", "<html", "<head", "<body", "<h1", "<h2", "<p>", "<div"];
    let lower = line.to_ascii_lowercase();
    TAGS.iter().any(|tag| lower.starts_with(tag)).then(|| {
        Fault::new(
            range,
            "this is written as HTML, and chapters are written as TOML",
            "open it in a browser and copy the words from there; write title = \"…\" at the top, and for each block [[block]] and under it text = \"…\", heading = \"…\" or bullets = [\"…\", \"…\"]",
        )
    })
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
    let below = prose::points(text, sign.0, key)
        .or_else(|| rows::below(text, sign.0, key))
        .or_else(|| yaml::table(text, sign.0, key));
    if let Some(fault) = below {
        return fault;
    }
    if let Some(fault) = bare_colour(text, at, key) {
        return fault;
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
        return fault(format!("write a date, or take the line out: {key} = {}", example_of(key)));
    }
    if prose::is_list(key) {
        return fault(format!("write a list in brackets on the same line: {key} = [\"…\", \"…\"]"));
    }
    fault("write the value on the same line, a text in quotes".into())
}

/// `accent = #00505C`
fn bare_colour(text: &str, at: usize, key: &str) -> Option<Fault> {
    let line_end = text[at..].find(['\n', '\r']).map_or(text.len(), |end| at + end);
    let colour = text[at..line_end].split_whitespace().next()?;
    let hex = |digits: &str| digits.chars().all(|c| c.is_ascii_hexdigit());
    if !matches!(colour.len(), 4 | 7) || !colour.strip_prefix('#').is_some_and(hex) {
        return None;
    }
    let range = (at, at + colour.len());
    let message = format!("nothing stands after `{key} =`: # begins a remark");
    let help = format!("put the colour in quotes: \"{colour}\"");
    Some(Fault::new(range, message, help).patch(range, format!("\"{colour}\"")))
}

/// The fault of a value that is no number, date, true or false.
pub(super) fn not_bare(key: &str, token: &str, range: (usize, usize), within: Within) -> Fault {
    let lower = token.trim_end_matches(['.', '!', ';', ',']).to_lowercase();
    if let Some(word) = switch(&lower).filter(|_| within != Within::Array && !is_text(key)) {
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
        return no_date(key, token, range);
    }
    if let Some(fault) = with_unit(key, token, range) {
        return fault;
    }
    if dates::is_date_key(key) {
        return no_date(key, token, range);
    }
    if let Some(fault) = items::marked(token, range).filter(|_| within == Within::Array) {
        return fault;
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

/// The switch that a word stands for, in languages of booklets.
pub(in crate::content) fn switch(word: &str) -> Option<&'static str> {
    match word {
        "true" | "yes" | "on" | "ja" | "oui" | "si" | "sí" | "sì" | "sim" | "tak" | "ydy"
        | "da" => Some("true"),
        "false" | "no" | "off" | "nein" | "nee" | "non" | "nej" | "nei" | "não" | "nie" => {
            Some("false")
        }
        _ => None,
    }
}

/// Whether a key holds words, of which any may be what is said.
fn is_text(key: &str) -> bool {
    matches!(
        key,
        "text" | "heading" | "subheading" | "title" | "caption" | "alt" | "label" | "term"
    )
}

/// `width = 50%`
fn with_unit(key: &str, token: &str, range: (usize, usize)) -> Option<Fault> {
    let digits = token.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '%' | ' '));
    let number = written::number(digits).filter(|_| MEASURES.contains(&key))?;
    let message = "a number stands here without its unit";
    Some(Fault::new(range, message, format!("write {number}")).patch(range, number))
}

/// An example of a date: that of a next review lies ahead.
fn example_of(key: &str) -> &'static str {
    keys::BOOKLET.key(key).map_or("2028-10-01", |key| key.example)
}

/// The fault of a date that is written otherwise, or is none.
fn no_date(key: &str, token: &str, range: (usize, usize)) -> Fault {
    if let Some(last) = dates::last_day(token, &Language::english()) {
        let help = format!("write year, month and day: {last} where the end of it is meant");
        return Fault::new(range, format!("\"{token}\" names no day"), help);
    }
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
            let help = format!(
                "write year, month and day in digits, with hyphens: {key} = {}",
                example_of(key)
            );
            Fault::new(range, format!("\"{token}\" {what}"), help)
        }
    }
}
