//! Quotes that no text begins with here: curly ones, primes, accents, and two in place of one.

use super::lines;
use super::{Fault, Within};

/// Signs that are quotes on a keyboard, in a word processor or in a language, but not in TOML.
const ODD: &str = "“”„‟‘’‚‛«»‹›`´″′〝〞＂";

/// Whether a sign is a quote of any kind.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'') || is_odd(c)
}

fn is_odd(c: char) -> bool {
    ODD.contains(c)
}

/// How many bytes of such quotes a value begins with.
pub(super) fn opening(rest: &str) -> Option<usize> {
    let run = rest.len() - rest.trim_start_matches(is_odd).len();
    if run > 0 {
        // “‘as needed’ …”: a quote within the text begins it.
        let inner = rest[..run].strip_prefix(['“', '„', '«', '”']).filter(|it| it.starts_with('‘'));
        return Some(inner.map_or(run, |inner| run - inner.len()));
    }
    let word = |after: &str| after.starts_with(|c: char| c.is_alphanumeric() || "*[({".contains(c));
    let pair = ["''", "\"\"", ",,"].into_iter().find(|it| rest.strip_prefix(it).is_some_and(word));
    pair.map(str::len)
}

/// The fault of a value that begins with `opening` bytes of such quotes.
pub(super) fn odd(text: &str, at: usize, opening: usize, within: Within) -> Fault {
    let from = at + opening;
    let (inner_end, end) = closing(text, from, within);
    let written = text_of(&text[from..inner_end]);
    let first = text[at..].chars().next().unwrap_or('"');
    let message = match first {
        '\'' => "two apostrophes are no quotation mark".to_owned(),
        '"' => "two quotes stand at the text's ends where one is enough".to_owned(),
        ',' => "two commas are no quotation mark".to_owned(),
        '″' | '′' => format!("a text cannot begin with the sign {first}"),
        _ => format!("a text cannot begin with the curly quote {first}"),
    };
    let help = if written.contains('\n') {
        "write three straight quotes before it and after it: \"\"\"".to_owned()
    } else {
        format!("write straight quotes around it: {written}")
    };
    let range = if is_odd(first) { (at, at + first.len_utf8()) } else { (at, from) };
    let fault = Fault::new(range, message, help).patch((at, end), written);
    match first {
        '\'' | '"' | ',' | '″' | '′' => fault,
        _ => fault.note("word processors make quotes curly; within a text they are welcome"),
    }
}

/// Where the words end that follow such quotes, and where the quotes after them end.
fn closing(text: &str, from: usize, within: Within) -> (usize, usize) {
    let line_end = text[from..].find(['\n', '\r']).map_or(text.len(), |end| from + end);
    if let Some(found) = closing_of_line(text, from, line_end, within) {
        return found;
    }
    if within == Within::Line {
        let mut start = line_end;
        for line in text[line_end..].split_inclusive('\n') {
            let words = line.trim_end();
            if start > line_end && lines::begins(line) {
                break;
            }
            let bare = words.trim_end_matches(is_quote);
            if bare.len() < words.len() && start + bare.len() > from {
                let bare = start + bare.len();
                let inner = own(&text[from..bare], &text[bare..start + words.len()]);
                return (bare + inner, start + words.len());
            }
            start += line.len();
        }
    }
    let stops: &[char] = match within {
        Within::Line => &['#'],
        Within::Array => &[',', ']'],
        Within::Table => &[',', '}'],
    };
    let end = text[from..line_end].find(stops).map_or(line_end, |end| from + end);
    let end = from + text[from..end].trim_end().len();
    (end, end)
}

fn closing_of_line(
    text: &str,
    from: usize,
    line_end: usize,
    within: Within,
) -> Option<(usize, usize)> {
    let line = &text[from..line_end];
    let mut at = 0;
    while let Some(found) = line[at..].find(is_quote) {
        let start = at + found;
        let after = line[start..].trim_start_matches(is_quote);
        let end = line.len() - after.len();
        let next = after.trim_start().chars().next();
        let ends = match (within, next) {
            (_, None) => true,
            (Within::Line, Some(next)) => {
                next == '#' || (".,;".contains(next) && after.trim().chars().count() == 1)
            }
            (_, Some(next)) => ",;])}".contains(next),
        };
        if ends && start > 0 {
            let inner = own(&line[..start], &line[start..end]);
            return Some((from + start + inner, from + end));
        }
        at = end;
    }
    None
}

