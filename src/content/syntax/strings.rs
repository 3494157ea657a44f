//! Strings that do not end, end too early, or hold a stray backslash.

use super::quotes::{is_quote, text_of};
use super::{Fault, Within, lines, prose};
use crate::content::written;

/// A string that was found to be sound.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// One past its closing quote.
    pub end: usize,
    pub quote: char,
    pub many_lines: bool,
}

/// Reads the string that begins at `at` with a quote.
pub(super) fn string(text: &str, at: usize, within: Within) -> Result<Found, Fault> {
    let quote = if text[at..].starts_with('\'') { '\'' } else { '"' };
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    if text[at..].starts_with(&triple) {
        many_lines(text, at, quote, &triple)
    } else {
        one_line(text, at, quote, within)
    }
}

fn one_line(text: &str, at: usize, quote: char, within: Within) -> Result<Found, Fault> {
    let line_end = text[at..].find(['\n', '\r']).map_or(text.len(), |end| at + end);
    let mut letters = text[at + 1..line_end].char_indices();
    while let Some((offset, c)) = letters.next() {
        let here = at + 1 + offset;
        if c == quote {
            return Ok(Found { end: here + 1, quote, many_lines: false });
        }
        if c == '\\' && quote == '"' {
            escape(text, here, false).map_err(|fault| of_path(text, at).unwrap_or(fault))?;
            letters.next();
        }
    }
    Err(unclosed_line(text, (at, line_end), quote, within))
}

/// Where the quote stands that a line lacks, at the end of a later one, with no key between.
fn end_on_a_later_line(text: &str, line_end: usize, quote: char) -> Option<usize> {
    let mut start = line_end;
    for (index, line) in text[line_end..].split_inclusive('\n').take(101).enumerate() {
        if index > 0 {
            if line.contains('=') || line.starts_with('[') {
                return None;
            }
            if let Some(end) = first_end(line, quote) {
                return Some(start + end);
            }
        }
        start += line.len();
    }
    None
}

/// Where the first quote of a line ends a text: what follows it can follow a value.
fn first_end(line: &str, quote: char) -> Option<usize> {
    let at = line.find(quote)?;
    // A quote alone ends the lines above it; one before words begins a text of its own.
    if line[..at].trim().is_empty()
        && !line[at + 1..].trim_matches([',', ' ', '\r', '\n']).is_empty()
    {
        return None;
    }
    let rest = line[at + 1..].trim();
    let follows = rest.is_empty() || rest.starts_with([',', ']', '}']);
    (follows && rest.matches(quote).count().is_multiple_of(2)).then_some(at + 1)
}

/// A text that goes on over the end of its line, to `end`.
fn over_lines(text: &str, (at, line_end): (usize, usize), end: usize, within: Within) -> Fault {
    let range = (at, at + text[at..line_end].trim_end().len());
    let inner = &text[at + 1..end - 1];
    let lines: Vec<&str> = inner.lines().map(str::trim).collect();
    let blank = lines[1..].iter().any(|line| line.is_empty());
    let message = "this text goes on over the end of its line";
    if within == Within::Array {
        let cell = text[..at].lines().rev().find(|line| lines::begins(line));
        let cell = cell.is_some_and(|line| line.trim_start().starts_with("rows"));
        let help = match (cell, blank) {
            (true, _) => {
                "write it on one line: a cell is one paragraph, in which //\\n breaks a line"
            }
            (_, true) => {
                "write it on one line, or make two points of it: a point of a list is one paragraph"
            }
            _ => "write it on one line: a point of a list is one paragraph",
        };
        // A line break stays one.
        let mut words = String::new();
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            let breaks = words.ends_with("//") && !words.ends_with("://");
            words.push_str(if breaks { "\u{0}" } else { " " });
            words.push_str(line);
        }
        let whole = text_of(words.trim()).replace('\u{0}', "\\n");
        return Fault::new(range, message, help).patch((at, end), whole);
    }
    if let Some(fault) = points_over_lines(text, (at, end), range, &lines) {
        return fault;
    }
    let three = text[at..=at].repeat(3);
    let help = format!(
        "write {three} before and after it: a text of several lines stands between three quotes"
    );
    let fault = Fault::new(range, message, help);
    if inner.contains(&three) {
        fault
    } else {
        fault.patch((at, end), format!("{three}\n{inner}\n{three}"))
    }
}

