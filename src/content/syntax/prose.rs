//! Lines without a key: words, keys without a value, other signs for `=`, lists of YAML.

use super::Fault;
use super::lines::{begins, is_name};
use super::quotes::{is_quote, text_of, without_single};
use super::{cards, remarks, sources};
use crate::content::characters::is_visible;
use crate::content::pasted;
use crate::keys;

/// Signs that people write for `=`.
const EQUALS: [&str; 9] = ["->", "=>", ":=", "→", "⇒", "–", "—", "-", "："];

/// Signs that begin a point of a list.
const POINTS: [char; 7] = ['-', '*', '•', '–', '·', '◦', '▪'];

/// Whether a booklet, a chapter or a block has this key.
pub(super) fn is_known(key: &str) -> bool {
    let shapes = [&keys::BLOCK, &keys::CHAPTER, &keys::BOOKLET];
    shapes.iter().any(|shape| shape.holds(key))
}

/// Whether words end with the colon at `at` and lead in the points under them.
pub(super) fn leads_in(text: &str, at: usize, words: &str) -> bool {
    let mut lines = text[at + 1..].lines();
    let alone = lines.next().is_none_or(|rest| rest.trim().is_empty());
    let point = |line: &str| without_point(line.trim()).is_some() && !has_key(line);
    let points = lines.next().is_some_and(point);
    let lower = words.to_lowercase();
    let known = is_known(&lower) || keys::Kind::of(&lower).is_some();
    alone && points && !known && !is_list(&lower)
}

/// Whether a key holds a list of texts.
pub(super) fn is_list(key: &str) -> bool {
    matches!(key, "bullets" | "steps" | "checklist" | "chapters" | "keywords" | "columns")
}

/// Words without the sign of a point before them.
pub(super) fn without_point(words: &str) -> Option<&str> {
    let after = words.strip_prefix(POINTS)?;
    after
        .starts_with([' ', '\t', '\u{A0}'])
        .then(|| after.trim_start_matches([' ', '\t', '\u{A0}']))
}

/// What was meant by a line without `=` below the text `last`, as a remark, as more of that text or by
/// itself.
pub(super) fn meant(
    text: &str,
    start: usize,
    line: &str,
    last: Option<(usize, usize)>,
) -> Option<Fault> {
    remarks::at(text, start, line)
        .or_else(|| sources::below(text, last?, start))
        .or_else(|| cards::at(text, start))
        .or_else(|| goes_on(text, last?, start))
        .or_else(|| self::line(text, start, line))
}

/// What was meant by a line without `=`, whose words `line` begin at `start`.
fn line(text: &str, start: usize, line: &str) -> Option<Fault> {
    quoted_key(start, line)
        .or_else(|| other_equals(start, line))
        .or_else(|| page_break(start, line))
        .or_else(|| round_heading(start, line))
        .or_else(|| yaml_block(text, start, line))
        .or_else(|| points_alone(text, start))
        .or_else(|| no_sign(start, line))
        .or_else(|| first_line(text, start, line))
        .or_else(|| words(text, start))
}

/// `title Going home`
fn no_sign(start: usize, line: &str) -> Option<Fault> {
    const NAMES: [&str; 6] =
        ["title", "subtitle", "heading", "subheading", "publisher", "language"];
    let (key, words) = line.split_once([' ', '\t'])?;
    let end = start + key.len();
    (NAMES.contains(&key) && words.contains(char::is_alphanumeric)).then(|| {
        let message = format!("there is no = after `{key}`");
        Fault::new((start, end), message, format!("write {key} = and then the words in quotes"))
            .patch((end, end), " =")
    })
}

/// Words at the top of a file that has no title.
fn first_line(text: &str, start: usize, line: &str) -> Option<Fault> {
    let words = line.trim_end();
    let short = words.chars().count() <= 80 && !words.contains([':', '=', '[', ']', '{', '}']);
    let titled = text.lines().any(|line| {
        let key = line.split(['=', ':']).next().unwrap_or("").trim().to_lowercase();
        matches!(key.as_str(), "title" | "chapters" | "[contact]")
    });
    let alone = text[start + line.len()..].trim_start_matches('\r').strip_prefix('\n');
    let alone = alone.is_none_or(|rest| rest.lines().next().is_none_or(|it| it.trim().is_empty()));
    let top = text[..start].trim().is_empty()
        && words.starts_with(|c: char| c.is_alphanumeric() || is_quote(c));
    (top && short && !titled && alone).then(|| {
        let quoted = text_of(words.trim_matches(is_quote));
        let range = (start, start + words.len());
        Fault::new(range, "these words have no key", format!("write title = {quoted}"))
            .note("a chapter begins with its title")
            .patch(range, format!("title = {quoted}"))
    })
}

