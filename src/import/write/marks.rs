//! Words with the marks of a booklet, of which nothing else is a mark.

use crate::content::can_be_linked;
use crate::import::draft::{BREAK, Draft, Look, Run};
use crate::uri;

/// A sign that cannot be seen and keeps signs apart.
const JOINER: char = '\u{2060}';

/// Runs as one paragraph; its lines end in ` //`.
pub(super) fn marked(runs: &[Run], place: &str, draft: &mut Draft) -> String {
    let mut out = String::new();
    let runs = joined(runs);
    let mut rest = &runs[..];
    while let Some(first) = rest.first() {
        let same = |run: &&Run| {
            run.look.href == first.look.href && run.look.language == first.look.language
        };
        let (group, after) = rest.split_at(rest.iter().take_while(same).count());
        out.push_str(&grouped(group, place, draft, out.ends_with('*')));
        rest = after;
    }
    lines(&out)
}

/// Runs as a line without bold and line breaks.
pub(super) fn line(runs: &[Run], place: &str, draft: &mut Draft) -> String {
    let plain: Vec<Run> = runs
        .iter()
        .map(|run| Run {
            text: run.text.replace(BREAK, " "),
            look: Look { bold: false, stress: false, ..run.look.clone() },
        })
        .collect();
    marked(&plain, place, draft)
}

/// A plain string, in which braces alone mean something.
pub(super) fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace('{', "{{").replace('}', "}}")
}

/// Runs of one look as one; blanks between belong to what is before them.
fn joined(runs: &[Run]) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs.iter().filter(|run| !run.text.is_empty()) {
        let text: String = run
            .text
            .chars()
            .filter(|c| *c == BREAK || !c.is_control() || c.is_whitespace())
            .map(|c| if c != BREAK && is_blank(c) { ' ' } else { c })
            .collect();
        let blank = text.chars().all(|c| c == ' ');
        match joined.last_mut() {
            Some(last) if last.look == run.look || blank => last.text.push_str(&text),
            _ => joined.push(Run { text, look: run.look.clone() }),
        }
    }
    joined
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\u{A0}' && c != '\u{202F}'
}

/// Runs of one address and language.
fn grouped(group: &[Run], place: &str, draft: &mut Draft, after_star: bool) -> String {
    let look = &group[0].look;
    let target = look.href.as_deref().and_then(|href| target(href, place, draft));
    let wraps = target.is_some() || look.language.is_some();
    let mut inner = String::new();
    for run in group {
        let before = if inner.is_empty() && after_star && !wraps { "*" } else { &inner };
        let words = emphasised(run, before);
        match words.strip_prefix("**").filter(|_| inner.ends_with("**")) {
            // What is set in bold goes on.
            Some(more) => {
                inner.truncate(inner.len() - 2);
                inner.push_str(more);
            }
            None => inner.push_str(&words),
        }
    }
    let words = inner.trim_matches(|c| c == ' ' || c == BREAK);
    if words.is_empty() || !wraps {
        return inner;
    }
    let start = inner.len() - inner.trim_start_matches([' ', BREAK]).len();
    let (before, after) = (&inner[..start], &inner[start + words.len()..]);
    let shown: String = group.iter().map(|run| run.text.as_str()).collect();
    let mut words = words.to_owned();
    if let Some(target) = target {
        words = match shown.trim() == target {
            true if look.language.is_none() => format!("<{target}>"),
            _ => format!("[{words}]({target})"),
        };
    }
    if let Some(language) = &look.language {
        words = format!("[{words}](lang:{language})");
    }
    format!("{before}{words}{after}")
}

/// Stars beside those of the words before would be read as one mark of three or four.
fn emphasised(run: &Run, before: &str) -> String {
    let words = run.text.trim_matches(|c: char| c == ' ' || c == BREAK);
    if words.is_empty() {
        return run.text.clone();
    }
    let start = run.text.len() - run.text.trim_start_matches([' ', BREAK]).len();
    let (blank, after) = (&run.text[..start], &run.text[start + words.len()..]);
    let shown = escaped(words);
    let parted = !blank.is_empty() || !before.ends_with('*');
    match run.look {
        Look { bold: true, .. } if parted || before.ends_with("**") => {
            format!("{blank}**{shown}**{after}")
        }
        Look { bold: false, stress: true, .. } if parted => format!("{blank}*{shown}*{after}"),
        _ => format!("{blank}{shown}{after}"),
    }
}

/// An address that a booklet can link to; others are named.
fn target(href: &str, place: &str, draft: &mut Draft) -> Option<String> {
    let href = href.trim();
    let lower = href.to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:", "tel:", "sms:"];
    if href.is_empty() {
        return None;
    }
    if let Some((_, id)) = href.strip_prefix('#').and_then(|name| draft.ids.get(name)) {
        return Some(format!("#{id}"));
    }
    if href.starts_with('#') {
        draft.leave_out(&format!("the target of a link within the file: {href}"), place, "");
        return None;
    }
    let phone = ["tel:", "sms:"].iter().any(|it| lower.starts_with(it));
    let encode = |c: char| match c {
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        // A number is dialled without its spaces.
        c if c.is_whitespace() && phone => " ".to_owned(),
        c if c.is_whitespace() => "%20".to_owned(),
        c => c.to_string(),
    };
    let address: String = href.chars().filter(|c| !c.is_control()).map(encode).collect();
    let address = uri::within_mark(&address);
    let sound = known.iter().any(|it| lower.starts_with(it)) && (phone || can_be_linked(&address));
    if !sound {
        draft.leave_out(&format!("the target of a link: {href}"), place, "");
        return None;
    }
    Some(address)
}

/// Words of which nothing is a mark.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, c)| *c);
        let mark = match c {
            '*' | '{' | '}' | '\\' | '[' => true,
            ']' => next == Some('('),
            '<' => next.is_some_and(|c| c.is_alphabetic() || c == '/' || c == '!'),
            _ => false,
        };
        if mark {
            out.push('\\');
        }
        out.push(c);
        if c == '&' && is_entity(&words[at + 1..]) {
            out.push(JOINER);
        }
    }
    out
}

fn is_entity(after: &str) -> bool {
    let name = after.split(';').next().unwrap_or_default();
    after.len() > name.len()
        && (1..10).contains(&name.len())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

/// The lines of a paragraph, each with a start that is no mark.
fn lines(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split(BREAK) {
        let line = line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            lines.push(ended(begun(&line)));
        }
    }
    lines.join(" //\n")
}

/// A line whose end would be taken for a line break.
fn ended(line: String) -> String {
    let mut line = line;
    let end = line.trim_end().len();
    if line[..end].ends_with("//") {
        line.insert(end, JOINER);
    }
    line
}

/// A line whose start would be taken for a heading, a list or a picture.
fn begun(line: &str) -> String {
    let word = line.split(' ').next().unwrap_or_default();
    let rest = &line[word.len()..];
    let number = word
        .strip_suffix('.')
        .is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()));
    match word {
        "-" => format!("–{rest}"),
        "+" => format!("{JOINER}{line}"),
        _ if number => format!("{JOINER}{line}"),
        _ if word.starts_with(['#', '`', '~', '!']) => format!("{JOINER}{line}"),
        _ => line.to_owned(),
    }
}