/// How many bytes of the quotes that follow some words close a quote within these.
fn own(words: &str, quotes: &str) -> usize {
    const PAIRS: [(char, char); 5] = [('‘', '’'), ('“', '”'), ('„', '“'), ('«', '»'), ('‹', '›')];
    let Some(first) = quotes.chars().next().filter(|c| quotes.len() > c.len_utf8()) else {
        return 0;
    };
    let open = PAIRS
        .iter()
        .filter(|(_, close)| *close == first)
        .any(|(open, close)| words.rfind(*open).is_some_and(|at| !words[at..].contains(*close)));
    let straight = matches!(first, '\'' | '"')
        && words.rfind(first).is_some_and(|at| {
            words[..at].ends_with(char::is_whitespace) && !words[at + 1..].contains(first)
        });
    if open || straight { first.len_utf8() } else { 0 }
}

/// Words as a text of TOML, of one line or several.
pub(super) fn text_of(words: &str) -> String {
    let words = words.replace('\\', "\\\\");
    if words.contains('\n') {
        let inner =
            words.trim_matches(['\n', '\r', ' ', '\t', '\u{A0}']).replace("\"\"\"", "\\\"\\\"\\\"");
        return format!("\"\"\"\n{inner}\n\"\"\"");
    }
    let inner = words.trim_matches([' ', '\t', '\u{A0}', '\u{202F}', '\r']);
    format!("\"{}\"", inner.replace('"', "\\\""))
}

/// Words without a quote that only one of their ends has.
pub(super) fn without_single(token: &str) -> &str {
    let words = token.trim_end_matches(is_quote);
    let double = |c: char| is_quote(c) && !matches!(c, '\'' | '’' | '‘');
    if words.len() < token.len() && !words.contains(double) { words.trim_end() } else { token }
}

/// A quote within a text that ended it too early, at `end`, or words after a text: what was meant.
pub(super) fn early(text: &str, start: usize, end: usize, within: Within) -> Option<Fault> {
    let quote = text[start..].chars().next()?;
    let content = &text[start + 1..end - 1];
    let rest = &text[end..];
    let line = rest.lines().next().unwrap_or("");
    if let Some(fault) = joined(text, (start, end), quote) {
        return Some(fault);
    }
    if within == Within::Line
        && let Some(fault) = stray_end(line, (end, quote), content)
    {
        return Some(fault);
    }
    let close = close_of(line, quote, within)?;
    let inner = &text[start + 1..end + close];
    let quotes = inner.matches(quote).count();
    if content.trim() == "[" && inner.trim_end().ends_with(']') {
        let range = (start, end + close + 1);
        let message = "quotes stand around this list";
        let help = "take the first and the last quote out";
        return Some(Fault::new(range, message, help).patch(range, inner));
    }
    if within != Within::Line
        && let Some(fault) = unclosed_item(text, start, content, quote)
    {
        return (quotes % 2 == 1).then_some(fault);
    }
    if quote == '"' && quotes % 2 == 1 {
        return None;
    }
    if quote == '\'' && inner.contains('"') {
        return None;
    }
    Some(within_quotes(text, start, end, close))
}

/// Quotes of the text itself, from the one at `end` to the last, which stands `close` after it.
fn within_quotes(text: &str, start: usize, end: usize, close: usize) -> Fault {
    let inner = &text[start + 1..end + close];
    let double = text[start..].starts_with('"');
    // Between single quotes a backslash is one; before an apostrophe nobody meant it.
    let whole = match double {
        true => format!("\"{}\"", undoubled(inner).replace('"', "\\\"")),
        false => text_of(&inner.replace("\\'", "'")),
    };
    ends_early((start, end), double).patch((start, end + close + 1), whole)
}

/// Words whose quotes are all doubled, as spreadsheets write them, with one of each two.
fn undoubled(words: &str) -> String {
    let single = words.replace("\"\"", "");
    if single.contains('"') { words.to_owned() } else { words.replace("\"\"", "\"") }
}