/// `“text” = "…"`
fn quoted_key(start: usize, line: &str) -> Option<Fault> {
    let (key, _) = line.split_once(['=', ':'])?;
    let key = key.trim_end();
    let name = key.trim_matches(is_quote);
    let range = (start, start + key.len());
    (name.len() < key.len() && is_known(name)).then(|| {
        Fault::new(range, "a key stands in no quotes", format!("write {name}")).patch(range, name)
    })
}

/// `text -> "…"`, and `=` between spaces that are none.
fn other_equals(start: usize, line: &str) -> Option<Fault> {
    let key = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()?;
    if !is_known(key) && !matches!(key, "title" | "caption" | "rows" | "image" | "alt") {
        return None;
    }
    let rest = &line[key.len()..];
    let trimmed = rest.trim_start_matches(|c: char| !is_visible(c));
    let from = start + line.len() - trimmed.len();
    if let Some(after) = trimmed.strip_prefix('=') {
        let to = start + line.len() - after.trim_start().len();
        let blank = (start + key.len(), to);
        return (trimmed.len() < rest.len()).then(|| {
            Fault::new(
                blank,
                "an invisible character stands beside the =",
                "delete it, and type plain spaces",
            )
            .patch(blank, " = ")
        });
    }
    let sign = EQUALS.iter().find(|sign| trimmed.starts_with(**sign))?;
    // A hyphen is part of a word where no space stands around it.
    let after = &trimmed[sign.len()..];
    let parted = rest.len() > trimmed.len() && after.starts_with([' ', '"', '\'', '[', '{']);
    let range = (from, from + sign.len());
    parted.then(|| {
        Fault::new(
            range,
            format!("`{key}` is followed by {sign} where = is needed"),
            "write = in its place",
        )
        .patch(range, "=")
    })
}

fn page_break(start: usize, line: &str) -> Option<Fault> {
    let word = line.trim_end().trim_end_matches(['=', ':', '.']).trim_end();
    let plain = word.to_lowercase().replace([' ', '-'], "_");
    let range = (start, start + line.trim_end().len());
    (plain == "page_break").then(|| {
        Fault::new(range, "`page_break` stands here without a value", "write page_break = true")
            .patch(range, "page_break = true")
    })
}

/// `((block))`
fn round_heading(start: usize, line: &str) -> Option<Fault> {
    let name = line.trim().trim_matches(['(', ')', '{', '}', '<', '>', '«', '»', '[', ']']);
    let bracketed = line.starts_with(['(', '{', '<', '«']) && line.trim().len() > name.len();
    let range = (start, start + line.trim_end().len());
    (bracketed && matches!(name, "block" | "glossary" | "contact.point")).then(|| {
        Fault::new(range, "a heading stands in square brackets", format!("write [[{name}]]"))
            .patch(range, format!("[[{name}]]"))
    })
}

/// `- text: Take your tablets.`
fn yaml_block(text: &str, start: usize, line: &str) -> Option<Fault> {
    let pair = without_point(line)?;
    let key = pair.split([':', '=']).next().map(str::trim)?;
    if !keys::BLOCK.holds(&key.to_lowercase()) || key.len() == pair.len() {
        return None;
    }
    let range = (start, start + line.len() - pair.len());
    let lone = text[..start].trim_end().ends_with("[[block]]");
    let fault = Fault::new(
        range,
        "a block begins with the line [[block]] and not with -",
        "write [[block]] on a line before it",
    );
    Some(fault.patch(range, if lone { "" } else { "[[block]]\n" }))
}

/// Points without a key, as a list of their own.
fn points_alone(text: &str, start: usize) -> Option<Fault> {
    let (list, end) = list_at(text, start)?;
    let before = text[..start].trim_end();
    let lone = before.ends_with("[[block]]");
    if !lone && (before.ends_with(']') && before.lines().next_back()?.starts_with('[')) {
        return None;
    }
    let first = (start, start + text[start..end].lines().next()?.trim_end().len());
    let help = "write [[block]] before them, and under it bullets = [ … ]";
    let fault = Fault::new(first, "these points have no key", help);
    let block = if lone { "" } else { "[[block]]\n" };
    Some(fault.patch((start, end), format!("{block}bullets = {list}")))
}

