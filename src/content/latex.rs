//! Marks of LaTeX: `\textbf{words}`, `\begin{itemize}`.

use std::ops::Range;

use crate::codes;
use crate::content::signs::{Sign, place, text};
use crate::content::written;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources};

/// The longest name of a mark, in letters.
const LONGEST: usize = 16;

/// So many signs after the beginning of a list its items are looked for.
const MOST: usize = 20_000;

/// The problem of a mark whose braces stand at a range. Between double quotes `\t` is a tab, `\b` and
/// `\e` are signs that are never printed.
pub(super) fn mark(
    raw: &[Sign],
    range: &Range<usize>,
    (sources, source): (&Sources, SourceId),
) -> Option<Diagnostic> {
    let letters = raw[..range.start].iter().rev().take(LONGEST);
    let letters = letters.take_while(|sign| sign.c.is_ascii_alphabetic()).count();
    let open = (range.start - letters).checked_sub(1)?;
    let name = text(&raw[open + 1..range.start]);
    let name = match (raw[open].c, sources.snippet(raw[open].span(source))) {
        ('\\', _) => name,
        (_, "\\t") => format!("t{name}"),
        (_, "\\b") => format!("b{name}"),
        (_, "\\e") => format!("e{name}"),
        _ => return None,
    };
    let inner = text(raw.get(range.start + 1..range.end.checked_sub(1)?)?);
    let words = inner.trim();
    let span = place(source, &raw[open..range.end])?;
    if let "begin" | "end" = &*name {
        let message = format!("\\{name}{{{words}}} is a mark of LaTeX");
        let problem = Diagnostic::error(codes::BAD_MARK, span, message);
        return Some(problem.help(environment(&name, words, &raw[range.end..])));
    }
    let problem = Diagnostic::error(codes::BAD_MARK, span, format!("\\{name} is a mark of LaTeX"));
    let written = match &*name {
        "textbf" | "bf" => format!("**{words}**"),
        "emph" | "textit" | "underline" | "textsl" => format!("*{words}*"),
        "text" | "textrm" | "textsf" | "textsc" | "mbox" => words.to_owned(),
        "url" => format!("[{}]({words})", words.trim_start_matches("https://")),
        _ => return Some(problem.help(instead(&name, words)?)),
    };
    let plain = !written.contains(['{', '\\', '"', '\'']);
    let help = format!("write {written}");
    Some(if plain { problem.fix(help, span, written) } else { problem.help(help) })
}

/// What stands in place of a mark that is no mark of words.
fn instead(name: &str, words: &str) -> Option<String> {
    match name {
        "section" | "chapter" => Some(block(&format!("heading = {}", written::quoted(words)))),
        "subsection" | "subsubsection" | "paragraph" => {
            Some(block(&format!("subheading = {}", written::quoted(words))))
        }
        "footnote" | "label" | "ref" | "cite" => Some(
            "take it out; what a note says can stand in the text, and a link to a block is [words](#id)".to_owned(),
        ),
        _ => None,
    }
}

/// What to do about what begins or ends a list, a table or anything else.
fn environment(name: &str, kind: &str, after: &[Sign]) -> String {
    let key = match kind {
        "itemize" => "bullets",
        "enumerate" => "steps",
        "tabular" | "table" => {
            return block("table = { columns = [\"…\", \"…\"], rows = [[\"…\", \"…\"]] }");
        }
        "quote" | "quotation" => return block("quote = { text = \"…\" }"),
        _ => return "take it out".to_owned(),
    };
    if name == "end" {
        return "take it out with the lines of the list before it".to_owned();
    }
    let after: String = after.iter().take(MOST).map(|sign| sign.c).collect();
    let inner = after.split("\\end").next().unwrap_or_default();
    let items = inner.split("\\item").skip(1).map(|item| {
        let words: Vec<&str> = item.split_whitespace().collect();
        words.join(" ")
    });
    let items: Vec<String> = items.filter(|item| !item.is_empty()).collect();
    match items.is_empty() || inner.contains("\\begin") {
        true => block(&format!("{key} = [\"…\", \"…\"]")),
        false => block(&format!("{key} = {}", written::bracketed(items))),
    }
}

/// Where a key belongs that cannot stand in a text.
fn block(key: &str) -> String {
    format!("end the text before it, begin a new [[block]] and write {key}")
}