/// A list whose points stand on lines between two quotes.
fn points_over_lines(
    text: &str,
    (at, end): (usize, usize),
    range: (usize, usize),
    written: &[&str],
) -> Option<Fault> {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let key = text[start..at].trim().strip_suffix('=')?.trim();
    if !prose::is_list(key) {
        return None;
    }
    let point = |line: &&str| text_of(written::without_mark(line));
    let points: Vec<String> = written.iter().filter(|line| !line.is_empty()).map(point).collect();
    let help = "write [ before the points and ] after them, each in quotes and with a comma";
    let fault = Fault::new(range, "one pair of quotes stands around all points of the list", help);
    Some(fault.patch((at, end), format!("[\n  {},\n]", points.join(",\n  "))))
}

fn unclosed_line(text: &str, (at, line_end): (usize, usize), quote: char, within: Within) -> Fault {
    let written = text[at..line_end].trim_end();
    let end = at + written.len();
    // A list or a table may end on this line too.
    let open = text[..at].chars().rev().take_while(|c| *c != '\n').any(|c| "[{".contains(c));
    let closers: &[char] = if open { &[']', '}', ',', ' '] } else { &[] };
    let words = written.trim_end_matches(closers);
    let end_of_words = at + words.len();
    if quote == '"' && words.len() > 2 && words.ends_with("\\\"") && !words.ends_with("\\\\\"") {
        let range = (end_of_words - 2, end_of_words);
        let message = "the backslash makes the last quote a sign of the text";
        return Fault::new(range, message, "take the backslash out").patch(range, "\"");
    }
    let curly = words.chars().next_back().filter(|c| matches!(c, '”' | '“' | '’' | '„' | '»'));
    if let Some(curly) = curly {
        let end = end_of_words;
        let start = end - curly.len_utf8();
        return Fault::new(
            (start, end),
            format!("the text ends with a curly quote {curly} and not with the straight {quote}"),
            format!("write {quote} at its end"),
        )
        .patch((start, end), quote.to_string());
    }
    if let Some(end) = end_on_a_later_line(text, line_end, quote) {
        return over_lines(text, (at, line_end), end, within);
    }
    let bracket = written.trim_end_matches([']', '}', ',', ' ']).len();
    let insert = if bracket > 1 { at + bracket } else { end };
    Fault::new((at, end), "this text has no closing quote", format!("write {quote} at its end"))
        .note("a text of several lines stands between \"\"\" and \"\"\"")
        .patch((insert, insert), quote.to_string())
}

fn many_lines(text: &str, at: usize, quote: char, triple: &str) -> Result<Found, Fault> {
    let mut here = at + 3;
    while here < text.len() {
        let rest = &text[here..];
        if rest.starts_with(triple) {
            // Up to two quotes of the text itself may stand before the closing three.
            let run = rest.len() - rest.trim_start_matches(quote).len();
            let end = here + run.min(5);
            if begins_another(&text[at + 3..here]) {
                return Err(unclosed(text, at, triple, Some((here, here + 3))));
            }
            return Ok(Found { end, quote, many_lines: true });
        }
        let c = rest.chars().next().unwrap_or('\n');
        if c == '\\' && quote == '"' {
            escape(text, here, true)?;
            here += 1;
        }
        here += text[here..].chars().next().map_or(1, char::len_utf8);
    }
    Err(unclosed(text, at, triple, None))
}

/// Whether a text ends with `key = `: then the quotes after it open the next text, and this one
/// was never closed.
fn begins_another(inner: &str) -> bool {
    let last = inner.rsplit('\n').next().unwrap_or("").trim();
    inner.contains('\n')
        && last.strip_suffix('=').is_some_and(|key| {
            let key = key.trim_end();
            !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
        })
}

fn unclosed(text: &str, at: usize, triple: &str, next: Option<(usize, usize)>) -> Fault {
    let fault = Fault::new(
        (at, at + 3),
        format!("the text that begins here has no closing {triple}"),
        format!("write {triple} on a line of its own where the text ends"),
    );
    let fault = match next {
        Some(next) if next.1 <= text.len() => fault.label(next, "these quotes ended it instead"),
        _ => fault,
    };
    let end = end_of_text(text, at);
    let words = text[at + 3..end].trim_end_matches(is_quote);
    let from = at + 3 + words.len();
    if words.trim().is_empty() {
        return fault;
    }
    if from < end && next.is_none() {
        let what = if text[from..end].chars().count() == 1 {
            "here stands one quote"
        } else {
            "here stand other quotes"
        };
        return fault.label((from, end), what).patch((from, end), triple);
    }
    fault.patch((end, end), format!("\n{triple}"))
}