/// The points that stand on lines from `start` on, as a list, and where they end.
fn list_at(text: &str, start: usize) -> Option<(String, usize)> {
    let (mut items, mut end, mut at) = (Vec::new(), start, start);
    for line in text[start..].split_inclusive('\n') {
        let Some(item) = without_point(line.trim()) else { break };
        if has_key(line) {
            break;
        }
        items.push(text_of(without_single(item.trim_matches(is_quote))));
        end = at + line.trim_end().len();
        at += line.len();
    }
    let list: String = items.iter().map(|item| format!("  {item},\n")).collect();
    (!items.is_empty()).then(|| (format!("[\n{list}]"), end))
}

/// The items in quotes that stand on lines from `start` on, as a list, and where they end.
fn items_at(text: &str, start: usize) -> Option<(String, usize)> {
    let (mut items, mut end, mut at) = (Vec::new(), start, start);
    for line in text[start..].split_inclusive('\n') {
        let item = line.trim().trim_end_matches([',', ';']);
        let inner = item.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        let Some(inner) = inner.filter(|inner| !inner.contains(['"', '\\'])) else { break };
        items.push(text_of(inner));
        end = at + line.trim_end().len();
        at += line.len();
    }
    let list: String = items.iter().map(|item| format!("  {item},\n")).collect();
    (!items.is_empty()).then(|| (format!("[\n{list}]"), end))
}

/// Lines of words: a text of their own, or more of the text before them.
fn words(text: &str, start: usize) -> Option<Fault> {
    let end = end_of_words(text, start);
    let written = &text[start..end];
    let first = (start, start + written.lines().next()?.trim_end().len());
    let said = written.trim_matches(is_quote);
    if !is_wordy(written, said) {
        return None;
    }
    let before = text[..start].trim_end();
    let last = before.lines().next_back().unwrap_or("").trim();
    if let Some(fault) = under_kind(written, start, before, last) {
        return Some(fault);
    }
    let quoted = text_of(without_single(said));
    let fault = |message: &str, help: &str| {
        Fault::new(first, message, help).note("a remark of yours begins with #")
    };
    if last == "[[block]]" {
        let (help, written) = match blocks(said) {
            Some(blocks) => ("write them as the blocks that they are", blocks),
            None if quoted.contains('\n') => (
                "write text = \"\"\" before them, and \"\"\" after them",
                format!("text = {quoted}"),
            ),
            None => ("write text = before it, and quotes around it", format!("text = {quoted}")),
        };
        return Some(fault("these words have no key", help).patch((start, end), written));
    }
    let of_chapter = text.contains("[[block]]") || text.trim_start().starts_with("title");
    if !of_chapter || last.starts_with('[') || text.contains("[contact]") {
        return None;
    }
    let help = "write [[block]] before them, and under it text = \"…\"";
    Some(
        fault("these words stand in no block", help)
            .patch((start, end), format!("[[block]]\ntext = {quoted}")),
    )
}

/// Lines that are a list or a table, or have one among them, as blocks.
fn blocks(said: &str) -> Option<String> {
    let (blocks, _) = pasted::blocks(said);
    let more = blocks.iter().any(|block| !block.starts_with("text ="));
    more.then(|| blocks.join("\n\n[[block]]\n"))
}

/// Whether lines are words; `said` is what stands between their quotes.
fn is_wordy(written: &str, said: &str) -> bool {
    let remark = remarks::begins(written);
    said.contains(char::is_alphabetic)
        && !said.contains('=')
        && !said.contains("\"\"\"")
        && !said.starts_with(['[', '{', ']', '}'])
        && !remark
}

/// Words under `[[text]]`, or items under `[[bullets]]`.
fn under_kind(written: &str, start: usize, before: &str, last: &str) -> Option<Fault> {
    let name = last.strip_prefix('[')?.trim_matches(['[', ']']);
    // The block of `[block.bullets]` has begun.
    let (name, block) = match name.strip_prefix("block.") {
        Some(name) => (name, ""),
        None => (name, "[[block]]\n"),
    };
    let kind = keys::Kind::of(name)?.key().name;
    if block.is_empty() && !is_list(kind) && kind != "text" {
        return None;
    }
    let header = (before.len() - last.len(), before.len());
    let value = if is_list(kind) {
        let item = |line: &str| {
            text_of(without_point(line).unwrap_or(line).trim_matches(|c| is_quote(c) || c == ','))
        };
        let lines = written.lines().map(str::trim).filter(|line| !line.is_empty());
        format!("[{}]", lines.map(item).collect::<Vec<_>>().join(", "))
    } else {
        text_of(written.trim_matches(is_quote))
    };
    let (message, help) = match block {
        "" => (
            format!("{last} begins a table of keys, and no words"),
            format!("write {kind} = and the words in quotes"),
        ),
        _ => (
            format!("a block begins with [[block]] and not with {last}"),
            format!("write [[block]], and under it {kind} = and the words in quotes"),
        ),
    };
    let whole = (header.0, start + written.len());
    Some(Fault::new(header, message, help).patch(whole, format!("{block}{kind} = {value}")))
}

