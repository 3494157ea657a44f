//! Words that were broken at the end of a line.

use std::ops::Range;

use crate::check::{Passage, Subject};
use crate::diagnostic::Diagnostic;

rule! {
    /// A word is broken by a hyphen and a space.
    ///
    /// Looks for a hyphen or a soft hyphen between letters that a space or a line's end follows, as
    /// PDFs give words that were broken at the end of a line. "Short- and long-term" is left alone.
    ///
    /// ## Who is affected
    ///
    /// Everybody, and people who listen most: they hear two words that mean nothing.
    ///
    /// ## How to mend it
    ///
    /// Write the word in one piece; keep the hyphen where the word has one.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Take your medi- cine with food."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Take your medicine with food."
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own: lines are joined with a space, and the program breaks lines by itself.
    "broken-word": Warning, look
}

/// Words that come between the halves of "short- and long-term", in languages that write so.
const BETWEEN: [&str; 42] = [
    "and", "or", "to", "und", "oder", "bis", "sowie", "bzw", "als", "wie", "en", "of", "tot",
    "och", "eller", "till", "og", "til", "ja", "tai", "sekä", "ning", "või", "és", "vagy", "i",
    "a", "ali", "ili", "in", "ou", "et", "e", "o", "y", "u", "neu", "un", "vai", "ir", "ar", "ac",
];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        for (range, hyphen, gap) in broken(&passage.text) {
            let linked = passage
                .addresses()
                .iter()
                .any(|it| it.range.start < range.end && range.start < it.range.end);
            if !linked {
                findings.push(complaint(passage, &range, hyphen, gap, subject));
            }
        }
    }
    findings
}

/// Each broken word, its hyphen, and the hyphen with the space.
fn broken(text: &str) -> Vec<(Range<usize>, char, Range<usize>)> {
    let mut found = Vec::new();
    let hyphens = text.char_indices().filter(|(_, c)| matches!(c, '-' | '\u{2010}' | '\u{AD}'));
    for (at, hyphen) in hyphens {
        let before = &text[..at];
        let rest = &text[at + hyphen.len_utf8()..];
        let after = rest.trim_start_matches([' ', '\n']);
        let gap = rest.len() - after.len();
        let head = before.len() - before.trim_end_matches(char::is_alphabetic).len();
        let tail = after.len() - after.trim_start_matches(char::is_alphabetic).len();
        let word = &after[..tail];
        let whole = before[..at - head]
            .ends_with(|c: char| c.is_whitespace() || "(“\"‘".contains(c))
            || head == at;
        let broken = gap > 0
            && before[at - head..].chars().count() >= 2
            && word.chars().count() >= 2
            && word.starts_with(char::is_lowercase)
            && !BETWEEN.contains(&word)
            && whole;
        if broken {
            let start = at + hyphen.len_utf8();
            found.push((at - head..start + gap + tail, hyphen, at..start + gap));
        }
    }
    found
}

fn complaint(
    passage: &Passage<'_>,
    range: &Range<usize>,
    hyphen: char,
    gap: Range<usize>,
    subject: &Subject<'_>,
) -> Diagnostic {
    let head = &passage.text[range.start..gap.start];
    let tail = &passage.text[gap.end..range.end];
    let message = format!("the word “{head}{tail}” is broken in two");
    let finding = RULE
        .at(passage.place(range.clone()), message)
        .note("it is printed with the gap, and read out as two words");
    let place = passage.place(gap);
    let old = subject.sources.snippet(place);
    let plain = old.chars().all(|c| c == hyphen || c.is_whitespace());
    if hyphen == '\u{AD}' && plain {
        return finding.fix("write it in one piece", place, "");
    }
    finding.help(format!("write {head}{tail}, or {head}-{tail} where it has a hyphen"))
}