/// `"Say ""no"", please"` between brackets: quotes doubled within a text, as spreadsheets write them.
/// The first of them ended the text at `end`.
pub(super) fn doubled(text: &str, start: usize, end: usize, within: Within) -> Option<Fault> {
    let opens = |at: usize| text[..at].ends_with([' ', '(', '"']);
    let word = text[end..].strip_prefix('"')?.starts_with(char::is_alphanumeric);
    if within == Within::Line || !text[start..].starts_with('"') || !word || !opens(end - 1) {
        return None;
    }
    let line = text[start..].lines().next()?;
    let (mut at, mut pairs) = (1, 0);
    loop {
        at += line.get(at..)?.find('"')?;
        if line[at + 1..].starts_with('"') {
            pairs += 1;
            at += 2;
            continue;
        }
        break;
    }
    let closes = line[at + 1..].trim_start();
    let ended = closes.is_empty() || closes.starts_with([',', ';', ']', '}']);
    let whole = text_of(&line[1..at].replace("\"\"", "\""));
    let range = (start, start + at + 1);
    (pairs >= 2 && pairs % 2 == 0 && ended)
        .then(|| ends_early((start, end), true).patch(range, whole))
}

/// A text whose quote ends it before its words do.
pub(super) fn ends_early((start, end): (usize, usize), double: bool) -> Fault {
    let (message, help) = if double {
        (
            "this quote ends the text, but more words follow",
            "write \\\" for a quote within a text, or use curly ones: “ ”",
        )
    } else {
        (
            "this apostrophe ends the text, but more words follow",
            "begin and end the text with \" in place of '",
        )
    };
    Fault::new((end - 1, end), message, help).label((start, start + 1), "the text begins here")
}

/// The quotes that stand alone before the three that end a text of several lines: four or five were
/// typed.
pub(super) fn alone_at_end(literal: &str) -> Option<(usize, usize)> {
    let body = literal.strip_prefix("\"\"\"")?.strip_suffix("\"\"\"")?;
    let words = body.trim_end_matches('"');
    let alone = words.trim_end_matches([' ', '\t']).ends_with('\n');
    (alone && words.len() < body.len()).then_some((3 + words.len(), 3 + body.len()))
}

/// More quotes right after an item that ends at `end`.
pub(super) fn more(text: &str, end: usize) -> Option<Fault> {
    let after = text[end..].trim_start_matches(is_quote);
    let range = (end, text.len() - after.len());
    let ends = after.trim_start().starts_with([',', ';', ']', '}', '\n', '\r']);
    let message = "more quotes end the text than begin it";
    (range.1 > end && ends).then(|| Fault::new(range, message, "take them out").patch(range, ""))
}

/// `"one”, “two"`: items with curly quotes between them, which are one text for TOML.
pub(super) fn several(text: &str, start: usize, end: usize) -> Option<Fault> {
    let inner = &text[start + 1..end - 1];
    let close = inner.find(['”', '“'])?;
    let after = inner[close..].chars().next().map_or("", |c| &inner[close + c.len_utf8()..]);
    let next = after.trim_start().strip_prefix([',', ';'])?.trim_start();
    if !next.starts_with(['“', '”', '„', '"']) || inner.contains(['"', '\\', '\n']) {
        return None;
    }
    let parts = inner.split(['”', '“', '„']).map(|part| part.trim());
    let parts = parts.filter(|part| !matches!(*part, "" | "," | ";")).map(text_of);
    let list = parts.collect::<Vec<_>>().join(", ");
    let help = format!("write straight quotes around each: {list}");
    let fault = Fault::new((start, end), "curly quotes stand between these items", help);
    Some(fault.patch((start, end), list))
}

/// Words behind the three quotes that end a text of several lines at `end`.
fn more_lines(text: &str, end: usize, (start, words): (usize, &str)) -> Fault {
    let quotes = end - 3;
    let alone = text[..quotes].ends_with('\n');
    let gap = if alone { "" } else { "\n" };
    let range = (start, start + words.len());
    let help = "write them inside its quotes: \"\"\" stands after the last of them";
    Fault::new(range, "more words stand after the text", help)
        .patch((quotes, range.1), format!("{gap}{words}\n\"\"\""))
}

