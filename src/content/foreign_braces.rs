//! Braces of other programs: Word's fields and the marks of Pandoc.

use std::ops::Range;

use crate::codes;
use crate::content::latex;
use crate::content::reader::Reader;
use crate::content::signs::{Sign, place, text};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// Word's fields that say nothing to a reader of a booklet.
const NEEDLESS: [&str; 8] = ["PAGE", "NUMPAGES", "TOC", "XE", "TC", "SECTIONPAGES", "SEQ", "ADDIN"];

/// Word's fields that stand for what Word shows in their place.
const SHOWN: [&str; 10] = [
    "PAGEREF",
    "REF",
    "NOTEREF",
    "MERGEFIELD",
    "DATE",
    "TIME",
    "CREATEDATE",
    "SAVEDATE",
    "FORMTEXT",
    "DOCPROPERTY",
];

/// So many signs before a mark of Pandoc the words are looked for that it is for.
const LONGEST: usize = 500;

impl Reader<'_> {
    /// The problem of braces that another program has written, where they are known.
    pub(super) fn foreign_brace(
        &self,
        raw: &[Sign],
        range: &Range<usize>,
        source: SourceId,
    ) -> Option<Diagnostic> {
        let written = text(&raw[range.clone()]);
        let inner = written.strip_prefix('{')?.strip_suffix('}')?.trim();
        let span = place(source, &raw[range.clone()])?;
        if let Some(problem) = latex::mark(raw, range, (self.sources, source)) {
            return Some(problem);
        }
        if inner.starts_with(['.', '#', '=']) && inner.len() > 1 {
            return Some(self.pandoc(raw, range, source, (&written, inner, span)));
        }
        if let Some(problem) = page_of_a_sentence(raw, range, inner, span) {
            return Some(problem);
        }
        let touches = raw.get(range.end).is_some_and(|sign| sign.c.is_alphanumeric());
        word(inner, span, if touches { " " } else { "" })
    }

    /// `[words]{.mark}`
    fn pandoc(
        &self,
        raw: &[Sign],
        range: &Range<usize>,
        source: SourceId,
        (written, inner, span): (&str, &str, Span),
    ) -> Diagnostic {
        let problem =
            Diagnostic::error(codes::BAD_MARK, span, format!("{written} is a mark of Pandoc"));
        let words = bracketed(raw, range.start).and_then(|open| {
            let words = place(source, raw.get(open + 1..range.start - 1)?)?;
            Some((place(source, &raw[open..range.end])?, self.sources.snippet(words)))
        });
        let Some((whole, words)) = words else {
            return problem.fix("take it out", span, "");
        };
        let shown = self.sources.snippet(whole);
        if inner.contains(".deletion") {
            let help = format!(
                "these words were struck out in Word: take {shown} out; where they are to stay, write {words}"
            );
            return problem.help(help);
        }
        if inner.contains(".comment") {
            let help = format!("this is a remark that somebody made in Word: take {shown} out");
            return problem.help(help);
        }
        let strong = ["mark", "underline", "ul", "bold", "strong"];
        let strong = strong.iter().any(|name| inner.contains(name)) && !words.contains('*');
        if strong {
            let words = format!("**{words}**");
            problem.fix(format!("where the words are to stand out, write {words}"), whole, words)
        } else {
            problem.fix(format!("write the words alone: {words}"), whole, words)
        }
    }
}

/// `{ PAGE }` in a sentence, which says something else without it: "see it on .".
fn page_of_a_sentence(
    raw: &[Sign],
    range: &Range<usize>,
    inner: &str,
    span: Span,
) -> Option<Diagnostic> {
    let name = inner.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    let before = raw[..range.start].iter().rev().map(|sign| sign.c).take_while(|c| *c != '\n');
    let words =
        before.filter(|c| !c.is_whitespace()).take(1).any(|c| c.is_alphanumeric() || c == ',');
    (words && matches!(name, "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "SEQ")).then(|| {
        let message =
            format!("{{ {name} … }} is one of Word's fields, and not what Word shows in its place");
        let help = "the program numbers the pages: take it out with the words that lead to it; where a page is meant, link to its chapter or block, [words](#id), which prints the page";
        Diagnostic::error(codes::BAD_MARK, span, message).help(help)
    })
}

/// The bracket that opens what is closed right before a place.
fn bracketed(raw: &[Sign], at: usize) -> Option<usize> {
    let close = at.checked_sub(1).filter(|close| raw[*close].c == ']')?;
    let first = close.saturating_sub(LONGEST);
    let mut depth = 0;
    for open in (first..close).rev() {
        match raw[open].c {
            ']' => depth += 1,
            '[' if depth == 0 => return (open + 1 < close).then_some(open),
            '[' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `{ HYPERLINK "https://…" }` and other fields.
///
/// `gap` is what lacks between the field and the word after it.
fn word(inner: &str, span: Span, gap: &str) -> Option<Diagnostic> {
    let name = inner.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    let known = name == "HYPERLINK" || NEEDLESS.contains(&name) || SHOWN.contains(&name);
    if !known {
        return None;
    }
    let problem = Diagnostic::error(
        codes::BAD_MARK,
        span,
        format!("{{ {name} … }} is one of Word's fields, and not what Word shows in its place"),
    );
    if NEEDLESS.contains(&name) {
        return Some(problem.fix("take it out: the program adds page numbers itself", span, ""));
    }
    let quoted = || inner.split(['"', '“', '”', '\'']).nth(1).map(str::trim);
    let address = (name == "HYPERLINK").then(quoted).flatten();
    let fits = |it: &&str| {
        it.contains(['.', ':']) && !it.contains(['(', ')', ' ', '\\', '[', ']', '*', '<', '>'])
    };
    Some(match address.filter(fits) {
        Some(address) => {
            let shown = ["mailto:", "https://", "http://", "tel:"]
                .into_iter()
                .fold(address, |shown, scheme| shown.strip_prefix(scheme).unwrap_or(shown))
                .trim_end_matches('/');
            let link = format!("[{shown}]({address})");
            problem.fix(format!("write it as a link: {link}"), span, format!("{link}{gap}"))
        }
        None => problem.help("write what Word shows in its place (Alt+F9 in Word turns it round)"),
    })
}