/// Where lines of words end: before a line that begins something else.
pub(super) fn end_of_words(text: &str, start: usize) -> usize {
    let mut end = start;
    for (index, line) in text[start..].split_inclusive('\n').enumerate() {
        let other = line.trim_start().starts_with(['#', '[']) || begins(line) || has_key(line);
        let other = other || without_point(line.trim()).is_some();
        if index > 0 && other {
            break;
        }
        end += line.len();
    }
    start + text[start..end].trim_end().len()
}

/// `text: …`, or such a point of a list.
fn has_key(line: &str) -> bool {
    let line = line.trim().lines().next().unwrap_or("");
    let line = without_point(line).unwrap_or(line);
    line.split_once(':').is_some_and(|(key, _)| is_name(key) && is_known(&key.to_lowercase()))
}

/// Whether `#` is a sign of the words before it, as in "we are #1 for care", and begins no remark.
pub(super) fn goes_on_after_hash(words: &str, rest: &str) -> bool {
    let number =
        rest.strip_prefix('#').is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    number && toml::de::DeValue::parse(words.trim()).is_err()
}

/// Words without quotes over several lines, the first of them at `first`.
pub(super) fn many_lines(text: &str, key: &str, first: (usize, usize)) -> Option<Fault> {
    let end = end_of_words(text, first.0);
    let written = text[first.0..end].trim_end();
    let wordy =
        |line: &str| line.contains(char::is_alphabetic) && !line.contains(['=', '[', '{', '"']);
    let texts =
        matches!(key, "text" | "meaning" | "disclaimer" | "feedback" | "formats" | "references");
    // A blank line may end the text, but words after it would have no key.
    let more = written.lines().count() > 1
        && written.lines().skip(1).all(|it| it.trim().is_empty() || wordy(it));
    (texts && more && !text[first.0..first.1].contains('#')).then(|| {
        Fault::new(
            first,
            "this text stands in no quotes",
            "write \"\"\" before its first line and after its last",
        )
        .patch((first.0, end), text_of(without_single(written)))
    })
}

/// More lines of words under a text of one line: both as one text.
fn goes_on(text: &str, value: (usize, usize), next: usize) -> Option<Fault> {
    if text[value.1..next].matches('\n').count() != 1 || text[value.1..next].contains('#') {
        return None;
    }
    let end = end_of_words(text, next);
    let more = &text[next..end];
    if has_key(more) || without_point(more).is_some() || remarks::begins(more) {
        return None;
    }
    let quote = text[value.0..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = text[value.0..value.1].trim_matches(quote);
    if inner.contains(['\n', '\\'])
        || more.contains("\"\"\"")
        || !more.contains(char::is_alphabetic)
    {
        return None;
    }
    let whole = text_of(&format!("{inner}\n{}", unquoted(more)));
    let first = (next, next + more.lines().next()?.trim_end().len());
    let fault = Fault::new(
        first,
        "this line is no `key = value`",
        "where it goes on from the line before, both stand between \"\"\" and \"\"\"",
    );
    let note = "a remark of yours begins with #";
    (!more.contains(['=', '[', '{'])).then(|| fault.note(note).patch((value.0, end), whole))
}

/// Lines of which each stands in quotes of its own, without these.
fn unquoted(more: &str) -> String {
    let bare = |line: &str| {
        let line = line.trim().trim_start_matches(['+', ',']).trim_end_matches(['+', ',']).trim();
        let quote = line.chars().next().filter(|c| is_quote(*c))?;
        let inner = line.strip_prefix(quote)?.strip_suffix(is_quote)?;
        (!inner.contains(['"', quote])).then(|| inner.to_owned())
    };
    let lines: Option<Vec<String>> = more.lines().map(bare).collect();
    lines.map_or_else(|| without_single(more).to_owned(), |lines| lines.join("\n"))
}

/// The points or the items in quotes under `bullets:`, as a list.
pub(super) fn points(text: &str, at: usize, key: &str) -> Option<Fault> {
    let start = text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
    let (list, end) =
        list_at(text, start).or_else(|| items_at(text, start)).filter(|_| is_list(key))?;
    let help = "write [ before the points and ] after them, each in quotes and with a comma";
    let fault = Fault::new((at, at), format!("nothing stands after `{key} =`"), help);
    Some(fault.patch((at, end), format!(" {list}")))
}
