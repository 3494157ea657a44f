//! Plain text: paragraphs, typed lists, and what looks like a heading.

use super::draft::{BREAK, Block, Draft, Run};
use super::{Refusal, columns, encoding};

/// The longest line that may be a heading.
const HEADING: usize = 60;

pub(super) fn read(bytes: &[u8]) -> Result<Draft, Refusal> {
    let (text, windows) = encoding::any(bytes);
    if text.contains('\0') {
        return Err(Refusal::new("is no text: it holds signs that only programs read"));
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{C}', '\u{2029}', BREAK], "\n");
    let mut draft = Draft::default();
    if windows {
        draft.notice("the file is not in UTF-8: Western letters were guessed", "the file");
    }
    draft.source.push(text.clone());
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].trim().is_empty() {
            at += 1;
            continue;
        }
        let end = lines[at..].iter().position(|it| it.trim().is_empty());
        let end = end.map_or(lines.len(), |length| at + length);
        paragraph(&lines[at..end], at + 1, at == 0 || end - at == 1, &mut draft);
        at = end;
    }
    Ok(draft)
}

/// Lines between blank ones. `alone`: whether it may be a heading.
fn paragraph(lines: &[&str], number: usize, alone: bool, draft: &mut Draft) {
    let place = format!("line {number}");
    if let [first, second, rest @ ..] = lines
        && let Some(level) = underline(second)
    {
        draft.turned.push((*second).to_owned());
        draft.push(&place, Block::Heading(level, vec![Run::plain(first.trim())]));
        if !rest.is_empty() {
            paragraph(rest, number + 2, false, draft);
        }
        return;
    }
    if let [line] = lines {
        if underline(line).is_some() || line.trim().chars().all(|c| "*_~.-= ".contains(c)) {
            draft.turned.push((*line).to_owned());
            return;
        }
        if alone && is_heading(line) {
            let capitals = !line.chars().any(char::is_lowercase);
            draft.notice("a short line by itself was taken for a heading", &place);
            let level = if capitals { 2 } else { 3 };
            draft.push(&place, Block::Heading(level, vec![Run::plain(line.trim())]));
            return;
        }
    }
    if lines.iter().filter(|line| has_columns(line)).count() > 1 {
        // As it stands: `columns` sees whether it is a table.
        let blank = |line: &&str| line.len() - line.trim_start().len();
        let indent = lines.iter().map(blank).min().unwrap_or(0);
        let text: Vec<&str> = lines.iter().map(|it| it.get(indent..).unwrap_or(it)).collect();
        let text = text.join(&BREAK.to_string());
        return draft.push(&place, Block::Paragraph(vec![Run::plain(&text)]));
    }
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            text.push(if goes_on(lines[at - 1], line) { ' ' } else { BREAK });
        }
        text.push_str(line.trim());
    }
    draft.push(&place, Block::Paragraph(vec![Run::plain(&text)]));
}

/// Whether a line has words with a tab or several blanks between them.
fn has_columns(line: &str) -> bool {
    let signs: Vec<char> = line.chars().collect();
    columns::cells(&signs).0.len() > 1
}

/// The level of the heading that a line of strokes is under.
fn underline(line: &str) -> Option<u8> {
    let line = line.trim();
    let all = |c: char| line.len() > 2 && line.chars().all(|it| it == c);
    match () {
        () if all('=') => Some(1),
        () if all('-') || all('~') => Some(2),
        () => None,
    }
}

fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let starts =
        line.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    line.chars().count() <= HEADING
        && letters >= 3
        && starts
        && !line.ends_with(['.', ',', ';', ':', '!'])
        && !line.contains(['@', '/'])
        && line.chars().filter(char::is_ascii_digit).count() < 5
}

/// Whether a line goes on with the one before: no item, and not short on purpose.
fn goes_on(before: &str, line: &str) -> bool {
    let start = line.trim_start();
    let first = start.chars().next().unwrap_or(' ');
    let digits = start.chars().take_while(char::is_ascii_digit).count();
    let counted = digits > 0 && start[digits..].starts_with([')', '.']);
    let sign = !first.is_alphanumeric() && start[first.len_utf8()..].starts_with([' ', '\t']);
    let bullet = "•●▪◦‣·○■".contains(first);
    !(counted || sign || bullet) && before.chars().count() > 40
}