/// Where the words end of a text that was never closed: before the next line that begins a key that
/// is known, or a table.
fn end_of_text(text: &str, at: usize) -> usize {
    let mut end = text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
    for line in text[end..].split_inclusive('\n') {
        let key = line.split('=').next().unwrap_or("").trim();
        if lines::begins(line) && (line.trim_start().starts_with('[') || prose::is_known(key)) {
            break;
        }
        end += line.len();
    }
    at + text[at..end].trim_end().len()
}

/// Judges the escape that begins with the backslash at `at`.
fn escape(text: &str, at: usize, many_lines: bool) -> Result<(), Fault> {
    let after = &text[at + 1..];
    let hex = |digits: usize| {
        after.get(1..=digits).is_some_and(|hex| hex.chars().all(|c| c.is_ascii_hexdigit()))
    };
    let next = after.chars().next();
    let sound = match next {
        Some('b' | 'e' | 'f' | 'n' | 'r' | 't' | '"' | '\\') => true,
        Some('x') => hex(2),
        Some('u') => hex(4) && is_letter(after, 4),
        Some('U') => hex(8) && is_letter(after, 8),
        Some('\n' | '\r') => many_lines,
        Some(' ' | '\t') => {
            many_lines && after.trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])
        }
        _ => false,
    };
    if sound {
        return Ok(());
    }
    let half = |mark: char, digits: usize| (next == Some(mark) && hex(digits)).then_some(digits);
    if let Some(digits) = half('u', 4).or(half('U', 8)) {
        return Err(Fault::new(
            (at, at + 2 + digits),
            format!("\\{} is no character", &after[..=digits]),
            "type the character itself between the quotes",
        ));
    }
    let sign: String = next.filter(|c| !c.is_control()).into_iter().collect();
    let end = at + 1 + sign.len();
    if next.is_some_and(is_plain) {
        let message = format!("the backslash before {sign} is not needed between double quotes");
        let fault = Fault::new((at, end), message, format!("write {sign} alone"));
        return Err(fault.patch((at, at + 1), ""));
    }
    Err(Fault::new(
        (at, end),
        format!("the backslash before {} means nothing between double quotes", name(&sign)),
        format!("double it: \\\\{sign}"),
    )
    .patch((at, at + 1), "\\\\"))
}

/// Whether programs put a backslash before a sign that means nothing here by itself.
fn is_plain(sign: char) -> bool {
    "'’‘“”,;:.!?&%$€£()/=+@~|".contains(sign)
}

/// What is wrong with the string that begins at `at` where it is the path of a chapter or a picture
/// as Windows writes it.
fn of_path(text: &str, at: usize) -> Option<Fault> {
    const FILES: [&str; 5] = [".toml", ".png", ".jpg", ".jpeg", ".svg"];
    let rest = &text[at + 1..];
    let path = &rest[..rest.find(['"', '\n', '\r'])?];
    let lower = path.to_lowercase();
    let folders = lower.split('\\').any(|part| part.ends_with(':') || part == "..");
    if !FILES.iter().any(|file| lower.ends_with(file)) || path.contains(' ') && !folders {
        return None;
    }
    let range = (at, at + path.len() + 2);
    if path.starts_with("\\\\") || path.get(1..2) == Some(":") {
        let (what, place) = if lower.ends_with(".toml") {
            ("chapter", "chapters/")
        } else if text.contains("[[block]]") {
            ("picture", "../pictures/")
        } else {
            ("picture", "pictures/")
        };
        let folder = place.trim_start_matches("../").trim_end_matches('/');
        let name = path.rsplit('\\').next().unwrap_or(path);
        let fault = Fault::new(
            range,
            format!("the {what}'s path begins at the top of the disk"),
            format!(
                "copy the file into the folder “{folder}” beside booklet.toml, and write its path \
                 from here"
            ),
        );
        let note = "on another computer the file would not be there";
        return Some(fault.note(note).patch(range, format!("\"{place}{name}\"")));
    }
    let meant = path.replace("\\\\", "/").replace('\\', "/");
    let message = "folders in a path are parted by / and not by \\";
    let fault = Fault::new(range, message, "write / in place of each");
    Some(fault.patch(range, format!("\"{meant}\"")))
}

fn is_letter(after: &str, digits: usize) -> bool {
    u32::from_str_radix(&after[1..=digits], 16).is_ok_and(|code| char::from_u32(code).is_some())
}

fn name(sign: &str) -> String {
    match sign {
        "" => "the line's end".to_owned(),
        " " => "a space".to_owned(),
        sign => sign.to_owned(),
    }
}
