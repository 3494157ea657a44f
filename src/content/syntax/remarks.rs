//! Remarks as other languages write them: `/* … */`, `<!-- … -->`, `;`.

use super::Fault;

/// What begins and ends a remark.
const PAIRS: [(&str, &str); 2] = [("/*", "*/"), ("<!--", "-->")];

/// Whether a line begins a remark of another language.
pub(super) fn begins(line: &str) -> bool {
    let line = line.trim_start();
    PAIRS.iter().any(|(open, _)| line.starts_with(open))
        || line.starts_with("//")
        || line.starts_with("-- ")
        || is_of_one_line(line)
}

/// `; old`
fn is_of_one_line(line: &str) -> bool {
    line.strip_prefix(';').is_some_and(|rest| rest.starts_with([' ', '\t', ';']))
}

/// A remark that begins at a line outside of the quotes.
pub(super) fn at(text: &str, start: usize, line: &str) -> Option<Fault> {
    if is_of_one_line(line) {
        let words = line.trim_start_matches(';').trim();
        let range = (start, start + line.trim_end().len());
        return Some(fault(range, format!("# {words}")));
    }
    let (open, close) = PAIRS.into_iter().find(|(open, _)| line.starts_with(open))?;
    let line_end = start + line.trim_end().len();
    let end = text[start..].find(close).map_or(line_end, |at| start + at + close.len());
    let inner = text[start + open.len()..end].trim_end_matches(close);
    // Stars before each line are how such remarks are drawn.
    let bare = |line: &str| {
        let line = line.trim();
        line.strip_prefix('*').filter(|_| open == "/*").unwrap_or(line).trim().to_owned()
    };
    let lines: Vec<String> = inner.lines().map(bare).filter(|line| !line.is_empty()).collect();
    let remark: Vec<String> = lines.iter().map(|line| format!("# {line}")).collect();
    let rest = text[end..].lines().next().unwrap_or("");
    let break_ = if rest.trim().is_empty() { "" } else { "\n" };
    let first = (start, end.min(line_end));
    Some(Fault { range: first, ..fault((start, end), remark.join("\n") + break_) })
}

/// A remark behind a value.
pub(super) fn behind(start: usize, rest: &str) -> Option<Fault> {
    let words = PAIRS.into_iter().find_map(|(open, close)| {
        rest.trim_end().strip_prefix(open)?.strip_suffix(close).filter(|it| !it.contains(close))
    })?;
    let range = (start, start + rest.trim_end().len());
    Some(fault(range, format!("# {}", words.trim())))
}

fn fault(range: (usize, usize), remark: String) -> Fault {
    let help = if remark.contains('\n') {
        "write # before each of its lines".to_owned()
    } else {
        format!("write {}", remark.trim_end())
    };
    Fault::new(range, "a remark begins with #", help).patch(range, remark)
}