/// Words after a text of one line: a remark in brackets, or more of the text.
pub(super) fn more_words(
    text: &str,
    (start, end): (usize, usize),
    rest: (usize, usize),
) -> Option<Fault> {
    let written = text[rest.0..rest.1].trim_end();
    let (inner, quote) = (&text[start + 1..end - 1], text[start..].chars().next()?);
    let bracketed = |open: char, close: char| {
        let inside = written.strip_prefix(open).and_then(|it| it.strip_suffix(close));
        inside.is_some_and(|it| !it.contains(['"', '=', '[', ']', '(', ')']))
    };
    let remark = bracketed('(', ')') || bracketed('[', ']') || written.starts_with(['-', '–', '—']);
    let plain = |c: char| !is_quote(c) && !"={}\\".contains(c) && (remark || !"[]".contains(c));
    let wordy = written.contains(char::is_alphabetic) && written.chars().all(plain);
    if wordy && !remark && text[start..].starts_with("\"\"\"") {
        return Some(more_lines(text, end, (rest.0, written)));
    }
    if !wordy || inner.contains(['\n', '"']) || text[end..rest.0].contains('\n') {
        return None;
    }
    let range = (rest.0, rest.0 + written.len());
    if remark {
        let help =
            "write # before it, where it is a remark of yours; else put it inside the quotes";
        return Some(
            Fault::new(range, "more words stand after the text", help)
                .patch((rest.0, rest.0), "# "),
        );
    }
    let gap =
        if inner.ends_with(' ') || written.starts_with([',', '.', ';', ':']) { "" } else { " " };
    let whole = format!("{quote}{inner}{gap}{written}{quote}");
    let fault =
        Fault::new(range, "more words stand after the text", "write them inside its quotes");
    Some(fault.patch((start, range.1), whole))
}

/// A full stop or more quotes after a text that ends at `end`.
fn stray_end(line: &str, (end, quote): (usize, char), content: &str) -> Option<Fault> {
    const MARKS: [char; 4] = ['.', '!', '?', '…'];
    let written = line.trim();
    let from = end + line.len() - line.trim_start().len();
    let range = (from, from + written.len());
    if let Some(sign) = written.strip_suffix(MARKS).map(|_| written)
        && sign.chars().count() == 1
    {
        let with = if content.ends_with(MARKS) { "" } else { sign };
        let message = format!("a {sign} stands after the text");
        return Some(
            Fault::new(range, message, "write it before the quote")
                .patch((end - 1, range.1), format!("{with}{quote}")),
        );
    }
    let quotes = !written.is_empty() && written.trim_start_matches(is_quote).is_empty();
    let message = "more quotes end the text than begin it";
    quotes.then(|| Fault::new(range, message, "take them out").patch((end, range.1), ""))
}

/// Where the quote stands in the rest of a line that may end the whole text.
fn close_of(line: &str, quote: char, within: Within) -> Option<usize> {
    line.match_indices(quote).map(|(at, _)| at).find(|at| {
        let after = line[at + 1..].trim_start();
        match within {
            Within::Line => after.is_empty() || after.starts_with('#'),
            _ => after.is_empty() || after.starts_with([',', ';', ']', '}', ')']),
        }
    })
}

/// An item without its closing quote: the next one's opening quote has ended it.
fn unclosed_item(text: &str, start: usize, content: &str, quote: char) -> Option<Fault> {
    let pair = content.trim_end().strip_suffix('=').and_then(|it| it.rsplit_once([',', ';']));
    let words = match pair.filter(|(_, key)| lines::is_name(key.trim())) {
        Some((words, _)) => words.trim_end(),
        None => content.trim_end().strip_suffix([',', ';'])?.trim_end(),
    };
    let bare = words.trim_end_matches(is_odd);
    let from = start + 1 + bare.len();
    let to = start + 1 + words.len();
    let fault = Fault::new(
        (start, to),
        "this text has no closing quote",
        format!("write {quote} at its end"),
    );
    (!text[from..].is_empty()).then(|| fault.patch((from, to), quote.to_string()))
}

/// Two texts, added or one after the other.
fn joined(text: &str, (start, end): (usize, usize), quote: char) -> Option<Fault> {
    let line = text[end..].trim_start_matches([' ', '\t']);
    let plus = line.strip_prefix(['+', '&']);
    let next = match plus {
        Some(after) => after.trim_start(),
        None => line.strip_suffix(' ').unwrap_or(line),
    };
    let at = text.len() - next.len();
    let at = if plus.is_some() { at } else { end + (text[end..].len() - line.len()) };
    let after = text.get(at..)?.strip_prefix(quote)?;
    if at == end || after.starts_with(quote) || !after.lines().next()?.contains(quote) {
        return None;
    }
    if plus.is_none() && !after.lines().next()?.trim_end().ends_with(quote) {
        return None;
    }
    let gap = text[start..end - 1].ends_with(' ') || after.starts_with(' ');
    let (message, range) = match plus {
        Some(_) => ("two texts cannot be added", (end, at)),
        None => ("two texts stand here where one is expected", (at, at + 1)),
    };
    let fault = Fault::new(range, message, "write one text, in one pair of quotes");
    Some(fault.patch((end - 1, at + 1), if gap { "" } else { " " }))
}
